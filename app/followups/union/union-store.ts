import type { Scoped } from '#app/database/index.ts';
import type { UnionView } from './union-view.ts';

/** What unions have said of every version of every routine, in the order it was written: ids grow with time. */
export const loadUnionViews = async (tx: Scoped): Promise<UnionView[]> => {
  const rows = await tx.db.selectFrom('union_view').selectAll().orderBy('view_id').execute();
  return rows.map(row => ({
    id: row.view_id,
    routineId: row.routine_id,
    number: row.number,
    party: row.party,
    on: row.said_on,
    view: row.view,
    askedHash: row.asked_hash,
    saidBy: row.said_by,
  }));
};

export const insertUnionView = async (tx: Scoped, view: UnionView): Promise<void> => {
  await tx.db
    .insertInto('union_view')
    .values({
      authority_id: tx.authorityId,
      view_id: view.id,
      routine_id: view.routineId,
      number: view.number,
      party: view.party,
      said_on: view.on,
      view: view.view,
      asked_hash: view.askedHash,
      said_by: view.saidBy,
    })
    .execute();
};
