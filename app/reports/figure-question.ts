import type { Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import type { Action } from '#app/shared/permission.ts';

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
  /** What it takes to be told the number as it is now, where not everybody inside is. One that has been published anybody may look up. */
  readonly action?: Action;
  /** A parameter's value in words, '' for one that says nothing to a reader. The page itself knows units. */
  readonly words?: (parameter: string, value: string) => string;
  /** The figure of the day in `cut`, from the data as they are now, to somebody who asks today. Left out for a number that only exists frozen. */
  readonly ask?: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>, today: IsoDate) => Promise<Figure>;
  /** The rows it counts. */
  readonly source?: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};
