import { type IsoDate, isIsoDate } from './date.ts';
import { monthNames } from './month.ts';

/** Longer texts are no values; a limit keeps every pattern below quick. */
const LONGEST_VALUE = 60;

const minusSigns = /[−–‐‑]/g;
const thousands = /^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * Reads a number as Swedish people and registers write it: '12,5', '12.5', '1 234,5' (with any kind of space), '−3',
 * '20 %' (which is 20). Null for everything else. A point is always a decimal point: '1.234' is 1,234, and '1.234,5'
 * is not a number, because one of its signs would have to be guessed at.
 */
export const readNumber = (text: string): number | null => {
  if (text.length > LONGEST_VALUE) return null;
  const written = text
    .trim()
    .replace(/\s*%$/, '')
    .replace(minusSigns, '-')
    .replace(/^([+-])\s+/, '$1')
    .replace(/\s/g, ' ');
  if (!plainNumber.test(written) && !thousands.test(written)) return null;
  const value = Number(written.replaceAll(' ', '').replace(',', '.'));
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
};

/** Reads a whole number, also '12,0'. Null when there is a fraction, or more digits than can be kept exactly. */
export const readWhole = (text: string): number | null => {
  const value = readNumber(text);
  return value !== null && Number.isSafeInteger(value) ? value : null;
};

/** The number of a month written out or cut short: 'november', 'nov', 'nov.', 'sept'. */
const monthNumber = (written: string): number | null => {
  const name = written.toLowerCase().replace(/\.$/, '');
  const index = name.length < 3 ? -1 : monthNames.findIndex(month => month.startsWith(name));
  return index === -1 ? null : index + 1;
};

/** Year first: 2026-11-23, 20261123, 2026/11/23, 2026.11.23; a time of day that says midnight may follow. */
const yearFirst = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?:[ T]00:00(?::00)?)?$/;
/** Day first, always with the year in full: 23/11 2026, 23/11/2026, 23.11.2026, 23-11-2026. */
const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[ /.-](\d{4})$/;
/** 23 november 2026, 23 nov. 2026 */
const inWords = /^(?:den )?(\d{1,2}) ([a-zåäö]+\.?) (\d{4})$/i;

const dateOf = (year: string, month: number, day: string): IsoDate | null => {
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
};

/**
 * Reads a day as Swedish people write it: '2026-11-23', '20261123', '2026/11/23', '23/11 2026', '23 november 2026'.
 * Null for days that do not exist and for years in two digits, which cannot be told from days.
 */
export const readDate = (text: string): IsoDate | null => {
  if (text.length > LONGEST_VALUE) return null;
  const written = text.trim().replace(minusSigns, '-').replace(/\s+/g, ' ');
  const fromYear = yearFirst.exec(written);
  if (fromYear) {
    const [, year = '', month, day, shortMonth = '', shortDay = ''] = fromYear;
    return dateOf(year, Number(month ?? shortMonth), day ?? shortDay);
  }
  const fromDay = dayFirst.exec(written);
  if (fromDay) {
    const [, day = '', month = '', year = ''] = fromDay;
    return dateOf(year, Number(month), day);
  }
  const words = inWords.exec(written);
  if (!words) return null;
  const [, day = '', name = '', year = ''] = words;
  const month = monthNumber(name);
  return month === null ? null : dateOf(year, month, day);
};
