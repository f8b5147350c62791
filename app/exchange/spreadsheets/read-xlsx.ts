import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { keepInto, type RawRow, type RawSheet, type TakeRow } from './raw-row.ts';
import { readSheet } from './sheet.ts';
import { texts } from './sv.ts';
import { openWorkbook, type SheetPart } from './workbook.ts';

/**
 * Reads the first sheet that has content, visible sheets before hidden ones. When header names are expected, a later
 * sheet that holds one of them goes before a first sheet of instructions that holds none.
 */
export const readXlsx = async (
  bytes: Uint8Array,
  headerMatches: ((cells: readonly string[]) => number) | null,
  pause: Pause,
): Promise<RawSheet> => {
  const workbook = await openWorkbook(bytes, pause);
  const visibleFirst = [
    ...workbook.sheets.filter(sheet => !sheet.hidden),
    ...workbook.sheets.filter(sheet => sheet.hidden),
  ];
  let first: RawSheet | null = null;
  for (const sheet of visibleFirst) {
    const rows: RawRow[] = [];
    const read = { ...(await readSheet(workbook, sheet, keepInto(rows), pause)), rows };
    if (rows.length === 0) continue;
    const named = withSheetName(read, sheet, workbook.sheets.length);
    const found = headerMatches
      ? read.rows.slice(0, limits.headerSearchRows).some(row => headerMatches(row.cells) > 0)
      : true;
    if (found) return named;
    first ??= named;
  }
  if (!first) throw new UnreadableFile(inFile(texts.emptyWorkbook));
  return first;
};

/**
 * Hands over the rows of the sheet that `readXlsx` would choose, without keeping them. A sheet is chosen when one of its first rows
 * holds an expected name; when none does, the first sheet with content is read once more.
 */
export const xlsxRows = async (
  bytes: Uint8Array,
  headerMatches: (cells: readonly string[]) => number,
  take: TakeRow,
  pause: Pause,
): Promise<Omit<RawSheet, 'rows'>> => {
  const workbook = await openWorkbook(bytes, pause);
  const named = (read: Omit<RawSheet, 'rows'>, sheet: SheetPart) => ({
    ...read,
    remarks: [...(workbook.sheets.length < 2 ? [] : [texts.severalSheets(sheet.name)]), ...read.remarks],
  });
  const visibleFirst = [...workbook.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  let first: SheetPart | null = null;
  for (const sheet of visibleFirst) {
    const search = searching(headerMatches, take);
    const read = await readSheet(workbook, sheet, search.take, pause);
    if (search.found()) return named(read, sheet);
    if (search.seen() > 0) first ??= sheet;
  }
  if (!first) throw new UnreadableFile(inFile(texts.emptyWorkbook));
  return named(await readSheet(workbook, first, take, pause), first);
};

/** Holds back the first rows until one of them tells that this is the sheet; hands over all of them then, and the rest as they come. */
const searching = (headerMatches: (cells: readonly string[]) => number, take: TakeRow) => {
  const held: RawRow[] = [];
  let isFound = false;
  let wanted = true;
  const release = (): void => {
    for (const row of held) wanted &&= take(row);
  };
  return {
    take: (row: RawRow): boolean => {
      if (isFound) return take(row);
      held.push(row);
      isFound = headerMatches(row.cells) > 0;
      if (isFound) release();
      return isFound ? wanted : held.length < limits.headerSearchRows;
    },
    found: () => isFound,
    seen: () => held.length,
  };
};

const withSheetName = (read: RawSheet, sheet: SheetPart, sheets: number): RawSheet =>
  sheets < 2 ? read : { ...read, remarks: [texts.severalSheets(sheet.name), ...read.remarks] };
