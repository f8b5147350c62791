import * as path from 'node:path';
import { Tinypool } from 'tinypool';
import type { DecidedBlock } from '../suppression/release.ts';
import type { DecisionGrounds } from './grounds.ts';

/** The worker stands beside this file, as a source and as it is built. */
const worker = new URL(`./decision-worker${path.extname(import.meta.filename)}`, import.meta.url).href;

/** One for those who wait and one for what is decided ahead. */
const THREADS = 2;
const IDLE_MS = 60_000;

let pool: Tinypool | null = null;
let isStopped = false;

/**
 * Makes a decision in another thread, while this one answers everybody else.
 * @throws when the program is stopping
 */
export const decideApart = async (grounds: DecisionGrounds): Promise<DecidedBlock> => {
  if (isStopped) throw new Error('The program is stopping: nothing more is decided.');
  pool ??= new Tinypool({
    ...{ filename: worker, runtime: 'worker_threads', isolateWorkers: false },
    ...{ minThreads: 0, maxThreads: THREADS, idleTimeout: IDLE_MS },
  });
  return pool.run(grounds, { name: 'decideHere' });
};

/** Gives up what is being decided, and decides nothing more. */
export const stopDeciding = async (): Promise<void> => {
  isStopped = true;
  await pool?.destroy();
};
