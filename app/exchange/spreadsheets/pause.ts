import { type FileSize, limits } from './limits.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';

const SLICE = 40;

/** Lets other work in while a large file is read, and gives up on a file that takes too long. */
export type Pause = () => Promise<void>;

/** A pause to await often: it returns at once unless 40 ms of work have passed since the last break. */
export const makePause = ({ milliseconds }: Pick<FileSize, 'milliseconds'> = limits): Pause => {
  const started = performance.now();
  let last = started;
  return async () => {
    const now = performance.now();
    if (now - last < SLICE) return;
    if (now - started > milliseconds) throw new UnreadableFile(inFile(texts.tooSlow));
    await new Promise<void>(resolve => setTimeout(resolve, 0));
    last = performance.now();
  };
};
