import { z } from 'zod';
import { type PanelColumns, readPanel } from '#statistics/index.ts';
import { columnName, onFile, type Table } from './analyst.ts';

const name = columnName.nullable().optional();

/** Which column of the file is what. Null, or left out, is a column that the file does not have. */
export const panelColumns = z.strictObject({
  unit: columnName,
  cluster: name,
  subject: name,
  time: columnName,
  start: name,
  treated: name,
  n: name,
  sum: name,
  sumSquares: name,
  mean: name,
});

/** Columns of ids stay as they are written; the others are numbers. */
const ids: readonly string[] = ['unit', 'cluster', 'subject'];

/** Makes a checked panel of a file of cells. @throws CommandProblem with row and column for what cannot be one */
export const panelOf = (table: Table, columns: z.infer<typeof panelColumns>) => {
  const found = Object.entries(columns).flatMap(([role, column]) => {
    if (column === null || column === undefined) return [];
    const values = ids.includes(role) ? table.column(column) : table.numerals(column);
    return [[role, { values, name: column }]];
  });
  return onFile(table.file, () => readPanel(Object.fromEntries(found) as PanelColumns));
};
