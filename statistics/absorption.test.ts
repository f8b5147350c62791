import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type Absorption, absorb, determinedColumns, rankOf } from './absorption.ts';
import { effectsMatrix, leastSquares } from './dense.fixture.ts';
import { layOut } from './design.ts';
import { type DrawnPanel, drawnPanels, rowsFrom } from './drawn-panel.fixture.ts';
import { eventColumns } from './own-columns.ts';
import { panelOf } from './panel.fixture.ts';
import { createRandom } from './random.ts';
import { planDesign } from './sweep.ts';

/**
 * A panel's effects and a column per start and year, swept by us and as one dense matrix; with some cells that do not count. In every
 * other panel there is no year to measure from, so that the columns follow from the effects.
 */
const bothWays = (drawn: DrawnPanel, ownToo: boolean) => {
  const panel = panelOf(rowsFrom(drawn));
  const { own, labels } = eventColumns(
    panel,
    event => ownToo && (event !== -1 || drawn.seed % 2 === 0),
    true,
  );
  const random = createRandom(drawn.seed);
  const weight = panel.pupils.map(n => (random.uniform() < 0.1 ? 0 : n));
  const plan = planDesign(layOut(panel, drawn.design, own, labels.length));
  const counted = [...weight.keys()].filter(i => (weight[i] ?? 0) > 0);
  const effects = effectsMatrix(panel, drawn.design);
  const rows = counted.map(i => [...(effects[i] ?? []), ...labels.map((_, k) => (own[i] === k ? 1 : 0))]);
  const { m, x, weighted } = leastSquares(
    rows,
    counted.map(() => 0),
    counted.map(i => weight[i] ?? 0),
  );
  return {
    absorption: absorb(plan, weight),
    /** What a combination of columns must equal, projected on the rows, to be determined. */
    within: m.mmul(x.transpose()).mmul(weighted),
    ownCount: labels.length,
  };
};

const denseRank = (within: Matrix): number => Math.round(within.trace());

const ownDetermined = ({ system, design }: Absorption, ownCount: number): number[] => [
  ...determinedColumns(system, design.columnCount - ownCount),
];

const runs = { numRuns: 40 };

describe('effects that are swept out of a random panel', () => {
  it('are as many as others do not determine', () => {
    fc.assert(
      fc.property(drawnPanels, fc.boolean(), (drawn, ownToo) => {
        const { absorption, within } = bothWays(drawn, ownToo);
        expect(rankOf(absorption)).toBe(denseRank(within));
      }),
      runs,
    );
  });

  it('leave a column of one’s own determined where nothing else could say the same', () => {
    const seen = { determined: 0, not: 0 };
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const { absorption, within, ownCount } = bothWays(drawn, true);
        const last = within.columns - ownCount;
        const wanted = Array.from({ length: ownCount }, (_, k) => {
          const row = within.getRow(last + k);
          return row.every((one, at) => Math.abs(one - (at === last + k ? 1 : 0)) < 1e-6) ? 1 : 0;
        });
        for (const one of wanted) seen[one === 1 ? 'determined' : 'not'] += 1;
        expect(ownDetermined(absorption, ownCount)).toEqual(wanted);
      }),
      runs,
    );
    expect(seen.determined).toBeGreaterThan(5);
    expect(seen.not).toBeGreaterThan(5);
  });
});
