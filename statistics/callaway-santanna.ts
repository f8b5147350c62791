import { type AdjustmentName, adjustedEffect } from './callaway-adjusted.ts';
import type { NotEstimable } from './imputation.ts';
import { type Panel, selectCells } from './panel.ts';
import { centre, type Weighting } from './regression.ts';

/** Who may be compared with: units that do not have the post yet, or only units that never get it. */
export type Controls = 'notYetTreated' | 'neverTreated';

/** The units that have every time, as a table: what the estimator rests on besides who starts when. */
export type BalancedUnits = {
  /** Per row: the unit's number in the panel, its cluster, and its weight: 1, or its mean number of pupils over the times. */
  readonly units: Int32Array;
  readonly cluster: Int32Array;
  readonly weight: Float64Array;
  readonly clusters: number;
  readonly times: Float64Array;
  /** Rows × times: the mean outcome, and every covariate. */
  readonly outcome: Float64Array;
  readonly covariates: readonly Float64Array[];
  readonly left: readonly NotEstimable[];
};

/** A number with its influence per cluster, summed over the cluster's units: se² = Σ_c influence_c² / units². */
export type Influenced = { readonly value: number; readonly influence: Float64Array };

export type GroupTimeEffect = Influenced & {
  readonly group: number;
  readonly time: number;
  readonly units: number;
};

/** Group-time effects, and how to average some of them by the cohorts' shares of the units. */
export type GroupTime = {
  /** Units that take part. */
  readonly count: number;
  readonly clusters: number;
  readonly effects: readonly GroupTimeEffect[];
  readonly byShares: (chosen: readonly (Influenced & { readonly group: number })[]) => Influenced;
};

export type Aggregations = {
  readonly simple: Influenced;
  readonly dynamic: Influenced & {
    readonly byEvent: readonly (Influenced & { readonly event: number; readonly cells: number })[];
  };
  readonly group: Influenced & { readonly byGroup: readonly (Influenced & { readonly group: number })[] };
  readonly calendar: Influenced & { readonly byTime: readonly (Influenced & { readonly time: number })[] };
};

/**
 * Takes the units that have a cell for every time, as the R package did does; of the others, those with a post are listed.
 *
 * First the times from the last cohort's start on are left out when no unit is never treated, since nobody is left to compare
 * with, and units that start at the first time; only then is it asked who has every time. A unit's weight is the mean of its
 * pupils over all its times.
 */
export const balance = (panel: Panel, weights: Weighting): BalancedUnits => {
  const present = [...new Set(panel.time)].sort((a, b) => a - b);
  const timeOf = (code: number): number => panel.times[code] as number;
  // Infinite where somebody is never treated.
  const latest = panel.start.reduce((most, start) => Math.max(most, start), Number.NEGATIVE_INFINITY);
  const first = timeOf(present[0] ?? 0);
  const codes = present.filter(code => timeOf(code) < latest);
  const position = new Map(codes.map((code, k) => [code, k]));
  const all = Int32Array.from(panel.unitNames.keys());
  const candidates = all.filter(u => (panel.start[u] as number) > first);
  const cellsOf = (u: number): number[] => {
    const cells: number[] = [];
    for (let i = panel.unitStart[u] as number; i < (panel.unitStart[u + 1] as number); i += 1)
      if (position.has(panel.time[i] as number)) cells.push(i);
    return cells;
  };
  const cells = candidates.reduce((found, u) => found.set(u, cellsOf(u)), new Map<number, number[]>());
  const units = candidates.filter(u => cells.get(u)?.length === codes.length);
  const complete = new Set(units);
  const centred = centre(panel.mean, panel.pupils);
  const outcome = new Float64Array(units.length * codes.length);
  const covariates = (panel.covariates ?? []).map(() => new Float64Array(units.length * codes.length));
  const weight = new Float64Array(units.length).fill(1);
  units.forEach((u, row) => {
    for (const i of cells.get(u) ?? []) {
      const at = row * codes.length + (position.get(panel.time[i] as number) ?? 0);
      outcome[at] = centred[i] as number;
      covariates.forEach((values, k) => {
        values[at] = panel.covariates?.[k]?.mean[i] as number;
      });
    }
    if (weights === 'none') return;
    const [from, to] = [panel.unitStart[u] as number, panel.unitStart[u + 1] as number];
    weight[row] = panel.pupils.subarray(from, to).reduce((sum, n) => sum + n, 0) / (to - from);
  });
  return {
    ...{ units, weight, outcome, covariates, clusters: panel.clusterNames.length },
    cluster: Int32Array.from(units, u => panel.unitCluster[u] as number),
    times: Float64Array.from(codes, timeOf),
    left: [...candidates]
      .filter(u => !complete.has(u) && Number.isFinite(panel.start[u]))
      .map(u => ({ unit: panel.unitNames[u] as string, reason: 'missingYears' as const })),
  };
};

