import { type Funding, type PositionKind, positionKinds } from '../position.ts';
import { comparableHeading as comparable } from './column.ts';

/** A number that a spreadsheet program has rounded and written with an exponent: 2,00101E+11. What it was is lost. */
export const isSpoiltNumber = (text: string): boolean => /^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text.trim());

/** What lists write where a position has no holder. */
export const isVacancyWord = (text: string): boolean =>
  /^(?:[-–—]+|vakant|vakans|obesatt|ej tillsatt|vakant tjänst)$/i.test(text);

/** What lists write where something has no end. */
export const isUntilFurther = (text: string): boolean =>
  /^(?:[-–—]+|tills vidare|t\.?\s?v\.?|tillsvidare|löpande)$/i.test(text);

/** From this day on a last day is no day: personnel systems write 2099-12-31 or 9999-12-31 for what has no end. */
export const NEVER = '2099-01-01';

/** How a row of sums begins: 'Summa', 'Totalt 12', 'Antal tjänster: 12'. */
export const isSumWord = (text: string): boolean => /^(?:summa|totalt?|antal)(?![\p{L}])/iu.test(text);

const kindByText = new Map<string, PositionKind>(positionKinds.map(kind => [comparable(kind), kind]));

/** 'Förstelärare', 'forstelarare', 'LEKTOR'. */
export const readKind = (text: string): PositionKind | null => kindByText.get(comparable(text)) ?? null;

const fundingByText = new Map<string, Funding>([
  ...['statsbidrag §16', 'statsbidrag 16 §', 'statsbidrag paragraf 16', '§16', '16', 'paragraf 16'].map(
    text => [comparable(text), 'statsbidrag §16'] as const,
  ),
  ...['statsbidrag §17', 'statsbidrag 17 §', 'statsbidrag paragraf 17', '§17', '17', 'paragraf 17'].map(
    text => [comparable(text), 'statsbidrag §17'] as const,
  ),
  ...['egna medel', 'egna', 'egen finansiering', 'kommunala medel', 'huvudmannens medel'].map(
    text => [comparable(text), 'egna medel'] as const,
  ),
]);

/** 'statsbidrag §16', '§17', 'statsbidrag 16', 'egna medel'. */
export const readFunding = (text: string): Funding | null => fundingByText.get(comparable(text)) ?? null;
