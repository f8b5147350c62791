import type { Absorption } from './absorption.ts';
import { solve } from './cholesky.ts';
import { covariateScores, leaning } from './covariates.ts';
import type { Imputation } from './imputation.ts';
import { eventTimeOf } from './own-columns.ts';
import { clusterOf } from './panel.ts';
import { multiply } from './reduction.ts';

/** Estimable cells in classes, of which each has a mean effect of its own: per cell its class, 0, 1, …, or −1 for none. */
export type CellClasses = { readonly of: Int32Array; readonly count: number };

/** All estimable cells as one class. */
export const wholeClass = ({ estimable }: Imputation): CellClasses => ({
  of: Int32Array.from(estimable, one => one - 1),
  count: 1,
});

/** The estimable cells by event time, and the event times, rising. */
export const classesByEvent = ({
  ground: { panel },
  estimable,
}: Imputation): CellClasses & { readonly events: readonly number[] } => {
  const events = new Set<number>();
  for (let i = 0; i < panel.cells; i += 1) if (estimable[i] === 1) events.add(eventTimeOf(panel, i));
  const rising = [...events].sort((a, b) => a - b);
  const numbers = new Map(rising.map((event, k) => [event, k]));
  const of = Int32Array.from(estimable, (one, i) =>
    one === 1 ? (numbers.get(eventTimeOf(panel, i)) as number) : -1,
  );
  return { of, count: rising.length, events: rising };
};

/** Solves LL'x = b in place for each of several b: element t of right side k stands at t·count + k. */
const solveEach = (factor: Parameters<typeof solve>[0], b: Float64Array, count: number): void => {
  const one = new Float64Array(factor.size);
  for (let k = 0; k < count; k += 1) {
    for (let t = 0; t < one.length; t += 1) one[t] = b[t * count + k] as number;
    solve(factor, one);
    for (let t = 0; t < one.length; t += 1) b[t * count + k] = one[t] as number;
  }
};

/**
 * What `reduce` gives for the 0/1 column of each class, summed over clusters: all classes in one passage through the rows.
 *
 * @returns shared columns × classes
 */
const reduceClasses = (
  { plan, clusters, weight, unitWeight }: Absorption,
  { of, count }: CellClasses,
): Float64Array => {
  const { unitStart, clusterStart, columnStart, columns, columnCount, ownTime, times } = plan.design;
  const sums = new Float64Array(columnCount * count);
  const met = new Float64Array(unitWeight.length * count);
  const effects = new Float64Array(times * count);
  const own = new Float64Array(count);
  clusters.forEach(({ timeFactor }, c) => {
    const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
    effects.fill(0);
    let some = false;
    for (let u = first; u < last; u += 1) {
      let here = false;
      for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) {
        const k = of[i] as number;
        if (k < 0) continue;
        here = true;
        met[u * count + k] = (met[u * count + k] as number) + 1;
        if (ownTime) {
          const at = (ownTime[i] as number) * count + k;
          effects[at] = (effects[at] as number) + 1;
        }
        for (let a = columnStart[i] as number; a < (columnStart[i + 1] as number); a += 1) {
          const at = (columns[a] as number) * count + k;
          sums[at] = (sums[at] as number) + 1;
        }
      }
      if (!here) continue;
      some = true;
      if (!ownTime) continue;
      for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) {
        const share = (weight[i] as number) / (unitWeight[u] as number);
        for (let k = 0, at = (ownTime[i] as number) * count; share > 0 && k < count; k += 1, at += 1)
          effects[at] = (effects[at] as number) - share * (met[u * count + k] as number);
      }
    }
    if (!some) return;
    if (timeFactor) solveEach(timeFactor, effects, count);
    for (let u = first; u < last; u += 1) {
      if (unitWeight[u] === 0) continue;
      own.set(met.subarray(u * count, (u + 1) * count));
      // Without own times a unit is reached by its own cells only.
      if (!ownTime && own.every(one => one === 0)) continue;
      for (let i = unitStart[u] as number; ownTime && i < (unitStart[u + 1] as number); i += 1)
        for (let k = 0, at = (ownTime[i] as number) * count; k < count; k += 1, at += 1)
          own[k] = (own[k] as number) - (weight[i] as number) * (effects[at] as number);
      for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) {
        const w = weight[i] as number;
        if (w === 0) continue;
        const share = w / (unitWeight[u] as number);
        const time = ownTime ? (ownTime[i] as number) * count : 0;
        for (let a = columnStart[i] as number; a < (columnStart[i + 1] as number); a += 1)
          for (let k = 0, at = (columns[a] as number) * count; k < count; k += 1, at += 1)
            sums[at] = (sums[at] as number) - share * (own[k] as number) - w * (effects[time + k] as number);
      }
    }
  });
  return sums;
};

