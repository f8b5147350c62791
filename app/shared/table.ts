import type { Outcome } from './outcome.ts';

/**
 * Rows read from a file that somebody made: a header and cells, all as text exactly as written. `line` is the row number the
 * person sees in their own program, so that an error can point at it.
 */
export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** What the reader wants to say although it could read: a changed encoding, a preamble skipped. */
  readonly remarks: readonly string[];
};
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** What is wrong in a file: `line` and `column` when it can be pointed at, `text` says what is wrong and what to do. */
export type FileError = {
  readonly line: number | null;
  readonly column: string | null;
  readonly text: string;
};

/** Reads CSV or XLSX. Never throws on bad files: the problems say what to do. */
export type ReadTable = (bytes: Uint8Array, fileName: string) => Promise<Outcome<Table, FileError>>;

/** A cell of a table that leaves the program. Numbers stay numbers; texts are neutralised by the writer. */
export type OutCell = string | number | null;
export type OutTable = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly OutCell[])[];
  /** Lines under the table: source, date, data cut. */
  readonly notes: readonly string[];
};
export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The file that `?format=` of an address asks for; null where a page is asked for. */
export const askedFormat = (query: URLSearchParams): TableFormat | null =>
  tableFormats.find(format => format === query.get('format')) ?? null;

/** What each kind of file is called when it is sent. */
export const tableFileTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export type WriteTable = (table: OutTable, format: TableFormat) => Promise<Uint8Array>;
