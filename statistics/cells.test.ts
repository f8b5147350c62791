import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moments, merge, momentsOf, NOBODY, scaleOf, standardise, subtract, sumsOf } from './cells.ts';

const pupils = fc.array(
  fc.integer({ min: -5000, max: 5000 }).map(one => one / 1000),
  { maxLength: 20 },
);

/** From the pupils themselves, in two passes. */
const slow = (values: readonly number[]): Moments => {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const within = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return values.length === 0 ? NOBODY : { n: values.length, mean, within };
};

const expectSame = (found: Moments, wanted: Moments, digits = 9): void => {
  expect(found.n).toBe(wanted.n);
  expect(found.mean).toBeCloseTo(wanted.mean, digits);
  expect(found.within).toBeCloseTo(wanted.within, digits);
};

describe('cells', () => {
  it('merged are what all their pupils make', () => {
    fc.assert(fc.property(pupils, pupils, (a, b) => expectSame(merge(slow(a), slow(b)), slow([...a, ...b]))));
  });

  it('subtracted are what the pupils who are left make', () => {
    fc.assert(
      fc.property(pupils, pupils, (a, b) => {
        expectSame(subtract(slow([...a, ...b]), slow(b)), slow(a), 8);
      }),
    );
  });

  it('are the same whichever way they are put together', () => {
    fc.assert(
      fc.property(pupils, pupils, pupils, (a, b, c) => {
        const [x, y, z] = [slow(a), slow(b), slow(c)];
        expectSame(merge(merge(x, y), z), merge(x, merge(z, y)));
      }),
    );
  });

  it('go to sums and back, around any origin', () => {
    fc.assert(
      fc.property(pupils, fc.integer({ min: -5, max: 5 }), (values, origin) => {
        const sums = sumsOf(slow(values), origin);
        expect(sums.sum).toBeCloseTo(
          values.reduce((sum, one) => sum + one - origin, 0),
          9,
        );
        expect(sums.sumSquares).toBeCloseTo(
          values.reduce((sum, one) => sum + (one - origin) ** 2, 0),
          8,
        );
        expectSame(momentsOf(sums.n, sums.sum, sums.sumSquares, origin), slow(values), 8);
      }),
    );
  });

  it('keep their spread where the mean is a hundred million times as large', () => {
    const far = (values: readonly number[]) => ({ ...slow(values), mean: 1e8 + slow(values).mean });
    const whole = merge(far([1, 2, 3]), far([4, 5, 6, 7]));
    expect(whole.within).toBeCloseTo(28, 6);
    expect(subtract(whole, far([1, 2, 3])).within).toBeCloseTo(5, 6);
  });

  it('have mean 0 and SD 1 on their own scale', () => {
    fc.assert(
      fc.property(pupils, values => {
        const moments = slow(values);
        const scale = scaleOf(moments);
        expect(scale === undefined).toBe(moments.n < 2 || moments.within === 0);
        const own = scale ? standardise(moments, scale) : { mean: 0, within: 1, n: 2 };
        expect(own.mean).toBeCloseTo(0, 9);
        expect(own.within / (own.n - 1)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('standardise as each pupil does, and merge before or after', () => {
    fc.assert(
      fc.property(pupils, pupils, (a, b) => {
        const scale = { mean: 0.3, sd: 1.7 };
        const own = (values: readonly number[]) => slow(values.map(one => (one - 0.3) / 1.7));
        if (a.length > 0) expectSame(standardise(slow(a), scale), own(a));
        if (a.length > 0 && b.length > 0)
          expectSame(standardise(merge(slow(a), slow(b)), scale), merge(own(a), own(b)));
      }),
    );
  });

  it('are themselves when merged with nobody', () => {
    const cell = slow([1, 2]);
    expect(merge(NOBODY, cell)).toBe(cell);
    expect(merge(cell, NOBODY)).toBe(cell);
  });

  it('are no scale when there is one pupil, or all are alike', () => {
    expect(scaleOf({ n: 1, mean: 2, within: 5 })).toBeUndefined();
    expect(scaleOf({ n: 3, mean: 2, within: 0 })).toBeUndefined();
    expect(scaleOf({ n: 2, mean: 2, within: 8 })).toEqual({ mean: 2, sd: Math.sqrt(8) });
  });

  it('are nobody when all are taken away, and cannot lose more than they have', () => {
    const cell = slow([1, 2]);
    expect(subtract(cell, cell)).toBe(NOBODY);
    expect(subtract(cell, NOBODY)).toBe(cell);
    expect(() => subtract(cell, slow([1, 2, 3]))).toThrow('more members than the whole');
    expect(() => standardise(cell, { mean: 0, sd: 0 })).toThrow('not 0');
    expect(() => standardise(cell, { mean: 0, sd: -2 })).toThrow('not -2');
    expect(momentsOf(0, 0, 0)).toBe(NOBODY);
  });
});
