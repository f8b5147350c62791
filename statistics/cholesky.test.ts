import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  factorise,
  isSolvable,
  LANES,
  solve,
  solveBackward,
  solveForward,
  solveFour,
  type Triangle,
} from './cholesky.ts';
import { createRandom } from './random.ts';

/** A'A for a random A with more rows than columns, and with whole blocks of zeros where `blocks` says so. */
const crossProduct = (size: number, seed: number, blocks = false): Matrix => {
  const random = createRandom(seed);
  const a = Matrix.zeros(3 * size + 2, size);
  for (let i = 0; i < a.rows; i += 1)
    for (let j = 0; j < size; j += 1) if (!blocks || i % 2 === j % 2) a.set(i, j, random.normal());
  return a.transpose().mmul(a);
};

/** The lower triangle; before its first element that is not zero a row has zeros. */
const triangleOf = (matrix: Matrix): Triangle => {
  const size = matrix.rows;
  const values = new Float64Array((size * (size + 1)) / 2);
  const first = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    const begin = matrix.getRow(i).findIndex(value => value !== 0);
    first[i] = Math.min(begin < 0 ? i : begin, i);
    for (let j = 0; j <= i; j += 1)
      values[(i * (i + 1)) / 2 + j] = j < (first[i] ?? 0) ? 0 : matrix.get(i, j);
  }
  return { size, values, first };
};

const diagonalOf = (matrix: Matrix): Float64Array => Float64Array.from(matrix.diag());

const drawn = (size: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => random.normal());
};

const close = (found: ArrayLike<number>, wanted: ArrayLike<number>, digits = 9): void => {
  expect(found).toHaveLength(wanted.length);
  for (let i = 0; i < wanted.length; i += 1) expect(found[i]).toBeCloseTo(wanted[i] ?? Number.NaN, digits);
};

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

describe('four right sides at a time', () => {
  it('are solved as one by one, also where columns determine each other and in blocks', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.boolean(), fc.boolean(), (size, seed, blocks, empty) => {
        const matrix = crossProduct(size, seed, blocks);
        const gone = seed % size;
        // A column without any cell, wherever it stands.
        for (let k = 0; empty && k < size; k += 1) {
          matrix.set(gone, k, 0);
          matrix.set(k, gone, 0);
        }
        const factor = triangleOf(matrix);
        factorise(factor, diagonalOf(matrix));
        const rights = Array.from({ length: LANES }, (_, lane) => drawn(size, seed + 1 + lane));
        const together = Float64Array.from(
          { length: size * LANES },
          (_, at) => rights[at % LANES]?.[Math.floor(at / LANES)] ?? Number.NaN,
        );
        solveFour(factor, together);
        rights.forEach((right, lane) => {
          solve(factor, right);
          close(
            right.map((_, k) => together[k * LANES + lane] ?? Number.NaN),
            right,
            10,
          );
        });
      }),
      runs,
    );
  });
});
