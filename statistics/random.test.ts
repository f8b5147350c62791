import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const take = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);

describe('a seed', () => {
  it('gives the same numbers every time, on every machine', () => {
    expect(take(4, createRandom(20_180_117).bits)).toEqual(take(4, createRandom(20_180_117).bits));
    expect(take(3, createRandom(1).bits)).toMatchInlineSnapshot(`
      [
        2645848462,
        685757058,
        104112369,
      ]
    `);
  });

  it('gives the same of every kind of draw, on every machine', () => {
    const random = createRandom(20_180_117);
    const order = Int32Array.from({ length: 12 }, (_, at) => at);
    random.shuffle(order);
    const counts = [1, 2, 6, 1000, 2 ** 31 + 1, 2 ** 32];
    expect({
      uniform: take(3, random.uniform),
      below: counts.map(count => random.below(count)),
      normal: take(5, random.normal),
      // Among so many some pairs fall outside the circle and are drawn anew.
      normals: take(60, random.normal).reduce((sum, value) => sum + value),
      order: [...order],
      negative: take(2, createRandom(-3).bits),
      beyond: take(2, createRandom(2 ** 40 + 5).bits),
    }).toMatchInlineSnapshot(`
      {
        "below": [
          0,
          1,
          1,
          143,
          516235580,
          4091728975,
        ],
        "beyond": [
          252121448,
          3319589707,
        ],
        "negative": [
          653739705,
          3884342559,
        ],
        "normal": [
          -0.5147016722941544,
          1.0817852207973395,
          1.2049848670095633,
          -1.69820824331716,
          0.13348622756397732,
        ],
        "normals": 1.4490434941086723,
        "order": [
          10,
          9,
          1,
          6,
          5,
          3,
          7,
          8,
          4,
          11,
          0,
          2,
        ],
        "uniform": [
          0.6309381719107241,
          0.49220040268223453,
          0.9725010764900617,
        ],
      }
    `);
  });

  it('next to another gives other numbers, also beyond 32 bits', () => {
    const first = new Set(
      [0, 1, -1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 52].map(seed => createRandom(seed).bits()),
    );
    expect(first.size).toBe(7);
  });

  it('is a whole number', () => {
    expect(() => createRandom(0.5)).toThrow('not 0.5');
    expect(() => createRandom(2 ** 53)).toThrow(RangeError);
  });
});

describe('draws', () => {
  const random = createRandom(7);

  it('between 0 and 1 have the mean and variance they should', () => {
    const values = take(100_000, random.uniform);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.004);
    expect(values.every(value => value >= 0 && value < 1)).toBe(true);
  });

  it('from the normal distribution have mean 0, variance 1 and 5 % beyond 1.96', () => {
    const values = take(100_000, random.normal);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.012);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(values.filter(value => Math.abs(value) > 1.96).length / 100_000 - 0.05)).toBeLessThan(
      0.003,
    );
  });

  it('below a count come equally often', () => {
    const counts = new Array<number>(6).fill(0);
    for (let k = 0; k < 60_000; k += 1) {
      const at = random.below(6);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('of an order keep every value, and reach all six orders of three', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), values => {
        const order = Int32Array.from(values);
        random.shuffle(order);
        expect(order.slice().sort()).toEqual(Int32Array.from(values).sort());
      }),
    );
    const orders = new Set(
      take(200, () => {
        const order = Int32Array.of(1, 2, 3);
        random.shuffle(order);
        return order.join('');
      }),
    );
    expect(orders.size).toBe(6);
  });
});
