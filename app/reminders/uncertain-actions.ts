import { recordEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import type { Reminder } from './reminder.ts';
import { decideReminder, loadLastDays, lockUncertain, wantsMail } from './store.ts';
import { sv } from './sv.ts';

/** What may be decided about a letter that nobody knows whether it arrived. */
export const decisions = ['again', 'heldSent'] as const;
export type Decision = (typeof decisions)[number];

/**
 * Lets somebody decide about an uncertain letter: that it is sent again, or held to be sent. Decided once: what is settled stays so,
 * however often it is asked for. Nobody gets an old letter after a newer one, or a letter that they have declined.
 */
export const decideUncertain = async (
  tx: Scoped,
  today: IsoDate,
  { personId, day }: Pick<Reminder, 'personId' | 'day'>,
  decision: Decision,
): Promise<Outcome<null>> => {
  const { refused } = sv.sent;
  const reminder = await lockUncertain(tx, personId, day);
  if (!reminder) return wrong('', refused.settled);
  if (decision === 'again') {
    if (((await loadLastDays(tx)).get(personId) ?? day) > day) return wrong('', refused.laterLetter);
    if (!(await wantsMail(tx, personId))) return wrong('', refused.noMail);
  }
  await decideReminder(tx, reminder, {
    state: decision === 'again' ? 'väntar' : 'skickad',
    answer: sv.answers[decision],
  });
  await recordEvent(tx, {
    kind: decision === 'again' ? 'reminderResent' : 'reminderHeldSent',
    subject: `person:${personId}`,
    happenedOn: today,
    details: { day },
  });
  return ok(null);
};
