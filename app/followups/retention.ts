import { addYears, type IsoDate } from '#app/shared/date.ts';
import type { Evidence } from './evidence.ts';
import { sv } from './sv.ts';

/**
 * Gallringsregel: for so many years after an assignment has ended what is written of its evidence is kept. The years are the authority's
 * to decide in its plan for its documents; these stand until it has. That there was a piece, of which kind and from which day, is kept:
 * judgements rest on it.
 */
export const EVIDENCE_YEARS = 2;

/** Sak att gallra: what is written of the evidence about an assignment, and since which day it should be gone. */
export type DueEvidence = {
  readonly assignmentId: string;
  readonly evidenceIds: readonly string[];
  readonly dueOn: IsoDate;
};

/** True when what was written of a piece has been disposed of: none is noted without words. */
export const isDisposed = ({ what }: Pick<Evidence, 'what'>): boolean => what === '';

/** What is told of a piece to those who may read it. */
export const evidenceText = (one: Pick<Evidence, 'what'>): string =>
  isDisposed(one) ? sv.retention.disposed : one.what;

/** Everything that is due on a day, the longest overdue first. An assignment that goes on keeps its evidence. */
export const evidenceDue = (
  evidence: readonly Pick<Evidence, 'id' | 'assignmentId' | 'what'>[],
  assignments: readonly { readonly id: string; readonly endsOn: IsoDate | null }[],
  today: IsoDate,
): DueEvidence[] => {
  const written = Map.groupBy(
    evidence.filter(one => !isDisposed(one)),
    one => one.assignmentId,
  );
  return assignments
    .flatMap(({ id, endsOn }): DueEvidence[] => {
      const pieces = written.get(id);
      if (!pieces || endsOn === null) return [];
      const dueOn = addYears(endsOn, EVIDENCE_YEARS);
      return dueOn <= today
        ? [{ assignmentId: id, evidenceIds: pieces.map(one => one.id).sort(), dueOn }]
        : [];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
};
