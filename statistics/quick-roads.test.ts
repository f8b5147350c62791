import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from './callaway-cohorts.ts';
import { callawayStatistic, groupTimeStatistic } from './callaway-lottery.ts';
import type { DesignName } from './design.ts';
import { drawnPanels, rowsFrom } from './drawn-panel.fixture.ts';
import { lotteryRoad } from './estimate-effects.ts';
import { defaultSpec } from './estimate-result.ts';
import { effectsWithoutOne, effectWithout, type ImputationOptions, impute, layGround } from './imputation.ts';
import { generalStatistic, prefixStatistic } from './imputation-lottery.ts';
import { schoolStatistic } from './imputation-school-lottery.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { type Panel, treatedFrom } from './panel.ts';
import { createRandom } from './random.ts';
import type { Statistic } from './randomization.ts';
import { refittedStatistic, sunAbrahamStatistic } from './sun-abraham-lottery.ts';

/*
 * A lottery of thousands of draws is only quick if its draws take the quick road. It gives way to the slow one where the quick one
 * would be wrong, and nowhere else: a quick road that nobody takes would pass every comparison of the two.
 */

/** The slow road, and how often it has been asked. */
const watched = (slow: Statistic) => {
  const seen = { asked: 0 };
  const statistic: Statistic = start => {
    seen.asked += 1;
    return slow(start);
  };
  return { seen, statistic };
};

/** The panel's starts, and the same laid out otherwise: unit by unit. */
const layoutsOf = ({ start }: Panel, seed: number, count: number): Float64Array[] => {
  const random = createRandom(seed);
  const order = Int32Array.from(start.keys());
  const shuffled = Array.from({ length: count }, () => {
    random.shuffle(order);
    return Float64Array.from(order, u => start[u] as number);
  });
  return [start, ...shuffled];
};

const expectSame = (found: ReturnType<Statistic>, wanted: ReturnType<Statistic>): void => {
  for (const key of ['coefficient', 'se'] as const)
    if (Number.isNaN(wanted[key])) expect(found[key]).toBeNaN();
    else expect(Math.abs(found[key] - wanted[key])).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted[key])));
};

/** An authority without gaps or schools of a single unit, in which most units never get a post: every layout can be estimated. */
const completeRows = rowsOf({
  ...{ seed: 7, schools: 12, subjects: 5, years: 6, missing: 0, absent: 0, posts: 0.15 },
}).filter(({ cluster }) => cluster !== 'Skola 0');
const complete = panelOf(completeRows);

const lotteries = {
  'imputation, unit by unit': ['unitTime', 'otherSchools'],
  'imputation, school by school': ['unitTime', 'otherSchools', 'sameSchool'],
} as const;
const make = {
  'imputation, unit by unit': prefixStatistic,
  'imputation, school by school': schoolStatistic,
} as const;

