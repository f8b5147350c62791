import type { Absorption } from './absorption.ts';
import { factorise, solve, type Triangle } from './cholesky.ts';
import type { Covariate } from './panel-covariates.ts';
import {
  leastSquares,
  multiply,
  ownProduct,
  partOf,
  type Reduction,
  reduce,
  sumShared,
  withoutPart,
} from './reduction.ts';

/*
 * Covariates join a regression by the theorem of Frisch, Waugh and Lovell: what the fixed effects and 0/1 columns leave of y is
 * regressed on what they leave of each x. With covariates of the pupils, cells hold the rest exactly: the pupils around their
 * cell's mean add Σ(x − x̄)² and Σ(x − x̄)(y − ȳ) to the normal equations, and nothing to the effects.
 */

/** A regression's covariates: coefficients β_x, and what errors need. K covariates. */
export type Adjustment = {
  readonly covariates: readonly Covariate[];
  /** Does the variation between pupils within cells count? */
  readonly ofPupils: boolean;
  readonly beta: Float64Array;
  /** How many of the covariates the effects, and each other, do not determine. */
  readonly rank: number;
  /** Factor of x̃'Wx̃ + Σ within, K × K. */
  readonly factor: Triangle;
  /** Per covariate and cell: x around its weighted mean, and x̃, what effects and own columns leave of it. */
  readonly values: readonly Float64Array[];
  readonly residuals: readonly Float64Array[];
  /** Per covariate the shared columns' coefficients in a regression of it. */
  readonly coefficients: readonly Float64Array[];
  /** y around its weighted mean minus Σ β_x x. */
  readonly outcome: Float64Array;
};

/** Σ over the chosen cells of what varies within them: x_k x_l for l ≤ k, as a lower triangle, and x_k y. */
const withinOf = (covariates: readonly Covariate[], weight: Float64Array, from: number, to: number) => {
  const count = covariates.length;
  const cross = new Float64Array((count * (count + 1)) / 2);
  const product = new Float64Array(count);
  covariates.forEach(({ within }, k) => {
    if (!within) return;
    const row = (k * (k + 1)) / 2;
    for (let i = from; i < to; i += 1) {
      if (weight[i] === 0) continue;
      for (let l = 0; l < k; l += 1)
        cross[row + l] = (cross[row + l] as number) + (within.others[l]?.[i] ?? 0);
      cross[row + k] = (cross[row + k] as number) + (within.squares[i] as number);
      product[k] = (product[k] as number) + (within.product[i] as number);
    }
  });
  return { cross, product };
};

const dot = (a: Float64Array, b: Float64Array, weight: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (weight[i] as number) * (a[i] as number) * (b[i] as number);
  return sum;
};

const centred = (values: Float64Array, weight: Float64Array): Float64Array => {
  const ones = new Float64Array(values.length).fill(1);
  const mean = dot(values, ones, weight) / dot(ones, ones, weight);
  return values.map(value => value - mean);
};

/**
 * Fits covariates beside the effects of an absorption.
 *
 * @param outcome y per cell, already centred
 * @param ofPupils cells weigh by their pupils and hold the sums of squares of the pupils' outcomes
 */
export const adjust = (
  absorption: Absorption,
  outcome: Float64Array,
  covariates: readonly Covariate[],
  ofPupils: boolean,
): Adjustment => {
  const { weight } = absorption;
  const count = covariates.length;
  const values = covariates.map(({ mean }) => centred(mean, weight));
  const fits = values.map(x => leastSquares(absorption, x));
  const residuals = fits.map(({ residual }) => residual);
  const within = ofPupils ? withinOf(covariates, weight, 0, weight.length) : undefined;
  const cross = within?.cross ?? new Float64Array((count * (count + 1)) / 2);
  const beta = within?.product ?? new Float64Array(count);
  const scale = new Float64Array(count);
  values.forEach((x, k) => {
    const row = (k * (k + 1)) / 2;
    scale[k] = dot(x, x, weight) + (cross[row + k] as number);
    const residual = residuals[k] as Float64Array;
    for (let l = 0; l <= k; l += 1)
      cross[row + l] = (cross[row + l] as number) + dot(residual, residuals[l] as Float64Array, weight);
    beta[k] = (beta[k] as number) + dot(residual, outcome, weight);
  });
  const factor = { size: count, values: cross, first: new Int32Array(count) };
  const { rank } = factorise(factor, scale);
  solve(factor, beta);
  const left = outcome.slice();
  values.forEach((x, k) => {
    for (let i = 0; i < left.length; i += 1)
      left[i] = (left[i] as number) - (beta[k] as number) * (x[i] as number);
  });
  const coefficients = fits.map(one => one.coefficients);
  return { covariates, ofPupils, beta, rank, factor, values, residuals, coefficients, outcome: left };
};

/** V·a: how covariates' scores move a number that falls by a'β_x. */
export const leaning = ({ factor }: Adjustment, a: Float64Array): Float64Array => {
  const solved = a.slice();
  solve(factor, solved);
  return solved;
};

/**
 * Each cluster's score of a direction in the covariates: Σ_k b_k [Σ_i x̃_k w e + within: Σ(x − x̄)(y − ȳ) − Σ_l β_l(x − x̄)(x_l − x̄_l)].
 *
 * @param weighted w·e per cell
 */
