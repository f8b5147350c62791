import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { absorb } from './absorption.ts';
import { leastSquares as denseFit, effectsMatrix } from './dense.fixture.ts';
import { layOut } from './design.ts';
import { type DrawnPanel, drawnPanels, rowsFrom } from './drawn-panel.fixture.ts';
import { panelOf } from './panel.fixture.ts';
import { clusterOf } from './panel.ts';
import { createRandom } from './random.ts';
import {
  leastSquares,
  reduce,
  residualsOf,
  spread,
  sumShared,
  sweptProduct,
  withoutPart,
} from './reduction.ts';
import { planDesign, type SweptCluster } from './sweep.ts';

/** A panel with some cells that do not count, its effects swept out, and the cells that count. */
const swept = (drawn: DrawnPanel) => {
  const panel = panelOf(rowsFrom(drawn));
  const random = createRandom(drawn.seed);
  const weight = panel.pupils.map(n => (random.uniform() < 0.1 ? 0 : n / 10));
  const absorption = absorb(planDesign(layOut(panel, drawn.design)), weight);
  const counted = [...weight.keys()].filter(i => (weight[i] ?? 0) > 0);
  const numbers = (): Float64Array => Float64Array.from(weight, () => random.normal());
  return { panel, weight, absorption, counted, numbers };
};

const pick = (values: ArrayLike<number>, rows: readonly number[]): number[] =>
  rows.map(i => values[i] ?? Number.NaN);

const close = (found: readonly number[], wanted: readonly number[]): void => {
  expect(found).toHaveLength(wanted.length);
  found.forEach((one, i) => {
    expect(one).toBeCloseTo(wanted[i] ?? Number.NaN, 8);
  });
};

const runs = { numRuns: 40 };

describe('what is left when effects are swept out of a random panel', () => {
  it('of an outcome is what dense least squares leave, refined or not', () => {
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const { panel, weight, absorption, counted } = swept(drawn);
        const effects = effectsMatrix(panel, drawn.design);
        const y = pick(panel.mean, counted);
        const { fitted } = denseFit(
          counted.map(i => effects[i] ?? []),
          y,
          pick(weight, counted),
        );
        const wanted = y.map((one, k) => one - (fitted[k] ?? Number.NaN));
        close(pick(residualsOf(absorption, panel.mean), counted), wanted);
        close(pick(leastSquares(absorption, panel.mean).residual, counted), wanted);
      }),
      runs,
    );
  });

  it('moves every cell’s fitted value as the dense projection does, also when few cells have changed', () => {
    fc.assert(
      fc.property(drawnPanels, fc.boolean(), (drawn, few) => {
        const { panel, weight, absorption, counted, numbers } = swept(drawn);
        const effects = effectsMatrix(panel, drawn.design);
        const change = numbers().map((one, i) => ((weight[i] ?? 0) > 0 && (!few || i % 9 === 4) ? one : 0));
        const { m, x } = denseFit(
          counted.map(i => effects[i] ?? []),
          pick(panel.mean, counted),
          pick(weight, counted),
        );
        const column = Matrix.columnVector(pick(change, counted));
        close(
          pick(spread(absorption, change), counted),
          x.mmul(m).mmul(x.transpose()).mmul(column).to1DArray(),
        );
      }),
      runs,
    );
  });

  it('is a sum of the schools’ parts', () => {
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const { panel, absorption, numbers } = swept(drawn);
        const source = numbers();
        const reduction = reduce(absorption, source);
        const total = sumShared(absorption, reduction);
        panel.clusterNames.forEach((_, c) => {
          const others = source.map((one, i) => (clusterOf(panel, i) === c ? 0 : one));
          close(
            [...withoutPart(absorption, total, reduction, c)],
            [...sumShared(absorption, reduce(absorption, others))],
          );
        });
      }),
      runs,
    );
  });

  it('of one number beside another within a school is what dense least squares on its own effects leave', () => {
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const { panel, weight, absorption, counted, numbers } = swept(drawn);
        const [a, b] = [numbers(), numbers()];
        absorption.clusters.forEach((cluster, c) => {
          const rows = counted.filter(i => clusterOf(panel, i) === c);
          if (rows.length === 0) return;
          const units = [...new Set(rows.map(i => panel.unit[i]))];
          const times = drawn.design === 'sameSchool' ? [...new Set(rows.map(i => panel.time[i]))] : [];
          const own = rows.map(i => [
            ...units.map(unit => (panel.unit[i] === unit ? 1 : 0)),
            ...times.map(time => (panel.time[i] === time ? 1 : 0)),
          ]);
          const { fitted } = denseFit(own, pick(a, rows), pick(weight, rows));
          const wanted = rows.reduce(
            (sum, i, k) => sum + ((a[i] ?? 0) - (fitted[k] ?? 0)) * (weight[i] ?? 0) * (b[i] ?? 0),
            0,
          );
          const effects = new Float64Array(times.length > 0 ? absorption.design.times : 0);
          const found = sweptProduct(absorption, cluster as SweptCluster, c, a, b, effects);
          expect(found).toBeCloseTo(wanted, 8);
        });
      }),
      runs,
    );
  });
});
