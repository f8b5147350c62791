import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { denseImputation, effectsMatrix, leastSquares } from './dense.fixture.ts';
import { imputedEffect } from './mde-estimator.ts';
import { estimateVariation, placeboError } from './mde-placebo.ts';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { clusterOf, type Panel, readPanel, selectCells } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { createRandom } from './random.ts';
import { caseRows } from './reference-case.fixture.ts';

/** Cells with known variation: each unit and year has a shock of SD `shock`, each pupil a part of SD `pupil`. */
const drawPanel = (
  { schools = 40, subjects = 6, years = 8, pupils = 50, shock = 0.1, pupil = 0.85, common = 0 },
  seed: number,
): Panel => {
  const random = createRandom(seed);
  const rows = Array.from({ length: schools }, (_, school) => {
    const shared = Array.from({ length: years }, () => common * random.normal());
    return Array.from({ length: subjects }, (_, subject) => {
      const level = random.normal();
      return Array.from({ length: years }, (_, year) => {
        const centre = level + subject * year * 0.1 + (shared[year] ?? 0) + shock * random.normal();
        const results = Array.from({ length: pupils }, () => centre + pupil * random.normal());
        const sum = results.reduce((all, one) => all + one, 0);
        const squares = results.reduce((all, one) => all + one * one, 0);
        return { unit: `${school}-${subject}`, school, subject, year: 2010 + year, sum, squares };
      });
    });
  }).flat(2);
  const column = (values: readonly (string | number)[]) => ({ values });
  return readPanel({
    unit: column(rows.map(row => row.unit)),
    cluster: column(rows.map(row => row.school)),
    subject: column(rows.map(row => row.subject)),
    time: column(rows.map(row => row.year)),
    start: column(rows.map(() => 0)),
    n: column(rows.map(() => pupils)),
    sum: column(rows.map(row => row.sum)),
    sumSquares: column(rows.map(row => row.squares)),
  });
};

const own = (): Panel => {
  const rows = caseRows('cases', 'own_panel100k/input.csv');
  const column = (name: string) => ({ values: rows.map(row => row[name] ?? ''), name });
  return readPanel({
    ...{ unit: column('unit'), cluster: column('skola'), subject: column('amne'), time: column('lasar') },
    ...{ start: column('start'), n: column('n'), sum: column('sz'), sumSquares: column('szz') },
  });
};

const plan = { treatedSchools: 10, posts: 15, preYears: 4, postYears: 3 };

