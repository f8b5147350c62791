import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterOf, type PanelColumns, readPanel, selectCells, treatedFrom } from './panel.ts';
import type { Column } from './panel-values.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

const column = (...values: (string | number)[]): Column => ({ values });

/** Two schools, the rows not in their order, and columns that the file has no names for. */
const table: PanelColumns = {
  unit: column('b', 'a', 'b', 'a', 'c'),
  cluster: column('Södra', 'Norra', 'Södra', 'Norra', 'Norra'),
  subject: column('Sv', 'Ma', 'Sv', 'Ma', 'Sv'),
  time: column(2021, 2021, 2020, 2020, 2020),
  start: column(0, 2021, 0, 2021, 2022),
  n: column(1, 2, 3, 4, 5),
  sum: column(10, 40, 90, 160, 250),
  sumSquares: column(100, 801, 2702, 6403, 12504),
};
const without = (...roles: (keyof PanelColumns)[]): PanelColumns =>
  Object.fromEntries(
    Object.entries(table).filter(([role]) => !roles.includes(role as keyof PanelColumns)),
  ) as unknown as PanelColumns;

const problemOf = (columns: PanelColumns): StatisticsProblem => {
  try {
    readPanel(columns);
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem;
    throw problem;
  }
  return expect.unreachable('the table was taken');
};

