import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from './panel-values.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

type Reading = Parameters<typeof readNumbers>[2];

const read = (values: readonly (string | number)[], how?: Reading): number[] => [
  ...readNumbers({ values }, 'sum', how),
];

const problemOf = (run: () => unknown): StatisticsProblem => {
  try {
    run();
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem;
    throw problem;
  }
  return expect.unreachable('the values were taken');
};

describe('the numbers of a column', () => {
  it.each([
    ['7', 7],
    ['2025', 2025],
    ['-12', -12],
    ['+12', 12],
    ['12.', 12],
    ['12.75', 12.75],
    ['.5', 0.5],
    ['.125', 0.125],
    ['3e2', 300],
    ['3E2', 300],
    ['3e+2', 300],
    ['3e-2', 0.03],
    ['1.5e12', 1.5e12],
    [' 7 ', 7],
  ])('“%s” is %d', (text, number) => expect(read([text])).toEqual([number]));

  it('are what any number becomes when it is written out', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), number => {
        expect(read([String(number), number])).toEqual([Number(String(number)), number]);
      }),
    );
  });

  it('may be years, and academic years only where they are asked for', () => {
    expect(read(['2019/20', '2019/2020', '2019–20', '2019-20', '1999/00', '2019'], { years: true })).toEqual([
      ...[2019, 2019, 2019, 2019, 1999, 2019],
    ]);
    expect(problemOf(() => read(['2019/20'])).message).toBe(estimateText.notNumber('2019/20'));
    expect(problemOf(() => read(['2019/20'], { years: false })).message).toBe(
      estimateText.notNumber('2019/20'),
    );
  });

  it.each(['2019/21', '2019/2019', '19/20', 'ht 2019/20', '2019/20 ht', '2019/0', 'NaN', 'undefined'])(
    '“%s” is no academic year',
    text => expect(problemOf(() => read([text], { years: true })).message).toBe(estimateText.notNumber(text)),
  );

  it.each(['x', '1x', 'x1', '1,5', '1 000', '0x10', '.', '-', '1e', 'e5', '1e5e5', '1..2', '--1', '1e999'])(
    '“%s” is refused',
    text => expect(problemOf(() => read([1, text])).message).toBe(estimateText.notNumber(text)),
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is refused', number => {
    expect(problemOf(() => read([number])).message).toBe(estimateText.notNumber(String(number)));
  });

  it('that are missing are refused, unless it is told what they mean', () => {
    expect(problemOf(() => read([1, '', 2])).message).toBe(estimateText.missing);
    expect(problemOf(() => read([1, '  ', 2])).message).toBe(estimateText.missing);
    expect(read([1, '', '  '], { empty: 0 })).toEqual([1, 0, 0]);
  });

  it('have the file’s name for their column where they are refused, or else what they are to the program', () => {
    expect(problemOf(() => read([1, 2, 'x'])).place).toEqual({ row: 4, column: 'sum' });
    const named = { values: ['', 1], name: 'poäng' };
    expect(problemOf(() => readNumbers(named, 'sum')).place).toEqual({ row: 2, column: 'poäng' });
  });
});

describe('a problem in the data', () => {
  it('is an error of its own name, with the place it was given', () => {
    const problem = new StatisticsProblem('Värdet saknas.', { row: 3, column: 'n' });
    expect(problem).toBeInstanceOf(Error);
    expect(problem.name).toBe('StatisticsProblem');
    expect(problem.message).toBe('Värdet saknas.');
    expect(problem.place).toEqual({ row: 3, column: 'n' });
    expect(new StatisticsProblem('Det finns inga rader.').place).toEqual({});
  });
});
