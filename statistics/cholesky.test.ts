import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { factorise, isSolvable, solve, solveBackward, solveForward } from './cholesky.ts';
import { close, crossProduct, diagonalOf, drawn, triangleOf } from './triangle.fixture.ts';

const sizes = fc.integer({ min: 1, max: 9 });
const runs = { numRuns: 30 };

describe('a matrix with full rank', () => {
  it('is solved as another library solves it, also in blocks', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.boolean(), (size, seed, blocks) => {
        const matrix = crossProduct(size, seed, blocks);
        const b = drawn(size, seed + 1);
        const factor = triangleOf(matrix);
        const { kept, rank } = factorise(factor, diagonalOf(matrix));
        expect(rank).toBe(size);
        expect([...kept]).toEqual(new Array(size).fill(1));
        const found = b.slice();
        solve(factor, found);
        close(found, solveDense(matrix, Matrix.columnVector([...b])).to1DArray());
        expect(isSolvable(factor, kept, b)).toBe(true);
      }),
      runs,
    );
  });

  it('has a factor L with LL’ the matrix', () => {
    const matrix = crossProduct(5, 3);
    const factor = triangleOf(matrix);
    factorise(factor, diagonalOf(matrix));
    const lower = Matrix.zeros(5, 5);
    for (let i = 0; i < 5; i += 1)
      for (let j = 0; j <= i; j += 1) lower.set(i, j, factor.values[(i * (i + 1)) / 2 + j] ?? 0);
    close(lower.mmul(lower.transpose()).to1DArray(), matrix.to1DArray());
    const b = drawn(5, 4);
    const [forward, backward] = [b.slice(), b.slice()];
    solveForward(factor, forward);
    close(lower.mmul(Matrix.columnVector([...forward])).to1DArray(), b);
    solveBackward(factor, backward);
    close(
      lower
        .transpose()
        .mmul(Matrix.columnVector([...backward]))
        .to1DArray(),
      b,
    );
  });
});

describe('a matrix whose columns determine each other', () => {
  /** Column `copy` is made the sum of the first two. */
  const tied = (size: number, copy: number, seed: number): Matrix => {
    const mixing = Matrix.eye(size);
    mixing.set(copy, copy, 0);
    mixing.set(0, copy, 1);
    mixing.set(1, copy, 1);
    return mixing.transpose().mmul(crossProduct(size, seed)).mmul(mixing);
  };

  it('leaves out the later column, and solves with 0 for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), fc.nat(), (size, seed) => {
        const copy = 2 + (seed % (size - 2));
        const matrix = tied(size, copy, seed);
        const factor = triangleOf(matrix);
        const { kept, rank } = factorise(factor, diagonalOf(matrix));
        expect(rank).toBe(size - 1);
        expect([...kept]).toEqual(Array.from({ length: size }, (_, i) => (i === copy ? 0 : 1)));
        const solution = drawn(size, seed + 1);
        solution[copy] = 0;
        const b = Float64Array.from(matrix.mmul(Matrix.columnVector([...solution])).to1DArray());
        expect(isSolvable(factor, kept, b)).toBe(true);
        const found = b.slice();
        solve(factor, found);
        close(found, solution, 7);
      }),
      runs,
    );
  });

  it('has no solution for what its columns do not reach', () => {
    const matrix = tied(4, 2, 7);
    const factor = triangleOf(matrix);
    const { kept } = factorise(factor, diagonalOf(matrix));
    const b = Float64Array.from(matrix.mmul(Matrix.columnVector([1, 2, 0, 3])).to1DArray());
    expect(isSolvable(factor, kept, b)).toBe(true);
    b[2] = (b[2] ?? 0) + 1e-3;
    expect(isSolvable(factor, kept, b)).toBe(false);
    b[2] = (b[2] ?? 0) - 2e-3;
    expect(isSolvable(factor, kept, b)).toBe(false);
    // Asking changes nothing.
    expect(b[3]).toBeCloseTo(matrix.mmul(Matrix.columnVector([1, 2, 0, 3])).get(3, 0), 12);
  });

  it('judges what is left against what the column was', () => {
    const near = (left: number): number => {
      const factor = { size: 2, values: Float64Array.of(1, 1, 1 + left), first: new Int32Array(2) };
      return factorise(factor, Float64Array.of(1, 1)).rank;
    };
    expect([1e-12, 0.9e-9, 1.1e-9, 1e-3].map(near)).toEqual([1, 1, 2, 2]);
    // The same remainder of a column that was a thousand times as large before effects were swept out is rounding.
    const factor = { size: 2, values: Float64Array.of(1, 1, 1 + 1e-7), first: new Int32Array(2) };
    expect(factorise(factor, Float64Array.of(1, 1000)).rank).toBe(1);
  });

  it('leaves out a column without any cell', () => {
    const factor = { size: 2, values: Float64Array.of(0, 0, 4), first: new Int32Array(2) };
    const { kept, rank } = factorise(factor, Float64Array.of(0, 4));
    expect([...kept, rank]).toEqual([0, 1, 1]);
    const b = Float64Array.of(0, 8);
    solve(factor, b);
    expect([...b]).toEqual([0, 2]);
    const unscaled = { size: 1, values: Float64Array.of(4), first: new Int32Array(1) };
    expect(factorise(unscaled, Float64Array.of(0)).rank).toBe(0);
  });
});
