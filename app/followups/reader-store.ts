import type { Scoped } from '#app/database/index.ts';
import { swedishDayOf } from '#app/shared/clock.ts';
import { type IsoDate, latest } from '#app/shared/date.ts';
import { openStages, type Stage } from './stages.ts';

/** Notes that somebody has read a follow-up on a day; once a day is enough. */
export const insertReading = async (
  tx: Scoped,
  followUpId: string,
  readerId: string,
  on: IsoDate,
): Promise<void> => {
  await tx.db
    .insertInto('follow_up_reading')
    .values({ authority_id: tx.authorityId, follow_up_id: followUpId, reader_id: readerId, read_on: on })
    .onConflict(conflict =>
      conflict.columns(['authority_id', 'follow_up_id', 'reader_id', 'read_on']).doNothing(),
    )
    .execute();
};

export type Reading = { readonly followUpId: string; readonly readerId: string; readonly on: IsoDate };

/** Who has had a part in writing each follow-up. */
const writersOf = (tx: Scoped) =>
  tx.db
    .selectFrom('rating')
    .select(['authority_id', 'follow_up_id', 'saved_by as person_id'])
    .unionAll(
      tx.db.selectFrom('agreed_rating').select(['authority_id', 'follow_up_id', 'written_by as person_id']),
    )
    .unionAll(
      tx.db
        .selectFrom('follow_up_move')
        .select(['authority_id', 'follow_up_id', 'moved_by as person_id'])
        .where('to_stage', 'in', ['klarmarkerad', 'godkänd av rektor'] satisfies Stage[]),
    );

/**
 * The latest day on which each follow-up was read, or received, by somebody who had no part in writing it. Who that was does not leave the
 * database.
 */
export const loadReadByOthers = async (
  tx: Scoped,
  followUpIds: readonly string[],
): Promise<ReadonlyMap<string, IsoDate>> => {
  if (followUpIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('follow_up_reading')
    .leftJoin(writersOf(tx).as('writer'), join =>
      join
        .onRef('writer.authority_id', '=', 'follow_up_reading.authority_id')
        .onRef('writer.follow_up_id', '=', 'follow_up_reading.follow_up_id')
        .onRef('writer.person_id', '=', 'follow_up_reading.reader_id'),
    )
    .where('writer.person_id', 'is', null)
    .where('follow_up_reading.follow_up_id', 'in', [...followUpIds])
    .select(({ fn }) => ['follow_up_reading.follow_up_id', fn.max('read_on').as('read_on')])
    .groupBy('follow_up_reading.follow_up_id')
    .execute();
  const received = await tx.db
    .selectFrom('follow_up_move')
    .where('to_stage', '=', 'mottagen av huvudman' satisfies Stage)
    .where('follow_up_id', 'in', [...followUpIds])
    .select(({ fn }) => ['follow_up_id', fn.max('moved_at').as('moved_at')])
    .groupBy('follow_up_id')
    .execute();
  const days = new Map(rows.map(row => [row.follow_up_id, row.read_on]));
  for (const { follow_up_id, moved_at } of received) {
    const day = swedishDayOf(moved_at);
    days.set(follow_up_id, latest(days.get(follow_up_id) ?? day, day));
  }
  return days;
};

/**
 * Who has read some follow-ups without having judged, latest first. Who has judged is asked only when both ratings are open: before
 * that it would tell whether the other has written.
 */
export const loadReadings = async (tx: Scoped, followUpIds: readonly string[]): Promise<Reading[]> => {
  if (followUpIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('follow_up_reading')
    .innerJoin('follow_up', join =>
      join
        .onRef('follow_up.authority_id', '=', 'follow_up_reading.authority_id')
        .onRef('follow_up.follow_up_id', '=', 'follow_up_reading.follow_up_id'),
    )
    .leftJoin(writersOf(tx).as('writer'), join =>
      join
        .onRef('writer.authority_id', '=', 'follow_up_reading.authority_id')
        .onRef('writer.follow_up_id', '=', 'follow_up_reading.follow_up_id')
        .onRef('writer.person_id', '=', 'follow_up_reading.reader_id'),
    )
    .select(['follow_up_reading.follow_up_id', 'reader_id', 'read_on'])
    .distinct()
    .where('follow_up_reading.follow_up_id', 'in', [...followUpIds])
    .where(({ or, eb }) =>
      or([eb('writer.person_id', 'is', null), eb('follow_up.stage', 'not in', [...openStages])]),
    )
    .orderBy('read_on', 'desc')
    .execute();
  return rows.map(row => ({ followUpId: row.follow_up_id, readerId: row.reader_id, on: row.read_on }));
};
