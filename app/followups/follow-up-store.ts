import { sql } from 'kysely';
import type { Scoped } from '#app/database/index.ts';
import { loadPlacements } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { sha256 } from '#app/shared/id.ts';
import type { AgreedContent, AgreedRating } from './agreement.ts';
import type { HandedIn, Ratings } from './blind.ts';
import { type FollowUp, type Party, standingOn } from './follow-up.ts';
import type { Rating, RatingContent } from './rating.ts';
import { isFinalised, type Stage } from './stages.ts';

type FollowUpRow = {
  follow_up_id: string;
  round_id: string;
  position_id: string;
  assignment_id: string;
  unit_id: string;
  holder_id: string;
  planned_share: number | null;
  stage: string;
  version: number;
  was_finalised: unknown;
};

/** Each with the unit that answers for it on a day. */
const standing = async (tx: Scoped, rows: readonly FollowUpRow[], on: IsoDate): Promise<FollowUp[]> => {
  if (rows.length === 0) return [];
  const placements = await loadPlacements(
    tx,
    rows.map(row => row.position_id),
  );
  return rows.map(row => ({
    id: row.follow_up_id,
    roundId: row.round_id,
    positionId: row.position_id,
    assignmentId: row.assignment_id,
    ...standingOn(
      { unitId: row.unit_id, wasFinalised: Boolean(row.was_finalised) || isFinalised(row.stage as Stage) },
      placements.get(row.position_id),
      on,
    ),
    holderId: row.holder_id,
    plannedShare: row.planned_share,
    stage: row.stage as Stage,
    version: row.version,
  }));
};

const selectFollowUps = (tx: Scoped) =>
  tx.db
    .selectFrom('follow_up')
    .selectAll()
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('finalised_follow_up as kept')
            .select('kept.finalising')
            .whereRef('kept.authority_id', '=', 'follow_up.authority_id')
            .whereRef('kept.follow_up_id', '=', 'follow_up.follow_up_id'),
        )
        .as('was_finalised'),
    );

/** The follow-ups of some rounds, as they stand on a day. */
export const loadFollowUps = async (
  tx: Scoped,
  roundIds: readonly string[],
  on: IsoDate,
): Promise<FollowUp[]> => {
  if (roundIds.length === 0) return [];
  const rows = await selectFollowUps(tx)
    .where('round_id', 'in', [...roundIds])
    .execute();
  return standing(tx, rows, on);
};

/** The follow-ups of a position, or of somebody who holds or has held one, as they stand on a day. */
export const loadFollowUpsOf = async (
  tx: Scoped,
  of: { readonly positionId: string } | { readonly holderId: string },
  on: IsoDate,
): Promise<FollowUp[]> => {
  const all = selectFollowUps(tx);
  const some =
    'positionId' in of
      ? all.where('position_id', '=', of.positionId)
      : all.where('holder_id', '=', of.holderId);
  return standing(tx, await some.execute(), on);
};

export const findFollowUp = async (tx: Scoped, id: string, on: IsoDate): Promise<FollowUp | null> => {
  const rows = await selectFollowUps(tx).where('follow_up_id', '=', id).execute();
  return (await standing(tx, rows, on))[0] ?? null;
};

/** Reads a follow-up so that nobody else can act on it before this transaction has ended. */
export const lockFollowUp = async (tx: Scoped, id: string, on: IsoDate): Promise<FollowUp | null> => {
  const rows = await selectFollowUps(tx).where('follow_up_id', '=', id).forUpdate().execute();
  return (await standing(tx, rows, on))[0] ?? null;
};

/** Locks the follow-ups of a round until the transaction has ended: nobody begins to write in one meanwhile. */
export const lockFollowUpsIn = async (tx: Scoped, roundId: string): Promise<readonly string[]> => {
  const rows = await tx.db
    .selectFrom('follow_up')
    .select('follow_up_id')
    .where('round_id', '=', roundId)
    .forUpdate()
    .execute();
  return rows.map(row => row.follow_up_id);
};