describe('a table becomes a panel', () => {
  it('whose cells lie by school, unit and year, with everything of theirs', () => {
    expect(readPanel(table)).toEqual({
      cells: 5,
      unitNames: ['a', 'c', 'b'],
      clusterNames: ['Norra', 'Södra'],
      subjectNames: ['Ma', 'Sv'],
      times: Float64Array.of(2020, 2021),
      unit: Int32Array.of(0, 0, 1, 2, 2),
      time: Int32Array.of(0, 1, 0, 0, 1),
      unitCluster: Int32Array.of(0, 0, 1),
      unitSubject: Int32Array.of(0, 1, 1),
      // A post that starts after the last year is none within the panel.
      start: Float64Array.of(2021, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
      unitStart: Int32Array.of(0, 2, 3, 5),
      clusterStart: Int32Array.of(0, 2, 3),
      treated: Uint8Array.of(0, 1, 0, 0, 0),
      pupils: Float64Array.of(4, 2, 5, 3, 1),
      mean: Float64Array.of(40, 20, 50, 30, 10),
      within: Float64Array.of(3, 1, 4, 2, 0),
      countsPupils: true,
    });
  });

  it('that nobody can change', () => {
    const panel = readPanel(table);
    const marked = readPanel({ ...without('start'), treated: column(0, 1, 0, 0, 0) });
    const some = selectCells(panel, new Uint8Array(5).fill(1));
    for (const one of [panel, marked, some]) expect(Object.isFrozen(one)).toBe(true);
  });

  it('with the covariates of its cells, in the order of the cells', () => {
    const size = { name: 'storlek', value: column(1, 2, 3, 4, 5) };
    const panel = readPanel({ ...table, covariates: [size] });
    expect(panel.covariates).toEqual([{ name: 'storlek', mean: Float64Array.of(4, 2, 5, 3, 1) }]);
    expect('covariates' in readPanel({ ...table, covariates: [] })).toBe(false);
  });

  it('with covariates that are sums over pupils, only where pupils are counted', () => {
    const x = {
      name: 'x',
      ...{ sum: column(1, 2, 3, 4, 5), sumSquares: column(9, 9, 9, 9, 9) },
      sumProduct: column(1, 1, 1, 1, 1),
    };
    expect(readPanel({ ...table, covariates: [x] }).covariates?.[0]?.mean).toEqual(
      Float64Array.of(1, 1, 1, 1, 1),
    );
    const mean = column(1, 2, 3, 4, 5);
    expect(problemOf({ ...without('n', 'sum', 'sumSquares'), mean, covariates: [x] }).message).toBe(
      estimateText.sumWithoutCount,
    );
  });

  it('where the mean is used when both mean and sum are given', () => {
    const mean = column(1, 2, 3, 4, 5);
    expect(readPanel({ ...without('sumSquares'), mean }).mean).toEqual(Float64Array.of(4, 2, 5, 3, 1));
  });

  it('where one pupil stands for a cell that nobody has counted', () => {
    const panel = readPanel({ ...without('n', 'sum', 'sumSquares'), mean: column(1, 2, 3, 4, 5) });
    expect(panel.pupils).toEqual(new Float64Array(5).fill(1));
    expect(panel.countsPupils).toBe(false);
    expect('within' in panel).toBe(false);
  });

  it('where everything is one subject when none is given', () => {
    const panel = readPanel(without('subject'));
    expect(panel.subjectNames).toEqual(['']);
    expect(panel.unitSubject).toEqual(Int32Array.of(0, 0, 0));
  });

  it.each([
    ['numbers by size, before texts', ['A', '10', '9', '-1'], ['-1', '9', '10', 'A']],
    ['equal numbers as texts', ['1', '01', '001'], ['001', '01', '1']],
    ['texts by their characters', ['b', 'B', 'Ö', 'a', 'Ä', 'ab'], ['B', 'a', 'ab', 'b', 'Ä', 'Ö']],
    [
      'what only begins or ends as a number among the texts',
      ['5a', '10', 'a5', '5.5'],
      ['10', '5.5', '5a', 'a5'],
    ],
    [
      'numbers too long to be told apart among the texts',
      ['9007199254740993', '9007199254740992', '2', '999999999999999'],
      ['2', '999999999999999', '9007199254740992', '9007199254740993'],
    ],
  ])('and sorts names: %s', (_, names, sorted) => {
    const same = names.map(() => 1);
    const panel = readPanel({
      ...{ unit: { values: names }, cluster: { values: same }, time: { values: same } },
      ...{ start: { values: same.map(() => 0) }, mean: { values: same } },
    });
    expect(panel.unitNames).toEqual(sorted);
  });

  it('with spaces around names and years left out', () => {
    const spaced = readPanel({
      ...table,
      unit: column(' b', 'a ', 'b', ' a', 'c'),
      time: column(' 2021', '2021 ', '2020', '2020/21', 2020),
    });
    expect(spaced).toEqual(readPanel(table));
  });
});

describe('marks of 0 and 1', () => {
  const marked = (...marks: number[]): PanelColumns => ({ ...without('start'), treated: column(...marks) });

  it('tell when a post starts', () => {
    const panel = readPanel(marked(1, 1, 1, 0, 0));
    expect(panel.start).toEqual(Float64Array.of(2021, Number.POSITIVE_INFINITY, 2020));
    expect(panel.treated).toEqual(Uint8Array.of(0, 1, 0, 1, 1));
    expect('returning' in panel).toBe(false);
  });

  it('name the first unit whose post ends', () => {
    const panel = readPanel(marked(0, 0, 1, 1, 0));
    expect(panel.returning).toBe('a');
    expect(panel.start).toEqual(Float64Array.of(2020, Number.POSITIVE_INFINITY, 2020));
    expect(panel.treated).toEqual(Uint8Array.of(1, 0, 0, 1, 0));
  });

  it('may stand beside starts that say the same', () => {
    expect(readPanel({ ...table, treated: column(0, 1, 0, 0, 0) })).toEqual(readPanel(table));
  });

  it.each([
    ['1 before the start', [0, 1, 0, 1, 0], 1, 5],
    ['0 from the start on', [0, 0, 0, 0, 0], 0, 3],
    ['1 where there never is a start', [1, 1, 0, 0, 0], 1, 2],
  ])('are refused beside starts that say something else: %s', (_, marks, mark, row) => {
    const problem = problemOf({ ...table, treated: column(...marks) });
    expect(problem.message).toBe(estimateText.markAgainstStart(mark));
    expect(problem.place).toEqual({ row, column: 'treated' });
  });
});

describe('a table is refused', () => {
  it.each([
    ['without start or marks', without('start'), estimateText.noTreatment, 'start'],
    ['without an outcome', without('sum', 'sumSquares'), estimateText.noOutcome, 'sum'],
    ['with sums but no pupils', without('n', 'sumSquares'), estimateText.sumWithoutCount, 'n'],
    [
      'with squares but no pupils',
      { ...without('n', 'sum'), mean: column(1, 2, 3, 4, 5) },
      estimateText.sumWithoutCount,
      'n',
    ],
  ])('%s', (_, columns, message, place) => {
    const problem = problemOf(columns);
    expect(problem.message).toBe(message);
    expect(problem.place).toEqual({ column: place });
  });

  it('without rows', () => {
    const none = column();
    expect(problemOf({ unit: none, time: none, start: none, mean: none }).place).toEqual({});
  });

  it.each([
    ['unit', 'NaN', estimateText.missing],
    ['cluster', '  ', estimateText.missing],
    ['subject', Number.NaN, estimateText.missing],
    ['time', 'ht', estimateText.notNumber('ht')],
    ['start', 'ht', estimateText.notNumber('ht')],
    ['n', 0.5, estimateText.tooFewPupils],
    ['sum', '2019/20', estimateText.notNumber('2019/20')],
    ['sumSquares', 700, estimateText.squaresTooSmall],
  ] as const)('with a fault in a column without a name: %s', (role, value, message) => {
    const values = Array.from(table[role]?.values ?? []);
    values[1] = value;
    const problem = problemOf({ ...table, [role]: { values } });
    expect(problem.message).toBe(message);
    expect(problem.place).toEqual({ row: 3, column: role });
  });

  it('with two rows for a unit and year, the later with its own words for the year', () => {
    const twice = problemOf({ ...table, time: column('2020/21', 2021, 2020, 2020, 2020) });
    expect(twice.message).toBe(estimateText.duplicate('b', '2020', 2));
    expect(twice.place).toEqual({ row: 4, column: 'time' });
  });

  it('with squares a hair too small, but not when rounding explains it', () => {
    const squares = (first: number): PanelColumns => ({
      ...table,
      sumSquares: column(first, 801, 2702, 6403, 12504),
    });
    expect(readPanel(squares(100 - 1.0e-5)).within?.[4]).toBe(0);
    expect(problemOf(squares(100 - 1.1e-5)).place).toEqual({ row: 2, column: 'sumSquares' });
  });

  it('as a fault of the program when columns differ in length, and says which', () => {
    expect(() => readPanel({ ...table, n: column(1, 2) })).toThrow('n has 2 values, not 5.');
  });
});

describe('cells of a panel', () => {
  const x = {
    name: 'x',
    ...{ sum: column(1, 2, 3, 4, 5), sumSquares: column(9, 9, 9, 9, 9) },
    sumProduct: column(1, 1, 1, 1, 1),
  };
  const whole = { ...table, covariates: [x] };
  const pick = (of: Column, rows: readonly number[]): Column => ({
    values: rows.map(row => of.values[row] as string | number),
  });

  it('that are kept make the panel that their rows would, with the years, subjects and starts there were', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), rows => {
        const panel = readPanel(whole);
        // The row that each cell came from.
        const rowOf = [3, 1, 4, 2, 0];
        const kept = selectCells(
          panel,
          Uint8Array.from(rowOf, row => (rows.includes(row) ? 1 : 0)),
        );
        const columns = Object.entries(table).map(([role, one]) => [role, pick(one as Column, rows)]);
        const own = {
          name: 'x',
          ...{ sum: pick(x.sum, rows), sumSquares: pick(x.sumSquares, rows) },
          sumProduct: pick(x.sumProduct, rows),
        };
        const read = readPanel({ ...Object.fromEntries(columns), covariates: [own] });
        expect(kept.times).toBe(panel.times);
        expect(kept.subjectNames).toBe(panel.subjectNames);
        const startOf: Record<string, number> = { a: 2021 };
        expect([...kept.start]).toEqual(
          kept.unitNames.map(name => startOf[name] ?? Number.POSITIVE_INFINITY),
        );
        const named = (one: typeof kept) => ({
          ...one,
          subjects: Array.from(one.unitSubject, subject => one.subjectNames[subject]),
          years: Array.from(one.time, time => one.times[time]),
          ...{ subjectNames: [], times: [], unitSubject: [], time: [], start: [] },
        });
        expect(named(kept)).toEqual(named(read));
      }),
    );
  });

  it('have the cluster of their unit', () => {
    const panel = readPanel(table);
    expect(Array.from({ length: 5 }, (_, i) => clusterOf(panel, i))).toEqual([0, 0, 0, 1, 1]);
  });

  it('have a post from their unit’s start on, whatever was marked before', () => {
    const panel = readPanel(table);
    const starts = Float64Array.of(2020, 2021, 2021);
    expect(treatedFrom(panel, starts)).toEqual(Uint8Array.of(1, 1, 0, 0, 1));
    const before = Uint8Array.of(0, 0, 1, 1, 0);
    expect(treatedFrom(panel, starts, before)).toBe(before);
    expect(before).toEqual(Uint8Array.of(1, 1, 0, 0, 1));
  });
});
