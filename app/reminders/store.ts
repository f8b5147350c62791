import { type Selectable, sql } from 'kysely';
import type { Scoped, Tables } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { failedStates, type Reminder, type ReminderState, type Settled } from './reminder.ts';

const waiting: ReminderState = 'väntar';
const beingSent: ReminderState = 'skickas';

type ReminderRow = Selectable<Tables['reminder']>;

const toReminder = (row: ReminderRow): Reminder => ({
  personId: row.person_id,
  day: row.day,
  address: row.address,
  subject: row.subject,
  content: row.content,
  state: row.state as ReminderState,
  attempts: row.attempts,
  answer: row.answer,
  writtenAt: row.written_at,
  settledAt: row.settled_at,
});

/** The day of the latest letter to each person. */
export const loadLastDays = async (tx: Scoped): Promise<ReadonlyMap<string, IsoDate>> => {
  const rows = await tx.db
    .selectFrom('reminder')
    .select(({ fn }) => ['person_id', fn.max('day').as('day')])
    .groupBy('person_id')
    .execute();
  return new Map(rows.map(row => [row.person_id, row.day]));
};

/** Those who have chosen to have no letters. */
export const loadRefusals = async (tx: Scoped): Promise<ReadonlySet<string>> => {
  const rows = await tx.db
    .selectFrom('reminder_choice')
    .select('person_id')
    .where('wants_mail', '=', false)
    .execute();
  return new Set(rows.map(row => row.person_id));
};

/** Writes a letter unless the person has one of that day. Returns false when there was one. */
export const insertReminder = async (
  tx: Scoped,
  reminder: Omit<Reminder, 'attempts' | 'settledAt'>,
): Promise<boolean> => {
  const written = await tx.db
    .insertInto('reminder')
    .values({
      ...{ authority_id: tx.authorityId, person_id: reminder.personId, day: reminder.day },
      ...{ address: reminder.address, subject: reminder.subject, content: reminder.content },
      ...{
        state: reminder.state,
        answer: reminder.answer,
        written_at: reminder.writtenAt,
        claim_id: null,
        claimed_at: null,
        settled_at: null,
      },
      ...{ attempts: 0, next_attempt_at: reminder.writtenAt },
    })
    .onConflict(conflict => conflict.columns(['authority_id', 'person_id', 'day']).doNothing())
    .executeTakeFirst();
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

/**
 * Takes the next letter that may be handed over, and notes that it is about to be. Of several senders at once each gets another
 * letter; null when none waits.
 */
export const claimReminder = async (tx: Scoped, claimId: string): Promise<Reminder | null> => {
  const { rows } = await sql<ReminderRow>`
    with next as materialized (
      select authority_id, person_id, day from reminder
      where authority_id = ${tx.authorityId} and state = ${waiting} and next_attempt_at <= ${tx.now}
      order by next_attempt_at, person_id limit 1 for update skip locked)
    update reminder set state = ${beingSent}, claim_id = ${claimId}, claimed_at = ${tx.now}, attempts = attempts + 1
    from next where reminder.authority_id = next.authority_id and reminder.person_id = next.person_id
      and reminder.day = next.day and reminder.state = ${waiting}
    returning reminder.*`.execute(tx.db);
  return rows[0] ? toReminder(rows[0]) : null;
};

/**
 * Writes what came of a handover. Only the sender that took the letter may, and it may even where the letter was held to be
 * uncertain meanwhile: that sender knows.
 */
export const settleReminder = async (tx: Scoped, claimId: string, settled: Settled): Promise<void> => {
  await tx.db
    .updateTable('reminder')
    .set({
      ...{ state: settled.state, answer: settled.answer, next_attempt_at: settled.nextAttemptAt },
      settled_at: settled.state === 'väntar' ? null : tx.now,
    })
    .where('claim_id', '=', claimId)
    .where('state', 'in', ['skickas', 'osäker'])
    .execute();
};

/** Reads a letter that failed so that nobody else can decide about it before this transaction has ended; null when it is none. */
export const lockFailed = async (tx: Scoped, personId: string, day: IsoDate): Promise<Reminder | null> => {
  const row = await tx.db
    .selectFrom('reminder')
    .selectAll()
    .where('person_id', '=', personId)
    .where('day', '=', day)
    .where('state', 'in', failedStates)
    .forUpdate()
    .executeTakeFirst();
  return row ? toReminder(row) : null;
};

/**
 * The letters that failed and wait for somebody to decide. One after which the person has had another does not: it counts the same
 * things anew.
 */
export const loadToDecide = async (tx: Scoped): Promise<Pick<Reminder, 'personId' | 'day'>[]> => {
  const rows = await tx.db
    .selectFrom('reminder')
    .select(['person_id', 'day'])
    .where('state', 'in', failedStates)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reminder as later')
            .select('later.day')
            .whereRef('later.authority_id', '=', 'reminder.authority_id')
            .whereRef('later.person_id', '=', 'reminder.person_id')
            .whereRef('later.day', '>', 'reminder.day'),
        ),
      ),
    )
    .execute();
  return rows.map(row => ({ personId: row.person_id, day: row.day }));
};

