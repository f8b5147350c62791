import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError, Table, TableRow } from '#app/shared/table.ts';
import { limits } from './limits.ts';
import { inCell, inFile, inLine } from './problem.ts';
import { columnLetters, type ErrorCell, type RawRow, type RawSheet } from './raw-row.ts';
import { texts } from './sv.ts';
import { garbledPart } from './text.ts';

/** Header names are the same when they differ only in case, spaces, hyphens and underscores. */
const comparable = (name: string): string => name.toLocaleLowerCase('sv').replace(/[\s_-]+/g, '');

/** Counts how many of the expected names stand in a row. Without expected names no row matches. */
export const matcherOf = (expect: readonly string[]): ((cells: readonly string[]) => number) => {
  const wanted = new Set(expect.map(comparable));
  if (wanted.size === 0) return () => 0;
  return cells => new Set(cells.map(comparable).filter(name => wanted.has(name))).size;
};

/** The position of the row that holds most of the expected names; the first row when none does. */
const headerPosition = (
  rows: readonly RawRow[],
  headerMatches: (cells: readonly string[]) => number,
): number => {
  let best = 0;
  let most = 0;
  for (const [index, row] of rows.slice(0, limits.headerSearchRows).entries()) {
    const matches = headerMatches(row.cells);
    if (matches > most) [best, most] = [index, matches];
  }
  return best;
};

const lastFilled = (cells: readonly string[]): number => cells.findLastIndex(cell => cell !== '');

/**
 * Makes a table of raw rows: finds the header, checks it, and lines the cells up under it. Rows with too few cells are
 * filled out; rows with cells outside the header are problems, because it cannot be known where they belong.
 */
export const tableOf = (
  raw: RawSheet,
  headerMatches: (cells: readonly string[]) => number,
): Outcome<Table, FileError> => {
  const position = headerPosition(raw.rows, headerMatches);
  const headerRow = raw.rows[position];
  if (!headerRow) return failed(inFile(texts.empty));
  const names = headerRow.cells.slice(0, lastFilled(headerRow.cells) + 1);
  const dataRows = raw.rows.slice(position + 1);
  if (dataRows.length > limits.rows) return failed(inFile(texts.tooManyRows(limits.rows)));

  const nameOf = (index: number): string => names[index] || columnLetters(index);
  const kept = names.flatMap((name, index) => (name === '' ? [] : [index]));
  const problems = [
    ...headerProblems(headerRow.line, names),
    ...emptyHeaderProblems(names, dataRows),
    ...garbledProblems([headerRow, ...dataRows], nameOf),
    ...extraCellProblems(dataRows, names.length),
    ...errorCellProblems(
      raw.errorCells.filter(cell => cell.line >= headerRow.line),
      nameOf,
    ),
  ];
  if (problems.length > 0) return { ok: false, problems: shortened(problems) };

  const complete = kept.length === names.length;
  const rows = dataRows.map(
    (row): TableRow => ({
      line: row.line,
      cells: complete ? fitted(row.cells, names.length) : kept.map(index => row.cells[index] ?? ''),
    }),
  );
  const first = raw.rows[0];
  const preamble = first && first !== headerRow ? [texts.skippedPreamble(first.line, headerRow.line)] : [];
  return ok({ header: kept.map(index => nameOf(index)), rows, remarks: [...raw.remarks, ...preamble] });
};

/** Changes the array in place: a copy of every row of a large file would double the memory. */
const fitted = (cells: string[], width: number): readonly string[] => {
  while (cells.length < width) cells.push('');
  cells.length = width;
  return cells;
};

const headerProblems = (line: number, names: readonly string[]): FileError[] => {
  const seen = new Set<string>();
  const problems: FileError[] = [];
  for (const name of names) {
    const key = name.toLocaleLowerCase('sv');
    if (name !== '' && seen.has(key)) problems.push(inCell(line, name, texts.duplicateHeader(line, name)));
    seen.add(key);
  }
  return problems;
};

const emptyHeaderProblems = (names: readonly string[], rows: readonly RawRow[]): FileError[] =>
  names.flatMap((name, index) => {
    const filled = name === '' ? rows.find(row => (row.cells[index] ?? '') !== '') : undefined;
    const letters = columnLetters(index);
    return filled ? [inCell(filled.line, letters, texts.emptyHeader(letters, filled.line))] : [];
  });

const extraCellProblems = (rows: readonly RawRow[], width: number): FileError[] =>
  rows.flatMap(row => {
    if (row.cells.length <= width) return [];
    const found = lastFilled(row.cells) + 1;
    return found > width ? [inLine(row.line, texts.extraCells(row.line, found, width))] : [];
  });

export const errorCellProblems = (
  errorCells: readonly ErrorCell[],
  nameOf: (index: number) => string = columnLetters,
): FileError[] =>
  errorCells.map(({ line, columnIndex, shown }) =>
    inCell(
      line,
      nameOf(columnIndex),
      shown === null
        ? texts.uncalculated(line, nameOf(columnIndex))
        : texts.errorCell(line, nameOf(columnIndex), shown),
    ),
  );

/** Only the first: a file in the wrong encoding is wrong on every row. */
const garbledProblems = (rows: readonly RawRow[], nameOf: (index: number) => string): FileError[] => {
  for (const row of rows) {
    for (const [index, cell] of row.cells.entries()) {
      const part = garbledPart(cell);
      if (part === null) continue;
      const column = garbledPart(nameOf(index)) === null ? nameOf(index) : columnLetters(index);
      return [inCell(row.line, column, texts.garbled(row.line, column, part))];
    }
  }
  return [];
};

const shortened = (problems: readonly FileError[]): readonly FileError[] =>
  problems.length <= limits.problems
    ? problems
    : [...problems.slice(0, limits.problems), inFile(texts.moreProblems(problems.length - limits.problems))];
