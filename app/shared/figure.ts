import type { IsoDate } from './date.ts';
import { readableCode } from './id.ts';

/**
 * A number with its source. On screen it is a link to the page that shows the rows behind it; on paper it carries its
 * code. Nothing is typed in twice: reports and items are built from figures.
 */
export type Figure = {
  /** 'S-9F2M7KQ': decided by what was asked, of what, and in which state of the data. */
  readonly code: string;
  readonly value: number | null;
  readonly unit: FigureUnit;
  /** Which number this is: a key in the asking room's list of questions. */
  readonly question: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly cut: DataCut;
  /** Why there is no value, in words, when value is null. */
  readonly missing?: string;
};

export const figureUnits = [
  'antal',
  'andel',
  'procent av arbetstid',
  'per 100 elever',
  'elever per tjänst',
  'kronor',
] as const;
export type FigureUnit = (typeof figureUnits)[number];

/** The state of the data a figure rests on: what was true on `on`, as known after event number `event`. */
export type DataCut = { readonly on: IsoDate; readonly event: number };

type Asked = Pick<Figure, 'question' | 'parameters' | 'cut'>;

/** Seven readable characters: a code clash among 10,000 figures has a chance of about 1 in 700, and is refused when stored. */
export const figureCode = (asked: Asked): string => {
  const parameters = Object.entries(asked.parameters).sort(([a], [b]) => a.localeCompare(b));
  return `S-${readableCode(JSON.stringify([asked.question, parameters, asked.cut.on, asked.cut.event]), 7)}`;
};

export const makeFigure = (parts: Omit<Figure, 'code'>): Figure => ({ code: figureCode(parts), ...parts });
