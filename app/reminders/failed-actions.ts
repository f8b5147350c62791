import { findPerson } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { isPlainAddress, type Reminder } from './reminder.ts';
import { leaveReminder, loadLastDays, loadToDecide, lockFailed, sendAgain, wantsMail } from './store.ts';
import { sv } from './sv.ts';

/** What may be decided about a letter that failed, or of which nobody knows whether it arrived. */
export const decisions = ['again', 'leave'] as const;
export type Decision = (typeof decisions)[number];

const note = (
  tx: Scoped,
  today: IsoDate,
  { personId, day }: Pick<Reminder, 'personId' | 'day'>,
  kind: string,
) => recordEvent(tx, { kind, subject: `person:${personId}`, happenedOn: today, details: { day } });

const leave = async (tx: Scoped, today: IsoDate, reminder: Reminder): Promise<void> => {
  await leaveReminder(tx, reminder, sv.answers.left(sv.sent.reasons[reminder.state] ?? reminder.answer));
  await note(tx, today, reminder, 'reminderLeft');
};

/**
 * Lets somebody decide about a letter that failed: that it is sent again, or let be. Decided once: what is settled stays so, however
 * often it is asked for. It goes to where the person has their mail now. Nobody gets an old letter after a newer one, or a letter
 * that they have declined.
 */
export const decideFailed = async (
  tx: Scoped,
  today: IsoDate,
  { personId, day }: Pick<Reminder, 'personId' | 'day'>,
  decision: Decision,
): Promise<Outcome<null>> => {
  const { refused } = sv.sent;
  const reminder = await lockFailed(tx, personId, day);
  if (!reminder) return wrong('', refused.settled);
  if (decision === 'leave') {
    await leave(tx, today, reminder);
    return ok(null);
  }
  if (((await loadLastDays(tx)).get(personId) ?? day) > day) return wrong('', refused.laterLetter);
  if (!(await wantsMail(tx, personId))) return wrong('', refused.noMail);
  const address = (await findPerson(tx, personId))?.email ?? '';
  if (!isPlainAddress(address)) return wrong('', refused.address);
  await sendAgain(tx, reminder, { address, answer: sv.answers.again });
  await note(tx, today, reminder, 'reminderResent');
  return ok(null);
};

/** Lets every letter be that waits for a decision: what they told of is counted in the next. Returns how many. */
export const leaveAll = async (tx: Scoped, today: IsoDate): Promise<number> => {
  const all = await loadToDecide(tx);
  let left = 0;
  for (const { personId, day } of all) {
    const reminder = await lockFailed(tx, personId, day);
    if (!reminder) continue;
    await leave(tx, today, reminder);
    left += 1;
  }
  return left;
};
