import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceedanceF, pValueF, quantileF } from './distributions.ts';
import type { Plan } from './mde.ts';
import { plannedGains } from './mde-gains.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { phaseInOrder } from './phase-in.ts';
import { preTrendTest } from './pre-trend.ts';
import { detectableDrift, preTrendPower } from './pre-trend-power.ts';
import { createRandom } from './random.ts';

describe('the noncentral F distribution', () => {
  it.each([
    [3, 2, 19, 4, 0.434_916_423_49],
    [2.5, 3, 9, 0, 0.125_517_661_196],
    [4, 1, 12, 9, 0.832_872_200_558],
    [1.2, 5, 40, 120, 1],
  ])('P(F > %f) on %i and %i degrees, λ = %f, is what R gives', (f, q, df, lambda, wanted) => {
    expect(exceedanceF(f, q, df, lambda)).toBeCloseTo(wanted, 9);
  });

  it('has quantiles that its tail agrees with', () => {
    for (const [q, df] of [
      [1, 5],
      [3, 19],
      [4, 60],
    ] as const)
      for (const share of [0.5, 0.9, 0.95, 0.99])
        expect(pValueF(quantileF(share, q, df), q, df)).toBeCloseTo(1 - share, 12);
  });
});

describe('the power of the pre-trend test', () => {
  const test = preTrendTest(panelOf(rowsOf({ seed: 4, schools: 16 })), {
    design: 'otherSchools',
    weights: 'n',
  });
  if (!test) throw new Error('The panel has leads.');

  it('is its level when nothing drifts, grows with the drift, and is the power asked for at the detectable drift', () => {
    expect(preTrendPower(test, 0)).toBeCloseTo(0.05, 10);
    const drift = detectableDrift(test);
    expect(preTrendPower(test, drift)).toBeCloseTo(0.8, 10);
    expect(preTrendPower(test, -drift)).toBeCloseTo(0.8, 10);
    expect(preTrendPower(test, 2 * drift)).toBeGreaterThan(0.98);
    expect(detectableDrift(test, 0.5)).toBeLessThan(drift);
  });

  it('is how often the test rejects when estimates are drawn around such a drift', () => {
    const drift = detectableDrift(test);
    const random = createRandom(11);
    const { q, df, covariance, leads, reference } = test;
    // Estimates with independent errors and a variance that is itself estimated: χ²(df)/df times the true one.
    const independent = {
      ...test,
      covariance: covariance.map((one, at) => (leads.some((_, k) => at === (k * (k + 3)) / 2) ? one : 0)),
    };
    const size = detectableDrift(independent);
    let rejected = 0;
    const draws = 4000;
    for (let draw = 0; draw < draws; draw += 1) {
      let chi = 0;
      for (let k = 0; k < df; k += 1) chi += random.normal() ** 2;
      const wald = leads.reduce((sum, { e }, k) => {
        const variance = independent.covariance[(k * (k + 3)) / 2] ?? 1;
        return sum + ((size * (e - reference)) / Math.sqrt(variance) + random.normal()) ** 2;
      }, 0);
      if (pValueF(wald / q / (chi / df), q, df) < 0.05) rejected += 1;
    }
    expect(Math.abs(rejected / draws - 0.8)).toBeLessThan(0.02);
    expect(drift).toBeGreaterThan(0);
  });
});

describe('the planner', () => {
  const plan: Plan = {
    ...{ schools: 20, treatedSchools: 8, posts: 12, preYears: 4, postYears: 3, pupilsPerCell: 100 },
    ...{ shockSd: 0.08, pupilSd: 0.85, r2: 0, comparisonSubjects: 5, residualCorrelation: 0.1 },
    ...{ alpha: 0.05, power: 0.8 },
  };

  it('says that each thing that helps makes the smallest detectable effect smaller', () => {
    const { planned, ...gains } = plannedGains(plan);
    for (const gain of Object.values(gains)) expect(gain.mde).toBeLessThan(planned.mde);
    expect(gains.withNeighbours.se).toBeCloseTo(planned.se / Math.sqrt(2), 12);
  });

  it('never takes away results that are already linked', () => {
    const { planned, withPriorResults } = plannedGains({ ...plan, r2: 0.7 });
    expect(withPriorResults.mde).toBe(planned.mde);
  });
});

describe('a phase-in order', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

  it('puts those in greater need first, draws between equals, and does not care how the list was ordered', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
        fc.nat(),
        (units, waves, seed) => {
          const candidates = units.map(unit => ({ unit, priority: unit.length }));
          const placed = phaseInOrder(candidates, waves, seed);
          expect(phaseInOrder(candidates.toReversed(), waves, seed)).toEqual(placed);
          expect(placed).toHaveLength(
            Math.min(
              units.length,
              waves.reduce((a, b) => a + b, 0),
            ),
          );
          placed.forEach(({ unit, wave, byLot }, k) => {
            const before = placed[k - 1];
            if (before)
              expect([before.unit.length >= unit.length, before.wave <= wave]).toEqual([true, true]);
            const equals = units.filter(other => other.length === unit.length);
            const waveOf = (other: string) => placed.find(one => one.unit === other)?.wave;
            expect(byLot).toBe(equals.some(other => waveOf(other) !== wave));
          });
          waves.forEach((size, w) => {
            expect(placed.filter(({ wave }) => wave === w).length).toBeLessThanOrEqual(size);
          });
        },
      ),
    );
  });

  it('gives every one of equals the same chance', () => {
    const candidates = ['a', 'b', 'c', 'd'].map(unit => ({ unit, priority: 1 }));
    const first = Array.from({ length: 4000 }, (_, seed) => phaseInOrder(candidates, [1, 3], seed)[0]?.unit);
    for (const { unit } of candidates)
      expect(Math.abs(first.filter(one => one === unit).length / 4000 - 0.25)).toBeLessThan(0.03);
  });

  it('refuses a unit twice, a priority that is no number, and half a wave or less than none', () => {
    const [one, other] = [
      { unit: 'a', priority: 1 },
      { unit: 'b', priority: Number.NaN },
    ];
    expect(() => phaseInOrder([one, one], [1], 1)).toThrow(
      new RangeError('A unit can stand only once among the candidates.'),
    );
    const noNumber = new RangeError('A priority is a finite number.');
    expect(() => phaseInOrder([one, other], [1], 1)).toThrow(noNumber);
    expect(() => phaseInOrder([other], [1], 1)).toThrow(noNumber);
    const noWhole = new RangeError('A wave takes a whole number of units.');
    expect(() => phaseInOrder([one], [1, 0.5], 1)).toThrow(noWhole);
    expect(() => phaseInOrder([one], [-1], 1)).toThrow(noWhole);
  });
});
