import type { Absorption, Swept } from './absorption.ts';
import { solve, solveBackward, solveForward, type Triangle } from './cholesky.ts';
import type { DesignPlan, SweptCluster } from './sweep.ts';

/** A row vector r, reduced to what the shared columns see of it: X'r after the clusters' own effects are swept out. */
export type Reduction = {
  /** Per cluster, along its own columns. */
  readonly shared: readonly Float64Array[];
  /** Per unit Σr, and per cluster what its own times have taken. */
  readonly unitSums: Float64Array;
  readonly timeSums: readonly Float64Array[];
};

/** How many numbers one cluster's part of a reduction is. */
export const roomOf = ({ design, shapes }: DesignPlan, cluster: number): number =>
  (shapes[cluster]?.columns.length ?? 0) + (design.ownTime ? design.times : 0);

/** A cluster without own times. A unit without any r costs nothing. @see reduceCluster */
const reduceUnits = (
  { plan, weight, unitWeight }: Swept,
  c: number,
  r: Float64Array,
  unitSums: Float64Array,
  sums: Float64Array,
): void => {
  const { unitStart, clusterStart, columnStart } = plan.design;
  const { places } = plan;
  for (let u = clusterStart[c] as number; u < (clusterStart[c + 1] as number); u += 1) {
    const from = unitStart[u] as number;
    const to = unitStart[u + 1] as number;
    let sum = 0;
    let some = false;
    for (let i = from; i < to; i += 1) {
      const value = r[i] as number;
      sum += value;
      some ||= value !== 0;
    }
    unitSums[u] = sum;
    if (!some) continue;
    const share = (unitWeight[u] as number) > 0 ? sum / (unitWeight[u] as number) : 0;
    for (let i = from; i < to; i += 1) {
      const left = (r[i] as number) - share * (weight[i] as number);
      for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1) {
        const at = places[k] as number;
        sums[at] = (sums[at] as number) + left;
      }
    }
  }
};

/** A cluster with own times, whose effects reach all its units as soon as there is any r. @see reduceCluster */
const reduceUnitsAndTimes = (
  { plan, weight, unitWeight }: Swept,
  timeFactor: Triangle,
  ownTime: Int32Array,
  c: number,
  r: Float64Array,
  unitSums: Float64Array,
  sums: Float64Array,
  times: Float64Array,
): void => {
  const { unitStart, clusterStart, columnStart } = plan.design;
  const { places } = plan;
  const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
  let met = false;
  for (let u = first; u < last; u += 1) {
    const from = unitStart[u] as number;
    const to = unitStart[u + 1] as number;
    let sum = 0;
    let some = false;
    for (let i = from; i < to; i += 1) {
      const value = r[i] as number;
      sum += value;
      some ||= value !== 0;
    }
    unitSums[u] = sum;
    if (!some) continue;
    met = true;
    const share = (unitWeight[u] as number) > 0 ? sum / (unitWeight[u] as number) : 0;
    for (let i = from; i < to; i += 1) {
      const t = ownTime[i] as number;
      times[t] = (times[t] as number) + (r[i] as number) - share * (weight[i] as number);
    }
  }
  if (!met) return;
  solveForward(timeFactor, times);
  const effects = times.slice();
  solveBackward(timeFactor, effects);
  for (let u = first; u < last; u += 1) {
    const from = unitStart[u] as number;
    const to = unitStart[u + 1] as number;
    let own = unitSums[u] as number;
    for (let i = from; i < to; i += 1)
      own -= (weight[i] as number) * (effects[ownTime[i] as number] as number);
    const share = (unitWeight[u] as number) > 0 ? own / (unitWeight[u] as number) : 0;
    for (let i = from; i < to; i += 1) {
      const left =
        (r[i] as number) - (share + (effects[ownTime[i] as number] as number)) * (weight[i] as number);
      for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1) {
        const at = places[k] as number;
        sums[at] = (sums[at] as number) + left;
      }
    }
  }
};

