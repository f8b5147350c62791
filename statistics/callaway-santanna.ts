import { type AdjustmentName, adjustedEffect } from './callaway-adjusted.ts';
import {
  type BalancedUnits,
  type Cohorts,
  type Comparison,
  type Controls,
  changeOf,
  comparisonsOf,
  isPost,
  membersOf,
  NEVER,
  sumByCluster,
  sumCohorts,
} from './callaway-cohorts.ts';

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
    // The shares are estimated too: unit i moves the share of its cohort g by w_i·[G_i = g] − share, of which what all units move
    // cancels, since the mean is made with these shares.
    chosen.forEach(estimate => {
      const k = codes.get(estimate.group) ?? 0;
      const moved = ((estimate.value - value) / total) * (count / weight);
      byCluster.forEach((cohorts, c) => {
        influence[c] = (influence[c] as number) + (cohorts.weight[k] as number) * moved;
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
