import type { Scoped } from '#app/database/index.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { itemPath } from './addresses.ts';
import { loadClauses, loadItemHeads } from './item-store.ts';
import { sv } from './sv.ts';

/** Everything the board has decided, clause by clause, latest first: for what rests on a decision to point at. */
export const decidedClauses = async (
  tx: Scoped,
): Promise<
  readonly { readonly value: string; readonly text: string; readonly clause: string; readonly href: string }[]
> => {
  const decided = (await loadItemHeads(tx)).filter(
    item => item.stage === 'beslutad' && item.decidedOn !== null,
  );
  decided.sort((a, b) => ((a.decidedOn ?? '') < (b.decidedOn ?? '') ? 1 : -1));
  const found: { value: string; text: string; clause: string; href: string }[] = [];
  for (const item of decided) {
    for (const clause of await loadClauses(tx, item.id)) {
      if (clause.id === null || (clause.decision !== 'bifall' && clause.decision !== 'ändrad lydelse'))
        continue;
      const text = clause.decidedText ?? clause.text;
      found.push({
        value: clause.id,
        clause: text,
        text: sv.decision.clauseChoice(formatDate(item.decidedOn ?? ''), item.paragraph ?? '', text),
        href: `${itemPath(item)}#beslut`,
      });
    }
  }
  return found;
};
