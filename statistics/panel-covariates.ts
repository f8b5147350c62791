import { type Column, readNumbers, rowOf } from './panel-values.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

/**
 * A covariate x: `value`, one per cell, or sums over the cell's pupils as `samsyn compress` writes them: Σx, Σx², Σxy, and in
 * `products` Σxx' with each earlier covariate x' of the pupils.
 */
export type CovariateColumns = {
  readonly name: string;
  readonly value?: Column;
  readonly sum?: Column;
  readonly sumSquares?: Column;
  readonly sumProduct?: Column;
  readonly products?: Readonly<Record<string, Column>>;
};

/**
 * A covariate per cell: its mean, and for one of the pupils what varies within the cell: Σ(x − x̄)², Σ(x − x̄)(y − ȳ), and
 * Σ(x − x̄)(x' − x̄') with each earlier covariate (zeros where that one is the same for all pupils of a cell).
 */
export type Covariate = {
  readonly name: string;
  readonly mean: Float64Array;
  readonly within?: {
    readonly squares: Float64Array;
    readonly product: Float64Array;
    readonly others: readonly Float64Array[];
  };
};

type Outcome = { readonly pupils: Float64Array; readonly mean: Float64Array; readonly hasPupils: boolean };

/** Rounding in the file may put Σx² a hair under (Σx)²/n. */
const ROUNDING = 1e-7;

const ofPupils = (
  { name, sum, sumSquares, sumProduct, products = {} }: CovariateColumns,
  { pupils, mean: outcome, hasPupils }: Outcome,
  earlier: readonly Covariate[],
): Covariate => {
  if (!sum || !sumSquares || !sumProduct)
    throw new StatisticsProblem(estimateText.covariateSums(name), { column: 'covariates' });
  if (!hasPupils) throw new StatisticsProblem(estimateText.sumWithoutCount, { column: 'n' });
  const mean = readNumbers(sum, name).map((one, i) => one / (pupils[i] as number));
  const squares = readNumbers(sumSquares, name).map((one, i) => {
    const least = (pupils[i] as number) * (mean[i] as number) ** 2;
    if (one < least - ROUNDING * (1 + least))
      throw new StatisticsProblem(estimateText.squaresTooSmall, {
        row: rowOf(i),
        column: sumSquares.name ?? name,
      });
    return Math.max(0, one - least);
  });
  const around = (column: Column, other: Float64Array): Float64Array =>
    readNumbers(column, name).map(
      (one, i) => one - (pupils[i] as number) * (mean[i] as number) * (other[i] as number),
    );
  const others = earlier.map(one => {
    if (!one.within) return new Float64Array(pupils.length);
    const column = Object.hasOwn(products, one.name) ? products[one.name] : undefined;
    if (!column)
      throw new StatisticsProblem(estimateText.covariateProduct(name, one.name), { column: 'covariates' });
    return around(column, one.mean);
  });
  return { name, mean, within: { squares, product: around(sumProduct, outcome), others } };
};

/** Reads covariates in the order they are given. @throws {StatisticsProblem} for what is missing or not a number */
export const readCovariates = (
  columns: readonly CovariateColumns[],
  outcome: Outcome,
): readonly Covariate[] => {
  const read: Covariate[] = [];
  for (const one of columns) {
    if (read.some(({ name }) => name === one.name))
      throw new StatisticsProblem(estimateText.covariateTwice(one.name), { column: 'covariates' });
    read.push(
      one.value ? { name: one.name, mean: readNumbers(one.value, one.name) } : ofPupils(one, outcome, read),
    );
  }
  return read;
};

/** The covariate of some rows, in their order. */
export const takeCovariate = ({ name, mean, within }: Covariate, rows: Int32Array): Covariate => {
  const taken = (values: Float64Array): Float64Array => {
    const result = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) result[at] = values[rows[at] as number] as number;
    return result;
  };
  return {
    name,
    mean: taken(mean),
    ...(within
      ? {
          within: {
            squares: taken(within.squares),
            product: taken(within.product),
            others: within.others.map(taken),
          },
        }
      : {}),
  };
};
