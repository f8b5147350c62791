import type { Panel } from './panel.ts';

/**
 * Which comparison the fixed effects make.
 *
 * - `unitTime`: y = α_unit + λ_time. All units.
 * - `otherSchools`: y = α_unit + μ_subject×time. The same subject in other schools.
 * - `sameSchool`: y = α_unit + λ_cluster×time + μ_subject×time. Other subjects in the same school as well.
 */
export type DesignName = 'unitTime' | 'otherSchools' | 'sameSchool';

/**
 * Rows by effects, as codes: every row has one unit, possibly one time within its cluster, and a list of columns with value 1
 * that all clusters share. The shared columns of row i are columns[columnStart[i]] … columns[columnStart[i + 1] − 1].
 */
export type Design = {
  readonly rows: number;
  readonly unitStart: Int32Array;
  readonly clusterStart: Int32Array;
  /** Per row: the time, when each cluster has an effect of its own per time. */
  readonly ownTime?: Int32Array;
  readonly times: number;
  readonly columnStart: Int32Array;
  readonly columns: Int32Array;
  readonly columnCount: number;
};

/** How many levels each family of fixed effects has, and whether every level lies within one cluster. */
export type EffectFamily = { readonly levels: number; readonly nested: boolean };

const countLevels = (code: (row: number) => number, rows: number): number => {
  const levels = new Set<number>();
  for (let i = 0; i < rows; i += 1) levels.add(code(i));
  return levels.size;
};

/** The code of the effect that row i shares with other clusters: its time, or its subject and time. */
const sharedEffect = (panel: Panel, name: DesignName) => {
  const times = panel.times.length;
  return name === 'unitTime'
    ? (i: number): number => panel.time[i] as number
    : (i: number): number =>
        (panel.unitSubject[panel.unit[i] as number] as number) * times + (panel.time[i] as number);
};

/**
 * The fixed effects of a panel, and behind them columns of 0/1 of one's own.
 *
 * @param own per row the extra column it belongs to, 0 … ownCount − 1, or −1 for none
 */
export const layOut = (panel: Panel, name: DesignName, own?: Int32Array, ownCount = 0): Design => {
  const shared = sharedEffect(panel, name);
  const effects = panel.times.length * (name === 'unitTime' ? 1 : panel.subjectNames.length);
  const columnStart = new Int32Array(panel.cells + 1);
  const columns: number[] = [];
  for (let i = 0; i < panel.cells; i += 1) {
    columns.push(shared(i));
    const column = own?.[i] ?? -1;
    if (column >= 0) columns.push(effects + column);
    columnStart[i + 1] = columns.length;
  }
  return {
    rows: panel.cells,
    unitStart: panel.unitStart,
    clusterStart: panel.clusterStart,
    ...(name === 'sameSchool' ? { ownTime: panel.time } : {}),
    times: panel.times.length,
    columnStart,
    columns: Int32Array.from(columns),
    columnCount: effects + ownCount,
  };
};

/** The families of fixed effects of a design. */
export const effectFamilies = (panel: Panel, name: DesignName): readonly EffectFamily[] => {
  const times = panel.times.length;
  const cluster = (i: number): number => panel.unitCluster[panel.unit[i] as number] as number;
  const shared = sharedEffect(panel, name);
  const clustersOf = new Map<number, number>();
  let nested = true;
  for (let i = 0; i < panel.cells; i += 1) {
    const before = clustersOf.get(shared(i));
    if (before === undefined) clustersOf.set(shared(i), cluster(i));
    else if (before !== cluster(i)) nested = false;
  }
  return [
    { levels: panel.unitNames.length, nested: true },
    { levels: clustersOf.size, nested },
    ...(name === 'sameSchool'
      ? [
          {
            levels: countLevels(i => cluster(i) * times + (panel.time[i] as number), panel.cells),
            nested: true,
          },
        ]
      : []),
  ];
};

/**
 * How many coefficients a small-sample factor counts, by fixest's rule: k + Σ levels − (families − 1), without looking for
 * further dependence between three families; for clustered errors the effects that lie within clusters are not counted
 * (each such family counts as one level).
 */
export const countCoefficients = (
  families: readonly EffectFamily[],
  own: number,
): { all: number; clustered: number } => {
  const all = own + families.reduce((sum, { levels }) => sum + levels, 0) - (families.length - 1);
  const nested = families.reduce((sum, family) => sum + (family.nested ? family.levels - 1 : 0), 0);
  return { all, clustered: all - nested };
};
