import { type CellFormat, shownNumber } from './cell-format.ts';
import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inCell, inFile, inLine, UnreadableFile } from './problem.ts';
import {
  columnIndexOf,
  columnLetters,
  type ErrorCell,
  isBlank,
  type RawSheet,
  type TakeRow,
} from './raw-row.ts';
import { texts } from './sv.ts';
import { cleanText } from './text.ts';
import { LONGEST_STORED_TEXT, type SheetPart, unescaped, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

const damaged = (): UnreadableFile => new UnreadableFile(inFile(texts.damaged));

const LAST_ROW = 1_048_576;
const MOST_ERROR_CELLS = 1000;
const plainNumber: CellFormat = { kind: 'number' };

type Cell = { columnIndex: number; type: string; format: CellFormat; value: string | null; formula: boolean };

/**
 * Hands over the rows of one sheet: merged cells hold their value in the first cell only, and hidden rows are read like the others.
 * Once no more rows are wanted the rest is only unpacked, to hold it against its checksum.
 */
export const readSheet = async (
  workbook: Workbook,
  sheet: SheetPart,
  take: TakeRow,
  pause: Pause,
): Promise<Omit<RawSheet, 'rows'>> => {
  let wanted = true;
  const errorCells: ErrorCell[] = [];
  let hasFormulas = false;
  let line = 0;
  let rowElements = 0;
  let cells: string[] = [];
  let cell: Cell | null = null;
  let columnIndex = -1;
  let capturing = false;
  let phonetic = false;

  const startCell = (attributes: Readonly<Record<string, string>>): void => {
    const { r: reference, t: type = 'n', s: style } = attributes;
    const place = reference === undefined ? columnIndex + 1 : columnIndexOf(reference);
    if (place === null || place < 0) throw damaged();
    columnIndex = place;
    const format = style === undefined ? plainNumber : (workbook.formats[Number(style)] ?? plainNumber);
    cell = { columnIndex, type, format, value: null, formula: false };
  };

  const endCell = (): void => {
    if (!cell) return;
    const { type, value } = cell;
    const shown = value === null ? '' : type === 'e' ? value : shownValue(workbook, cell, value);
    const uncalculated = cell.formula && value === null;
    if (type === 'e' || uncalculated) {
      if (errorCells.length < MOST_ERROR_CELLS) {
        errorCells.push({ line, columnIndex: cell.columnIndex, shown: uncalculated ? null : shown });
      }
    }
    if (shown !== '') addCell(cells, cell.columnIndex, shown, line);
    cell = null;
  };

  const endRow = (): void => {
    const row = { line, cells };
    if (wanted && !isBlank(row)) wanted = take(row);
  };

  await readXml(
    workbook.bytes,
    sheet.part,
    {
      open: (name, attributes) => {
        if (name === 'c') startCell(attributes);
        else if (name === 'row') {
          line = attributes.r === undefined ? line + 1 : Number(attributes.r);
          if (!Number.isInteger(line) || line < 1 || line > LAST_ROW || ++rowElements > LAST_ROW)
            throw damaged();
          cells = [];
          columnIndex = -1;
        } else if (cell) {
          if (name === 'v' || (name === 't' && !phonetic)) {
            capturing = true;
            cell.value ??= '';
          } else if (name === 'f') {
            hasFormulas = true;
            cell.formula = true;
          } else if (name === 'rPh') phonetic = true;
        }
      },
      text: text => {
        if (!capturing || !cell) return;
        cell.value = (cell.value ?? '') + text;
        if (cell.value.length > LONGEST_STORED_TEXT) throw longCell(line, cell.columnIndex);
      },
      close: name => {
        if (name === 'v' || name === 't') capturing = false;
        else if (name === 'c') endCell();
        else if (name === 'row') endRow();
        else if (name === 'rPh') phonetic = false;
      },
    },
    pause,
  );
  return { errorCells, remarks: hasFormulas ? [texts.formulas] : [] };
};

const shownValue = (workbook: Workbook, { type, format }: Cell, value: string): string => {
  switch (type) {
    case 's': {
      const text = workbook.sharedStrings[Number(value)];
      if (text === undefined) throw damaged();
      return text;
    }
    case 'str':
    case 'inlineStr':
      return cleanText(unescaped(value));
    case 'b':
      return value.trim() === '1' ? 'SANT' : 'FALSKT';
    case 'd':
      return cleanText(value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' '));
    default:
      return shownNumber(value, format, workbook.from1904);
  }
};

const longCell = (line: number, columnIndex: number): UnreadableFile => {
  const letters = columnLetters(columnIndex);
  return new UnreadableFile(inCell(line, letters, texts.longCell(line, letters, limits.cellCharacters)));
};

const addCell = (cells: string[], columnIndex: number, shown: string, line: number): void => {
  if (columnIndex >= limits.columns) {
    throw new UnreadableFile(inLine(line, texts.tooManyColumns(line, limits.columns)));
  }
  if (shown.length > limits.cellCharacters) {
    throw longCell(line, columnIndex);
  }
  while (cells.length < columnIndex) cells.push('');
  cells[columnIndex] = shown;
};
