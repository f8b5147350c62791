import type { Outcome } from '#app/shared/outcome.ts';
import type { FileError, Table } from '#app/shared/table.ts';
import { fileKind } from './file-kind.ts';
import { matcherOf, tableOf } from './header.ts';
import { limits } from './limits.ts';
import { makePause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import type { RawSheet } from './raw-row.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { refusalOf } from './refusal.ts';

export type ReadOptions = {
  /**
   * Header names that the caller knows how to use. With them the header is found below a preamble, in a later sheet,
   * and the delimiter is chosen with more certainty.
   */
  readonly expect?: readonly string[];
};

/**
 * Reads a table from CSV or XLSX. What the file is, is judged by its content; the name plays no part.
 *
 * Cells come as text as the person sees them: numbers with decimal comma and every stored digit ('12,5'), dates as
 * '2026-11-23', percentages as '20 %', codes shown with leading zeros as '0126', truth values as 'SANT' and 'FALSKT'.
 * Never throws on a bad file: the problems say in Swedish what is wrong, where, and what to do.
 */
export const readTable = async (
  bytes: Uint8Array,
  _fileName: string,
  options: ReadOptions = {},
): Promise<Outcome<Table, FileError>> => {
  const headerMatches = matcherOf(options.expect ?? []);
  try {
    return tableOf(await readRaw(bytes, options.expect ?? [], headerMatches), headerMatches);
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, problems: error.problems };
    throw error;
  }
};

const readRaw = (
  bytes: Uint8Array,
  expect: readonly string[],
  headerMatches: (cells: readonly string[]) => number,
): Promise<RawSheet> => {
  const refusal = refusalOf(bytes, limits);
  if (refusal !== null) throw new UnreadableFile(inFile(refusal));
  const pause = makePause();
  return fileKind(bytes) === 'zip'
    ? readXlsx(bytes, expect.length > 0 ? headerMatches : null, pause)
    : readCsv(bytes, headerMatches, pause);
};
