import { z } from 'zod';
import { type CovariateColumns, type PanelColumns, readPanel } from '#statistics/index.ts';
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

/** What else explains the outcome: a column with one value per cell, or sums over the cell's pupils as `compress` writes them. */
export const covariateColumns = z.array(
  z.union([
    columnName,
    z.strictObject({ name: columnName, value: columnName }),
    z.strictObject({
      name: columnName,
      sum: columnName,
      sumSquares: columnName,
      sumProduct: columnName,
      products: z.record(columnName, columnName).optional(),
    }),
  ]),
);

type CovariateSpec = z.infer<typeof covariateColumns>[number];

const covariateOf = (table: Table, spec: CovariateSpec): CovariateColumns => {
  const column = (named: string) => ({ values: table.numerals(named), name: named });
  if (typeof spec === 'string') return { name: spec, value: column(spec) };
  if ('value' in spec) return { name: spec.name, value: column(spec.value) };
  const { name: called, sum, sumSquares, sumProduct, products = {} } = spec;
  return {
    name: called,
    sum: column(sum),
    sumSquares: column(sumSquares),
    sumProduct: column(sumProduct),
    products: Object.fromEntries(Object.entries(products).map(([other, named]) => [other, column(named)])),
  };
};

/** Columns of ids stay as they are written; the others are numbers. */
const ids: readonly string[] = ['unit', 'cluster', 'subject'];

/** Makes a checked panel of a file of cells. @throws CommandProblem with row and column for what cannot be one */
export const panelOf = (
  table: Table,
  columns: z.infer<typeof panelColumns>,
  covariates: z.infer<typeof covariateColumns> = [],
) => {
  const found = Object.entries(columns).flatMap(([role, column]) => {
    if (column === null || column === undefined) return [];
    const values = ids.includes(role) ? table.column(column) : table.numerals(column);
    return [[role, { values, name: column }]];
  });
  const explaining = covariates.map(one => covariateOf(table, one));
  return onFile(table.file, () =>
    readPanel({ ...(Object.fromEntries(found) as PanelColumns), covariates: explaining }),
  );
};
