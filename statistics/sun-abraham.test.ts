import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseEvents } from './dense-events.fixture.ts';
import { drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { type Panel, readPanel } from './panel.ts';
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
        const wanted =
          kept.length > 0 ? denseEvents(panelFrom(kept), one, event => event !== -1, true) : undefined;
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
