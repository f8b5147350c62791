import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSums } from './exact-sums.ts';

const view = new DataView(new ArrayBuffer(8));

const bitsOf = (value: number): bigint => {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
};

/** The double with these bits, and this sign. */
const doubleOf = (bits: bigint, sign: number): number => {
  view.setBigUint64(0, bits);
  return sign * view.getFloat64(0);
};

/** A double as an exact fraction with denominator 2^1074. */
const exactly = (value: number): bigint => {
  const bits = bitsOf(value);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & (2n ** 52n - 1n);
  const size = exponent === 0n ? fraction : (fraction + 2n ** 52n) * 2n ** (exponent - 1n);
  return value < 0 ? -size : size;
};

/** Of a number and its two neighbours, whether it is the double that lies nearest; ties to the even one. */
const isNearest = (found: number, wanted: bigint): boolean => {
  const distance = (value: number): bigint => {
    const away = exactly(value) - wanted;
    return away < 0n ? -away : away;
  };
  const bits = bitsOf(Math.abs(found));
  const sign = found < 0 ? -1 : 1;
  const others = bits === 0n ? [5e-324, -5e-324] : [doubleOf(bits + 1n, sign), doubleOf(bits - 1n, sign)];
  return others.every(other => {
    const nearer = distance(other) - distance(found);
    return nearer > 0n || (nearer === 0n && bits % 2n === 0n);
  });
};

const exactSum = (values: readonly number[]): bigint =>
  values.reduce((sum, value) => sum + exactly(value), 0n);

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

/** Numbers on the edge of rounding: one, half a step of its last digit, and crumbs that tip it to one side or the other. */
const ties = fc
  .tuple(
    fc.integer({ min: -30, max: 49 }),
    fc.array(fc.tuple(fc.nat({ max: 8 }), fc.boolean()), { maxLength: 6 }),
  )
  .map(([size, crumbs]) => [
    2 ** size,
    ...crumbs.map(([kind, negative]) => {
      const below = [0, 1, 52, 53, 53, 54, 60, 107, 112][kind] ?? 0;
      return (negative ? -1 : 1) * 2 ** (size - below);
    }),
  ]);

const leftovers = fc
  .tuple(fc.array(numbers, { maxLength: 20 }), fc.array(numbers, { maxLength: 20 }))
  .map(([passing, staying]) => [...passing, ...staying, ...passing.map(value => -value)]);

describe('exact sums', () => {
  it.each([
    ['of any numbers', fc.array(numbers, { maxLength: 60 })],
    ['of what is left when some are taken away again', leftovers],
    ['of numbers on the edge of rounding', ties],
    ['of such numbers below zero', ties.map(values => values.map(value => -value))],
  ])('%s are the exact sum rounded once', (_, lists) => {
    fc.assert(
      fc.property(lists, values => {
        expect(isNearest(sumOf(values), exactSum(values))).toBe(true);
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
    [[1e100, 2 ** 60, -1e100], 2 ** 60],
    [[2 ** 49, 2 ** -4, 2 ** -60], 2 ** 49 + 2 ** -3],
    [[-(2 ** 49), -(2 ** -4), -(2 ** -60)], -(2 ** 49) - 2 ** -3],
    [[2 ** 49, 2 ** -4, -(2 ** -60)], 2 ** 49],
    [[2 ** 49, 2 ** -5, 2 ** -60], 2 ** 49],
    [[0.1, 0.2, -0.3], 2 ** -55],
    [[2 ** 53, 1, 2 ** -40], 2 ** 53 + 2],
    [[2 ** 53, 1], 2 ** 53],
    [[2 ** 53, 1, -(2 ** -60)], 2 ** 53],
    [[1e-300, -1e-300], 0],
    [[], 0],
  ])('%j is %d', (values, sum) => expect(sumOf(values)).toBe(sum));

  it.each([
    ['the high', 2 ** 23 - 1 + 2 ** -16],
    ['the middle', 2 ** -17 - 2 ** -56],
    ['the low', 2 ** -57 - 2 ** -96],
    ['the top', 2 ** 50 - 2 ** 24],
    ['every', 2 ** 49 + 2 ** 23 - 2 ** -3],
    ['no', 0.1],
  ])('of very many numbers are exact where they fill %s limb, whatever their sign', (_, value) => {
    const sums = new ExactSums(3);
    sums.reserve(2);
    const times = 24_000;
    for (let i = 0; i < times; i += 1)
      sums.addRow(1, Float64Array.of(value, -value, i % 2 === 0 ? value : 1));
    const wanted = exactly(value) * BigInt(times);
    expect(isNearest(sums.read(1, 0), wanted)).toBe(true);
    expect(isNearest(sums.read(1, 1), -wanted)).toBe(true);
    expect(isNearest(sums.read(1, 2), wanted / 2n + exactly(times / 2))).toBe(true);
    // What is left when nearly all is taken away again shows every digit that was kept.
    for (let i = 0; i < times; i += 1) sums.addRow(1, Float64Array.of(-value, value, 0));
    sums.addRow(1, Float64Array.of(2 ** -96, 2 ** -90, 0));
    expect(sums.read(1, 0)).toBe(2 ** -96);
    expect(sums.read(1, 1)).toBe(2 ** -90);
    for (let sum = 0; sum < 3; sum += 1) expect(sums.read(0, sum)).toBe(0);
  });

  it('keep what is too large or too small for the limbs with its own row and sum', () => {
    const sums = new ExactSums(3);
    sums.reserve(4);
    const valueAt = (row: number, sum: number): number =>
      [1e100, 2 ** 50, 2 ** -97, 3e-200][(row * 3 + sum) % 4] as number;
    for (let time = 0; time < 3; time += 1)
      for (let row = 0; row < 4; row += 1)
        sums.addRow(
          row,
          Float64Array.from({ length: 3 }, (_, sum) => valueAt(row, sum)),
        );
    for (let row = 0; row < 4; row += 1)
      for (let sum = 0; sum < 3; sum += 1)
        expect([row, sum, isNearest(sums.read(row, sum), 3n * exactly(valueAt(row, sum)))]).toEqual([
          ...[row, sum, true],
        ]);
  });

  it('do not touch the rows beside one that carries', () => {
    const sums = new ExactSums(2);
    sums.reserve(3);
    for (let row = 0; row < 3; row += 1) sums.addRow(row, Float64Array.of(row + 0.1, -row - 0.3));
    for (let i = 0; i < 10_000; i += 1) sums.addRow(1, Float64Array.of(2 ** 49, -(2 ** 49)));
    expect([sums.read(0, 0), sums.read(0, 1)]).toEqual([0.1, -0.3]);
    expect([sums.read(2, 0), sums.read(2, 1)]).toEqual([2.1, -2.3]);
    expect(sums.read(1, 0)).toBe(2 ** 49 * 10_000);
  });

  it('carry as late after there were more of them as before', () => {
    const sums = new ExactSums(1);
    const value = 2 ** 23 - 1 + 2 ** -16;
    for (let i = 0; i < 24_000; i += 1) {
      sums.reserve(i % 4000 === 0 ? 65 * 2 ** (i / 4000) : 1);
      sums.addRow(0, Float64Array.of(value));
    }
    for (let i = 0; i < 24_000; i += 1) sums.addRow(0, Float64Array.of(-value));
    sums.addRow(0, Float64Array.of(2 ** -16));
    expect(sums.read(0, 0)).toBe(2 ** -16);
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
