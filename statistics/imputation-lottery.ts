import { factorise, solve } from './cholesky.ts';
import {
  equalShares,
  estimableByRule,
  type ImputationGround,
  impute,
  meanEffect,
  withRank,
} from './imputation.ts';
import { imputationErrors, wholeClass } from './imputation-error.ts';
import { treatedFrom } from './panel.ts';
import type { Statistic } from './randomization.ts';
import { residualsOf } from './reduction.ts';

/** The imputation estimate and its clustered error for any starts, by the general road: every design, some milliseconds each. */
export const generalStatistic = (ground: ImputationGround): Statistic => {
  const treated = new Uint8Array(ground.panel.cells);
  return start => {
    const panel = { ...ground.panel, start };
    treatedFrom(panel, start, treated);
    // Rounding is all that refinement would take away, and ties are counted with room for it.
    const imputation = impute({ ...ground, panel }, treated, residualsOf);
    const coefficient = meanEffect(imputation, equalShares(imputation));
    return { coefficient, se: imputationErrors(imputation, wholeClass(imputation)).whole };
  };
};

/**
 * The same for designs without own times, made for thousands of draws.
 *
 * A unit's cells are in rising time and a post stays, so the cells without a post are its first k. All that a draw needs is then
 * a pass over the cells and two solutions of the small system of shared columns: one for the effects μ, one for the weights that
 * the mean τ̂ puts on them. The residuals of a unit's first k cells sum to 0, so the unit effects drop out of the error. Draws in
 * which some cell cannot be estimated take the general road.
 *
 * @param road makes the general road
 */
export const prefixStatistic = (bare: ImputationGround, road = generalStatistic): Statistic => {
  const ground = withRank(bare);
  const { panel, plan, weight, outcome } = ground;
  const { columnCount, columns } = plan.design;
  const { first } = plan;
  const { unitStart, unitCluster, time, times } = panel;
  const units = panel.unitNames.length;
  const general = road(ground);
  const values = new Float64Array((columnCount * (columnCount + 1)) / 2);
  const scale = new Float64Array(columnCount);
  const effects = new Float64Array(columnCount);
  const pull = new Float64Array(columnCount);
  const untreatedEnd = new Int32Array(units);
  const unitWeight = new Float64Array(units);
  const unitSum = new Float64Array(units);
  const scores = new Float64Array(panel.clusterNames.length);
  const tau = new Float64Array(panel.cells);

  const counts = (u: number): boolean =>
    estimableByRule(ground, (untreatedEnd[u] as number) - (unitStart[u] as number));

  /** Counts each unit's cells without a post and sums the system of shared columns. */
  const assemble = (start: Float64Array): void => {
    values.fill(0);
    scale.fill(0);
    effects.fill(0);
    for (let u = 0; u < units; u += 1) {
      const from = unitStart[u] as number;
      const end = unitStart[u + 1] as number;
      const begins = start[u] as number;
      let to = from;
      let total = 0;
      let sum = 0;
      while (to < end && (times[time[to] as number] as number) < begins) {
        total += weight[to] as number;
        sum += (weight[to] as number) * (outcome[to] as number);
        to += 1;
      }
      untreatedEnd[u] = to;
      unitWeight[u] = total;
      unitSum[u] = sum;
      for (let i = from; i < to; i += 1) {
        const w = weight[i] as number;
        const share = w / total;
        const column = columns[i] as number;
        const row = (column * (column + 1)) / 2;
        scale[column] = (scale[column] as number) + w;
        effects[column] = (effects[column] as number) + w * (outcome[i] as number) - share * sum;
        values[row + column] = (values[row + column] as number) + w;
        // Shared columns rise with time within a unit.
        for (let j = from; j <= i; j += 1) {
          const at = row + (columns[j] as number);
          values[at] = (values[at] as number) - share * (weight[j] as number);
        }
      }
    }
  };

  /** The treated cells' τ̂ summed, and how much weight the sum puts on each shared column. */
  const sumEffects = (): { sum: number; count: number } => {
    pull.fill(0);
    let sum = 0;
    let count = 0;
    for (let u = 0; u < units; u += 1) {
      const from = unitStart[u] as number;
      const to = untreatedEnd[u] as number;
      const end = unitStart[u + 1] as number;
      let rest = unitSum[u] as number;
      for (let i = from; i < to; i += 1)
        rest -= (weight[i] as number) * (effects[columns[i] as number] as number);
      const own = rest / (unitWeight[u] as number);
      for (let i = from; i < end; i += 1)
        tau[i] = (outcome[i] as number) - own - (effects[columns[i] as number] as number);
      if (to === end || !estimableByRule(ground, to - from)) continue;
      for (let i = to; i < end; i += 1) {
        const column = columns[i] as number;
        sum += tau[i] as number;
        pull[column] = (pull[column] as number) + 1;
      }
      count += end - to;
      const share = (end - to) / (unitWeight[u] as number);
      for (let i = from; i < to; i += 1) {
        const column = columns[i] as number;
        pull[column] = (pull[column] as number) - share * (weight[i] as number);
      }
    }
    return { sum, count };
  };

  /** Σ_g (Σ v ε̃)², v not yet divided by the number of treated cells. */
  const squaredScores = (start: Float64Array): number => {
    const cohorts = new Map<number, number>();
    const sums: number[] = [];
    const met: number[] = [];
    const base = new Int32Array(units);
    for (let u = 0; u < units; u += 1) {
      const begins = start[u] as number;
      const code = cohorts.get(begins) ?? cohorts.size;
      cohorts.set(begins, code);
      base[u] = code * times.length;
      if (!counts(u)) continue;
      for (let i = untreatedEnd[u] as number; i < (unitStart[u + 1] as number); i += 1) {
        const at = (base[u] as number) + (time[i] as number);
        sums[at] = (sums[at] ?? 0) + (tau[i] as number);
        met[at] = (met[at] ?? 0) + 1;
      }
    }
    scores.fill(0);
    for (let u = 0; u < units; u += 1) {
      let score = 0;
      const to = untreatedEnd[u] as number;
      for (let i = unitStart[u] as number; i < to; i += 1)
        score -= (weight[i] as number) * (tau[i] as number) * (pull[columns[i] as number] as number);
      for (let i = to; counts(u) && i < (unitStart[u + 1] as number); i += 1) {
        const at = (base[u] as number) + (time[i] as number);
        score += (tau[i] as number) - (sums[at] as number) / (met[at] as number);
      }
      const c = unitCluster[u] as number;
      scores[c] = (scores[c] as number) + score;
    }
    let squares = 0;
    for (const score of scores) squares += score * score;
    return squares;
  };

  return start => {
    assemble(start);
    const factor = { size: columnCount, values, first };
    const rank = factorise(factor, scale).rank + unitWeight.reduce((sum, w) => sum + (w > 0 ? 1 : 0), 0);
    if (rank < ground.rank) return general(start);
    solve(factor, effects);
    const { sum, count } = sumEffects();
    solve(factor, pull);
    return { coefficient: sum / count, se: Math.sqrt(squaredScores(start)) / count };
  };
};