/** Which cohort every unit belongs to. */
export type Membership = {
  /** The cohorts' starts, rising; never is last. */
  readonly starts: readonly number[];
  /** Per row its cohort's position, or −1: units that start at the first time have nothing before and are left out. */
  readonly cohort: Int32Array;
};

const NEVER = Number.POSITIVE_INFINITY;

/** @param start per balanced unit, Infinity = never */
export const membersOf = ({ times }: BalancedUnits, start: Float64Array): Membership => {
  const [first, last] = [times[0] as number, times[times.length - 1] as number];
  const begins = start.map(one => (one > last ? NEVER : one));
  const starts = [...new Set(begins)].filter(one => one > first).sort((a, b) => a - b);
  const codes = new Map(starts.map((one, k) => [one, k]));
  return { starts, cohort: Int32Array.from(begins, one => codes.get(one) ?? -1) };
};

/** Units summed by cohort: how many, their weight, and their weighted outcome per time. */
export type Cohorts = {
  readonly starts: readonly number[];
  readonly times: Float64Array;
  readonly count: Float64Array;
  readonly weight: Float64Array;
  /** Cohorts × times. */
  readonly sum: Float64Array;
};

const emptyCohorts = ({ times }: BalancedUnits, { starts }: Membership): Cohorts => ({
  starts,
  times,
  count: new Float64Array(starts.length),
  weight: new Float64Array(starts.length),
  sum: new Float64Array(starts.length * times.length),
});

/** Adds every unit to its cohort, in the table that is its own. */
const sumInto = (
  { times, outcome, weight: weights }: BalancedUnits,
  { cohort }: Membership,
  tableOf: (row: number) => Cohorts,
): void => {
  const width = times.length;
  for (let row = 0; row < cohort.length; row += 1) {
    const k = cohort[row] as number;
    if (k < 0) continue;
    const { count, weight, sum } = tableOf(row);
    const w = weights[row] as number;
    count[k] = (count[k] as number) + 1;
    weight[k] = (weight[k] as number) + w;
    for (let t = 0; t < width; t += 1)
      sum[k * width + t] = (sum[k * width + t] as number) + w * (outcome[row * width + t] as number);
  }
};

/** The cohorts of all units. */
export const sumCohorts = (units: BalancedUnits, members: Membership): Cohorts => {
  const all = emptyCohorts(units, members);
  sumInto(units, members, () => all);
  return all;
};

/** The cohorts of each cluster's units. */
const sumByCluster = (units: BalancedUnits, members: Membership): readonly Cohorts[] => {
  const byCluster = Array.from({ length: units.clusters }, () => emptyCohorts(units, members));
  sumInto(units, members, row => byCluster[units.cluster[row] as number] as Cohorts);
  return byCluster;
};

/** Cohort `group` from time b to time t, against the cohorts `controls`: all as positions. */
export type Comparison = {
  readonly group: number;
  readonly b: number;
  readonly t: number;
  readonly controls: readonly number[];
};

