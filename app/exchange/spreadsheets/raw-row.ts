import { limits } from './limits.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';

/** A row as it stands in the file, before anything is known about headers. Blank rows never become raw rows. */
export type RawRow = {
  /** The row number the person sees. */
  readonly line: number;
  readonly cells: string[];
};

/** A cell without a usable value: it shows an error such as #REF!, or (`shown` null) a formula never calculated. */
export type ErrorCell = {
  readonly line: number;
  readonly columnIndex: number;
  readonly shown: string | null;
};

/** What every reader hands over: rows in order, cells cleaned by `cleanText`. */
export type RawSheet = {
  readonly rows: readonly RawRow[];
  readonly errorCells: readonly ErrorCell[];
  readonly remarks: readonly string[];
};

/** Takes one row after another; false when it wants no more. */
export type TakeRow = (row: RawRow) => boolean;

/** Keeps every row, up to what a table may hold. */
export const keepInto =
  (rows: RawRow[]): TakeRow =>
  row => {
    rows.push(row);
    if (rows.length > limits.rows + limits.headerSearchRows)
      throw new UnreadableFile(inFile(texts.tooManyRows(limits.rows)));
    return true;
  };

export const isBlank = (row: RawRow): boolean => row.cells.every(cell => cell === '');

/** 0 → 'A', 27 → 'AB': the letters above the columns in a spreadsheet program. */
export const columnLetters = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

/** 'AB12' → 27; null when the reference does not begin with a column that a spreadsheet can have. */
export const columnIndexOf = (reference: string): number | null => {
  let index = 0;
  let at = 0;
  for (; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return at === 0 || index > 16_384 ? null : index - 1;
};
