import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenSymmetric } from './eigen.ts';
import { createRandom } from './random.ts';

const symmetric = (size: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  return matrix;
};

describe('eigenvalues and eigenvectors', () => {
  it('put the matrix together again, with vectors of length one at right angles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.nat(), (size, seed) => {
        const matrix = symmetric(size, seed);
        const { values, vectors } = eigenSymmetric(matrix, size);
        const v = (i: number, k: number) => vectors[i * size + k] ?? Number.NaN;
        for (let i = 0; i < size; i += 1) {
          for (let j = 0; j < size; j += 1) {
            let whole = 0;
            let product = 0;
            for (let k = 0; k < size; k += 1) {
              whole += v(i, k) * (values[k] ?? Number.NaN) * v(j, k);
              product += v(k, i) * v(k, j);
            }
            expect(whole).toBeCloseTo(matrix[i * size + j] ?? Number.NaN, 10);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
          }
        }
      }),
    );
  });

  it('come in rising order', () => {
    const { values } = eigenSymmetric(Float64Array.of(2, 0, 0, 0, -1, 0, 0, 0, 5), 3);
    expect([...values]).toEqual([-1, 2, 5]);
  });

  it('bear a matrix of rank one', () => {
    const { values } = eigenSymmetric(new Float64Array(16).fill(1), 4);
    expect(values[3]).toBeCloseTo(4, 12);
    expect(values[0]).toBeCloseTo(0, 12);
  });
});
