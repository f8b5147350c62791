import { type Covariate, type CovariateColumns, readCovariates, takeCovariate } from './panel-covariates.ts';
import { type Column, readNumbers, rowOf } from './panel-values.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

export type { Column } from './panel-values.ts';

/**
 * What an estimation is made from: one row per cell (unit × time).
 *
 * - `unit`: what gets the post or not, e.g. a school's subject. `cluster`: the school; each unit is its own when left out.
 * - `subject`: what units are compared within under `otherSchools` and `sameSchool`.
 * - `time`: the academic year, as a number or as "2019/20", which is 2019.
 * - `start`: the unit's first time with the post, written like `time`; 0 or empty = never. Or `treated`: 1 with the post, 0
 *   without. Where both are given they must say the same.
 * - `n`: pupils in the cell (≥ 1). `sum` or `mean`: of the outcome; where both are given the mean is used. `sumSquares`: of the
 *   pupils' outcomes.
 * - `covariates`: what else explains the outcome.
 */
export type PanelColumns = {
  readonly unit: Column;
  readonly cluster?: Column;
  readonly subject?: Column;
  readonly time: Column;
  readonly start?: Column;
  readonly treated?: Column;
  readonly n?: Column;
  readonly sum?: Column;
  readonly mean?: Column;
  readonly sumSquares?: Column;
  readonly covariates?: readonly CovariateColumns[];
};

/**
 * A checked panel. Cells are ordered by cluster, unit and time whatever the order of the rows, so that the same rows give the
 * same bytes; a cluster's units, and a unit's cells, are contiguous. Ids are codes 0, 1, … into the lists of names.
 */
export type Panel = {
  readonly cells: number;
  readonly unitNames: readonly string[];
  readonly clusterNames: readonly string[];
  readonly subjectNames: readonly string[];
  /** The different times, rising. */
  readonly times: Float64Array;
  /** Per cell: the unit, and which of the times. */
  readonly unit: Int32Array;
  readonly time: Int32Array;
  /** Per unit: its cluster and its subject, and the time the post starts (Infinity = never, or after the last time). */
  readonly unitCluster: Int32Array;
  readonly unitSubject: Int32Array;
  readonly start: Float64Array;
  /** Unit u has cells unitStart[u] … unitStart[u + 1] − 1; cluster c has units clusterStart[c] … clusterStart[c + 1] − 1. */
  readonly unitStart: Int32Array;
  readonly clusterStart: Int32Array;
  /** Per cell: 1 with the post, otherwise 0. */
  readonly treated: Uint8Array;
  /** The first unit whose post ends within the panel; then starts do not tell everything. */
  readonly returning?: string;
  /** Per cell: pupils (1 where unknown), mean outcome, and Σ(y − mean)² over the pupils. */
  readonly pupils: Float64Array;
  readonly mean: Float64Array;
  readonly within?: Float64Array;
  readonly countsPupils: boolean;
  readonly covariates?: readonly Covariate[];
};

type Role = Exclude<keyof PanelColumns, 'covariates'>;

const nameOf = (columns: PanelColumns, role: Role): string => columns[role]?.name ?? role;

const textsOf = (columns: PanelColumns, role: 'unit' | 'cluster' | 'subject', cells: number): string[] => {
  const values = columns[role]?.values;
  return Array.from({ length: cells }, (_, i) => {
    const value = values?.[i];
    const text = value === undefined ? '' : String(value).trim();
    if (values && (text === '' || text === 'NaN')) {
      throw new StatisticsProblem(estimateText.missing, { row: rowOf(i), column: nameOf(columns, role) });
    }
    return text;
  });
};

const numbersOf = (columns: PanelColumns, role: Role, empty?: number): Float64Array =>
  readNumbers(columns[role] ?? { values: [] }, role, {
    ...(empty === undefined ? {} : { empty }),
    years: role === 'time' || role === 'start',
  });

const isWholeNumber = /^-?\d{1,15}$/;

/** 2 before 10, 10 before A, for names that differ: numbers by size, then texts by code point. The same on every machine. */
const compareIds = (a: string, b: string): number => {
  const [aNumber, bNumber] = [isWholeNumber.test(a), isWholeNumber.test(b)];
  if (aNumber && bNumber && Number(a) !== Number(b)) return Number(a) - Number(b);
  if (aNumber !== bNumber) return aNumber ? -1 : 1;
  return a < b ? -1 : 1;
};

