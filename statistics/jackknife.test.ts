import { describe, expect, it } from 'vitest';
import { headlineOf, jackknifeError } from './jackknife.ts';

describe('the jackknife over clusters', () => {
  it('is worked by hand: three clusters, centred on the estimate from all', () => {
    // (3 − 1)/3 · ((1 − 2)² + (2 − 2)² + (4 − 2)²)
    expect(jackknifeError(2, [1, 2, 4])).toBeCloseTo(Math.sqrt((2 / 3) * 5), 14);
  });

  it('of the mean of single observations is the mean’s own standard error', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const total = values.reduce((sum, one) => sum + one, 0);
    const mean = total / 8;
    const spread = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 7;
    const without = values.map(one => (total - one) / 7);
    expect(jackknifeError(mean, without)).toBeCloseTo(Math.sqrt(spread / 8), 14);
  });

  it('does not exist for one cluster, nor when the estimate does not exist without one', () => {
    expect(jackknifeError(2, [1])).toBeUndefined();
    expect(jackknifeError(2, [])).toBeUndefined();
    expect(jackknifeError(2, [1, Number.NaN, 4])).toBeUndefined();
    expect(jackknifeError(2, [2, 2])).toBe(0);
  });

  it('gives p, interval and MDE by t(G − 1)', () => {
    // R: qt(.975, 19) = 2.0930240544, qt(.8, 19) = 0.8609505503, 2 * pt(-2, 19) = 0.0600020364
    const { df, p, interval, mde } = headlineOf(0.04, 0.02, 20);
    expect(df).toBe(19);
    expect(p).toBeCloseTo(0.0600020364, 10);
    expect(interval[0]).toBeCloseTo(0.04 - 2.0930240544 * 0.02, 10);
    expect(interval[1]).toBeCloseTo(0.04 + 2.0930240544 * 0.02, 10);
    expect(mde).toBeCloseTo((2.0930240544 + 0.8609505503) * 0.02, 10);
  });
});