/** Adds Σ(τ̂ − mean τ̂ of the cohort at that time) to each cluster's score in each class. */
const addTreated = (
  { ground: { panel }, residual }: Imputation,
  classes: CellClasses,
  scores: Float64Array,
) => {
  const { start, unit, time, cells } = panel;
  const times = panel.times.length;
  const codes = new Map([...new Set(start)].map((begins, k) => [begins, k]));
  const cohorts = Int32Array.from(start, begins => codes.get(begins) as number);
  const sums = new Float64Array(codes.size * times);
  const counts = new Float64Array(sums.length);
  const groupOf = (i: number): number => (cohorts[unit[i] as number] as number) * times + (time[i] as number);
  for (let i = 0; i < cells; i += 1) {
    if (classes.of[i] === -1) continue;
    const group = groupOf(i);
    sums[group] = (sums[group] as number) + (residual[i] as number);
    counts[group] = (counts[group] as number) + 1;
  }
  for (let i = 0; i < cells; i += 1) {
    const k = classes.of[i] as number;
    if (k < 0) continue;
    const group = groupOf(i);
    const at = clusterOf(panel, i) * classes.count + k;
    scores[at] =
      (scores[at] as number) + (residual[i] as number) - (sums[group] as number) / (counts[group] as number);
  }
};

/** Takes away what the cells without a post bring: Σ w e (X M X'ω)_i. */
const takeUntreated = ({ absorption, residual }: Imputation, classes: CellClasses, scores: Float64Array) => {
  const { weight, system, plan } = absorption;
  const { unitStart, clusterStart, columnStart, columns } = plan.design;
  const { count } = classes;
  const coefficients = reduceClasses(absorption, classes);
  solveEach(system.factor, coefficients, count);
  for (let c = 0; c + 1 < clusterStart.length; c += 1) {
    const to = unitStart[clusterStart[c + 1] as number] as number;
    // Within a cluster the residuals of its units, and of its times, sum to 0: only the shared columns are left.
    for (let i = unitStart[clusterStart[c] as number] as number; i < to; i += 1) {
      const error = (weight[i] as number) * (residual[i] as number);
      if (error === 0) continue;
      for (let a = columnStart[i] as number; a < (columnStart[i + 1] as number); a += 1)
        for (let k = 0, from = (columns[a] as number) * count, at = c * count; k < count; k += 1)
          scores[at + k] = (scores[at + k] as number) - error * (coefficients[from + k] as number);
    }
  }
};

/** Takes away what covariates bring: a sum of effects falls by β_x·(Σ x̃ over its cells), and each cluster moves β_x by its own score. */
const takeCovariates = (
  { absorption, residual, adjustment }: Imputation,
  classes: CellClasses,
  scores: Float64Array,
) => {
  if (!adjustment) return;
  const { count } = classes;
  const weighted = multiply(absorption.weight, residual);
  for (let k = 0; k < count; k += 1) {
    const moved = adjustment.residuals.map(x =>
      x.reduce((sum, one, i) => sum + (classes.of[i] === k ? one : 0), 0),
    );
    const lean = leaning(adjustment, Float64Array.from(moved));
    covariateScores(adjustment, absorption, weighted, lean).forEach((score, c) => {
      scores[c * count + k] = (scores[c * count + k] as number) - score;
    });
  }
};

/**
 * Clustered standard errors of mean effects, by Borusyak, Jaravel & Spiess (their equations 7–10, without small-sample factor, as the
 * R package didimputation): se² = Σ_g (Σ_{i∈g} v_i ε̃_i)². The effect is Σ v_i y_i; ε̃ is the residual of a cell without a post, and
 * for a treated cell τ̂ minus the mean τ̂ of its cohort at that time. Conservative when effects differ within cohorts; a cohort with a
 * single unit contributes nothing of its own.
 *
 * @param classes cells of the same cohort and time are of the same class
 * @returns of each class's mean effect, and of the mean effect of them all
 */
export const imputationErrors = (
  imputation: Imputation,
  classes: CellClasses,
): { readonly each: readonly number[]; readonly whole: number } => {
  const { count, of } = classes;
  const cells = new Float64Array(count);
  for (const k of of) if (k >= 0) cells[k] = (cells[k] as number) + 1;
  const scores = new Float64Array(imputation.ground.panel.clusterNames.length * count);
  addTreated(imputation, classes, scores);
  takeUntreated(imputation, classes, scores);
  takeCovariates(imputation, classes, scores);
  const squares = new Float64Array(count);
  let all = 0;
  for (let at = 0; at < scores.length; at += count) {
    let sum = 0;
    for (let k = 0; k < count; k += 1) {
      const score = scores[at + k] as number;
      squares[k] = (squares[k] as number) + score * score;
      sum += score;
    }
    all += sum * sum;
  }
  const total = cells.reduce((sum, one) => sum + one, 0);
  return {
    each: Array.from(squares, (square, k) => Math.sqrt(square) / (cells[k] as number)),
    whole: Math.sqrt(all) / total,
  };
};
