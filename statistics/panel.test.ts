import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { type Column, type PanelColumns, readPanel, selectCells } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

const column = (...values: (string | number)[]): Column => ({ values, name: 'i filen' });

const small: PanelColumns = {
  unit: column('a', 'a', 'b', 'b'),
  cluster: column('Norra', 'Norra', 'Södra', 'Södra'),
  time: column(2020, 2021, 2020, 2021),
  start: column(2021, 2021, 0, ''),
  n: column(10, 12, 8, 1),
  sum: column(5, 6, 4, 2),
  sumSquares: column(9, 9, 9, 4),
};

const problemOf = (run: () => unknown): StatisticsProblem => {
  try {
    run();
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem;
    throw problem;
  }
  throw new Error('Nothing was refused.');
};

describe('a panel is read from columns', () => {
  it('with units by school, and ids in the order a person counts', () => {
    const panel = readPanel({
      ...{
        unit: column('10', '2', 'A', 'Ö'),
        cluster: column('2', '10', '10', '2'),
        time: column(1, 1, 1, 1),
      },
      ...{ treated: column(1, 0, 0, 0), mean: column(1, 2, 3, 4) },
    });
    expect(panel.clusterNames).toEqual(['2', '10']);
    expect(panel.unitNames).toEqual(['10', 'Ö', '2', 'A']);
    expect([...panel.mean]).toEqual([1, 4, 2, 3]);
    expect(panel.countsPupils).toBe(false);
  });

  it('with academic years as people write them', () => {
    const years = ['2020/21', '2021/2022', '2020/21', '2021–22'];
    const written = readPanel({
      ...small,
      time: column(...years),
      start: column('2021/22', '2021/22', '', 0),
    });
    expect(written).toEqual(
      readPanel({ ...small, time: column(2020, 2021, 2020, 2021), start: column(2021, 2021, 0, 0) }),
    );
    const century = readPanel({ ...small, time: column('1999/00', '2000/01', '1999/2000', '2000/01') });
    expect([...century.times]).toEqual([1999, 2000]);
  });

  it('with an empty start as never', () => {
    const panel = readPanel(small);
    expect([...panel.start]).toEqual([2021, Number.POSITIVE_INFINITY]);
    expect([...panel.treated]).toEqual([0, 1, 0, 0]);
    expect([...panel.mean]).toEqual([0.5, 0.5, 0.5, 2]);
  });

  it('with every unit its own cluster when none is given', () => {
    const { cluster: _, ...rest } = small;
    expect(readPanel(rest).clusterNames).toEqual(['a', 'b']);
  });

  it('with pupils who all have the same result, although the file has rounded', () => {
    expect(readPanel({ ...small, sumSquares: column(2.4999999999, 3, 2, 4) }).within?.[0]).toBe(0);
  });
});

