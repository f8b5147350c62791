import { loadHoldings, loadPeople, type Person, type RoleHolding, viewerOf } from '#app/access/index.ts';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { isQuiet, loadHolidays, readLate } from '#app/followups/index.ts';
import { loadOrganisation, type OrganisationOn, readAuthority } from '#app/organisation/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { newId, sha256 } from '#app/shared/id.ts';
import { contains } from '#app/shared/period.ts';
import type { Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { writeDigest } from './digest.ts';
import { type LateAtUnit, lateByChief } from './escalation.ts';
import { isPlainAddress, type Mail, type Reminder, type ReminderState, settle } from './reminder.ts';
import {
  claimReminder,
  doubtReminders,
  giveUpReminders,
  insertReminder,
  loadLastDays,
  loadRefusals,
  removeReminders,
  settleReminder,
} from './store.ts';
import { sv } from './sv.ts';
import { isTimeToRemind, ownCalls } from './timing.ts';

const MINUTE = 60_000;
/** A sender that has held a letter this long has been killed: the mail server is given two minutes. */
const LONGEST_HOLD = 5 * MINUTE;
const STALE_AFTER = 24 * 60 * MINUTE;
const KEPT_DAYS = 90;

/** What waits for a person, gathered from all rooms. */
export type TasksFor = (tx: Scoped, viewer: Viewer, today: IsoDate) => Promise<readonly Task[]>;

type Known = {
  readonly people: readonly Person[];
  readonly holdings: readonly RoleHolding[];
  readonly organisation: OrganisationOn;
  readonly authorityName: string;
  readonly late: ReadonlyMap<string, readonly LateAtUnit[]>;
  readonly lastDays: ReadonlyMap<string, IsoDate>;
};

/** Those who may have a letter today, and what is common to all their letters; null on a quiet day. */
const readKnown = async (tx: Scoped, today: IsoDate): Promise<Known | null> => {
  if (isQuiet(today, await loadHolidays(tx))) return null;
  const holdings = (await loadHoldings(tx)).filter(one => contains(one, today));
  const organisation = await loadOrganisation(tx, today);
  const refusals = await loadRefusals(tx);
  const lastDays = await loadLastDays(tx);
  return {
    people: (await loadPeople(tx)).filter(
      one => one.email !== null && !refusals.has(one.id) && (lastDays.get(one.id) ?? '') < today,
    ),
    ...{ holdings, organisation, lastDays },
    authorityName: (await readAuthority(tx)).name,
    late: lateByChief(await readLate(tx, today), holdings, organisation, today),
  };
};

/** Writes the letter of a person's day, where it is time for one. Returns true when it did. */
const writeReminder = async (
  tx: Scoped,
  person: Person,
  tasks: readonly Task[],
  known: Known,
  { today, origin }: { readonly today: IsoDate; readonly origin: string },
): Promise<boolean> => {
  const late = known.late.get(person.id) ?? [];
  const calls = [
    ...tasks.flatMap(task => (task.dueOn === null ? [] : ownCalls(task.dueOn))),
    ...late.flatMap(one => one.calls),
  ];
  if (!isTimeToRemind(calls, known.lastDays.get(person.id) ?? null, today)) return false;
  const address = person.email ?? '';
  const usable = isPlainAddress(address);
  return insertReminder(tx, {
    ...{ personId: person.id, day: today, address, writtenAt: tx.now },
    ...{ state: usable ? 'väntar' : 'misslyckad', answer: usable ? null : sv.answers.address },
    ...writeDigest({
      waiting: tasks,
      late: late.map(one => ({
        unitName: known.organisation.heirsOf(one.unitId)[0]?.name ?? known.authorityName,
        count: one.count,
      })),
      ...{ today, origin },
    }),
  });
};

type WriteOptions = {
  readonly today: IsoDate;
  /** Our own address, for the links in the letters. */
  readonly origin: string;
  readonly tasksFor: TasksFor;
  readonly signal?: AbortSignal;
};

/**
 * Writes the letters of today to those for whom something calls, one each at most; on a quiet day none. May be run again: who has
 * a letter of today gets no other. Returns how many were written.
 */
export const writeReminders = async (
  database: Database,
  authorityId: string,
  { today, origin, tasksFor, signal }: WriteOptions,
): Promise<number> => {
  const scope = { authorityId, personId: null };
  await withScope(database, scope, tx => removeReminders(tx, addDays(today, -KEPT_DAYS)));
  const known = await withScope(database, scope, tx => readKnown(tx, today), { readOnly: true });
  let written = 0;
  // Each person in a transaction of their own: what people do in the pages meanwhile waits for one letter, not for all.
  for (const person of known?.people ?? []) {
    if (!known || signal?.aborted) break;
    const viewer = viewerOf(person, {
      ...{ authorityId, authorityName: known.authorityName, isDemo: false, organisation: known.organisation },
      holdings: known.holdings.filter(one => one.personId === person.id),
    });
    const isWritten = await withScope(database, scope, async tx =>
      writeReminder(tx, person, await tasksFor(tx, viewer, today), known, { today, origin }),
    );
    if (isWritten) written += 1;
  }
  return written;
};

/** How many letters a run left in each state. */
export type Sent = Readonly<Record<Exclude<ReminderState, 'lämnad'>, number>>;

const idOf = (authorityId: string, { personId, day }: Reminder): string =>
  sha256(`${authorityId} ${personId} ${day}`).slice(0, 32);

/**
 * Hands over the letters that wait, one after another, until none does or `signal` says stop. Each is noted as being sent before
 * the mail server hears of it, and settled when it has answered: a letter whose sender was killed between is uncertain, and is
 * never sent again by itself. Several may run at once.
 */
export const sendReminders = async (
  database: Database,
  authorityId: string,
  mail: Mail,
  { signal, now = () => new Date() }: { readonly signal?: AbortSignal; readonly now?: () => Date } = {},
): Promise<Sent> => {
  const inScope = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
    withScope(database, { authorityId, personId: null }, work, { now: now() });
  const sent = { väntar: 0, skickas: 0, skickad: 0, osäker: 0, misslyckad: 0 };
  await inScope(async tx => {
    const before = (span: number) => new Date(tx.now.getTime() - span);
    sent.osäker += await doubtReminders(tx, before(LONGEST_HOLD), sv.answers.broken);
    sent.misslyckad += await giveUpReminders(tx, before(STALE_AFTER), sv.answers.tooOld);
  });
  try {
    while (!signal?.aborted) {
      const claimId = newId();
      const reminder = await inScope(tx => claimReminder(tx, claimId));
      if (!reminder) break;
      const handover = await mail.handOver({ ...reminder, id: idOf(authorityId, reminder) });
      const settled = settle(handover, reminder.attempts, now());
      await inScope(tx => settleReminder(tx, claimId, settled));
      sent[settled.state] += 1;
      // The others would meet the same, and each would be one attempt poorer.
      if (handover.kind === 'unreachable') break;
    }
  } finally {
    mail.hangUp();
  }
  return sent;
};
