import { addCluster, fitCluster, ownProduct, ownRankOf, reduceCluster } from './absorption.ts';
import { factorise, solve } from './cholesky.ts';
import { estimableByRule, type ImputationGround, withRank } from './imputation.ts';
import { generalStatistic } from './imputation-lottery.ts';
import { keepValues } from './kept-values.ts';
import type { Statistic } from './randomization.ts';
import { type SweptCluster, sweepCluster } from './sweep.ts';

/** What one cluster brings when its units start when they do. It does not depend on the other clusters. */
type Part = {
  readonly swept: SweptCluster;
  readonly cross: Float64Array;
  /** Per cell of the cluster: its weight, 0 with a post. Per unit: Σw and Σwy over its cells without a post. */
  readonly weight: Float64Array;
  readonly unitWeight: Float64Array;
  readonly unitSums: Float64Array;
  /** What its own times have taken of the outcomes. */
  readonly times: Float64Array;
  /** X'Wy over cells without a post, and X'ω over effects, with the cluster's own effects swept out. */
  readonly outcomes: Float64Array;
  readonly pull: Float64Array;
  /** Σωy minus what the cluster's own effects carry of it, and Σω. */
  readonly sum: number;
  readonly count: number;
  readonly rank: number;
  /** Cells whose effects are averaged. */
  readonly effects: Int32Array;
};

/** As many numbers as parts may be kept in: half a gigabyte of them. */
const MOST_NUMBERS = 2 ** 26;

const numbersOf = ({ cross, outcomes }: Part): number => cross.length + 4 * outcomes.length;

/**
 * The imputation estimate and its clustered error when whole clusters change places, for designs with own times (`sameSchool`).
 *
 * A cluster's cross products depend only on its own units' starts, and in a lottery of clusters each meets the same few vectors of
 * starts over and over. They are computed once per cluster and vector and kept; a draw is then a sum over clusters, one
 * factorisation of the shared columns, and one pass over the cells. Draws in which some cell cannot be estimated take the general
 * road.
 *
 * @param road makes the general road
 */
