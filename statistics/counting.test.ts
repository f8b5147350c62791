import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts, effectsOf } from './counting.fixture.ts';
import { countAll, silentWithoutOne } from './counting.ts';
import type { DesignName } from './design.ts';
import { clusterOf, type Panel, readPanel, selectCells } from './panel.ts';

type Cell = {
  readonly school: number;
  readonly subject: number;
  readonly part: number;
  readonly time: number;
};

/** The panel of cells in schools, subjects and years; a school's subject may be cut in parts, each a unit of its own. */
const panelFrom = (cells: readonly Cell[], n: readonly number[]): Panel =>
  readPanel({
    unit: { values: cells.map(({ school, subject, part }) => `s${school} ä${subject} del ${part}`) },
    cluster: { values: cells.map(({ school }) => `s${school}`) },
    subject: { values: cells.map(({ subject }) => `ä${subject}`) },
    time: { values: cells.map(({ time }) => 2020 + time) },
    start: { values: cells.map(() => 0) },
    n: { values: n },
    mean: { values: cells.map((_, i) => i) },
  });

const cells = (most: number): fc.Arbitrary<Cell[]> =>
  fc.uniqueArray(
    fc.record({
      school: fc.nat({ max: 3 }),
      subject: fc.nat({ max: 2 }),
      part: fc.nat({ max: 1 }),
      time: fc.nat({ max: 3 }),
    }),
    { minLength: 1, maxLength: most, selector: cell => JSON.stringify(cell) },
  );
const designs = fc.constantFrom<DesignName>('unitTime', 'otherSchools', 'sameSchool');
const pupils = fc.array(fc.constantFrom(1, 1, 1, 2, 3), { minLength: 40, maxLength: 40 });

describe('counting by the rules of fixest', () => {
  it('finds the observations, clusters and coefficients that a slow count finds, of cells and of pupils', () => {
    fc.assert(
      fc.property(
        cells(40),
        pupils,
        designs,
        fc.nat({ max: 5 }),
        fc.boolean(),
        (drawn, n, design, own, by) => {
          const panel = panelFrom(drawn, n.slice(0, drawn.length));
          const rows = Array.from(panel.pupils, (size, i) => new Array<number>(by ? size : 1).fill(i)).flat();
          const wanted = counts(
            effectsOf(panel, design).map(codes => rows.map(i => codes[i] ?? '')),
            rows.map(i => clusterOf(panel, i)),
            own,
          );
          const { observations, clusters, all, clustered } = countAll(panel, design, own, by);
          expect({ n: observations, g: clusters, all, clustered }).toEqual(wanted);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('lets a cell speak that has company, of other content or of other pupils, in each of its effects', () => {
    fc.assert(
      fc.property(cells(16), pupils, designs, fc.boolean(), (drawn, n, design, by) => {
        const panel = panelFrom(drawn, n.slice(0, drawn.length));
        const families = effectsOf(panel, design);
        const contentOf = (i: number): string =>
          `${clusterOf(panel, i)} ${panel.unitSubject[panel.unit[i] ?? 0]} ${panel.time[i]}`;
        const wanted = Array.from({ length: panel.cells }, (_, i) =>
          families.every(codes => {
            const level = [...codes.keys()].filter(other => codes[other] === codes[i]);
            const several = by && level.some(other => (panel.pupils[other] ?? 0) > 1);
            return several || new Set(level.map(contentOf)).size > 1;
          })
            ? 1
            : 0,
        );
        expect([...countAll(panel, design, 0, by).speaks]).toEqual(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it('counts as if cells that do not take part were not there', () => {
    fc.assert(
      fc.property(
        cells(30),
        pupils,
        designs,
        fc.boolean(),
        fc.infiniteStream(fc.boolean()),
        (drawn, n, design, by, lots) => {
          const panel = panelFrom(drawn, n.slice(0, drawn.length));
          const use = Uint8Array.from({ length: panel.cells }, () => (lots.next().value ? 1 : 0)).fill(
            1,
            0,
            1,
          );
          const { speaks, ...found } = countAll(panel, design, 2, by, use);
          const { speaks: _, ...wanted } = countAll(selectCells(panel, use), design, 2, by);
          expect(found).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows which cells of others have no company any more when a school is left out', () => {
    fc.assert(
      fc.property(cells(20), pupils, designs, fc.boolean(), (drawn, n, design, by) => {
        const panel = panelFrom(drawn, n.slice(0, drawn.length));
        const silent = silentWithoutOne(panel, design, by);
        const { speaks } = countAll(panel, design, 0, by);
        panel.clusterNames.forEach((_, c) => {
          const others = [...panel.unit.keys()].filter(i => clusterOf(panel, i) !== c);
          const rest = selectCells(
            panel,
            Uint8Array.from(panel.unit, u => (panel.unitCluster[u] === c ? 0 : 1)),
          );
          const gone = others.filter(i => speaks[i] === 1 && silent.get(c)?.includes(i));
          const speaking = others.filter(i => speaks[i] === 1 && !gone.includes(i));
          const anew = countAll(rest, design, 0, by).speaks;
          expect(speaking).toEqual(others.filter((_one, k) => anew[k] === 1));
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('counts two schools with two subjects in two years as anyone would', () => {
    const grid = [0, 1].flatMap(school =>
      [0, 1].flatMap(subject => [0, 1].map(time => ({ school, subject, part: 0, time }))),
    );
    const panel = panelFrom(grid, [10, 20, 30, 40, 50, 60, 70, 80]);
    // Units 4 + years 2 − 1, of which the units lie within schools.
    expect(countAll(panel, 'unitTime', 1, false)).toMatchObject({
      ...{ observations: 8, clusters: 2, all: 6, clustered: 3 },
    });
    // Units 4 + subjects' years 4 + schools' years 4 − 2, of which units and schools' years lie within schools.
    expect(countAll(panel, 'sameSchool', 1, true)).toMatchObject({
      ...{ observations: 360, clusters: 2, all: 11, clustered: 5 },
    });
  });
});
