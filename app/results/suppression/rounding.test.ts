import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../measure.ts';
import { DECIMALS, meanRounding } from './rounding.ts';

describe('what is rounded off when a mean is written', () => {
  it('is what all results in points are written with', () => {
    for (const measure of ['betygspoäng', 'provbetygspoäng', 'betyg minus provbetyg'] as const)
      expect(decimalsOf(measure)).toBe(DECIMALS);
  });

  it('leaves a small group no room: its mean tells its sum', () => {
    for (let basis = 1; basis <= 24; basis += 1)
      for (let steps = 0; steps <= 8 * basis; steps += 1)
        expect(meanRounding({ sum: 2.5 * steps, basis })).toBeNull();
  });

  it('leaves just the sums that are written alike, in whole steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (basis, at) => {
          const sum = 2.5 * Math.round(8 * at * basis);
          const written = (other: number) => (other / basis).toFixed(DECIMALS);
          const [lower, upper] = meanRounding({ sum, basis }) ?? [0, 0];
          expect([lower % 2.5, upper % 2.5].map(Math.abs)).toEqual([0, 0]);
          for (let other = sum + lower; other <= sum + upper; other += 2.5)
            expect(Number(written(other))).toBeCloseTo(Number(written(sum)), 9);
          // One step further is written otherwise, or lies on the limit between two.
          for (const beyond of [sum + lower - 2.5, sum + upper + 2.5])
            expect(Math.abs(beyond / basis - Number(written(sum)))).toBeGreaterThan(0.05 - 1e-9);
        },
      ),
    );
  });

  it('is nothing where there is no mean', () => {
    expect(meanRounding({ sum: null, basis: 40 })).toBeNull();
    expect(meanRounding({ sum: 0, basis: 0 })).toBeNull();
  });
});
