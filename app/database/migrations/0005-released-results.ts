import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** What has been told of pupils' results outside the authority. Nothing here is ever changed: what has left cannot be called back. */
export const releasedResults: Migration = {
  id: '0005-released-results',
  statements: `
  ${tenantTable(
    'result_release',
    'release_id',
    `release_id uuid not null,
    title text not null,
    recipient text not null,
    asked jsonb not null,
    released_at timestamptz(3) not null,
    released_by uuid`,
    'append',
  )}
  ${tenantTable(
    'released_group',
    'release_id, group_number',
    `release_id uuid not null,
    group_number integer not null,
    measure text not null,
    level text not null,
    academic_year integer not null,
    semester text not null check (semester in ('', 'HT', 'VT')),
    units jsonb not null,
    subjects jsonb not null,
    gender text not null check (gender in ('alla', 'flickor', 'pojkar', 'okänt')),
    pupils integer not null check (pupils >= 0),
    basis integer not null check (basis >= 0),
    part integer,
    sum double precision,
    teachers integer not null check (teachers between 0 and 3),
    largest_class integer,
    told jsonb not null`,
    'append',
  )}
  create index released_group_block on released_group (authority_id, measure, level, academic_year, semester);
  `,
};
