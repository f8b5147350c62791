import { pValueT, quantileT } from './distributions.ts';

/**
 * Cluster jackknife standard error CV3: se² = (G − 1)/G·Σ_g (β̂₍₋g₎ − β̂)², centred on the estimate from all clusters.
 * (MacKinnon, Nielsen & Webb 2023, "Fast and reliable jackknife and bootstrap methods for cluster-robust inference",
 * Journal of Applied Econometrics 38.)
 *
 * @param without the estimate with each cluster left out, one per cluster
 * @returns undefined when the estimate does not exist without some cluster, or there are fewer than two
 */
export const jackknifeError = (estimate: number, without: readonly number[]): number | undefined => {
  const clusters = without.length;
  if (clusters < 2 || !without.every(Number.isFinite)) return undefined;
  const squares = without.reduce((sum, value) => sum + (value - estimate) ** 2, 0);
  return Math.sqrt(((clusters - 1) / clusters) * squares);
};

/** What a CV3 standard error says: two-sided p and 95 % interval by t(G − 1), and the effect found with 80 % power. */
export const headlineOf = (estimate: number, se: number, clusters: number) => {
  const df = clusters - 1;
  const reach = quantileT(0.975, df) * se;
  return {
    df,
    p: pValueT(estimate / se, df),
    interval: [estimate - reach, estimate + reach] as const,
    mde: (quantileT(0.975, df) + quantileT(0.8, df)) * se,
  };
};
