import { sql } from 'kysely';
import type { Scoped, Tables } from '#app/database/index.ts';
import { sha256 } from '#app/shared/id.ts';
import { emptyTally, type Pulse, type PulseTally } from './pulse.ts';

const toPulse = (row: Tables['colleague_pulse']): Pulse => ({
  ...{ id: row.pulse_id, positionId: row.position_id, assignmentId: row.assignment_id },
  ...{ unitId: row.unit_id, holderId: row.holder_id, yearStart: row.year_start, occasion: row.occasion },
  ...{ openedOn: row.opened_on, closesOn: row.closes_on, handedOut: row.handed_out },
  ...{ closedOn: row.closed_on, answered: row.answered },
});

/** All pulses, the latest first. */
export const loadPulses = async (tx: Scoped): Promise<Pulse[]> =>
  (
    await tx.db
      .selectFrom('colleague_pulse')
      .selectAll()
      .orderBy('opened_on', 'desc')
      .orderBy('pulse_id', 'desc')
      .execute()
  ).map(toPulse);

export const findPulse = async (tx: Scoped, id: string): Promise<Pulse | null> => {
  const row = await tx.db
    .selectFrom('colleague_pulse')
    .selectAll()
    .where('pulse_id', '=', id)
    .executeTakeFirst();
  return row ? toPulse(row) : null;
};

const toTally = (row: Omit<Tables['pulse_tally'], 'authority_id'>): PulseTally => ({
  counts: { 'känner till uppdraget': row.known, 'har ändrat undervisningen': row.changed },
  examples: row.examples,
});

/** Reads the sums so that nobody else can add to them before this transaction has ended. */
export const lockTally = async (tx: Scoped, pulseId: string): Promise<PulseTally> => {
  const row = await tx.db
    .selectFrom('pulse_tally')
    .selectAll()
    .where('pulse_id', '=', pulseId)
    .forUpdate()
    .executeTakeFirst();
  return row ? toTally(row) : emptyTally;
};

export const readTally = async (tx: Scoped, pulseId: string): Promise<PulseTally> => {
  const row = await tx.db
    .selectFrom('pulse_tally')
    .selectAll()
    .where('pulse_id', '=', pulseId)
    .executeTakeFirst();
  return row ? toTally(row) : emptyTally;
};

const tallyColumns = ({ counts, examples }: PulseTally) => ({
  known: [...counts['känner till uppdraget']],
  changed: [...counts['har ändrat undervisningen']],
  examples: [...examples],
});

/** The one row of a pulse's sums, written whole each time. */
export const saveTally = async (tx: Scoped, pulseId: string, tally: PulseTally): Promise<void> => {
  await tx.db.updateTable('pulse_tally').set(tallyColumns(tally)).where('pulse_id', '=', pulseId).execute();
};

export const insertPulse = async (tx: Scoped, pulse: Pulse): Promise<void> => {
  await tx.db
    .insertInto('colleague_pulse')
    .values({
      ...{ authority_id: tx.authorityId, pulse_id: pulse.id, position_id: pulse.positionId },
      ...{ assignment_id: pulse.assignmentId, unit_id: pulse.unitId, holder_id: pulse.holderId },
      ...{ year_start: pulse.yearStart, occasion: pulse.occasion, opened_on: pulse.openedOn },
      ...{ closes_on: pulse.closesOn, handed_out: pulse.handedOut, closed_on: null, answered: null },
    })
    .execute();
  await tx.db
    .insertInto('pulse_tally')
    .values({ authority_id: tx.authorityId, pulse_id: pulse.id, ...tallyColumns(emptyTally) })
    .execute();
};

/** Keeps the codes by their checksums, in the order of the checksums: nothing tells which slip a code was printed on. */
export const insertCodes = async (tx: Scoped, pulseId: string, codes: readonly string[]): Promise<void> => {
  await tx.db
    .insertInto('pulse_code')
    .values(
      codes
        .map(sha256)
        .sort()
        .map(code_hash => ({ authority_id: tx.authorityId, pulse_id: pulseId, code_hash })),
    )
    .execute();
};

/** The pulse that an unused code opens. */
export const pulseOfCode = async (tx: Scoped, code: string): Promise<string | null> =>
  (
    await tx.db
      .selectFrom('pulse_code')
      .select('pulse_id')
      .where('code_hash', '=', sha256(code))
      .executeTakeFirst()
  )?.pulse_id ?? null;

/** Uses a code up: it is gone. False when somebody else has used it meanwhile. */
export const removeCode = async (tx: Scoped, code: string): Promise<boolean> => {
  const removed = await tx.db
    .deleteFrom('pulse_code')
    .where('code_hash', '=', sha256(code))
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
};

export const removeCodes = async (tx: Scoped, pulseId: string): Promise<void> => {
  await tx.db.deleteFrom('pulse_code').where('pulse_id', '=', pulseId).execute();
};

/** How many codes of each pulse have not been used. */
export const countUnused = async (tx: Scoped): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.db
    .selectFrom('pulse_code')
    .select(['pulse_id', sql<number>`count(*)::int`.as('codes')])
    .groupBy('pulse_id')
    .execute();
  return new Map(rows.map(row => [row.pulse_id, row.codes]));
};

export const saveClosed = async (
  tx: Scoped,
  { id, closedOn, answered }: Pick<Pulse, 'id' | 'closedOn' | 'answered'>,
): Promise<void> => {
  await tx.db
    .updateTable('colleague_pulse')
    .set({ closed_on: closedOn, answered })
    .where('pulse_id', '=', id)
    .execute();
};