/** Which group-time effects there are: the last time before the start is base, before treatment the time just before. */
export const comparisonsOf = (
  { starts, times, count }: Cohorts,
  controls: Controls,
): readonly Comparison[] => {
  const present = Array.from(starts.keys()).filter(k => (count[k] as number) > 0);
  // Cohorts rise, and those never treated come last.
  const latest = starts[present.at(-1) ?? 0] ?? NEVER;
  const groups = present.filter(k => (starts[k] as number) < latest);
  const comparisons: Comparison[] = [];
  for (const group of groups) {
    const begins = starts[group] as number;
    const before = times.findLastIndex(time => time < begins);
    for (let t = 1; t < times.length && (times[t] as number) < latest; t += 1) {
      const b = (times[t] as number) >= begins ? before : t - 1;
      const until = Math.max(times[t] as number, times[b] as number);
      const others = present.filter(
        k =>
          k !== group && (controls === 'neverTreated' ? starts[k] === NEVER : (starts[k] as number) > until),
      );
      if (others.length > 0) comparisons.push({ group, b, t, controls: others });
    }
  }
  return comparisons;
};

const isPost = ({ group, time }: { readonly group: number; readonly time: number }): boolean => time >= group;

/** The comparisons that the simple mean is made of: those from a cohort's start on. */
export const comparisonsAfter = (cohorts: Cohorts, controls: Controls): readonly Comparison[] =>
  comparisonsOf(cohorts, controls).filter(({ group, t }) =>
    isPost({ group: cohorts.starts[group] as number, time: cohorts.times[t] as number }),
  );

/** Σ weighted change from b to t over some cohorts, and Σ weight. */
export const changeOf = (
  { times, sum, weight }: Cohorts,
  cohorts: readonly number[],
  b: number,
  t: number,
) => {
  const width = times.length;
  let change = 0;
  let total = 0;
  for (const k of cohorts) {
    change += (sum[k * width + t] as number) - (sum[k * width + b] as number);
    total += weight[k] as number;
  }
  return { change, total };
};

const effectOf = (cohorts: Cohorts, { group, b, t, controls }: Comparison): number => {
  const [own, other] = [changeOf(cohorts, [group], b, t), changeOf(cohorts, controls, b, t)];
  return own.change / own.total - other.change / other.total;
};

const combine = (
  estimates: readonly Influenced[],
  shares: readonly number[],
  clusters: number,
): Influenced => {
  const influence = new Float64Array(clusters);
  let value = 0;
  estimates.forEach((estimate, k) => {
    const share = shares[k] as number;
    value += share * estimate.value;
    for (let c = 0; c < clusters; c += 1)
      influence[c] = (influence[c] as number) + share * (estimate.influence[c] as number);
  });
  return { value, influence };
};

/** Standard error from influences per cluster, se² = Σ influence²/count². @returns undefined where nothing varies */
export const influenceError = (
  { influence }: Pick<Influenced, 'influence'>,
  count: number,
): number | undefined => {
  const se = Math.sqrt(influence.reduce((sum, one) => sum + one * one, 0)) / count;
  return se > 1e-12 ? se : undefined;
};

const equally = (count: number): number[] => new Array<number>(count).fill(1 / count);

/**
 * One comparison adjusted for the covariates as they were at its base. They are centred and scaled first, which changes nothing but
 * how well the equations can be solved.
 */
const adjustedComparison = (
  units: BalancedUnits,
  start: Float64Array,
  { starts, times }: Cohorts,
  { group, b, t, controls }: Comparison,
  { count, adjustment }: { readonly count: number; readonly adjustment: AdjustmentName },
): Influenced | undefined => {
  const width = times.length;
  const last = times[width - 1] as number;
  const compared = new Set(controls.map(k => starts[k] as number));
  const cohortOf = (row: number): number => ((start[row] as number) > last ? NEVER : (start[row] as number));
  const rows = Int32Array.from(start.keys()).filter(
    row => cohortOf(row) === starts[group] || compared.has(cohortOf(row)),
  );
  const treated = Uint8Array.from(rows, row => (cohortOf(row) === starts[group] ? 1 : 0));
  const columns = units.covariates.map(values => {
    const taken = Float64Array.from(rows, row => values[row * width + b] as number);
    const mean = taken.reduce((sum, one) => sum + one, 0) / taken.length;
    const spread = Math.sqrt(taken.reduce((sum, one) => sum + (one - mean) ** 2, 0) / taken.length);
    return taken.map(one => (spread > 0 ? (one - mean) / spread : 0));
  });
  const found = adjustedEffect(
    {
      change: Float64Array.from(
        rows,
        row => (units.outcome[row * width + t] as number) - (units.outcome[row * width + b] as number),
      ),
      treated,
      weight: Float64Array.from(rows, row => units.weight[row] as number),
      covariates: Float64Array.from({ length: rows.length * (columns.length + 1) }, (_, at) => {
        const k = at % (columns.length + 1);
        return k === 0 ? 1 : (columns[k - 1]?.[Math.floor(at / (columns.length + 1))] as number);
      }),
      width: columns.length + 1,
    },
    adjustment,
  );
  if (!found) return undefined;
  const influence = new Float64Array(units.clusters);
  rows.forEach((row, at) => {
    const c = units.cluster[row] as number;
    influence[c] = (influence[c] as number) + (count / rows.length) * (found.influence[at] as number);
  });
  return { value: found.value, influence };
};

