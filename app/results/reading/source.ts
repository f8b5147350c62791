import type { Outcome } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import type { TextEncoding } from '../reading.ts';

/** A row with content, as it stands in the file; `line` is the row number the person sees. */
export type SourceRow = { readonly line: number; readonly cells: readonly string[] };

export type SourceOptions = {
  /** Names that tell which sheet of a workbook, and which delimiter of a text. */
  readonly expect: readonly string[];
  readonly encoding: TextEncoding | null;
  /** Takes one row after another; false when no more are wanted. */
  readonly take: (row: SourceRow) => boolean;
  readonly onProgress?: (share: number) => void;
};

/** What the reader of files says although it could read, and where letters have been through the wrong encoding. */
export type SourceEnd = {
  readonly remarks: readonly string[];
  readonly garbled: { readonly line: number; readonly columnIndex: number; readonly part: string } | null;
};

/**
 * Reads the rows of a CSV or XLSX. Handed in, because files are opened outside the rooms: `readRows` of `exchange`. Never throws on a
 * bad file.
 */
export type RowSource = (bytes: Uint8Array, options: SourceOptions) => Promise<Outcome<SourceEnd, FileError>>;
