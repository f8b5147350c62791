import { factorise, isSolvable, solve, solveBackward, solveForward, type Triangle } from './cholesky.ts';
import type { Design } from './design.ts';

/**
 * Which shared columns a cluster touches, rising, and where the lower triangle of their swept cross product lies: element (a, b) of
 * the a-th and b-th touched columns stands at offset[a] + b, for b from first[a] to a. Before first[a] nothing can stand.
 */
type ClusterShape = {
  readonly columns: Int32Array;
  readonly first: Int32Array;
  readonly offset: Int32Array;
  readonly length: number;
};

/** What is left of one cluster when its own effects (its units', and its times' where the design has them) are swept out. */
type SweptCluster = {
  readonly shape: ClusterShape;
  readonly cross: Float64Array;
  /** The touched columns' sizes in this cluster before sweeping. */
  readonly sizes: Float64Array;
  /** Own times: Cholesky factor (times × times), and how the shared columns load on them (times × columns). */
  readonly timeFactor?: Triangle;
  readonly loading?: Float64Array;
};

/** A row vector r, reduced to what the shared columns see of it: X'r after the clusters' own effects are swept out. */
export type Reduction = {
  /** Per cluster, along its own columns. */
  readonly shared: readonly Float64Array[];
  /** Per unit Σr, and per cluster what its own times have taken. */
  readonly unitSums: Float64Array;
  readonly timeSums: readonly Float64Array[];
};

/** A factored system of shared columns, of all clusters or of all but one. */
export type SharedSystem = {
  readonly factor: Triangle;
  /** Per column: how much weight it has, before sweeping; 1 if it stayed, 0 if it has no weight or others determine it. */
  readonly scale: Float64Array;
  readonly kept: Uint8Array;
  readonly rank: number;
};

/**
 * Weighted least squares on a design whose rows fall into clusters: y = α_unit [+ λ_cluster,time] + (shared columns) + error.
 *
 * The normal equations are solved from the inside out: units first (a diagonal), then a cluster's own times (times × times), and
 * what remains is a small system of the columns that clusters share, a sum of one term per cluster. That sum is what makes
 * leaving out one cluster cheap, and the solution exact: there is no iteration. M below is a generalised inverse of X'WX, with
 * coefficient 0 for every column that others determine.
 */
export type Absorption = {
  readonly plan: DesignPlan;
  readonly design: Design;
  readonly weight: Float64Array;
  /** Per unit: the sum of its weights. */
  readonly unitWeight: Float64Array;
  readonly clusters: readonly SweptCluster[];
  readonly system: SharedSystem;
};

const rowsOfCluster = ({ unitStart, clusterStart }: Design, cluster: number): [number, number] => [
  unitStart[clusterStart[cluster] as number] as number,
  unitStart[clusterStart[cluster + 1] as number] as number,
];

/** The different shared columns of a cluster, rising. */
const touchedColumns = (design: Design, cluster: number, mark: Int32Array): Int32Array => {
  const [from, to] = rowsOfCluster(design, cluster);
  const found: number[] = [];
  for (let k = design.columnStart[from] as number; k < (design.columnStart[to] as number); k += 1) {
    const column = design.columns[k] as number;
    if (mark[column] === cluster + 1) continue;
    mark[column] = cluster + 1;
    found.push(column);
  }
  return Int32Array.from(found).sort();
};

/** Two columns meet where a unit has both; with own times, everywhere in the cluster. `local` gets each column's place. */
const shapeOf = (design: Design, cluster: number, columns: Int32Array, local: Int32Array): ClusterShape => {
  const count = columns.length;
  for (let k = 0; k < count; k += 1) local[columns[k] as number] = k;
  const first = new Int32Array(count);
  if (!design.ownTime) {
    for (let k = 0; k < count; k += 1) first[k] = k;
    const { clusterStart, unitStart, columnStart } = design;
    for (let u = clusterStart[cluster] as number; u < (clusterStart[cluster + 1] as number); u += 1) {
      const from = columnStart[unitStart[u] as number] as number;
      const to = columnStart[unitStart[u + 1] as number] as number;
      let least = count;
      for (let k = from; k < to; k += 1)
        least = Math.min(least, local[design.columns[k] as number] as number);
      for (let k = from; k < to; k += 1) {
        const place = local[design.columns[k] as number] as number;
        if (least < (first[place] as number)) first[place] = least;
      }
    }
  }
  const offset = new Int32Array(count);
  let length = 0;
  for (let k = 0; k < count; k += 1) {
    offset[k] = length - (first[k] as number);
    length += k - (first[k] as number) + 1;
  }
  return { columns, first, offset, length };
};

