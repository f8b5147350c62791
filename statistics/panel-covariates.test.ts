import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CovariateColumns, readCovariates, takeCovariate } from './panel-covariates.ts';
import type { Column } from './panel-values.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

const named = (name: string, ...values: (string | number)[]): Column => ({ values, name });
const column = (...values: (string | number)[]): Column => ({ values });

/** Two cells: three pupils with the results 1, 2, 6, and two with 4, 8. */
const outcome = { pupils: Float64Array.of(3, 2), mean: Float64Array.of(3, 6), hasPupils: true };

/** The pupils' x: 0, 3, 3 and 10, 20. */
const x: CovariateColumns = {
  name: 'x',
  sum: column(6, 30),
  sumSquares: column(18, 500),
  sumProduct: column(24, 200),
};

const problemOf = (columns: readonly CovariateColumns[], of = outcome): StatisticsProblem => {
  try {
    readCovariates(columns, of);
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem;
    throw problem;
  }
  return expect.unreachable('the covariates were taken');
};

type Pupil = { readonly y: number; readonly x: number; readonly z: number };
const whole = fc.integer({ min: -20, max: 20 });
const cells = fc.array(
  fc.array(fc.record({ y: whole, x: whole, z: whole }), { minLength: 1, maxLength: 8 }),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const total = (pupils: readonly Pupil[], value: (pupil: Pupil) => number): number =>
  pupils.reduce((sum, pupil) => sum + value(pupil), 0);
const around = (pupils: readonly Pupil[], one: keyof Pupil, other: keyof Pupil): number => {
  const mean = (of: keyof Pupil): number => total(pupils, pupil => pupil[of]) / pupils.length;
  return total(pupils, pupil => (pupil[one] - mean(one)) * (pupil[other] - mean(other)));
};

describe('a covariate', () => {
  it('of the cells is its value, and varies within none', () => {
    const [read] = readCovariates([{ name: 'storlek', value: column('12.5', 7) }], outcome);
    expect(read).toEqual({ name: 'storlek', mean: Float64Array.of(12.5, 7) });
  });

  it('of the pupils is its mean, and what varies within the cell: squares, and with the outcome', () => {
    expect(readCovariates([x], outcome)).toEqual([
      {
        name: 'x',
        mean: Float64Array.of(2, 15),
        within: { squares: Float64Array.of(6, 50), product: Float64Array.of(6, 20), others: [] },
      },
    ]);
  });

  it('of the pupils has what their own sums around the means are', () => {
    fc.assert(
      fc.property(cells, drawn => {
        const sums = (value: (pupil: Pupil) => number): Column =>
          column(...drawn.map(pupils => total(pupils, value)));
        const [first, second] = readCovariates(
          [
            {
              name: 'x',
              sum: sums(p => p.x),
              sumSquares: sums(p => p.x ** 2),
              sumProduct: sums(p => p.x * p.y),
            },
            {
              ...{ name: 'z', sum: sums(p => p.z), sumSquares: sums(p => p.z ** 2) },
              ...{ sumProduct: sums(p => p.z * p.y), products: { x: sums(p => p.z * p.x) } },
            },
          ],
          {
            pupils: Float64Array.from(drawn, pupils => pupils.length),
            mean: Float64Array.from(drawn, pupils => total(pupils, p => p.y) / pupils.length),
            hasPupils: true,
          },
        );
        drawn.forEach((pupils, i) => {
          expect(first?.within?.squares[i]).toBeCloseTo(around(pupils, 'x', 'x'), 8);
          expect(first?.within?.product[i]).toBeCloseTo(around(pupils, 'x', 'y'), 8);
          expect(second?.mean[i]).toBeCloseTo(total(pupils, p => p.z) / pupils.length, 12);
          expect(second?.within?.squares[i]).toBeCloseTo(around(pupils, 'z', 'z'), 8);
          expect(second?.within?.product[i]).toBeCloseTo(around(pupils, 'z', 'y'), 8);
          expect(second?.within?.others[0]?.[i]).toBeCloseTo(around(pupils, 'z', 'x'), 8);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('of the pupils varies with none that is the same for all pupils of a cell', () => {
    const [, read] = readCovariates([{ name: 'storlek', value: column(12, 7) }, x], outcome);
    expect(read?.within?.others).toEqual([Float64Array.of(0, 0)]);
  });

  it('with the same value for all pupils has no squares left, although the file has rounded', () => {
    const same = { ...x, sum: column(3, 2), sumSquares: column(2.9999999, 1.9999999) };
    expect(readCovariates([same], outcome)[0]?.within?.squares).toEqual(Float64Array.of(0, 0));
  });

  it('keeps only the rows that are taken, in their order', () => {
    const z = { ...x, name: 'z', products: { x: column(20, 470) } };
    const [size, own, other] = readCovariates([{ name: 'storlek', value: column(12, 7) }, x, z], outcome).map(
      one => takeCovariate(one, Int32Array.of(1, 0, 1)),
    );
    expect(size).toEqual({ name: 'storlek', mean: Float64Array.of(7, 12, 7) });
    expect(own?.mean).toEqual(Float64Array.of(15, 2, 15));
    expect(other).toEqual({
      name: 'z',
      mean: Float64Array.of(15, 2, 15),
      within: {
        squares: Float64Array.of(50, 6, 50),
        product: Float64Array.of(20, 6, 20),
        others: [Float64Array.of(0, 0, 0), Float64Array.of(20, 8, 20)],
      },
    });
  });
});

describe('a covariate is refused', () => {
  const { sum: _, ...noSum } = x;
  const { sumSquares: __, ...noSquares } = x;
  const { sumProduct: ___, ...noProduct } = x;

  it.each([
    ['its sum', noSum],
    ['its squares', noSquares],
    ['its product with the outcome', noProduct],
  ])('without %s', (_name, columns) => {
    const problem = problemOf([columns]);
    expect(problem.message).toBe(estimateText.covariateSums('x'));
    expect(problem.place).toEqual({ column: 'covariates' });
  });

  it('when it is sums and nobody has counted the pupils', () => {
    const problem = problemOf([x], { ...outcome, hasPupils: false });
    expect(problem.message).toBe(estimateText.sumWithoutCount);
    expect(problem.place).toEqual({ column: 'n' });
  });

  it('when it is there twice', () => {
    const problem = problemOf([{ name: 'storlek', value: column(1, 2) }, x, x]);
    expect(problem.message).toBe(estimateText.covariateTwice('x'));
    expect(problem.place).toEqual({ column: 'covariates' });
  });

  it.each([
    ['none at all', undefined],
    ['another’s only', { y: column(1, 2) }],
  ])('without its product with an earlier one: %s', (_name, products) => {
    const problem = problemOf([x, { ...x, name: 'z', ...(products ? { products } : {}) }]);
    expect(problem.message).toBe(estimateText.covariateProduct('z', 'x'));
    expect(problem.place).toEqual({ column: 'covariates' });
  });

  it('without its product with an earlier one that is named like what every object has', () => {
    const problem = problemOf([
      { ...x, name: 'toString' },
      { ...x, name: 'z', products: {} },
    ]);
    expect(problem.message).toBe(estimateText.covariateProduct('z', 'toString'));
  });

  it.each([
    ['the column that the file has', named('x_kvadrat', 18, 449.9999), 'x_kvadrat'],
    ['its own name, when the column has none', column(18, 449.9999), 'x'],
  ])('with squares that are too small, by %s', (_name, sumSquares, place) => {
    const problem = problemOf([{ ...x, sumSquares }]);
    expect(problem.message).toBe(estimateText.squaresTooSmall);
    expect(problem.place).toEqual({ row: 3, column: place });
  });

  it.each([
    ['value', { name: 'x', value: column(1, 'sex') }],
    ['sum', { ...x, sum: column(6, 'sex') }],
    ['sumSquares', { ...x, sumSquares: column(18, 'sex') }],
    ['sumProduct', { ...x, sumProduct: column(24, 'sex') }],
  ])('with a text for a number in %s, under its own name', (_name, columns) => {
    const problem = problemOf([columns]);
    expect(problem.message).toBe(estimateText.notNumber('sex'));
    expect(problem.place).toEqual({ row: 3, column: 'x' });
  });

  it('with a text for a number in a product, under its own name', () => {
    const problem = problemOf([x, { ...x, name: 'z', products: { x: column('sex', 1) } }]);
    expect(problem.place).toEqual({ row: 2, column: 'z' });
  });
});
