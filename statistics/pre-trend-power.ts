import { factorise, solve } from './cholesky.ts';
import { exceedanceF, quantileF } from './distributions.ts';
import type { PreTrend } from './pre-trend.ts';
import { fallsToZero } from './root.ts';

/** δ'V⁻¹δ for a difference that grows by 1 a year: how far such a trend moves the Wald statistic, per squared unit. */
const distanceOf = ({ q, reference, covariance, leads }: PreTrend): number => {
  const drift = Float64Array.from(leads, ({ e }) => e - reference);
  const values = Float64Array.from(covariance);
  const scale = Float64Array.from({ length: q }, (_, k) => values[(k * (k + 3)) / 2] as number);
  const factor = { size: q, values, first: new Int32Array(q) };
  factorise(factor, scale);
  const solved = drift.slice();
  solve(factor, solved);
  return drift.reduce((sum, one, k) => sum + one * (solved[k] as number), 0);
};

/**
 * The power of the pre-trend test: how often it would reject at level α if units with and without a post had drifted apart by
 * `perYear` each year before the start. P(F'(q, G − 1; λ) > F₁₋α), λ = perYear²·δ'V⁻¹δ, δ_e = e − reference, V as estimated.
 * A test without power that does not reject says nothing (Roth 2022, "Pretest with caution", AER: Insights 4).
 *
 * @param perYear the drift in the unit of the outcome
 */
export const preTrendPower = (test: PreTrend, perYear: number, alpha = 0.05): number =>
  exceedanceF(quantileF(1 - alpha, test.q, test.df), test.q, test.df, perYear ** 2 * distanceOf(test));

/**
 * The smallest drift per year that the test would find with the power asked for: what a test that does not reject can rule out.
 *
 * @returns in the unit of the outcome, > 0
 */
export const detectableDrift = (test: PreTrend, power = 0.8, alpha = 0.05): number => {
  const missing = (perYear: number): number => power - preTrendPower(test, perYear, alpha);
  return fallsToZero(missing, 0, 1 / Math.sqrt(distanceOf(test)));
};
