import { eigenSymmetric } from './eigen.ts';
import { spread } from './reduction.ts';
import type { Regression } from './regression.ts';

/** Eigenvalues below this are directions that the fixed effects have taken whole; they have no residual to adjust. */
const EMPTY = 1e-10;

const rowsOf = ({ panel }: Regression, cluster: number): [number, number] => [
  panel.unitStart[panel.clusterStart[cluster] as number] as number,
  panel.unitStart[panel.clusterStart[cluster + 1] as number] as number,
];

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
};

/** The block of (I − H)(I − H)' for one cluster's rows, H = X M X'W: the residuals' variance when errors are equal and independent. */
const residualVariance = (regression: Regression, from: number, to: number): Float64Array => {
  const { absorption, weight, panel, byPupils } = regression;
  const size = to - from;
  const unit = new Float64Array(panel.cells);
  const columns: Float64Array[] = [];
  for (let i = from; i < to; i += 1) {
    unit[i] = 1;
    const column = spread(absorption, unit);
    unit[i] = 0;
    for (let k = 0; k < column.length; k += 1) column[k] = -(column[k] as number) * (weight[k] as number);
    column[i] = (column[i] as number) + 1;
    columns.push(column);
  }
  const block = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      const [left, right] = [columns[a] as Float64Array, columns[b] as Float64Array];
      // Without weights I − H is a projection, and its product with itself is itself.
      const value = byPupils ? dot(left, right) : (left[from + b] as number);
      block[a * size + b] = value;
      block[b * size + a] = value;
    }
  }
  return block;
};

/** A^(−1/2)·x for a symmetric matrix that may be singular. */
const inverseRoot = (matrix: Float64Array, x: Float64Array): Float64Array => {
  const size = x.length;
  const { values, vectors } = eigenSymmetric(matrix, size);
  const result = new Float64Array(size);
  for (let j = 0; j < size; j += 1) {
    const value = values[j] as number;
    if (value <= EMPTY) continue;
    let along = 0;
    for (let k = 0; k < size; k += 1) along += (vectors[k * size + j] as number) * (x[k] as number);
    along /= Math.sqrt(value);
    for (let k = 0; k < size; k += 1)
      result[k] = (result[k] as number) + along * (vectors[k * size + j] as number);
  }
  return result;
};

/**
 * Bias-reduced cluster variance CR2 of the combination with direction h, and Satterthwaite's degrees of freedom, for the working
 * model of equal independent errors of the cells.
 *
 * CR2 = Σ_g (h_g'W_g A_g e_g)², A_g = [(I − H)(I − H)']_gg^(−1/2). With u_g = A_g W_g h_g and s_g = (I − H)'u_g:
 * df = (Σ_g s_g's_g)² / Σ_g Σ_k (s_g's_k)².
 * (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, "Small-sample methods for cluster-robust variance estimation and hypothesis
 * testing in fixed effects models", Journal of Business & Economic Statistics 36, and their package clubSandwich.)
 */
export const biasReduced = (
  regression: Regression,
  direction: Float64Array,
): { readonly se: number; readonly df: number } => {
  const { panel, absorption, weight, residual } = regression;
  const clusters = panel.clusterNames.length;
  const sources: Float64Array[] = [];
  let variance = 0;
  for (let g = 0; g < clusters; g += 1) {
    const [from, to] = rowsOf(regression, g);
    const weighted = new Float64Array(to - from);
    for (let i = from; i < to; i += 1) weighted[i - from] = (weight[i] as number) * (direction[i] as number);
    const adjusted = inverseRoot(residualVariance(regression, from, to), weighted);
    let score = 0;
    const source = new Float64Array(panel.cells);
    for (let i = from; i < to; i += 1) {
      score += (adjusted[i - from] as number) * (residual[i] as number);
      source[i] = adjusted[i - from] as number;
    }
    variance += score * score;
    const carried = spread(absorption, source);
    for (let i = 0; i < source.length; i += 1)
      source[i] = (source[i] as number) - (weight[i] as number) * (carried[i] as number);
    sources.push(source);
  }
  let trace = 0;
  let squares = 0;
  for (let g = 0; g < clusters; g += 1) {
    for (let k = 0; k <= g; k += 1) {
      const product = dot(sources[g] as Float64Array, sources[k] as Float64Array);
      if (k === g) trace += product;
      squares += (k === g ? 1 : 2) * product * product;
    }
  }
  return { se: Math.sqrt(variance), df: trace ** 2 / squares };
};
