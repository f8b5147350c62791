import { addCluster, ownRankOf } from './absorption.ts';
import { factorise, solve } from './cholesky.ts';
import { soleColumns } from './design.ts';
import { estimableByRule, type ImputationGround, withRank } from './imputation.ts';
import { generalStatistic } from './imputation-lottery.ts';
import { keepValues } from './kept-values.ts';
import type { Statistic } from './randomization.ts';
import { reduceCluster, sweptProduct } from './reduction.ts';
import { type SweptCluster, sweepCluster } from './sweep.ts';

/** What one cluster brings when its units start when they do. It does not depend on the other clusters. */
type Part = {
  readonly swept: SweptCluster;
  /**
   * One after the other, so that they are read in one go: its cross products, and along its columns their sizes, X'Wy over cells
   * without a post and X'ω over effects, with the cluster's own effects swept out.
   */
  readonly sums: Float64Array;
  /** Per cell of the cluster: its weight, 0 with a post. Per unit: Σw over its cells without a post. */
  readonly weight: Float64Array;
  readonly unitWeight: Float64Array;
  readonly rank: number;
  /** Cells whose effects are averaged. */
  readonly effects: Int32Array;
};

/** As many sums as parts may be kept in: half a gigabyte of them. */
const MOST_SUMS = 2 ** 26;

