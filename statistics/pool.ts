import { quantileChiSquare, quantileNormal, quantileT } from './distributions.ts';
import { metaforPauleMandel, metaforProfile, metaforRestrictedLikelihood } from './pool-like-metafor.ts';
import { checkEstimates, type Estimates, type PoolingMethod, restrictedHeight, weigh } from './pool-sums.ts';
import { crossing, fallsToZero } from './root.ts';

/**
 * `likeMetafor` stops the searches of PM, REML and the Q-profile where R's metafor stops by default, to compare to the last
 * digit; otherwise they go on until no double lies nearer.
 */
export type PoolingOptions = {
  readonly method: PoolingMethod;
  readonly knappHartung: boolean;
  readonly likeMetafor?: boolean;
};

/** What was found for one post: its estimate drawn towards the mean, the error of that, and how much its own figure weighed. */
export type ShrunkenPost = { readonly shrunken: number; readonly se: number; readonly reliability: number };

/** The pooled effect and the spread between posts. `tau2Interval` is absent where no spread is estimated (FE). */
export type Pooling = {
  readonly mu: number;
  readonly seMu: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
  readonly tau2: number;
  /** 95 %, Q-profile. */
  readonly tau2Interval?: readonly [number, number];
  /** The share of the variation between estimates that is spread between posts, 0–100. */
  readonly i2: number;
  /** Cochran's Q: Σ (θ̂ⱼ − μ̂)²/sⱼ² with μ̂ under no spread; χ²(k − 1) if there is none. */
  readonly q: number;
  readonly posts: readonly ShrunkenPost[];
};

/** DerSimonian & Laird 1986: τ² = (Q − (k − 1)) / (Σw − Σw²/Σw), not below 0, with w = 1/s². */
const derSimonianLaird = (estimates: Estimates): number => {
  const { sum, squares, q } = weigh(estimates, 0);
  return Math.max(0, (q - (estimates.y.length - 1)) / (sum - squares / sum));
};

/** Paule & Mandel 1982: the τ² at which Q(τ²) is what it is on average, k − 1; 0 if Q(0) is already below. */
const pauleMandel = (estimates: Estimates): number =>
  fallsToZero(tau2 => weigh(estimates, tau2).q - (estimates.y.length - 1), 0, scaleOf(estimates));

/**
 * Restricted maximum likelihood (Patterson & Thompson 1971): the τ² ≥ 0 where ½(Σ log w − log Σw − Q) is highest. The
 * likelihood can have several tops; all sign changes of its derivative are found on a fine grid and the highest top taken.
 */
const restrictedLikelihood = (estimates: Estimates): number => {
  const slope = (tau2: number): number => {
    const { sum, squares, q2 } = weigh(estimates, tau2);
    return squares / sum - sum + q2;
  };
  const height = (tau2: number): number => restrictedHeight(estimates, tau2);
  const scale = scaleOf(estimates);
  const tops: number[] = [];
  let low = 0;
  for (let step = -60; low <= 64 * scale; step += 1) {
    const high = scale * 2 ** (step / 4);
    if (slope(low) > 0 && slope(high) <= 0) tops.push(crossing(slope, low, high));
    low = high;
  }
  return tops.reduce((best, top) => (height(top) > height(best) ? top : best), 0);
};

/** The size that variances between and within posts have here. */
const scaleOf = ({ y, variance }: Estimates): number => {
  const mean = y.reduce((sum, one) => sum + one, 0) / y.length;
  const spread = y.reduce((sum, one) => sum + (one - mean) ** 2, 0) / y.length;
  return spread + variance.reduce((sum, one) => sum + one, 0) / y.length;
};

const spreads: Readonly<Record<PoolingMethod, (estimates: Estimates) => number>> = {
  FE: () => 0,
  DL: derSimonianLaird,
  PM: pauleMandel,
  REML: restrictedLikelihood,
};

