import type { Panel } from './panel.ts';

/** Columns of 0/1 that a regression has besides its fixed effects: each cell belongs to one of them or to none. */
export type OwnColumns = {
  /** Per cell the column, or −1. */
  readonly own: Int32Array;
  /** Per column what it is about. */
  readonly labels: readonly { readonly group: number; readonly time: number; readonly event: number }[];
};

/** The event time of cell i: years since the unit's start, −Infinity for a unit that never starts. */
export const eventTimeOf = (panel: Panel, i: number): number =>
  (panel.times[panel.time[i] as number] as number) - (panel.start[panel.unit[i] as number] as number);

/**
 * One column per different value of `key`, in rising order of event time and group.
 *
 * @param include which cells belong to a column at all
 * @param byGroup a column per cohort and event time, instead of per event time
 */
export const eventColumns = (
  panel: Panel,
  include: (event: number, cell: number) => boolean,
  byGroup: boolean,
): OwnColumns => {
  const found = new Map<string, { group: number; time: number; event: number; cells: number[] }>();
  for (let i = 0; i < panel.cells; i += 1) {
    const event = eventTimeOf(panel, i);
    if (!Number.isFinite(event) || !include(event, i)) continue;
    const group = byGroup ? (panel.start[panel.unit[i] as number] as number) : 0;
    const key = `${event} ${group}`;
    const column = found.get(key) ?? { group, time: group + event, event, cells: [] };
    column.cells.push(i);
    found.set(key, column);
  }
  const columns = [...found.values()].sort((a, b) => a.event - b.event || a.group - b.group);
  const own = new Int32Array(panel.cells).fill(-1);
  columns.forEach(({ cells }, k) => {
    for (const i of cells) own[i] = k;
  });
  return { own, labels: columns.map(({ group, time, event }) => ({ group, time, event })) };
};
