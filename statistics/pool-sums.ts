import { StatisticsProblem } from './problem.ts';
import { poolText } from './sv.ts';

/** How the spread between posts is estimated; FE assumes that there is none. */
export const POOLING_METHODS = ['PM', 'DL', 'REML', 'FE'] as const;
export type PoolingMethod = (typeof POOLING_METHODS)[number];

/** The posts' estimates θ̂ⱼ and their sampling variances sⱼ², checked. */
export type Estimates = { readonly y: Float64Array; readonly variance: Float64Array };

/**
 * Checks estimates and their standard errors. Refuses fewer than two posts, numbers that are not finite, and standard errors that
 * are not above 0 (`StatisticsProblem` with the row, the first being 2 as under a header).
 */
export const checkEstimates = (y: Float64Array, se: Float64Array): Estimates => {
  if (y.length !== se.length) throw new RangeError('There must be one standard error per estimate.');
  if (y.length < 2) throw new StatisticsProblem(poolText.tooFew);
  for (let j = 0; j < y.length; j += 1) {
    if (!Number.isFinite(y[j])) throw new StatisticsProblem(poolText.notFinite, { row: j + 2, column: 'y' });
    const error = se[j] ?? 0;
    if (!(error > 0 && error * error > 0 && error * error < Number.POSITIVE_INFINITY)) {
      throw new StatisticsProblem(poolText.notPositive, { row: j + 2, column: 'se' });
    }
  }
  return { y, variance: se.map(error => error * error) };
};

/** The weighted mean with weights wⱼ = 1/(sⱼ² + τ²), and the sums that the estimators of τ² are made of. */
export const weigh = ({ y, variance }: Estimates, tau2: number) => {
  let sum = 0;
  let squares = 0;
  let cubes = 0;
  let weighted = 0;
  for (let j = 0; j < y.length; j += 1) {
    const w = 1 / ((variance[j] ?? 0) + tau2);
    sum += w;
    squares += w * w;
    cubes += w * w * w;
    weighted += w * (y[j] ?? 0);
  }
  const mu = weighted / sum;
  let q = 0;
  let q2 = 0;
  let logs = 0;
  for (let j = 0; j < y.length; j += 1) {
    const w = 1 / ((variance[j] ?? 0) + tau2);
    const distance = (y[j] ?? 0) - mu;
    q += w * distance * distance;
    q2 += w * w * distance * distance;
    logs += Math.log(w);
  }
  return { mu, sum, squares, cubes, q, q2, logs };
};

/** The restricted log-likelihood of τ², apart from a constant. */
export const restrictedHeight = (estimates: Estimates, tau2: number): number => {
  const { logs, sum, q } = weigh(estimates, tau2);
  return (logs - Math.log(sum) - q) / 2;
};
