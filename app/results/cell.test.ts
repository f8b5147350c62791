import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumsOfGrades, testCell } from './cell.fixture.ts';
import {
  type Cell,
  type CellSums,
  cellKeyText,
  isExact,
  merge,
  noPupils,
  pupilsOf,
  subtract,
} from './cell.ts';
import { cellFaults } from './cell-check.ts';
import { missingReasons } from './grade-scale.ts';

const points = [20, 17.5, 15, 12.5, 10, 0];
const grades = ['A', 'B', 'C', 'D', 'E', 'F'];

/** A group of pupils with grades, some with a prior result, some without a value. */
const group: fc.Arbitrary<CellSums> = fc
  .record({
    pupils: fc.array(fc.record({ at: fc.nat(5), prior: fc.option(fc.nat(5)) }), { maxLength: 40 }),
    missing: fc.dictionary(fc.constantFrom(...missingReasons), fc.integer({ min: 1, max: 5 })),
    teachers: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  })
  .map(({ pupils, missing, teachers }) => {
    const linked = pupils.flatMap(({ at, prior }) =>
      prior === null ? [] : [{ y: points[at] ?? 0, x: points[prior] ?? 0 }],
    );
    const total = (of: (pair: { x: number; y: number }) => number) =>
      linked.reduce((sum, pair) => sum + of(pair), 0);
    const prior = {
      n: linked.length,
      sumX: total(({ x }) => x),
      sumSquaresX: total(({ x }) => x * x),
      sumXY: total(({ x, y }) => x * y),
      sumY: total(({ y }) => y),
      sumSquaresY: total(({ y }) => y * y),
    };
    return sumsOfGrades(
      pupils.map(({ at }) => grades[at] ?? ''),
      { missing, teachers, prior: linked.length === 0 ? null : prior },
    );
  });

/** What is left of a cell when its teachers and classes are set aside, which are not sums. */
const sumsAlone = ({ teachers: _teachers, largestClass: _largest, ...sums }: CellSums) => ({
  ...sums,
  missing: Object.fromEntries(Object.entries(sums.missing).sort()),
  histogram: Object.fromEntries(Object.entries(sums.histogram ?? {}).sort()),
});

describe('two groups of pupils', () => {
  it('are one group, in whatever order they are put together', () =>
    fc.assert(
      fc.property(group, group, group, (a, b, c) => {
        expect(sumsAlone(merge(a, b))).toEqual(sumsAlone(merge(b, a)));
        expect(sumsAlone(merge(merge(a, b), c))).toEqual(sumsAlone(merge(a, merge(b, c))));
        expect(pupilsOf(merge(a, b))).toBe(pupilsOf(a) + pupilsOf(b));
      }),
    ));

  it('come apart again exactly', () =>
    fc.assert(
      fc.property(group, group, (a, b) => {
        expect(sumsAlone(subtract(merge(a, b), b))).toEqual(sumsAlone(a));
      }),
    ));

  it('make a group that pupils can have', () =>
    fc.assert(
      fc.property(group, group, (a, b) => {
        for (const sums of [a, b, merge(a, b), subtract(merge(a, b), a)])
          expect(cellFaults({ ...testCell([]), ...sums }, 'A–F')).toEqual([]);
      }),
    ));

  it('are no fewer teachers together than apart, and how many are left cannot be told', () => {
    const [one, two] = [sumsOfGrades(['A'], { teachers: 1 }), sumsOfGrades(['B'], { teachers: 2 })];
    expect(merge(one, two).teachers).toBe(2);
    expect(subtract(merge(one, two), one).teachers).toBe(0);
  });

  it('are not changed by nobody', () => {
    const sums = sumsOfGrades(['A', 'F'], { missing: { streck: 2 }, teachers: 3, largestClass: 2 });
    expect(merge(sums, noPupils)).toEqual(sums);
    expect(merge(noPupils, sums)).toEqual(sums);
  });

  it('cannot be taken apart into more than they were', () => {
    expect(() => subtract(sumsOfGrades(['A']), sumsOfGrades(['A', 'B']))).toThrow(RangeError);
    expect(() => subtract(sumsOfGrades(['A', 'B']), sumsOfGrades(['F']))).toThrow(RangeError);
    const dash = sumsOfGrades(['A', 'B'], { missing: { streck: 1 } });
    expect(() => subtract(sumsOfGrades(['A', 'B', 'C']), dash)).toThrow(RangeError);
  });
});

describe('a pupil without a value', () => {
  it('is counted beside n and never as 0', () => {
    const sums = sumsOfGrades(['A', 'C'], { missing: { streck: 1, 'deltog inte': 2 } });
    expect([sums.n, sums.sum, pupilsOf(sums)]).toEqual([2, 35, 5]);
  });
});

describe('a cell', () => {
  const good = testCell(['A', 'C', 'C', 'F'], { missing: { streck: 1 }, largestClass: 4, teachers: 2 });
  const prior = { n: 2, sumX: 25, sumSquaresX: 325, sumXY: 450, sumY: 35, sumSquaresY: 625 };

  it('that pupils can have has no fault', () => {
    expect(cellFaults(good, 'A–F')).toEqual([]);
    expect(cellFaults({ ...good, prior }, 'A–F')).toEqual([]);
  });

  it.each<[string, Partial<Cell>]>([
    ['counts are whole and not below 0', { n: 3.5 }],
    ['counts are whole and not below 0', { missing: { streck: -1 } }],
    ['sums are whole quarters', { sum: 50.1 }],
    ['sums lie within the measure', { sum: 81, sumSquares: 6561 }],
    ['squares fit the sums', { sumSquares: 100 }],
    ['squares fit the sums', { sumSquares: 1600 }],
    ['grades fit the sums', { histogram: { A: 2, C: 2 } }],
    ['grades fit the sums', { histogram: { A: 1, C: 2, G: 1 } }],
    ['grades fit the sums', { histogram: null }],
    ['prior results fit the pupils', { prior: { ...prior, n: 5 } }],
    ['prior results fit the pupils', { prior: { ...prior, sumXY: 4500 } }],
    ['prior results fit the pupils', { prior: { ...prior, sumY: 50, sumSquaresY: 1250 } }],
    ['the largest class is part of the pupils', { largestClass: 5 }],
  ])('whose %s not, is a fault (%j)', (fault, change) =>
    expect(cellFaults({ ...good, ...change }, 'A–F')).toContain(fault),
  );

  it('is told from every other by its key alone', () => {
    expect(cellKeyText(good)).toBe(cellKeyText(testCell(['F'])));
    for (const change of [
      { schoolUnitCode: '99000002' },
      { subject: 'Svenska' },
      { level: '6' },
      { academicYear: 2024 },
      { semester: 'VT' as const },
      { measure: 'betygspoäng' as const },
      { group: 'flickor' as const },
    ])
      expect(cellKeyText({ ...good, ...change })).not.toBe(cellKeyText(good));
  });

  it.each([
    [12.5, true],
    [-2.5, true],
    [340, true],
    [0.1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
    [2 ** 30, false],
  ])('holds a value of %d exactly: %s', (value, expected) => expect(isExact(value)).toBe(expected));
});
