import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** What schools' results come to: deliveries and their cells. No table here has room for a pupil. */
export const results: Migration = {
  id: '0004-results',
  statements: `
  ${tenantTable(
    'result_delivery',
    'delivery_id',
    `delivery_id uuid not null,
    kind text not null,
    school_unit_code text not null check (school_unit_code ~ '^[0-9]{8}$'),
    academic_year integer not null,
    semester text not null check (semester in ('', 'HT', 'VT')),
    version integer not null check (version > 0),
    is_current boolean not null,
    fingerprint text not null,
    scale text not null,
    row_count integer not null,
    pupil_count integer not null,
    linked_count integer,
    cell_count integer not null,
    notices jsonb not null,
    received_at timestamptz(3) not null,
    received_by uuid,
    replaced_at timestamptz(3),
    disposed_at timestamptz(3),
    check (is_current = (replaced_at is null)),
    unique (authority_id, kind, school_unit_code, academic_year, semester, version)`,
  )}
  create unique index result_delivery_current on result_delivery
    (authority_id, kind, school_unit_code, academic_year, semester) where is_current;
  ${tenantTable(
    'result_cell',
    'delivery_id, cell_number',
    `delivery_id uuid not null,
    cell_number integer not null,
    subject text not null,
    level text not null,
    measure text not null,
    group_name text not null check (group_name in ('alla', 'flickor', 'pojkar')),
    n integer not null check (n >= 0),
    sum double precision not null,
    sum_squares double precision not null check (sum_squares >= 0),
    histogram jsonb,
    missing jsonb not null,
    prior jsonb,
    teachers integer not null check (teachers between 0 and 3),
    largest_class integer,
    unique (authority_id, delivery_id, subject, level, measure, group_name)`,
  )}
  `,
};
