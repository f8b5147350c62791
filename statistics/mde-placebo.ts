import { absorb, rankOf } from './absorption.ts';
import { layOut } from './design.ts';
import type { Plan } from './mde.ts';
import { type Panel, selectCells, treatedFrom } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { createRandom, type Random } from './random.ts';
import { refinedResiduals } from './reduction.ts';
import { mdeText } from './sv.ts';
import { planDesign } from './sweep.ts';

/** What the authority's own cells say about how results vary: the parts of a `Plan` that need not be assumed. */
export type Variation = Pick<Plan, 'shockSd' | 'pupilSd' | 'residualCorrelation' | 'pupilsPerCell'>;

/** The standard error of the pooled effect, seen by giving posts to schools that have none. */
export type Placebo = {
  readonly se: number;
  /** How many of the placebo starts gave an estimate. */
  readonly draws: number;
  /** As many years before and with the post as there were data for. */
  readonly preYears: number;
  readonly postYears: number;
};

/** The pooled effect in a panel; undefined where it cannot be estimated. Handed in, so that any estimator can be planned for. */
export type Estimator = (panel: Panel) => number | undefined;

const withoutPost = (panel: Panel): Panel =>
  selectCells(
    panel,
    panel.treated.map(mark => 1 - mark),
  );

/**
 * Estimates, on cells without a post, the variation that an MDE rests on.
 *
 * σ² is the variance between pupils within cells, Σ(Σy² − (Σy)²/n) / Σ(n − 1). ω² is what the residual variance of cell means
 * after unit and subject × time effects (design `otherSchools`) has beyond σ²·mean(1/n), not below 0. ρ is the mean product of
 * residuals of two units in the same school and year, over the mean squared residual. `pupilsPerCell` is 1/mean(1/n).
 *
 * @throws StatisticsProblem when the cells lack n or Σy², or when effects leave no residual
 */
export const estimateVariation = (panel: Panel): Variation => {
  if (!(panel.within && panel.countsPupils)) throw new StatisticsProblem(mdeText.noSquares);
  const cells = withoutPost(panel);
  const { within, pupils, mean } = cells;
  const ones = new Float64Array(cells.cells).fill(1);
  const absorption = absorb(planDesign(layOut(cells, 'otherSchools')), ones);
  const free = cells.cells - rankOf(absorption);
  const pupilsFree = pupils.reduce((sum, n) => sum + n - 1, 0);
  if (!(free > 0 && pupilsFree > 0 && within)) throw new StatisticsProblem(mdeText.fewCells);
  const residual = refinedResiduals(absorption, mean);
  const pupilVariance = within.reduce((sum, one) => sum + one, 0) / pupilsFree;
  const perPupil = pupils.reduce((sum, n) => sum + 1 / n, 0) / cells.cells;
  const variance = residual.reduce((sum, one) => sum + one * one, 0) / free;
  return Object.freeze({
    shockSd: Math.sqrt(Math.max(0, variance - pupilVariance * perPupil)),
    pupilSd: Math.sqrt(pupilVariance),
    residualCorrelation: correlationWithin(cells, residual),
    pupilsPerCell: 1 / perPupil,
  });
};

/** The mean product of two residuals of one school and time over the mean squared residual; 0 where no school has two units. */
const correlationWithin = (panel: Panel, residual: Float64Array): number => {
  const groups = new Map<number, { sum: number; squares: number; count: number }>();
  let squares = 0;
  for (let i = 0; i < panel.cells; i += 1) {
    const value = residual[i] ?? 0;
    const cluster = panel.unitCluster[panel.unit[i] ?? 0] ?? 0;
    const key = cluster * panel.times.length + (panel.time[i] ?? 0);
    const group = groups.get(key) ?? { sum: 0, squares: 0, count: 0 };
    group.sum += value;
    group.squares += value * value;
    group.count += 1;
    groups.set(key, group);
    squares += value * value;
  }
  let products = 0;
  let pairs = 0;
  for (const group of groups.values()) {
    products += group.sum ** 2 - group.squares;
    pairs += group.count * (group.count - 1);
  }
  return pairs > 0 && squares > 0 ? products / pairs / (squares / panel.cells) : 0;
};

/** Draws some of 0 … count − 1, each at most once. */
const drawSome = (random: Random, count: number, some: number): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  random.shuffle(order);
  return order.subarray(0, some);
};

/** Gives `posts` units a start: first one unit in each drawn school, then others of those schools. */
const drawUnits = (random: Random, panel: Panel, schools: number, posts: number): number[] => {
  const chosen: number[] = [];
  const others: number[] = [];
  for (const school of drawSome(random, panel.clusterNames.length, schools)) {
    const from = panel.clusterStart[school] ?? 0;
    const units = drawSome(random, (panel.clusterStart[school + 1] ?? 0) - from, Number.POSITIVE_INFINITY);
    units.forEach((unit, at) => {
      (at === 0 ? chosen : others).push(from + unit);
    });
  }
  const rest = Int32Array.from(others);
  random.shuffle(rest);
  return [...chosen, ...rest.subarray(0, Math.max(0, posts - chosen.length))];
};

/**
 * The empirical route to an MDE: placebo starts are drawn on the authority's own cells without a post, and the SD of the
 * placebo effects is the standard error.
 *
 * Each draw takes a common first year with the post, as many years before and with it as the plan says (or as there are),
 * `treatedSchools` schools by lot, and `posts` units among them, one in each school first.
 *
 * @param estimator what will be used on the real posts
 * @throws StatisticsProblem when there are too few schools or years without a post, or no draw could be estimated
 */
export const placeboError = (
  panel: Panel,
  plan: Pick<Plan, 'treatedSchools' | 'posts' | 'preYears' | 'postYears'>,
  estimator: Estimator,
  { draws = 500, seed = 20180117 }: { readonly draws?: number; readonly seed?: number } = {},
): Placebo => {
  const cells = withoutPost(panel);
  const schools = cells.clusterNames.length;
  if (plan.treatedSchools >= schools) throw new StatisticsProblem(mdeText.fewSchools(schools));
  const years = cells.times.length;
  if (years < 2) throw new StatisticsProblem(mdeText.fewYears);
  const postYears = Math.max(1, Math.min(plan.postYears, years - plan.preYears));
  const preYears = Math.min(plan.preYears, years - postYears);
  const random = createRandom(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const first = preYears + random.below(years - preYears - postYears + 1);
    const window = placeboPanel(cells, random, plan, first - preYears, first, first + postYears);
    const effect = estimator(window) ?? Number.NaN;
    if (Number.isFinite(effect)) found.push(effect);
  }
  if (found.length < 2) throw new StatisticsProblem(mdeText.placeboFailed);
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const variance = found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (found.length - 1);
  return Object.freeze({ se: Math.sqrt(variance), draws: found.length, preYears, postYears });
};

/** The cells of times `from` … `end` − 1, with posts that start at `first` for units drawn by lot. */
const placeboPanel = (
  cells: Panel,
  random: Random,
  plan: Pick<Plan, 'treatedSchools' | 'posts'>,
  from: number,
  first: number,
  end: number,
): Panel => {
  const window = selectCells(
    cells,
    Uint8Array.from(cells.time, time => (time >= from && time < end ? 1 : 0)),
  );
  const start = new Float64Array(window.unitNames.length).fill(Number.POSITIVE_INFINITY);
  for (const unit of drawUnits(random, window, plan.treatedSchools, plan.posts)) {
    start[unit] = window.times[first] ?? Number.POSITIVE_INFINITY;
  }
  return Object.freeze({ ...window, start, treated: treatedFrom(window, start) });
};
