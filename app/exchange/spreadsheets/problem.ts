import type { FileError } from '#app/shared/table.ts';

/** Stops the reading of a file. Caught by `readTable`, which hands the problems to the person. */
export class UnreadableFile extends Error {
  readonly problems: readonly FileError[];

  constructor(...problems: readonly FileError[]) {
    super(problems[0]?.text ?? '');
    this.name = 'UnreadableFile';
    this.problems = problems;
  }
}

/** A problem with the file as a whole. */
export const inFile = (text: string): FileError => ({ line: null, column: null, text });

export const inLine = (line: number, text: string): FileError => ({ line, column: null, text });

export const inCell = (line: number, column: string, text: string): FileError => ({ line, column, text });
