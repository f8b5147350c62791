import type { Scoped, Tables } from '#app/database/index.ts';
import type { Evidence, EvidenceKind } from './evidence.ts';
import type { FollowUp, Party } from './follow-up.ts';
import { openStages } from './stages.ts';

/**
 * The evidence about an assignment that a party may read, oldest first; null for a reader who is neither. What was written in the form
 * of a follow-up belongs to the rating there, and is the writing party's own until both have handed in. Of what is not theirs not
 * even a row leaves the database. Who held the position before is another holder, and neither's principal.
 */
export const loadEvidence = async (
  tx: Scoped,
  { assignmentId, holderId }: FollowUp,
  reader: Party | null,
): Promise<Evidence[]> => {
  const rows = await tx.db
    .selectFrom('evidence')
    .leftJoin('follow_up', join =>
      join
        .onRef('follow_up.authority_id', '=', 'evidence.authority_id')
        .onRef('follow_up.follow_up_id', '=', 'evidence.follow_up_id'),
    )
    .selectAll('evidence')
    .where('evidence.assignment_id', '=', assignmentId)
    .where(({ or, and, eb }) => {
      const noted = eb('evidence.follow_up_id', 'is', null);
      const open = eb('follow_up.stage', 'in', [...openStages]);
      const byHolder = eb('evidence.added_by', '=', holderId);
      if (reader === null) return or([noted, open]);
      return reader === 'innehavare'
        ? or([noted, byHolder, and([open, eb('follow_up.holder_id', '=', holderId)])])
        : or([noted, open, eb('evidence.added_by', '<>', eb.ref('follow_up.holder_id'))]);
    })
    .orderBy('evidence.dated_on')
    .orderBy('evidence.evidence_id')
    .execute();
  return rows.map(toEvidence);
};

const toEvidence = (row: Omit<Tables['evidence'], 'authority_id'>): Evidence => ({
  id: row.evidence_id,
  assignmentId: row.assignment_id,
  followUpId: row.follow_up_id,
  kind: row.kind as EvidenceKind,
  datedOn: row.dated_on,
  what: row.what,
  addedBy: row.added_by,
});

/** Every piece there is, for disposal. Nobody reads them by this. */
export const loadAllEvidence = async (tx: Scoped): Promise<Evidence[]> =>
  (await tx.db.selectFrom('evidence').selectAll().execute()).map(toEvidence);

/** Takes away what is written of some pieces; that they were there stays. */
export const clearEvidence = async (tx: Scoped, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.db
    .updateTable('evidence')
    .set({ what: '' })
    .where('evidence_id', 'in', [...ids])
    .execute();
};

export const insertEvidence = async (tx: Scoped, evidence: readonly Evidence[]): Promise<void> => {
  if (evidence.length === 0) return;
  await tx.db
    .insertInto('evidence')
    .values(
      evidence.map(one => ({
        authority_id: tx.authorityId,
        evidence_id: one.id,
        assignment_id: one.assignmentId,
        follow_up_id: one.followUpId,
        kind: one.kind,
        dated_on: one.datedOn,
        what: one.what,
        added_by: one.addedBy,
      })),
    )
    .execute();
};
