import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorise, solve } from './cholesky.ts';
import { addTo, LANES, productsOf, renew, solveFour, sumsAlong } from './four-lanes.ts';
import { close, crossProduct, diagonalOf, drawn, triangleOf } from './triangle.fixture.ts';

const four = (size: number, seed: number): readonly Float64Array[] =>
  Array.from({ length: LANES }, (_, lane) => drawn(size, seed + lane));

const sideBySide = (vectors: readonly Float64Array[]): Float64Array =>
  Float64Array.from(
    { length: (vectors[0]?.length ?? 0) * LANES },
    (_, at) => vectors[at % LANES]?.[Math.floor(at / LANES)] ?? Number.NaN,
  );

const laneOf = (lanes: Float64Array, lane: number): Float64Array =>
  lanes.filter((_, at) => at % LANES === lane);

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, one, k) => sum + one * (b[k] ?? Number.NaN), 0);

const sizes = fc.integer({ min: 1, max: 9 });
const runs = { numRuns: 30 };

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
        const rights = four(size, seed + 1);
        const together = sideBySide(rights);
        solveFour(factor, together);
        rights.forEach((right, lane) => {
          solve(factor, right);
          close(laneOf(together, lane), right, 10);
        });
      }),
      runs,
    );
  });
});

describe('four vectors side by side', () => {
  const [one, other] = [four(5, 1), four(5, 11)];
  const shares = Float64Array.of(2, 3, -1, 0.5);

  it('have a product with four others, one each', () => {
    const products = new Float64Array(LANES);
    productsOf(sideBySide(one), sideBySide(other), products);
    close(
      products,
      one.map((vector, lane) => dot(vector, other[lane] ?? [])),
    );
  });

  it('are summed along some of their elements, each with the same factors', () => {
    const [columns, factors] = [Int32Array.of(0, 2, 4), Float64Array.of(3, -1, 0.25)];
    const sums = new Float64Array(LANES);
    sumsAlong(columns, factors, sideBySide(one), sums);
    close(
      sums,
      one.map(vector =>
        dot(
          factors,
          Array.from(columns, k => vector[k] ?? Number.NaN),
        ),
      ),
    );
  });

  it('are added to, and begun anew from, others with a share of their own', () => {
    const [added, renewed] = [sideBySide(one), sideBySide(one)];
    addTo(added, sideBySide(other), shares);
    renew(renewed, sideBySide(other), shares);
    one.forEach((vector, lane) => {
      const [share = Number.NaN, from = []] = [shares[lane], other[lane]];
      close(
        laneOf(added, lane),
        vector.map((value, k) => value + share * (from[k] ?? Number.NaN)),
      );
      close(
        laneOf(renewed, lane),
        vector.map((value, k) => (from[k] ?? Number.NaN) + share * value),
      );
    });
    expect(added).toHaveLength(5 * LANES);
  });
});
