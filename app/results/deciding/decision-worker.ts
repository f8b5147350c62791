import { loadSolver } from '../solver.ts';
import type { DecidedBlock } from '../suppression/release.ts';
import { type DecisionGrounds, decideOn } from './grounds.ts';

/** What runs in a thread of its own (`decider.ts`). */
export const decideHere = async (grounds: DecisionGrounds): Promise<DecidedBlock> => {
  await loadSolver();
  return decideOn(grounds);
};
