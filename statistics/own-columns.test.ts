import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventColumns, eventTimeOf } from './own-columns.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';

const panels = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    missing: fc.constantFrom(0, 0.2),
    posts: fc.constantFrom(0, 0.5, 1),
  })
  .map(shape => panelOf(rowsOf({ ...shape, schools: 4, subjects: 2 })));

describe('columns of years since the post began', () => {
  it('count the years, and have no number for a unit that never gets a post', () => {
    const row = { unit: 'a', cluster: 'A', subject: 'Ma', n: 1, sum: 1, sumSquares: 1 };
    const panel = panelOf(
      [2018, 2020, 2021].flatMap(time => [
        { ...row, time, start: 2020 },
        { ...row, unit: 'b', time, start: 0 },
      ]),
    );
    expect(Array.from({ length: 6 }, (_, i) => eventTimeOf(panel, i))).toEqual([
      ...[-2, 0, 1],
      ...[Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ]);
    expect(eventColumns(panel, () => true, true)).toEqual({
      own: Int32Array.of(0, 1, 2, -1, -1, -1),
      labels: [
        { group: 2020, time: 2018, event: -2 },
        { group: 2020, time: 2020, event: 0 },
        { group: 2020, time: 2021, event: 1 },
      ],
    });
    expect(eventColumns(panel, () => true, false).labels).toEqual([
      { group: 0, time: -2, event: -2 },
      { group: 0, time: 0, event: 0 },
      { group: 0, time: 1, event: 1 },
    ]);
  });

  it('are one per year, or per year and start, in their order, for the cells that are asked for', () => {
    fc.assert(
      fc.property(panels, fc.boolean(), fc.integer({ min: -3, max: 1 }), (panel, byGroup, from) => {
        const include = (event: number, cell: number): boolean => event >= from && cell % 5 !== 0;
        const { own, labels } = eventColumns(panel, include, byGroup);
        const startOf = (i: number): number => panel.start[panel.unit[i] ?? 0] ?? Number.NaN;
        const met = new Set<string>();
        own.forEach((column, i) => {
          const event = (panel.times[panel.time[i] ?? 0] ?? Number.NaN) - startOf(i);
          if (startOf(i) === Number.POSITIVE_INFINITY || !include(event, i)) {
            expect(column).toBe(-1);
            return;
          }
          const group = byGroup ? startOf(i) : 0;
          expect(labels[column]).toEqual({ group, time: group + event, event });
          met.add(`${event} ${group}`);
        });
        expect(labels.map(({ event, group }) => `${event} ${group}`).toSorted()).toEqual([...met].toSorted());
        labels.slice(1).forEach((label, k) => {
          const before = labels[k] ?? label;
          expect(before.event < label.event || before.group < label.group).toBe(true);
          expect(before.event).toBeLessThanOrEqual(label.event);
        });
      }),
    );
  });
});