/**
 * Group-time effects.
 *
 * ATT(g,t) = [ȳ_g,t − ȳ_g,b] − [ȳ_C,t − ȳ_C,b], weighted means; b is the last time before g, and before treatment the time before
 * t (varying base). Units that start at the first time are left out. Without never-treated units the last cohort serves as
 * comparison and the times from its start on are left out.
 * With covariates each comparison is adjusted for them by `adjustment`; one that cannot be is left out.
 * (Callaway & Sant'Anna 2021, "Difference-in-differences with multiple time periods", Journal of Econometrics 225; conventions of
 * their R package did.)
 *
 * @param start per balanced unit, Infinity = never
 * @returns undefined when there is no effect after a start to compute
 */
export const groupTimeEffects = (
  units: BalancedUnits,
  start: Float64Array,
  controls: Controls,
  adjustment: AdjustmentName = 'doublyRobust',
): GroupTime | undefined => {
  const members = membersOf(units, start);
  const [all, byCluster] = [sumCohorts(units, members), sumByCluster(units, members)];
  const { clusters } = units;
  const sum = (values: Float64Array): number => values.reduce((total, one) => total + one, 0);
  const [count, weight] = [sum(all.count), sum(all.weight)];
  const effects = comparisonsOf(all, controls).flatMap(comparison => {
    const { group, b, t, controls: others } = comparison;
    const about = {
      group: all.starts[group] as number,
      time: all.times[t] as number,
      units: all.count[group] as number,
    };
    if (units.covariates.length > 0) {
      const found = adjustedComparison(units, start, all, comparison, { count, adjustment });
      return found ? [{ ...about, ...found }] : [];
    }
    const [own, other] = [changeOf(all, [group], b, t), changeOf(all, others, b, t)];
    const [ownMean, otherMean] = [own.change / own.total, other.change / other.total];
    const influence = Float64Array.from(byCluster, cohorts => {
      const [mine, theirs] = [changeOf(cohorts, [group], b, t), changeOf(cohorts, others, b, t)];
      const ownPart = (mine.change - ownMean * mine.total) / own.total;
      return count * (ownPart - (theirs.change - otherMean * theirs.total) / other.total);
    });
    return [{ ...about, value: ownMean - otherMean, influence }];
  });
  if (!effects.some(isPost)) return undefined;

  const codes = new Map(all.starts.map((g, k) => [g, k]));
  const byShares: GroupTime['byShares'] = chosen => {
    const shares = chosen.map(({ group }) => (all.weight[codes.get(group) ?? 0] as number) / weight);
    const total = shares.reduce((a, b) => a + b, 0);
    const { value, influence } = combine(
      chosen,
      shares.map(share => share / total),
      clusters,
    );
    // The shares are estimated too: unit i moves the share of its cohort g by w_i·[G_i = g] − share.
    chosen.forEach((estimate, at) => {
      const k = codes.get(estimate.group) ?? 0;
      const moved = (estimate.value - value) / total;
      byCluster.forEach((cohorts, c) => {
        const own =
          ((cohorts.weight[k] as number) * count) / weight - sum(cohorts.count) * (shares[at] as number);
        influence[c] = (influence[c] as number) + own * moved;
      });
    });
    return { value, influence };
  };
  return { count, clusters, effects, byShares };
};

