import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileChiSquare } from './distributions.ts';
import { type Pooling, pool } from './pool.ts';
import { checkEstimates, POOLING_METHODS, weigh } from './pool-sums.ts';
import { StatisticsProblem } from './problem.ts';
import { caseJson, caseRows, relativeError } from './reference-case.fixture.ts';

type Fit = {
  readonly method: 'FE' | 'DL' | 'PM' | 'REML';
  readonly test: 'z' | 'knha';
  readonly mu: number;
  readonly se_mu: number;
  readonly ci: readonly [number, number];
  readonly tau2: number;
  readonly I2: number;
  readonly Q: number;
  readonly blup: readonly number[];
  readonly blup_se: readonly number[];
  readonly tau2_ci_Qprofile?: readonly [number, number];
};
type RandomFit = Pick<Fit, 'method' | 'test' | 'mu' | 'tau2'> & {
  readonly set: number;
  readonly se: number;
  readonly ci: readonly number[];
};
type Expected = { readonly fits: readonly Fit[]; readonly fits_hksj?: readonly Fit[] };

const cases = {
  eight_schools: caseRows('cases', 'eight_schools/input.csv').map(row => [Number(row.y), Number(row.se)]),
  posts30: caseRows('cases', 'posts30/input.csv').map(row => [Number(row.y), Number(row.se)]),
  bcg: caseRows('cases', 'bcg/input.csv').map(row => [Number(row.yi), Math.sqrt(Number(row.vi))]),
};
type CaseName = keyof typeof cases;

const columns = (rows: readonly (readonly number[])[]) => ({
  y: Float64Array.from(rows, ([y = 0]) => y),
  se: Float64Array.from(rows, ([, se = 0]) => se),
});

const fitsOf = (name: CaseName): Fit[] => {
  const { fits, fits_hksj = [] } = caseJson<Expected>('cases', `${name}/expected.json`);
  return [...fits, ...fits_hksj].filter(fit => POOLING_METHODS.includes(fit.method));
};

const grid = (Object.keys(cases) as CaseName[]).flatMap(name =>
  fitsOf(name).map(fit => [name, fit.method, fit.test, fit] as const),
);

const pooled = (name: CaseName, fit: Fit, likeMetafor: boolean): Pooling => {
  const { y, se } = columns(cases[name]);
  return pool(y, se, { method: fit.method, knappHartung: fit.test === 'knha', likeMetafor });
};

const estimates = fc
  .array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 10, max: 300 })), {
    minLength: 2,
    maxLength: 25,
  })
  .map(rows => columns(rows.map(([y, se]) => [y / 1000, se / 1000])));

