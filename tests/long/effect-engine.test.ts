import { afterAll, describe, expect, it } from 'vitest';
import { agreement, type Ratings } from '#statistics/agreement.ts';
import { estimate } from '#statistics/estimate.ts';
import { multiplier, plannedMde } from '#statistics/mde.ts';
import { imputedEffect } from '#statistics/mde-estimator.ts';
import { estimateVariation, placeboError } from '#statistics/mde-placebo.ts';
import { judgePosts } from '#statistics/pool-posterior.ts';
import { postEffects } from '#statistics/post-effects.ts';
import { createRandom } from '#statistics/random.ts';
import { type Measured, tell } from '../measured.ts';
import { drawFakeStarts, publishedMeans } from './published-means.ts';
import { drawAuthority, planned, published, type Scenario, scenarioOf } from './simulated-authority.ts';

const SEED = 20_180_117;
const variancesOf = { planned, published } as const;
const AN_HOUR = 3_600_000;

/** What one part of the suite measures; told, and written to the page, when the part is done. */
const measuring = (part: string) => {
  const measured: Measured[] = [];
  afterAll(() => tell(part, `seed ${SEED}`, measured));
  return (what: string, setting: string, draws: number, figure: string, bar: string): void => {
    measured.push({ what, setting, draws, figure, bar });
  };
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What repeated estimation of fresh authorities gives. */
const repeat = (
  scenario: Scenario,
  draws: number,
  design: 'otherSchools' | 'sameSchool' = 'otherSchools',
) => {
  const random = createRandom(SEED);
  const sums = { covered: 0, found: 0, error: 0, squares: 0, variance: 0, mde: 0 };
  for (let draw = 0; draw < draws; draw += 1) {
    const { panel, effectOf } = drawAuthority(scenario, random);
    const { att, cells = [], mde = Number.NaN } = estimate(panel, { design, inference: ['cv3'] });
    const [low, high] = att.interval ?? [Number.NaN, Number.NaN];
    // What the posts really did to the cells that could be estimated, in this authority.
    const truth = cells.reduce((sum, { unit, time }) => sum + effectOf(unit, time), 0) / cells.length;
    if (low <= truth && truth <= high) sums.covered += 1;
    if (low > 0 || high < 0) sums.found += 1;
    sums.error += att.estimate - truth;
    sums.squares += (att.estimate - truth) ** 2;
    sums.variance += (att.se.cv3 ?? Number.NaN) ** 2;
    sums.mde += mde;
  }
  return {
    coverage: sums.covered / draws,
    found: sums.found / draws,
    bias: sums.error / draws,
    sd: Math.sqrt(sums.squares / draws),
    se: Math.sqrt(sums.variance / draws),
    mde: sums.mde / draws,
  };
};

describe('the headline interval', () => {
  const note = measuring('coverage');

  it.each([
    [20, 30, 'planned', 'otherSchools'],
    [40, 79, 'planned', 'otherSchools'],
    [20, 30, 'published', 'otherSchools'],
    [40, 79, 'published', 'otherSchools'],
    [20, 30, 'published', 'sameSchool'],
    [40, 79, 'published', 'sameSchool'],
  ] as const)(
    'of %d schools with %d posts and %s variances contains the true effect as often as it says (%s–%s)',
    (schools, posts, name, design) => {
      const draws = 2_000;
      const found = repeat(scenarioOf(schools, posts, variancesOf[name]), draws, design);
      note(
        'coverage of the 95 % interval',
        `${schools} schools, ${posts} posts, ${name} variances, ${design}; SD of the error ${found.sd.toFixed(4)}, CV3 ${found.se.toFixed(4)}`,
        draws,
        percent(found.coverage),
        '93.5–96.5 %',
      );
      expect(found.coverage).toBeGreaterThanOrEqual(0.935);
      expect(found.coverage).toBeLessThanOrEqual(0.965);
      // No bias: the mean error is within what chance gives.
      expect(Math.abs(found.bias)).toBeLessThan((3.5 * found.sd) / Math.sqrt(draws));
    },
    AN_HOUR,
  );
});

describe('posts without any effect', () => {
  const note = measuring('verdicts');

  it.each([
    [20, 'planned'],
    [40, 'planned'],
    [20, 'published'],
  ] as const)(
    'are said to have one at most once in 20 authorities of 60 posts (%d schools, %s variances)',
    (schools, name) => {
      const authorities = 200;
      const random = createRandom(SEED);
      const scenario = scenarioOf(schools, 60, variancesOf[name], { effect: 0, effectSpread: 0 });
      let [falsely, squares, posts] = [0, 0, 0];
      for (let authority = 0; authority < authorities; authority += 1) {
        const { panel } = drawAuthority(scenario, random);
        const found = postEffects(panel, { design: 'otherSchools', weights: 'n' }).posts;
        const judged = judgePosts(
          Float64Array.from(found, post => post.estimate),
          Float64Array.from(found, post => post.se),
        );
        falsely += judged.posts.filter(({ verdict }) => verdict === 'supports').length;
        squares += found.reduce((sum, post) => sum + (post.estimate / post.se) ** 2, 0);
        posts += found.length;
      }
      const perTwenty = (20 * falsely) / authorities;
      note(
        'false ”talar för effekt” per 20 authorities of 60 posts',
        `${schools} schools, ${name} variances; mean (θ̂/s)² ${(squares / posts).toFixed(2)}`,
        authorities,
        perTwenty.toFixed(2),
        '≤ 1',
      );
      expect(perTwenty).toBeLessThanOrEqual(1);
      // The posts' standard errors are right: θ̂/s has variance 1.
      expect(Math.abs(squares / posts - 1)).toBeLessThan(0.06);
    },
    AN_HOUR,
  );

  it(
    'are rejected by the lottery p-value in 5 % of authorities',
    () => {
      const draws = 1_000;
      const random = createRandom(SEED);
      const scenario = scenarioOf(20, 30, published, { effect: 0, effectSpread: 0 });
      let rejected = 0;
      for (let draw = 0; draw < draws; draw += 1) {
        const { panel } = drawAuthority(scenario, random);
        const { att } = estimate(panel, {
          inference: ['randomization'],
          randomization: { draws: 199 },
          seed: draw,
        });
        if ((att.p.randomization ?? 1) <= 0.05) rejected += 1;
      }
      note(
        'randomization p ≤ .05 without effect',
        '20 schools, 30 posts, published variances, 199 permutations',
        draws,
        percent(rejected / draws),
        '3–7 %',
      );
      expect(rejected / draws).toBeGreaterThan(0.03);
      expect(rejected / draws).toBeLessThan(0.07);
    },
    AN_HOUR,
  );
});

describe('the stated MDE', () => {
  const note = measuring('power');

  const draws = 2_000;
  const pre = 4;
  /** Schools, those with posts, posts. They all start in the fifth of eight years and do the same each year. */
  type Trial = readonly [schools: number, treatedSchools: number, posts: number];
  const trials: readonly Trial[] = [
    [20, 12, 24],
    [40, 20, 40],
  ];
  const scenario = ([schools, treatedSchools, posts]: Trial, effect: number): Scenario =>
    scenarioOf(schools, posts, planned, {
      ...{ treatedSchools, effect, effectSpread: 0, firstYear: 1, starts: [pre, pre] },
    });

  /** How often the interval excludes 0 where the posts do exactly what is stated as the MDE. */
  const powerAt = (how: string, trial: Trial, mde: number, error?: number): number => {
    const { found, sd } = repeat(scenario(trial, mde), draws);
    const [schools, treatedSchools, posts] = trial;
    const errors = error ? `, planned error ${error.toFixed(4)}, true ${sd.toFixed(4)}` : '';
    const setting = `${schools} schools, ${treatedSchools} with ${posts} posts; MDE ${mde.toFixed(4)}${errors}`;
    note(`power at the MDE ${how}`, setting, draws, percent(found), '78–82 %');
    return found;
  };
  const expectBetween = (power: number, least: number, most: number): void => {
    expect(power).toBeGreaterThanOrEqual(least);
    expect(power).toBeLessThanOrEqual(most);
  };

  it.each(trials)(
    'of a finished estimate is found in 78–82 of 100 authorities (%d schools, %d with posts, %d posts)',
    (...trial) => {
      const { mde } = repeat(scenario(trial, 0), 500);
      expectBetween(powerAt('that estimates state', trial, mde), 0.78, 0.82);
    },
    AN_HOUR,
  );

  it.each(trials)(
    'of a plan, by placebo starts on own cells, is found in 78–82 of 100 (%d schools, %d with posts, %d posts)',
    (...trial) => {
      const [schools, treatedSchools, posts] = trial;
      const random = createRandom(SEED);
      const plan = { treatedSchools, posts, preYears: pre, postYears: 4 };
      const pilots = 40;
      let variance = 0;
      for (let pilot = 0; pilot < pilots; pilot += 1) {
        const { panel } = drawAuthority(scenarioOf(schools, 0, planned), random);
        variance +=
          placeboError(panel, plan, imputedEffect('otherSchools'), { draws: 100, seed: pilot }).se ** 2;
      }
      const mde = multiplier(schools - 1) * Math.sqrt(variance / pilots);
      expectBetween(powerAt('planned by placebo starts', trial, mde), 0.78, 0.82);
    },
    AN_HOUR,
  );

  it.each(trials)(
    'of a plan, by formula with the authority’s own variation, promises no more than it keeps (%d schools, %d with posts, %d posts)',
    (...trial) => {
      const [schools, treatedSchools, posts] = trial;
      const random = createRandom(SEED);
      const pilots = 200;
      let variance = 0;
      for (let pilot = 0; pilot < pilots; pilot += 1) {
        const { panel } = drawAuthority(scenarioOf(schools, 0, planned), random);
        const { se } = plannedMde({
          ...{ schools, treatedSchools, posts, preYears: pre, postYears: 4, r2: 0, alpha: 0.05, power: 0.8 },
          ...{ comparisonSubjects: (6 * schools - posts) / posts, ...estimateVariation(panel) },
        });
        variance += se ** 2;
      }
      const error = Math.sqrt(variance / pilots);
      // It is cautious where a school has several posts: see the page.
      expectBetween(powerAt('planned by formula', trial, multiplier(schools - 1) * error, error), 0.78, 0.86);
    },
    AN_HOUR,
  );
});

describe('posts that nobody has, on real published school means', () => {
  const note = measuring('placebo');

  const means = publishedMeans();
  if (!means) console.log('SKIPPED: ../shared/data/skolverket is missing, so no placebo test on real means.');

  it.skipIf(!means).each([
    [20, 20],
    [40, 30],
  ])(
    'are found to have an effect at 5 % in 3–7 % of draws (%d schools, %d posts)',
    (schools, posts) => {
      const draws = 1_000;
      const random = createRandom(SEED);
      let [byInterval, byLottery] = [0, 0];
      for (let draw = 0; draw < draws; draw += 1) {
        const panel = drawFakeStarts(means ?? [], schools, posts, random);
        const { att } = estimate(panel, {
          ...{ weights: 'none', inference: ['cv3', 'randomization'] },
          ...{ randomization: { draws: 199 }, seed: draw },
        });
        if ((att.p.cv3 ?? Number.NaN) < 0.05) byInterval += 1;
        if ((att.p.randomization ?? Number.NaN) <= 0.05) byLottery += 1;
      }
      const setting = `${schools} of 261 real schools by lot, ${posts} posts, national tests 2021/22–2024/25`;
      note('placebo starts: interval without 0', setting, draws, percent(byInterval / draws), '3–7 %');
      note('placebo starts: randomization p ≤ .05', setting, draws, percent(byLottery / draws), '3–7 %');
      for (const rejected of [byInterval, byLottery]) {
        expect(rejected / draws).toBeGreaterThanOrEqual(0.03);
        expect(rejected / draws).toBeLessThanOrEqual(0.07);
      }
    },
    AN_HOUR,
  );
});

describe('the interval of agreement', () => {
  const note = measuring('agreement');

  it(
    'contains α about as often as it says',
    () => {
      // Levels 1–4 by a common part and a part of the rater's own; α of many items stands for the true one.
      const random = createRandom(SEED);
      const draw = (items: number): Ratings => {
        const rows = Array.from({ length: items }, (_, item) => {
          const common = random.uniform();
          return [0, 1, 2].map(rater => {
            const value = 2 * common + random.uniform();
            return { item, rater, level: 1 + Math.min(3, Math.floor(value * (4 / 3))) };
          });
        }).flat();
        return {
          item: Int32Array.from(rows, row => row.item),
          rater: Int32Array.from(rows, row => row.rater),
          level: Float64Array.from(rows, row => row.level),
          ordered: true,
        };
      };
      const truth = agreement(draw(100_000), { draws: 1 }).alpha.ordinal ?? Number.NaN;
      const draws = 1_000;
      let covered = 0;
      for (let seed = 1; seed <= draws; seed += 1) {
        const [low = 1, high = 0] = agreement(draw(60), { draws: 500, seed }).interval ?? [];
        if (low <= truth && truth <= high) covered += 1;
      }
      note(
        'coverage of the 95 % interval of Krippendorff’s α',
        '60 items, 3 raters, 4 levels; percentile bootstrap',
        draws,
        percent(covered / draws),
        '–',
      );
      expect(covered / draws).toBeGreaterThan(0.91);
      expect(covered / draws).toBeLessThan(0.97);
    },
    AN_HOUR,
  );
});
