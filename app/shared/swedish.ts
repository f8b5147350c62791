import { academicYearLabel } from './academic-year.ts';
import { swedishDayOf } from './clock.ts';
import type { IsoDate } from './date.ts';
import { monthNames } from './month.ts';
import type { Period } from './period.ts';

const collator = new Intl.Collator('sv', { numeric: true });

/** Compares two texts as a Swedish reader expects: å, ä, ö last, numbers by value. */
export const compareSwedish = (a: string, b: string): number => collator.compare(a, b);

const NARROW_SPACE = '\u202f';

/** A number with decimal comma and thin space: 1 234,5. `decimals` fixes how many are shown. */
export const formatNumber = (value: number, decimals = 0): string => {
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = fixed.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : whole;
  const sign = value < 0 && Number(fixed) !== 0 ? '\u2212' : '';
  return `${sign}${grouped}${fraction ? `,${fraction}` : ''}`;
};

/** '23 %', with a space that does not break. */
export const formatPercent = (value: number, decimals = 0): string =>
  `${formatNumber(value, decimals)}\u00a0%`;

/** '23 november 2026' */
export const formatDate = (date: IsoDate): string =>
  `${Number(date.slice(8, 10))} ${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** '23 nov 2026', for tables */
export const formatShortDate = (date: IsoDate): string => {
  const month = monthNames[Number(date.slice(5, 7)) - 1] ?? '';
  return `${Number(date.slice(8, 10))} ${month.length > 4 ? month.slice(0, 3) : month} ${date.slice(0, 4)}`;
};

/** '1 augusti 2025–30 juni 2027', or 'från 1 augusti 2025' when no end is set */
export const formatPeriod = (period: Period): string =>
  period.endsOn === null
    ? `från ${formatDate(period.startsOn)}`
    : `${formatDate(period.startsOn)}–${formatDate(period.endsOn)}`;

export const formatAcademicYear = (startYear: number): string => `läsåret ${academicYearLabel(startYear)}`;

const swedishTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  minute: '2-digit',
});

/** '23 november 2026 kl. 10.42', in Swedish time */
export const formatInstant = (instant: Date): string =>
  `${formatDate(swedishDayOf(instant))} kl. ${swedishTime.format(instant).replace(':', '.')}`;

const smallNumbers = [
  'noll',
  'en',
  'två',
  'tre',
  'fyra',
  'fem',
  'sex',
  'sju',
  'åtta',
  'nio',
  'tio',
  'elva',
  'tolv',
];

/** 'två', 'tolv', '34': a count in words to twelve, in figures from there. */
export const inWords = (count: number): string => smallNumbers[count] ?? formatNumber(count);

/** 'en tjänst', 'två tjänster', '34 tjänster'. `neuter` gives 'ett'. */
export const formatCount = (count: number, one: string, many: string, neuter = false): string => {
  const word = count === 1 && neuter ? 'ett' : inWords(count);
  return `${word} ${count === 1 ? one : many}`;
};

/** 'a, b och c' */
export const formatList = (items: readonly string[], conjunction = 'och'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;

export const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