describe.each(['imputation, unit by unit', 'imputation, school by school'] as const)('%s', name => {
  it.each(lotteries[name])('never takes the slow road where all can be estimated: %s', design => {
    for (const weights of ['n', 'none'] as const) {
      const ground = layGround(complete, { design, weights });
      const slow = watched(generalStatistic(ground));
      const quick = make[name](ground, () => slow.statistic);
      for (const start of layoutsOf(complete, 3, 12))
        expectSame(quick(start), generalStatistic(ground)(start));
      expect(slow.seen.asked).toBe(0);
    }
  });

  it('takes the slow road for a layout in which the cells without a post do not determine some cell, and for no other', () => {
    const seen = { quick: 0, slow: 0 };
    fc.assert(
      fc.property(drawnPanels, of => {
        const panel = panelOf(rowsFrom(of));
        const design =
          name === 'imputation, unit by unit' && of.design === 'sameSchool' ? 'unitTime' : of.design;
        const ground = layGround(panel, { design, weights: of.weights, leastBefore: 1 });
        const slow = watched(generalStatistic(ground));
        const quick = make[name](ground, () => slow.statistic);
        for (const start of layoutsOf(panel, of.seed, 3)) {
          const treated = treatedFrom(panel, start);
          const { estimable } = impute({ ...ground, panel: { ...panel, start }, leastBefore: 0 }, treated);
          const whole = estimable.every((one, i) => one === treated[i]) && estimable.includes(1);
          const before = slow.seen.asked;
          quick(start);
          expect(slow.seen.asked - before).toBe(whole ? 0 : 1);
          seen[whole ? 'quick' : 'slow'] += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.quick, seen.slow)).toBeGreaterThan(20);
  });
});

describe('an imputation without each of the schools', () => {
  /** The mean effects, and without which schools they were imputed anew. */
  const withoutOne = (panel: Panel, options: ImputationOptions) => {
    const anew: number[] = [];
    const imputation = impute(layGround(panel, options), panel.treated);
    const effects = effectsWithoutOne(imputation, options, (...asked) => {
      anew.push(asked[1]);
      return effectWithout(...asked);
    });
    return { effects, anew };
  };
  const expectEffects = (panel: Panel, options: ImputationOptions, effects: readonly number[]): void =>
    effects.forEach((found, c) => {
      const wanted = effectWithout(panel, c, options);
      expectSame({ coefficient: found, se: 0 }, { coefficient: wanted, se: 0 });
    });

  it.each(['unitTime', 'otherSchools', 'sameSchool'] as const)(
    'is a subtraction where every effect is determined without any one of them: %s',
    design => {
      const options = { design, weights: 'n' } as const;
      const { effects, anew } = withoutOne(complete, options);
      expect(anew).toEqual([]);
      expectEffects(complete, options, effects);
    },
  );

  it('is made anew without a school that others’ effects hang on, and without no one else', () => {
    // Of the last subject only two schools have anything, and the first of them a post.
    const last = complete.subjectNames.length - 1;
    const schools = complete.clusterNames.slice(0, 2);
    const rows = completeRows.filter(
      ({ subject, cluster }) => subject !== complete.subjectNames[last] || schools.includes(cluster),
    );
    const panel = panelOf(
      rows.map(row =>
        row.subject === complete.subjectNames[last]
          ? { ...row, start: row.cluster === schools[0] ? (complete.times[3] as number) : 0 }
          : row,
      ),
    );
    const options = { design: 'otherSchools', weights: 'n' } as const;
    const { effects, anew } = withoutOne(panel, options);
    expect(anew.map(c => panel.clusterNames[c])).toEqual([schools[1]]);
    expectEffects(panel, options, effects);
  });

  it('is made anew without every one where covariates explain as well', () => {
    const random = createRandom(8);
    const panel = {
      ...complete,
      covariates: [{ name: 'x', mean: complete.mean.map(() => random.normal()) }],
    };
    const { effects, anew } = withoutOne(panel, { design: 'otherSchools', weights: 'n' });
    expect(anew).toEqual([...effects.keys()]);
    expect(anew).toHaveLength(panel.clusterNames.length);
  });
});

describe('an imputation', () => {
  const roadFor = (design: DesignName, unit: 'unit' | 'cluster') =>
    lotteryRoad({ design, randomization: { ...defaultSpec.randomization, unit } });

  it('takes the road that is made for its design and for what changes places', () => {
    for (const design of ['unitTime', 'otherSchools'] as const)
      for (const unit of ['unit', 'cluster'] as const) expect(roadFor(design, unit)).toBe(prefixStatistic);
    expect(roadFor('sameSchool', 'cluster')).toBe(schoolStatistic);
    expect([prefixStatistic, schoolStatistic]).not.toContain(roadFor('sameSchool', 'unit'));
  });
});

describe('Sun–Abraham', () => {
  it.each(['unitTime', 'otherSchools', 'sameSchool'] as const)(
    'fits nothing anew where somebody never gets a post and none starts in the first year: %s',
    design => {
      for (const weights of ['n', 'none'] as const) {
        const options = { design, weights };
        const slow = watched(refittedStatistic(complete, options));
        const quick = sunAbrahamStatistic(complete, options, () => slow.statistic);
        for (const start of layoutsOf(complete, 5, 12))
          expectSame(quick(start), refittedStatistic(complete, options)(start));
        expect(slow.seen.asked).toBe(0);
      }
    },
  );

  it.each(['unitTime', 'otherSchools', 'sameSchool'] as const)(
    'keeps of every cell what effects leave of it, no zeros beside, and fits anew where there is not room for all: %s',
    design => {
      const options = { design, weights: 'n' } as const;
      const { cells, times, subjectNames } = complete;
      // Of the columns that a cell meets one year follows from the others: its subject's; within schools all subjects', and one subject.
      const years = times.length - 1;
      const within = (subjectNames.length - 1) * years + times.length;
      const needed = cells * (design === 'sameSchool' ? within : years);
      for (const [room, asked] of [
        [needed, 0],
        [needed - 1, 1],
      ] as const) {
        const slow = watched(refittedStatistic(complete, options));
        const quick = sunAbrahamStatistic(complete, options, () => slow.statistic, room);
        quick(complete.start);
        expect(slow.seen.asked).toBe(asked);
      }
    },
  );

  it('fits anew where a layout has a start that the panel has not, or leaves nobody without a post', () => {
    const options = { design: 'otherSchools', weights: 'n' } as const;
    const slow = watched(refittedStatistic(complete, options));
    const quick = sunAbrahamStatistic(complete, options, () => slow.statistic);
    const unheard = complete.start.map((begins, u) => (u === 0 ? 2010.5 : begins));
    const all = complete.start.map(begins => (Number.isFinite(begins) ? begins : 2013));
    for (const start of [unheard, all]) expectSame(quick(start), refittedStatistic(complete, options)(start));
    expect(slow.seen.asked).toBe(2);
  });
});

describe('Callaway–Sant’Anna', () => {
  const controls = ['notYetTreated', 'neverTreated'] as const;
  /** The way by all group-time effects, the quick one, and how often it gave way. */
  const waysOf = (panel: Panel, against: (typeof controls)[number], weights: 'n' | 'none') => {
    const units = balance(panel, weights);
    const slow = watched(groupTimeStatistic(units, against, 'doublyRobust'));
    const quick = callawayStatistic(units, against, 'doublyRobust', () => slow.statistic);
    return { quick, slow: groupTimeStatistic(units, against, 'doublyRobust'), seen: slow.seen };
  };

  it.each(controls)('sums cohorts instead of making every effect, against %s', against => {
    for (const weights of ['n', 'none'] as const) {
      const { quick, slow, seen } = waysOf(complete, against, weights);
      for (const start of layoutsOf(complete, 9, 12)) expectSame(quick(start), slow(start));
      expect(seen.asked).toBe(0);
    }
  });

  it('gives a unit whose post starts at once no part, and has no answer where nobody, or everybody at once, has a post', () => {
    const first = complete.times[0] as number;
    const early = complete.start.map((begins, u) => (u % 7 === 0 ? first : begins));
    for (const against of controls) {
      const { quick, slow } = waysOf(complete, against, 'n');
      expectSame(quick(early), slow(early));
      expect(quick(early)).not.toEqual(quick(complete.start));
      for (const begins of [Number.POSITIVE_INFINITY, first, first + 2])
        expect(quick(complete.start.map(() => begins))).toEqual({
          coefficient: Number.NaN,
          se: Number.NaN,
        });
    }
  });

  it('makes every effect where covariates explain as well, and has no answer where nobody has a post', () => {
    const random = createRandom(3);
    const x = complete.mean.map(() => random.normal());
    const { quick, seen } = waysOf(
      { ...complete, covariates: [{ name: 'x', mean: x }] },
      'notYetTreated',
      'n',
    );
    expect(quick(complete.start).coefficient).not.toBeNaN();
    expect(quick(complete.start.map(() => Number.POSITIVE_INFINITY))).toEqual({
      coefficient: Number.NaN,
      se: Number.NaN,
    });
    expect(seen.asked).toBe(2);
  });
});
