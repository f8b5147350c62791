import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/**
 * What unions say of a routine in their own words, before the union step is noted by the employer. Added to only: nobody writes over what
 * a party has said.
 */
export const unionViews: Migration = {
  id: '0021-union-views',
  statements: `
  ${tenantTable(
    'union_view',
    'view_id',
    `view_id uuid not null,
    routine_id uuid not null,
    number integer not null,
    party text not null,
    said_on date not null,
    view text not null,
    asked_hash text not null,
    said_by uuid not null`,
    'append',
  )}
  create index union_view_routine on union_view (authority_id, routine_id, number);
  `,
};