/** Texts as codes into the ordered list of the different texts. */
const encode = (texts: readonly string[]): { names: string[]; codes: Int32Array } => {
  const names = [...new Set(texts)].sort(compareIds);
  const codeOf = new Map(names.map((name, code) => [name, code]));
  return { names, codes: Int32Array.from(texts, text => codeOf.get(text) ?? 0) };
};

/** Refuses a unit that has two different values of what must be one, and gives the value per unit. */
const onePerUnit = (
  columns: PanelColumns,
  role: 'cluster' | 'subject' | 'start',
  unitNames: readonly string[],
  unit: Int32Array,
  value: (row: number) => number,
  shown: (row: number) => string,
): Float64Array => {
  const found = new Float64Array(unitNames.length).fill(Number.NaN);
  const foundAt = new Int32Array(unitNames.length);
  for (let i = 0; i < unit.length; i += 1) {
    const u = unit[i] as number;
    const before = found[u] as number;
    if (Number.isNaN(before)) {
      found[u] = value(i);
      foundAt[u] = i;
    } else if (before !== value(i)) {
      throw new StatisticsProblem(
        estimateText.moves(unitNames[u] as string, shown(foundAt[u] as number), shown(i)),
        { row: rowOf(i), column: nameOf(columns, role) },
      );
    }
  }
  return found;
};

type Outcome = Pick<Panel, 'pupils' | 'mean' | 'countsPupils'> & { within?: Float64Array };

/** Rounding in the file may put Σy² a hair under (Σy)²/n, which equals it when all pupils have the same result. */
const ROUNDING = 1e-7;

const outcomeOf = (columns: PanelColumns, cells: number): Outcome => {
  if (columns.sum === undefined && columns.mean === undefined)
    throw new StatisticsProblem(estimateText.noOutcome, { column: 'sum' });
  if (columns.mean === undefined && columns.n === undefined)
    throw new StatisticsProblem(estimateText.sumWithoutCount, { column: 'n' });
  const pupils = columns.n ? numbersOf(columns, 'n') : new Float64Array(cells).fill(1);
  pupils.forEach((n, i) => {
    if (n < 1)
      throw new StatisticsProblem(estimateText.tooFewPupils, { row: rowOf(i), column: nameOf(columns, 'n') });
  });
  const mean = columns.mean
    ? numbersOf(columns, 'mean')
    : numbersOf(columns, 'sum').map((sum, i) => sum / (pupils[i] as number));
  const outcome = { pupils, mean, countsPupils: columns.n !== undefined };
  if (columns.sumSquares === undefined) return outcome;
  if (columns.n === undefined) throw new StatisticsProblem(estimateText.sumWithoutCount, { column: 'n' });
  const within = numbersOf(columns, 'sumSquares').map((squares, i) => {
    const least = (pupils[i] as number) * (mean[i] as number) ** 2;
    if (squares < least - ROUNDING * (1 + least)) {
      throw new StatisticsProblem(estimateText.squaresTooSmall, {
        row: rowOf(i),
        column: nameOf(columns, 'sumSquares'),
      });
    }
    return Math.max(0, squares - least);
  });
  return { ...outcome, within };
};

/** Where each group begins in a sorted list of codes, and at the end the length. */
const boundaries = (codes: Int32Array, groups: number): Int32Array => {
  const starts = new Int32Array(groups + 1);
  for (const code of codes) starts[code + 1] = (starts[code + 1] as number) + 1;
  for (let g = 0; g < groups; g += 1) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
  return starts;
};

/** From 0/1 per cell: the first time with 1, per unit, and the first unit that goes back to 0. */
const startsOf = (panel: Pick<Panel, 'unitNames' | 'unitStart' | 'time' | 'times' | 'treated'>) => {
  const start = new Float64Array(panel.unitNames.length).fill(Number.POSITIVE_INFINITY);
  let returning: string | undefined;
  for (let u = 0; u < start.length; u += 1) {
    for (let i = panel.unitStart[u] as number; i < (panel.unitStart[u + 1] as number); i += 1) {
      const time = panel.times[panel.time[i] as number] as number;
      if (panel.treated[i] === 1) start[u] = Math.min(start[u] as number, time);
      else if (time > (start[u] as number)) returning ??= panel.unitNames[u] as string;
    }
  }
  return { start, returning };
};

