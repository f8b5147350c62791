import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAll } from './counting.ts';
import { drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { balancedPanel, callawaySantAnnaStatistic, imputationStatistic } from './estimate-effects.ts';
import { fixedEffectsStatistic } from './estimate-regression.ts';
import { type DecidedSpec, defaultSpec, ESTIMATORS, type EstimatorName } from './estimate-result.ts';
import { columnsOf } from './panel.fixture.ts';
import { type Panel, readPanel, treatedFrom } from './panel.ts';
import { createRandom } from './random.ts';
import type { Statistic } from './randomization.ts';
import { treatedMean } from './sun-abraham.ts';
import { sunAbrahamStatistic } from './sun-abraham-lottery.ts';
import { clusterFactor } from './variance.ts';

/*
 * Randomization inference asks what the estimate would have been had the posts gone to others, thousands of times. Whatever is done to
 * make it quick, each answer must be what `estimate` says of a panel with those starts.
 */

const lotteries: Record<EstimatorName, (panel: Panel, spec: DecidedSpec) => readonly [Panel, Statistic]> = {
  imputation: (panel, spec) => [panel, imputationStatistic(panel, spec)],
  callawaySantAnna: (panel, spec) => {
    const balanced = balancedPanel(panel, spec);
    return [balanced, callawaySantAnnaStatistic(balanced, spec)];
  },
  sunAbraham: (panel, spec) => [panel, sunAbrahamStatistic(panel, spec)],
  fixedEffects: (panel, spec) => [panel, fixedEffectsStatistic(panel, spec)],
};

/** The small-sample factor that `estimate` has in its clustered error and the lottery, which compares equals, does not need. */
const factorOf = (panel: Panel, spec: DecidedSpec, covariates: number): number => {
  if (spec.estimator === 'fixedEffects')
    return clusterFactor({
      counted: countAll(
        panel,
        spec.design,
        1 + covariates,
        spec.weights === 'n' && panel.within !== undefined,
      ),
    } as Parameters<typeof clusterFactor>[0]);
  const fitted = spec.estimator === 'sunAbraham' ? treatedMean(panel, spec) : undefined;
  return fitted ? clusterFactor(fitted.found.regression) : 1;
};

/** The same units with their posts laid out otherwise. */
const layoutsOf = (panel: Panel, seed: number): Float64Array[] => {
  const random = createRandom(seed);
  const order = Int32Array.from(panel.start.keys());
  const shuffled = Array.from({ length: 5 }, () => {
    random.shuffle(order);
    return Float64Array.from(order, u => panel.start[u] ?? Number.POSITIVE_INFINITY);
  });
  return [panel.start, ...shuffled, panel.start];
};

const near = (found: number, wanted: number): void => {
  if (Number.isNaN(wanted)) expect(found).toBeNaN();
  else
    expect(Math.abs(found - wanted), `${found} against ${wanted}`).toBeLessThan(
      1e-8 * Math.max(1, Math.abs(wanted)),
    );
};

const drawn = fc.record({
  panel: drawnPanels,
  unit: fc.constantFrom('unit' as const, 'cluster' as const),
  leastBefore: fc.constantFrom(1, 2),
  controls: fc.constantFrom('notYetTreated' as const, 'neverTreated' as const),
  covariates: fc.constantFrom(0, 0, 0, 1),
  squares: fc.boolean(),
});

describe.each(ESTIMATORS)('%s, had the posts gone to others', estimator => {
  it('would have been what is estimated with the posts there, with its error', () => {
    const seen = { estimated: 0, not: 0 };
    fc.assert(
      fc.property(drawn, ({ panel: of, unit, leastBefore, controls, covariates, squares }) => {
        const rows = rowsFrom(of);
        const random = createRandom(of.seed);
        const { sumSquares, ...columns } = columnsOf(rows);
        const panel = readPanel({
          ...columns,
          ...(squares && covariates === 0 ? { sumSquares } : {}),
          covariates: Array.from({ length: covariates }, () => ({
            name: 'x',
            value: { values: rows.map(row => 0.3 * (row.sum / row.n) + random.normal()) },
          })),
        });
        const { design, weights } = of;
        const spec: DecidedSpec = {
          ...{ ...defaultSpec, estimator, design, weights, leastBefore, controls, inference: ['cr1'] },
          randomization: { ...defaultSpec.randomization, unit },
        };
        if (typeof estimated(panel, spec) === 'string') return;
        const [units, statistic] = lotteries[estimator](panel, spec);
        for (const start of layoutsOf(units, of.seed)) {
          const other = { ...units, start, treated: treatedFrom(units, start) };
          const wanted = estimated(other, spec);
          const { coefficient, se } = statistic(start);
          if (typeof wanted === 'string') {
            seen.not += 1;
            near(coefficient, Number.NaN);
            expect(se).toBeNaN();
            continue;
          }
          seen.estimated += 1;
          near(coefficient, wanted.att.estimate);
          const { cr1 } = wanted.att.se;
          if (cr1 !== undefined) near(se, cr1 / Math.sqrt(factorOf(other, spec, covariates)));
        }
      }),
      { numRuns: 60 },
    );
    expect(seen.estimated).toBeGreaterThan(100);
  });

  it('starts from what is estimated with the posts where they are', () => {
    fc.assert(
      fc.property(drawnPanels, of => {
        const { sumSquares: _, ...columns } = columnsOf(rowsFrom(of));
        const panel = readPanel(columns);
        const spec: DecidedSpec = {
          ...defaultSpec,
          ...{ estimator, design: of.design, weights: of.weights, inference: [] },
        };
        const wanted = estimated(panel, spec);
        if (typeof wanted === 'string') return;
        const [units, statistic] = lotteries[estimator](panel, spec);
        near(statistic(units.start).coefficient, wanted.att.estimate);
      }),
      { numRuns: 100 },
    );
  });
});
