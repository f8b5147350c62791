import { quantileT } from './distributions.ts';
import { StatisticsProblem } from './problem.ts';
import { mdeText } from './sv.ts';

/** A follow-up that is planned: how many schools and posts, for how long, and how much results vary. */
export type Plan = {
  /** All schools, with and without a post. */
  readonly schools: number;
  readonly treatedSchools: number;
  readonly posts: number;
  /** Years with results before the posts start, and with them. */
  readonly preYears: number;
  readonly postYears: number;
  readonly pupilsPerCell: number;
  /** SD of what hits a unit in a single year, in SD of the outcome. */
  readonly shockSd: number;
  /** SD between pupils within a cell. */
  readonly pupilSd: number;
  /** The share of the variation between pupils that earlier results explain, 0 up to 1. */
  readonly r2: number;
  /** How many comparison units there are per post. */
  readonly comparisonSubjects: number;
  /** Correlation between the errors of two posts in one school. */
  readonly residualCorrelation: number;
  /** Two-sided level, such as 0.05, and power, such as 0.8. */
  readonly alpha: number;
  readonly power: number;
};

export type PlannedMde = {
  readonly se: number;
  readonly multiplier: number;
  /** The smallest effect that would be found with the power asked for, in SD of the outcome. */
  readonly mde: number;
  /** The fewest years with the posts that bring the MDE to 0.03; absent when no number of years does. */
  readonly yearsTo003?: number;
};

const GOAL = 0.03;

type Limit = { readonly least: number; readonly most?: number; readonly whole?: boolean };

const limits: Readonly<Record<keyof Plan, Limit>> = {
  schools: { least: 2, whole: true },
  treatedSchools: { least: 1, whole: true },
  posts: { least: 1, whole: true },
  preYears: { least: 1, whole: true },
  postYears: { least: 1, whole: true },
  pupilsPerCell: { least: 1 },
  shockSd: { least: 0 },
  pupilSd: { least: 0 },
  r2: { least: 0, most: 1 },
  comparisonSubjects: { least: 1 },
  residualCorrelation: { least: -1, most: 1 },
  alpha: { least: Number.MIN_VALUE, most: 1 - 2 ** -53 },
  power: { least: Number.MIN_VALUE, most: 1 - 2 ** -53 },
};

const check = (plan: Plan): void => {
  for (const [name, { least, most = Number.MAX_VALUE, whole = false }] of Object.entries(limits)) {
    const value = plan[name as keyof Plan];
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
      throw new StatisticsProblem(mdeText.outside(whole, least, most), { column: name });
    }
  }
  if (plan.treatedSchools > plan.schools)
    throw new StatisticsProblem(mdeText.moreTreated, { column: 'treatedSchools' });
  if (plan.posts < plan.treatedSchools) throw new StatisticsProblem(mdeText.fewPosts, { column: 'posts' });
};

/**
 * How many standard errors an effect must be to be found: M = t(1 − α/2, df) + t(power, df) (Bloom 1995, "Minimum detectable
 * effects"). One-sided tests have t(1 − α, df).
 *
 * @param df degrees of freedom > 0: schools − 1 in a follow-up
 */
export const multiplier = (df: number, alpha = 0.05, power = 0.8, tails: 1 | 2 = 2): number =>
  quantileT(1 - alpha / tails, df) + quantileT(power, df);

/** The standard error of the pooled effect, by the plan. */
const plannedError = (plan: Plan): number => {
  const yearly = plan.shockSd ** 2 + (plan.pupilSd ** 2 * (1 - plan.r2)) / plan.pupilsPerCell;
  const post = yearly * (1 / plan.postYears + 1 / plan.preYears) * (1 + 1 / plan.comparisonSubjects);
  const crowding = 1 + (plan.posts / plan.treatedSchools - 1) * plan.residualCorrelation;
  return Math.sqrt((post * Math.max(0, crowding)) / plan.posts);
};

/**
 * What a planned follow-up could find, by formula: MDE = M·SE with M = t(1 − α/2, G − 1) + t(power, G − 1) and
 * SE² = (ω² + σ²(1 − R²)/n) · (1/T_post + 1/T_pre) · (1 + 1/m) · [1 + (J/G₁ − 1)ρ] / J, with ω `shockSd`, σ `pupilSd`, m
 * `comparisonSubjects`, J `posts`, G₁ `treatedSchools`, ρ `residualCorrelation`.
 *
 * @returns `se` and `mde` in SD of the outcome
 * @throws StatisticsProblem with the key for a number outside what it can be
 */
export const plannedMde = (plan: Plan): PlannedMde => {
  check(plan);
  const factor = multiplier(plan.schools - 1, plan.alpha, plan.power);
  const se = plannedError(plan);
  const years = yearsTo(GOAL / factor, plan);
  return Object.freeze({
    se,
    multiplier: factor,
    mde: factor * se,
    ...(years === undefined ? {} : { yearsTo003: years }),
  });
};

/** The fewest years with the posts that bring the standard error down to the goal. Years before the start stay as they are. */
const yearsTo = (goal: number, plan: Plan): number | undefined => {
  const reached = (postYears: number): boolean => plannedError({ ...plan, postYears }) <= goal;
  if (!reached(Number.MAX_SAFE_INTEGER)) return undefined;
  let high = 1;
  while (!reached(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
};
