import { recordEvents, type Scoped } from '#app/database/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { clearEvidence, loadAllEvidence } from './evidence-store.ts';
import { type DueEvidence, evidenceDue } from './retention.ts';

/** What is due for disposal today of what has been noted as evidence. */
export const listEvidenceDue = async (tx: Scoped, today: IsoDate): Promise<DueEvidence[]> =>
  evidenceDue(await loadAllEvidence(tx), (await loadRegister(tx)).assignments, today);

/** Disposes of the words of the evidence that is due, by a decision that is named in the log. Gives what was disposed of. */
export const disposeOfEvidence = async (
  tx: Scoped,
  { decision, today }: { readonly decision: string; readonly today: IsoDate },
): Promise<DueEvidence[]> => {
  const due = await listEvidenceDue(tx, today);
  await clearEvidence(
    tx,
    due.flatMap(one => one.evidenceIds),
  );
  if (due.length > 0)
    await recordEvents(
      tx,
      due.map(({ assignmentId, evidenceIds, dueOn }) => ({
        kind: 'evidenceDisposed',
        subject: `assignment:${assignmentId}`,
        happenedOn: today,
        details: { dueOn, decision, pieces: evidenceIds.length },
      })),
    );
  return due;
};
