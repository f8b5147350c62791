import type { NotEstimable } from './imputation.ts';
import type { Panel } from './panel.ts';
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

export const NEVER = Number.POSITIVE_INFINITY;

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
export const sumByCluster = (units: BalancedUnits, members: Membership): readonly Cohorts[] => {
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

/** From the cohort's start on? */
export const isPost = ({ group, time }: { readonly group: number; readonly time: number }): boolean =>
  time >= group;

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
