import { type Absorption, absorbGathered, type Gathered, gather } from './absorption.ts';
import { groupClusters } from './cluster-groups.ts';
import type { ClusterShape, DesignPlan, SweptCluster } from './sweep.ts';

/**
 * Two designs of the same rows with the same fixed effects, of which the coarse one's own columns are sums of the fine one's: one
 * column for all treated cells, of those that there are for each event time; or none at all, of placebo columns.
 */
export type FineAndCoarse = {
  readonly fine: DesignPlan;
  readonly coarse: DesignPlan;
  /** Per own column of the fine design the coarse one's that it is a part of, counted from 0, or −1 for none. */
  readonly into: Int32Array;
};

/** One cluster's part of the coarse design. Its effects stand first and alike in both. */
const coarsenCluster = (
  { fine, coarse, into }: FineAndCoarse,
  c: number,
  { shape: { columns }, sizes, timeFactor }: SweptCluster,
): SweptCluster => {
  const effects = fine.design.columnCount - into.length;
  const shape = coarse.shapes[c] as ClusterShape;
  const sums = new Float64Array(shape.columns.length);
  columns.forEach((column, a) => {
    const own = column < effects ? column : effects + (into[column - effects] as number);
    const place = own < effects && own !== column ? -1 : shape.columns.indexOf(own);
    if (place >= 0) sums[place] = (sums[place] as number) + (sizes[a] as number);
  });
  return { shape, sizes: sums, ...(timeFactor ? { timeFactor } : {}) };
};

/** The coarse design's cross products, from the fine one's. */
const coarsenSystem = ({ fine, coarse, into }: FineAndCoarse, from: Float64Array): Float64Array => {
  const size = coarse.design.columnCount;
  const effects = fine.design.columnCount - into.length;
  const to = new Float64Array((size * (size + 1)) / 2);
  to.set(from.subarray(0, (effects * (effects + 1)) / 2));
  for (let a = 0; a < into.length; a += 1) {
    if ((into[a] as number) < 0) continue;
    const row = effects + (into[a] as number);
    const start = ((effects + a) * (effects + a + 1)) / 2;
    for (let b = 0; b < effects + a + 1; b += 1) {
      const own = b < effects ? b : (into[b - effects] as number);
      if (own < 0) continue;
      const column = b < effects ? b : effects + own;
      const at = (Math.max(row, column) * (Math.max(row, column) + 1)) / 2 + Math.min(row, column);
      // Two parts of one column meet on both sides of the diagonal, of which one half is kept.
      const times = column === row && b !== effects + a ? 2 : 1;
      to[at] = (to[at] as number) + times * (from[start + b] as number);
    }
  }
  return to;
};

const coarsen = (both: FineAndCoarse, gathered: Gathered): Gathered => {
  const effects = both.fine.design.columnCount - both.into.length;
  const scale = new Float64Array(both.coarse.design.columnCount);
  scale.set(gathered.scale.subarray(0, effects));
  both.into.forEach((own, a) => {
    if (own >= 0)
      scale[effects + own] = (scale[effects + own] as number) + (gathered.scale[effects + a] as number);
  });
  return {
    ...{ ...gathered, plan: both.coarse, scale },
    clusters: gathered.clusters.map((swept, c) => coarsenCluster(both, c, swept)),
    values: coarsenSystem(both, gathered.values),
    groupSums: gathered.groupSums.map(sum => coarsenSystem(both, sum)),
  };
};

/**
 * Absorbs both designs. The clusters are swept once, which is most of the work; the coarse one is ready for `solveWithoutOne`.
 *
 * @param weight per row, as in `absorb`
 */
export const absorbBoth = (
  both: FineAndCoarse,
  weight: Float64Array,
): { readonly fine: Absorption; readonly coarse: Absorption } => {
  const gathered = gather(both.fine, weight, groupClusters(both.coarse, weight));
  const coarse = absorbGathered(coarsen(both, gathered));
  const { groups: _, ...finely } = gathered;
  return { fine: absorbGathered(finely), coarse };
};
