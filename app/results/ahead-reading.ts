import type { Scoped } from '#app/database/index.ts';
import { whenDecided } from './deciding/when-decided.ts';
import { loadReleases } from './release-store.ts';
import { loadCells, loadDeliveries } from './store.ts';
import { readTableInside } from './table-actions.ts';
import { questionsIn, type TableQuestion } from './table-question.ts';

/** Runs one transaction that only reads, in the scope of an authority. */
type Transact = <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;

/** What tables rest on, besides the organisation: it is the same as long as no delivery or release has come or gone. */
const readState = async (tx: Scoped): Promise<string> =>
  JSON.stringify([
    (await loadDeliveries(tx)).map(({ id }) => id),
    (await loadReleases(tx)).map(({ id }) => id),
  ]);

/** All pupils and girls of every table, the latest academic year first: boys are decided together with girls. */
const readQuestions = async (tx: Scoped): Promise<readonly TableQuestion[]> =>
  questionsIn(await loadCells(tx, { groups: ['alla'] }))
    .toSorted((a, b) => b.academicYear - a.academicYear)
    .flatMap(question => [question, { ...question, group: 'flickor' as const }]);

/** The state that has been decided, or is being, by authority. */
const decided = new Map<string, string>();

/**
 * Decides every table of an authority before anybody asks for it, one after the other; nothing, when it has been done since the last delivery.
 * Ends when the program does, or when another delivery has come, which the next who asks sees to.
 */
export const decideAhead = async (authorityId: string, transact: Transact): Promise<void> => {
  const state = await transact(readState);
  if (decided.get(authorityId) === state) return;
  decided.set(authorityId, state);
  try {
    for (const question of await transact(readQuestions)) {
      await whenDecided(() => transact(tx => readTableInside(tx, question, () => false)));
      if (decided.get(authorityId) !== state) return;
    }
  } catch (error) {
    decided.delete(authorityId);
    throw error;
  }
};
