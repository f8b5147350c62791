import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSolver } from '../solver.ts';
import { movesByHighs } from './hard-programs.ts';
import { solvedRows } from './linear-program.ts';
import { bestByTrying, broken, gainOf } from './programs.fixture.ts';
import { type StepColumn, wholeMoves } from './whole-moves.ts';

await loadSolver();

const programs = (least: number, most: number, ...coefficients: readonly number[]) =>
  fc.integer({ min: least, max: most }).chain(size => programOf(size, coefficients));
const programOf = (size: number, coefficients: readonly number[]) =>
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
    rows: fc.array(fc.array(fc.constantFrom(...coefficients), { minLength: size, maxLength: size }), {
      minLength: 1,
      maxLength: 2,
    }),
    sign: fc.constantFrom(1, -1),
  });
/** Small enough that every whole move can be tried. */
const anyProgram = programs(3, 6, -2, -1, 0, 0, 1, 2, 3);
/** Large numbers against each other: program after program is split. */
const hardProgram = programs(9, 14, -23, -17, -13, -7, -5, 0, 6, 9, 11, 19);

type Program = { columns: readonly StepColumn[]; rows: readonly (readonly number[])[]; sign: number };
const asked = ({ columns, rows, sign }: Program) => ({
  columns: columns.map((column, j) => (j === 0 ? { ...column, gain: sign } : column)),
  rows: rows.map(row => row.map((coefficient, j) => [j, coefficient] as const)),
});

describe('whole moves', () => {
  it('are the best of all whole moves, and keep every row', () => {
    fc.assert(
      fc.property(anyProgram, program => {
        const { columns, rows } = asked(program);
        const { moves } = wholeMoves(solvedRows(columns.length, rows), columns);
        expect(broken(rows, moves)).toBeLessThan(1e-6);
        expect([...moves].every(Number.isInteger)).toBe(true);
        columns.forEach(({ lower, upper }, j) => {
          expect(moves[j]).toBeGreaterThanOrEqual(lower);
          expect(moves[j]).toBeLessThanOrEqual(upper);
        });
        expect(gainOf(columns, moves)).toBe(bestByTrying(columns, rows));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are no worse than those of another solver where they are settled, and open where that finds more', () => {
    let open = 0;
    fc.assert(
      fc.property(hardProgram, program => {
        const { columns, rows } = asked(program);
        const own = wholeMoves(solvedRows(columns.length, rows), columns);
        const other = movesByHighs(rows, columns, 500);
        const more = (other ? gainOf(columns, other) : 0) - gainOf(columns, own.moves);
        expect(more).toBeGreaterThanOrEqual(0);
        if (own.isSettled) expect(more).toBe(0);
        open += more;
      }),
      { numRuns: 60 },
    );
    expect(open).toBeGreaterThan(0);
  });

  it('split no pupil where a value may be split', () => {
    const limits = { lower: -10, upper: 10, gain: 0 };
    const columns: StepColumn[] = [
      { ...limits, gain: 1, isWhole: true },
      { ...limits, lower: -5, upper: 5, isWhole: false },
    ];
    // Two points for each pupil, and at most five points.
    const { moves } = wholeMoves(
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