/** Per cell: 1 from the unit's start on. */
export const treatedFrom = (
  panel: Pick<Panel, 'cells' | 'unit' | 'time' | 'times'>,
  start: Float64Array,
  treated = new Uint8Array(panel.cells),
): Uint8Array => {
  for (let i = 0; i < panel.cells; i += 1) {
    const time = panel.times[panel.time[i] as number] as number;
    treated[i] = time >= (start[panel.unit[i] as number] as number) ? 1 : 0;
  }
  return treated;
};

/**
 * Checks the columns and makes a panel of them.
 *
 * Refuses, with row and column: a missing or non-finite value, n < 1, Σy² < (Σy)²/n, two rows for the same unit and time, a unit
 * with two clusters, subjects or starts, and a `treated` that is neither 0 nor 1.
 *
 * @throws {StatisticsProblem} with the place of the first fault
 */
export const readPanel = (columns: PanelColumns): Panel => {
  const cells = columns.unit.values.length;
  if (cells === 0) throw new StatisticsProblem(estimateText.noCells);
  const { covariates: explaining, ...plain } = columns;
  for (const [role, column] of Object.entries(plain))
    if (column.values.length !== cells)
      throw new RangeError(`${role} has ${column.values.length} values, not ${cells}.`);
  if (columns.start === undefined && columns.treated === undefined)
    throw new StatisticsProblem(estimateText.noTreatment, { column: 'start' });

  const units = encode(textsOf(columns, 'unit', cells));
  const clusters = columns.cluster ? encode(textsOf(columns, 'cluster', cells)) : units;
  const subjects = encode(textsOf(columns, 'subject', cells));
  const years = numbersOf(columns, 'time');
  const outcome = outcomeOf(columns, cells);

  const codesOf = (role: 'cluster' | 'subject', { names, codes }: typeof units) =>
    onePerUnit(
      columns,
      role,
      units.names,
      units.codes,
      row => codes[row] as number,
      row => names[codes[row] as number] as string,
    );
  const clusterOf = codesOf('cluster', clusters);
  const subjectOf = codesOf('subject', subjects);
  const given = columns.start ? numbersOf(columns, 'start', 0) : undefined;
  const startOf =
    given &&
    onePerUnit(
      columns,
      'start',
      units.names,
      units.codes,
      row => given[row] as number,
      row => String(given[row]),
    );
  const marks = columns.treated ? numbersOf(columns, 'treated') : undefined;
  marks?.forEach((mark, i) => {
    const place = { row: rowOf(i), column: nameOf(columns, 'treated') };
    if (mark !== 0 && mark !== 1) throw new StatisticsProblem(estimateText.notZeroOne(String(mark)), place);
    const start = given?.[i];
    if (start === undefined) return;
    const begun = start !== 0 && (years[i] as number) >= start;
    if ((mark === 1) !== begun) throw new StatisticsProblem(estimateText.markAgainstStart(mark), place);
  });

  // Units are numbered anew by cluster, so that a cluster's units are contiguous.
  const unitOrder = Int32Array.from(units.names.keys()).sort(
    (a, b) => (clusterOf[a] as number) - (clusterOf[b] as number) || a - b,
  );
  const unitNumber = new Int32Array(unitOrder.length);
  unitOrder.forEach((old, now) => {
    unitNumber[old] = now;
  });
  const order = Int32Array.from({ length: cells }, (_, i) => i).sort(
    (a, b) =>
      (unitNumber[units.codes[a] as number] as number) - (unitNumber[units.codes[b] as number] as number) ||
      (years[a] as number) - (years[b] as number),
  );
  for (let at = 1; at < cells; at += 1) {
    const [first, row] = [order[at - 1] as number, order[at] as number];
    if (units.codes[first] !== units.codes[row] || years[first] !== years[row]) continue;
    const unit = units.names[units.codes[row] as number] as string;
    // The sort keeps the order of equal rows, so the first is the one that came first.
    throw new StatisticsProblem(
      estimateText.duplicate(unit, String(columns.time.values[row]), rowOf(first)),
      { row: rowOf(row), column: nameOf(columns, 'time') },
    );
  }
  const times = Float64Array.from(new Set(years)).sort();
  const timeCode = new Map([...times].map((time, code) => [time, code]));
  const arranged = (values: Float64Array): Float64Array =>
    Float64Array.from(order, row => values[row] as number);

  const unit = Int32Array.from(order, row => unitNumber[units.codes[row] as number] as number);
  const time = Int32Array.from(order, row => timeCode.get(years[row] as number) ?? 0);
  const unitNames = Array.from(unitOrder, old => units.names[old] as string);
  const unitCluster = Int32Array.from(unitOrder, old => clusterOf[old] as number);
  const unitStart = boundaries(unit, unitNames.length);
  const last = times[times.length - 1] as number;
  const frame = {
    ...{ cells, unitNames, clusterNames: clusters.names, subjectNames: subjects.names, times, unit, time },
    ...{ unitCluster, unitStart, unitSubject: Int32Array.from(unitOrder, old => subjectOf[old] as number) },
    clusterStart: boundaries(unitCluster, clusters.names.length),
    pupils: arranged(outcome.pupils),
    mean: arranged(outcome.mean),
    ...(outcome.within ? { within: arranged(outcome.within) } : {}),
    countsPupils: outcome.countsPupils,
    ...(explaining && explaining.length > 0
      ? {
          covariates: readCovariates(explaining, { ...outcome, hasPupils: columns.n !== undefined }).map(
            one => takeCovariate(one, order),
          ),
        }
      : {}),
  };
  if (startOf) {
    const start = Float64Array.from(unitOrder, old => {
      const value = startOf[old] as number;
      return value === 0 || value > last ? Number.POSITIVE_INFINITY : value;
    });
    return Object.freeze({ ...frame, start, treated: treatedFrom(frame, start) });
  }
  const treated = Uint8Array.from(order, row => marks?.[row] ?? 0);
  const { start, returning } = startsOf({ ...frame, treated });
  return Object.freeze({ ...frame, start, treated, ...(returning === undefined ? {} : { returning }) });
};

