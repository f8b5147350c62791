import { Matrix, pseudoInverse } from 'ml-matrix';
import type { DesignName } from './design.ts';
import { clusterOf, type Panel, selectCells } from './panel.ts';
import type { Weighting } from './regression.ts';

/*
 * Estimates by the slow road: every effect a column of its own in one dense matrix, solved by a pseudo-inverse of another library.
 */

/** One column of 0/1 per different value. */
const indicators = (codes: readonly string[]): number[][] => {
  const levels = [...new Set(codes)];
  return codes.map(code => levels.map(level => (code === level ? 1 : 0)));
};

export const effectsMatrix = (panel: Panel, design: DesignName): number[][] => {
  const rows = Array.from({ length: panel.cells }, (_, i) => i);
  const time = (i: number) => String(panel.time[i]);
  const subject = (i: number) => String(panel.unitSubject[panel.unit[i] ?? 0]);
  const families = [
    rows.map(i => String(panel.unit[i])),
    rows.map(i => (design === 'unitTime' ? time(i) : `${subject(i)} ${time(i)}`)),
    ...(design === 'sameSchool' ? [rows.map(i => `${clusterOf(panel, i)} ${time(i)}`)] : []),
  ].map(indicators);
  const explained = (i: number) => (panel.covariates ?? []).map(({ mean }) => mean[i] ?? 0);
  return rows.map(i => [...families.flatMap(family => family[i] ?? []), ...explained(i)]);
};

export const weightsOf = (panel: Panel, weights: Weighting): number[] =>
  Array.from(panel.pupils, n => (weights === 'n' ? n : 1));

/** M = (X'WX)⁺, coefficients and fitted values of weighted least squares. */
export const leastSquares = (rows: number[][], y: readonly number[], w: readonly number[]) => {
  const x = new Matrix(rows);
  const weighted = Matrix.diag([...w]).mmul(x);
  const m = pseudoInverse(x.transpose().mmul(weighted), 1e-10);
  const coefficients = m.mmul(weighted.transpose()).mmul(Matrix.columnVector([...y]));
  return { x, m, weighted, coefficients, fitted: x.mmul(coefficients).to1DArray() };
};

export const beta = (panel: Panel, design: DesignName, weights: Weighting) => {
  const rows = effectsMatrix(panel, design).map((row, i) => [...row, panel.treated[i] ?? 0]);
  const last = (rows[0]?.length ?? 1) - 1;
  const found = leastSquares(rows, [...panel.mean], weightsOf(panel, weights));
  // Is the last column told apart from the others? Its unit vector must lie in the row space.
  const back = found.m.mmul(found.x.transpose()).mmul(found.weighted).getRowVector(last).to1DArray();
  const determined = back.every((one, k) => Math.abs(one - (k === last ? 1 : 0)) < 1e-6);
  return { ...found, value: found.coefficients.get(last, 0), last, determined };
};

export const withoutClusters = <Value>(panel: Panel, of: (rest: Panel) => Value): Value[] =>
  panel.clusterNames.map((_, c) =>
    of(
      selectCells(
        panel,
        Uint8Array.from({ length: panel.cells }, (__, i) => (clusterOf(panel, i) === c ? 0 : 1)),
      ),
    ),
  );

export const jackknife = (whole: number, without: readonly number[]): number =>
  Math.sqrt(
    ((without.length - 1) / without.length) * without.reduce((sum, value) => sum + (value - whole) ** 2, 0),
  );

/**
 * Effects of cells by dense least squares on the cells without a post; a cell's own row must lie in the row space of those, and its
 * unit have `leastBefore` cells among them.
 */
export const denseImputation = (
  panel: Panel,
  design: DesignName,
  weights: Weighting,
  leastBefore = 1,
): Map<number, number> => {
  const rows = effectsMatrix(panel, design);
  const free = rows.map((_, i) => i).filter(i => panel.treated[i] === 0);
  const pick = <Value>(values: ArrayLike<Value>): Value[] => free.map(i => values[i] as Value);
  const { m, x, coefficients } = leastSquares(
    pick(rows),
    pick([...panel.mean]),
    pick(weightsOf(panel, weights)),
  );
  const w = Matrix.diag(pick(weightsOf(panel, weights)));
  const effects = new Map<number, number>();
  for (let i = 0; i < panel.cells; i += 1) {
    if (panel.treated[i] === 0) continue;
    if (free.filter(one => panel.unit[one] === panel.unit[i]).length < leastBefore) continue;
    const row = Matrix.rowVector(rows[i] ?? []);
    const back = row.mmul(m).mmul(x.transpose()).mmul(w).mmul(x);
    if (Matrix.sub(back, row).norm() > 1e-6) continue;
    effects.set(i, (panel.mean[i] ?? 0) - row.mmul(coefficients).get(0, 0));
  }
  return effects;
};
