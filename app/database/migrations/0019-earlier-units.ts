import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** Where a position or a need stood until a day, before it was moved to another unit. */
export const earlierUnits: Migration = {
  id: '0019-earlier-units',
  statements: `
  ${tenantTable(
    'career_position_earlier_unit',
    'position_id, ends_on',
    'position_id uuid not null, ends_on date not null, unit_id uuid not null',
  )}
  ${tenantTable(
    'development_need_earlier_unit',
    'need_id, ends_on',
    'need_id uuid not null, ends_on date not null, unit_id uuid not null',
  )}
  `,
};
