import { unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/universal';
import type { OutCell, OutTable } from '#app/shared/table.ts';
import { decimalText } from './cell-format.ts';
import { inertText } from './inert-text.ts';

const WIDEST_COLUMN = 60;
const NARROWEST_COLUMN = 8;
const ROWS_MEASURED = 500;
const LINES_MEASURED = 20;
const LONGEST_SHEET_NAME = 31;

const escapeFirst = (text: string): string =>
  `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${text.slice(1)}`;

/**
 * Workbooks read `_x003D_` as '=': the escape for the underscore keeps such a text as it was written. Texts named like
 * what every object has ('constructor', 'valueOf') are escaped too, because write-excel-file 4.1 looks texts up in a
 * plain object and would write a broken cell.
 */
const escaped = (text: string): string =>
  text in Object.prototype ? escapeFirst(text) : text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** Points; a row does not grow by itself around line breaks in every program. */
const LINE_HEIGHT = 15;

const textCell = (text: string): CellObject => {
  const cell: CellObject = { type: String, value: escaped(inertText(text)) };
  const lines = text.split('\n', LINES_MEASURED).length;
  return lines === 1 ? cell : { ...cell, wrap: true, alignVertical: 'top', height: lines * LINE_HEIGHT };
};

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

const shownLength = (cell: OutCell | undefined): number =>
  typeof cell === 'string'
    ? Math.max(...cell.split('\n', LINES_MEASURED).map(line => line.length))
    : (cell ?? null) === null
      ? 0
      : decimalText(Number(cell)).length;

const columnWidth = ({ columns, rows }: OutTable, index: number): number => {
  const lengths = rows.slice(0, ROWS_MEASURED).map(row => shownLength(row[index]));
  const longest = Math.max(columns[index]?.length ?? 0, ...lengths);
  return Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, longest + 2));
};

/** A column of numbers has its header above them, at the right. */
const isNumeric = ({ rows }: OutTable, index: number): boolean => {
  const filled = rows.slice(0, ROWS_MEASURED).flatMap(row => row[index] ?? []);
  return filled.length > 0 && filled.every(cell => typeof cell === 'number');
};

/** Decided once: the clock must not make two files of the same table differ. */
const packedAt = new Date(2000, 0, 1);

/** An XLSX with typed numbers and a bold header that stays in view. The same table always gives the same bytes. */
export const writeXlsx = async (table: OutTable): Promise<Uint8Array> => {
  const header: Row = table.columns.map((column, index) => ({
    ...textCell(column),
    fontWeight: 'bold',
    align: isNumeric(table, index) ? 'right' : 'left',
  }));
  const rows: Row[] = table.rows.map(row => row.map(dataCell));
  const notes: Row[] = table.notes.length > 0 ? [[], ...table.notes.map(note => [textCell(note)])] : [];
  const sheet = {
    sheet: sheetName(table.title),
    stickyRowsCount: 1,
    columns: table.columns.map((_, index) => ({ width: columnWidth(table, index) })),
  };
  const font = { fontFamily: 'Calibri', fontSize: 11 };
  const blob = await writeExcelFile([header, ...rows, ...notes], sheet, font).toBlob();
  return zipSync(unzipSync(new Uint8Array(await blob.arrayBuffer())), { mtime: packedAt });
};
