import { sql } from 'kysely';
import type { IsoDate } from '#app/shared/date.ts';
import { sha256 } from '#app/shared/id.ts';
import type { Database } from './connection.ts';
import { type Scoped, withScope } from './scope.ts';

/**
 * An act that has happened, in past tense (`positionChanged`). `subject` is what it happened to, `kind:id`;
 * `happenedOn` the day it happened, which may be earlier than the day it was entered.
 */
export type NewEvent = {
  readonly kind: string;
  readonly subject: string;
  readonly happenedOn: IsoDate;
  readonly details?: Readonly<Record<string, unknown>>;
};

export type RecordedEvent = {
  readonly sequence: number;
  readonly enteredAt: Date;
  readonly actorId: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly happenedOn: IsoDate;
  readonly details: Readonly<Record<string, unknown>>;
};

/** What the first link of every chain points at. */
export const FIRST_LINK = '0'.repeat(64);

type Link = {
  readonly authority_id: string;
  readonly sequence: number;
  readonly entered_at: Date;
  readonly actor_id: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly happened_on: IsoDate;
  readonly details: string;
  readonly previous_hash: string;
};

const linkHash = (link: Link): string =>
  sha256(
    JSON.stringify([
      link.authority_id,
      link.sequence,
      link.entered_at.toISOString(),
      link.actor_id,
      link.kind,
      link.subject,
      link.happened_on,
      link.details,
      link.previous_hash,
    ]),
  );

/**
 * Appends events to the authority's chain, in the transaction of the act itself. An advisory lock lets one writer at a time
 * read the last link, so the chain cannot fork. Returns the last sequence number.
 */
export const recordEvents = async (tx: Scoped, events: readonly NewEvent[]): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${tx.authorityId}`}, 0))`.execute(tx.db);
  const last = await tx.db
    .selectFrom('audit_event')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  let sequence = last?.sequence ?? 0;
  let previousHash = last?.hash ?? FIRST_LINK;
  const rows = events.map(event => {
    sequence += 1;
    const link: Link = {
      authority_id: tx.authorityId,
      sequence,
      entered_at: tx.now,
      actor_id: tx.personId,
      kind: event.kind,
      subject: event.subject,
      happened_on: event.happenedOn,
      details: JSON.stringify(event.details ?? {}),
      previous_hash: previousHash,
    };
    previousHash = linkHash(link);
    return { ...link, hash: previousHash };
  });
  for (let from = 0; from < rows.length; from += 500) {
    await tx.db
      .insertInto('audit_event')
      .values(rows.slice(from, from + 500))
      .execute();
  }
  return sequence;
};

export const recordEvent = (tx: Scoped, event: NewEvent): Promise<number> => recordEvents(tx, [event]);

const readLatestEvent = async (tx: Scoped, besides: readonly string[] = []): Promise<number> => {
  let query = tx.db.selectFrom('audit_event').select('sequence').orderBy('sequence', 'desc').limit(1);
  if (besides.length > 0) query = query.where('kind', 'not in', besides);
  return (await query.executeTakeFirst())?.sequence ?? 0;
};

/** A transaction that only reads sees one state of the data throughout, so the number is asked for once in it. */
const eventsSeen = new WeakMap<Scoped, Promise<number>>();
const changesSeen = new WeakMap<Scoped, Promise<number>>();

/** Events that change nothing but the log. */
const changingNothing = ['signedIn'] as const;

/** The number of the latest event that changed anything, in a transaction that only reads. */
const latestChange = (tx: Scoped): Promise<number> => {
  const asked = changesSeen.get(tx) ?? readLatestEvent(tx, changingNothing);
  changesSeen.set(tx, asked);
  return asked;
};

/** The number of the latest event: two readings with the same number rest on the same data. */
export const latestEvent = (tx: Scoped): Promise<number> => {
  if (!tx.readOnly) return readLatestEvent(tx);
  const asked = eventsSeen.get(tx) ?? readLatestEvent(tx);
  eventsSeen.set(tx, asked);
  return asked;
};

