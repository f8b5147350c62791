import { latestEvent, type Scoped } from '#app/database/index.ts';
import { type Figure, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { isDeliveryKind } from './kind.ts';
import { type Measure, measures } from './measure.ts';
import { sv as roomTexts } from './sv.ts';
import { findTold, TOLD } from './told.ts';
import { readAllTold, toldSourceOf } from './told-reading.ts';
import { sv } from './views/sv.ts';

/** A number that readers can ask for, in the form that the page of a figure takes. */
export type ResultQuestion = {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  readonly words: (parameter: string, value: string) => string;
  readonly ask: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>) => Promise<Figure>;
  readonly source: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};

const isMeasure = (text: string): text is Measure => measures.some(measure => measure === text);

/** A parameter's value in words; '' for one that says nothing to a reader. */
export const toldWords = (parameter: string, value: string): string => {
  if (parameter === 'release') return '';
  if (parameter === 'kind' && isDeliveryKind(value)) return roomTexts.kinds[value];
  if (parameter === 'measure' && isMeasure(value)) return sv.measures[value];
  if (parameter === 'level') return sv.level(value);
  return value;
};

/**
 * The numbers of this room, for the page that explains a figure. Only what has left the authority is a figure, tried against all that left
 * before: everyone may follow it, and nobody learns more of the pupils than was told.
 */
export const resultQuestions: readonly ResultQuestion[] = [
  {
    key: TOLD,
    ...sv.told.question,
    words: toldWords,
    ask: async (tx, { parameters, cut }) =>
      findTold((await readAllTold(tx)).tables, parameters)?.figure ??
      makeFigure({
        ...{ question: TOLD, parameters, value: null, unit: 'antal', missing: sv.told.unknown },
        cut: { on: cut.on, event: await latestEvent(tx) },
      }),
    source: async (tx, figure) => toldSourceOf(await readAllTold(tx), figure),
  },
];