export const covariateScores = (
  { covariates, ofPupils, beta, residuals }: Adjustment,
  { plan, weight }: Absorption,
  weighted: Float64Array,
  b: Float64Array,
): Float64Array => {
  const { clusterStart, unitStart } = plan.design;
  return Float64Array.from({ length: clusterStart.length - 1 }, (_, c) => {
    const from = unitStart[clusterStart[c] as number] as number;
    const to = unitStart[clusterStart[c + 1] as number] as number;
    const { cross, product } = withinOf(ofPupils ? covariates : [], weight, from, to);
    let score = 0;
    b.forEach((lean, k) => {
      let own = product[k] ?? 0;
      for (let i = from; i < to; i += 1) own += (residuals[k]?.[i] as number) * (weighted[i] as number);
      if (ofPupils)
        beta.forEach((one, l) => {
          const [high, low] = k > l ? [k, l] : [l, k];
          own -= one * (cross[(high * (high + 1)) / 2 + low] as number);
        });
      score += lean * own;
    });
    return score;
  });
};

/** What the pupils around their cells' means add to the sum of squared residuals, apart from their outcomes' own. */
export const withinResidue = ({ covariates, ofPupils, beta }: Adjustment, weight: Float64Array): number => {
  if (!ofPupils) return 0;
  const { cross, product } = withinOf(covariates, weight, 0, weight.length);
  let sum = 0;
  beta.forEach((one, k) => {
    sum -= 2 * one * (product[k] as number);
    beta.forEach((other, l) => {
      const [high, low] = k > l ? [k, l] : [l, k];
      sum += one * other * (cross[(high * (high + 1)) / 2 + low] as number);
    });
  });
  return sum;
};

/** b'(Σ within)b: the pupils' part of the information of a direction that leans b on the covariates. */
export const withinInformation = (
  { covariates, ofPupils }: Adjustment,
  weight: Float64Array,
  b: Float64Array,
): number => {
  if (!ofPupils) return 0;
  const { cross } = withinOf(covariates, weight, 0, weight.length);
  let sum = 0;
  b.forEach((one, k) => {
    b.forEach((other, l) => {
      const [high, low] = k > l ? [k, l] : [l, k];
      sum += one * other * (cross[(high * (high + 1)) / 2 + low] as number);
    });
  });
  return sum;
};

/** What leaving out one cluster needs of a column: Σ w z z' by cluster comes from its reduction. */
type Columned = {
  readonly weighted: Float64Array;
  readonly reduction: Reduction;
  readonly total: Float64Array;
};

/**
 * The shared coefficients of y − Σ β_x x with one cluster left out and β_x fitted anew.
 *
 * @returns the right sides, x by x and y last, and a function of their solutions without a cluster
 */
export const coefficientsWithout = (
  absorption: Absorption,
  { covariates, ofPupils, values }: Adjustment,
  outcome: Float64Array,
): {
  readonly rights: readonly Reduction[];
  readonly coefficients: (solved: readonly Float64Array[], cluster: number) => Float64Array;
} => {
  const { weight, plan } = absorption;
  const { clusterStart, unitStart } = plan.design;
  const columns = [...values, outcome];
  const parts = columns.map((z): Columned => {
    const weighted = multiply(weight, z);
    const reduction = reduce(absorption, weighted);
    return { weighted, reduction, total: sumShared(absorption, reduction) };
  });
  const count = values.length;
  const clusters = clusterStart.length - 1;
  /** Per cluster, pairs k ≥ l of columns, y last: Σ w z_k z_l less what the cluster's own effects carry, and what is within. */
  const pairs = Array.from({ length: clusters }, (_, c) => {
    const from = unitStart[clusterStart[c] as number] as number;
    const to = unitStart[clusterStart[c + 1] as number] as number;
    const { cross, product } = withinOf(ofPupils ? covariates : [], weight, from, to);
    const sums = new Float64Array(((count + 1) * (count + 2)) / 2);
    for (let k = 0, at = 0; k <= count; k += 1)
      for (let l = 0; l <= k; l += 1, at += 1) {
        const [one, other] = [parts[k] as Columned, parts[l] as Columned];
        let sum = ofPupils ? ((k === count ? product[l] : cross[at]) ?? 0) : 0;
        for (let i = from; i < to; i += 1) sum += (one.weighted[i] as number) * (columns[l]?.[i] as number);
        sums[at] = sum - ownProduct(absorption, partOf(one.reduction, c), partOf(other.reduction, c), c);
      }
    return sums;
  });
  const whole = new Float64Array(((count + 1) * (count + 2)) / 2);
  for (const sums of pairs)
    for (let at = 0; at < whole.length; at += 1) whole[at] = (whole[at] as number) + (sums[at] as number);
  const coefficientsOf = (solved: readonly Float64Array[], cluster: number): Float64Array => {
    const rights = parts.map(({ reduction, total }) => withoutPart(absorption, total, reduction, cluster));
    const left = whole.map((sum, at) => sum - (pairs[cluster]?.[at] as number));
    const scale = new Float64Array(count);
    for (let k = 0; k < count; k += 1) scale[k] = left[(k * (k + 3)) / 2] as number;
    for (let k = 0, at = 0; k <= count; k += 1)
      for (let l = 0; l <= k; l += 1, at += 1) {
        const right = rights[k] as Float64Array;
        let carried = 0;
        for (let a = 0; a < right.length; a += 1)
          carried += (right[a] as number) * (solved[l]?.[a] as number);
        left[at] = (left[at] as number) - carried;
      }
    const size = (count * (count + 1)) / 2;
    const factor = { size: count, values: left.slice(0, size), first: new Int32Array(count) };
    factorise(factor, scale);
    const beta = left.slice(size, size + count);
    solve(factor, beta);
    const coefficients = (solved[count] as Float64Array).slice();
    beta.forEach((one, k) => {
      for (let a = 0; a < coefficients.length; a += 1)
        coefficients[a] = (coefficients[a] as number) - one * (solved[k]?.[a] as number);
    });
    return coefficients;
  };
  return { rights: parts.map(({ reduction }) => reduction), coefficients: coefficientsOf };
};
