import type { Scoped } from '#app/database/index.ts';
import type { FigureQuestion } from '#app/reports/index.ts';
import { makeFigure } from '#app/shared/figure.ts';
import { findItemHead, loadParticipation } from './item-store.ts';
import { ASKED_PUPILS, askedPupils, askedPupilsSource } from './participation-figure.ts';
import { sv } from './sv.ts';

const readAnswer = async (tx: Scoped, itemId: string) => ({
  item: await findItemHead(tx, itemId),
  answer: (await loadParticipation(tx)).get(itemId)?.firstAnswer ?? null,
});

/** The numbers of this room, for the page that explains a figure. */
export const boardQuestions: readonly FigureQuestion[] = [
  {
    key: ASKED_PUPILS,
    title: sv.child.source.title,
    how: sv.child.source.how,
    ask: async (tx, { parameters, cut }) => {
      const itemId = parameters.item ?? '';
      const { answer } = await readAnswer(tx, itemId);
      return (
        askedPupils(itemId, answer, cut) ??
        makeFigure({ question: ASKED_PUPILS, parameters, value: null, unit: 'antal', cut })
      );
    },
    source: async (tx, { parameters }) => {
      const { item, answer } = await readAnswer(tx, parameters.item ?? '');
      return askedPupilsSource(item?.title ?? '', answer);
    },
  },
];
