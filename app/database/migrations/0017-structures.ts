import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** What a unit has for its teachers to develop their own teaching, for a period; that it has nothing is a row too. */
export const structures: Migration = {
  id: '0017-structures',
  statements: tenantTable(
    'teaching_structure',
    'structure_id',
    `structure_id uuid not null,
    unit_id uuid not null,
    kind text not null check (kind in ('ämnesgrupp', 'inga strukturer')),
    cross_subject boolean not null,
    subjects text[] not null,
    led_by uuid,
    meets text,
    minutes integer check (minutes between 10 and 480),
    in_post boolean,
    questions text not null,
    evidence text[] not null,
    starts_on date not null,
    ends_on date check (ends_on >= starts_on),
    version integer not null,
    check (kind = 'inga strukturer' or cross_subject = (cardinality(subjects) = 0))`,
  ),
};
