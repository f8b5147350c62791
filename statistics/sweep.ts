import { factorise, type Triangle } from './cholesky.ts';
import type { Design } from './design.ts';

/**
 * Which shared columns a cluster touches, rising, and where the lower triangle of their swept cross product lies: element (a, b) of
 * the a-th and b-th touched columns stands at offset[a] + b, for b from first[a] to a. Before first[a] nothing can stand.
 */
export type ClusterShape = {
  readonly columns: Int32Array;
  readonly first: Int32Array;
  readonly offset: Int32Array;
  readonly length: number;
  /** The cluster touches every column, and any two of them meet: its cross products lie as those of the sum do. */
  readonly whole: boolean;
};

/** What is left of one cluster when its own effects (its units', and its times' where the design has them) are swept out. */
export type SweptCluster = {
  readonly shape: ClusterShape;
  /** The touched columns' sizes in this cluster before sweeping. */
  readonly sizes: Float64Array;
  /** Own times: Cholesky factor of their cross products, with the units' effects swept out. */
  readonly timeFactor?: Triangle;
};

const rowsOfCluster = ({ unitStart, clusterStart }: Design, cluster: number): [number, number] => [
  unitStart[clusterStart[cluster] as number] as number,
  unitStart[clusterStart[cluster + 1] as number] as number,
];

/** The different shared columns of a cluster, rising. @param found room to work in, as large as all columns */
const touchedColumns = (design: Design, cluster: number, mark: Int32Array, found: Int32Array): Int32Array => {
  const [from, to] = rowsOfCluster(design, cluster);
  let count = 0;
  for (let k = design.columnStart[from] as number; k < (design.columnStart[to] as number); k += 1) {
    const column = design.columns[k] as number;
    if (mark[column] === cluster + 1) continue;
    mark[column] = cluster + 1;
    found[count++] = column;
  }
  return found.slice(0, count).sort();
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
  const whole = count === design.columnCount && length === (count * (count + 1)) / 2;
  return { columns, first, offset, length, whole };
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
    const shape = shapeOf(design, c, touchedColumns(design, c, mark, local), local);
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
 * cross −= loading·loading' (lower triangle), four rows and two columns at a time: three-way designs spend their time here.
 *
 * @param loading columns × times
 * @param used how many times can be other than 0: none from this one on
 */
export const takeAway = (cross: Float64Array, loading: Float64Array, times: number, used = times): void => {
  const count = loading.length / times;
  for (let a = 0; a < count; a += 4) {
    const rows = Math.min(4, count - a);
    const one = a * times;
    const two = rows > 1 ? one + times : one;
    const three = rows > 2 ? two + times : one;
    const four = rows > 3 ? three + times : one;
    for (let b = 0; b < a + rows; b += 2) {
      const left = b * times;
      const right = b + 1 < count ? left + times : left;
      // Eight names and no list of eight, which would cost more than the sums.
      let al = 0;
      let ar = 0;
      let bl = 0;
      let br = 0;
      let cl = 0;
      let cr = 0;
      let dl = 0;
      let dr = 0;
      for (let t = 0; t < used; t += 1) {
        const l = loading[left + t] as number;
        const r = loading[right + t] as number;
        const p = loading[one + t] as number;
        const q = loading[two + t] as number;
        const u = loading[three + t] as number;
        const v = loading[four + t] as number;
        al += p * l;
        ar += p * r;
        bl += q * l;
        br += q * r;
        cl += u * l;
        cr += u * r;
        dl += v * l;
        dr += v * r;
      }
      lessen(cross, a, b, al, ar);
      if (rows > 1) lessen(cross, a + 1, b, bl, br);
      if (rows > 2) lessen(cross, a + 2, b, cl, cr);
      if (rows > 3) lessen(cross, a + 3, b, dl, dr);
    }
  }
};

/** Takes from elements (row, column) and (row, column + 1) of a lower triangle, where they stand in it. */
const lessen = (cross: Float64Array, row: number, column: number, left: number, right: number): void => {
  const at = (row * (row + 1)) / 2 + column;
  if (column <= row) cross[at] = (cross[at] as number) - left;
  if (column < row) cross[at + 1] = (cross[at + 1] as number) - right;
};

/**
 * Sweeps the cluster's own times, with cross product `own` (lower triangle), out of the shared columns. `loading` (columns × times)
 * becomes L⁻¹·loading for each column, and `cross` loses loading·loading'. (By the inverse of `own` it would cost a third less, and
 * lose the digits where a school's times hang together by few pupils among thousands.)
 */
const sweepTimes = (
  own: Float64Array,
  loading: Float64Array,
  cross: Float64Array,
  times: number,
  sizes: Float64Array,
): Triangle => {
  const factor = { size: times, values: own, first: new Int32Array(times) };
  // The units' effects determine the last time that there is, so that nothing is left of it.
  const used = factorise(factor, sizes).kept.lastIndexOf(1) + 1;
  for (let from = 0; from < loading.length; from += times) {
    for (let t = 0, row = 0; t < times; t += 1, row += t) {
      const pivot = own[row + t] as number;
      let sum = loading[from + t] as number;
      for (let s = 0; s < t; s += 1) sum -= (own[row + s] as number) * (loading[from + s] as number);
      loading[from + t] = pivot === 0 ? 0 : sum / pivot;
    }
  }
  takeAway(cross, loading, times, used);
  return factor;
};

/**
 * Cross products of one cluster's columns with its unit effects, and its own times, swept out.
 *
 * @param weight per row of the whole design; only the cluster's rows are read
 * @param unitWeight per unit the sum of its weights
 * @param cross where the cross products go: zeros, as many as the cluster's shape is long
 */
export const sweepCluster = (
  plan: DesignPlan,
  weight: Float64Array,
  unitWeight: Float64Array,
  cluster: number,
  cross: Float64Array,
): SweptCluster => {
  const { design, places } = plan;
  const { unitStart, clusterStart, ownTime, columnStart } = design;
  const shape = plan.shapes[cluster] as ClusterShape;
  const { offset } = shape;
  const count = shape.columns.length;
  const times = ownTime ? design.times : 0;
  // One array for all that is kept, and one to work in: arrays are dear, and there are many clusters.
  const room = new Float64Array(count + (times * (times + 1)) / 2);
  const sizes = room.subarray(0, count);
  const own = room.subarray(count);
  const work = new Float64Array(count + times + count * times);
  const unitTotals = work.subarray(0, count);
  const ownSizes = work.subarray(count, count + times);
  const loading = work.subarray(count + times);
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
          const at = a * times + (ownTime[i] as number);
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
        const at = a * times + (ownTime[i] as number);
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
    ? { shape, sizes, timeFactor: sweepTimes(own, loading, cross, times, ownSizes) }
    : { shape, sizes };
};
