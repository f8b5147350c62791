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

/** The code of the effect that row i shares with other clusters: its time, or its subject and time. */
export const sharedEffect = (panel: Panel, name: DesignName) => {
  const times = panel.times.length;
  return name === 'unitTime'
    ? (i: number): number => panel.time[i] as number
    : (i: number): number =>
        (panel.unitSubject[panel.unit[i] as number] as number) * times + (panel.time[i] as number);
};

/**
 * Shared columns that always depend on the others, as −1, and the rest numbered 0, 1, …
 *
 * With own times every subject's columns sum to its units' effects, and every time's columns to the schools' effects of that time. A
 * spanning forest of the pairs (subject, time) that exist can therefore be left out: nothing it could say is lost, whichever cells
 * are left out later, and what remains is a fifth smaller, which is felt in the third power.
 */
const independentColumns = (panel: Panel, shared: (i: number) => number): Int32Array => {
  const times = panel.times.length;
  const subjects = panel.subjectNames.length;
  const root = Int32Array.from({ length: subjects + times }, (_, k) => k);
  const rootOf = (k: number): number => {
    let at = k;
    while (root[at] !== at) at = root[at] as number;
    return at;
  };
  const exists = new Uint8Array(subjects * times);
  for (let i = 0; i < panel.cells; i += 1) exists[shared(i)] = 1;
  let count = 0;
  return Int32Array.from(exists, (there, column) => {
    if (there === 0) return -1;
    const [subject, time] = [rootOf(Math.floor(column / times)), rootOf(subjects + (column % times))];
    if (subject === time) return count++;
    root[subject] = time;
    return -1;
  });
};

/**
 * The fixed effects of a panel, and behind them columns of 0/1 of one's own.
 *
 * @param own per row the extra column it belongs to, 0 … ownCount − 1, or −1 for none
 */
export const layOut = (panel: Panel, name: DesignName, own?: Int32Array, ownCount = 0): Design => {
  const shared = sharedEffect(panel, name);
  const numbers = name === 'sameSchool' ? independentColumns(panel, shared) : undefined;
  const effects = numbers
    ? numbers.reduce((most, one) => Math.max(most, one + 1), 0)
    : panel.times.length * (name === 'unitTime' ? 1 : panel.subjectNames.length);
  const columnStart = new Int32Array(panel.cells + 1);
  const room = new Int32Array(panel.cells * (own ? 2 : 1));
  let length = 0;
  for (let i = 0; i < panel.cells; i += 1) {
    const effect = numbers ? (numbers[shared(i)] as number) : shared(i);
    if (effect >= 0) room[length++] = effect;
    const column = own?.[i] ?? -1;
    if (column >= 0) room[length++] = effects + column;
    columnStart[i + 1] = length;
  }
  return {
    rows: panel.cells,
    unitStart: panel.unitStart,
    clusterStart: panel.clusterStart,
    ...(name === 'sameSchool' ? { ownTime: panel.time } : {}),
    times: panel.times.length,
    columnStart,
    columns: room.subarray(0, length),
    columnCount: effects + ownCount,
  };
};

/** Per row its shared column, or −1, in a design without columns of one's own, where there is one at most. */
export const soleColumns = ({ rows, columnStart, columns }: Design): Int32Array =>
  Int32Array.from({ length: rows }, (_, i) => {
    const k = columnStart[i] as number;
    return k === columnStart[i + 1] ? -1 : (columns[k] as number);
  });