/**
 * One cluster's part of X'r, with its own effects swept out: X'(r − W·effects), the effects those of least squares on r/W.
 *
 * @param unitSums gets Σr for each of the cluster's units
 * @param room zeros for what is returned, as many as `roomOf` says: an array of their own for each cluster is dear
 * @returns along the cluster's columns, and L⁻¹ of what is left of r along its own times, whose cross products are LL'
 */
export const reduceCluster = (
  swept: Swept,
  { shape, timeFactor }: SweptCluster,
  c: number,
  r: Float64Array,
  unitSums: Float64Array,
  room = new Float64Array(roomOf(swept.plan, c)),
): { readonly sums: Float64Array; readonly times: Float64Array } => {
  const { ownTime } = swept.plan.design;
  const sums = room.subarray(0, shape.columns.length);
  const times = room.subarray(shape.columns.length);
  if (timeFactor && ownTime) reduceUnitsAndTimes(swept, timeFactor, ownTime, c, r, unitSums, sums, times);
  else reduceUnits(swept, c, r, unitSums, sums);
  return { sums, times };
};

/** X'r with the clusters' own effects swept out. @param r per row, already weighted where weights belong */
export const reduce = (absorption: Absorption, r: Float64Array): Reduction => {
  const unitSums = new Float64Array(absorption.unitWeight.length);
  const { plan, clusters } = absorption;
  const rooms = new Float64Array(clusters.reduce((sum, _, c) => sum + roomOf(plan, c), 0));
  let begin = 0;
  const parts = clusters.map((cluster, c) => {
    const end = begin + roomOf(plan, c);
    const part = reduceCluster(absorption, cluster, c, r, unitSums, rooms.subarray(begin, end));
    begin = end;
    return part;
  });
  return { shared: parts.map(({ sums }) => sums), unitSums, timeSums: parts.map(({ times }) => times) };
};

/** The reduction summed over clusters, along the shared columns. */
export const sumShared = (absorption: Absorption, reduction: Reduction): Float64Array => {
  const sums = new Float64Array(absorption.design.columnCount);
  absorption.clusters.forEach(({ shape: { columns } }, c) => {
    const part = reduction.shared[c] as Float64Array;
    for (let k = 0; k < columns.length; k += 1) {
      const column = columns[k] as number;
      sums[column] = (sums[column] as number) + (part[k] as number);
    }
  });
  return sums;
};

/** Such a sum without one cluster's part. */
export const withoutPart = (
  { clusters }: Absorption,
  sums: Float64Array,
  reduction: Reduction,
  cluster: number,
): Float64Array => {
  const rest = sums.slice();
  const { columns } = (clusters[cluster] as SweptCluster).shape;
  const part = reduction.shared[cluster] as Float64Array;
  for (let k = 0; k < columns.length; k += 1) {
    const column = columns[k] as number;
    rest[column] = (rest[column] as number) - (part[k] as number);
  }
  return rest;
};

/** Adds to the fitted values of unit u its own effect: what is left of its sum, spread over its weight. */
const fitUnit = (
  { plan: { design }, weight, unitWeight }: Swept,
  u: number,
  sum: number,
  fitted: Float64Array,
): void => {
  const from = design.unitStart[u] as number;
  const to = design.unitStart[u + 1] as number;
  let rest = sum;
  for (let i = from; i < to; i += 1) rest -= (weight[i] as number) * (fitted[i] as number);
  const effect = (unitWeight[u] as number) > 0 ? rest / (unitWeight[u] as number) : 0;
  for (let i = from; i < to; i += 1) fitted[i] = (fitted[i] as number) + effect;
};

/**
 * One cluster's fitted values, α_unit + λ_cluster,time + shared columns, from the coefficients of the shared columns.
 *
 * @param timeSums what the cluster's own times have taken, from `reduceCluster`; left as it is
 * @param fitted gets the value for each of the cluster's rows
 * @param times room to work in, as large as `timeSums`
 */
