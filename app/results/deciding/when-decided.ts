import { makeDecision, Undecided } from './kept-decisions.ts';
import { oneAtATime } from './one-at-a-time.ts';

const LATE = Symbol('late');

/** Waits at most so long; what is waited for goes on. */
const within = async (milliseconds: number, made: Promise<unknown>): Promise<typeof LATE | undefined> => {
  if (milliseconds === Number.POSITIVE_INFINITY) return made.then(() => undefined);
  if (milliseconds <= 0) return LATE;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>(resolve => {
    timer = setTimeout(() => resolve(LATE), milliseconds);
  });
  try {
    return await Promise.race([made.then(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Asks for something that rests on decisions of what may be shown. A transaction that finds some missing ends there, before anything is written;
 * they are made in other threads, and the transaction begun anew, on the data as they are then.
 *
 * @param ask one whole transaction, which may be begun several times
 * @param patience milliseconds to wait for decisions
 * @param asker who waits, when somebody does: they are served by turns, one thing at a time for each
 * @returns null when they took longer: they are still being made, and whoever asks again waits for what is left
 */
export const decidedWithin = async <Result>(
  patience: number,
  ask: () => Promise<Result>,
  asker = '',
): Promise<Result | null> => {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await (asker === '' ? ask() : oneAtATime(asker, ask));
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      const made = Promise.all(error.missing.map(one => makeDecision(one, asker)));
      // Whoever waits is told of a fault; when nobody does any more, those who ask again are.
      made.catch(() => undefined);
      if ((await within(until - performance.now(), made)) === LATE) return null;
    }
  }
};

/** The same, for as long as it takes. */
export const whenDecided = async <Result>(ask: () => Promise<Result>): Promise<Result> =>
  (await decidedWithin(Number.POSITIVE_INFINITY, ask)) as Result;
