import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { effectsOf } from './counting.fixture.ts';
import { type Design, type DesignName, layOut } from './design.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import type { Panel } from './panel.ts';

const panels = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    schools: fc.integer({ min: 1, max: 4 }),
    subjects: fc.integer({ min: 1, max: 3 }),
    missing: fc.constantFrom(0, 0.2, 0.5),
  })
  .map(shape => rowsOf({ ...shape, years: 4 }))
  .filter(rows => rows.length > 0)
  .map(panelOf);
const names = ['unitTime', 'otherSchools', 'sameSchool'] as const;

const cellsOf = ({ cells }: Panel): number[] => Array.from({ length: cells }, (_, i) => i);
const rankOf = (rows: number[][]): number =>
  new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true }).rank;

/** Rows of 0/1 for the levels of some families. */
const written = (families: readonly (readonly string[])[], rows: number): number[][] =>
  Array.from({ length: rows }, (_, i) =>
    families.flatMap(codes => [...new Set(codes)].map(level => (codes[i] === level ? 1 : 0))),
  );

const sharedOf = ({ columnStart, columns }: Design, i: number): number[] => [
  ...columns.slice(columnStart[i], columnStart[i + 1]),
];

describe('the effects of a design', () => {
  it.each(names)('by %s are those that its words say: nothing is lost, and nothing added', name => {
    fc.assert(
      fc.property(panels, panel => {
        const layout = layOut(panel, name);
        const whole = written(effectsOf(panel, name), panel.cells);
        const own = written(
          effectsOf(panel, name).filter((_, family) => family !== 1),
          panel.cells,
        );
        const laid = own.map((row, i) => [
          ...row,
          ...Array.from({ length: layout.columnCount }, (_, k) => (sharedOf(layout, i).includes(k) ? 1 : 0)),
        ]);
        const rank = rankOf(whole);
        expect(rankOf(laid)).toBe(rank);
        expect(rankOf(laid.map((row, i) => [...row, ...(whole[i] ?? [])]))).toBe(rank);
      }),
      { numRuns: 60 },
    );
  });

  it('by other schools are one per subject and year, by units and years one per year', () => {
    const panel = panelOf(rowsOf({ seed: 3 }));
    const subject = (i: number): number => panel.unitSubject[panel.unit[i] ?? 0] ?? Number.NaN;
    const shared = (name: DesignName): number[][] =>
      cellsOf(panel).map(i => sharedOf(layOut(panel, name), i));
    expect(shared('unitTime')).toEqual(cellsOf(panel).map(i => [panel.time[i]]));
    expect(shared('otherSchools')).toEqual(cellsOf(panel).map(i => [subject(i) * 6 + (panel.time[i] ?? 0)]));
    expect(layOut(panel, 'unitTime')).toMatchObject({ rows: panel.cells, times: 6, columnCount: 6 });
    expect(layOut(panel, 'otherSchools').columnCount).toBe(24);
    expect('ownTime' in layOut(panel, 'otherSchools')).toBe(false);
    expect(layOut(panel, 'sameSchool').ownTime).toBe(panel.time);
  });

  it('in the same school leave out what the others say anyway: all but (subjects − 1)(years − 1) when all are there', () => {
    const panel = panelOf(rowsOf({ seed: 3, missing: 0, absent: 0 }));
    const layout = layOut(panel, 'sameSchool');
    expect(layout.columnCount).toBe((4 - 1) * (6 - 1));
    expect(new Set(layout.columns)).toEqual(new Set(Array.from({ length: 15 }, (_, k) => k)));
  });

  it.each(names)('by %s have columns of one’s own behind them', name => {
    const panel = panelOf(rowsOf({ seed: 5 }));
    const own = Int32Array.from(cellsOf(panel), i => (i % 4) - 1);
    const [plain, layout] = [layOut(panel, name), layOut(panel, name, own, 3)];
    expect(layout.columnCount).toBe(plain.columnCount + 3);
    for (const i of cellsOf(panel)) {
      const extra = (own[i] ?? 0) < 0 ? [] : [plain.columnCount + (own[i] ?? 0)];
      expect(sharedOf(layout, i)).toEqual([...sharedOf(plain, i), ...extra]);
    }
  });
});
