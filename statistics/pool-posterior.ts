import { shareBelowNormal } from './distributions.ts';
import { pool } from './pool.ts';
import { checkEstimates, restrictedHeight, weigh } from './pool-sums.ts';
import { crossing } from './root.ts';

/** The spread between posts that is thought reasonable beforehand, in SD of the outcome. */
export const PRIOR_SPREAD = 0.05;

/** A verdict other than the third asks for this much belief, and for this much weight on the post's own figure. */
const BELIEF = 0.9;
const RELIABILITY = 0.3;

/** `supports`: talar för effekt. `opposes`: talar emot effekt. `indistinct`: går inte att skilja från genomsnittet. */
export type Verdict = 'supports' | 'opposes' | 'indistinct';

export type JudgedPost = {
  /** Posterior mean of θⱼ. */
  readonly mean: number;
  /** Central 95 % of the posterior of θⱼ. */
  readonly interval: readonly [number, number];
  /** Posterior probability that θⱼ is above 0, and above μ. */
  readonly aboveZero: number;
  readonly aboveAverage: number;
  /** Bⱼ = τ̂²/(τ̂² + sⱼ²) with τ̂² by Paule–Mandel. */
  readonly reliability: number;
  readonly verdict: Verdict;
};

/** What is believed about the mean, the spread and each post, after the estimates. */
export type Judgement = {
  readonly mu: { readonly mean: number; readonly interval: readonly [number, number] };
  readonly tau: { readonly mean: number; readonly interval: readonly [number, number] };
  readonly posts: readonly JudgedPost[];
};

/** A normal distribution with a weight: one point of the quadrature over τ. */
type Part = { readonly weight: number; readonly mean: number; readonly sd: number };

const QUADRATURE_STEPS = 128;
const SEARCH_STEPS = 512;

/** The prior is cut where it is 10⁻¹⁴ of its top. */
const PRIOR_REACH = 8;

/** What lies this far below the top of the log-posterior weighs nothing. */
const NEGLIGIBLE = 34;

/**
 * The posterior of τ as points and weights: half-normal prior × restricted likelihood (μ flat, integrated out), by
 * Simpson's rule over where it is not negligible.
 */
const spreadPoints = (height: (tau: number) => number, reach: number): { tau: number; weight: number }[] => {
  const step = reach / SEARCH_STEPS;
  const heights = Array.from({ length: SEARCH_STEPS + 1 }, (_, i) => height(i * step));
  const top = Math.max(...heights);
  const first = heights.findIndex(one => one > top - NEGLIGIBLE);
  const last = heights.findLastIndex(one => one > top - NEGLIGIBLE);
  const from = Math.max(0, first - 1) * step;
  const width = (Math.min(SEARCH_STEPS, last + 1) * step - from) / QUADRATURE_STEPS;
  const points = Array.from({ length: QUADRATURE_STEPS + 1 }, (_, i) => {
    const tau = from + i * width;
    const simpson = i === 0 || i === QUADRATURE_STEPS ? 1 : i % 2 === 1 ? 4 : 2;
    return { tau, weight: simpson * Math.exp(height(tau) - top) };
  });
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  return points.map(({ tau, weight }) => ({ tau, weight: weight / total }));
};

const meanOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { weight, mean }) => sum + weight * mean, 0);

/** P(X > limit) for a mixture; a part without spread counts half where it lies on the limit. */
const shareAbove = (parts: readonly Part[], limit: number): number =>
  parts.reduce((sum, { weight, mean, sd }) => {
    const share = sd > 0 ? shareBelowNormal((mean - limit) / sd) : (Math.sign(mean - limit) + 1) / 2;
    return sum + weight * share;
  }, 0);

const quantileOf = (parts: readonly Part[], share: number): number => {
  const low = Math.min(...parts.map(({ mean, sd }) => mean - 10 * sd));
  const high = Math.max(...parts.map(({ mean, sd }) => mean + 10 * sd));
  return crossing(x => shareAbove(parts, x) - (1 - share), low, high);
};

const central = (parts: readonly Part[]): readonly [number, number] =>
  Object.freeze([quantileOf(parts, 0.025), quantileOf(parts, 0.975)] as const);

/**
 * The verdict on a post: it must be believed to lie on one side of zero and on the same side of the average, and its own
 * figure must weigh enough. Otherwise it cannot be told from the average.
 */
export const verdictOn = (post: {
  readonly aboveZero: number;
  readonly aboveAverage: number;
  readonly reliability: number;
}): Verdict => {
  if (post.reliability < RELIABILITY) return 'indistinct';
  if (Math.min(post.aboveZero, post.aboveAverage) > BELIEF) return 'supports';
  return Math.max(post.aboveZero, post.aboveAverage) < 1 - BELIEF ? 'opposes' : 'indistinct';
};

/**
 * What is believed about each post under θ̂ⱼ ~ N(θⱼ, sⱼ²), θⱼ ~ N(μ, τ²), μ flat and τ half-normal, so that intervals do not
 * collapse where τ̂² = 0 (Gelman 2006, "Prior distributions for variance parameters"). Given τ everything is normal:
 * θⱼ ~ N(μ̂ + Bⱼ(θ̂ⱼ − μ̂), Bⱼsⱼ² + (1 − Bⱼ)²/Σw); τ is integrated out by quadrature in one dimension.
 *
 * @param y estimates θ̂ⱼ, in SD of the outcome
 * @param se their standard errors, in the same unit
 * @param prior the scale of the half-normal prior on τ, in the same unit
 * @throws StatisticsProblem as `checkEstimates`
 */
export const judgePosts = (y: Float64Array, se: Float64Array, prior = PRIOR_SPREAD): Judgement => {
  const estimates = checkEstimates(y, se);
  const height = (tau: number): number => restrictedHeight(estimates, tau * tau) - (tau / prior) ** 2 / 2;
  const points = spreadPoints(height, PRIOR_REACH * prior)
    .filter(({ weight }) => weight > 1e-14)
    .map(point => ({ ...point, ...weigh(estimates, point.tau ** 2) }));
  const mu = points.map(({ weight, mu: mean, sum }): Part => ({ weight, mean, sd: 1 / Math.sqrt(sum) }));
  const tau = points.map(({ weight, tau: mean }): Part => ({ weight, mean, sd: 0 }));
  const reliabilities = pool(y, se, { method: 'PM', knappHartung: false }).posts;
  const posts = Array.from(y, (estimate, j): JudgedPost => {
    const variance = estimates.variance[j] ?? 0;
    const given = points.map(point => {
      const share = point.tau ** 2 / (point.tau ** 2 + variance);
      const away = share * (estimate - point.mu);
      const own = share * variance;
      return {
        effect: {
          weight: point.weight,
          mean: point.mu + away,
          sd: Math.sqrt(own + (1 - share) ** 2 / point.sum),
        },
        distance: { weight: point.weight, mean: away, sd: Math.sqrt(own + share ** 2 / point.sum) },
      };
    });
    const effect = given.map(one => one.effect);
    const belief = {
      aboveZero: shareAbove(effect, 0),
      aboveAverage: shareAbove(
        given.map(one => one.distance),
        0,
      ),
      reliability: reliabilities[j]?.reliability ?? 0,
    };
    return Object.freeze({
      mean: meanOf(effect),
      interval: central(effect),
      ...belief,
      verdict: verdictOn(belief),
    });
  });
  return Object.freeze({
    mu: Object.freeze({ mean: meanOf(mu), interval: central(mu) }),
    tau: Object.freeze({ mean: meanOf(tau), interval: central(tau) }),
    posts: Object.freeze(posts),
  });
};
