import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseEvents } from './dense-events.fixture.ts';
import { pValueT } from './distributions.ts';
import { drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { estimate } from './estimate.ts';
import {
  defaultSpec,
  ESTIMATORS,
  type EstimateSpec,
  type EstimatorName,
  INFERENCES,
} from './estimate-result.ts';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { type Panel, readPanel, selectCells } from './panel.ts';
import type { CovariateColumns } from './panel-covariates.ts';
import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

const problemOf = (panel: Panel, spec: EstimateSpec = {}): StatisticsProblem => {
  try {
    estimate(panel, spec);
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem;
    throw problem;
  }
  return expect.unreachable('the panel was estimated on');
};

const rows = rowsOf({ seed: 2 });
const panel = panelOf(rows);

/** Posts told by 0 and 1, one of which ends. */
const ending = ((): Panel => {
  const { start: _, ...columns } = columnsOf(rows);
  const marks = rows.map(row => (row.start && row.time >= row.start ? 1 : 0));
  const ended = rows.findIndex((row, i) => row.time === 2015 && marks[i] === 1 && marks[i - 1] === 1);
  return readPanel({ ...columns, treated: { values: marks.map((mark, i) => (i === ended ? 0 : mark)) } });
})();

describe('a panel on which nothing can be estimated is refused', () => {
  it('when no unit has the post', () => {
    const none = panelOf(rows.map(row => ({ ...row, start: 0 })));
    for (const estimator of ESTIMATORS)
      expect(problemOf(none, { estimator }).message).toBe(estimateText.noTreated);
  });

  it('when every cell has the post', () => {
    const all = panelOf(rows.map(row => ({ ...row, start: 2010 })));
    for (const estimator of ESTIMATORS)
      expect(problemOf(all, { estimator }).message).toBe(estimateText.noComparison);
  });

  it('when all get it the same year, so that no unit is left to compare with', () => {
    const together = panelOf(rowsOf({ seed: 2, missing: 0 }).map(row => ({ ...row, start: 2012 })));
    expect(problemOf(together).message).toBe(estimateText.noComparison);
    for (const estimator of ['callawaySantAnna', 'sunAbraham'] as const)
      expect(problemOf(together, { estimator }).message).toBe(estimateText.noComparison);
    const fixed = { estimator: 'fixedEffects', design: 'unitTime' } as const;
    expect(problemOf(together, fixed).message).toBe(estimateText.notIdentified);
  });

  it('when never-treated units are asked for and there are none', () => {
    const noNever = panelOf(rowsOf({ seed: 3, noNever: true, missing: 0 }));
    const asked = { estimator: 'callawaySantAnna', controls: 'neverTreated' } as const;
    expect(problemOf(noNever, asked).message).toBe(estimateText.noComparison);
    expect(estimate(noNever, { ...asked, controls: 'notYetTreated' }).att.estimate).toBeDefined();
  });

  it('when the units with every year do not suffice', () => {
    const gaps = panelOf(rowsOf({ seed: 3, missing: 0.6 }));
    expect(problemOf(gaps, { estimator: 'callawaySantAnna' }).message).toBe(estimateText.missingYears);
  });

  it('when weights are asked for and pupils are not counted', () => {
    const { n: _, sum, sumSquares: __, ...columns } = columnsOf(rows);
    const uncounted = readPanel({ ...columns, mean: sum });
    expect(problemOf(uncounted, { weights: 'n' }).message).toBe(estimateText.noCount);
    expect(estimate(uncounted, {}).pupils).toBeUndefined();
    expect(estimate(uncounted, {}).att.pupilWeighted).toBeUndefined();
    expect(estimate(uncounted, {}).perUnit?.some(one => 'pupilWeighted' in one)).toBe(false);
  });

  it('when a post ends and the estimator, or the lottery of starts, needs it to stay', () => {
    const unit = ending.returning ?? '';
    expect(unit).not.toBe('');
    for (const estimator of ESTIMATORS) {
      if (estimator === 'fixedEffects') continue;
      const problem = problemOf(ending, { estimator });
      expect(problem).toMatchObject({
        message: estimateText.notAbsorbing(unit),
        place: { column: 'treated' },
      });
    }
    const fixed = { estimator: 'fixedEffects' } as const;
    expect(problemOf(ending, { ...fixed, inference: ['randomization'] }).message).toBe(
      estimateText.notAbsorbing(unit),
    );
    const found = estimate(ending, fixed);
    expect(found.att.se.cv3).toBeGreaterThan(0);
    expect(found.eventTime).toBeUndefined();
  });
});

describe('a result tells what it rests on', () => {
  it('cells, pupils, units, schools, and schools with a post', () => {
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const drawnRows = rowsFrom(drawn);
        const found = estimated(panelOf(drawnRows), { estimator: 'fixedEffects', design: 'unitTime' });
        if (typeof found === 'string') return;
        const countOf = (of: (row: Row) => string, from = drawnRows): number => new Set(from.map(of)).size;
        expect(found).toMatchObject({
          ...{ estimator: 'fixedEffects', observations: drawnRows.length },
          pupils: drawnRows.reduce((sum, { n }) => sum + n, 0),
          units: countOf(({ unit }) => unit),
          clusters: countOf(({ cluster }) => cluster),
          treatedClusters: countOf(
            ({ cluster }) => cluster,
            drawnRows.filter(({ start, time }) => start > 0 && time >= start),
          ),
        });
      }),
    );
  });

  it('its seed, by which it can be made again', () => {
    expect(estimate(panel, { seed: 7 }).seed).toBe(7);
    expect(estimate(panel, {}).seed).toBe(20_180_117);
  });

  it.each(ESTIMATORS)('%s says its name', estimator => {
    expect(estimate(panel, { estimator }).estimator).toBe(estimator);
  });
});

