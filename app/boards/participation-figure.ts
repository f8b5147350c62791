import type { FigureSource } from '#app/reports/index.ts';
import { type DataCut, type Figure, makeFigure } from '#app/shared/figure.ts';
import { askedWays, type FirstAnswer } from './participation.ts';
import { sv } from './sv.ts';

/** The question key of the one number that an item holds itself: how many pupils were asked. */
export const ASKED_PUPILS = 'boards.askedPupils';

/** How many pupils were asked, as a figure of the item; null when nobody was asked or nobody counted. */
export const askedPupils = (itemId: string, answer: FirstAnswer | null, cut: DataCut): Figure | null =>
  answer?.asked === 'ja' && answer.count !== null
    ? makeFigure({
        question: ASKED_PUPILS,
        parameters: { item: itemId },
        value: answer.count,
        unit: 'antal',
        cut,
      })
    : null;

/** The row behind it: what is written in the item's answer to the first question. */
export const askedPupilsSource = (itemTitle: string, answer: FirstAnswer | null): FigureSource => ({
  columns: sv.child.source.columns,
  rows:
    answer?.asked === 'ja'
      ? [
          {
            cells: [itemTitle, answer.ways.map(way => askedWays[way]).join(', '), answer.on, answer.count],
            unitId: null,
            personId: null,
          },
        ]
      : [],
  rule: { kind: 'sum', column: 3 },
});
