import type { Scoped } from '#app/database/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';

/**
 * A kind of number (fråga) that the page of a figure can explain. Each room gives its own; the program hands over the
 * whole list.
 */
export type FigureQuestion = {
  /** 'positions.count' */
  readonly key: string;
  /** What the number is, in Swedish: 'Antal karriärtjänster'. */
  readonly title: string;
  /** How it is counted, in Swedish. */
  readonly how: string;
  /** A parameter's value in words. The page itself knows units. */
  readonly words: (parameter: string, value: string) => string;
  /** The figure of the day in `cut`, from the register as it is now. */
  readonly ask: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>) => Promise<Figure>;
  /** The rows it counts. */
  readonly source: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};

/** What each question reads as, for the list of figures last in a document. */
export const questionTitles = (questions: readonly FigureQuestion[]): Readonly<Record<string, string>> =>
  Object.fromEntries(questions.map(({ key, title }) => [key, title]));