/** What does not depend on weights: made once for a design, used for every weighting of it. */
export type DesignPlan = {
  readonly design: Design;
  readonly shapes: readonly ClusterShape[];
  /** Per row and shared column, in the order of `design.columns`: the column's place in its cluster. */
  readonly places: Int32Array;
  /** Where each row of the sum over all clusters begins. */
  readonly first: Int32Array;
};

/** Finds out which columns meet. @see DesignPlan */
export const planDesign = (design: Design): DesignPlan => {
  const mark = new Int32Array(design.columnCount);
  const local = new Int32Array(design.columnCount);
  const places = new Int32Array(design.columns.length);
  const first = Int32Array.from({ length: design.columnCount }, (_, i) => i);
  const shapes = Array.from({ length: design.clusterStart.length - 1 }, (_, c) => {
    const shape = shapeOf(design, c, touchedColumns(design, c, mark), local);
    const [from, to] = rowsOfCluster(design, c);
    for (let k = design.columnStart[from] as number; k < (design.columnStart[to] as number); k += 1)
      places[k] = local[design.columns[k] as number] as number;
    shape.columns.forEach((column, k) => {
      first[column] = Math.min(first[column] as number, shape.columns[shape.first[k] as number] as number);
    });
    return shape;
  });
  return { design, shapes, places, first };
};

/**
 * Sweeps the cluster's own times, with cross product `own` (lower triangle), out of the shared columns. `loading` (times × columns)
 * becomes L⁻¹·loading, and `cross` loses loading'·loading.
 */
const sweepTimes = (
  own: Float64Array,
  loading: Float64Array,
  cross: Float64Array,
  times: number,
  sizes: Float64Array,
): Triangle => {
  const factor = { size: times, values: own, first: new Int32Array(times) };
  factorise(factor, sizes);
  const count = loading.length / times;
  for (let t = 0; t < times; t += 1) {
    const pivot = own[(t * (t + 3)) / 2] as number;
    for (let s = 0; s < t; s += 1) {
      const by = own[(t * (t + 1)) / 2 + s] as number;
      if (by === 0) continue;
      for (let a = 0; a < count; a += 1)
        loading[t * count + a] = (loading[t * count + a] as number) - by * (loading[s * count + a] as number);
    }
    for (let a = 0; a < count; a += 1)
      loading[t * count + a] = pivot === 0 ? 0 : (loading[t * count + a] as number) / pivot;
  }
  // Two times at once: this is where three-way designs spend their time, and each pass reads and writes all of `cross`.
  for (let t = 0; t < times; t += 2) {
    const one = t * count;
    const two = t + 1 < times ? one + count : -1;
    for (let a = 0, at = 0; a < count; a += 1) {
      const left = loading[one + a] as number;
      const right = two < 0 ? 0 : (loading[two + a] as number);
      const beside = two < 0 ? one : two;
      for (let b = 0; b <= a; b += 1, at += 1)
        cross[at] =
          (cross[at] as number) -
          (left * (loading[one + b] as number) + right * (loading[beside + b] as number));
    }
  }
  return factor;
};

