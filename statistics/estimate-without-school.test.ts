import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutClusters } from './dense.fixture.ts';
import { pValueT, quantileT } from './distributions.ts';
import { type DrawnPanel, drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { estimate } from './estimate.ts';
import { ESTIMATORS, type EstimatorName } from './estimate-result.ts';
import { columnsOf, type Row, rowsOf } from './panel.fixture.ts';
import { type Panel, readPanel } from './panel.ts';
import type { CovariateColumns } from './panel-covariates.ts';
import { createRandom, type Random } from './random.ts';

/*
 * What the headline interval says: how much the estimate moves when a school is not there. Here each school's rows are thrown away
 * and everything is estimated anew, on random panels with everything that real ones have: missing years, units that do not exist,
 * schools with one unit, cohorts with one unit, posts from the first year on, and panels where everybody gets a post.
 */

const drawn = fc.record({
  panel: drawnPanels,
  controls: fc.constantFrom('notYetTreated' as const, 'neverTreated' as const),
  covariates: fc.constantFrom(...(['none', 'none', 'none', 'ofCells', 'ofPupils'] as const)),
});

/** Two covariates of the pupils: x follows the outcome within each cell and z follows x, and each moves by itself. */
const ofPupils = (rows: readonly Row[], random: Random): CovariateColumns[] => {
  const cells = rows.map(({ n, sum, sumSquares }) => {
    const [y, x, z] = [sum / n, random.normal(), random.normal()];
    const yy = sumSquares - (sum * sum) / n;
    const [xy, xx] = [0.4 * yy, 0.16 * yy + n * random.uniform()];
    const [zy, zx, zz] = [0.7 * xy, 0.7 * xx, 0.49 * xx + n * random.uniform()];
    return { n, y, x, z, xy, xx, zy, zx, zz };
  });
  const column = (of: (cell: (typeof cells)[number]) => number) => ({ values: cells.map(of) });
  return [
    {
      ...{ name: 'x', sum: column(({ n, x }) => n * x) },
      sumSquares: column(({ n, x, xx }) => n * x * x + xx),
      sumProduct: column(({ n, x, y, xy }) => n * x * y + xy),
    },
    {
      ...{ name: 'z', sum: column(({ n, z }) => n * z) },
      sumSquares: column(({ n, z, zz }) => n * z * z + zz),
      sumProduct: column(({ n, z, y, zy }) => n * z * y + zy),
      products: { x: column(({ n, z, x, zx }) => n * z * x + zx) },
    },
  ];
};

const panelFrom = (of: DrawnPanel, covariates: 'none' | 'ofCells' | 'ofPupils'): Panel => {
  const rows = rowsFrom(of);
  const random = createRandom(of.seed);
  if (covariates === 'none') return readPanel(columnsOf(rows));
  if (covariates === 'ofPupils') return readPanel({ ...columnsOf(rows), covariates: ofPupils(rows, random) });
  const values = rows.map(row => 0.3 * (row.sum / row.n) + random.normal());
  return readPanel({ ...columnsOf(rows), covariates: [{ name: 'x', value: { values } }] });
};

const near = (found: number | undefined, wanted: number): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted), `${found} against ${wanted}`).toBeLessThan(
    1e-8 * Math.max(1, Math.abs(wanted)),
  );

/**
 * Schools that take part. Imputation and regression use all cells. The other two use units that start after the first year, until the
 * last of them starts when all do; Callaway–Sant'Anna those of them that have every year.
 */
const schoolsIn = (panel: Panel, estimator: EstimatorName): ReadonlySet<number> => {
  const { unitNames, unitCluster, start } = panel;
  if (estimator === 'imputation' || estimator === 'fixedEffects') return new Set(unitCluster);
  const yearsOf = (u: number): number[] =>
    [...panel.unit.keys()].filter(i => panel.unit[i] === u).map(i => panel.times[panel.time[i] ?? 0] ?? 0);
  const all = [...unitNames.keys()];
  const horizon = Math.max(...start);
  const years = [...new Set(all.flatMap(yearsOf))].filter(year => year < horizon);
  const first = Math.min(...years);
  const used = all.filter(u => {
    const own = yearsOf(u).filter(year => year < horizon);
    const enough = estimator === 'sunAbraham' ? own.length > 0 : own.length === years.length;
    return (start[u] ?? 0) > first && enough;
  });
  return new Set(used.map(u => unitCluster[u] ?? -1));
};

describe.each(ESTIMATORS)('%s with one school left out', estimator => {
  it('gives the error, the interval, p and the smallest effect found', () => {
    const seen = { interval: 0, none: 0 };
    fc.assert(
      fc.property(drawn, ({ panel: of, controls, covariates }) => {
        const { design, weights } = of;
        const panel = panelFrom(of, covariates);
        const spec = { estimator, design, weights, controls, inference: ['cv3'] } as const;
        const found = estimated(panel, spec);
        if (typeof found === 'string') return;
        const { att, mde } = found;
        const counted = schoolsIn(panel, estimator);
        const without = withoutClusters(panel, rest => estimated(rest, spec))
          .filter((_, school) => counted.has(school))
          .map(rest => (typeof rest === 'string' ? Number.NaN : rest.att.estimate));
        const g = without.length;
        if (g < 2 || !without.every(Number.isFinite)) {
          seen.none += 1;
          expect(att.se).toEqual({});
          expect(att.df).toEqual({});
          expect(att.p).toEqual({});
          expect(att.interval).toBeUndefined();
          expect(mde).toBeUndefined();
          return;
        }
        seen.interval += 1;
        const squares = without.reduce((sum, value) => sum + (value - att.estimate) ** 2, 0);
        const se = Math.sqrt(((g - 1) / g) * squares);
        near(att.se.cv3, se);
        expect(att.df).toEqual({ cv3: g - 1 });
        near(att.interval?.[0], att.estimate - quantileT(0.975, g - 1) * se);
        near(att.interval?.[1], att.estimate + quantileT(0.975, g - 1) * se);
        near(att.p.cv3, pValueT(att.estimate / se, g - 1));
        near(mde, (quantileT(0.975, g - 1) + quantileT(0.8, g - 1)) * se);
      }),
      { numRuns: 200 },
    );
    expect(seen.interval).toBeGreaterThan(20);
    expect(seen.none).toBeGreaterThan(2);
  });
});

describe('a school that alone has the first year', () => {
  it('takes with it the year before the posts that begin in the second: they are not compared without it', () => {
    const early = ['s2 ämne 0', 's3 ämne 1', 's4 ämne 2'];
    const rows = rowsOf({ seed: 5, schools: 8, subjects: 3, missing: 0, absent: 0 })
      .filter(({ cluster, time }) => cluster === 'Skola 1' || time > 2010)
      .map(row => ({ ...row, start: early.includes(row.unit) ? 2011 : row.start }));
    const panel = readPanel(columnsOf(rows));
    for (const design of ['otherSchools', 'sameSchool'] as const) {
      const spec = { estimator: 'sunAbraham', design, inference: ['cv3'] } as const;
      const { att } = estimate(panel, spec);
      const without = withoutClusters(panel, rest => estimate(rest, spec).att.estimate);
      const squares = without.reduce((sum, value) => sum + (value - att.estimate) ** 2, 0);
      near(att.se.cv3, Math.sqrt(((without.length - 1) / without.length) * squares));
    }
  });
});
