import type { Scoped } from '#app/database/index.ts';
import type { FigureName } from '#app/documents/index.ts';
import { type FollowUpChapter, followUpQuestions, readFollowUpTelling } from '#app/followups/index.ts';
import {
  type Chapter,
  distributionChapters,
  distributionOf,
  distributionQuestions,
  figureNames,
  isDistributionQuestion,
  onAnotherDay,
  readDistribution,
} from '#app/positions/index.ts';
import type { FigureSource } from '#app/reports/index.ts';
import {
  findTold,
  type ResultChapter,
  readAllTold,
  resultChapters,
  resultQuestions,
  TOLD,
  toldFigureNames,
  toldSourceOf,
} from '#app/results/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { askedText, type DataCut, type Figure } from '#app/shared/figure.ts';

/** A generated part of an item: of positions, of how they are followed up, or of results that have left the authority. */
export type ItemChapter = Chapter | FollowUpChapter | ResultChapter;

/** What an item is filled with besides what people write: chapters and figures, all from one state of the data. */
export type ItemFilling = {
  readonly cut: DataCut;
  /** The generated chapters. Pictures are drawn here, so it is called outside the transaction. */
  readonly chapters: () => readonly ItemChapter[];
  /** The figure that answers a question in this state of the data; null when nobody can answer it. */
  readonly ask: (asked: Pick<Figure, 'question' | 'parameters'>) => Figure | null;
  readonly sourceOf: (figure: Figure) => FigureSource;
  /** What each figure is, for the list of figures in the document. */
  readonly figureNames: (figures: readonly Figure[]) => Readonly<Record<string, FigureName>>;
  /** What each question key reads as in a list of figures. */
  readonly questionTitles: Readonly<Record<string, string>>;
};

/** Reads the filling for a day, with an earlier day to compare with when there is one, to somebody who reads it today. */
export type ReadFilling = (
  tx: Scoped,
  on: IsoDate,
  compareOn: IsoDate | null,
  today: IsoDate,
) => Promise<ItemFilling>;

/** The filling from the authority's own register of positions, its follow-up, and the results that it has let out. */
export const readFilling: ReadFilling = async (tx, on, compareOn, today) => {
  const reading = await readDistribution(tx, on);
  const told = await readAllTold(tx);
  const followUp = await readFollowUpTelling(tx, on, today);
  const compare = compareOn === null ? {} : { compare: onAnotherDay(reading, compareOn) };
  return {
    cut: reading.cut,
    chapters: () => [
      ...distributionChapters(reading, compare),
      ...followUp.chapters,
      ...resultChapters(told, on),
    ],
    ask: ({ question, parameters }) => {
      if (isDistributionQuestion(question)) return distributionOf(reading).figure(question, parameters);
      if (question === TOLD) return findTold(told.tables, parameters)?.figure ?? null;
      const asked = askedText({ question, parameters, cut: reading.cut });
      const figures = followUp.chapters.flatMap(chapter => chapter.figures);
      return figures.find(figure => askedText(figure) === asked) ?? null;
    },
    sourceOf: figure =>
      figure.question === TOLD
        ? toldSourceOf(told, figure)
        : (followUp.sourceOf(figure) ?? distributionOf(reading).source(figure)),
    figureNames: figures => ({
      ...figureNames(figures, reading),
      ...followUp.figureNames(figures),
      ...toldFigureNames(told, figures),
    }),
    questionTitles: Object.fromEntries(
      [...distributionQuestions, ...followUpQuestions, ...resultQuestions].map(({ key, title }) => [
        key,
        title,
      ]),
    ),
  };
};