/** Cross products of one cluster's columns with its unit effects, and its own times, swept out. */
const sweepCluster = (
  plan: DesignPlan,
  weight: Float64Array,
  unitWeight: Float64Array,
  cluster: number,
): SweptCluster => {
  const { design, places } = plan;
  const { unitStart, clusterStart, ownTime, columnStart } = design;
  const shape = plan.shapes[cluster] as ClusterShape;
  const { offset } = shape;
  const count = shape.columns.length;
  const times = ownTime ? design.times : 0;
  const cross = new Float64Array(shape.length);
  const sizes = new Float64Array(count);
  const own = new Float64Array((times * (times + 1)) / 2);
  const ownSizes = new Float64Array(times);
  const loading = new Float64Array(count * times);
  const unitTotals = new Float64Array(count);
  const touched = new Int32Array(count);
  for (let u = clusterStart[cluster] as number; u < (clusterStart[cluster + 1] as number); u += 1) {
    if (unitWeight[u] === 0) continue;
    const share = 1 / (unitWeight[u] as number);
    const from = unitStart[u] as number;
    const to = unitStart[u + 1] as number;
    let touchedCount = 0;
    for (let i = from; i < to; i += 1) {
      const w = weight[i] as number;
      if (w === 0) continue;
      const begin = columnStart[i] as number;
      const end = columnStart[i + 1] as number;
      for (let k = begin; k < end; k += 1) {
        const a = places[k] as number;
        sizes[a] = (sizes[a] as number) + w;
        if (unitTotals[a] === 0) touched[touchedCount++] = a;
        unitTotals[a] = (unitTotals[a] as number) + w;
        for (let m = begin; m <= k; m += 1) {
          const at = (offset[a] as number) + (places[m] as number);
          cross[at] = (cross[at] as number) + w;
        }
        if (ownTime) {
          const at = (ownTime[i] as number) * count + a;
          loading[at] = (loading[at] as number) + w;
        }
      }
    }
    for (let x = 0; x < touchedCount; x += 1) {
      const a = touched[x] as number;
      const scaled = (unitTotals[a] as number) * share;
      for (let y = 0; y <= x; y += 1) {
        const b = touched[y] as number;
        const at = b < a ? (offset[a] as number) + b : (offset[b] as number) + a;
        cross[at] = (cross[at] as number) - scaled * (unitTotals[b] as number);
      }
      if (!ownTime) continue;
      for (let i = from; i < to; i += 1) {
        const at = (ownTime[i] as number) * count + a;
        loading[at] = (loading[at] as number) - scaled * (weight[i] as number);
      }
    }
    for (let x = 0; x < touchedCount; x += 1) unitTotals[touched[x] as number] = 0;
    if (!ownTime) continue;
    for (let i = from; i < to; i += 1) {
      const w = weight[i] as number;
      const t = ownTime[i] as number;
      const row = (t * (t + 1)) / 2;
      ownSizes[t] = (ownSizes[t] as number) + w;
      own[row + t] = (own[row + t] as number) + w;
      // A unit's cells are in rising time, so earlier cells are earlier columns.
      for (let j = from; j <= i; j += 1) {
        const at = row + (ownTime[j] as number);
        own[at] = (own[at] as number) - w * share * (weight[j] as number);
      }
    }
  }
  return ownTime
    ? { shape, sizes, cross, loading, timeFactor: sweepTimes(own, loading, cross, times, ownSizes) }
    : { shape, sizes, cross };
};

const addCluster = (system: Float64Array, scale: Float64Array, cluster: SweptCluster, sign: number): void => {
  const { cross, sizes } = cluster;
  const { columns, first } = cluster.shape;
  for (let a = 0, at = 0; a < columns.length; a += 1) {
    const column = columns[a] as number;
    const row = (column * (column + 1)) / 2;
    scale[column] = (scale[column] as number) + sign * (sizes[a] as number);
    for (let b = first[a] as number; b <= a; b += 1, at += 1) {
      const place = row + (columns[b] as number);
      system[place] = (system[place] as number) + sign * (cross[at] as number);
    }
  }
};

const sumOfClusters = (plan: DesignPlan, clusters: readonly SweptCluster[]) => {
  const size = plan.design.columnCount;
  const values = new Float64Array((size * (size + 1)) / 2);
  const scale = new Float64Array(size);
  for (const cluster of clusters) addCluster(values, scale, cluster, 1);
  return { values, scale };
};