/**
 * The panel of some of the cells. Units and clusters without any such cell are gone and the others numbered anew; times,
 * subjects and starts stay as they were.
 *
 * @param keep per cell, 1 to keep it
 */
export const selectCells = (panel: Panel, keep: Uint8Array): Panel => {
  let count = 0;
  for (let i = 0; i < panel.cells; i += 1) count += keep[i] === 1 ? 1 : 0;
  const rows = new Int32Array(count);
  const unit = new Int32Array(count);
  const units: number[] = [];
  const clusters: number[] = [];
  const unitClusters: number[] = [];
  // Units are contiguous, and so are their clusters: a new one is one that the row before did not have.
  for (let i = 0, at = 0; i < panel.cells; i += 1) {
    if (keep[i] !== 1) continue;
    const u = panel.unit[i] as number;
    if (units[units.length - 1] !== u) {
      units.push(u);
      const cluster = panel.unitCluster[u] as number;
      if (clusters[clusters.length - 1] !== cluster) clusters.push(cluster);
      unitClusters.push(clusters.length - 1);
    }
    unit[at] = units.length - 1;
    rows[at++] = i;
  }
  const taken = <Values extends Float64Array | Int32Array | Uint8Array>(
    values: Values,
    to: Values,
  ): Values => {
    for (let at = 0; at < count; at += 1) to[at] = values[rows[at] as number] as number;
    return to;
  };
  const unitCluster = Int32Array.from(unitClusters);
  const { within, covariates, ...rest } = panel;
  return Object.freeze({
    ...rest,
    ...(covariates ? { covariates: covariates.map(one => takeCovariate(one, rows)) } : {}),
    cells: count,
    unitNames: units.map(u => panel.unitNames[u] as string),
    clusterNames: clusters.map(c => panel.clusterNames[c] as string),
    unit,
    time: taken(panel.time, new Int32Array(count)),
    unitCluster,
    unitSubject: Int32Array.from(units, u => panel.unitSubject[u] as number),
    start: Float64Array.from(units, u => panel.start[u] as number),
    unitStart: boundaries(unit, units.length),
    clusterStart: boundaries(unitCluster, clusters.length),
    treated: taken(panel.treated, new Uint8Array(count)),
    pupils: taken(panel.pupils, new Float64Array(count)),
    mean: taken(panel.mean, new Float64Array(count)),
    ...(within ? { within: taken(within, new Float64Array(count)) } : {}),
  });
};

/** The cluster of cell i. */
export const clusterOf = (panel: Panel, i: number): number =>
  panel.unitCluster[panel.unit[i] as number] as number;
