import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMoves, type Row } from './linear-program.ts';
import { bestByTrying, broken, gainOf } from './programs.fixture.ts';

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
