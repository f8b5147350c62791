import { parentPort, threadId } from 'node:worker_threads';

/** A thread that answers with its number, or comes to grief. */
parentPort?.on('message', async (asked: 'answer' | 'fault' | 'end' | 'never') => {
  if (asked === 'fault') throw new Error('no memory');
  if (asked === 'end') process.exit(3);
  if (asked === 'answer') parentPort?.postMessage(threadId);
});
