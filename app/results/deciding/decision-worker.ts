import { parentPort } from 'node:worker_threads';
import { loadSolver } from '../solver.ts';
import { type DecisionGrounds, decideOn } from './grounds.ts';

/**
 * What runs in a thread of its own (`threads.ts`). A fault ends the thread, and whoever started it hears of it: nothing more is decided where
 * something has gone wrong.
 */
parentPort?.on('message', async (grounds: DecisionGrounds) => {
  await loadSolver();
  parentPort?.postMessage(decideOn(grounds));
});