describe('planning from the authority’s own cells', () => {
  it('finds the variation that the cells were made with', () => {
    const found = estimateVariation(drawPanel({}, 1));
    expect(found.shockSd).toBeCloseTo(0.1, 1);
    expect(Math.abs(found.shockSd - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(found.pupilSd - 0.85)).toBeLessThan(0.01);
    expect(Math.abs(found.residualCorrelation)).toBeLessThan(0.05);
    expect(found.pupilsPerCell).toBeCloseTo(50, 9);
  });

  it('finds that what hits a whole school hits its posts together', () => {
    const found = estimateVariation(drawPanel({ shock: 0.1, common: 0.1, pupil: 0.1 }, 2));
    expect(Math.abs(found.residualCorrelation - 0.5)).toBeLessThan(0.08);
  });

  it('says 0, not less, where years differ no more than pupils do', () => {
    const found = estimateVariation(drawPanel({ shock: 0, schools: 6, years: 4, pupils: 5 }, 3));
    expect(found.shockSd).toBeGreaterThanOrEqual(0);
    expect(found.shockSd).toBeLessThan(0.2);
  });

  it.each([1, 2, 3])('is the formula on the cells without a post, unbalanced as they are (%i)', seed => {
    const panel = panelOf(rowsOf({ seed, schools: 6, subjects: 3, years: 5 }));
    const rest = selectCells(
      panel,
      panel.treated.map(one => 1 - one),
    );
    const rows = effectsMatrix(rest, 'otherSchools');
    const ones = new Array<number>(rest.cells).fill(1);
    const { fitted, m, x } = leastSquares(rows, [...rest.mean], ones);
    const residual = fitted.map((one, i) => (rest.mean[i] ?? 0) - one);
    // The trace of what projects on the effects is how many of them are free.
    const rank = Math.round(x.mmul(m).mmul(x.transpose()).trace());
    const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);
    const squares = sum(residual.map(one => one * one));
    const pupilVariance = sum(rest.within ?? []) / sum([...rest.pupils].map(n => n - 1));
    const perPupil = sum([...rest.pupils].map(n => 1 / n)) / rest.cells;
    const pairs = new Matrix(
      residual.map((a, i) =>
        residual.map((b, j) =>
          i !== j && clusterOf(rest, i) === clusterOf(rest, j) && rest.time[i] === rest.time[j] ? a * b : 0,
        ),
      ),
    ).to1DArray();
    const together = pairs.filter(one => one !== 0);
    const found = estimateVariation(panel);
    expect(found.pupilSd).toBeCloseTo(Math.sqrt(pupilVariance), 12);
    expect(found.pupilsPerCell).toBeCloseTo(1 / perPupil, 10);
    expect(found.shockSd).toBeCloseTo(Math.sqrt(squares / (rest.cells - rank) - pupilVariance * perPupil), 8);
    expect(found.residualCorrelation).toBeCloseTo(
      sum(together) / together.length / (squares / rest.cells),
      8,
    );
  });

  it('knows of no correlation where every school has one unit', () => {
    const panel = panelOf(rowsOf({ seed: 4, subjects: 1, absent: 0 }));
    expect(estimateVariation(panel).residualCorrelation).toBe(0);
  });

  it('knows of no correlation where every result is the same', () => {
    const rows = rowsOf({ seed: 4, missing: 0 }).map(row => ({ ...row, sum: 0 }));
    expect(estimateVariation(panelOf(rows)).residualCorrelation).toBe(0);
  });

  it('refuses cells that do not say how pupils differ, or that effects explain whole', () => {
    const { sumSquares: _, ...columns } = columnsOf(rowsOf({ seed: 5 }));
    expect(() => estimateVariation(readPanel(columns))).toThrow(/kvadrat/i);
    const alone = (rows: readonly Row[]) => () => estimateVariation(panelOf(rows));
    const oneUnit = rowsOf({ seed: 5, schools: 1, missing: 0 });
    expect(alone(oneUnit)).toThrow(/för få resultat/);
    const onePupilEach = rowsOf({ seed: 5, missing: 0 }).map(row => ({
      ...row,
      n: 1,
      sumSquares: row.sum ** 2,
    }));
    expect(alone(onePupilEach)).toThrow(/för få resultat/);
  });

  it('gets the standard error that repeated truth would give', () => {
    const panel = drawPanel({ pupils: 20, shock: 0.1, pupil: 0.85 }, 4);
    const found = placeboError(panel, plan, imputedEffect('otherSchools'), { draws: 300, seed: 5 });
    // By hand: variance per cell × (1/3 + 1/4) / 15, and a little for the comparison (40 units per subject).
    const byHand = Math.sqrt(((0.1 ** 2 + 0.85 ** 2 / 20) * (1 / 3 + 1 / 4) * (1 + 1 / 37.5)) / 15);
    expect(Math.abs(found.se / byHand - 1)).toBeLessThan(0.12);
    expect(found.draws).toBe(300);
  });

  it('leaves the posts that there are out of it', () => {
    const found = placeboError(own(), plan, imputedEffect('otherSchools'), { draws: 60 });
    expect(found.se).toBeGreaterThan(0.01);
    expect(found.se).toBeLessThan(0.1);
    const seen: number[] = [];
    placeboError(own(), plan, panel => seen.push(panel.treated.reduce((sum, one) => sum + one, 0)), {
      draws: 5,
    });
    expect(seen.length).toBe(5);
  });

  it('gives each drawn school a post first, and as many posts as asked for', () => {
    placeboError(
      drawPanel({}, 6),
      plan,
      panel => {
        const units = [...panel.start.keys()].filter(unit => Number.isFinite(panel.start[unit]));
        expect(units.length).toBe(15);
        expect(new Set(units.map(unit => panel.unitCluster[unit])).size).toBe(10);
        const years = new Set(Array.from(panel.time));
        expect(years.size).toBe(7);
        const first = panel.times.indexOf(panel.start[units[0] ?? 0] ?? 0);
        expect(Math.min(...years)).toBe(first - 4);
        expect(Math.max(...years)).toBe(first + 2);
        return first;
      },
      { draws: 20 },
    );
  });

  it('makes do with the years there are', () => {
    const found = placeboError(drawPanel({ years: 3 }, 7), plan, imputedEffect('otherSchools'), {
      draws: 20,
    });
    expect([found.preYears, found.postYears]).toEqual([2, 1]);
  });

  it('takes the latest start that leaves a year with the post, and at least two years', () => {
    const [two, four] = [drawPanel({ years: 2 }, 7), drawPanel({ years: 4 }, 7)];
    const years = (panel: Panel, asked: { preYears: number; postYears: number }) => {
      const { preYears, postYears } = placeboError(panel, { ...plan, ...asked }, () => 1, { draws: 3 });
      return [preYears, postYears];
    };
    expect(years(two, { preYears: 5, postYears: 5 })).toEqual([1, 1]);
    expect(years(four, { preYears: 1, postYears: 9 })).toEqual([1, 3]);
    expect(years(four, { preYears: 9, postYears: 9 })).toEqual([3, 1]);
    expect(years(four, { preYears: 2, postYears: 1 })).toEqual([2, 1]);
  });

  it('counts only the draws that gave a number, and their spread around their mean', () => {
    const answers = [3, undefined, 5, Number.NaN, 7, 9];
    let asked = 0;
    const found = placeboError(drawPanel({}, 9), plan, () => answers[asked++], { draws: answers.length });
    expect(found.draws).toBe(4);
    expect(found.se).toBeCloseTo(Math.sqrt((9 + 1 + 1 + 9) / 3), 12);
  });

  it('is content with two draws that gave a number, and not with one', () => {
    const panel = drawPanel({ pupils: 2 }, 9);
    const spread = (answers: readonly (number | undefined)[]) => {
      let asked = 0;
      return placeboError(panel, plan, () => answers[asked++], { draws: answers.length }).se;
    };
    expect(spread([3, undefined, 5])).toBeCloseTo(Math.SQRT2, 12);
    expect(() => spread([3, undefined])).toThrow(StatisticsProblem);
  });

  it('lets posts beyond one in each school fall on any of the drawn schools', () => {
    const shares = new Set<string>();
    placeboError(
      drawPanel({ schools: 6, years: 2, pupils: 2 }, 6),
      { treatedSchools: 2, posts: 4, preYears: 1, postYears: 1 },
      panel => {
        const units = [...panel.start.keys()].filter(unit => Number.isFinite(panel.start[unit]));
        const perSchool = Map.groupBy(units, unit => panel.unitCluster[unit]);
        shares.add(
          [...perSchool.values()]
            .map(some => some.length)
            .toSorted()
            .join(' and '),
        );
        return 1;
      },
      { draws: 40 },
    );
    expect(shares).toEqual(new Set(['1 and 3', '2 and 2']));
  });

  it.each(['unitTime', 'otherSchools', 'sameSchool'] as const)(
    'plans for what is imputed within %s, where pupils count and a year before is enough',
    design => {
      const panel = panelOf(rowsOf({ seed: 8, schools: 6, subjects: 5, missing: 0.25 }));
      const effects = [...denseImputation(panel, design, 'n').values()];
      expect(effects.length).toBeGreaterThan(denseImputation(panel, design, 'n', 2).size);
      const mean = effects.reduce((sum, one) => sum + one, 0) / effects.length;
      expect(imputedEffect(design)(panel)).toBeCloseTo(mean, 9);
    },
  );

  it('has no effect to plan for where nobody had a year without the post', () => {
    const panel = panelOf(rowsOf({ seed: 8 }).map(row => ({ ...row, start: row.start && 2010 })));
    expect(imputedEffect('otherSchools')(panel)).toBeUndefined();
  });

  it('draws the same from the same seed', () => {
    const panel = drawPanel({ schools: 14 }, 8);
    const draw = (seed: number) =>
      placeboError(panel, plan, imputedEffect('otherSchools'), { draws: 20, seed }).se;
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
  });

  it('refuses too few schools, too few years, and an estimator that never answers', () => {
    expect(() => placeboError(drawPanel({ schools: 10 }, 9), plan, () => 1)).toThrow(/10 skolor/);
    expect(() => placeboError(drawPanel({ years: 1 }, 9), plan, () => 1)).toThrow(StatisticsProblem);
    expect(() => placeboError(drawPanel({}, 9), plan, () => undefined, { draws: 5 })).toThrow(
      StatisticsProblem,
    );
  });
});
