import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { ESTIMATORS } from './estimate-result.ts';
import { layGround } from './imputation.ts';
import { generalStatistic, prefixStatistic } from './imputation-lottery.ts';
import { schoolStatistic } from './imputation-school-lottery.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { type Panel, treatedFrom } from './panel.ts';
import { randomize, type Statistic } from './randomization.ts';
import { refittedStatistic, sunAbrahamStatistic } from './sun-abraham-lottery.ts';

/** Twelve schools with one unit each, of which some have a post from 2012. */
const schools = (posts: number, starts: readonly number[] = [2012]): Panel =>
  panelOf(
    Array.from({ length: 12 }, (_, s) =>
      [2010, 2011, 2012, 2013].map(time => ({
        ...{ unit: `u${s}`, cluster: `s${s}`, subject: 'Ma', time, n: 10, sum: s * time, sumSquares: 1e9 },
        start: s < posts ? (starts[s % starts.length] ?? 0) : 0,
      })),
    ).flat(),
  );

const spec = { unit: 'cluster', statistic: 'coefficient', draws: 999 } as const;

/** What the first school gets: 1 when it has a post. */
const firstHasPost: Statistic = start => ({ coefficient: Number.isFinite(start[0]) ? 1 : 0, se: 1 });

describe('posts are laid out in every different way', () => {
  it('once each: 12 over 3', () => {
    const seen = new Set<string>();
    const found = randomize(
      schools(3),
      start => {
        seen.add([...start].join(' '));
        return { coefficient: 0, se: 1 };
      },
      spec,
      1,
    );
    expect(found).toEqual({ p: 1, enumerated: true, assignments: 220 });
    expect(seen.size).toBe(220);
  });

  it('with the share that a count gives: a given school has a post in 3 of 12', () => {
    expect(randomize(schools(3), firstHasPost, spec, 1).p).toBe(55 / 220);
  });

  it('when posts start in different years: 12!/(9!·2!·1!)', () => {
    expect(randomize(schools(3, [2012, 2012, 2013]), firstHasPost, spec, 1).assignments).toBe(660);
  });

  it('only among schools built alike, when a school’s units start differently', () => {
    const panel = panelOf(rowsOf({ seed: 12, schools: 6, subjects: 2, absent: 0, missing: 0 }));
    const before = [...panel.start].sort();
    const found = randomize(
      panel,
      start => {
        expect([...start].sort()).toEqual(before);
        // The first school has one unit and no equal.
        expect(start[0]).toBe(panel.start[0]);
        return { coefficient: 1, se: 1 };
      },
      spec,
      1,
    );
    expect(found.assignments).toBeGreaterThan(1);
    expect(found.assignments).toBeLessThanOrEqual(120);
  });
});

/** Schools as 'A: Ma 2012, Sv –': each unit's subject and start. In every other school ids fall where subjects rise. */
const builtAs = (described: readonly string[]): Panel =>
  panelOf(
    described.flatMap((text, s) => {
      const [school = '', units = ''] = text.split(': ');
      const all = units.split(', ');
      return all.flatMap((unit, k) => {
        const [subject = '', start = ''] = unit.split(' ');
        const id = `${school}${s % 2 === 0 ? all.length - k : k} ${subject}`;
        return [2010, 2011, 2012, 2013].map(time => ({
          ...{ unit: id, cluster: school, subject, time, n: 10, sum: time % 7, sumSquares: 1e9 },
          start: start === '–' ? 0 : Number(start),
        }));
      });
    }),
  );

/** Every layout that is tried, in the same words, apart from the observed one that comes first. */
const layoutsOf = (panel: Panel): { readonly layouts: readonly string[]; readonly assignments: number } => {
  const layouts: string[] = [];
  const { assignments } = randomize(
    panel,
    start => {
      const told = panel.clusterNames.map((school, c) => {
        const units = [...panel.unitNames.keys()].filter(u => panel.unitCluster[u] === c);
        const starts = units.map(u => {
          const one = start[u] as number;
          return `${panel.unitNames[u]?.split(' ')[1]} ${Number.isFinite(one) ? one : '–'}`;
        });
        return `${school}: ${starts.sort().join(', ')}`;
      });
      layouts.push(told.join(' | '));
      return { coefficient: 0, se: 1 };
    },
    spec,
    1,
  );
  return { layouts: layouts.slice(1), assignments };
};