const factoriseSystem = (plan: DesignPlan, values: Float64Array, scale: Float64Array): SharedSystem => {
  const factor = { size: plan.design.columnCount, values, first: plan.first };
  return { factor, scale, ...factorise(factor, scale) };
};

/**
 * Sweeps the effects out of a design.
 *
 * @param weight per row, ≥ 0. A row with weight 0 is not fitted to, but gets a fitted value.
 */
export const absorb = (plan: DesignPlan, weight: Float64Array): Absorption => {
  const { design } = plan;
  const unitWeight = new Float64Array(design.unitStart.length - 1);
  for (let u = 0; u < unitWeight.length; u += 1) {
    let sum = 0;
    for (let i = design.unitStart[u] as number; i < (design.unitStart[u + 1] as number); i += 1)
      sum += weight[i] as number;
    unitWeight[u] = sum;
  }
  const clusters = plan.shapes.map((_, c) => sweepCluster(plan, weight, unitWeight, c));
  const { values, scale } = sumOfClusters(plan, clusters);
  return { plan, design, weight, unitWeight, clusters, system: factoriseSystem(plan, values, scale) };
};

/** What is left of a column when a cluster is taken away counts as nothing when it is rounding of what there was. */
const NOTHING = 1e-12;

/** The systems of all clusters but one, in the order of the clusters. Columns that only the missing cluster had are left out. */
export const systemsWithoutOne = function* (
  plan: DesignPlan,
  absorption: Absorption,
): Generator<SharedSystem> {
  const total = sumOfClusters(plan, absorption.clusters);
  for (const cluster of absorption.clusters) {
    const values = total.values.slice();
    const scale = total.scale.slice();
    addCluster(values, scale, cluster, -1);
    for (const column of cluster.shape.columns)
      if ((scale[column] as number) <= NOTHING * (total.scale[column] as number)) scale[column] = 0;
    yield factoriseSystem(plan, values, scale);
  }
};

/** X'r with the clusters' own effects swept out. @param r per row, already weighted where weights belong */
export const reduce = (absorption: Absorption, r: Float64Array): Reduction => {
  const { plan, design, weight, unitWeight, clusters } = absorption;
  const { unitStart, clusterStart, ownTime, columnStart } = design;
  const { places } = plan;
  const unitSums = new Float64Array(unitWeight.length);
  const timeSums: Float64Array[] = [];
  const shared = clusters.map((cluster, c) => {
    const sums = new Float64Array(cluster.shape.columns.length);
    const times = new Float64Array(ownTime ? design.times : 0);
    timeSums.push(times);
    for (let u = clusterStart[c] as number; u < (clusterStart[c + 1] as number); u += 1) {
      const from = unitStart[u] as number;
      const to = unitStart[u + 1] as number;
      let sum = 0;
      for (let i = from; i < to; i += 1) sum += r[i] as number;
      unitSums[u] = sum;
      const share = (unitWeight[u] as number) > 0 ? sum / (unitWeight[u] as number) : 0;
      for (let i = from; i < to; i += 1) {
        const left = (r[i] as number) - share * (weight[i] as number);
        if (ownTime) times[ownTime[i] as number] = (times[ownTime[i] as number] as number) + left;
        for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1) {
          const at = places[k] as number;
          sums[at] = (sums[at] as number) + left;
        }
      }
    }
    const { timeFactor, loading } = cluster;
    if (timeFactor && loading) {
      solveForward(timeFactor, times);
      for (let t = 0; t < times.length; t += 1) {
        const value = times[t] as number;
        const row = t * sums.length;
        for (let a = 0; a < sums.length; a += 1)
          sums[a] = (sums[a] as number) - (loading[row + a] as number) * value;
      }
    }
    return sums;
  });
  return { shared, unitSums, timeSums };
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