describe('a result', () => {
  const found = estimate(panel, { design: 'unitTime' });

  it('is frozen all the way in', () => {
    const isFrozen = (value: unknown): boolean =>
      Object.isFrozen(value) && (typeof value !== 'object' || Object.values(value ?? {}).every(isFrozen));
    expect(isFrozen(found)).toBe(true);
  });

  it('has no null and nothing undefined', () => {
    const { n: _, sum, sumSquares: __, ...columns } = columnsOf(rows);
    const uncounted = readPanel({ ...columns, mean: sum });
    for (const estimator of ESTIMATORS)
      for (const inference of [INFERENCES, []])
        for (const of of [panel, uncounted]) {
          const one = estimate(of, {
            estimator,
            inference,
            bootstrap: { draws: 9 },
            randomization: { draws: 9 },
          });
          expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one);
          expect(JSON.stringify(one)).not.toContain('null');
        }
  });

  it('has the mean over pupils beside the mean over cells', () => {
    const pupilsOf = ({ unit, time }: { readonly unit: string; readonly time: number }) =>
      rows.find(row => row.unit === unit && row.time === time)?.n ?? Number.NaN;
    const cells = found.cells ?? [];
    const all = cells.reduce((sum, cell) => sum + pupilsOf(cell), 0);
    const sum = cells.reduce((total, cell) => total + pupilsOf(cell) * cell.effect, 0);
    expect(found.att.pupilWeighted).toBeCloseTo(sum / all, 10);
  });
});

