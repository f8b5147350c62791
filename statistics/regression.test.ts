import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawnPanel, drawnPanels, rowsFrom } from './drawn-panel.fixture.ts';
import { eventColumns } from './own-columns.ts';
import { columnsOf } from './panel.fixture.ts';
import { clusterOf, readPanel } from './panel.ts';
import { createRandom } from './random.ts';
import { clusteredVariance, clusteredVariances, directionOf, regress, weightsOf } from './regression.ts';

/** A random panel's event study, with some cells that do not take part, and a combination of its determined coefficients. */
const eventStudy = (drawn: DrawnPanel, covariates: number) => {
  const rows = rowsFrom(drawn);
  const random = createRandom(drawn.seed);
  const panel = readPanel({
    ...columnsOf(rows),
    covariates: Array.from({ length: covariates }, (_, k) => ({
      name: `x${k}`,
      value: { values: rows.map(row => 0.2 * (row.sum / row.n) + random.normal()) },
    })),
  });
  const { own, labels } = eventColumns(panel, event => event !== -1, true);
  const use = Uint8Array.from(own, () => (random.uniform() < 0.1 ? 0 : 1));
  const { design, weights } = drawn;
  const regression = regress(panel, { design, weights, own, ownCount: labels.length, use });
  const combination = Float64Array.from(regression.determined, one => (one === 1 ? random.normal() : 0));
  return { panel, use, regression, combination };
};

const near = (found: number, wanted: number): void =>
  expect(Math.abs(found - wanted), `${found} against ${wanted}`).toBeLessThan(
    1e-8 * Math.max(1, Math.abs(wanted)),
  );

const runs = { numRuns: 60 };
const howMany = fc.integer({ min: 0, max: 3 });

describe('a regression’s combination of coefficients', () => {
  it('is a sum of the cells’ outcomes, each in its direction', () => {
    fc.assert(
      fc.property(drawnPanels, howMany, (drawn, covariates) => {
        const { regression, combination } = eventStudy(drawn, covariates);
        const direction = directionOf(regression, combination);
        const { weight, outcome, coefficients } = regression;
        near(
          direction.reduce((sum, one, i) => sum + one * (weight[i] ?? 0) * (outcome[i] ?? 0), 0),
          coefficients.reduce((sum, one, k) => sum + one * (combination[k] ?? 0), 0),
        );
      }),
      runs,
    );
  });

  it('varies as its schools’ residuals do in that direction, asked for alone or with others', () => {
    fc.assert(
      fc.property(drawnPanels, howMany, (drawn, covariates) => {
        const { panel, regression, combination } = eventStudy(drawn, covariates);
        const direction = directionOf(regression, combination);
        const { weight, residual } = regression;
        const scores = new Float64Array(panel.clusterNames.length);
        direction.forEach((one, i) => {
          const c = clusterOf(panel, i);
          scores[c] = (scores[c] ?? 0) + one * (weight[i] ?? 0) * (residual[i] ?? 0);
        });
        const wanted = 1.5 * scores.reduce((sum, one) => sum + one * one, 0);
        near(clusteredVariance(regression, combination, 1.5), wanted);
        near(clusteredVariances(regression, 1.5)(combination), wanted);
      }),
      runs,
    );
  });

  it('weighs cells by their pupils or alike, and one that does not take part not at all', () => {
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const { panel, use, regression } = eventStudy(drawn, 0);
        const wanted = panel.pupils.map((n, i) => (use[i] === 0 ? 0 : drawn.weights === 'n' ? n : 1));
        expect(regression.weight).toEqual(wanted);
        expect(weightsOf(panel, 'n')).toEqual(panel.pupils);
        expect(weightsOf(panel, 'none')).toEqual(panel.pupils.map(() => 1));
      }),
      { numRuns: 10 },
    );
  });
});
