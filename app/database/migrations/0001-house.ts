import type { Migration } from './index.ts';
import { noOverlap, tenantTable } from './tenant-table.ts';

/** The authority itself, its organisation, its people and the log of every act. */
export const house: Migration = {
  id: '0001-house',
  statements: `
  create table authority_directory (
    authority_id uuid primary key,
    name text not null,
    slug text not null unique,
    is_demo boolean not null default false
  );
  grant select on authority_directory to samsyn_app;
  ${tenantTable(
    'school_authority',
    '',
    `name text not null,
    organisation_number text,
    municipality_code text,
    board_name text not null,
    administration_name text not null,
    clause_style text not null check (clause_style in ('attSatser', 'numbered'))`,
  )}
  ${tenantTable(
    'academic_year',
    'start_year',
    `start_year integer not null,
    starts_on date not null,
    spring_starts_on date not null,
    ends_on date not null,
    check (starts_on < spring_starts_on and spring_starts_on < ends_on),
    exclude using gist (authority_id with =, daterange(starts_on, ends_on, '[]') with &&)`,
  )}
  ${tenantTable(
    'organisation_unit',
    'unit_id',
    `unit_id uuid not null,
    kind text not null,
    school_unit_code text check (school_unit_code ~ '^[0-9]{8}$'),
    starts_on date not null,
    ends_on date,
    check (ends_on >= starts_on),
    unique (authority_id, school_unit_code)`,
  )}
  ${tenantTable(
    'organisation_unit_version',
    'unit_id, starts_on',
    `unit_id uuid not null,
    starts_on date not null,
    ends_on date,
    name text not null collate sv,
    parent_unit_id uuid,
    school_forms text[] not null default '{}',
    year_levels text[] not null default '{}',
    check (ends_on >= starts_on),
    ${noOverlap('unit_id')}`,
  )}
  ${tenantTable(
    'unit_succession',
    'predecessor_id, successor_id',
    `predecessor_id uuid not null,
    successor_id uuid not null,
    happened_on date not null,
    kind text not null,
    check (predecessor_id <> successor_id)`,
  )}
  ${tenantTable(
    'published_value',
    'source, school_unit_code, measure, academic_year_start',
    `source text not null,
    school_unit_code text not null,
    measure text not null,
    academic_year_start integer not null,
    value double precision,
    raw text,
    mark text not null,
    approximate boolean not null default false,
    fetched_on date not null`,
  )}
  ${tenantTable(
    'person',
    'person_id',
    `person_id uuid not null,
    given_name text not null,
    family_name text not null collate sv,
    email text,
    employee_number text,
    gender text check (gender in ('kvinna', 'man')),
    is_protected boolean not null default false,
    presentation text,
    unique (authority_id, employee_number)`,
  )}
  ${tenantTable(
    'role_holding',
    'holding_id',
    `holding_id uuid not null,
    person_id uuid not null,
    role text not null,
    unit_id uuid not null,
    starts_on date not null,
    ends_on date,
    check (ends_on >= starts_on)`,
  )}
  create index role_holding_person on role_holding (authority_id, person_id);
  ${tenantTable(
    'session',
    'token_hash',
    `token_hash text not null,
    person_id uuid not null,
    created_at timestamptz(3) not null,
    seen_at timestamptz(3) not null`,
  )}
  ${tenantTable(
    'audit_event',
    'sequence',
    `sequence bigint not null,
    entered_at timestamptz(3) not null,
    actor_id uuid,
    kind text not null,
    subject text not null,
    happened_on date not null,
    details text not null,
    previous_hash text not null,
    hash text not null`,
    'append',
  )}
  create index audit_event_subject on audit_event (authority_id, subject);
  `,
};
