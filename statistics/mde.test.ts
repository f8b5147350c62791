import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplier, type Plan, plannedMde } from './mde.ts';
import { schoolLotteryMde, subjectLotteryMde } from './mde-trial.ts';
import { StatisticsProblem } from './problem.ts';
import { caseJson, relativeError } from './reference-case.fixture.ts';

type Expected = {
  readonly multiplier: readonly { readonly df: number; readonly M_two: number; readonly M_one: number }[];
  readonly cra2: readonly {
    readonly J: number;
    readonly n: number;
    readonly rho2: number;
    readonly r21: number;
    readonly r22: number;
    readonly g2: number;
    readonly p: number;
    readonly power: number;
    readonly alpha: number;
    readonly mdes: number;
  }[];
  readonly bcra3: readonly {
    readonly n: number;
    readonly J: number;
    readonly K: number;
    readonly rho2: number;
    readonly rho3: number;
    readonly omega3: number;
    readonly bcra3f2: readonly (readonly number[])[];
    readonly bcra3r2: readonly (readonly number[])[];
  }[];
};

const expected = caseJson<Expected>('cases', 'mdes/expected.json');

const plan: Plan = {
  schools: 40,
  treatedSchools: 20,
  posts: 30,
  preYears: 4,
  postYears: 4,
  pupilsPerCell: 100,
  shockSd: 0.08,
  pupilSd: 0.85,
  r2: 0,
  comparisonSubjects: 5,
  residualCorrelation: 0.2,
  alpha: 0.05,
  power: 0.8,
};

const plans: fc.Arbitrary<Plan> = fc
  .record({
    schools: fc.integer({ min: 3, max: 100 }),
    treatedShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
    crowd: fc.integer({ min: 1, max: 5 }),
    years: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    shockSd: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    r2: fc.double({ min: 0, max: 1, noNaN: true }),
    residualCorrelation: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ schools, treatedShare, crowd, years: [preYears, postYears], ...rest }) => {
    const treatedSchools = Math.max(1, Math.floor(schools * treatedShare));
    return { ...plan, schools, treatedSchools, posts: treatedSchools * crowd, preYears, postYears, ...rest };
  });

describe('the smallest effect that could be found', () => {
  it.each(expected.multiplier)(
    'needs PowerUpR’s number of standard errors with df $df',
    ({ df, M_two, M_one }) => {
      expect(relativeError(multiplier(df), M_two)).toBeLessThan(1e-12);
      expect(relativeError(multiplier(df, 0.05, 0.8, 1), M_one)).toBeLessThan(1e-12);
    },
  );

  it.each(expected.cra2)('is PowerUpR’s when $J schools are drawn by lot', one => {
    const { alpha, power, p: share, J: schools, n: pupils, rho2: between } = one;
    const found = schoolLotteryMde({
      ...{ alpha, power, share, schools, pupils, between },
      ...{ explainedWithin: one.r21, explainedBetween: one.r22, covariates: one.g2 },
    });
    expect(relativeError(found, one.mdes)).toBeLessThan(1e-12);
  });

  it.each(expected.bcra3)('is PowerUpR’s when $J subjects in each of $K schools are drawn by lot', one => {
    const these = { schools: one.K, subjects: one.J, pupils: one.n, betweenSubjects: one.rho2 };
    const some = { ...these, betweenSchools: one.rho3, effectSpread: one.omega3 };
    expect(relativeError(subjectLotteryMde(these), one.bcra3f2[0]?.[0] ?? 0)).toBeLessThan(1e-12);
    expect(relativeError(subjectLotteryMde(some), one.bcra3r2[0]?.[0] ?? 0)).toBeLessThan(1e-12);
  });

  it('is the formula, worked by hand', () => {
    // (0.08² + 0.85²/100) · (1/4 + 1/4) · (1 + 1/5) · (1 + 0.5·0.2) / 30 = 0.013625 · 0.5 · 1.2 · 1.1 / 30
    const { se, mde, multiplier: factor } = plannedMde(plan);
    expect(se).toBeCloseTo(Math.sqrt((0.013625 * 0.5 * 1.2 * 1.1) / 30), 14);
    expect(factor).toBeCloseTo(multiplier(39), 14);
    expect(mde).toBeCloseTo(se * factor, 14);
  });

  it('may be explained wholly by earlier results, and then only shocks are left', () => {
    expect(plannedMde({ ...plan, r2: 1 }).se).toBeCloseTo(plannedMde({ ...plan, pupilSd: 0 }).se, 14);
  });

  it('says no year where no number of years is enough', () => {
    expect(plannedMde({ ...plan, posts: 20, preYears: 1 })).not.toHaveProperty('yearsTo003');
  });

  it('says in which year 0.03 is reached, and not a year too late or early', () => {
    fc.assert(
      fc.property(plans, one => {
        const { yearsTo003 } = plannedMde(one);
        const at = (postYears: number) => plannedMde({ ...one, postYears }).mde;
        if (yearsTo003 === undefined) expect(at(1e12)).toBeGreaterThan(0.03 * (1 - 1e-9));
        else {
          expect(at(yearsTo003)).toBeLessThanOrEqual(0.03 * (1 + 1e-12));
          if (yearsTo003 > 1) expect(at(yearsTo003 - 1)).toBeGreaterThan(0.03 * (1 - 1e-12));
        }
      }),
    );
  });

  it('shrinks with more years, posts, explained variation and comparisons, and grows with crowding', () => {
    fc.assert(
      fc.property(plans, one => {
        const { se } = plannedMde(one);
        for (const better of [
          { postYears: one.postYears + 1 },
          { preYears: one.preYears + 1 },
          { comparisonSubjects: one.comparisonSubjects + 1 },
          { pupilsPerCell: one.pupilsPerCell * 2 },
          { r2: (1 + one.r2) / 2 },
          { residualCorrelation: one.residualCorrelation / 2 },
        ])
          expect(plannedMde({ ...one, ...better }).se).toBeLessThanOrEqual(se * (1 + 1e-12));
        const twice = plannedMde({
          ...one,
          schools: 2 * one.schools,
          treatedSchools: 2 * one.treatedSchools,
          posts: 2 * one.posts,
        });
        expect(twice.se).toBeCloseTo(se / Math.SQRT2, 10);
      }),
    );
  });

  it.each([
    ['schools', 1],
    ['schools', 2.5],
    ['treatedSchools', 0],
    ['treatedSchools', 10.5],
    ['posts', 30.5],
    ['preYears', 2.5],
    ['postYears', 2.5],
    ['treatedSchools', 41],
    ['posts', 19],
    ['preYears', 0],
    ['postYears', 0],
    ['pupilsPerCell', 0.5],
    ['shockSd', -0.1],
    ['pupilSd', Number.NaN],
    ['r2', 1.1],
    ['comparisonSubjects', 0],
    ['residualCorrelation', 2],
    ['alpha', 0],
    ['alpha', 1],
    ['power', 1],
    ['power', Number.POSITIVE_INFINITY],
  ] as const)('refuses %s = %d, and names it', (column, value) => {
    try {
      plannedMde({ ...plan, [column]: value });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StatisticsProblem);
      expect((error as StatisticsProblem).place).toEqual({ column });
    }
  });
});
