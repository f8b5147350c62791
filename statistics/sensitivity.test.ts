import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareBelowNormal } from './distributions.ts';
import { StatisticsProblem } from './problem.ts';
import { caseJson, hasCase } from './reference-case.fixture.ts';
import { breakdown, type EventStudy, unionInterval } from './sensitivity.ts';

const studies: fc.Arbitrary<EventStudy> = fc
  .record({
    estimates: fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 4, maxLength: 7 }),
    before: fc.integer({ min: 1, max: 3 }),
    roots: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 49, maxLength: 49 }),
  })
  .map(({ estimates, before, roots }) => {
    const k = estimates.length;
    const covariance = new Float64Array(k * k);
    for (let i = 0; i < k; i += 1)
      for (let j = 0; j < k; j += 1)
        for (let l = 0; l < k; l += 1)
          covariance[i * k + j] =
            (covariance[i * k + j] ?? 0) + ((roots[i * k + l] ?? 0) * (roots[j * k + l] ?? 0)) / 1e6;
    return { estimates: Float64Array.from(estimates, one => one / 1000), covariance, before };
  });

/** The union by definition: contrasts written out and multiplied in full. */
const slowUnion = ({ estimates, covariance, before }: EventStudy, mBar: number, years: number, z: number) => {
  const k = estimates.length;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let s = 0; s < before; s += 1) {
    for (const sign of [1, -1]) {
      const v = Array.from({ length: k }, (_, i) => (i >= before && i < before + years ? 1 / years : 0));
      const size = (sign * mBar * (years + 1)) / 2;
      v[s] = (v[s] ?? 0) - size;
      if (s + 1 < before) v[s + 1] = (v[s + 1] ?? 0) + size;
      const value = v.reduce((sum, one, i) => sum + one * (estimates[i] ?? 0), 0);
      const variance = v.reduce(
        (sum, one, i) =>
          sum + v.reduce((inner, other, j) => inner + one * other * (covariance[i * k + j] ?? 0), 0),
        0,
      );
      low = Math.min(low, value - z * Math.sqrt(Math.max(0, variance)));
      high = Math.max(high, value + z * Math.sqrt(Math.max(0, variance)));
    }
  }
  return [low, high];
};

describe('sensitivity to trends that part', () => {
  it.skipIf(!hasCase('published', 'honestdid_bc'))(
    'is the published union interval, and contains HonestDiD’s',
    () => {
      type Input = { readonly betahat: readonly number[]; readonly sigma: readonly (readonly number[])[] };
      type Interval = { readonly lb: number; readonly ub: number; readonly Mbar: number };
      type Expected = {
        readonly deltaRM_CLF: readonly Interval[];
        readonly deltaRM_conditional: readonly Interval[];
        readonly original: readonly { readonly lb: readonly number[]; readonly ub: readonly number[] }[];
        readonly union_interval_own: Readonly<Record<'M0.5' | 'M1' | 'M2', readonly [number, number]>>;
      };
      const input = caseJson<Input>('published', 'honestdid_bc/input_bc.json');
      const expected = caseJson<Expected>('published', 'honestdid_bc/expected.json');
      const study = {
        estimates: Float64Array.from(input.betahat),
        covariance: Float64Array.from(input.sigma.flat()),
        before: 4,
      };
      // The published union uses z = 1.96 and seven digits; the original interval the quantile itself.
      const confidence = 2 * shareBelowNormal(1.96) - 1;
      for (const [name, mBar] of [
        ['M0.5', 0.5],
        ['M1', 1],
        ['M2', 2],
      ] as const) {
        const [low, high] = unionInterval(study, mBar, { confidence });
        expect(low).toBeCloseTo(expected.union_interval_own[name][0], 6);
        expect(high).toBeCloseTo(expected.union_interval_own[name][1], 6);
        for (const other of [...expected.deltaRM_CLF, ...expected.deltaRM_conditional].filter(
          one => one.Mbar === mBar,
        )) {
          expect(low).toBeLessThanOrEqual(other.lb);
          expect(high).toBeGreaterThanOrEqual(other.ub);
        }
      }
      const [low, high] = unionInterval(study, 0);
      expect(low).toBeCloseTo(expected.original[0]?.lb[0] ?? Number.NaN, 10);
      expect(high).toBeCloseTo(expected.original[0]?.ub[0] ?? Number.NaN, 10);
      expect(breakdown(study)).toBeCloseTo(1.513478, 6);
    },
  );

  it('is the union by definition', () => {
    fc.assert(
      fc.property(studies, fc.double({ min: 0, max: 3, noNaN: true }), (study, mBar) => {
        const years = study.estimates.length - study.before;
        const found = unionInterval(study, mBar, { years, confidence: 2 * shareBelowNormal(1.7) - 1 });
        const slow = slowUnion(study, mBar, years, 1.7);
        expect(found[0]).toBeCloseTo(slow[0] ?? Number.NaN, 10);
        expect(found[1]).toBeCloseTo(slow[1] ?? Number.NaN, 10);
      }),
    );
  });

  it('breaks down where the interval touches zero, and not before', () => {
    fc.assert(
      fc.property(studies, fc.boolean(), (study, all) => {
        const options = { years: all ? study.estimates.length - study.before : 1 };
        const mBar = breakdown(study, options);
        const excludes = (at: number): boolean => {
          const [low, high] = unionInterval(study, at, options);
          return low > 0 || high < 0;
        };
        if (mBar === undefined) expect(excludes(0)).toBe(false);
        else if (mBar === Number.POSITIVE_INFINITY) expect(excludes(1e6)).toBe(true);
        else {
          expect(excludes(mBar * (1 - 1e-6))).toBe(true);
          expect(excludes(mBar * (1 + 1e-6) + 1e-12)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never breaks down where nothing changed before, for certain', () => {
    const study = {
      estimates: Float64Array.of(0, 0, 1),
      covariance: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0.01),
      before: 2,
    };
    expect(breakdown(study)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ['no years before', { before: 0 }, {}],
    ['more years than there are', { before: 1 }, { years: 3 }],
    ['a number that is not finite', { before: 1, estimates: Float64Array.of(0.1, Number.NaN, 0.2) }, {}],
  ])('refuses %s', (_, changed, options) => {
    const study = {
      estimates: Float64Array.of(0.1, 0.2, 0.3),
      covariance: new Float64Array(9),
      ...changed,
    };
    expect(() => unionInterval(study, 1, options)).toThrow(StatisticsProblem);
  });

  it('takes a covariance of the wrong size, or a negative M̄, for a fault of the program', () => {
    const study = { estimates: Float64Array.of(0.1, 0.2), covariance: new Float64Array(3), before: 1 };
    expect(() => unionInterval(study, 1)).toThrow(RangeError);
    expect(() => unionInterval({ ...study, covariance: new Float64Array(4) }, -1)).toThrow(RangeError);
  });
});
