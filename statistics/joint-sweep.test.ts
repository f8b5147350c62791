import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absorption, absorb } from './absorption.ts';
import type { DesignName } from './design.ts';
import { absorbBoth } from './joint-sweep.ts';
import { solveWithoutOne } from './leaving-out.ts';
import { eventColumns } from './own-columns.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import type { Panel } from './panel.ts';
import { createRandom } from './random.ts';
import { leastSquares, multiply, reduce } from './reduction.ts';
import { planRegression } from './regression.ts';

const expectAlike = (found: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  const largest = Array.from(wanted).reduce((most, one) => Math.max(most, Math.abs(one)), 1e-300);
  expect(found).toHaveLength(wanted.length);
  for (let k = 0; k < wanted.length; k += 1)
    expect(Math.abs((found[k] as number) - (wanted[k] as number))).toBeLessThanOrEqual(1e-10 * largest);
};

/** Two absorptions of the same design say the same: of all clusters, and without each of them. */
const expectSame = (found: Absorption, wanted: Absorption, panel: Panel): void => {
  expect([...found.system.kept]).toEqual([...wanted.system.kept]);
  expect(found.system.rank).toBe(wanted.system.rank);
  expectAlike(found.system.scale, wanted.system.scale);
  expectAlike(found.system.factor.values, wanted.system.factor.values);
  wanted.clusters.forEach(({ sizes }, c) => {
    expectAlike(found.clusters[c]?.sizes ?? [], sizes);
  });
  const [one, other] = [leastSquares(found, panel.mean), leastSquares(wanted, panel.mean)];
  expectAlike(one.coefficients, other.coefficients);
  expectAlike(one.residual, other.residual);
};

const withoutOne = (absorption: Absorption, panel: Panel): number[][] => {
  const right = reduce(absorption, multiply(absorption.weight, panel.mean));
  return Array.from(solveWithoutOne(absorption, [right]), ({ solutions, alike }) => [
    ...(solutions[0] as Float64Array),
    ...alike.kept,
  ]);
};

const drawn = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  design: fc.constantFrom<DesignName>('unitTime', 'otherSchools', 'sameSchool'),
  // Few schools are factored one by one when they are left out, many are left out by steps.
  schools: fc.constantFrom(4, 7, 40),
  missing: fc.constantFrom(0, 0.2),
  uncounted: fc.constantFrom(0, 0.1),
  /** How many columns the coarse design has of its own. */
  coarse: fc.constantFrom(0, 1, 2, 3),
});

describe('two designs that are swept together', () => {
  it('say what each says when it is swept alone, also without any one school', () => {
    fc.assert(
      fc.property(drawn, ({ seed, design, schools, missing, uncounted, coarse }) => {
        const panel = panelOf(rowsOf({ seed, schools, missing, subjects: 6, years: 7 }));
        const random = createRandom(seed + 1);
        const weight = panel.pupils.map(n => (random.uniform() < uncounted ? 0 : n));
        const { own, labels } = eventColumns(panel, event => event !== -1, true);
        const into = Int32Array.from(labels, () => random.below(coarse + 1) - 1);
        const merged = own.map(k => (k < 0 ? -1 : (into[k] as number)));
        const plans = {
          fine: planRegression(panel, { design, own, ownCount: labels.length }),
          coarse: planRegression(panel, { design, own: merged, ownCount: coarse }),
        };
        const both = absorbBoth({ ...plans, into }, weight);
        expectSame(both.fine, absorb(plans.fine, weight), panel);
        const alone = absorb(plans.coarse, weight, true);
        expectSame(both.coarse, alone, panel);
        const [found, wanted] = [withoutOne(both.coarse, panel), withoutOne(alone, panel)];
        expect(found).toHaveLength(wanted.length);
        found.forEach((one, c) => {
          expectAlike(one, wanted[c] ?? []);
        });
      }),
      { numRuns: 60 },
    );
  });
});