describe('schools change places', () => {
  it('with all their starts, subject by subject, among those with the same subjects', () => {
    const [a, b, c] = ['Ma 2012, Sv –', 'Ma –, Sv –', 'Ma 2013, Sv 2012'];
    const panel = builtAs([
      `A: ${a}`,
      `B: ${b}`,
      `C: ${c}`,
      'D: En 2013, Ma –',
      'E: En –, Ma –',
      'F: Ma 2012',
    ]);
    const orders = [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ];
    const wanted = orders.flatMap(([x, y, z]) =>
      [
        ['En 2013, Ma –', 'En –, Ma –'],
        ['En –, Ma –', 'En 2013, Ma –'],
      ].map(([d, e]) => `A: ${x} | B: ${y} | C: ${z} | D: ${d} | E: ${e} | F: Ma 2012`),
    );
    const { layouts, assignments } = layoutsOf(panel);
    expect(assignments).toBe(12);
    expect(layouts.toSorted()).toEqual(wanted.toSorted());
  });

  it('with the posts of a subject that has several units in the order of their ids', () => {
    const moved = panelOf(
      ['A1 Bi', 'A2 Ma', 'A3 Ma', 'B1 Ma', 'B2 Ma', 'B3 Bi'].flatMap(unit =>
        [2010, 2011, 2012].map(time => ({
          ...{ unit, cluster: unit[0] ?? '', subject: unit.slice(3), time, n: 10, sum: 1, sumSquares: 1e9 },
          start: unit === 'A3 Ma' ? 2012 : 0,
        })),
      ),
    );
    const having = new Set<string>();
    randomize(
      moved,
      start => {
        having.add(moved.unitNames.filter((_, u) => start[u] === 2012).join(', '));
        return { coefficient: 0, se: 1 };
      },
      spec,
      1,
    );
    expect([...having].toSorted()).toEqual(['A3 Ma', 'B2 Ma']);
  });

  it('and whoever they are, when all units of a school start together', () => {
    const { layouts, assignments } = layoutsOf(
      builtAs(['A: Ma 2012', 'B: Ma –, Sv –', 'C: Bi –, En –, Ma –']),
    );
    expect(assignments).toBe(3);
    expect(layouts.toSorted()).toEqual([
      'A: Ma 2012 | B: Ma –, Sv – | C: Bi –, En –, Ma –',
      'A: Ma – | B: Ma 2012, Sv 2012 | C: Bi –, En –, Ma –',
      'A: Ma – | B: Ma –, Sv – | C: Bi 2012, En 2012, Ma 2012',
    ]);
  });

  it('and the effect is seen beside its error, when that is asked for', () => {
    const equal: Statistic = start => ({ coefficient: 1, se: Number.isFinite(start[0]) ? 1 : 2 });
    expect(randomize(schools(3), equal, { ...spec, statistic: 'studentised' }, 1).p).toBe(55 / 220);
    expect(randomize(schools(3), equal, spec, 1).p).toBe(1);
  });
});

