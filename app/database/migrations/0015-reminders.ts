import type { Migration } from './index.ts';
import { tenantTable } from './tenant-table.ts';

/** Letters that remind people of what waits for them, what each person has chosen, and their calendar links. */
export const reminders: Migration = {
  id: '0015-reminders',
  statements: `
  ${tenantTable(
    'reminder',
    'person_id, day',
    `person_id uuid not null,
    day date not null,
    address text not null,
    subject text not null,
    content text not null,
    state text not null check (state in ('väntar', 'skickas', 'skickad', 'osäker', 'misslyckad')),
    attempts integer not null,
    answer text,
    written_at timestamptz not null,
    next_attempt_at timestamptz not null,
    claim_id uuid,
    claimed_at timestamptz,
    settled_at timestamptz,
    check (state <> 'skickas' or (claim_id is not null and claimed_at is not null))`,
  )}
  create index reminder_waiting on reminder (authority_id, state, next_attempt_at);
  ${tenantTable(
    'reminder_choice',
    'person_id',
    `person_id uuid not null,
    wants_mail boolean not null`,
  )}
  ${tenantTable(
    'calendar_feed',
    'person_id',
    `person_id uuid not null,
    token_hash text not null,
    made_at timestamptz not null,
    unique (authority_id, token_hash)`,
  )}
  `,
};