type Which = Pick<Reminder, 'personId' | 'day'>;

const update = (tx: Scoped, { personId, day }: Which) =>
  tx.db.updateTable('reminder').where('person_id', '=', personId).where('day', '=', day);

/** Lets a letter wait as if it had been written now. It is nobody's any longer: a sender that turns up after all settles nothing. */
export const sendAgain = async (
  tx: Scoped,
  which: Which,
  { address, answer }: { readonly address: string; readonly answer: string },
): Promise<void> => {
  await update(tx, which)
    .set({
      ...{ state: waiting, address, answer, claim_id: null, attempts: 0 },
      ...{ written_at: tx.now, next_attempt_at: tx.now, settled_at: null },
    })
    .execute();
};

/** Lets a letter be, for good; nor does a sender that turns up after all settle it. */
export const leaveReminder = async (tx: Scoped, which: Which, answer: string): Promise<void> => {
  await update(tx, which).set({ state: 'lämnad', answer, claim_id: null, settled_at: tx.now }).execute();
};

/** Letters whose sender has not been heard of since `before`: whether they were taken, nobody knows. Returns how many. */
export const doubtReminders = async (tx: Scoped, before: Date, answer: string): Promise<number> => {
  const doubted = await tx.db
    .updateTable('reminder')
    .set({ state: 'osäker', answer, settled_at: tx.now })
    .where('state', '=', 'skickas')
    .where('claimed_at', '<', before)
    .executeTakeFirst();
  return Number(doubted.numUpdatedRows);
};

/** Gives up letters that were written before a moment and still wait: what they say is no longer so. Returns how many. */
export const giveUpReminders = async (tx: Scoped, before: Date, answer: string): Promise<number> => {
  const given = await tx.db
    .updateTable('reminder')
    .set({ state: 'misslyckad', answer, settled_at: tx.now })
    .where('state', '=', 'väntar')
    .where('written_at', '<', before)
    .executeTakeFirst();
  return Number(given.numUpdatedRows);
};

/** Removes letters of days before `day`. */
export const removeReminders = async (tx: Scoped, day: IsoDate): Promise<void> => {
  await tx.db.deleteFrom('reminder').where('day', '<', day).execute();
};

/** Whether a person wants letters; they do until they say otherwise. */
export const wantsMail = async (tx: Scoped, personId: string): Promise<boolean> => {
  const row = await tx.db
    .selectFrom('reminder_choice')
    .select('wants_mail')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.wants_mail ?? true;
};

/** Keeps what a person wants. Letters to them that wait are taken back when they want none. */
export const saveChoice = async (tx: Scoped, personId: string, wants: boolean): Promise<void> => {
  await tx.db
    .insertInto('reminder_choice')
    .values({ authority_id: tx.authorityId, person_id: personId, wants_mail: wants })
    .onConflict(conflict =>
      conflict.columns(['authority_id', 'person_id']).doUpdateSet({ wants_mail: wants }),
    )
    .execute();
  if (wants) return;
  await tx.db.deleteFrom('reminder').where('person_id', '=', personId).where('state', '=', waiting).execute();
};

/** When a person's calendar link was made; null when they have none. */
export const findFeed = async (tx: Scoped, personId: string): Promise<Date | null> => {
  const row = await tx.db
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.made_at ?? null;
};

/** Whose calendar link it is, by the hash of its secret. */
export const findFeedOwner = async (tx: Scoped, tokenHash: string): Promise<string | null> => {
  const row = await tx.db
    .selectFrom('calendar_feed')
    .select('person_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.person_id ?? null;
};

/** Keeps a person's calendar link; the one they had opens nothing from now on. */
export const saveFeed = async (tx: Scoped, personId: string, tokenHash: string): Promise<void> => {
  const values = { token_hash: tokenHash, made_at: tx.now };
  await tx.db
    .insertInto('calendar_feed')
    .values({ authority_id: tx.authorityId, person_id: personId, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'person_id']).doUpdateSet(values))
    .execute();
};

/** Takes back a person's calendar link. Returns false when they had none. */
export const removeFeed = async (tx: Scoped, personId: string): Promise<boolean> => {
  const removed = await tx.db
    .deleteFrom('calendar_feed')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
};

/** How many letters stand in each state. */
export const countReminders = async (tx: Scoped): Promise<ReadonlyMap<ReminderState, number>> => {
  const rows = await tx.db
    .selectFrom('reminder')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(row => [row.state as ReminderState, row.count]));
};

/** The latest letters, in some states or in all. */
export const loadReminders = async (
  tx: Scoped,
  states: readonly ReminderState[],
  most: number,
): Promise<Reminder[]> => {
  const rows = await tx.db
    .selectFrom('reminder')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('day', 'desc')
    .orderBy('address')
    .limit(most)
    .execute();
  return rows.map(toReminder);
};
