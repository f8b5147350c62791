import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { counts, effectsOf } from './counting.fixture.ts';
import { beta, denseImputation, jackknife, leastSquares, withoutClusters } from './dense.fixture.ts';
import type { DesignName } from './design.ts';
import { estimate } from './estimate.ts';
import type { EstimateResult, EstimateSpec } from './estimate-result.ts';
import { columnsOf, type Row, rowsOf } from './panel.fixture.ts';
import { clusterOf, type Panel, readPanel } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { createRandom } from './random.ts';

/*
 * Random panels with everything that real ones have: missing years, units that do not exist, schools with one unit, cohorts with
 * one unit, units always or never treated, unequal sizes. Each is estimated again with every effect written out as a column.
 */

const panels = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  schools: fc.integer({ min: 3, max: 6 }),
  subjects: fc.integer({ min: 1, max: 3 }),
  years: fc.integer({ min: 4, max: 6 }),
  missing: fc.constantFrom(0, 0.1, 0.25),
  absent: fc.constantFrom(0, 0.3),
  posts: fc.constantFrom(0.3, 0.7, 1),
  // Some posts start in the first year.
  early: fc.boolean(),
  design: fc.constantFrom<DesignName>('unitTime', 'otherSchools', 'sameSchool'),
  weights: fc.constantFrom('n' as const, 'none' as const),
});
type Drawn = typeof panels extends fc.Arbitrary<infer Value> ? Value : never;

const rowsFrom = ({ early, ...shape }: Drawn): Row[] =>
  rowsOf(shape).map(row =>
    early && row.start === 2012 && row.subject === 'Ä0' ? { ...row, start: 2010 } : row,
  );

/** A covariate that differs between cells, and moves with the outcome. */
const covariateOf = (rows: readonly Row[], seed: number): number[] => {
  const random = createRandom(seed);
  return rows.map(row => 0.3 * (row.sum / row.n) + random.normal());
};

const panelFrom = (drawn: Drawn, covariates: number): Panel => {
  const rows = rowsFrom(drawn);
  return readPanel({
    ...columnsOf(rows),
    covariates: Array.from({ length: covariates }, (_, k) => ({
      name: `x${k}`,
      value: { values: covariateOf(rows, drawn.seed + k) },
    })),
  });
};

/** The estimate, or nothing when it is refused. */
const estimated = (panel: Panel, spec: EstimateSpec): EstimateResult | undefined => {
  try {
    return estimate(panel, spec);
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return undefined;
    throw problem;
  }
};

