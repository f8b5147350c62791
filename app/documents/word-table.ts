import {
  AlignmentType,
  BorderStyle,
  type IBorderOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Column } from './block.ts';
import { CODE_MM, type PaperCell, type PaperTable, paperTable } from './paper-table.ts';
import { sv } from './sv.ts';
import type { SetTable } from './typeset.ts';
import { wordCell } from './word-prose.ts';

/** The width of the text on an A4 page with our margins, in twentieths of a point. */
export const TEXT_WIDTH = 8787;

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: 'B9B9B9' };
const rule: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
export const noBorders = { top: none, bottom: none, left: none, right: none } as const;
const tableBorders = { ...noBorders, insideHorizontal: none, insideVertical: none } as const;

const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1_440);

const side = (column: Column | undefined) =>
  column?.align === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT;

const margins = { top: 40, bottom: 40, left: 50, right: 50, marginUnitType: WidthType.DXA } as const;

type Place = { readonly column: Column | undefined; readonly width: number; readonly keepNext: boolean };

/** A table with at most this many lines is not divided between pages: a higher one would leave too much of the page before it empty. */
const KEPT_LINES = 18;

const headCell = (words: string, place: Place): TableCell =>
  new TableCell({
    width: { size: place.width, type: WidthType.DXA },
    margins,
    borders: { ...noBorders, bottom: rule },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [
      new Paragraph({
        style: 'TableText',
        alignment: side(place.column),
        keepNext: place.keepNext,
        children: [new TextRun({ text: words, bold: true })],
      }),
    ],
  });

/** Where the number ends and its code begins, in a cell that has both on one line. */
const codePlace = (cell: PaperCell, width: number) => {
  const end = width - margins.left - margins.right - mm(CODE_MM);
  return cell.codes === 'beside'
    ? {
        alignment: AlignmentType.LEFT,
        // Into the margin of the cell: a code must not break at its hyphen.
        indent: { right: -margins.right },
        tabStops: [
          { type: TabStopType.RIGHT, position: end },
          { type: TabStopType.LEFT, position: end + 28 },
        ],
      }
    : { indent: { right: cell.padded ? mm(CODE_MM) : 0 } };
};

const bodyCell = (cell: PaperCell, place: Place, total: boolean): TableCell =>
  new TableCell({
    width: { size: place.width, type: WidthType.DXA },
    margins,
    borders: total ? { ...noBorders, top: rule } : { ...noBorders, bottom: hair },
    children: [
      new Paragraph({
        style: 'TableText',
        alignment: side(place.column),
        keepNext: place.keepNext,
        ...codePlace(cell, place.width),
        children: [...wordCell(cell, total ? { bold: true } : {})],
      }),
    ],
  });

const groupRow = (table: PaperTable, widths: readonly number[], keepNext: boolean): readonly TableRow[] => {
  if (table.groups.length === 0) return [];
  let start = 0;
  const cells = table.groups.map(group => {
    const width = widths.slice(start, start + group.span).reduce((sum, each) => sum + each, 0);
    start += group.span;
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      columnSpan: group.span,
      margins,
      borders: group.head === '' ? noBorders : { ...noBorders, bottom: hair },
      children: [
        new Paragraph({
          style: 'TableText',
          alignment: AlignmentType.CENTER,
          keepNext,
          children: [new TextRun(group.head)],
        }),
      ],
    });
  });
  return [new TableRow({ tableHeader: true, cantSplit: true, children: cells })];
};

/** The table alone. Its head returns on every page, and no row is divided between pages unless it is very high. */
export const wordTable = (set: SetTable): Table => {
  const table = paperTable(set);
  const widths = table.widths.map(mm);
  const isKept = table.lines <= KEPT_LINES;
  /** Of a table that is divided neither the first row nor the last stands alone on a page. */
  const stays = (rank: number): boolean =>
    rank < table.rows.length - 1 && (isKept || rank === 0 || rank === table.rows.length - 2);
  const place = (index: number, keepNext: boolean): Place => ({
    column: table.columns[index],
    width: widths[index] ?? 0,
    keepNext,
  });
  const rows = table.rows.map(
    (row, rank) =>
      new TableRow({
        cantSplit: !row.tall,
        children: row.cells.map((cell, index) => bodyCell(cell, place(index, stays(rank)), row.total)),
      }),
  );
  const empty = new TableRow({
    children: [
      new TableCell({
        columnSpan: Math.max(1, table.columns.length),
        borders: noBorders,
        margins,
        children: [new Paragraph({ style: 'TableText', text: sv.emptyTable })],
      }),
    ],
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    borders: tableBorders,
    tableLook: {
      firstRow: true,
      firstColumn: true,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: [
      ...groupRow(table, widths, true),
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map((column, index) => headCell(column.head, place(index, true))),
      }),
      ...(rows.length === 0 ? [empty] : rows),
    ],
  });
};

/** 'Tabell 1. Karriärtjänsternas fördelning': the caption above a table or a picture. */
export const wordCaption = (label: string, words: string): Paragraph =>
  new Paragraph({
    style: 'Caption',
    children: [
      new TextRun({ text: `${label}. `, color: '555555' }),
      new TextRun({ text: words, bold: true }),
    ],
  });
