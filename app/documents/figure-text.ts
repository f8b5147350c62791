import { type Figure, type FigureUnit, figureQuery } from '#app/shared/figure.ts';
import { formatNumber, formatPercent } from '#app/shared/swedish.ts';
import type { OutCell } from '#app/shared/table.ts';
import { sv } from './sv.ts';

const writers: Readonly<Record<FigureUnit, (value: number) => string>> = {
  antal: value => formatNumber(value, Number.isInteger(value) ? 0 : 1),
  // A share is stored as 0–1 and read as per cent.
  andel: value => formatPercent(value * 100),
  'procent av arbetstid': value => formatPercent(value, Number.isInteger(value) ? 0 : 1),
  'per 100 elever': value => formatNumber(value, 2),
  'elever per tjänst': value => formatNumber(value),
  'per 100 legitimerade lärare': value => formatNumber(value, 1),
  förändring: value => `${value > 0 ? '+' : ''}${formatNumber(value, Number.isInteger(value) ? 0 : 1)}`,
  minuter: value => `${formatNumber(value, value < 10 ? 1 : 0)}\u00a0min`,
  poäng: value => sv.points(formatNumber(value, 1)),
  meritpoäng: value => sv.meritPoints(formatNumber(value)),
  'poängs skillnad': value => sv.points(formatNumber(value, 1)),
  procent: value => formatPercent(value),
  kronor: value => `${formatNumber(value)}\u00a0kr`,
};

/** The figure as it reads in Swedish, '34', '23 %', '0,62', or the words that say why there is no value. */
export const figureText = (figure: Figure): string =>
  figure.value === null
    ? (figure.missing ?? sv.unknownFigure)
    : `${figure.approximate ? 'ca\u00a0' : ''}${writers[figure.unit](figure.value)}`;

/** The figure in a table that leaves the program: numbers stay numbers, as exact as they are shown; one without a value says why. */
export const figureCell = (figure: Figure): OutCell =>
  figure.value === null ? figureText(figure) : Math.round(figure.value * 10_000) / 10_000;

/**
 * Where a figure in a document is explained: the page that shows the rows behind it. When the whole figure is given its
 * question follows the code, so that one that has not been frozen can still be answered.
 */
export const figureHref = (figure: Pick<Figure, 'code'> | Figure): string => {
  const page = `/siffra/${encodeURIComponent(figure.code)}`;
  return 'question' in figure ? `${page}?${figureQuery(figure)}` : page;
};
