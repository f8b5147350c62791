import { unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/universal';
import type { OutCell, OutTable } from '#app/shared/table.ts';
import { inertText } from './inert-text.ts';

const WIDEST_COLUMN = 60;
const NARROWEST_COLUMN = 8;
const ROWS_MEASURED = 500;
const LONGEST_SHEET_NAME = 31;

/** Workbooks read `_x003D_` as '='. The escape for the first underscore keeps such a text as it was written. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const textCell = (text: string): CellObject => ({ type: String, value: escaped(inertText(text)) });

const dataCell = (cell: OutCell): CellObject | null => {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number' ? { type: Number, value: cell } : textCell(cell);
};

/** Without the characters that sheet names cannot hold, at most 31 characters, never empty. */
export const sheetName = (title: string): string => {
  const allowed = inertText(title)
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // An apostrophe may not stand first or last in a sheet name, and a formula may not begin one.
  const bare = allowed.replace(/^[\s'=+\-@＝＋－＠﹦﹢﹣﹫]+|[\s']+$/g, '');
  const short = [...bare].slice(0, LONGEST_SHEET_NAME).join('').slice(0, LONGEST_SHEET_NAME).trim();
  return short === '' ? 'Tabell' : short;
};

const columnWidth = ({ columns, rows }: OutTable, index: number): number => {
  const lengths = rows.slice(0, ROWS_MEASURED).map(row => String(row[index] ?? '').length);
  const longest = Math.max(columns[index]?.length ?? 0, ...lengths);
  return Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, longest + 2));
};

/** Decided once: the clock must not make two files of the same table differ. */
const packedAt = new Date(2000, 0, 1);

/** An XLSX with typed numbers and a bold header that stays in view. The same table always gives the same bytes. */
export const writeXlsx = async (table: OutTable): Promise<Uint8Array> => {
  const header: Row = table.columns.map(column => ({ ...textCell(column), fontWeight: 'bold' }));
  const rows: Row[] = table.rows.map(row => row.map(dataCell));
  const notes: Row[] = table.notes.length > 0 ? [[], ...table.notes.map(note => [textCell(note)])] : [];
  const blob = await writeExcelFile([header, ...rows, ...notes], {
    sheet: sheetName(table.title),
    stickyRowsCount: 1,
    columns: table.columns.map((_, index) => ({ width: columnWidth(table, index) })),
  }).toBlob();
  return zipSync(unzipSync(new Uint8Array(await blob.arrayBuffer())), { mtime: packedAt });
};
