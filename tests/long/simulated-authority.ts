import { type Panel, readPanel } from '#statistics/panel.ts';
import type { Random } from '#statistics/random.ts';

/** How results vary in an authority that is made up. All sizes in SD between pupils of one school, subject and year. */
export type Variances = {
  /** What hits a whole school in one year, and what hits one of its subjects. */
  readonly schoolYear: number;
  readonly unitYear: number;
  /** Between pupils of a cell, after earlier results if these are used. */
  readonly pupil: number;
  /** Pupils in a cell: the median school, and the SD of the logarithm between schools. */
  readonly medianPupils: number;
  readonly sizeSpread: number;
};

/**
 * What a planner assumes before there are data: cells of 100 pupils whose earlier results are known, and a yearly shock of
 * 0.08, of which two fifths of the variance is common to the school.
 */
export const planned: Variances = {
  ...{ schoolYear: 0.08 * Math.sqrt(0.4), unitYear: 0.08 * Math.sqrt(0.6), pupil: 0.85 },
  ...{ medianPupils: 100, sizeSpread: 0 },
};

/**
 * What published results of Swedish schools show: a school's mean moves 0.09 from year to year beyond what its pupils explain
 * (0.55 of 6.1 points in mathematics, 0.45 of 4.9 in Swedish, year 9), pupils without earlier results, and schools with 45 pupils
 * to a year level where one in ten has fewer than 20 and one in ten more than 100.
 */
export const published: Variances = {
  ...{ schoolYear: 0.09 * Math.sqrt(0.4), unitYear: 0.09 * Math.sqrt(0.6), pupil: 1 },
  ...{ medianPupils: 45, sizeSpread: 0.6 },
};

export type Scenario = {
  readonly schools: number;
  readonly posts: number;
  readonly subjects: number;
  readonly years: number;
  readonly variances: Variances;
  /** Only so many schools get posts, as many each as they can; left out: any school may. */
  readonly treatedSchools?: number;
  /** The true effects of posts: their mean and SD, and how much of its effect a post has in its first year. */
  readonly effect: number;
  readonly effectSpread: number;
  readonly firstYear: number;
  /** The first and the last year in which a post may start, counted from 0; staggered evenly by lot. */
  readonly starts: readonly [first: number, last: number];
};

/** Six subjects in eight years, posts that start in year 4 to 7. */
export const scenarioOf = (
  schools: number,
  posts: number,
  variances: Variances,
  rest: Partial<Scenario> = {},
): Scenario => ({
  ...{ schools, posts, subjects: 6, years: 8, variances },
  ...{ effect: 0.03, effectSpread: 0.02, firstYear: 0.6, starts: [3, 6] as const },
  ...rest,
});

/** Pupils of a cell are never fewer than are published. */
const FEWEST_PUPILS = 10;

/** Each year a post does a fifth more of its whole effect, until it does all of it. */
const GROWTH = 0.2;

export type Authority = {
  readonly panel: Panel;
  /** What the post has done to a unit in a year. */
  readonly effectOf: (unit: string, year: number) => number;
};

const FIRST = 2010;

/** Which school-subjects get a post, as school × subjects + subject. */
const drawPosts = (scenario: Scenario, random: Random): ReadonlySet<number> => {
  const { schools, subjects, posts, treatedSchools } = scenario;
  const shuffled = (count: number): number[] => {
    const order = Int32Array.from({ length: count }, (_, at) => at);
    random.shuffle(order);
    return Array.from(order);
  };
  if (treatedSchools === undefined) return new Set(shuffled(schools * subjects).slice(0, posts));
  const chosen = shuffled(schools).slice(0, treatedSchools);
  const inTurn = chosen.map(school => shuffled(subjects).map(subject => school * subjects + subject));
  return new Set(
    Array.from(
      { length: posts },
      (_, at) => inTurn[at % treatedSchools]?.[Math.floor(at / treatedSchools)] ?? -1,
    ),
  );
};

/** One authority by lot: levels of schools and subjects, drifting trends per subject, shocks, pupils, posts and their effects. */
export const drawAuthority = (scenario: Scenario, random: Random): Authority => {
  const { schools, subjects, years, starts, effect, effectSpread, firstYear } = scenario;
  const { schoolYear, unitYear, pupil, medianPupils, sizeSpread } = scenario.variances;
  const withPost = drawPosts(scenario, random);
  const trends = Array.from({ length: subjects }, () => {
    let level = 0;
    return Array.from({ length: years }, () => {
      level += 0.05 * random.normal();
      return level;
    });
  });
  const effects = new Map<string, number>();
  const rows: {
    unit: string;
    school: string;
    subject: number;
    year: number;
    start: number;
    n: number;
    sum: number;
    squares: number;
  }[] = [];
  for (let school = 0; school < schools; school += 1) {
    const level = 0.31 * random.normal();
    const size = medianPupils * Math.exp(sizeSpread * random.normal());
    const shocks = Array.from({ length: years }, () => schoolYear * random.normal());
    for (let subject = 0; subject < subjects; subject += 1) {
      const unit = `${school}-${subject}`;
      const own = level + 0.2 * random.normal();
      const full = effect + effectSpread * random.normal();
      const start = withPost.has(school * subjects + subject)
        ? starts[0] + random.below(starts[1] - starts[0] + 1)
        : Number.POSITIVE_INFINITY;
      for (let year = 0; year < years; year += 1) {
        const n = Math.max(
          FEWEST_PUPILS,
          Math.round(size * (1 + 0.1 * (sizeSpread > 0 ? random.normal() : 0))),
        );
        const done = year < start ? 0 : full * Math.min(1, firstYear + GROWTH * (year - start));
        if (year >= start) effects.set(`${unit} ${FIRST + year}`, done);
        const noise = unitYear * random.normal() + (pupil * random.normal()) / Math.sqrt(n);
        const mean = own + (trends[subject]?.[year] ?? 0) + (shocks[year] ?? 0) + noise + done;
        const within = pupil ** 2 * (n - 1) * Math.max(0.1, 1 + random.normal() * Math.sqrt(2 / (n - 1)));
        rows.push({
          ...{ unit, school: `s${school}`, subject, year: FIRST + year, n },
          ...{ start: Number.isFinite(start) ? FIRST + start : 0 },
          ...{ sum: n * mean, squares: n * mean * mean + within },
        });
      }
    }
  }
  const column = (name: keyof (typeof rows)[number]) => ({ values: rows.map(row => row[name]) });
  const panel = readPanel({
    ...{ unit: column('unit'), cluster: column('school'), subject: column('subject'), time: column('year') },
    ...{ start: column('start'), n: column('n') },
    ...{ sum: column('sum'), sumSquares: column('squares') },
  });
  return { panel, effectOf: (unit, year) => effects.get(`${unit} ${year}`) ?? 0 };
};
