import { Matrix } from 'ml-matrix';
import { counts, effectsOf } from './counting.fixture.ts';
import { effectsMatrix, leastSquares, weightsOf } from './dense.fixture.ts';
import type { DesignName } from './design.ts';
import { clusterOf, type Panel } from './panel.ts';
import type { Weighting } from './regression.ts';

/** Cells that another school, subject or year keeps company with in each of their effects. */
const haveCompany = (panel: Panel, design: DesignName): boolean[] => {
  const families = effectsOf(panel, design);
  const content = families[0]?.map(
    (_, i) => `${clusterOf(panel, i)} ${panel.unitSubject[panel.unit[i] ?? 0]} ${panel.time[i]}`,
  );
  return [...panel.unit.keys()].map(i =>
    families.every(codes => codes.some((code, j) => code === codes[i] && content?.[j] !== content?.[i])),
  );
};

type Effect = { readonly group: number; readonly event: number };

/**
 * Effects by event time, or by cohort and event time: one dense column each, solved by another library, with errors CR1. Cells are the
 * observations.
 */
export const denseEvents = (
  panel: Panel,
  { design, weights }: { readonly design: DesignName; readonly weights: Weighting },
  include: (event: number) => boolean,
  byGroup: boolean,
) => {
  const startOf = (i: number) => panel.start[panel.unit[i] ?? 0] ?? Number.POSITIVE_INFINITY;
  const eventOf = (i: number) => (panel.times[panel.time[i] ?? 0] ?? 0) - startOf(i);
  const cells = [...panel.unit.keys()];
  const groupOf = (i: number) => (byGroup ? startOf(i) : 0);
  const labels = [
    ...new Map(
      cells
        .filter(i => Number.isFinite(startOf(i)) && include(eventOf(i)))
        .map((i): [string, Effect] => [
          `${groupOf(i)} ${eventOf(i)}`,
          { group: groupOf(i), event: eventOf(i) },
        ]),
    ).values(),
  ].sort((a, b) => a.group - b.group || a.event - b.event);
  const belongs = (i: number, { group, event }: Effect) => groupOf(i) === group && eventOf(i) === event;
  const effects = effectsMatrix(panel, design);
  const w = weightsOf(panel, weights);
  const dense = leastSquares(
    effects.map((row, i) => [...row, ...labels.map(label => (belongs(i, label) ? 1 : 0))]),
    [...panel.mean],
    w,
  );
  const { m, x, weighted, coefficients, fitted } = dense;
  const base = effects[0]?.length ?? 0;
  const projection = m.mmul(x.transpose()).mmul(weighted);
  const ownRank =
    Math.round(projection.trace()) -
    Math.round(
      (() => {
        const bare = leastSquares(effects, [...panel.mean], w);
        return bare.m.mmul(bare.x.transpose()).mmul(bare.weighted).trace();
      })(),
    );
  const company = haveCompany(panel, design);
  const columns = labels.map((label, k) => {
    const back = projection.getRowVector(base + k).to1DArray();
    const behind = cells.filter(i => belongs(i, label) && company[i]);
    return {
      ...label,
      determined: back.every((one, at) => Math.abs(one - (at === base + k ? 1 : 0)) < 1e-6),
      cells: behind.length,
      allCells: cells.filter(i => belongs(i, label)).length,
      share: behind.reduce((sum, i) => sum + (w[i] ?? 0), 0),
    };
  });
  const clusters = cells.map(i => clusterOf(panel, i));
  const { n, g, clustered } = counts(effectsOf(panel, design), clusters, ownRank);
  /** A combination of the columns, and its error CR1, where there is one. */
  const effectOf = (shares: readonly number[]) => {
    const combination = Matrix.rowVector([...new Array<number>(base).fill(0), ...shares]);
    const direction = combination.mmul(m).mmul(weighted.transpose()).to1DArray();
    const scores = new Map<number, number>();
    direction.forEach((one, i) => {
      const c = clusters[i] ?? -1;
      scores.set(c, (scores.get(c) ?? 0) + one * ((panel.mean[i] ?? 0) - (fitted[i] ?? 0)));
    });
    const squares = [...scores.values()].reduce((sum, one) => sum + one * one, 0);
    const hasError = g > 1 && n > clustered;
    return {
      estimate: combination.mmul(coefficients).get(0, 0),
      se: hasError ? Math.sqrt((g / (g - 1)) * ((n - 1) / (n - clustered)) * squares) : undefined,
    };
  };
  /** The mean over the columns chosen, by their shares, and how many cells stand behind them. */
  const meanOver = (chosen: (effect: Effect) => boolean) => {
    const picked = columns.map(one => (one.determined && chosen(one) ? one.share : 0));
    const total = picked.reduce((sum, one) => sum + one, 0);
    if (total === 0) return undefined;
    return {
      ...effectOf(picked.map(share => share / total)),
      cells: columns.reduce((sum, one, k) => sum + (picked[k] ? one.cells : 0), 0),
    };
  };
  return { columns, effectOf, meanOver };
};