const close = (found: number | undefined, wanted: number, scale = Math.abs(wanted)): void => {
  expect(Math.abs((found ?? Number.NaN) - wanted), `${found} against ${wanted}`).toBeLessThan(
    1e-8 * Math.max(scale, 1e-3),
  );
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const runs = { numRuns: 40 };

describe('a random panel', () => {
  it.each([0, 1, 2])('has the regression and the errors of a dense one, with %i covariates', covariates => {
    fc.assert(
      fc.property(panels, drawn => {
        const { design, weights } = drawn;
        const panel = panelFrom(drawn, covariates);
        const spec = { estimator: 'fixedEffects', design, weights } as const;
        const { sumSquares: _, ...columns } = columnsOf(rowsFrom(drawn));
        const cells = covariates > 0 ? { ...panel, within: undefined } : readPanel(columns);
        const found = estimated(cells as Panel, { ...spec, inference: ['iid', 'hc1', 'cr1', 'cv3'] });
        if (!found) return;
        const { value, m, weighted, fitted, last, determined } = beta(panel, design, weights);
        // Where a covariate and the post say the same, the post is kept, as in R.
        if (!determined) return;
        close(found.att.estimate, value, 1);
        const direction = m.getRowVector(last).mmul(weighted.transpose()).to1DArray();
        const residual = fitted.map((one, i) => (panel.mean[i] ?? 0) - one);
        const w = Array.from(panel.pupils, n => (weights === 'n' ? n : 1));
        const { n, g, all, clustered } = counts(
          effectsOf(panel, design),
          residual.map((_, i) => clusterOf(panel, i)),
          1 + covariates,
        );
        const scores = new Map<number, number>();
        direction.forEach((one, i) => {
          const c = clusterOf(panel, i);
          scores.set(c, (scores.get(c) ?? 0) + one * (residual[i] ?? 0));
        });
        const squares = [...scores.values()].reduce((sum, one) => sum + one * one, 0);
        const rss = residual.reduce((sum, one, i) => sum + (w[i] ?? 0) * one * one, 0);
        const information = direction.reduce((sum, one, i) => sum + one ** 2 / (w[i] ?? 0), 0);
        const robust = direction.reduce((sum, one, i) => sum + (one * (residual[i] ?? 0)) ** 2, 0);
        if (n > all) {
          close(found.att.se.iid, Math.sqrt((rss / (n - all)) * information), 1);
          close(found.att.se.hc1, Math.sqrt((n / (n - all)) * robust), 1);
          if (g > 1)
            close(found.att.se.cr1, Math.sqrt((g / (g - 1)) * ((n - 1) / (n - clustered)) * squares), 1);
        }
        const without = withoutClusters(panel, rest => {
          const left = estimated({ ...rest, within: undefined } as unknown as Panel, {
            ...spec,
            inference: [],
          });
          const dense = beta(rest, design, weights);
          return left && (dense.determined || covariates === 0) ? dense.value : Number.NaN;
        });
        if (without.every(Number.isFinite)) close(found.att.se.cv3, jackknife(value, without), 1);
        else if (covariates === 0) expect(found.att.se.cv3).toBeUndefined();
      }),
      runs,
    );
  });

  it.each([
    [0, 1],
    [0, 2],
    [1, 1],
  ])(
    'has the imputed effects of a dense regression, with %i covariates and %i cells before',
    (covariates, leastBefore) => {
      fc.assert(
        fc.property(panels, drawn => {
          const { design, weights } = drawn;
          const panel = panelFrom(drawn, covariates);
          const effects = denseImputation(panel, design, weights, leastBefore);
          const found = estimated(panel, { design, weights, leastBefore, inference: ['cr1', 'cv3'] });
          if (!found) {
            expect(effects.size === 0 || !panel.treated.includes(0)).toBe(true);
            return;
          }
          // With covariates of the pupils' cells the dense regression is on cells, as this one is.
          expect(found.cells).toHaveLength(effects.size);
          close(found.att.estimate, mean([...effects.values()]), 1);
          const without = withoutClusters(panel, rest =>
            mean([...denseImputation(rest, design, weights, leastBefore).values()]),
          );
          if (without.every(Number.isFinite))
            close(found.att.se.cv3, jackknife(found.att.estimate, without), 1);
          else expect(found.att.se.cv3).toBeUndefined();
        }),
        runs,
      );
    },
  );

  it('stands for its pupils: the same as a regression on every pupil’s own row', () => {
    fc.assert(
      fc.property(panels, fc.integer({ min: 0, max: 3 }), (drawn, covariates) => {
        const random = createRandom(drawn.seed);
        const rows = rowsFrom({ ...drawn, missing: 0 }).slice(0, 40);
        const pupils = rows.flatMap(row =>
          Array.from({ length: 2 + random.below(3) }, () => {
            const [result, girl] = [random.normal(), random.below(2)];
            const x = [result, girl, result - girl + random.normal()];
            return { row, x, y: row.sum / row.n + 0.5 * (x[0] ?? 0) + random.normal() };
          }),
        );
        const ofRow = (row: Row) => pupils.filter(pupil => pupil.row === row);
        const sums = (of: (pupil: (typeof pupils)[number]) => number) => ({
          values: rows.map(row => ofRow(row).reduce((sum, pupil) => sum + of(pupil), 0)),
        });
        const { unit, cluster, subject, time, start } = columnsOf(rows);
        const panel = readPanel({
          ...{ unit, cluster, subject, time, start },
          ...{ n: sums(() => 1), sum: sums(({ y }) => y), sumSquares: sums(({ y }) => y * y) },
          covariates: [0, 1, 2].slice(0, covariates).map(k => ({
            name: `x${k}`,
            sum: sums(({ x }) => x[k] ?? 0),
            sumSquares: sums(({ x }) => (x[k] ?? 0) ** 2),
            sumProduct: sums(({ x, y }) => (x[k] ?? 0) * y),
            products: Object.fromEntries(
              [0, 1].map(l => [`x${l}`, sums(({ x }) => (x[k] ?? 0) * (x[l] ?? 0))]),
            ),
          })),
        });
        const { design } = drawn;
        const spec = {
          estimator: 'fixedEffects',
          design,
          weights: 'n',
          inference: ['iid', 'hc1', 'cr1'],
        } as const;
        const found = estimated(panel, spec);
        if (!found) return;
        const codes = [
          pupils.map(({ row }) => row.unit),
          pupils.map(({ row }) => (design === 'unitTime' ? row.time : `${row.subject} ${row.time}`)),
          ...(design === 'sameSchool' ? [pupils.map(({ row }) => `${row.cluster} ${row.time}`)] : []),
        ];
        const matrix = pupils.map(({ row, x }, i) => [
          ...codes.flatMap(code => [...new Set(code)].map(level => (code[i] === level ? 1 : 0))),
          ...x.slice(0, covariates),
          row.start > 0 && row.time >= row.start ? 1 : 0,
        ]);
        const y = pupils.map(pupil => pupil.y);
        const { m, x, coefficients, fitted } = leastSquares(
          matrix,
          y,
          y.map(() => 1),
        );
        const last = (matrix[0]?.length ?? 1) - 1;
        close(found.att.estimate, coefficients.get(last, 0), 1);
        const direction = m.getRowVector(last).mmul(x.transpose()).to1DArray();
        const residual = fitted.map((one, i) => (y[i] ?? 0) - one);
        const clusters = pupils.map(({ row }) => row.cluster);
        const { all, clustered, g } = counts(codes, clusters, 1 + covariates);
        const n = pupils.length;
        const rss = residual.reduce((sum, one) => sum + one * one, 0);
        const information = Matrix.rowVector(direction).norm() ** 2;
        close(found.att.se.iid, Math.sqrt((rss / (n - all)) * information), 1);
        if (covariates === 0) {
          const robust = direction.reduce((sum, one, i) => sum + (one * (residual[i] ?? 0)) ** 2, 0);
          close(found.att.se.hc1, Math.sqrt((n / (n - all)) * robust), 1);
        } else expect(found.att.se.hc1).toBeUndefined();
        const scores = new Map<string, number>();
        direction.forEach((one, i) => {
          const name = pupils[i]?.row.cluster ?? '';
          scores.set(name, (scores.get(name) ?? 0) + one * (residual[i] ?? 0));
        });
        const squares = [...scores.values()].reduce((sum, one) => sum + one * one, 0);
        if (g > 1)
          close(found.att.se.cr1, Math.sqrt((g / (g - 1)) * ((n - 1) / (n - clustered)) * squares), 1);
      }),
      runs,
    );
  });
});
