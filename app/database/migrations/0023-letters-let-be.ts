import type { Migration } from './index.ts';

/** A letter that failed may be let be, which is neither to have sent it nor to have failed unseen. */
export const lettersLetBe: Migration = {
  id: '0023-letters-let-be',
  statements: `
  alter table reminder drop constraint reminder_state_check;
  alter table reminder add constraint reminder_state_check
    check (state in ('väntar', 'skickas', 'skickad', 'osäker', 'misslyckad', 'lämnad'));
  `,
};