/** From coefficients of the shared columns, and a reduction, to the value per row: α_unit + λ_cluster,time + shared columns. */
const carryBack = (
  absorption: Absorption,
  reduction: Reduction,
  coefficients: Float64Array,
): Float64Array => {
  const { design, weight, unitWeight, clusters } = absorption;
  const { unitStart, clusterStart, ownTime, columnStart, columns } = design;
  const fitted = new Float64Array(design.rows);
  clusters.forEach(({ shape: { columns: touched }, timeFactor, loading }, c) => {
    const times = (reduction.timeSums[c] as Float64Array).slice();
    if (timeFactor && loading) {
      for (let t = 0; t < times.length; t += 1) {
        const row = t * touched.length;
        let sum = times[t] as number;
        for (let a = 0; a < touched.length; a += 1)
          sum -= (loading[row + a] as number) * (coefficients[touched[a] as number] as number);
        times[t] = sum;
      }
      solveBackward(timeFactor, times);
    }
    for (let u = clusterStart[c] as number; u < (clusterStart[c + 1] as number); u += 1) {
      const from = unitStart[u] as number;
      const to = unitStart[u + 1] as number;
      let rest = reduction.unitSums[u] as number;
      for (let i = from; i < to; i += 1) {
        let value = ownTime ? (times[ownTime[i] as number] as number) : 0;
        for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1)
          value += coefficients[columns[k] as number] as number;
        fitted[i] = value;
        rest -= (weight[i] as number) * value;
      }
      const effect = (unitWeight[u] as number) > 0 ? rest / (unitWeight[u] as number) : 0;
      for (let i = from; i < to; i += 1) fitted[i] = (fitted[i] as number) + effect;
    }
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

/** The same, once refined: the residuals' own fit, which is rounding, is taken away as well. */
export const refinedResiduals = (absorption: Absorption, y: Float64Array): Float64Array =>
  residualsOf(absorption, residualsOf(absorption, y));

/** Coefficients of the shared columns in weighted least squares, from the reduction of the weighted outcomes. */
export const sharedCoefficients = (absorption: Absorption, reduction: Reduction): Float64Array => {
  const sums = sumShared(absorption, reduction);
  solve(absorption.system.factor, sums);
  return sums;
};

/**
 * Which shared columns, from one on, have a coefficient of their own. A column that was left out gets 0 although it could be
 * anything, and then no column tied to it is determined either.
 */
export const determinedColumns = ({ factor, scale, kept }: SharedSystem, from: number): Uint8Array => {
  const determined = kept.slice(from);
  if (determined.every((one, k) => one === 1 || scale[from + k] === 0)) return determined;
  return determined.map((one, k) => {
    if (one === 0) return 0;
    const unit = new Float64Array(kept.length);
    unit[from + k] = 1;
    return isSolvable(factor, kept, unit) ? 1 : 0;
  });
};

/** How many effects the rows with weight determine: units, clusters' own times, shared columns. */
export const rankOf = ({ unitWeight, clusters, system }: Absorption): number => {
  let rank = system.rank;
  for (const w of unitWeight) if (w > 0) rank += 1;
  for (const { timeFactor } of clusters) {
    if (!timeFactor) continue;
    for (let t = 0; t < timeFactor.size; t += 1)
      if ((timeFactor.values[(t * (t + 3)) / 2] as number) > 0) rank += 1;
  }
  return rank;
};

/** ω'X_own M_own X_own'r within one cluster: the part of ω'fit that the cluster's own effects carry. */
export const ownProduct = (absorption: Absorption, a: Reduction, b: Reduction, cluster: number): number => {
  const { clusterStart } = absorption.design;
  let sum = 0;
  for (let u = clusterStart[cluster] as number; u < (clusterStart[cluster + 1] as number); u += 1) {
    const w = absorption.unitWeight[u] as number;
    if (w > 0) sum += ((a.unitSums[u] as number) * (b.unitSums[u] as number)) / w;
  }
  const [left, right] = [a.timeSums[cluster] as Float64Array, b.timeSums[cluster] as Float64Array];
  for (let t = 0; t < left.length; t += 1) sum += (left[t] as number) * (right[t] as number);
  return sum;
};