/** Room for parts' sums: of `size` numbers cross products, and along the columns what stands beside them. */
const layOutSums = (size: number, columns: number) => {
  const sums = new Float64Array(size + 3 * columns);
  const alongFrom = (k: number) => sums.subarray(size + k * columns, size + (k + 1) * columns);
  return {
    sums,
    cross: sums.subarray(0, size),
    sizes: alongFrom(0),
    outcomes: alongFrom(1),
    pull: alongFrom(2),
  };
};

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
  const { clusterStart, unitStart, columnCount, ownTime } = plan.design;
  const { unitCluster, unit, time, times } = panel;
  const clusters = panel.clusterNames.length;
  const general = road(ground);
  const partOf = keepValues(MOST_SUMS, ({ sums }: Part) => sums.length);
  const codes = new Map<number, number>();
  const coded = new Uint16Array(unitCluster.length);
  const totals = layOutSums((columnCount * (columnCount + 1)) / 2, columnCount);
  const { cross: values, sizes: scale, outcomes: effects, pull } = totals;
  const untreated = new Float64Array(panel.cells);
  const unitWeight = new Float64Array(unitCluster.length);
  const unitSums = new Float64Array(unitCluster.length);
  const omega = new Float64Array(panel.cells);
  const weighted = new Float64Array(panel.cells);
  /** Per cell: its outcome less the shared effects, then τ̂ where it is averaged; and how the mean effect leans on its columns. */
  const left = new Float64Array(panel.cells);
  const lean = new Float64Array(panel.cells);
  const ownEffects = new Float64Array(ownTime ? times.length : 0);
  const scores = new Float64Array(clusters);
  const columnOf = soleColumns(plan.design);
  const here = { plan, weight: untreated, unitWeight };

  const makePart = (c: number, start: Float64Array): Part => {
    const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
    const effectCells: number[] = [];
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
        if (omega[i] === 1) effectCells.push(i);
      }
      unitWeight[u] = total;
    }
    const { length, columns: touched } = plan.shapes[c] as SweptCluster['shape'];
    const { sums, cross, sizes, outcomes, pull: pulls } = layOutSums(length, touched.length);
    const swept = sweepCluster(plan, untreated, unitWeight, c, cross);
    sizes.set(swept.sizes);
    outcomes.set(reduceCluster(here, swept, c, weighted, unitSums).sums);
    pulls.set(reduceCluster(here, swept, c, omega, unitSums).sums);
    return {
      swept,
      sums,
      weight: untreated.slice(unitStart[first], unitStart[last]),
      unitWeight: unitWeight.slice(first, last),
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

  /** Adds all parts' sums, four at a time where they lie alike: reading them from memory is much of the time of a draw. */
  const addParts = (parts: readonly Part[]): void => {
    const all = totals.sums.fill(0);
    let c = 0;
    for (; c + 3 < parts.length; c += 4) {
      const four = parts.slice(c, c + 4);
      if (!four.every(({ swept }) => swept.shape.whole)) break;
      const [p, q, r, s] = four.map(({ sums }) => sums) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      for (let at = 0; at < all.length; at += 1)
        all[at] =
          (all[at] as number) +
          ((p[at] as number) + (q[at] as number) + ((r[at] as number) + (s[at] as number)));
    }
    for (; c < parts.length; c += 1) {
      const { swept, sums } = parts[c] as Part;
      const { length, columns: touched } = swept.shape;
      addCluster(values, scale, swept, sums, 1);
      for (let k = 0, at = length + touched.length; k < touched.length; k += 1, at += 1) {
        const column = touched[k] as number;
        effects[column] = (effects[column] as number) + (sums[at] as number);
        pull[column] = (pull[column] as number) + (sums[at + touched.length] as number);
      }
    }
  };

  /** Puts τ̂ of a cluster's effects in the place of what the shared effects leave of them. */
  const tellEffects = (part: Part): void => {
    let last = -1;
    let own = 0;
    for (const i of part.effects) {
      const u = unit[i] as number;
      if (u !== last) {
        own = 0;
        for (let j = unitStart[u] as number; j < i; j += 1)
          own +=
            (untreated[j] as number) *
            ((left[j] as number) - (ownTime ? (ownEffects[time[j] as number] as number) : 0));
        own /= unitWeight[u] as number;
        last = u;
      }
      left[i] = (left[i] as number) - own - (ownTime ? (ownEffects[time[i] as number] as number) : 0);
    }
  };

  /**
   * Every cluster's Σ v ε̃ over cells without a post, v not yet divided by the number of effects (see `imputationErrors`), and every
   * effect. Both rest on what the shared effects leave of the outcomes.
   */
  const fitClusters = (parts: readonly Part[]): void =>
    parts.forEach((part, c) => {
      const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
      const [from, to] = [unitStart[first] as number, unitStart[last] as number];
      unitWeight.set(part.unitWeight, first);
      untreated.set(part.weight, from);
      for (let i = from; i < to; i += 1) {
        const column = columnOf[i] as number;
        left[i] = (outcome[i] as number) - (column < 0 ? 0 : (effects[column] as number));
        lean[i] = column < 0 ? 0 : (pull[column] as number);
      }
      scores[c] = -sweptProduct(here, part.swept, c, left, lean, ownEffects);
      tellEffects(part);
    });

  return start => {
    encode(start);
    const parts = Array.from({ length: clusters }, (_, c) => partOf(keyOf(c), () => makePart(c, start)));
    addParts(parts);
    const factor = { size: columnCount, values, first: plan.first };
    const rank = parts.reduce((sum, part) => sum + part.rank, factorise(factor, scale).rank);
    const count = parts.reduce((sum, part) => sum + part.effects.length, 0);
    if (rank < ground.rank || count === 0) return general(start);
    solve(factor, effects);
    solve(factor, pull);
    fitClusters(parts);
    const sums = new Float64Array(codes.size * times.length);
    const counts = new Float64Array(sums.length);
    const cohortOf = (i: number): number =>
      (coded[unit[i] as number] as number) * times.length + (time[i] as number);
    let sum = 0;
    for (const part of parts)
      for (const i of part.effects) {
        const at = cohortOf(i);
        sums[at] = (sums[at] as number) + (left[i] as number);
        counts[at] = (counts[at] as number) + 1;
        sum += left[i] as number;
      }
    let squares = 0;
    parts.forEach((part, c) => {
      let score = scores[c] as number;
      for (const i of part.effects) {
        const at = cohortOf(i);
        score += (left[i] as number) - (sums[at] as number) / (counts[at] as number);
      }
      squares += score * score;
    });
    return { coefficient: sum / count, se: Math.sqrt(squares) / count };
  };
};