describe('when there are too many ways', () => {
  const panel = panelOf(rowsOf({ seed: 3, schools: 12, subjects: 6, missing: 0, absent: 0 }));

  it('some are drawn, and the observed one is counted', () => {
    const never = randomize(panel, () => ({ coefficient: 0, se: 1 }), { ...spec, unit: 'unit' }, 1);
    expect(never).toEqual({ p: 1, enumerated: false, assignments: 999 });
    let call = 0;
    const first = randomize(
      panel,
      () => ({ coefficient: call++ === 0 ? 1 : 0, se: 1 }),
      { ...spec, unit: 'unit' },
      1,
    );
    expect(first.p).toBe(1 / 1000);
  });

  it('the same seed draws the same, another seed something else', () => {
    const drawn = (seed: number): string[] => {
      const seen: string[] = [];
      randomize(
        panel,
        start => {
          seen.push([...start].join(' '));
          return { coefficient: 0, se: 1 };
        },
        { ...spec, unit: 'unit', draws: 20 },
        seed,
      );
      return seen;
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });
});

describe('a layout without estimate', () => {
  it('counts as large, so that p is not too small', () => {
    const missing: Statistic = start => ({ coefficient: Number.isFinite(start[0]) ? 1 : Number.NaN, se: 1 });
    expect(randomize(schools(3), missing, spec, 1).p).toBe(1);
  });
});

describe('the fast statistic of each estimator', () => {
  const panel = panelOf(rowsOf({ seed: 21, missing: 0, absent: 0, schools: 8 }));

  it.each(
    ESTIMATORS.flatMap(estimator =>
      (['unitTime', 'otherSchools', 'sameSchool'] as const).map(design => ({ estimator, design })),
    ),
  )('is the estimate itself: $estimator, $design', ({ estimator, design }) => {
    const asked = { estimator, design, weights: 'n', inference: ['randomization'] } as const;
    const draws = 60;
    const found = estimate(panel, {
      ...asked,
      randomization: { unit: 'unit', statistic: 'coefficient', draws },
    });
    let larger = 0;
    const original = Math.abs(found.att.estimate);
    randomize(
      panel,
      start => {
        const other = { ...panel, start: start.slice(), treated: treatedFrom(panel, start) };
        let effect = Number.NaN;
        try {
          effect = estimate(other, { estimator, design, weights: 'n', inference: [] }).att.estimate;
        } catch {
          effect = Number.NaN;
        }
        if (!(Math.abs(effect) < original * (1 - 1e-9))) larger += 1;
        return { coefficient: 0, se: 1 };
      },
      { unit: 'unit', statistic: 'coefficient', draws },
      20_180_117,
    );
    // The first of the calls is the observed layout itself.
    expect(found.att.p.randomization).toBe(larger / (1 + draws));
  });
});

describe('the imputation made for thousands of draws', () => {
  it.each(['unitTime', 'otherSchools'] as const)(
    'agrees with the general one in estimate and error: %s',
    design => {
      for (const seed of [1, 2, 3, 4]) {
        const panel = panelOf(rowsOf({ seed, schools: 9 }));
        const ground = layGround(panel, { design, weights: 'n' });
        const [fast, general] = [prefixStatistic(ground), generalStatistic(ground)];
        randomize(
          panel,
          start => {
            const [mine, wanted] = [fast(start), general(start)];
            expect(mine.coefficient).toBeCloseTo(wanted.coefficient, 10);
            expect(mine.se).toBeCloseTo(wanted.se, 10);
            return mine;
          },
          { unit: 'unit', statistic: 'studentised', draws: 50 },
          seed,
        );
      }
    },
  );

  it.each(['cluster', 'unit'] as const)(
    'agrees with the general one within schools, when the %s is drawn',
    unit => {
      for (const seed of [1, 2, 3, 4]) {
        const gaps = seed % 2 === 0 ? {} : { missing: 0, absent: 0 };
        const panel = panelOf(rowsOf({ seed, schools: 9, ...gaps }));
        for (const weights of ['n', 'none'] as const) {
          const ground = layGround(panel, { design: 'sameSchool', weights });
          const [fast, general] = [schoolStatistic(ground), generalStatistic(ground)];
          randomize(
            panel,
            start => {
              const [mine, wanted] = [fast(start), general(start)];
              expect(mine.coefficient).toBeCloseTo(wanted.coefficient, 10);
              expect(mine.se).toBeCloseTo(wanted.se, 10);
              return mine;
            },
            { unit, statistic: 'studentised', draws: 50 },
            seed,
          );
        }
      }
    },
  );
});

describe('Sun and Abraham’s estimate made for thousands of draws', () => {
  it.each(
    (['unitTime', 'otherSchools', 'sameSchool'] as const).flatMap(design =>
      (['cluster', 'unit'] as const).map(unit => ({ design, unit })),
    ),
  )('agrees with the one fitted anew: $design, $unit drawn', ({ design, unit }) => {
    let estimated = 0;
    for (const seed of [1, 2, 3, 4]) {
      const gaps = seed % 2 === 0 ? {} : { missing: 0, absent: 0 };
      const panel = panelOf(rowsOf({ seed, schools: 9, ...gaps }));
      for (const weights of ['n', 'none'] as const) {
        const [fast, refitted] = [
          sunAbrahamStatistic(panel, { design, weights }),
          refittedStatistic(panel, { design, weights }),
        ];
        randomize(
          panel,
          start => {
            const [mine, wanted] = [fast(start), refitted(start)];
            expect(mine.coefficient).toBeCloseTo(wanted.coefficient, 10);
            expect(mine.se).toBeCloseTo(wanted.se, 10);
            if (Number.isFinite(wanted.coefficient)) estimated += 1;
            return mine;
          },
          { unit, statistic: 'studentised', draws: 50 },
          seed,
        );
      }
    }
    expect(estimated).toBeGreaterThan(0);
  });
});
