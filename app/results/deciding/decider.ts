import * as path from 'node:path';
import type { DecidedBlock } from '../suppression/release.ts';
import type { DecisionGrounds } from './grounds.ts';
import { createThreads } from './threads.ts';
import { createTurns } from './turns.ts';

/** The worker stands beside this file, as a source and as it is built. */
const worker = new URL(`./decision-worker${path.extname(import.meta.filename)}`, import.meta.url);

/** One for those who wait and one for what is decided ahead. */
const THREADS = 2;

const threads = createThreads<DecisionGrounds, DecidedBlock>(worker);
const turns = createTurns(THREADS);
let isStopped = false;

/**
 * Makes a decision in another thread, while this one answers everybody else.
 * @param asker who waits for it: they are served by turns
 * @throws when the program is stopping
 */
export const decideApart = async (
  grounds: DecisionGrounds,
  key: string,
  asker: string,
): Promise<DecidedBlock> => {
  const { promise, resolve, reject } = Promise.withResolvers<DecidedBlock>();
  turns.take(asker, key, async () => {
    if (isStopped) reject(new Error('The program is stopping: nothing more is decided.'));
    else await threads.run(grounds).then(resolve, reject);
  });
  return promise;
};

/** Another waits for a decision that has been asked for. */
export const alsoWait = turns.join;

/** Gives up what is being decided, and decides nothing more. */
export const stopDeciding = async (): Promise<void> => {
  isStopped = true;
  await threads.stop();
};
