import type { OutCell, OutTable } from '#app/shared/table.ts';
import { decimalText } from './cell-format.ts';
import { inertText } from './inert-text.ts';

const BYTE_ORDER_MARK = '\ufeff';
const simple = /^[\p{L}\p{M}\p{N} ._/:%()–−-]*$/u;

/** Quoted unless it is plain words and figures, so that programs with another delimiter also read it as one cell. */
const field = (cell: OutCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return decimalText(cell);
  const text = inertText(cell);
  return simple.test(text) && text === text.trim() ? text : `"${text.replaceAll('"', '""')}"`;
};

const record = (cells: readonly OutCell[]): string => cells.map(field).join(';');

/** CSV as Swedish Excel opens it: UTF-8 with byte order mark, semicolon, decimal comma, CRLF. */
export const writeCsv = ({ columns, rows, notes }: OutTable): Uint8Array => {
  const below = notes.length > 0 ? ['', ...notes.map(note => record([note]))] : [];
  const lines = [record(columns), ...rows.map(record), ...below];
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`);
};