describe('what cannot be used is refused with its place', () => {
  const refusals: readonly (readonly [string, Partial<PanelColumns>, number, string])[] = [
    ['a unit without a name', { unit: column('a', ' ', 'b', 'b') }, 3, estimateText.missing],
    ['a missing number', { n: column(10, '', 8, 1) }, 3, estimateText.missing],
    ['a text for a number', { sum: column(5, 'sex', 4, 2) }, 3, estimateText.notNumber('sex')],
    [
      'an endless number',
      { sum: column(5, 6, Number.POSITIVE_INFINITY, 2) },
      4,
      estimateText.notNumber('Infinity'),
    ],
    ['not a number', { sum: column(5, 6, 4, Number.NaN) }, 5, estimateText.notNumber('NaN')],
    ['less than one pupil', { n: column(10, 0, 8, 1) }, 3, estimateText.tooFewPupils],
    ['squares that are too small', { sumSquares: column(9, 9, 1.9, 4) }, 4, estimateText.squaresTooSmall],
    [
      'a unit twice in a year',
      { time: column(2020, 2021, 2020, 2020) },
      5,
      estimateText.duplicate('b', '2020', 4),
    ],
    [
      'a unit in two schools',
      { cluster: column('Norra', 'Södra', 'Södra', 'Södra') },
      3,
      estimateText.moves('a', 'Norra', 'Södra'),
    ],
    [
      'a unit with two starts',
      { start: column(2021, 2020, 0, 0) },
      3,
      estimateText.moves('a', '2021', '2020'),
    ],
    [
      'a unit with two subjects',
      { subject: column('Ma', 'Ma', 'Sv', 'Ma') },
      5,
      estimateText.moves('b', 'Sv', 'Ma'),
    ],
  ];

  it.each(refusals)('%s', (_, changed, row, message) => {
    const problem = problemOf(() => readPanel({ ...small, ...changed }));
    expect(problem.message).toBe(message);
    expect(problem.place).toEqual({ row, column: 'i filen' });
  });

  it('a mark that is neither 0 nor 1', () => {
    const { start: _, ...rest } = small;
    const problem = problemOf(() => readPanel({ ...rest, treated: column(0, 1, 2, 0) }));
    expect(problem).toMatchObject({
      message: estimateText.notZeroOne('2'),
      place: { row: 4, column: 'i filen' },
    });
  });

  it('a mark that contradicts the start', () => {
    const problem = problemOf(() => readPanel({ ...small, treated: column(0, 1, 1, 0) }));
    expect(problem).toMatchObject({ message: estimateText.markAgainstStart(1), place: { row: 4 } });
  });

  it.each(['2019/21', '2019/2019', '19/20', '0x7e3', 'läsåret 2019', '2 019'])('%s as a year', text => {
    const problem = problemOf(() => readPanel({ ...small, time: column(text, 2021, 2020, 2021) }));
    expect(problem.message).toBe(estimateText.notNumber(text));
    expect(problem.place).toEqual({ row: 2, column: 'i filen' });
  });

  it('a table without rows, outcome, treatment, or the pupils behind a sum', () => {
    const none = column();
    const messageOf = (columns: PanelColumns): string => problemOf(() => readPanel(columns)).message;
    expect(messageOf({ unit: none, time: none, start: none, mean: none })).toBe(estimateText.noCells);
    const { start: _, ...noTreatment } = small;
    expect(messageOf(noTreatment)).toBe(estimateText.noTreatment);
    const { sum: __, ...noOutcome } = small;
    expect(messageOf(noOutcome)).toBe(estimateText.noOutcome);
    const { n: ___, ...noCount } = small;
    expect(messageOf(noCount)).toBe(estimateText.sumWithoutCount);
  });

  it('columns of different lengths, as a fault of the program', () => {
    expect(() => readPanel({ ...small, n: column(1) })).toThrow(RangeError);
  });
});

describe('what cannot be estimated is named with its reason', () => {
  it('a unit without years before, a subject without comparison, a school with posts in all subjects', () => {
    const rows = rowsOf({ seed: 4, posts: 0, missing: 0, absent: 0 }).map(row => {
      if (row.unit === 's1 ämne 0') return { ...row, start: 2010 };
      if (row.unit === 's5 ämne 1') return { ...row, start: 2013 };
      if (row.subject === 'Ä3') return { ...row, start: 2013 };
      return row.cluster === 'Skola 2' ? { ...row, start: 2014 } : row;
    });
    const other = estimate(panelOf(rows), { design: 'otherSchools' }).notEstimable;
    expect(other).toContainEqual({ unit: 's1 ämne 0', reason: 'noPreYears' });
    expect(other).toContainEqual({ unit: 's4 ämne 3', reason: 'noComparison' });
    const same = estimate(panelOf(rows), { design: 'sameSchool' }).notEstimable;
    expect(same).toContainEqual({ unit: 's2 ämne 1', reason: 'wholeSchoolTreated' });
    const years = estimate(panelOf(rows), { design: 'unitTime' }).notEstimable;
    expect(years).toEqual([{ unit: 's1 ämne 0', reason: 'noPreYears' }]);
  });

  it('a single year, when the unit’s others can be estimated', () => {
    const rows = rowsOf({ seed: 6, posts: 0, missing: 0, absent: 0 })
      .map(row => (row.subject === 'Ä1' && row.cluster !== 'Skola 3' ? { ...row, start: 2013 } : row))
      .filter(row => !(row.subject === 'Ä1' && row.cluster === 'Skola 3' && row.time === 2015));
    const { notEstimable } = estimate(panelOf(rows), { design: 'otherSchools' });
    expect(notEstimable).toContainEqual({ unit: 's4 ämne 1', time: 2015, reason: 'noComparison' });
    expect(notEstimable.every(({ time }) => time === 2015)).toBe(true);
  });
});

describe('some of the cells', () => {
  it('make the panel that their rows alone would make', () => {
    const rows = rowsOf({ seed: 8 });
    const panel = panelOf(rows);
    const kept = selectCells(
      panel,
      Uint8Array.from(panel.unit, u => (panel.unitCluster[u] === 1 ? 0 : 1)),
    );
    const read = panelOf(rows.filter(row => row.cluster !== panel.clusterNames[1]));
    for (const key of [
      'unit',
      'unitCluster',
      'start',
      'unitStart',
      'clusterStart',
      'treated',
      'mean',
    ] as const)
      expect(kept[key]).toEqual(read[key]);
    expect(kept.unitNames).toEqual(read.unitNames);
  });
});