describe('what is not told is decided', () => {
  const decided: EstimateSpec = {
    ...{ estimator: 'imputation', design: 'otherSchools', leastBefore: 1, seed: 20_180_117 },
    ...{ controls: 'notYetTreated', adjustment: 'doublyRobust', inference: ['cv3'] },
  };

  it('in the words that a spec may use', () => {
    expect(defaultSpec).toEqual({
      ...decided,
      bootstrap: { weights: 'rademacher', null: 'restricted', draws: 9999 },
      randomization: { unit: 'cluster', statistic: 'studentised', draws: 9999 },
    });
  });

  it('imputation against other schools, by pupils where they are counted, with the school’s jackknife', () => {
    expect(estimate(panel, {})).toEqual(estimate(panel, { ...decided, weights: 'n' }));
    const { n: _, sum, sumSquares: __, ...columns } = columnsOf(rows);
    const uncounted = readPanel({ ...columns, mean: sum });
    expect(estimate(uncounted, {})).toEqual(estimate(uncounted, { ...decided, weights: 'none' }));
    expect(estimate(panel, {})).not.toEqual(estimate(panel, { weights: 'none' }));
  });

  it('who may be compared, and how they are made alike', () => {
    const values = rows.map(row => ((row.n * 7) % 11) + 0.2 * (row.sum / row.n));
    const adjusted = readPanel({ ...columnsOf(rows), covariates: [{ name: 'x', value: { values } }] });
    const asked = { estimator: 'callawaySantAnna' } as const;
    expect(estimate(adjusted, asked)).toEqual(estimate(adjusted, { ...decided, ...asked }));
    const { controls: _, adjustment: __, ...rest } = { ...decided, ...asked };
    expect(estimate(panel, rest)).not.toEqual(estimate(panel, { ...asked, controls: 'neverTreated' }));
  });

  it('as many draws of the bootstrap as reports need, of the kind that is right with few schools', () => {
    const asked = { estimator: 'fixedEffects', inference: ['wildBootstrap'] } as const;
    const many = panelOf(rowsOf({ seed: 4, schools: 14 }));
    const bootstrap = { weights: 'rademacher', null: 'restricted', draws: 9999 } as const;
    expect(estimate(many, asked)).toEqual(estimate(many, { ...asked, bootstrap }));
    expect(estimate(many, { ...asked, bootstrap: { draws: 99 } })).toEqual(
      estimate(many, { ...asked, bootstrap: { ...bootstrap, draws: 99 } }),
    );
  });

  it('as many layouts of posts, of whole schools, with the effect beside its error', () => {
    const asked = { estimator: 'fixedEffects', inference: ['randomization'] } as const;
    const alike = panelOf(rowsOf({ seed: 4, schools: 9, missing: 0, absent: 0, subjects: 2, posts: 0.4 }));
    const randomization = { unit: 'cluster', statistic: 'studentised', draws: 9999 } as const;
    const found = estimate(alike, asked);
    expect(found).toEqual(estimate(alike, { ...asked, randomization }));
    const byUnit = { ...asked, randomization: { unit: 'unit', draws: 50 } } as const;
    expect(estimate(alike, byUnit).assignments).toBe(50);
    expect(estimate(alike, byUnit)).toEqual(
      estimate(alike, { ...asked, randomization: { ...randomization, unit: 'unit', draws: 50 } }),
    );
  });
});

/** What each estimator tells when it is asked for one kind of inference alone. */
const told: Record<EstimatorName, Partial<Record<(typeof INFERENCES)[number], object>>> = {
  imputation: {
    cr1: { se: ['cr1'], df: [], p: [] },
    cv3: { se: ['cv3'], df: ['cv3'], p: ['cv3'] },
    randomization: { se: [], df: [], p: ['randomization'] },
  },
  callawaySantAnna: {
    cr1: { se: ['cr1'], df: [], p: [] },
    cv3: { se: ['cv3'], df: ['cv3'], p: ['cv3'] },
    randomization: { se: [], df: [], p: ['randomization'] },
  },
  sunAbraham: {
    ...{ iid: { se: ['iid'], df: [], p: [] }, hc1: { se: ['hc1'], df: [], p: [] } },
    ...{ cr1: { se: ['cr1'], df: [], p: [] }, cr2: { se: ['cr2'], df: ['cr2'], p: ['cr2'] } },
    cv3: { se: ['cv3'], df: ['cv3'], p: ['cv3'] },
    wildBootstrap: { se: [], df: [], p: ['wildBootstrap'] },
    randomization: { se: [], df: [], p: ['randomization'] },
  },
  fixedEffects: {
    ...{ iid: { se: ['iid'], df: [], p: [] }, hc1: { se: ['hc1'], df: [], p: [] } },
    ...{ cr1: { se: ['cr1'], df: [], p: [] }, cr2: { se: ['cr2'], df: ['cr2'], p: ['cr2'] } },
    cv3: { se: ['cv3'], df: ['cv3'], p: ['cv3'] },
    wildBootstrap: { se: [], df: [], p: ['wildBootstrap'] },
    randomization: { se: [], df: [], p: ['randomization'] },
  },
};

