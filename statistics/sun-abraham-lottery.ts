import { type Absorption, absorb, determinedColumns } from './absorption.ts';
import { factorise, solve, solveBackward, solveForward } from './cholesky.ts';
import { countAll } from './counting.ts';
import { layOut, soleColumns } from './design.ts';
import { type Panel, treatedFrom } from './panel.ts';
import type { Statistic } from './randomization.ts';
import { reduceCluster, refinedResiduals, sweptProduct } from './reduction.ts';
import { centre, clusteredVariance, weightsOf } from './regression.ts';
import { product, REFERENCE_EVENT, type SunAbrahamOptions, treatedMean } from './sun-abraham.ts';
import { planDesign, takeAway } from './sweep.ts';

const NONE = { coefficient: Number.NaN, se: Number.NaN };

/** Sun & Abraham's estimate and its clustered error for any starts, fitted anew for each: some milliseconds a time. */
export const refittedStatistic =
  (panel: Panel, options: SunAbrahamOptions): Statistic =>
  start => {
    const other = { ...panel, start, treated: treatedFrom(panel, start) };
    const mean = treatedMean(other, options);
    if (!mean) return NONE;
    const { regression } = mean.found;
    return {
      coefficient: product(mean.whole, regression.coefficients),
      se: Math.sqrt(clusteredVariance(regression, mean.whole, 1)),
    };
  };

/** What the fixed effects leave of a column that is 1 in a single cell. Any 0/1 column is a sum of such. */
type LoneColumns = {
  /** Per cell, one after the other: L⁻¹ of its sums along the shared columns, from the first that is not 0 to the last. */
  readonly along: Float64Array;
  /** Cell i has along[place[i]] … along[place[i + 1] − 1], the first of which belongs to column begin[i]. */
  readonly place: Int32Array;
  readonly begin: Int32Array;
  /** Per cell and time: what the school's own times have taken. Empty without own times. */
  readonly taken: Float64Array;
};

/** As many numbers as the cells' columns may be. Beyond it each draw is fitted anew. */
const MOST_NUMBERS = 2 ** 25;

/** @returns undefined where that would be more numbers than there is room for */
const loneColumns = (absorption: Absorption, room: number): LoneColumns | undefined => {
  const { design, system, weight } = absorption;
  const { unitStart, clusterStart, rows } = design;
  const times = design.ownTime ? design.times : 0;
  if (rows * times > room) return undefined;
  const parts: Float64Array[] = [];
  const place = new Int32Array(rows + 1);
  const begin = new Int32Array(rows);
  const taken = new Float64Array(rows * times);
  const lone = new Float64Array(rows);
  const unitSums = new Float64Array(absorption.unitWeight.length);
  const whole = new Float64Array(design.columnCount);
  let numbers = taken.length;
  for (const [c, cluster] of absorption.clusters.entries()) {
    const end = unitStart[clusterStart[c + 1] as number] as number;
    for (let i = unitStart[clusterStart[c] as number] as number; i < end; i += 1) {
      lone[i] = weight[i] as number;
      const part = reduceCluster(absorption, cluster, c, lone, unitSums);
      lone[i] = 0;
      whole.fill(0);
      cluster.shape.columns.forEach((column, k) => {
        whole[column] = part.sums[k] as number;
      });
      solveForward(system.factor, whole);
      taken.set(part.times, i * times);
      let [from, to] = [0, whole.length];
      while (from < to && whole[from] === 0) from += 1;
      while (to > from && whole[to - 1] === 0) to -= 1;
      begin[i] = from;
      parts.push(whole.slice(from, to));
      numbers += to - from;
      place[i + 1] = numbers - taken.length;
      if (numbers > room) return undefined;
    }
  }
  const along = new Float64Array(numbers - taken.length);
  parts.forEach((part, i) => {
    along.set(part, place[i]);
  });
  return { along, place, begin, taken };
};

/** Adds `count` numbers of `source` to those of `target`. By itself, so that it is made fast by itself: draws spend their time here. */
const addTo = (target: Float64Array, at: number, source: Float64Array, from: number, count: number): void => {
  for (let k = 0; k < count; k += 1)
    target[at + k] = (target[at + k] as number) + (source[from + k] as number);
};

/** Every column a draw can have, by rising event time and cohort as `eventColumns`: cohort · times + time. */
const possibleColumns = (times: Float64Array, cohorts: readonly number[]) =>
  cohorts
    .flatMap((group, g) =>
      Array.from(times, (time, t) => ({ group, event: time - group, at: g * times.length + t })),
    )
    .filter(({ event }) => event !== REFERENCE_EVENT)
    .sort((a, b) => a.event - b.event || a.group - b.group);

