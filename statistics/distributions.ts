import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import fCdf from '@stdlib/stats-base-dists-f-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { fallsToZero } from './root.ts';

/** The value below which a share of Student's t distribution lies. @param share in (0, 1) @param df degrees of freedom > 0, need not be whole */
export const quantileT = (share: number, df: number): number => tQuantile(share, df);

/** Two-sided p-value of a t statistic: P(|T| ≥ |t|) = 2·P(T ≤ −|t|), T ~ t(df). */
export const pValueT = (t: number, df: number): number => 2 * tCdf(-Math.abs(t), df);

/** Upper-tail p-value of an F statistic: P(F ≥ f), F ~ F(q, df). By symmetry P(F(df, q) ≤ 1/f), exact also when it is tiny. */
export const pValueF = (f: number, q: number, df: number): number => (f > 0 ? fCdf(1 / f, df, q) : 1);

/** P(Z ≤ z) for a standard normal Z. */
export const shareBelowNormal = (z: number): number => normalCdf(z, 0, 1);

/** The value below which a share of the standard normal distribution lies. */
export const quantileNormal = (share: number): number => normalQuantile(share, 0, 1);

/** The value below which a share of χ²(df) lies. */
export const quantileChiSquare = (share: number, df: number): number => chiSquareQuantile(share, df);

/** The value below which a share of F(q, df) lies. */
export const quantileF = (share: number, q: number, df: number): number =>
  fallsToZero(f => pValueF(f, q, df) - (1 - share), 0, 1);

/**
 * P(F' > f) for the noncentral F'(q, df; λ): a Poisson(λ/2) mixture of central distributions with q + 2j degrees of freedom
 * (Johnson, Kotz & Balakrishnan 1995, ch. 30).
 */
export const exceedanceF = (f: number, q: number, df: number, lambda: number): number => {
  const half = lambda / 2;
  const last = Math.ceil(half + 12 * Math.sqrt(half) + 30);
  let sum = 0;
  let logWeight = -half;
  for (let j = 0; j <= last; j += 1) {
    if (j > 0) logWeight += half > 0 ? Math.log(half / j) : Number.NEGATIVE_INFINITY;
    const degrees = q + 2 * j;
    sum += Math.exp(logWeight) * pValueF((f * q) / degrees, degrees, df);
  }
  return Math.min(1, sum);
};
