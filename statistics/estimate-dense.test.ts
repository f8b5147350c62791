import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { beta, denseImputation, jackknife, withoutClusters } from './dense.fixture.ts';
import type { DesignName } from './design.ts';
import { estimate } from './estimate.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { clusterOf } from './panel.ts';

/*
 * The same estimates by the slow road: every effect a column of its own in one dense matrix, solved by a pseudo-inverse of another
 * library. Panels are unbalanced, with gaps, unequal sizes, text ids, a school with one unit and cohorts of one unit.
 */

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const panels = [1, 2, 3].map(seed => ({ seed, panel: panelOf(rowsOf({ seed })) }));
const designs: readonly DesignName[] = ['unitTime', 'otherSchools', 'sameSchool'];
const cases = panels.flatMap(({ seed, panel }) =>
  designs.flatMap(design => (['n', 'none'] as const).map(weights => ({ seed, panel, design, weights }))),
);

const near = (found: number | undefined, wanted: number): void => {
  expect(
    Math.abs((found ?? Number.NaN) - wanted) / Math.abs(wanted),
    `${found} against ${wanted}`,
  ).toBeLessThan(1e-8);
};

describe.each(cases)('panel $seed, $design, weights $weights', ({ panel, design, weights }) => {
  it('has the coefficient and the errors of a dense regression', () => {
    const { value, m, x, weighted, fitted, last } = beta(panel, design, weights);
    const found = estimate(panel, { estimator: 'fixedEffects', design, weights, inference: ['cr2', 'cv3'] });
    near(found.att.estimate, value);
    near(
      found.att.se.cv3,
      jackknife(
        value,
        withoutClusters(panel, rest => beta(rest, design, weights).value),
      ),
    );

    // CR2 by its definition, every matrix written out.
    const identity = Matrix.eye(panel.cells);
    const left = Matrix.sub(identity, x.mmul(m).mmul(weighted.transpose()));
    const working = left.mmul(left.transpose());
    const carrying: Matrix[] = [];
    let variance = 0;
    panel.clusterNames.forEach((_, c) => {
      const rows = Array.from({ length: panel.cells }, (__, i) => i).filter(i => clusterOf(panel, i) === c);
      const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
        working.selection(rows, rows),
        {
          assumeSymmetric: true,
        },
      );
      const roots = realEigenvalues.map(one => (one > 1e-10 ? one ** -0.5 : 0));
      const adjust = eigenvectorMatrix.mmul(Matrix.diag(roots)).mmul(eigenvectorMatrix.transpose());
      const direction = m.getRowVector(last).mmul(weighted.transpose()).selection([0], rows).mmul(adjust);
      const residuals = Matrix.columnVector(rows.map(i => (panel.mean[i] ?? 0) - (fitted[i] ?? 0)));
      variance += direction.mmul(residuals).get(0, 0) ** 2;
      carrying.push(direction.mmul(left.selection(rows, [...panel.unit.keys()])));
    });
    near(found.att.se.cr2, Math.sqrt(variance));
    const products = carrying.map(a => carrying.map(b => a.mmul(b.transpose()).get(0, 0)));
    const trace = products.reduce((sum, row, g) => sum + (row[g] ?? 0), 0);
    const squares = products.flat().reduce((sum, one) => sum + one * one, 0);
    near(found.att.df.cr2, trace ** 2 / squares);
  });

  it('imputes what a dense regression on the cells without a post imputes, and knows what cannot be', () => {
    const effects = denseImputation(panel, design, weights);
    const found = estimate(panel, { design, weights, inference: ['cv3'] });
    expect(found.cells).toHaveLength(effects.size);
    near(found.att.estimate, mean([...effects.values()]));
    const without = withoutClusters(panel, rest =>
      mean([...denseImputation(rest, design, weights).values()]),
    );
    if (without.every(Number.isFinite)) near(found.att.se.cv3, jackknife(found.att.estimate, without));
    else expect(found.att.se.cv3).toBeUndefined();
    const treated = panel.treated.reduce((sum, one) => sum + one, 0);
    const named = found.notEstimable.reduce((sum, { unit, time }) => {
      const u = panel.unitNames.indexOf(unit);
      const cells = panel.treated.filter((one, i) => one === 1 && panel.unit[i] === u).length;
      return sum + (time === undefined ? cells : 1);
    }, 0);
    expect(effects.size + named).toBe(treated);
  });
});
