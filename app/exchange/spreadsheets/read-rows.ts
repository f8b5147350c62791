import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { decodeAs, decodeText, type TextEncoding } from './encoding.ts';
import { fileKind } from './file-kind.ts';
import { errorCellProblems, matcherOf } from './header.ts';
import type { FileSize } from './limits.ts';
import { makePause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import type { RawRow, TakeRow } from './raw-row.ts';
import { csvRows } from './read-csv.ts';
import { xlsxRows } from './read-xlsx.ts';
import { refusalOf } from './refusal.ts';
import { texts } from './sv.ts';
import { garbledPart } from './text.ts';

export type ReadRowsOptions = {
  /** Header names that tell which sheet, and which delimiter. */
  readonly expect: readonly string[];
  /** Chosen by a person when the text came out wrong; null to judge by the content. */
  readonly encoding: TextEncoding | null;
  /** Takes each row with content, header and preamble included; false when no more are wanted. */
  readonly take: TakeRow;
  /** How far the reading has come, 0–1, told now and then. */
  readonly onProgress?: (share: number) => void;
};

/** What is said of rows that could be read, and the first cell whose letters have been through the wrong encoding. */
export type RowsEnd = {
  readonly remarks: readonly string[];
  readonly garbled: { readonly line: number; readonly columnIndex: number; readonly part: string } | null;
};

/** Three school years of the whole country's pupils in one year level, row by row: beyond it something is wrong with the file. */
const size: FileSize = { fileBytes: 400_000_000, rows: 2_000_000, milliseconds: 300_000 };

/**
 * Reads CSV or XLSX as `readTable` does, and hands over its rows one at a time, so that a file of a million rows needs no more
 * memory than its text. Finding the header and judging the rows is left to the caller. Never throws on a bad file.
 */
export const readRows = async (
  bytes: Uint8Array,
  { expect, encoding, take, onProgress }: ReadRowsOptions,
): Promise<Outcome<RowsEnd, FileError>> => {
  const headerMatches = matcherOf(expect);
  const refusal = refusalOf(bytes, size);
  if (refusal !== null) return failed(inFile(refusal));
  let count = 0;
  let mayBeGarbled = true;
  let garbled: RowsEnd['garbled'] = null;
  const counted: TakeRow = row => {
    if (++count > size.rows) throw new UnreadableFile(inFile(texts.tooManyRows(size.rows)));
    if (mayBeGarbled) garbled ??= garbledIn(row);
    return take(row);
  };
  const pause = makePause(size);
  try {
    if (fileKind(bytes) === 'zip') {
      const { remarks, errorCells } = await xlsxRows(bytes, headerMatches, counted, pause);
      const problems = errorCellProblems(errorCells);
      return problems.length > 0 ? { ok: false, problems } : ok({ remarks, garbled });
    }
    const decoded = encoding === null ? decodeText(bytes) : decodeAs(bytes, encoding);
    mayBeGarbled = garbledPart(decoded.text) !== null;
    const remarks = await csvRows(decoded, headerMatches, counted, pause, onProgress);
    return ok({ remarks, garbled });
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, problems: error.problems };
    throw error;
  }
};

const garbledIn = ({ line, cells }: RawRow): RowsEnd['garbled'] => {
  for (const [columnIndex, cell] of cells.entries()) {
    const part = garbledPart(cell);
    if (part !== null) return { line, columnIndex, part };
  }
  return null;
};
