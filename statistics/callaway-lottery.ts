import type { AdjustmentName } from './callaway-adjusted.ts';
import {
  type BalancedUnits,
  type Cohorts,
  type Comparison,
  type Controls,
  changeOf,
  comparisonsAfter,
  type Membership,
  membersOf,
  sumCohorts,
} from './callaway-cohorts.ts';
import { groupTimeEffects, influenceError, simpleEffect } from './callaway-santanna.ts';
import type { Statistic } from './randomization.ts';

/** What moves the simple mean: of a cohort's units, an outcome at a time (cohorts × times), and being there at all. */
type Pulls = { readonly outcome: Float64Array; readonly presence: Float64Array };

/** The simple mean θ of the comparisons, NaN without any; P = Σ W_g over them; and what moves θ, times P. */
const simpleMean = (cohorts: Cohorts, comparisons: readonly Comparison[]) => {
  const { weight, starts, times } = cohorts;
  const width = times.length;
  const pulls: Pulls = {
    outcome: new Float64Array(starts.length * width),
    presence: new Float64Array(starts.length),
  };
  const pull = (k: number, b: number, t: number, share: number, mean: number): void => {
    const at = k * width;
    pulls.outcome[at + t] = (pulls.outcome[at + t] as number) + share;
    pulls.outcome[at + b] = (pulls.outcome[at + b] as number) - share;
    pulls.presence[k] = (pulls.presence[k] as number) - share * mean;
  };
  let sum = 0;
  let total = 0;
  const met = new Float64Array(starts.length);
  for (const { group, b, t, controls } of comparisons) {
    const own = weight[group] as number;
    const other = changeOf(cohorts, controls, b, t);
    const mean = other.change / other.total;
    sum += changeOf(cohorts, [group], b, t).change - own * mean;
    total += own;
    met[group] = (met[group] as number) + 1;
    pull(group, b, t, 1, mean);
    for (const k of controls) pull(k, b, t, -own / other.total, mean);
  }
  const mean = sum / total;
  for (let k = 0; k < met.length; k += 1)
    pulls.presence[k] = (pulls.presence[k] as number) - (met[k] as number) * mean;
  return { mean, total, pulls };
};

/** Per cluster, its units' influences summed, times P. */
const influencesOf = (
  { times, cluster, clusters, weight, outcome }: BalancedUnits,
  { cohort }: Membership,
  pulls: Pulls,
): Float64Array => {
  const width = times.length;
  const influence = new Float64Array(clusters);
  for (let row = 0; row < cohort.length; row += 1) {
    const k = cohort[row] as number;
    if (k < 0) continue;
    let moved = pulls.presence[k] as number;
    for (let t = 0; t < width; t += 1)
      moved += (pulls.outcome[k * width + t] as number) * (outcome[row * width + t] as number);
    const c = cluster[row] as number;
    influence[c] = (influence[c] as number) + (weight[row] as number) * moved;
  }
  return influence;
};

/** Callaway & Sant'Anna's simple mean and its clustered error for any starts, from all group-time effects. */
export const groupTimeStatistic =
  (units: BalancedUnits, controls: Controls, adjustment: AdjustmentName): Statistic =>
  start => {
    const groupTime = groupTimeEffects(units, start, controls, adjustment);
    if (!groupTime) return { coefficient: Number.NaN, se: Number.NaN };
    const simple = simpleEffect(groupTime);
    return { coefficient: simple.value, se: influenceError(simple, groupTime.count) ?? Number.NaN };
  };

/**
 * Callaway & Sant'Anna's simple mean and its clustered error for any starts of units that have every time, made for thousands of
 * draws.
 *
 * θ = Σ W_g·ATT(g,t)/P over the comparisons from a start on, P = ΣW_g, ATT(g,t) = m − m' with m and m' the mean change from b to t of
 * the cohort and of its comparison C. Put together, and the shares taken as estimated, all influences (see `groupTimeEffects`) make
 * unit i with weight w move θ by w/P times
 *
 * Σ_{its own cohort's} (Δy_i − m' − θ) − Σ_{those it is compared in} (W_g/W_C)·(Δy_i − m'),
 *
 * which is linear in its outcomes and alike for the units of a cohort: one pass over the units for the cohorts' sums, another for the
 * clusters' influences. With covariates all group-time effects are made anew.
 *
 * @param road makes the way by all group-time effects
 */
export const callawayStatistic = (
  units: BalancedUnits,
  controls: Controls,
  adjustment: AdjustmentName,
  road = groupTimeStatistic,
): Statistic => {
  if (units.covariates.length > 0) return road(units, controls, adjustment);
  return start => {
    const members = membersOf(units, start);
    const cohorts = sumCohorts(units, members);
    const { mean, total, pulls } = simpleMean(cohorts, comparisonsAfter(cohorts, controls));
    const influence = influencesOf(units, members, pulls);
    return { coefficient: mean, se: influenceError({ influence }, total) ?? Number.NaN };
  };
};