export const fitCluster = (
  swept: Swept,
  { timeFactor }: SweptCluster,
  c: number,
  timeSums: Float64Array,
  unitSums: Float64Array,
  coefficients: Float64Array,
  fitted: Float64Array,
  times = new Float64Array(timeSums.length),
): void => {
  const { plan, weight, unitWeight } = swept;
  const { unitStart, clusterStart, ownTime, columnStart, columns } = plan.design;
  const [first, last] = [clusterStart[c] as number, clusterStart[c + 1] as number];
  for (let i = unitStart[first] as number; i < (unitStart[last] as number); i += 1) {
    let value = 0;
    for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1)
      value += coefficients[columns[k] as number] as number;
    fitted[i] = value;
  }
  if (timeFactor && ownTime) {
    times.fill(0);
    for (let u = first; u < last; u += 1) {
      const from = unitStart[u] as number;
      const to = unitStart[u + 1] as number;
      let sum = 0;
      for (let i = from; i < to; i += 1) sum += (weight[i] as number) * (fitted[i] as number);
      const mean = (unitWeight[u] as number) > 0 ? sum / (unitWeight[u] as number) : 0;
      for (let i = from; i < to; i += 1) {
        const t = ownTime[i] as number;
        times[t] = (times[t] as number) + (weight[i] as number) * ((fitted[i] as number) - mean);
      }
    }
    solveForward(timeFactor, times);
    for (let t = 0; t < times.length; t += 1) times[t] = (timeSums[t] as number) - (times[t] as number);
    solveBackward(timeFactor, times);
    for (let i = unitStart[first] as number; i < (unitStart[last] as number); i += 1)
      fitted[i] = (fitted[i] as number) + (times[ownTime[i] as number] as number);
  }
  for (let u = first; u < last; u += 1) fitUnit(swept, u, unitSums[u] as number, fitted);
};

/**
 * a'Wb within one cluster, with its own effects swept out: what weighted least squares on them leaves of a, times b.
 *
 * @param a,b per row
 * @param effects gets the own times' effects in the fit of a; as many as there are own times
 */
export const sweptProduct = (
  { plan, weight, unitWeight }: Swept,
  { timeFactor }: SweptCluster,
  c: number,
  a: Float64Array,
  b: Float64Array,
  effects: Float64Array,
): number => {
  const { unitStart, clusterStart, ownTime } = plan.design;
  const others = new Float64Array(effects.length);
  effects.fill(0);
  let product = 0;
  for (let u = clusterStart[c] as number; u < (clusterStart[c + 1] as number); u += 1) {
    if (unitWeight[u] === 0) continue;
    const from = unitStart[u] as number;
    const to = unitStart[u + 1] as number;
    let sumA = 0;
    let sumB = 0;
    for (let i = from; i < to; i += 1) {
      const w = weight[i] as number;
      sumA += w * (a[i] as number);
      sumB += w * (b[i] as number);
    }
    const share = 1 / (unitWeight[u] as number);
    const meanA = sumA * share;
    const meanB = sumB * share;
    for (let i = from; i < to; i += 1) {
      const left = (weight[i] as number) * ((a[i] as number) - meanA);
      const right = (b[i] as number) - meanB;
      product += left * right;
      if (!ownTime) continue;
      const t = ownTime[i] as number;
      effects[t] = (effects[t] as number) + left;
      others[t] = (others[t] as number) + (weight[i] as number) * right;
    }
  }
  if (!timeFactor) return product;
  solveForward(timeFactor, effects);
  solveForward(timeFactor, others);
  for (let t = 0; t < effects.length; t += 1) product -= (effects[t] as number) * (others[t] as number);
  solveBackward(timeFactor, effects);
  return product;
};

/** From coefficients of the shared columns, and a reduction, to the value per row. */
const carryBack = (
  absorption: Absorption,
  { timeSums, unitSums }: Reduction,
  coefficients: Float64Array,
): Float64Array => {
  const fitted = new Float64Array(absorption.design.rows);
  const room = new Float64Array(timeSums[0]?.length ?? 0);
  absorption.clusters.forEach((cluster, c) => {
    fitCluster(absorption, cluster, c, timeSums[c] as Float64Array, unitSums, coefficients, fitted, room);
  });
  return fitted;
};

