import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#statistics/index.ts';
import { chanceAround, chanceOf, type UnitYear } from './chance.ts';

/** Units with a level of their own, years with a mean of their own, and pupils of σ = 3; a unit's years differ by ω. */
const drawn = (seed: number, omega: number, { units = 20, years = 5, pupils = 30 } = {}): UnitYear[] => {
  const random = createRandom(seed);
  const yearMeans = Array.from({ length: years }, () => 2 * random.normal());
  return Array.from({ length: units }, (_, unit) => {
    const level = 12 + 4 * random.normal();
    return yearMeans.map((yearMean, year) => {
      const mean = level + yearMean + omega * random.normal();
      const values = Array.from({ length: pupils }, () => mean + 3 * random.normal());
      return {
        ...{ unit: `enhet ${unit}`, academicYear: 2020 + year, pupils },
        sum: values.reduce((sum, value) => sum + value, 0),
        sumSquares: values.reduce((sum, value) => sum + value ** 2, 0),
      };
    });
  }).flat();
};

const average = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

describe('what chance does to a unit', () => {
  it.each([0.5, 1, 2])('is told apart from what pupils do: years that differ by %d are found', omega => {
    const found = Array.from({ length: 200 }, (_, seed) => chanceOf(drawn(seed, omega)));
    expect(average(found.map(one => one?.pupilVariance ?? 0))).toBeCloseTo(9, 0);
    expect(average(found.map(one => one?.yearVariance ?? 0)) / omega ** 2).toBeGreaterThan(0.93);
    expect(average(found.map(one => one?.yearVariance ?? 0)) / omega ** 2).toBeLessThan(1.07);
  });

  it('holds 19 of 20 units that nothing but chance moves', () => {
    const inside = Array.from({ length: 200 }, (_, seed) => {
      const random = createRandom(1000 + seed);
      const chance = chanceOf(drawn(seed, 1));
      if (!chance) return 0;
      const value = 12 + random.normal() + (3 * random.normal()) / Math.sqrt(30);
      const { from, to } = chanceAround(12, chance, 30, { lowest: -100, highest: 100 });
      return value >= from && value <= to ? 1 : 0;
    });
    expect(average(inside)).toBeGreaterThan(0.91);
    expect(average(inside)).toBeLessThan(0.985);
  });

  it('does not depend on how good a unit is, or how good a year was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: -5, max: 5 }), (seed, shift) => {
        const groups = drawn(seed, 1, { units: 8, years: 3, pupils: 10 });
        const moved = groups.map(one => {
          const by = shift * (one.unit === 'enhet 3' ? 2 : 1) + (one.academicYear === 2021 ? 1.5 : 0);
          const { sum, sumSquares, pupils } = one;
          return { ...one, sum: sum + by * pupils, sumSquares: sumSquares + 2 * by * sum + by ** 2 * pupils };
        });
        const [before, after] = [chanceOf(groups), chanceOf(moved)];
        expect(after?.yearVariance).toBeCloseTo(before?.yearVariance ?? Number.NaN, 6);
        expect(after?.pupilVariance).toBeCloseTo(before?.pupilVariance ?? Number.NaN, 6);
      }),
    );
  });

  it('is not claimed to be known from one year, from few units, or over a break of scale', () => {
    const groups = drawn(1, 1);
    expect(chanceOf(groups.filter(({ academicYear }) => academicYear === 2020))?.yearVariance).toBeNull();
    expect(chanceOf(drawn(1, 1, { units: 2, years: 4 }))?.yearVariance).toBeNull();
    expect(chanceOf(groups, () => true)?.yearVariance).toBeNull();
    expect(chanceOf([])).toBeNull();
  });

  it('is never less than nothing', () => {
    const same = drawn(1, 0, { pupils: 4 }).map(one => ({ ...one, sum: 4 * 12, sumSquares: 4 * 144 + 80 }));
    expect(chanceOf(same)).toMatchObject({ yearVariance: 0 });
  });

  it('keeps within what a pupil can have', () => {
    expect(chanceAround(19, { pupilVariance: 30, yearVariance: 4 }, 5, { lowest: 0, highest: 20 }).to).toBe(
      20,
    );
  });
});