/** Not made with covariates: what draws on a projection of cells. Not with those of pupils: robust errors either. */
const notAdjusted = ['cr2', 'wildBootstrap'];

describe.each(ESTIMATORS)('%s tells what it is asked for and nothing else', estimator => {
  const few = { bootstrap: { draws: 99 }, randomization: { draws: 20 } };
  const alike = panelOf(rowsOf({ seed: 4, schools: 9, missing: 0, absent: 0 }));
  const keysOf = (of: Panel, spec: EstimateSpec) => {
    const { att, enumerated, assignments } = estimate(of, { ...few, estimator, ...spec });
    expect(enumerated !== undefined && assignments !== undefined).toBe('randomization' in att.p);
    return { se: Object.keys(att.se), df: Object.keys(att.df), p: Object.keys(att.p) };
  };

  it.each(INFERENCES)('%s', inference => {
    const wanted = told[estimator][inference] ?? { se: [], df: [], p: [] };
    expect(keysOf(alike, { inference: [inference] })).toEqual(wanted);
  });

  it('with covariates, what is defined for them', () => {
    const cells = rowsOf({ seed: 4, schools: 9, missing: 0, absent: 0 });
    const { sumSquares: _, ...bare } = columnsOf(cells);
    const values = cells.map(row => (row.n * 7) % 11);
    const ofCells = readPanel({ ...bare, covariates: [{ name: 'x', value: { values } }] });
    const sums = (of: (x: number, row: Row) => number) => ({
      values: cells.map((row, i) => of(values[i] ?? 0, row)),
    });
    const ofPupils = readPanel({
      ...columnsOf(cells),
      covariates: [
        {
          ...{ name: 'x', sum: sums((x, row) => x * row.n), sumProduct: sums((x, row) => x * row.sum) },
          sumSquares: sums((x, row) => x * x * row.n + row.n),
        },
      ],
    });
    const inference = INFERENCES.filter(name => name !== 'cv3' && name !== 'randomization');
    const errors = ['iid', 'hc1', 'cr1'].filter(name => name in told[estimator]);
    const known = (names: readonly string[]) => names.filter(name => !notAdjusted.includes(name));
    expect(keysOf(ofCells, { inference }).se).toEqual(known(errors));
    expect(keysOf(ofCells, { inference }).p).toEqual([]);
    const byPupils = keysOf(ofPupils, { inference, weights: 'n' });
    expect(byPupils.se).toEqual(known(errors.filter(name => name !== 'hc1' || errors.length === 1)));
    expect(byPupils.p).toEqual([]);
  });
});

describe('cells that count alike', () => {
  it('take nothing but the means of what their pupils are adjusted for', () => {
    const cells = rowsOf({ seed: 4, schools: 9 });
    const values = cells.map(row => (row.n * 7) % 11);
    const sums = (of: (x: number, row: Row) => number) => ({
      values: cells.map((row, i) => of(values[i] ?? 0, row)),
    });
    const ofPupils = {
      ...{ name: 'x', sum: sums((x, row) => x * row.n), sumProduct: sums((x, row) => x * row.sum + 3) },
      sumSquares: sums((x, row) => x * x * row.n + 5 * row.n),
    };
    for (const estimator of ['fixedEffects', 'sunAbraham', 'imputation'] as const) {
      const spec = { estimator, weights: 'none', inference: ['iid', 'hc1', 'cr1', 'cv3'] } as const;
      const of = (covariate: CovariateColumns) =>
        estimate(readPanel({ ...columnsOf(cells), covariates: [covariate] }), spec);
      const [found, wanted] = [of(ofPupils), of({ name: 'x', value: { values } })];
      expect(found).toEqual(wanted);
    }
  });
});

