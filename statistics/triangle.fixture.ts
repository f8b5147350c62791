import { Matrix } from 'ml-matrix';
import { expect } from 'vitest';
import type { Triangle } from './cholesky.ts';
import { createRandom } from './random.ts';

/** Which of two blocks a column belongs to: among four rows that are taken together, a later one then begins earlier. */
const blockOf = (column: number): number => ((column + 2) >> 2) % 2;

/** A'A for a random A with more rows than columns, and with whole blocks of zeros where `blocks` says so. */
export const crossProduct = (size: number, seed: number, blocks = false): Matrix => {
  const random = createRandom(seed);
  const a = Matrix.zeros(3 * size + 2, size);
  for (let i = 0; i < a.rows; i += 1)
    for (let j = 0; j < size; j += 1) if (!blocks || i % 2 === blockOf(j)) a.set(i, j, random.normal());
  return a.transpose().mmul(a);
};

/** The lower triangle; before its first element that is not zero a row has zeros. */
export const triangleOf = (matrix: Matrix): Triangle => {
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

export const diagonalOf = (matrix: Matrix): Float64Array => Float64Array.from(matrix.diag());

export const drawn = (size: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => random.normal());
};

export const close = (found: ArrayLike<number>, wanted: ArrayLike<number>, digits = 9): void => {
  expect(found).toHaveLength(wanted.length);
  for (let i = 0; i < wanted.length; i += 1) expect(found[i]).toBeCloseTo(wanted[i] ?? Number.NaN, digits);
};
