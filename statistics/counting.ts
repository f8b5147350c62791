import { type DesignName, sharedEffect } from './design.ts';
import type { Panel } from './panel.ts';

/** What small-sample factors count. */
export type Counted = {
  /** Observations N, and clusters G, that say anything. */
  readonly observations: number;
  readonly clusters: number;
  /** Coefficients K: all, and those not nested in clusters. */
  readonly all: number;
  readonly clustered: number;
  /**
   * Per cell: 0 for one that its own fixed effect fits whole, so that it says nothing of its own. Cells of one school, subject and
   * time count as parts of one cell here, so that nothing hangs on how finely they are cut.
   */
  readonly speaks: Uint8Array;
};

/** A family of fixed effects: which level each cell has, and how many levels there can be. */
type Family = { readonly level: Int32Array; readonly levels: number };

const familiesOf = (panel: Panel, design: DesignName): readonly Family[] => {
  const times = panel.times.length;
  const { unit, unitCluster, time, cells } = panel;
  const sharedOf = sharedEffect(panel, design);
  const shared = new Int32Array(cells);
  const own = new Int32Array(cells);
  for (let i = 0; i < cells; i += 1) {
    shared[i] = sharedOf(i);
    own[i] = (unitCluster[unit[i] as number] as number) * times + (time[i] as number);
  }
  const two = [
    { level: unit, levels: panel.unitNames.length },
    { level: shared, levels: times * panel.subjectNames.length },
  ];
  return design === 'sameSchool' ? [...two, { level: own, levels: panel.clusterNames.length * times }] : two;
};

/** How many levels of a family the used cells have, and whether each of them lies within one cluster. */
const levelsOf = ({ unit, unitCluster }: Panel, { level, levels }: Family, used: Uint8Array) => {
  const owner = new Int32Array(levels).fill(-1);
  let count = 0;
  let nested = true;
  for (let i = 0; i < level.length; i += 1) {
    if (used[i] === 0) continue;
    const k = level[i] as number;
    const cluster = unitCluster[unit[i] as number] as number;
    if (owner[k] === -1) count += 1;
    else if (owner[k] !== cluster) nested = false;
    owner[k] = cluster;
  }
  return { count, nested };
};

/** Cells that are the only observation of one of their levels, looked for once and not again when they are gone. */
const withoutSingletons = (families: readonly Family[], size: Float64Array) => {
  const used = new Uint8Array(size.length).fill(1);
  for (const { level, levels } of families) {
    const counts = new Float64Array(levels);
    for (let i = 0; i < size.length; i += 1) {
      const k = level[i] as number;
      counts[k] = (counts[k] as number) + (size[i] as number);
    }
    for (let i = 0; i < size.length; i += 1)
      if (size[i] === 0 || counts[level[i] as number] === 1) used[i] = 0;
  }
  return used;
};

/** Cells that have company, of another school, subject or time, in every one of their levels. */
const speakingCells = (panel: Panel, families: readonly Family[], size: Float64Array) => {
  const speaks = new Uint8Array(panel.cells).fill(1);
  const { unit, unitCluster, unitSubject, time, cells } = panel;
  const content = new Int32Array(cells);
  for (let i = 0; i < cells; i += 1) {
    const u = unit[i] as number;
    const place = (unitCluster[u] as number) * panel.subjectNames.length + (unitSubject[u] as number);
    content[i] = place * panel.times.length + (time[i] as number);
  }
  for (const { level, levels } of families) {
    const last = new Int32Array(levels).fill(-1);
    const mixed = new Uint8Array(levels);
    for (let i = 0; i < cells; i += 1) {
      if (size[i] === 0) continue;
      const k = level[i] as number;
      if ((size[i] as number) > 1 || (last[k] !== -1 && last[k] !== content[i])) mixed[k] = 1;
      last[k] = content[i] as number;
    }
    for (let i = 0; i < cells; i += 1) if (size[i] === 0 || mixed[level[i] as number] === 0) speaks[i] = 0;
  }
  return speaks;
};

/**
 * Per cluster: cells of others that have company now and none when the cluster is left out. Only an effect that two clusters share
 * can lose it so.
 */
export const silentWithoutOne = (
  panel: Panel,
  design: DesignName,
  ofPupils: boolean,
): ReadonlyMap<number, readonly number[]> => {
  const { unit, unitCluster, unitSubject, cells, pupils } = panel;
  const levelOf = sharedEffect(panel, design);
  const owner = new Int32Array(panel.times.length * panel.subjectNames.length).fill(-1);
  const owners = new Int32Array(owner.length);
  const clusterAt = (i: number): number => unitCluster[unit[i] as number] as number;
  for (let i = 0; i < cells; i += 1) {
    const k = levelOf(i);
    // Cells lie in the order of their clusters.
    if (owner[k] !== clusterAt(i)) owners[k] = (owners[k] as number) + 1;
    owner[k] = clusterAt(i);
  }
  const shared = new Map<number, number[]>();
  for (let i = 0; i < cells; i += 1) {
    const k = levelOf(i);
    if (owners[k] !== 2) continue;
    const known = shared.get(k);
    if (known) known.push(i);
    else shared.set(k, [i]);
  }
  const silent = new Map<number, number[]>();
  for (const both of shared.values())
    for (const cluster of new Set(both.map(clusterAt))) {
      const rest = both.filter(i => clusterAt(i) !== cluster);
      const subjects = new Set(rest.map(i => unitSubject[unit[i] as number]));
      const isSeveral = subjects.size > 1 || (ofPupils && rest.some(i => (pupils[i] as number) > 1));
      if (!isSeveral) silent.set(cluster, [...(silent.get(cluster) ?? []), ...rest]);
    }
  return silent;
};

/**
 * N, G and K by fixest's rules (0.13 and later): observations that a fixed effect of their own fits perfectly are not counted, nor
 * are clusters and levels that have nothing else. K = own columns + Σ levels − (families − 1), without looking for further
 * dependence between three families; for clustered errors a family that lies within clusters counts as one level.
 *
 * @param own how many columns of one's own are estimated
 * @param ofPupils count a cell as its pupils, otherwise as one
 * @param use per cell 0 where it does not take part; all do unless told
 */
export const countAll = (
  panel: Panel,
  design: DesignName,
  own: number,
  ofPupils: boolean,
  use?: Uint8Array,
): Counted => {
  const families = familiesOf(panel, design);
  const size = new Float64Array(panel.cells);
  for (let i = 0; i < size.length; i += 1)
    if (use?.[i] !== 0) size[i] = ofPupils ? (panel.pupils[i] as number) : 1;
  const used = withoutSingletons(families, size);
  let observations = 0;
  let clusters = 0;
  let last = -1;
  for (let i = 0; i < panel.cells; i += 1) {
    if (used[i] === 0) continue;
    observations += size[i] as number;
    const cluster = panel.unitCluster[panel.unit[i] as number] as number;
    // Cells lie in the order of their clusters.
    if (cluster !== last) clusters += 1;
    last = cluster;
  }
  const levels = families.map(family => levelsOf(panel, family, used));
  const all = own + levels.reduce((sum, { count }) => sum + count, 0) - (families.length - 1);
  const nested = levels.reduce((sum, one) => sum + (one.nested ? one.count - 1 : 0), 0);
  return {
    observations,
    clusters,
    all,
    clustered: all - nested,
    speaks: speakingCells(panel, families, size),
  };
};