/** Whether anything has been written in some follow-ups: begun, noted as evidence there, or given as a reason. Not by whom, or in which. */
export const isAnythingWritten = async (tx: Scoped, followUpIds: readonly string[]): Promise<boolean> => {
  if (followUpIds.length === 0) return false;
  for (const table of ['rating', 'evidence', 'follow_up_move'] as const) {
    const found = await tx.db
      .selectFrom(table)
      .select('follow_up_id')
      .where('follow_up_id', 'in', [...followUpIds])
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
};

/** Takes away follow-ups in which nothing has been written, and who has looked at them. */
export const removeFollowUps = async (tx: Scoped, followUpIds: readonly string[]): Promise<void> => {
  if (followUpIds.length === 0) return;
  for (const table of ['follow_up_reading', 'follow_up'] as const)
    await tx.db
      .deleteFrom(table)
      .where('follow_up_id', 'in', [...followUpIds])
      .execute();
};

export const insertFollowUps = async (tx: Scoped, followUps: readonly FollowUp[]): Promise<void> => {
  for (let from = 0; from < followUps.length; from += 500) {
    await tx.db
      .insertInto('follow_up')
      .values(
        followUps.slice(from, from + 500).map(one => ({
          authority_id: tx.authorityId,
          follow_up_id: one.id,
          round_id: one.roundId,
          position_id: one.positionId,
          assignment_id: one.assignmentId,
          unit_id: one.unitId,
          holder_id: one.holderId,
          planned_share: one.plannedShare,
          stage: one.stage,
          version: one.version,
        })),
      )
      .execute();
  }
};

/** Writes where a locked follow-up stands; also when it stands where it stood, since what belongs to it has changed. */
export const updateStage = async (tx: Scoped, followUp: FollowUp, stage: Stage): Promise<FollowUp> => {
  const begunAtUnitId = isFinalised(stage) ? null : followUp.begunAtUnitId;
  const moved = { ...followUp, stage, begunAtUnitId, version: followUp.version + 1 };
  await tx.db
    .updateTable('follow_up')
    // What is finalised is kept where that was done, wherever the position goes next.
    .set({ stage, version: moved.version, ...(isFinalised(stage) ? { unit_id: followUp.unitId } : {}) })
    .where('follow_up_id', '=', followUp.id)
    .execute();
  return moved;
};

/** One step from a stage to another: by whom, when and why. */
export type StageStep = {
  readonly from: Stage;
  readonly to: Stage;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

export const insertStep = async (tx: Scoped, followUp: FollowUp, step: StageStep): Promise<void> => {
  await tx.db
    .insertInto('follow_up_move')
    .values({
      authority_id: tx.authorityId,
      follow_up_id: followUp.id,
      version: followUp.version,
      from_stage: step.from,
      to_stage: step.to,
      reason: step.reason,
      moved_by: step.by,
      moved_at: step.at,
    })
    .execute();
};

/** The steps of a follow-up, latest first. */
export const loadSteps = async (tx: Scoped, followUpId: string): Promise<StageStep[]> => {
  const rows = await tx.db
    .selectFrom('follow_up_move')
    .selectAll()
    .where('follow_up_id', '=', followUpId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(row => ({
    from: row.from_stage as Stage,
    to: row.to_stage as Stage,
    reason: row.reason,
    by: row.moved_by,
    at: row.moved_at,
  }));
};

/** Who has handed in, and nothing of what they say. */
export const loadHandedIn = async (
  tx: Scoped,
  followUpIds: readonly string[],
): Promise<ReadonlyMap<string, HandedIn>> => {
  const found = new Map<string, HandedIn>(followUpIds.map(id => [id, { rektor: false, innehavare: false }]));
  if (followUpIds.length === 0) return found;
  const rows = await tx.db
    .selectFrom('rating')
    .select(['follow_up_id', 'party'])
    .where('follow_up_id', 'in', [...followUpIds])
    .where('handed_in_at', 'is not', null)
    .execute();
  for (const row of rows) {
    const known = found.get(row.follow_up_id) ?? { rektor: false, innehavare: false };
    found.set(row.follow_up_id, { ...known, [row.party]: true });
  }
  return found;
};

/** How long each rating of some rounds that has been handed in took to write, seconds, shortest first: nobody's in particular. */
export const loadSeconds = async (tx: Scoped, roundIds: readonly string[]): Promise<number[]> => {
  if (roundIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('rating')
    .innerJoin('follow_up', join =>
      join
        .onRef('follow_up.authority_id', '=', 'rating.authority_id')
        .onRef('follow_up.follow_up_id', '=', 'rating.follow_up_id'),
    )
    .select('rating.seconds')
    .where('follow_up.round_id', 'in', [...roundIds])
    .where('rating.handed_in_at', 'is not', null)
    .where('rating.seconds', '>', 0)
    .orderBy('rating.seconds')
    .execute();
  return rows.map(row => row.seconds);
};

type RatingRow = {
  follow_up_id: string;
  party: Party;
  content: unknown;
  version: number;
  saved_by: string;
  saved_at: Date;
  handed_in_at: Date | null;
  seconds: number;
};

const toRating = (row: RatingRow): Rating => ({
  followUpId: row.follow_up_id,
  party: row.party,
  content: row.content as RatingContent,
  version: row.version,
  savedBy: row.saved_by,
  savedAt: row.saved_at,
  handedInAt: row.handed_in_at,
  seconds: row.seconds,
});

/** A party's own rating. Never call it for anybody but that party. */
export const findOwnRating = async (tx: Scoped, followUpId: string, party: Party): Promise<Rating | null> => {
  const row = await tx.db
    .selectFrom('rating')
    .selectAll()
    .where('follow_up_id', '=', followUpId)
    .where('party', '=', party)
    .executeTakeFirst();
  return row ? toRating(row) : null;
};

/** Both ratings of each follow-up where both have handed in. Of any other, not even a row leaves the database. */
export const loadOpenRatings = async (
  tx: Scoped,
  followUpIds: readonly string[],
): Promise<ReadonlyMap<string, Ratings>> => {
  const found = new Map<string, Ratings>();
  if (followUpIds.length === 0) return found;
  const rows = await tx.db
    .selectFrom('rating')
    .selectAll()
    .where('follow_up_id', 'in', [...followUpIds])
    .where(
      sql<boolean>`(select count(*) from rating as other where other.authority_id = rating.authority_id
        and other.follow_up_id = rating.follow_up_id and other.handed_in_at is not null) = 2`,
    )
    .execute();
  for (const row of rows)
    found.set(row.follow_up_id, { ...found.get(row.follow_up_id), [row.party]: toRating(row) });
  return found;
};

/** Writes a rating for the first time. False when one had been begun meanwhile. */
export const insertRating = async (tx: Scoped, rating: Rating): Promise<boolean> => {
  const result = await tx.db
    .insertInto('rating')
    .values({
      authority_id: tx.authorityId,
      follow_up_id: rating.followUpId,
      party: rating.party,
      content: JSON.stringify(rating.content),
      version: rating.version,
      saved_by: rating.savedBy,
      saved_at: rating.savedAt,
      handed_in_at: rating.handedInAt,
      seconds: rating.seconds,
    })
    .onConflict(conflict => conflict.columns(['authority_id', 'follow_up_id', 'party']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Writes a rating over the version before it. False when that version is not there any more. */
export const updateRating = async (tx: Scoped, rating: Rating): Promise<boolean> => {
  const result = await tx.db
    .updateTable('rating')
    .set({
      content: JSON.stringify(rating.content),
      version: rating.version,
      saved_by: rating.savedBy,
      saved_at: rating.savedAt,
      handed_in_at: rating.handedInAt,
      seconds: rating.seconds,
    })
    .where('follow_up_id', '=', rating.followUpId)
    .where('party', '=', rating.party)
    .where('version', '=', rating.version - 1)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** The latest agreed rating of each follow-up. */
export const loadAgreed = async (
  tx: Scoped,
  followUpIds: readonly string[],
): Promise<ReadonlyMap<string, AgreedRating>> => {
  if (followUpIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('agreed_rating')
    .selectAll()
    .where('follow_up_id', 'in', [...followUpIds])
    .orderBy('version')
    .execute();
  return new Map(
    rows.map(row => [
      row.follow_up_id,
      {
        followUpId: row.follow_up_id,
        version: row.version,
        content: row.content as AgreedContent,
        writtenBy: row.written_by,
        writtenAt: row.written_at,
      },
    ]),
  );
};

/** Adds a version of an agreed rating. False when somebody has written that version meanwhile. */
export const insertAgreed = async (tx: Scoped, agreed: AgreedRating): Promise<boolean> => {
  const result = await tx.db
    .insertInto('agreed_rating')
    .values({
      authority_id: tx.authorityId,
      follow_up_id: agreed.followUpId,
      version: agreed.version,
      content: JSON.stringify(agreed.content),
      written_by: agreed.writtenBy,
      written_at: agreed.writtenAt,
    })
    .onConflict(conflict => conflict.columns(['authority_id', 'follow_up_id', 'version']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** A follow-up as it was finalised: when, and the checksum of the whole. */
export type Finalising = { readonly number: number; readonly hash: string; readonly at: Date };

export const loadFinalisings = async (tx: Scoped, followUpId: string): Promise<Finalising[]> => {
  const rows = await tx.db
    .selectFrom('finalised_follow_up')
    .select(['finalising', 'content_hash', 'finalised_at'])
    .where('follow_up_id', '=', followUpId)
    .orderBy('finalising')
    .execute();
  return rows.map(row => ({ number: row.finalising, hash: row.content_hash, at: row.finalised_at }));
};

/** Every moment at which a follow-up of an assignment was finalised. */
export const loadFinalisedMoments = async (
  tx: Scoped,
): Promise<{ readonly followUpId: string; readonly assignmentId: string; readonly at: Date }[]> => {
  const rows = await tx.db
    .selectFrom('finalised_follow_up')
    .innerJoin('follow_up', join =>
      join
        .onRef('follow_up.authority_id', '=', 'finalised_follow_up.authority_id')
        .onRef('follow_up.follow_up_id', '=', 'finalised_follow_up.follow_up_id'),
    )
    .select(['follow_up.follow_up_id', 'follow_up.assignment_id', 'finalised_follow_up.finalised_at'])
    .execute();
  return rows.map(row => ({
    ...{ followUpId: row.follow_up_id, assignmentId: row.assignment_id },
    at: row.finalised_at,
  }));
};

/** Keeps a follow-up as it stands at this moment, for good. Returns the checksum of it. */
export const insertFinalised = async (tx: Scoped, followUpId: string, content: string): Promise<string> => {
  const earlier = await loadFinalisings(tx, followUpId);
  const hash = sha256(content);
  await tx.db
    .insertInto('finalised_follow_up')
    .values({
      authority_id: tx.authorityId,
      follow_up_id: followUpId,
      finalising: earlier.length + 1,
      content,
      content_hash: hash,
      finalised_at: tx.now,
    })
    .execute();
  return hash;
};
