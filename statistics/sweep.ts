import { factorise, solve, type Triangle } from './cholesky.ts';
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

/**
 * A cluster's rows, each as often as it has shared columns, in the order of the columns: per entry its row, the column's place, and
 * the row's time and unit, counted from the cluster's first unit. Column a has entries start[a] … start[a + 1] − 1.
 */
export type Entries = {
  readonly row: Int32Array;
  readonly place: Int32Array;
  readonly time: Int32Array;
  readonly unit: Int32Array;
  readonly start: Int32Array;
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
  /** Per cluster, where the design has own times. */
  readonly entries: readonly Entries[];
};

const entriesOf = (
  { unitStart, clusterStart, columnStart }: Design,
  ownTime: Int32Array,
  cluster: number,
  places: Int32Array,
  columns: number,
): Entries => {
  const [firstUnit, lastUnit] = [clusterStart[cluster] as number, clusterStart[cluster + 1] as number];
  const [from, to] = [unitStart[firstUnit] as number, unitStart[lastUnit] as number];
  const count = (columnStart[to] as number) - (columnStart[from] as number);
  const start = new Int32Array(columns + 1);
  for (let k = columnStart[from] as number; k < (columnStart[to] as number); k += 1) {
    const after = (places[k] as number) + 1;
    start[after] = (start[after] as number) + 1;
  }
  for (let a = 0; a < columns; a += 1) start[a + 1] = (start[a + 1] as number) + (start[a] as number);
  const next = start.slice();
  const [row, place, time, unit] = [0, 1, 2, 3].map(() => new Int32Array(count)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let u = firstUnit; u < lastUnit; u += 1)
    for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1)
      for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1) {
        const a = places[k] as number;
        const e = next[a] as number;
        next[a] = e + 1;
        row[e] = i;
        place[e] = a;
        time[e] = ownTime[i] as number;
        unit[e] = u - firstUnit;
      }
  return { row, place, time, unit, start };
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
  const { ownTime } = design;
  const entries = ownTime
    ? shapes.map(({ columns }, c) => entriesOf(design, ownTime, c, places, columns.length))
    : [];
  return { design, shapes, places, first, entries };
};