export const schoolStatistic = (bare: ImputationGround, road = generalStatistic): Statistic => {
  const ground = withRank(bare);
  const { panel, plan, weight, outcome } = ground;
  const { clusterStart, unitStart, columnCount, columnStart, columns } = plan.design;
  const { unitCluster, time, times } = panel;
  const clusters = panel.clusterNames.length;
  const general = road(ground);
  const partOf = keepValues(MOST_NUMBERS, numbersOf);
  const codes = new Map<number, number>();
  const coded = new Uint16Array(unitCluster.length);
  const values = new Float64Array((columnCount * (columnCount + 1)) / 2);
  const scale = new Float64Array(columnCount);
  const effects = new Float64Array(columnCount);
  const pull = new Float64Array(columnCount);
  const fitted = new Float64Array(panel.cells);
  const cohort = new Int32Array(unitCluster.length);
  const untreated = new Float64Array(panel.cells);
  const unitWeight = new Float64Array(unitCluster.length);
  const leftSums = new Float64Array(unitCluster.length);
  const rightSums = new Float64Array(unitCluster.length);
  const omega = new Float64Array(panel.cells);
  const weighted = new Float64Array(panel.cells);

  const makePart = (c: number, start: Float64Array): Part => {
    const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
    const effectCells: number[] = [];
    let sum = 0;
    for (let u = first; u < last; u += 1) {
      const end = unitStart[u + 1] as number;
      let [total, before] = [0, 0];
      for (let i = unitStart[u] as number; i < end; i += 1) {
        const treated = (times[time[i] as number] as number) >= (start[u] as number);
        const w = treated ? 0 : (weight[i] as number);
        untreated[i] = w;
        weighted[i] = w * (outcome[i] as number);
        total += w;
        if (!treated) before += 1;
        omega[i] = treated && estimableByRule(ground, before) ? 1 : 0;
        if (omega[i] === 0) continue;
        effectCells.push(i);
        sum += outcome[i] as number;
      }
      unitWeight[u] = total;
    }
    const here = { plan, weight: untreated, unitWeight };
    const cross = new Float64Array(plan.shapes[c]?.length ?? 0);
    const swept = sweepCluster(plan, untreated, unitWeight, c, cross);
    const left = reduceCluster(here, swept, c, omega, leftSums);
    const right = reduceCluster(here, swept, c, weighted, rightSums);
    const carried = ownProduct(
      here,
      { unitSums: leftSums, times: left.times },
      { unitSums: rightSums, times: right.times },
      c,
    );
    return {
      swept,
      cross,
      weight: untreated.slice(unitStart[first], unitStart[last]),
      unitWeight: unitWeight.slice(first, last),
      unitSums: rightSums.slice(first, last),
      times: right.times,
      outcomes: right.sums,
      pull: left.sums,
      sum: sum - carried,
      count: effectCells.length,
      rank: ownRankOf(here, swept, c),
      effects: Int32Array.from(effectCells),
    };
  };

  /** Gives every unit's start a short code. */
  const encode = (start: Float64Array): void => {
    for (let u = 0; u < start.length; u += 1) {
      const begins = start[u] as number;
      const code = codes.get(begins) ?? codes.size;
      codes.set(begins, code);
      coded[u] = code;
    }
  };

  /** The cluster and its units' starts, as encoded. */
  const keyOf = (c: number): string =>
    `${c} ${String.fromCharCode(...coded.subarray(clusterStart[c], clusterStart[c + 1]))}`;

  /** Adds all parts' cross products, four at a time where they lie alike: reading them from memory is half the time of a draw. */
  const addParts = (parts: readonly Part[]): void => {
    let c = 0;
    for (; c + 3 < parts.length; c += 4) {
      const four = [0, 1, 2, 3].map(k => parts[c + k] as Part);
      if (!four.every(({ swept }) => swept.shape.whole)) break;
      const [p, q, r, s] = four.map(({ cross }) => cross) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      for (let at = 0; at < values.length; at += 1)
        values[at] =
          (values[at] as number) +
          ((p[at] as number) + (q[at] as number) + ((r[at] as number) + (s[at] as number)));
      for (const { swept } of four)
        for (let k = 0; k < columnCount; k += 1) scale[k] = (scale[k] as number) + (swept.sizes[k] as number);
    }
    for (; c < parts.length; c += 1) {
      const { swept, cross } = parts[c] as Part;
      addCluster(values, scale, swept, cross, 1);
    }
  };

  const addAlong = (sums: Float64Array, part: Float64Array, touched: Int32Array): void => {
    for (let k = 0; k < touched.length; k += 1) {
      const column = touched[k] as number;
      sums[column] = (sums[column] as number) + (part[k] as number);
    }
  };

  /** Σ_g (Σ v ε̃)², v not yet divided by the number of effects: see `imputationErrors`. */
  const squaredScores = (parts: readonly Part[], start: Float64Array): number => {
    const cohorts = new Map<number, number>();
    const sums: number[] = [];
    const counts: number[] = [];
    for (let u = 0; u < start.length; u += 1) {
      const begins = start[u] as number;
      const code = cohorts.get(begins) ?? cohorts.size;
      cohorts.set(begins, code);
      cohort[u] = code * times.length;
    }
    const groupOf = (i: number): number => (cohort[panel.unit[i] as number] as number) + (time[i] as number);
    for (const part of parts)
      for (const i of part.effects) {
        const at = groupOf(i);
        sums[at] = (sums[at] ?? 0) + (outcome[i] as number) - (fitted[i] as number);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    let squares = 0;
    parts.forEach((part, c) => {
      let score = 0;
      for (const i of part.effects) {
        const at = groupOf(i);
        score +=
          (outcome[i] as number) - (fitted[i] as number) - (sums[at] as number) / (counts[at] as number);
      }
      // Within a cluster the residuals of its units, and of its times, sum to 0: only the shared columns are left of v.
      const end = unitStart[clusterStart[c + 1] as number] as number;
      for (let i = unitStart[clusterStart[c] as number] as number; i < end; i += 1) {
        const w = untreated[i] as number;
        if (w === 0) continue;
        let value = 0;
        for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1)
          value += pull[columns[k] as number] as number;
        score -= w * ((outcome[i] as number) - (fitted[i] as number)) * value;
      }
      squares += score * score;
    });
    return squares;
  };

  return start => {
    const parts: Part[] = [];
    values.fill(0);
    scale.fill(0);
    effects.fill(0);
    pull.fill(0);
    let [sum, count, rank] = [0, 0, 0];
    encode(start);
    for (let c = 0; c < clusters; c += 1) {
      const part = partOf(keyOf(c), () => makePart(c, start));
      const touched = part.swept.shape.columns;
      addAlong(effects, part.outcomes, touched);
      addAlong(pull, part.pull, touched);
      sum += part.sum;
      count += part.count;
      rank += part.rank;
      parts.push(part);
    }
    addParts(parts);
    const factor = { size: columnCount, values, first: plan.first };
    rank += factorise(factor, scale).rank;
    if (rank < ground.rank || count === 0) return general(start);
    solve(factor, effects);
    for (let k = 0; k < columnCount; k += 1) sum -= (pull[k] as number) * (effects[k] as number);
    solve(factor, pull);
    parts.forEach((part, c) => {
      const first = clusterStart[c] as number;
      unitWeight.set(part.unitWeight, first);
      rightSums.set(part.unitSums, first);
      untreated.set(part.weight, unitStart[first] as number);
      fitCluster(
        { plan, weight: untreated, unitWeight },
        part.swept,
        c,
        part.times,
        rightSums,
        effects,
        fitted,
      );
    });
    return { coefficient: sum / count, se: Math.sqrt(squaredScores(parts, start)) / count };
  };
};