/** Where metafor stops earlier. What it cannot find is found in our own way. */
const likeMetaforSpreads: Partial<Record<PoolingMethod, (estimates: Estimates) => number | undefined>> = {
  PM: metaforPauleMandel,
  REML: metaforRestrictedLikelihood,
};

/**
 * Q-profile (Viechtbauer 2007): the values of τ² at which Q(τ²) is not unusual under χ²(k − 1), 2.5 % in each tail. [0, 0] when
 * the estimates are closer to each other than their errors make credible.
 */
const profileInterval = (estimates: Estimates): readonly [number, number] => {
  const df = estimates.y.length - 1;
  const limit = (share: number): number => {
    const quantile = quantileChiSquare(share, df);
    return fallsToZero(tau2 => weigh(estimates, tau2).q - quantile, 0, scaleOf(estimates));
  };
  return [limit(0.975), limit(0.025)];
};

/** Higgins & Thompson 2002. Without spread from Q alone; otherwise τ² against the typical sampling variance. */
const inconsistency = (estimates: Estimates, method: PoolingMethod, tau2: number): number => {
  const df = estimates.y.length - 1;
  const { sum, squares, q } = weigh(estimates, 0);
  if (method === 'FE') return Math.max(0, (100 * (q - df)) / q);
  const typical = df / (sum - squares / sum);
  return (100 * tau2) / (tau2 + typical);
};

/**
 * Pools the posts' estimates under θ̂ⱼ ~ N(θⱼ, sⱼ²), θⱼ ~ N(μ, τ²).
 *
 * μ̂ = Σ wⱼθ̂ⱼ / Σ wⱼ with wⱼ = 1/(sⱼ² + τ̂²) and se² = 1/Σ wⱼ with a normal interval; or with `knappHartung` se² =
 * Σ wⱼ(θ̂ⱼ − μ̂)² / ((k − 1) Σ wⱼ) with t(k − 1) (Knapp & Hartung 2003), which holds its level with few posts. A post's shrunken
 * estimate is μ̂ + Bⱼ(θ̂ⱼ − μ̂), Bⱼ = τ̂²/(τ̂² + sⱼ²), with se² = Bⱼsⱼ² + (1 − Bⱼ)² se(μ̂)².
 *
 * @param y estimates θ̂ⱼ, in SD of the outcome
 * @param se their standard errors sⱼ, in the same unit
 * @returns see `Pooling`; `posts` in the order of `y`
 * @throws StatisticsProblem as `checkEstimates`
 */
export const pool = (y: Float64Array, se: Float64Array, options: PoolingOptions): Pooling => {
  const estimates = checkEstimates(y, se);
  const { method, knappHartung, likeMetafor = false } = options;
  const df = y.length - 1;
  const tau2 =
    (likeMetafor ? likeMetaforSpreads[method]?.(estimates) : undefined) ?? spreads[method](estimates);
  const { mu, sum, q } = weigh(estimates, tau2);
  const seMu = Math.sqrt((knappHartung ? q / df : 1) / sum);
  const reach = (knappHartung ? quantileT(0.975, df) : quantileNormal(0.975)) * seMu;
  const profile = likeMetafor ? metaforProfile : profileInterval;
  const posts = Array.from(estimates.variance, (variance, j): ShrunkenPost => {
    const reliability = tau2 / (tau2 + variance);
    const error = reliability * variance + (1 - reliability) ** 2 * seMu ** 2;
    return Object.freeze({
      shrunken: mu + reliability * ((y[j] ?? 0) - mu),
      se: Math.sqrt(error),
      reliability,
    });
  });
  return Object.freeze({
    mu,
    seMu,
    interval: Object.freeze([mu - reach, mu + reach] as const),
    tau2,
    ...(method === 'FE' ? {} : { tau2Interval: Object.freeze(profile(estimates, tau2)) }),
    i2: inconsistency(estimates, method, tau2),
    q: weigh(estimates, 0).q,
    posts: Object.freeze(posts),
  });
};
