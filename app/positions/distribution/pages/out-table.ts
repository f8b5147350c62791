import { figureCell } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import {
  type OutCell,
  type OutTable,
  type TableFormat,
  tableFileTypes,
  type WriteTable,
} from '#app/shared/table.ts';
import type { Visit } from '#app/web/index.ts';
import { sourceLine } from '../asking.ts';
import { sv } from '../sv.ts';
import type { PageView } from './page-view.ts';

type FileCell = OutCell | Figure;

const isFigure = (cell: FileCell): cell is Figure => typeof cell === 'object' && cell !== null;

const outCell = (cell: FileCell): OutCell => (isFigure(cell) ? figureCell(cell) : cell);

export type FileTable = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FileCell[])[];
  readonly notes?: readonly string[];
};

/** The table of a page as a file. */
export const tableFile = async (
  visit: Visit,
  view: PageView,
  table: FileTable,
  format: TableFormat,
  writeTable: WriteTable,
): Promise<Response> => {
  const { distribution, scope } = view;
  const out: OutTable = {
    title: table.title,
    columns: table.columns,
    rows: table.rows.map(row => row.map(outCell)),
    notes: [
      `${sv.pages.sourceWord}: ${sourceLine(distribution, distribution.placesIn(scope))}`,
      sv.pages.dataCut(distribution.reading.cut.event),
      ...(table.notes ?? []),
    ],
  };
  return visit.file(
    await writeTable(out, format),
    `${table.title} ${view.on}.${format}`,
    tableFileTypes[format],
  );
};
