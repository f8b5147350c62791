import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/**
 * How follow-up is done, and what is said in it. Ratings, what was agreed and what was finalised stand in tables of their own, so
 * that none can replace another.
 */
export const followups: Migration = {
  id: '0006-followups',
  statements: `
  ${tenantTable(
    'rubric_version',
    'version',
    `version integer not null,
    valid_from date not null,
    criteria jsonb not null`,
    'append',
  )}
  ${tenantTable(
    'school_holiday',
    'starts_on',
    `starts_on date not null,
    ends_on date not null,
    name text not null,
    check (ends_on >= starts_on)`,
  )}
  ${tenantTable(
    'routine_version',
    'routine_id, number',
    `routine_id uuid not null,
    number integer not null,
    title text not null,
    state text not null check (state in ('utkast', 'beslutad')),
    scope_unit_id uuid,
    school_forms text[] not null default '{}',
    other_units boolean not null,
    rubric_version integer not null,
    fewest integer not null,
    most integer not null,
    rounds jsonb not null,
    additions jsonb not null,
    help_text text not null,
    guide text not null,
    starts_on date not null,
    ends_on date,
    union_on date,
    union_form text,
    union_parties text,
    union_view text,
    decided_on date,
    decided_by text,
    paragraph text,
    clause_id uuid,
    version integer not null default 1,
    check (ends_on >= starts_on),
    check ((union_on is null) = (union_form is null)),
    check (state = 'utkast' or decided_on is not null)`,
  )}
  ${tenantTable(
    'follow_up_round',
    'round_id',
    `round_id uuid not null,
    routine_id uuid not null,
    routine_number integer not null,
    rubric_version integer not null,
    number integer not null,
    year_start integer not null,
    opened_on date not null,
    due_on date not null,
    criteria text[] not null,
    unique (authority_id, routine_id, year_start, number)`,
  )}
  ${tenantTable(
    'follow_up',
    'follow_up_id',
    `follow_up_id uuid not null,
    round_id uuid not null,
    position_id uuid not null,
    assignment_id uuid not null,
    unit_id uuid not null,
    holder_id uuid not null,
    planned_share double precision,
    stage text not null,
    version integer not null default 1,
    unique (authority_id, round_id, position_id)`,
  )}
  create index follow_up_holder on follow_up (authority_id, holder_id);
  create index follow_up_position on follow_up (authority_id, position_id);
  ${tenantTable(
    'rating',
    'follow_up_id, party',
    `follow_up_id uuid not null,
    party text not null check (party in ('rektor', 'innehavare')),
    content jsonb not null,
    version integer not null,
    saved_by uuid not null,
    saved_at timestamptz(3) not null,
    handed_in_at timestamptz(3),
    seconds integer not null default 0`,
  )}
  ${tenantTable(
    'evidence',
    'evidence_id',
    `evidence_id uuid not null,
    assignment_id uuid not null,
    follow_up_id uuid,
    kind text not null,
    dated_on date not null,
    what text not null,
    added_by uuid not null`,
  )}
  create index evidence_assignment on evidence (authority_id, assignment_id);
  ${tenantTable(
    'agreed_rating',
    'follow_up_id, version',
    `follow_up_id uuid not null,
    version integer not null,
    content jsonb not null,
    written_by uuid not null,
    written_at timestamptz(3) not null`,
    'append',
  )}
  ${tenantTable(
    'follow_up_move',
    'follow_up_id, version',
    `follow_up_id uuid not null,
    version integer not null,
    from_stage text not null,
    to_stage text not null,
    reason text not null,
    moved_by uuid not null,
    moved_at timestamptz(3) not null`,
    'append',
  )}
  ${tenantTable(
    'finalised_follow_up',
    'follow_up_id, finalising',
    `follow_up_id uuid not null,
    finalising integer not null,
    content text not null,
    content_hash text not null,
    finalised_at timestamptz(3) not null`,
    'append',
  )}
  ${tenantTable(
    'follow_up_reading',
    'follow_up_id, reader_id, read_on',
    `follow_up_id uuid not null,
    reader_id uuid not null,
    read_on date not null`,
    'append',
  )}
  `,
};
