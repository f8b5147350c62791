import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/**
 * Three questions to colleagues. An answer is never a row: the sums of a pulse are one row that is written whole each time, and a code is
 * gone when it has been used. Nothing here can be turned into answers of persons, by any setting.
 */
export const colleaguePulse: Migration = {
  id: '0016-colleague-pulse',
  statements: `
  ${tenantTable(
    'colleague_pulse',
    'pulse_id',
    `pulse_id uuid not null,
    position_id uuid not null,
    assignment_id uuid not null,
    unit_id uuid not null,
    holder_id uuid not null,
    year_start integer not null,
    occasion integer not null check (occasion in (1, 2)),
    opened_on date not null,
    closes_on date not null,
    handed_out integer not null check (handed_out >= 5),
    closed_on date,
    answered integer check (answered >= 5),
    check (closes_on > opened_on),
    unique (authority_id, assignment_id, year_start, occasion)`,
  )}
  ${tenantTable(
    'pulse_tally',
    'pulse_id',
    `pulse_id uuid not null,
    known integer[] not null check (cardinality(known) = 5),
    changed integer[] not null check (cardinality(changed) = 5),
    examples text[] not null`,
  )}
  ${tenantTable(
    'pulse_code',
    'code_hash',
    `pulse_id uuid not null,
    code_hash text not null`,
  )}
  `,
};
