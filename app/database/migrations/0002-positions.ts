import type { Migration } from './index.ts';
import { noOverlap, tenantTable } from './tenant-table.ts';

/**
 * Career positions, who holds them, what they are for, and the lists they are read from. Overlaps are judged when a
 * transaction ends, so that one period may give way to another in any order.
 */
export const positions: Migration = {
  id: '0002-positions',
  statements: `
  ${tenantTable('local_subject', 'name', 'name text not null')}
  ${tenantTable(
    'development_need',
    'need_id',
    `need_id uuid not null,
    unit_id uuid not null,
    title text not null,
    source text,
    identified_on date not null,
    ended_on date,
    version integer not null default 1,
    check (ended_on >= identified_on)`,
  )}
  ${tenantTable(
    'career_position',
    'position_id',
    `position_id uuid not null,
    external_id text not null,
    kind text not null check (kind in ('Förstelärare', 'Lektor')),
    unit_id uuid not null,
    funding text not null check (funding in ('statsbidrag §16', 'statsbidrag §17', 'egna medel')),
    starts_on date not null,
    ends_on date,
    version integer not null default 1,
    check (ends_on >= starts_on),
    unique (authority_id, external_id)`,
  )}
  create index career_position_unit on career_position (authority_id, unit_id);
  ${tenantTable(
    'appointment',
    'appointment_id',
    `appointment_id uuid not null,
    position_id uuid not null,
    person_id uuid not null,
    starts_on date not null,
    ends_on date,
    version integer not null default 1,
    check (ends_on >= starts_on),
    ${noOverlap('position_id')} deferrable initially deferred`,
  )}
  create index appointment_position on appointment (authority_id, position_id);
  create index appointment_person on appointment (authority_id, person_id);
  ${tenantTable(
    'assignment',
    'assignment_id',
    `assignment_id uuid not null,
    position_id uuid not null,
    type text not null,
    secondary_types text[] not null default '{}',
    title text not null,
    need_id uuid,
    target_group text,
    planned_share double precision check (planned_share >= 0 and planned_share <= 100),
    cross_subject boolean not null,
    subjects text[] not null default '{}',
    starts_on date not null,
    ends_on date,
    version integer not null default 1,
    check (ends_on >= starts_on),
    check (cross_subject or cardinality(subjects) > 0),
    ${noOverlap('position_id')} deferrable initially deferred`,
  )}
  create index assignment_position on assignment (authority_id, position_id);
  create index assignment_need on assignment (authority_id, need_id);
  ${tenantTable(
    'import_run',
    'import_id',
    `import_id uuid not null,
    kind text not null,
    content_hash text not null,
    file_name text not null,
    row_count integer not null,
    created_count integer not null,
    changed_count integer not null,
    imported_at timestamptz(3) not null,
    imported_by uuid,
    undone_at timestamptz(3),
    undone_by uuid`,
  )}
  ${tenantTable(
    'import_change',
    'import_id, sequence',
    `import_id uuid not null,
    sequence integer not null,
    table_name text not null,
    row_id uuid not null,
    before jsonb,
    after jsonb`,
    'append',
  )}
  create index import_change_row on import_change (authority_id, row_id);
  ${tenantTable(
    'column_mapping',
    'kind, header_hash',
    `kind text not null,
    header_hash text not null,
    mapping jsonb not null`,
  )}
  `,
};