describe('beside the jackknife', () => {
  it('CR2 has its own p, by Satterthwaite’s degrees of freedom', () => {
    const { att } = estimate(panel, { estimator: 'fixedEffects', inference: ['cr2'] });
    const t = att.estimate / (att.se.cr2 ?? Number.NaN);
    expect(att.p.cr2).toBe(pValueT(t, att.df.cr2 ?? Number.NaN));
  });

  it('the interval and the smallest effect are there without being asked for', () => {
    const asked = estimate(panel, { inference: ['cv3'] });
    const found = estimate(panel, { inference: [] });
    expect(found.att.se).toEqual({});
    expect([found.att.interval, found.mde]).toEqual([asked.att.interval, asked.mde]);
  });
});

describe('the years around a start', () => {
  const near = (found: number | undefined, wanted: number | undefined): void => {
    if (wanted === undefined) expect(found).toBeUndefined();
    else
      expect(Math.abs((found ?? Number.NaN) - wanted), `${found} against ${wanted}`).toBeLessThan(
        1e-7 * Math.max(1, Math.abs(wanted)),
      );
  };
  const panelFrom = (from: readonly Row[]): Panel => {
    const { sumSquares: _, ...columns } = columnsOf(from);
    return readPanel(columns);
  };

  it('have in the regression one column each, measured from the year before, when all can be told', () => {
    const seen = { path: 0, none: 0 };
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const of = panelFrom(rowsFrom(drawn));
        const { design, weights } = drawn;
        const found = estimated(of, { estimator: 'fixedEffects', design, weights });
        if (typeof found === 'string') return;
        const { columns, effectOf } = denseEvents(of, drawn, event => event !== -1, false);
        if (columns.length === 0 || !columns.every(({ determined }) => determined)) {
          seen.none += 1;
          expect(found.eventTime).toBeUndefined();
          return;
        }
        seen.path += 1;
        expect(found.notEstimable).toEqual([]);
        expect(found.eventTime?.map(({ e, cells }) => ({ e, cells }))).toEqual(
          columns.map(({ event, allCells }) => ({ e: event, cells: allCells })),
        );
        columns.forEach((column, k) => {
          const wanted = effectOf(columns.map(one => (one === column ? 1 : 0)));
          near(found.eventTime?.[k]?.estimate, wanted.estimate);
          near(found.eventTime?.[k]?.se, wanted.se);
        });
      }),
    );
    expect(seen.path).toBeGreaterThan(10);
    expect(seen.none).toBeGreaterThan(2);
  });

  it('are before the start, in the imputation, placebo effects on the cells without a post', () => {
    let seen = 0;
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const of = panelFrom(rowsFrom(drawn));
        const { design, weights } = drawn;
        const found = estimated(of, { design, weights });
        if (typeof found === 'string') return;
        const free = selectCells(
          of,
          of.treated.map(one => 1 - one),
        );
        const { columns, effectOf } = denseEvents(free, drawn, event => event < -1, false);
        const determined = columns.filter(column => column.determined);
        const before = found.eventTime?.filter(({ e }) => !(e >= 0)) ?? [];
        expect(before.map(({ e, cells }) => ({ e, cells }))).toEqual(
          determined.map(({ event, allCells }) => ({ e: event, cells: allCells })),
        );
        determined.forEach((column, k) => {
          seen += 1;
          const wanted = effectOf(columns.map(one => (one === column ? 1 : 0)));
          near(before[k]?.estimate, wanted.estimate);
          near(before[k]?.se, wanted.se);
        });
      }),
    );
    expect(seen).toBeGreaterThan(20);
  });
});
