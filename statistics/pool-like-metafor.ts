import { quantileChiSquare } from './distributions.ts';
import { type Estimates, restrictedHeight, weigh } from './pool-sums.ts';

/**
 * τ² and the Q-profile interval as R's metafor (3.8-1) finds them with its default settings, which stop early: `uniroot` at a
 * tolerance of ε^¼ ≈ 1.2e-4, τ² at most 100 in the interval. REML takes metafor's steps from metafor's start, so that it comes to
 * the same top where there are several, but goes on until it is at rest (`control = list(threshold = 1e-13)`): its default stop,
 * a step of 1e-5, would leave τ² of effects in pupil-SD in doubt in the second digit. Why this is the analyst's default:
 * docs/decisions/0015-pooling-like-metafor.md.
 */

const TOLERANCE = (2 ** -52) ** 0.25;
const MOST = 100;

/** R's `uniroot`: Brent 1973, "Algorithms for minimization without derivatives", procedure zero, step by step as there. */
const uniroot = (f: (x: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  let [c, fc] = [a, fa];
  for (;;) {
    const before = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const enough = 2 * 2 ** -52 * Math.abs(b) + TOLERANCE / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= enough || fb === 0) return b;
    if (Math.abs(before) >= enough && Math.abs(fa) > Math.abs(fb)) {
      const width = c - b;
      const s = fb / fa;
      let p = width * s;
      let q = 1 - s;
      if (a !== c) {
        const [t, r] = [fa / fc, fb / fc];
        p = s * (width * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (p < 0.75 * width * q - Math.abs(enough * q) / 2 && p < Math.abs((before * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < enough) step = step > 0 ? enough : -enough;
    [a, fa] = [b, fb];
    b += step;
    fb = f(b);
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) [c, fc] = [a, fa];
  }
};

const median = (values: Float64Array): number => {
  const sorted = values.toSorted();
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** τ̂² where Q(τ²) = k − 1; undefined where that is more than metafor looks for, and it refuses. */
export const metaforPauleMandel = (estimates: Estimates): number | undefined => {
  const { y } = estimates;
  const excess = (tau2: number): number => weigh(estimates, tau2).q - (y.length - 1);
  const centre = median(y);
  const deviation = 1.4826 * median(y.map(one => Math.abs(one - centre)));
  const most = Math.max(MOST, 10 * deviation ** 2);
  if (excess(0) < 0) return 0;
  return excess(most) > 0 ? undefined : uniroot(excess, 0, most);
};

/** A step of Fisher scoring at most this long, or this share of τ², is the last. */
const LAST_STEP = 1e-13;
const MOST_STEPS = 100_000;

/** Hedges' estimator: the variance of the estimates beyond the mean sampling variance, not below 0. Where scoring starts. */
const hedges = ({ y, variance }: Estimates): number => {
  const k = y.length;
  const mean = y.reduce((sum, one) => sum + one, 0) / k;
  const squares = y.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const expected = variance.reduce((sum, one) => sum + one * (1 - 1 / k), 0);
  return Math.max(0, (squares - expected) / (k - 1));
};

/**
 * Restricted maximum likelihood by Fisher scoring: τ² ← τ² + (y'PPy − tr P)/tr PP, the step halved while it would lead below 0. Where the likelihood
 * is clearly higher at 0 than where it came to rest, 0 is taken.
 *
 * @returns undefined when it never comes to rest
 */
export const metaforRestrictedLikelihood = (estimates: Estimates): number | undefined => {
  let tau2 = hedges(estimates);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { sum, squares, cubes, q2 } = weigh(estimates, tau2);
    const trace = sum - squares / sum;
    const traceOfSquare = squares - (2 * cubes) / sum + (squares / sum) ** 2;
    let change = (q2 - trace) / traceOfSquare;
    while (tau2 + change < 0) change /= 2;
    tau2 += change;
    if (Math.abs(change) > LAST_STEP * Math.max(1, tau2)) continue;
    const lower = restrictedHeight(estimates, 0) - restrictedHeight(estimates, tau2) > TOLERANCE;
    return lower && tau2 > LAST_STEP ? 0 : tau2;
  }
  return undefined;
};

/** metafor's `confint`: the Q-profile interval, cut at max(100, 10 τ̂²). */
export const metaforProfile = (estimates: Estimates, tau2: number): readonly [number, number] => {
  const most = Math.max(MOST, 10 * tau2);
  const limit = (share: number): number => {
    const quantile = quantileChiSquare(share, estimates.y.length - 1);
    const excess = (at: number): number => weigh(estimates, at).q - quantile;
    if (excess(0) < 0) return 0;
    return excess(most) > 0 ? most : uniroot(excess, 0, most);
  };
  return [limit(0.975), limit(0.025)];
};
