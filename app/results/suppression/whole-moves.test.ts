import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solvedRows } from './linear-program.ts';
import { bestByTrying, broken, gainOf } from './programs.fixture.ts';
import { type StepColumn, wholeMoves } from './whole-moves.ts';

const anyProgram = fc.integer({ min: 3, max: 6 }).chain(size =>
  fc.record({
    columns: fc.array(
      fc.record({
        lower: fc.integer({ min: -2, max: 0 }),
        upper: fc.integer({ min: 0, max: 2 }),
        gain: fc.constant(0),
        isWhole: fc.constant(true),
      }),
      { minLength: size, maxLength: size },
    ),
    rows: fc.array(fc.array(fc.constantFrom(-2, -1, 0, 0, 1, 2, 3), { minLength: size, maxLength: size }), {
      minLength: 1,
      maxLength: 2,
    }),
    sign: fc.constantFrom(1, -1),
  }),
);

describe('whole moves', () => {
  it('are the best of all whole moves, and keep every row', () => {
    fc.assert(
      fc.property(anyProgram, ({ columns, rows, sign }) => {
        const asked = columns.map((column, j) => (j === 0 ? { ...column, gain: sign } : column));
        const terms = rows.map(row => row.map((coefficient, j) => [j, coefficient] as const));
        const moves = wholeMoves(solvedRows(asked.length, terms), asked);
        expect(broken(terms, moves)).toBeLessThan(1e-6);
        expect([...moves].every(Number.isInteger)).toBe(true);
        asked.forEach(({ lower, upper }, j) => {
          expect(moves[j]).toBeGreaterThanOrEqual(lower);
          expect(moves[j]).toBeLessThanOrEqual(upper);
        });
        expect(gainOf(asked, moves)).toBe(bestByTrying(asked, terms));
      }),
      { numRuns: 2_000 },
    );
  });

  it('split no pupil where a value may be split', () => {
    const limits = { lower: -10, upper: 10, gain: 0 };
    const columns: StepColumn[] = [
      { ...limits, gain: 1, isWhole: true },
      { ...limits, lower: -5, upper: 5, isWhole: false },
    ];
    // Two points for each pupil, and at most five points.
    const moves = wholeMoves(
      solvedRows(2, [
        [
          [0, 2],
          [1, -1],
        ],
      ]),
      columns,
    );
    expect([...moves]).toEqual([2, 4]);
  });
});
