import { quantileNormal } from './distributions.ts';
import { StatisticsProblem } from './problem.ts';
import { sensitivityText } from './sv.ts';

/**
 * An event study: estimated effects by year relative to the start, the year before the start (or another) being the reference
 * with effect 0 and left out.
 */
export type EventStudy = {
  /** b̂, years before the reference first, then years after it, each in the order of time. */
  readonly estimates: Float64Array;
  /** The covariance of b̂, row after row: k × k. */
  readonly covariance: Float64Array;
  /** How many of the estimates are before the reference. */
  readonly before: number;
};

export type SensitivityOptions = {
  /** The mean of how many of the first years with the post is asked about; 1 unless told. */
  readonly years?: number;
  /** 0.95 unless told. */
  readonly confidence?: number;
};

/** A contrast v'b̂ that moves along a line in M̄: its value is θ + M̄ a, its variance c₀ + 2 M̄ c₁ + M̄² c₂. */
type Line = { theta: number; a: number; c0: number; c1: number; c2: number };

const check = ({ estimates, covariance, before }: EventStudy, years: number): void => {
  const k = estimates.length;
  if (covariance.length !== k * k) throw new RangeError('The covariance must be k × k.');
  if (!(estimates.every(Number.isFinite) && covariance.every(Number.isFinite))) {
    throw new StatisticsProblem(sensitivityText.notFinite);
  }
  if (before < 1) throw new StatisticsProblem(sensitivityText.noYearsBefore);
  if (years < 1 || before + years > k) throw new StatisticsProblem(sensitivityText.tooFewYears(k - before));
};

/**
 * The lines of all violations: for each change between neighbouring years up to the reference, in both directions. If each
 * year after the start may drift by M̄ times that change, year j drifts j times it, and the mean of the first k years (k + 1)/2 times.
 */
const linesOf = (study: EventStudy, years: number): Line[] => {
  const { estimates, covariance, before } = study;
  const k = estimates.length;
  const product = (v: Float64Array, w: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < k; i += 1)
      for (let j = 0; j < k; j += 1) sum += (v[i] ?? 0) * (covariance[i * k + j] ?? 0) * (w[j] ?? 0);
    return sum;
  };
  const value = (v: Float64Array): number => v.reduce((sum, one, i) => sum + one * (estimates[i] ?? 0), 0);
  const target = new Float64Array(k).fill(1 / years, before, before + years);
  const drift = (years + 1) / 2;
  return Array.from({ length: before }, (_, s) => {
    const change = new Float64Array(k);
    change[s] = -drift;
    // The change into the reference year ends at 0, which is not among the estimates.
    if (s + 1 < before) change[s + 1] = drift;
    return [1, -1].map(sign => ({
      theta: value(target),
      a: sign * value(change),
      c0: product(target, target),
      c1: sign * product(target, change),
      c2: product(change, change),
    }));
  }).flat();
};

const errorOf = ({ c0, c1, c2 }: Line, mBar: number): number =>
  Math.sqrt(Math.max(0, c0 + 2 * mBar * c1 + mBar ** 2 * c2));

/**
 * The interval for the effect if parallel trends may be violated, each year after the start, by at most M̄ times the largest
 * change between neighbouring years before it (relative magnitude; Rambachan & Roth 2023, "A more credible approach to parallel
 * trends"). Closed form: the union, over pre-changes s and signs ±, of v'b̂ ∓ z·se(v'b̂) with v = l ± M̄·w·Δ_s, w = (k + 1)/2
 * for the mean of k years. It counts the error of the pre-changes too, which M̄·max|Δ̂| ± z·se does not.
 *
 * @param mBar M̄ ≥ 0
 * @returns lower and upper limit, in the unit of the estimates
 * @throws StatisticsProblem when there are no years before the reference, or fewer years after it than asked about
 */
export const unionInterval = (
  study: EventStudy,
  mBar: number,
  { years = 1, confidence = 0.95 }: SensitivityOptions = {},
): readonly [number, number] => {
  if (!(mBar >= 0)) throw new RangeError(`M̄ is at least 0, not ${mBar}.`);
  check(study, years);
  const z = quantileNormal((1 + confidence) / 2);
  const lines = linesOf(study, years);
  const ends = (sign: number) =>
    lines.map(line => line.theta + mBar * line.a + sign * z * errorOf(line, mBar));
  return Object.freeze([Math.min(...ends(-1)), Math.max(...ends(1))] as const);
};

/**
 * The M̄ at which one limit of a line reaches zero, when it lies above zero at M̄ = 0. The limit θ + M̄a − z√(…) is concave in M̄,
 * so it crosses once at most: at the smallest positive root of (θ + M̄a)² = z²(c₀ + 2M̄c₁ + M̄²c₂) where θ + M̄a ≥ 0.
 */
const crossingOf = ({ theta, a, c0, c1, c2 }: Line, z: number): number => {
  const square = a * a - z * z * c2;
  const half = theta * a - z * z * c1;
  const constant = theta * theta - z * z * c0;
  const root = Math.sqrt(half * half - square * constant);
  // Both roots in the form that does not subtract near-equal numbers.
  const q = -(half + (half < 0 ? -root : root));
  const roots = [q / square, constant / q].filter(one => one >= 0 && theta + one * a >= 0);
  return Math.min(Number.POSITIVE_INFINITY, ...roots);
};

/**
 * M̄*: the largest M̄ whose union interval excludes 0. How many times worse than before the start the trends would have to
 * part for the effect to be in doubt. Absent when the interval includes 0 even at M̄ = 0: there is no effect to put in doubt.
 *
 * @returns M̄*, Infinity when no violation is large enough
 * @throws StatisticsProblem as `unionInterval`
 */
export const breakdown = (study: EventStudy, options: SensitivityOptions = {}): number | undefined => {
  const { years = 1, confidence = 0.95 } = options;
  const [low, high] = unionInterval(study, 0, options);
  if (low <= 0 && high >= 0) return undefined;
  const z = quantileNormal((1 + confidence) / 2);
  const lines = linesOf(study, years);
  const up = low > 0 ? lines : lines.map(line => ({ ...line, theta: -line.theta, a: -line.a }));
  return Math.min(...up.map(line => crossingOf(line, z)));
};
