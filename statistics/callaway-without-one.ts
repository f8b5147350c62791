import type { AdjustmentName } from './callaway-adjusted.ts';
import {
  type BalancedUnits,
  balance,
  type Cohorts,
  type Comparison,
  type Controls,
  changeOf,
  comparisonsAfter,
  membersOf,
  NEVER,
  sumByCluster,
  sumCohorts,
} from './callaway-cohorts.ts';
import { groupTimeEffects, simpleEffect } from './callaway-santanna.ts';
import { type Panel, selectCells } from './panel.ts';
import type { Weighting } from './regression.ts';

const effectOf = (cohorts: Cohorts, { group, b, t, controls }: Comparison): number => {
  const [own, other] = [changeOf(cohorts, [group], b, t), changeOf(cohorts, controls, b, t)];
  return own.change / own.total - other.change / other.total;
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