/** cross −= loading·loading' (lower triangle), four rows and two columns at a time: three-way designs spend their time here. */
export const takeAway = (cross: Float64Array, loading: Float64Array, times: number): void => {
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
      for (let t = 0; t < times; t += 1) {
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

/** The inverse of LL', whole, with 0 for what was left out. */
const inverseOf = (factor: Triangle): Float64Array => {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  for (let t = 0; t < size; t += 1) {
    const column = inverse.subarray(t * size, (t + 1) * size);
    column[t] = 1;
    solve(factor, column);
  }
  return inverse;
};

/** Sweeps a cluster that has no own times: only cells of the same unit meet. @see sweepCluster */
const sweepUnits = (
  { design, places, shapes }: DesignPlan,
  weight: Float64Array,
  unitWeight: Float64Array,
  cluster: number,
  cross: Float64Array,
): SweptCluster => {
  const { unitStart, clusterStart, columnStart } = design;
  const shape = shapes[cluster] as ClusterShape;
  const { offset } = shape;
  const count = shape.columns.length;
  const sizes = new Float64Array(count);
  const unitTotals = new Float64Array(count);
  const touched = new Int32Array(count);
  for (let u = clusterStart[cluster] as number; u < (clusterStart[cluster + 1] as number); u += 1) {
    if (unitWeight[u] === 0) continue;
    const share = 1 / (unitWeight[u] as number);
    let touchedCount = 0;
    for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) {
      const w = weight[i] as number;
      if (w === 0) continue;
      const begin = columnStart[i] as number;
      for (let k = begin; k < (columnStart[i + 1] as number); k += 1) {
        const a = places[k] as number;
        sizes[a] = (sizes[a] as number) + w;
        if (unitTotals[a] === 0) touched[touchedCount++] = a;
        unitTotals[a] = (unitTotals[a] as number) + w;
        for (let m = begin; m <= k; m += 1) {
          const at = (offset[a] as number) + (places[m] as number);
          cross[at] = (cross[at] as number) + w;
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
    }
    for (let x = 0; x < touchedCount; x += 1) unitTotals[touched[x] as number] = 0;
  }
  return { shape, sizes };
};

/** A cluster's own times with its units' effects swept out. */
type OwnTimes = {
  readonly factor: Triangle;
  /** Units × times: of a unit's weight, the share s_u that it has at each time. */
  readonly shares: Float64Array;
};

/** Their cross products are Σ_u W_u(diag(s_u) − s_u s_u'), W_u the unit's weight. */
const sweepTimes = (
  { unitStart, clusterStart, times }: Design,
  ownTime: Int32Array,
  weight: Float64Array,
  unitWeight: Float64Array,
  cluster: number,
): OwnTimes => {
  const [first, last] = [clusterStart[cluster] as number, clusterStart[cluster + 1] as number];
  const values = new Float64Array((times * (times + 1)) / 2);
  const sizes = new Float64Array(times);
  const shares = new Float64Array((last - first) * times);
  for (let u = first; u < last; u += 1) {
    if (unitWeight[u] === 0) continue;
    const share = 1 / (unitWeight[u] as number);
    const from = unitStart[u] as number;
    for (let i = from; i < (unitStart[u + 1] as number); i += 1) {
      const w = weight[i] as number;
      const t = ownTime[i] as number;
      const row = (t * (t + 1)) / 2;
      sizes[t] = (sizes[t] as number) + w;
      values[row + t] = (values[row + t] as number) + w;
      const at = (u - first) * times + t;
      shares[at] = (shares[at] as number) + w * share;
      // A unit's cells are in rising time, so earlier cells are earlier columns.
      for (let j = from; j <= i; j += 1) {
        const place = row + (ownTime[j] as number);
        values[place] = (values[place] as number) - w * share * (weight[j] as number);
      }
    }
  }
  const factor = { size: times, values, first: new Int32Array(times) };
  factorise(factor, sizes);
  return { factor, shares };
};

/**
 * Sweeps a cluster that has own times. The cells of two units then meet in its times:
 *
 * cross_ab = Σ_{i∈a, j∈b} w_i([i = j] − [u_i = u_j]·w_j/W_u − w_j(1_i − s_i)'G(1_j − s_j)),
 *
 * with G the inverse of the times' cross products, 1_i the time of cell i as a column of 0 and 1 and s_i its unit's shares. Multiplied
 * out, the last term is G_ij − (Gs_j)_i − (Gs_i)_j + s_i'Gs_j: a few sums for each pair instead of one over the times.
 *
 * @see sweepCluster
 */
const sweepUnitsAndTimes = (
  plan: DesignPlan,
  ownTime: Int32Array,
  weight: Float64Array,
  unitWeight: Float64Array,
  cluster: number,
  cross: Float64Array,
): SweptCluster => {
  const { places } = plan;
  const { times, clusterStart, columnStart } = plan.design;
  const shape = plan.shapes[cluster] as ClusterShape;
  const { row, place, time, unit, start } = plan.entries[cluster] as Entries;
  const { factor, shares } = sweepTimes(plan.design, ownTime, weight, unitWeight, cluster);
  const inverse = inverseOf(factor);
  const first = clusterStart[cluster] as number;
  const units = (clusterStart[cluster + 1] as number) - first;
  // Per unit Gs_u, and between units s_u'Gs_v.
  const leaned = multiplyRows(shares, inverse, times);
  const between = multiplyRows(shares, leaned, times);
  const sizes = new Float64Array(shape.columns.length);
  const weights = new Float64Array(row.length);
  for (let e = 0; e < row.length; e += 1) {
    const w = weight[row[e] as number] as number;
    weights[e] = w;
    sizes[place[e] as number] = (sizes[place[e] as number] as number) + w;
  }
  const byTime = new Float64Array(times);
  const byUnit = new Float64Array(units);
  for (let e = 0; e < row.length; e += 1) {
    const w = weights[e] as number;
    if (w === 0) continue;
    const a = place[e] as number;
    const u = unit[e] as number;
    const t = time[e] as number;
    for (let s = 0; s < times; s += 1)
      byTime[s] = w * ((inverse[t * times + s] as number) - (leaned[u * times + s] as number));
    for (let v = 0; v < units; v += 1)
      byUnit[v] = w * ((between[u * units + v] as number) - (leaned[v * times + t] as number));
    byUnit[u] = (byUnit[u] as number) + w / (unitWeight[first + u] as number);
    const at = (a * (a + 1)) / 2;
    const same = start[a] as number;
    for (let f = 0; f < same; f += 1) {
      const spot = at + (place[f] as number);
      cross[spot] =
        (cross[spot] as number) -
        (weights[f] as number) *
          ((byTime[time[f] as number] as number) + (byUnit[unit[f] as number] as number));
    }
    // Two cells of the same column meet twice, once in either order.
    let own = 0;
    for (let f = same; f <= e; f += 1)
      own +=
        (f < e ? 2 : 1) *
        (weights[f] as number) *
        ((byTime[time[f] as number] as number) + (byUnit[unit[f] as number] as number));
    cross[at + a] = (cross[at + a] as number) - own;
    // A cell meets itself in every column that it has; its columns rise.
    const i = row[e] as number;
    for (let k = columnStart[i] as number; (places[k] as number) < a; k += 1) {
      const spot = at + (places[k] as number);
      cross[spot] = (cross[spot] as number) + w;
    }
    cross[at + a] = (cross[at + a] as number) + w;
  }
  return { shape, sizes, timeFactor: factor };
};

/** Row by row of a, its products with all rows of b. */
const multiplyRows = (a: Float64Array, b: Float64Array, width: number): Float64Array => {
  const [rows, columns] = [a.length / width, b.length / width];
  const products = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1, at += 1) {
      let sum = 0;
      for (let k = 0; k < width; k += 1) sum += (a[i * width + k] as number) * (b[j * width + k] as number);
      products[at] = sum;
    }
  return products;
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
  const { ownTime } = plan.design;
  return ownTime
    ? sweepUnitsAndTimes(plan, ownTime, weight, unitWeight, cluster, cross)
    : sweepUnits(plan, weight, unitWeight, cluster, cross);
};
