import { factorise, isSolvable, type Triangle } from './cholesky.ts';
import { groupClusters } from './cluster-groups.ts';
import type { Design } from './design.ts';
import { type DesignPlan, type SweptCluster, sweepCluster } from './sweep.ts';

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
 * leaving out one cluster cheap (`leaving-out.ts`), and the solution exact: there is no iteration. M below is a generalised inverse
 * of X'WX, with coefficient 0 for every column that others determine.
 */
export type Absorption = {
  readonly plan: DesignPlan;
  readonly design: Design;
  readonly weight: Float64Array;
  /** Per unit: the sum of its weights. */
  readonly unitWeight: Float64Array;
  readonly clusters: readonly SweptCluster[];
  readonly system: SharedSystem;
  readonly parts?: Parts;
};

/** What leaving out one cluster needs. */
export type Parts = {
  /** The sum of the clusters' cross products before it was factored, and the columns' weights. */
  readonly values: Float64Array;
  readonly scale: Float64Array;
  /** Per cluster its group, or −1, and per group the sum of its clusters' cross products. */
  readonly groups: Int32Array;
  readonly groupSums: readonly Float64Array[];
};

/** Adds a cluster's cross products to the system of all (sign 1), or takes them away (sign −1). */
export const addCluster = (
  system: Float64Array,
  scale: Float64Array,
  { sizes, shape }: SweptCluster,
  cross: Float64Array,
  sign: 1 | -1,
): void => {
  const { columns, first } = shape;
  for (let a = 0; a < columns.length; a += 1) {
    const column = columns[a] as number;
    scale[column] = (scale[column] as number) + sign * (sizes[a] as number);
  }
  if (shape.whole) {
    for (let at = 0; at < system.length; at += 1)
      system[at] = (system[at] as number) + sign * (cross[at] as number);
    return;
  }
  for (let a = 0, at = 0; a < columns.length; a += 1) {
    const column = columns[a] as number;
    const row = (column * (column + 1)) / 2;
    for (let b = first[a] as number; b <= a; b += 1, at += 1) {
      const place = row + (columns[b] as number);
      system[place] = (system[place] as number) + sign * (cross[at] as number);
    }
  }
};

/** Factors a system of shared columns in place. */
export const factoriseSystem = (
  plan: DesignPlan,
  values: Float64Array,
  scale: Float64Array,
): SharedSystem => {
  const factor = { size: plan.design.columnCount, values, first: plan.first };
  return { factor, scale, ...factorise(factor, scale) };
};

/** A design with each cluster's own effects swept out, and what is left of the clusters summed: not factored yet. */
export type Gathered = Omit<Absorption, 'design' | 'system' | 'parts'> & {
  readonly values: Float64Array;
  readonly scale: Float64Array;
  /** Clusters in groups, for leaving out. */
  readonly groups?: Int32Array;
  readonly groupSums: readonly Float64Array[];
};

/** Per unit: the sum of its weights. */
const unitWeights = ({ unitStart }: Design, weight: Float64Array): Float64Array => {
  const sums = new Float64Array(unitStart.length - 1);
  for (let u = 0; u < sums.length; u += 1) {
    let sum = 0;
    for (let i = unitStart[u] as number; i < (unitStart[u + 1] as number); i += 1) sum += weight[i] as number;
    sums[u] = sum;
  }
  return sums;
};

/** Sweeps every cluster. @param groups sums them in these groups as well */
export const gather = (plan: DesignPlan, weight: Float64Array, groups?: Int32Array): Gathered => {
  const { design, shapes } = plan;
  const unitWeight = unitWeights(design, weight);
  const size = design.columnCount;
  const values = new Float64Array((size * (size + 1)) / 2);
  const scale = new Float64Array(size);
  const longest = shapes.reduce((most, { length }) => Math.max(most, length), 0);
  // One cluster's cross products after the other in the same place, which stays near the processor.
  const room = new Float64Array(longest);
  const groupSums: Float64Array[] = [];
  const clusters = shapes.map((shape, c) => {
    const group = groups?.[c] ?? -1;
    const own = room.subarray(0, shape.length).fill(0);
    const swept = sweepCluster(plan, weight, unitWeight, c, own);
    if (group < 0) addCluster(values, scale, swept, own, 1);
    else {
      groupSums[group] ??= new Float64Array(values.length);
      addCluster(groupSums[group], scale, swept, own, 1);
    }
    return swept;
  });
  for (const sum of groupSums)
    for (let at = 0; at < values.length; at += 1) values[at] = (values[at] as number) + (sum[at] as number);
  return {
    plan,
    weight,
    unitWeight,
    clusters,
    values,
    scale,
    ...(groups ? { groups } : {}),
    groupSums,
  };
};

/** Factors what has been gathered; its sums are used up. */
export const absorbGathered = ({ values, scale, groups, groupSums, ...swept }: Gathered): Absorption => {
  const parts = groups ? { parts: { values: values.slice(), scale: scale.slice(), groups, groupSums } } : {};
  return {
    ...{ ...swept, design: swept.plan.design },
    system: factoriseSystem(swept.plan, values, scale),
    ...parts,
  };
};

/**
 * Sweeps the effects out of a design.
 *
 * @param weight per row, ≥ 0. A row with weight 0 is not fitted to, but gets a fitted value.
 * @param leavingOut keep what `solveWithoutOne` needs
 */
export const absorb = (plan: DesignPlan, weight: Float64Array, leavingOut = false): Absorption =>
  absorbGathered(gather(plan, weight, leavingOut ? groupClusters(plan, weight) : undefined));

/** What sweeping rests on. */
export type Swept = Pick<Absorption, 'plan' | 'weight' | 'unitWeight'>;

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

/** How many effects of its own a cluster's rows with weight determine: units, and the cluster's times. */
export const ownRankOf = (
  { plan: { design }, unitWeight }: Swept,
  { timeFactor }: SweptCluster,
  c: number,
): number => {
  let rank = 0;
  for (let u = design.clusterStart[c] as number; u < (design.clusterStart[c + 1] as number); u += 1)
    if ((unitWeight[u] as number) > 0) rank += 1;
  for (let t = 0; t < (timeFactor?.size ?? 0); t += 1)
    if ((timeFactor?.values[(t * (t + 3)) / 2] as number) > 0) rank += 1;
  return rank;
};

/** How many effects the rows with weight determine: units, clusters' own times, shared columns. */
export const rankOf = (absorption: Absorption): number =>
  absorption.clusters.reduce(
    (sum, cluster, c) => sum + ownRankOf(absorption, cluster, c),
    absorption.system.rank,
  );
