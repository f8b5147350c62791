import { figureCell } from '#app/documents/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { OutTable } from '#app/shared/table.ts';
import { type AreaFreshness, freshnesses } from '../freshness.ts';
import type { YearView } from '../reading.ts';
import type { FreshnessFigures } from './freshness.tsx';
import { sv } from './sv.ts';
import type { CellFigures } from './year.tsx';

/** How far every area has come in each round, and how fresh the follow-up is: one row per area. */
export const yearFile = (
  view: YearView,
  fresh: readonly AreaFreshness[],
  figures: { readonly cells: CellFigures; readonly freshness: FreshnessFigures },
  { title, on }: { readonly title: string; readonly on: IsoDate },
): OutTable => {
  const areas = [...new Map([...view.board, ...fresh].map(({ area }) => [area.id, area])).values()];
  return {
    title,
    columns: [
      sv.year.area,
      ...view.rounds.flatMap(({ number }) => [sv.year.file.done(number), sv.year.file.due(number)]),
      ...freshnesses.map(freshness => sv.freshness.states[freshness]),
    ],
    rows: areas.map(area => {
      const line = view.board.find(one => one.area.id === area.id);
      const own = fresh.find(one => one.area.id === area.id);
      return [
        area.name,
        ...view.rounds.flatMap(round => {
          const found = line && figures.cells(line, round);
          return found ? [figureCell(found.done), figureCell(found.due)] : [null, null];
        }),
        ...freshnesses.map(freshness => (own ? figureCell(figures.freshness(own, freshness)) : null)),
      ];
    }),
    notes: [sv.freshness.help, sv.year.file.cut(on, view.event)],
  };
};