const kept = new Map<string, { readonly event: number; readonly read: unknown }>();

/** Readings that are kept at once, of all authorities: whoever asks for ever new ones pushes out the oldest. */
const MOST_KEPT = 5_000;

/**
 * Reads something once and keeps it until the next act of the authority: every change records an event, so the same number of the
 * latest that changed anything means the same data. Only in a transaction that cannot write, where nothing unfinished can be seen.
 */
export const keepUntilNextEvent = async <Read>(
  tx: Scoped,
  what: string,
  read: () => Promise<Read>,
): Promise<Read> => {
  if (!tx.readOnly) return read();
  const key = `${tx.authorityId} ${what}`;
  const event = await latestChange(tx);
  const found = kept.get(key);
  if (found?.event === event) return found.read as Read;
  const fresh = await read();
  kept.delete(key);
  kept.set(key, { event, read: fresh });
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  return fresh;
};

const toEvent = (row: Omit<Link, 'authority_id' | 'previous_hash'>): RecordedEvent => ({
  sequence: row.sequence,
  enteredAt: row.entered_at,
  actorId: row.actor_id,
  kind: row.kind,
  subject: row.subject,
  happenedOn: row.happened_on,
  details: JSON.parse(row.details),
});

/** What has happened to `subject`, latest first; nothing of a kind that is not the reader's to know of. */
export const eventsAbout = async (
  tx: Scoped,
  subject: string,
  { except = '' }: { readonly except?: string } = {},
): Promise<RecordedEvent[]> => {
  const rows = await tx.db
    .selectFrom('audit_event')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '<>', except)
    .orderBy('sequence', 'desc')
    .limit(200)
    .execute();
  return rows.map(toEvent);
};

/** The latest events of the authority, or those before a number, latest first. */
export const latestEvents = async (
  tx: Scoped,
  before: number | null,
  limit: number,
): Promise<RecordedEvent[]> => {
  let query = tx.db.selectFrom('audit_event').selectAll().orderBy('sequence', 'desc').limit(limit);
  if (before !== null) query = query.where('sequence', '<', before);
  return (await query.execute()).map(toEvent);
};

export type ChainFault = {
  readonly sequence: number;
  readonly fault: 'missing' | 'changed' | 'unlinked' | 'truncated';
};
export type ChainReport = {
  readonly events: number;
  readonly head: string;
  readonly faults: readonly ChainFault[];
};

/**
 * Reads the whole chain of an authority and names every link that was changed, removed, inserted or moved. Given a head
 * noted earlier (`knownHead` at `knownSequence`) it also sees a chain that was cut short or rewritten from an earlier point.
 */
export const verifyChain = async (
  database: Database,
  authorityId: string,
  known?: { readonly sequence: number; readonly head: string },
): Promise<ChainReport> =>
  withScope(database, { authorityId, personId: null }, async tx => {
    const faults: ChainFault[] = [];
    let expected = 1;
    let previousHash = FIRST_LINK;
    let knownSeen = !known;
    for (;;) {
      const rows = await tx.db
        .selectFrom('audit_event')
        .selectAll()
        .where('sequence', '>=', expected)
        .orderBy('sequence')
        .limit(2_000)
        .execute();
      if (rows.length === 0) break;
      for (const row of rows) {
        if (row.sequence !== expected) faults.push({ sequence: expected, fault: 'missing' });
        if (row.previous_hash !== previousHash) faults.push({ sequence: row.sequence, fault: 'unlinked' });
        if (linkHash(row) !== row.hash) faults.push({ sequence: row.sequence, fault: 'changed' });
        if (row.sequence === known?.sequence) {
          knownSeen = true;
          if (row.hash !== known.head) faults.push({ sequence: row.sequence, fault: 'changed' });
        }
        expected = row.sequence + 1;
        previousHash = row.hash;
      }
    }
    if (!knownSeen && known) faults.push({ sequence: known.sequence, fault: 'truncated' });
    return { events: expected - 1, head: previousHash, faults };
  });
