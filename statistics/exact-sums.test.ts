import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSums } from './exact-sums.ts';

/** A double as an exact fraction with denominator 2^1074. */
const exactly = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & (2n ** 52n - 1n);
  const size = exponent === 0n ? fraction : (fraction + 2n ** 52n) * 2n ** (exponent - 1n);
  return value < 0 ? -size : size;
};

/** Of two neighbours, and the number itself, the double that lies nearest; ties to the even one. */
const isNearest = (found: number, wanted: bigint): boolean => {
  const distance = (value: number): bigint => {
    const away = exactly(value) - wanted;
    return away < 0n ? -away : away;
  };
  const step = Math.max(Number.MIN_VALUE, Math.abs(found) * 2 ** -53);
  return [found - step, found + step].every(other => distance(found) <= distance(other));
};

const sumOf = (values: readonly number[]): number => {
  const sums = new ExactSums(1);
  sums.reserve(1);
  for (const value of values) sums.addRow(0, Float64Array.of(value));
  return sums.read(0, 0);
};

const numbers = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.double({ min: -1e-12, max: 1e-12, noNaN: true }),
  fc.double({ min: -1e100, max: 1e100, noNaN: true }),
  fc.integer({ min: -5000, max: 5000 }).map(one => one / 1000),
  fc.constantFrom(0, -0, 2 ** 23, -(2 ** 23), 2 ** 50, 2 ** -96, 2 ** -97, Number.MIN_VALUE, 2 ** 53 + 2),
);

describe('exact sums', () => {
  it('are the exact sum rounded once', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 60 }), values => {
        const exact = values.reduce((sum, value) => sum + exactly(value), 0n);
        expect(isNearest(sumOf(values), exact)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('do not mind the order', () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { maxLength: 40 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (values, keys) => {
          const turned = values
            .map((value, at) => ({ value, key: keys[at] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value);
          expect(sumOf(turned)).toBe(sumOf(values));
          expect(sumOf(values.toReversed())).toBe(sumOf(values));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    [[1e16, 1, 1, -1e16], 2],
    [[1, 1e100, 1, -1e100], 2],
    [[0.1, 0.2, -0.3], 2 ** -55],
    [[2 ** 53, 1, 2 ** -40], 2 ** 53 + 2],
    [[2 ** 53, 1], 2 ** 53],
    [[2 ** 53, 1, -(2 ** -60)], 2 ** 53],
    [[1e-300, -1e-300], 0],
    [[], 0],
  ])('%j is %d', (values, sum) => expect(sumOf(values)).toBe(sum));

  it('carry, so that a sum of very many numbers stays exact', () => {
    const sums = new ExactSums(2);
    sums.reserve(1);
    const values = Float64Array.of(0.1, 8_388_607.25);
    for (let i = 0; i < 50_000; i += 1) sums.addRow(0, values);
    expect(sums.read(0, 0)).toBe(Number((exactly(0.1) * 50_000n) / 2n ** 1010n) / 2 ** 64);
    expect(sums.read(0, 1)).toBe(8_388_607.25 * 50_000);
  });

  it('keep what they had when there are more of them', () => {
    const sums = new ExactSums(2);
    for (let row = 0; row < 500; row += 1) {
      sums.reserve(row + 1);
      sums.addRow(row, Float64Array.of(row, -row / 3));
    }
    for (let row = 0; row < 500; row += 1)
      expect([sums.read(row, 0), sums.read(row, 1)]).toEqual([row, -row / 3 + 0]);
  });
});
