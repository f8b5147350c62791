import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { counts, effectsOf } from './counting.fixture.ts';
import { effectsMatrix, leastSquares, weightsOf } from './dense.fixture.ts';
import type { DesignName } from './design.ts';
import { type DrawnPanel, drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { clusterOf, type Panel, readPanel } from './panel.ts';
import { estimateText } from './sv.ts';

/*
 * Sun & Abraham's estimate by the slow road: rows thrown away as their paper says, one dense column per cohort and event time, all
 * solved by another library, and means by the cohorts' shares.
 */

/** Without squares, so that cells are the observations. */
const panelFrom = (rows: readonly Row[]): Panel => {
  const { sumSquares: _, ...columns } = columnsOf(rows);
  return readPanel(columns);
};

/** Who can be compared, and who is left out and why. */
const comparable = (rows: readonly Row[]) => {
  const first = Math.min(...rows.map(({ time }) => time));
  const hasNever = rows.some(({ start }) => start === 0);
  const latest = hasNever ? Number.POSITIVE_INFINITY : Math.max(...rows.map(({ start }) => start));
  const kept = rows.filter(({ start, time }) => (start === 0 || start > first) && time < latest);
  const left = panelFrom(rows).unitNames.flatMap(unit => {
    const start = rows.find(row => row.unit === unit)?.start ?? 0;
    if (start > 0 && start <= first) return [{ unit, reason: 'noPreYears' }];
    return start === latest ? [{ unit, reason: 'noComparison' }] : [];
  });
  return { kept: kept.map(row => ({ ...row, start: row.start === latest ? 0 : row.start })), left };
};

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

const slow = (rows: readonly Row[], { design, weights }: Pick<DrawnPanel, 'design' | 'weights'>) => {
  const panel = panelFrom(rows);
  const startOf = (i: number) => panel.start[panel.unit[i] ?? 0] ?? Number.POSITIVE_INFINITY;
  const eventOf = (i: number) => (panel.times[panel.time[i] ?? 0] ?? 0) - startOf(i);
  const cells = [...panel.unit.keys()];
  const labels = [
    ...new Map(
      cells
        .filter(i => Number.isFinite(startOf(i)) && eventOf(i) !== -1)
        .map((i): [string, Effect] => [
          `${startOf(i)} ${eventOf(i)}`,
          { group: startOf(i), event: eventOf(i) },
        ]),
    ).values(),
  ].sort((a, b) => a.group - b.group || a.event - b.event);
  const belongs = (i: number, { group, event }: Effect) => startOf(i) === group && eventOf(i) === event;
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

const near = (found: number | undefined, wanted: number | undefined): void => {
  if (wanted === undefined) expect(found).toBeUndefined();
  else
    expect(Math.abs((found ?? Number.NaN) - wanted), `${found} against ${wanted}`).toBeLessThan(
      1e-7 * Math.max(1, Math.abs(wanted)),
    );
};

describe('Sun and Abraham’s estimate', () => {
  it('is what a dense regression with a column per cohort and year says, year by year and on the whole', () => {
    const seen = { refused: 0, estimated: 0 };
    fc.assert(
      fc.property(drawnPanels, one => {
        const rows = rowsFrom(one);
        const panel = panelFrom(rows);
        const { design, weights } = one;
        const spec = { estimator: 'sunAbraham', design, weights, inference: ['cr1'] } as const;
        const found = estimated(panel, spec);
        if (!panel.treated.includes(1) || !panel.treated.includes(0)) return;
        const { kept, left } = comparable(rows);
        const wanted = kept.length > 0 ? slow(kept, one) : undefined;
        const whole = wanted?.meanOver(({ event }) => event >= 0);
        if (typeof found === 'string' || !wanted || !whole) {
          seen.refused += 1;
          expect(found).toBe(estimateText.noComparison);
          expect(whole).toBeUndefined();
          return;
        }
        seen.estimated += 1;
        near(found.att.estimate, whole.estimate);
        near(found.att.se.cr1, whole.se);
        expect(found.notEstimable).toEqual(left);
        const events = [...new Set(wanted.columns.map(({ event }) => event))].sort((a, b) => a - b);
        const path = events.flatMap(e => {
          const mean = wanted.meanOver(({ event }) => event === e);
          return mean ? [{ e, ...mean }] : [];
        });
        expect(found.eventTime?.map(({ e, cells }) => ({ e, cells }))).toEqual(
          path.map(({ e, cells }) => ({ e, cells })),
        );
        path.forEach(({ estimate: value, se }, k) => {
          near(found.eventTime?.[k]?.estimate, value);
          near(found.eventTime?.[k]?.se, se);
        });
        const determined = wanted.columns.filter(column => column.determined);
        expect(found.groupTime?.map(({ group, time }) => ({ group, time }))).toEqual(
          determined.map(({ group, event }) => ({ group, time: group + event })),
        );
        determined.forEach((column, k) => {
          const { estimate: value, se } = wanted.effectOf(wanted.columns.map(c => (c === column ? 1 : 0)));
          near(found.groupTime?.[k]?.estimate, value);
          near(found.groupTime?.[k]?.se, se);
        });
      }),
      { numRuns: 80 },
    );
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.estimated).toBeGreaterThan(30);
  });

  it('has nobody to compare with when all posts begin in the same year', () => {
    const rows = rowsOf({ seed: 3, noNever: true }).map(row => ({ ...row, start: 2012 }));
    expect(estimated(panelOf(rows), { estimator: 'sunAbraham' })).toBe(estimateText.noComparison);
  });
});
