import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import type { RawSheet } from './raw-row.ts';
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
    const read = await readSheet(workbook, sheet, pause);
    if (read.rows.length === 0) continue;
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

const withSheetName = (read: RawSheet, sheet: SheetPart, sheets: number): RawSheet =>
  sheets < 2 ? read : { ...read, remarks: [texts.severalSheets(sheet.name), ...read.remarks] };