/**
 * X M (X'r + c): what a change of r in the rows' totals does to every row's fitted value.
 *
 * @param r per row, already weighted
 * @param extra c, along the shared columns: gives the direction of a combination of coefficients
 */
export const spread = (absorption: Absorption, r: Float64Array, extra?: Float64Array): Float64Array => {
  const reduction = reduce(absorption, r);
  const coefficients = sumShared(absorption, reduction);
  if (extra)
    for (let k = 0; k < extra.length; k += 1)
      coefficients[k] = (coefficients[k] as number) + (extra[k] as number);
  solve(absorption.system.factor, coefficients);
  return carryBack(absorption, reduction, coefficients);
};

/** Element by element a·b. Loops instead of `map` in what is run thousands of times: a closure per number costs more than the number. */
export const multiply = (a: Float64Array, b: Float64Array): Float64Array => {
  const product = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) product[i] = (a[i] as number) * (b[i] as number);
  return product;
};

/** Element by element a − b. */
export const subtract = (a: Float64Array, b: Float64Array): Float64Array => {
  const difference = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) difference[i] = (a[i] as number) - (b[i] as number);
  return difference;
};

/** y minus the fitted values of weighted least squares of y on the design. */
export const residualsOf = (absorption: Absorption, y: Float64Array): Float64Array =>
  subtract(y, spread(absorption, multiply(absorption.weight, y)));

/** Coefficients of the shared columns in weighted least squares, from the reduction of the weighted outcomes. */
const sharedCoefficients = (absorption: Absorption, reduction: Reduction): Float64Array => {
  const sums = sumShared(absorption, reduction);
  solve(absorption.system.factor, sums);
  return sums;
};

/** Weighted least squares of y on the design. */
export type LeastSquares = {
  /** Of the weighted y. */
  readonly reduction: Reduction;
  readonly coefficients: Float64Array;
  /** y minus the fitted values, once refined: the residuals' own fit, which is rounding, is taken away as well. */
  readonly residual: Float64Array;
};

export const leastSquares = (absorption: Absorption, y: Float64Array): LeastSquares => {
  const reduction = reduce(absorption, multiply(absorption.weight, y));
  const coefficients = sharedCoefficients(absorption, reduction);
  const left = subtract(y, carryBack(absorption, reduction, coefficients));
  return { reduction, coefficients, residual: residualsOf(absorption, left) };
};

/** y minus the fitted values, once refined. */
export const refinedResiduals = (absorption: Absorption, y: Float64Array): Float64Array =>
  leastSquares(absorption, y).residual;

/** ω'X_own M_own X_own'r within one cluster: the part of ω'fit that the cluster's own effects carry. */
export const ownProduct = (
  { plan: { design }, unitWeight }: Swept,
  a: { readonly unitSums: Float64Array; readonly times: Float64Array },
  b: { readonly unitSums: Float64Array; readonly times: Float64Array },
  cluster: number,
): number => {
  let sum = 0;
  for (
    let u = design.clusterStart[cluster] as number;
    u < (design.clusterStart[cluster + 1] as number);
    u += 1
  ) {
    const w = unitWeight[u] as number;
    if (w > 0) sum += ((a.unitSums[u] as number) * (b.unitSums[u] as number)) / w;
  }
  for (let t = 0; t < a.times.length; t += 1) sum += (a.times[t] as number) * (b.times[t] as number);
  return sum;
};

/** A reduction's part of one cluster, for `ownProduct`. */
export const partOf = (
  { unitSums, timeSums }: Reduction,
  cluster: number,
): { readonly unitSums: Float64Array; readonly times: Float64Array } => ({
  unitSums,
  times: timeSums[cluster] as Float64Array,
});