/**
 * The same, made for thousands of draws.
 *
 * The fixed effects do not depend on who has the post, so they are swept out once, of every cell's own column. The columns of a draw
 * are sums of those, and all that has to be solved anew is a system of cohorts by event times. Where the starts decide which
 * cells take part, with covariates, and on panels too large to keep this of, each draw is fitted anew.
 *
 * @param road makes the way that fits each draw anew
 * @param most as many numbers as may be kept of the cells' columns
 */
export const sunAbrahamStatistic = (
  panel: Panel,
  options: SunAbrahamOptions,
  road = refittedStatistic,
  most = MOST_NUMBERS,
): Statistic => {
  const refitted = road(panel, options);
  const cohorts = [...new Set(panel.start)].filter(Number.isFinite).sort((a, b) => a - b);
  const earliest = panel.times[Math.min(...new Set(panel.time))] as number;
  if (panel.covariates || (cohorts[0] ?? earliest) <= earliest) return refitted;
  const { design, weights } = options;
  const weight = weightsOf(panel, weights);
  const absorption = absorb(planDesign(layOut(panel, design)), weight);
  const lone = loneColumns(absorption, most);
  if (!lone) return refitted;

  const { along, place, begin, taken } = lone;
  const { unitWeight, system } = absorption;
  const { columnCount, ownTime } = absorption.design;
  const { unitStart, clusterStart, time, cells } = panel;
  const times = panel.times.length;
  const rest = refinedResiduals(absorption, centre(panel.mean, weight));
  const { speaks } = countAll(panel, design, 0, weights === 'n' && panel.within !== undefined);
  const codes = new Map(cohorts.map((cohort, g) => [cohort, g]));
  const possible = possibleColumns(panel.times, cohorts);
  const columnsAtMost = possible.length;
  /** Which there can be; per such its number in the draw, −1 where it has no cell; per cell the number of its column, or −1. */
  const isPossible = new Uint8Array(cohorts.length * times);
  for (const { at } of possible) isPossible[at] = 1;
  const numbers = new Int32Array(cohorts.length * times);
  const own = new Int32Array(cells);
  const events = new Float64Array(columnsAtMost);
  const cross = new Float64Array((columnsAtMost * (columnsAtMost + 1)) / 2);
  const shared = new Float64Array(columnsAtMost * columnCount);
  /** Per column that a school has, in the order they are met: what its own times have taken. Per column its place there, or −1. */
  const within = new Float64Array(columnsAtMost * times);
  const slots = new Int32Array(columnsAtMost).fill(-1);
  const between = new Float64Array(cross.length);
  /** Along the shared columns, and per cell what stands for the direction, and for what the columns tell, before own effects. */
  const direction = new Float64Array(columnCount);
  const slope = new Float64Array(columnCount);
  const steer = new Float64Array(cells);
  const told = new Float64Array(cells);
  const room = new Float64Array(ownTime ? times : 0);
  const columnOf = soleColumns(absorption.design);

  /** Numbers the columns that the starts give. @returns how many, or undefined for starts of another kind than the panel's */
  const layColumns = (start: Float64Array): number | undefined => {
    numbers.fill(-1);
    let never = false;
    for (let u = 0; u < start.length; u += 1) {
      const begins = start[u] as number;
      if (begins === Number.POSITIVE_INFINITY) {
        never = true;
        own.fill(-1, unitStart[u], unitStart[u + 1]);
        continue;
      }
      const g = codes.get(begins);
      if (g === undefined) return undefined;
      for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) {
        const at = g * times + (time[i] as number);
        own[i] = isPossible[at] === 1 ? at : -1;
        if (isPossible[at] === 1) numbers[at] = 0;
      }
    }
    if (!never) return undefined;
    let count = 0;
    for (const { at, event } of possible) {
      if (numbers[at] === -1) continue;
      events[count] = event;
      numbers[at] = count++;
    }
    for (let i = 0; i < cells; i += 1) {
      const at = own[i] as number;
      if (at >= 0) own[i] = numbers[at] as number;
    }
    return count;
  };

  /** Takes what a school's own times carry out of the cross products of the columns it has, and forgets them. */
  const takeTimes = (met: readonly number[]): void => {
    const count = met.length;
    const carried = between.subarray(0, (count * (count + 1)) / 2).fill(0);
    const loading = within.subarray(0, count * times);
    takeAway(carried, loading, times);
    for (let x = 0, at = 0; x < count; x += 1)
      for (let y = 0; y <= x; y += 1, at += 1) {
        const k = Math.max(met[x] as number, met[y] as number);
        const l = Math.min(met[x] as number, met[y] as number);
        const spot = (k * (k + 1)) / 2 + l;
        cross[spot] = (cross[spot] as number) + (carried[at] as number);
      }
    loading.fill(0);
    for (const k of met) slots[k] = -1;
  };

  /** Adds cell i of a unit that begins at cell `from` to the cross products and to its column k. */
  const addCell = (i: number, k: number, from: number, share: number): void => {
    const w = weight[i] as number;
    const row = (k * (k + 1)) / 2;
    cross[row + k] = (cross[row + k] as number) + w;
    // A unit's cells are in rising time, so earlier cells have earlier columns.
    for (let j = from; j <= i; j += 1) {
      const l = own[j] as number;
      if (l >= 0) cross[row + l] = (cross[row + l] as number) - share * w * (weight[j] as number);
    }
    const at = place[i] as number;
    addTo(shared, k * columnCount + (begin[i] as number), along, at, (place[i + 1] as number) - at);
    if (ownTime) addTo(within, (slots[k] as number) * times, taken, i * times, times);
  };

  /** The columns' cross products with the fixed effects swept out, their sizes, their share in means, and X'Wy. */
  const assemble = (count: number) => {
    const [scale, shares, right] = [
      new Float64Array(count),
      new Float64Array(count),
      new Float64Array(count),
    ];
    const size = (count * (count + 1)) / 2;
    cross.fill(0, 0, size);
    shared.fill(0, 0, count * columnCount);
    for (let c = 0; c + 1 < clusterStart.length; c += 1) {
      const met: number[] = [];
      for (let u = clusterStart[c] as number; u < (clusterStart[c + 1] as number); u += 1) {
        const from = unitStart[u] as number;
        const share = (unitWeight[u] as number) > 0 ? 1 / (unitWeight[u] as number) : 0;
        for (let i = from; i < (unitStart[u + 1] as number); i += 1) {
          const k = own[i] as number;
          if (k < 0) continue;
          const w = weight[i] as number;
          scale[k] = (scale[k] as number) + w;
          right[k] = (right[k] as number) + w * (rest[i] as number);
          if (speaks[i] === 1) shares[k] = (shares[k] as number) + w;
          if (ownTime && slots[k] === -1) slots[k] = met.push(k) - 1;
          addCell(i, k, from, share);
        }
      }
      if (ownTime) takeTimes(met);
    }
    const values = cross.subarray(0, size);
    takeAway(values, shared.subarray(0, count * columnCount), columnCount);
    const factor = { size: count, values, first: new Int32Array(count) };
    return { system: { factor, scale, ...factorise(factor, scale) }, shares, right };
  };

  /** What the shared effects of least squares take of a combination of the columns, with the sign turned: −A⁻¹X'W·combination. */
  const takenBy = (combination: Float64Array, along: Float64Array): void => {
    along.fill(0);
    for (let k = 0; k < combination.length; k += 1)
      for (let a = 0, at = k * columnCount; a < columnCount; a += 1, at += 1)
        along[a] = (along[a] as number) - (combination[k] as number) * (shared[at] as number);
    solveBackward(system.factor, along);
  };

  /**
   * Σ_g (h'We)² over clusters, h the direction of the combination m along the columns. What the clusters' own effects take of the
   * columns is taken of both at once, cluster by cluster; of the outcomes all effects are taken already.
   */
  const squaredScores = (coefficients: Float64Array, m: Float64Array): number => {
    takenBy(m, direction);
    takenBy(coefficients, slope);
    for (let i = 0; i < cells; i += 1) {
      const k = own[i] as number;
      const column = columnOf[i] as number;
      steer[i] = (k < 0 ? 0 : (m[k] as number)) + (column < 0 ? 0 : (direction[column] as number));
      told[i] = (k < 0 ? 0 : (coefficients[k] as number)) + (column < 0 ? 0 : (slope[column] as number));
    }
    let squares = 0;
    absorption.clusters.forEach((swept, c) => {
      let score = -sweptProduct(absorption, swept, c, told, steer, room);
      const end = unitStart[clusterStart[c + 1] as number] as number;
      for (let i = unitStart[clusterStart[c] as number] as number; i < end; i += 1)
        score += (weight[i] as number) * (rest[i] as number) * (steer[i] as number);
      squares += score * score;
    });
    return squares;
  };

  return start => {
    const count = layColumns(start);
    if (count === undefined) return refitted(start);
    const { system: ownSystem, shares, right: coefficients } = assemble(count);
    const determined = determinedColumns(ownSystem, 0);
    let sum = 0;
    for (let k = 0; k < count; k += 1) {
      if (determined[k] === 0 || (events[k] as number) < 0) shares[k] = 0;
      sum += shares[k] as number;
    }
    if (sum <= 0) return NONE;
    solve(ownSystem.factor, coefficients);
    let coefficient = 0;
    for (let k = 0; k < count; k += 1) {
      shares[k] = (shares[k] as number) / sum;
      coefficient += (shares[k] as number) * (coefficients[k] as number);
    }
    solve(ownSystem.factor, shares);
    return { coefficient, se: Math.sqrt(squaredScores(coefficients, shares)) };
  };
};
