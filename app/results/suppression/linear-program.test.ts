import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMoves, type Column, type Row } from './linear-program.ts';

const gainOf = (columns: readonly Column[], moves: ArrayLike<number>): number =>
  columns.reduce((sum, { gain }, index) => sum + gain * (moves[index] as number), 0);

const broken = (rows: readonly Row[], moves: ArrayLike<number>): number =>
  Math.max(0, ...rows.map(row => Math.abs(row.reduce((sum, [j, c]) => sum + c * (moves[j] as number), 0))));

/** The best of all whole moves, by trying every one. */
const bestByTrying = (columns: readonly Column[], rows: readonly Row[]): number => {
  let best = Number.NEGATIVE_INFINITY;
  const moves: number[] = [];
  const go = (index: number): void => {
    const column = columns[index];
    if (!column) {
      if (broken(rows, moves) === 0) best = Math.max(best, gainOf(columns, moves));
      return;
    }
    for (let move = column.lower; move <= column.upper; move += 1) {
      moves[index] = move;
      go(index + 1);
    }
  };
  go(0);
  return best;
};

/** A hierarchy: parts that sum to totals, each part in one total of each of two partitions, as in a table with margins. */
const anyTable = fc
  .record({ height: fc.integer({ min: 1, max: 2 }), width: fc.integer({ min: 1, max: 2 }) })
  .chain(({ height, width }) => {
    const size = height * width + height + width;
    const span = fc.record({
      lower: fc.integer({ min: -2, max: 0 }),
      upper: fc.integer({ min: 0, max: 2 }),
      gain: fc.integer({ min: -3, max: 3 }),
    });
    return fc.array(span, { minLength: size, maxLength: size }).map(columns => {
      const rows: Row[] = [];
      for (let i = 0; i < height; i += 1)
        rows.push([
          [height * width + i, -1],
          ...Array.from({ length: width }, (_, j) => [i * width + j, 1] as const),
        ]);
      for (let j = 0; j < width; j += 1)
        rows.push([
          [height * width + height + j, -1],
          ...Array.from({ length: height }, (_, i) => [i * width + j, 1] as const),
        ]);
      return { columns, rows };
    });
  });

describe('the best moves', () => {
  it('are the best of all whole moves in a table with margins, and keep every sum', () => {
    fc.assert(
      fc.property(anyTable, ({ columns, rows }) => {
        const moves = bestMoves(columns, rows);
        expect(broken(rows, moves)).toBeLessThan(1e-6);
        for (const [index, { lower, upper }] of columns.entries()) {
          expect(moves[index]).toBeGreaterThanOrEqual(lower - 1e-6);
          expect(moves[index]).toBeLessThanOrEqual(upper + 1e-6);
        }
        expect(gainOf(columns, moves)).toBeCloseTo(bestByTrying(columns, rows), 6);
      }),
      { numRuns: 150 },
    );
  });

  it('go through quantities without an end, to the end of the one that gains', () => {
    const free = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY, gain: 0 };
    const moves = bestMoves(
      [{ lower: -1, upper: 7, gain: 1 }, free, free],
      [
        [
          [0, 1],
          [1, -1],
        ],
        [
          [1, 2],
          [2, 1],
        ],
      ],
    );
    expect([...moves]).toEqual([7, 7, -14]);
  });

  it('refuse to gain without an end', () => {
    expect(() => bestMoves([{ lower: 0, upper: Number.POSITIVE_INFINITY, gain: 1 }], [])).toThrow(RangeError);
  });
});