describe('pooling posts', () => {
  it.each(grid)('%s by %s with %s equals metafor to 1e-8', (name, _, __, fit) => {
    const found = pooled(name, fit, true);
    const errors = [
      [found.mu, fit.mu],
      [found.seMu, fit.se_mu],
      [found.interval[0], fit.ci[0]],
      [found.interval[1], fit.ci[1]],
      [found.tau2, fit.tau2],
      [found.i2, fit.I2],
      [found.q, fit.Q],
      ...found.posts.flatMap((post, j) => [
        [post.shrunken, fit.blup[j] ?? Number.NaN],
        [post.se, fit.blup_se[j] ?? Number.NaN],
      ]),
      ...(found.tau2Interval ?? []).map((limit, end) => [limit, fit.tau2_ci_Qprofile?.[end] ?? Number.NaN]),
    ].map(([mine = 0, theirs = 0]) => relativeError(mine, theirs));
    expect(Math.max(...errors)).toBeLessThan(1e-8);
  });

  const random = caseRows('cases', 'pool_random/input.csv');
  const { fits: randomFits } = caseJson<{ fits: readonly RandomFit[] }>('cases', 'pool_random/expected.json');

  it.each(randomFits)('random set $set by $method with $test equals metafor', fit => {
    const rows = random
      .filter(row => row.set === String(fit.set))
      .map(row => [Number(row.y), Number(row.se)]);
    const { y, se } = columns(rows);
    const found = pool(y, se, { method: fit.method, knappHartung: fit.test === 'knha', likeMetafor: true });
    expect(relativeError(found.mu, fit.mu)).toBeLessThan(1e-8);
    expect(relativeError(found.seMu, fit.se)).toBeLessThan(1e-8);
    expect(Math.abs(found.tau2 - fit.tau2)).toBeLessThan(1e-11 + 1e-8 * fit.tau2);
    found.tau2Interval?.forEach((limit, end) => {
      expect(Math.abs(limit - (fit.ci[end] ?? Number.NaN))).toBeLessThan(1e-10 * (1 + limit));
    });
  });

  it('differs from the true values by no more than metafor’s own tolerance', () => {
    fc.assert(
      fc.property(estimates, ({ y, se }) => {
        const options = { method: 'PM', knappHartung: false } as const;
        const [like, exact] = [pool(y, se, { ...options, likeMetafor: true }), pool(y, se, options)];
        expect(Math.abs(like.tau2 - exact.tau2)).toBeLessThan(1.3e-4);
        like.tau2Interval?.forEach((limit, end) => {
          const wanted = Math.min(100, exact.tau2Interval?.[end] ?? Number.NaN);
          expect(Math.abs(limit - wanted)).toBeLessThan(1.3e-4);
        });
        const restricted = pool(y, se, { method: 'REML', knappHartung: false, likeMetafor: true }).tau2;
        const { sum, squares, cubes, q2 } = weigh(checkEstimates(y, se), restricted);
        const next = (q2 - (sum - squares / sum)) / (squares - (2 * cubes) / sum + (squares / sum) ** 2);
        // At rest: the next step would be nothing, or would lead below 0. Or 0 is taken, being higher than where rest came.
        expect(restricted === 0 || next < 1e-10).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('goes on, unless told to stop with metafor, until Q is exactly what it should be', () => {
    for (const name of Object.keys(cases) as CaseName[]) {
      const { y, se } = columns(cases[name]);
      const checked = checkEstimates(y, se);
      const found = pool(y, se, { method: 'PM', knappHartung: false });
      const k = y.length;
      if (found.tau2 > 0) expect(weigh(checked, found.tau2).q).toBeCloseTo(k - 1, 10);
      const [low = 0, high = 0] = found.tau2Interval ?? [];
      if (low > 0) expect(weigh(checked, low).q).toBeCloseTo(quantileChiSquare(0.975, k - 1), 10);
      expect(weigh(checked, high).q).toBeCloseTo(quantileChiSquare(0.025, k - 1), 10);
    }
  });

  it('gives what metafor gives when it is told to search with tol = 1e-15', () => {
    const posts = columns(cases.posts30);
    const found = pool(posts.y, posts.se, { method: 'PM', knappHartung: false });
    expect(relativeError(found.tau2, 0.00247849003116597)).toBeLessThan(1e-12);
    expect(relativeError(found.mu, 0.0132507861061012)).toBeLessThan(1e-12);
    expect(relativeError(found.tau2Interval?.[0] ?? 0, 0.000429110109872025)).toBeLessThan(1e-12);
    expect(relativeError(found.tau2Interval?.[1] ?? 0, 0.00741037627969237)).toBeLessThan(1e-12);
  });

  it('tells the true upper limit of the spread where metafor stops at 100', () => {
    const { y, se } = columns(cases.eight_schools);
    expect(pool(y, se, { method: 'DL', knappHartung: false }).tau2Interval?.[1]).toBeCloseTo(270.3672, 3);
    expect(pool(y, se, { method: 'DL', knappHartung: false, likeMetafor: true }).tau2Interval?.[1]).toBe(100);
  });

  it('has no spread, no interval for it and full shrinkage under FE', () => {
    const { y, se } = columns(cases.bcg);
    const found = pool(y, se, { method: 'FE', knappHartung: false });
    expect(found.tau2).toBe(0);
    expect('tau2Interval' in found).toBe(false);
    expect(new Set(found.posts.map(post => post.shrunken))).toEqual(new Set([found.mu]));
  });

  it('says that there is no spread at all when estimates lie closer than their errors allow', () => {
    const y = Float64Array.from({ length: 30 }, (_, j) => j / 1e6);
    const found = pool(y, new Float64Array(30).fill(0.1), { method: 'REML', knappHartung: true });
    expect(found.tau2).toBe(0);
    expect(found.tau2Interval).toEqual([0, 0]);
  });

  it('takes the highest top of the restricted likelihood, not the nearest', () => {
    fc.assert(
      fc.property(estimates, ({ y, se }) => {
        const checked = checkEstimates(y, se);
        const height = (tau2: number): number => {
          const { logs, sum, q } = weigh(checked, tau2);
          return (logs - Math.log(sum) - q) / 2;
        };
        const { tau2 } = pool(y, se, { method: 'REML', knappHartung: false });
        for (let step = 0; step < 300; step += 1)
          expect(height(tau2)).toBeGreaterThanOrEqual(height(1e-6 * 1.06 ** step) - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['0, not the top far from it', [2.37, 0.54, -0.25, -0.22], [1, 0.94, 0.03, 0.01], [0, 0]],
    [
      'the first of two above 0',
      [0.13, 0.22, 0.32, 1.02],
      [0.05, 0.08, 1.25, 0.36],
      [0.0042953003, 0.0042953004],
    ],
    [
      'the top far from 0, although 0 is one too',
      [0.92, 0.6, 0.89, 0.36, -0.6, -0.03, 0.61, 0.54],
      [0.33, 0.03, 1.17, 0.55, 0.28, 0.64, 0.06, 1.26],
      [0.19, 0.23],
    ],
    [
      'the second of two above 0',
      [0.74, -0.94, 0.59, 0.69, -0.09, -0.18, 1.26, 0.79],
      [0.05, 0.88, 1.29, 0.5, 0.3, 0.68, 1.49, 0.04],
      [0.12, 0.15],
    ],
  ])(
    'takes %s, where the restricted likelihood has two tops and this is the higher',
    (_, y, se, [low, high]) => {
      const [estimated, errors] = [Float64Array.from(y), Float64Array.from(se)];
      for (const scale of [1, 1000, 0.001]) {
        const { tau2 } = pool(
          estimated.map(one => one * scale),
          errors.map(one => one * scale),
          { method: 'REML', knappHartung: false },
        );
        expect(tau2 / scale ** 2).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(tau2 / scale ** 2).toBeLessThanOrEqual(high ?? Number.NaN);
      }
    },
  );

  it('finds no variation at all where every estimate is the same', () => {
    for (const method of POOLING_METHODS) {
      const found = pool(new Float64Array(3), Float64Array.of(0.1, 0.2, 0.3), {
        method,
        knappHartung: false,
      });
      expect([found.tau2, found.i2, found.q]).toEqual([0, 0, 0]);
    }
  });

  it('scales with the outcome, follows a constant, and does not mind the order', () => {
    fc.assert(
      fc.property(
        estimates,
        fc.constantFrom(...POOLING_METHODS),
        fc.boolean(),
        ({ y, se }, method, knappHartung) => {
          const options = { method, knappHartung };
          const found = pool(y, se, options);
          const scaled = pool(
            y.map(one => 3 * one),
            se.map(one => 3 * one),
            options,
          );
          expect(scaled.mu).toBeCloseTo(3 * found.mu, 9);
          expect(scaled.tau2).toBeCloseTo(9 * found.tau2, 9);
          expect(scaled.i2).toBeCloseTo(found.i2, 6);
          const moved = pool(
            y.map(one => one + 5),
            se,
            options,
          );
          expect(moved.mu).toBeCloseTo(found.mu + 5, 9);
          expect(moved.tau2).toBeCloseTo(found.tau2, 9);
          const turned = pool(y.toReversed(), se.toReversed(), options);
          expect(turned.mu).toBeCloseTo(found.mu, 11);
          expect(turned.posts[0]?.shrunken).toBeCloseTo(found.posts.at(-1)?.shrunken ?? Number.NaN, 9);
          for (const [j, post] of found.posts.entries()) {
            expect(post.reliability).toBeGreaterThanOrEqual(0);
            expect(post.reliability).toBeLessThan(1);
            const [low, high] = [Math.min(found.mu, y[j] ?? 0), Math.max(found.mu, y[j] ?? 0)];
            expect(post.shrunken).toBeGreaterThanOrEqual(low - 1e-12);
            expect(post.shrunken).toBeLessThanOrEqual(high + 1e-12);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['one post', [0.1], [0.1], {}],
    ['a missing estimate', [0.1, Number.NaN], [0.1, 0.1], { row: 3, column: 'y' }],
    ['an error of 0', [0.1, 0.2], [0, 0.1], { row: 2, column: 'se' }],
    ['a negative error', [0.1, 0.2], [0.1, -0.1], { row: 3, column: 'se' }],
    ['an error without end', [0.1, 0.2], [0.1, Number.POSITIVE_INFINITY], { row: 3, column: 'se' }],
  ])('refuses %s', (_, y, se, place) => {
    try {
      pool(Float64Array.from(y), Float64Array.from(se), { method: 'PM', knappHartung: false });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StatisticsProblem);
      expect((error as StatisticsProblem).place).toEqual(place);
    }
  });
});