/** Mean effect over all cohorts and times with the post, by the cohorts' shares of the units. */
export const simpleEffect = ({ effects, byShares }: GroupTime): Influenced =>
  byShares(effects.filter(isPost));

const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * The four means of Callaway & Sant'Anna (2021, section 3): over all (simple), by event time and then over e ≥ 0 (dynamic), by
 * cohort and then over cohorts (group), by time and then over times (calendar).
 */
export const aggregate = (groupTime: GroupTime): Aggregations => {
  const { effects, clusters, byShares } = groupTime;
  const post = effects.filter(isPost);
  const byEvent = distinct(effects.map(({ group, time }) => time - group)).map(event => {
    const chosen = effects.filter(({ group, time }) => time - group === event);
    return { event, cells: chosen.reduce((sum, { units }) => sum + units, 0), ...byShares(chosen) };
  });
  const after = byEvent.filter(({ event }) => event >= 0);
  const byGroup = distinct(post.map(({ group }) => group)).map(group => {
    const chosen = post.filter(effect => effect.group === group);
    return { group, ...combine(chosen, equally(chosen.length), clusters) };
  });
  const byTime = distinct(post.map(({ time }) => time)).map(time => ({
    time,
    ...byShares(post.filter(effect => effect.time === time)),
  }));
  return {
    simple: byShares(post),
    dynamic: { ...combine(after, equally(after.length), clusters), byEvent },
    group: { ...byShares(byGroup), byGroup },
    calendar: { ...combine(byTime, equally(byTime.length), clusters), byTime },
  };
};

const minus = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value - (b[i] as number));

/** With covariates all is done anew without each cluster, and no jackknife is made of more clusters than this. */
const MOST_REFITS = 100;

/** The last cohort's start when no unit is never treated: from then on nobody is left to compare with. */
const horizonOf = (start: Float64Array): number => start.reduce((most, one) => Math.max(most, one), 0);

/**
 * The simple mean with each cluster left out. Weights do not change over time, so the cohorts' sums say everything, and a cluster's
 * part is taken from them. Only where it alone had the units that set the horizon, all is done anew without it.
 *
 * @returns one per cluster that has balanced units; NaN where no effect can be computed without it
 */
export const simpleWithoutOne = (
  panel: Panel,
  units: BalancedUnits,
  {
    weights,
    controls,
    adjustment,
  }: { readonly weights: Weighting; readonly controls: Controls; readonly adjustment: AdjustmentName },
): readonly number[] => {
  const start = Float64Array.from(units.units, u => panel.start[u] as number);
  const members = membersOf(units, start);
  const all = sumCohorts(units, members);
  const horizon = horizonOf(panel.start);
  const adjusted = units.covariates.length > 0;
  if (adjusted && units.clusters > MOST_REFITS) return [];
  return sumByCluster(units, members).flatMap(({ count, weight, sum }, c) => {
    if (!count.some(one => one > 0)) return [];
    const others = panel.start.filter((_, u) => panel.unitCluster[u] !== c);
    if (adjusted || horizonOf(others) !== horizon) {
      const keep = Uint8Array.from(panel.unit, u => (panel.unitCluster[u] === c ? 0 : 1));
      const rest = selectCells(panel, keep);
      const left = balance(rest, weights);
      const starts = Float64Array.from(left.units, u => rest.start[u] as number);
      const isHopeless = controls === 'neverTreated' && !others.includes(NEVER);
      const groupTime = isHopeless ? undefined : groupTimeEffects(left, starts, controls, adjustment);
      return [groupTime ? simpleEffect(groupTime).value : Number.NaN];
    }
    const rest = {
      ...all,
      count: minus(all.count, count),
      weight: minus(all.weight, weight),
      sum: minus(all.sum, sum),
    };
    let total = 0;
    let effect = 0;
    for (const comparison of comparisonsAfter(rest, controls)) {
      const share = rest.weight[comparison.group] as number;
      total += share;
      effect += share * effectOf(rest, comparison);
    }
    return [effect / total];
  });
};
