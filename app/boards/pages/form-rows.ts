import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { SentForm } from '#app/web/index.ts';
import { sv } from '../sv.ts';

/** More rows than anyone writes; a limit so that a form cannot grow without end. */
const MOST_ROWS = 60;

/** How many rows a form of rows shows: those sent, else those known and an empty one, at least `least`. */
export const rowCount = (form: SentForm, known: number, least: number): number => {
  const sent = Number(form.text('rows'));
  if (!Number.isInteger(sent) || sent < 1) return Math.max(least, known + 1);
  return Math.min(MOST_ROWS, sent);
};

/** The numbers of the rows that were sent: 1 is the first. */
export const sentRows = (form: SentForm): number[] =>
  Array.from({ length: rowCount(form, 0, 1) }, (_, at) => at + 1);

const copyOf = (form: SentForm): Map<string, readonly string[]> =>
  new Map(form.names().map(name => [name, form.texts(name)]));

/** The same form with one more row. */
export const withOneMoreRow = (form: SentForm): SentForm =>
  new SentForm(copyOf(form).set('rows', [String(Math.min(MOST_ROWS, rowCount(form, 0, 1) + 1))]));

/** The same form with texts of one control put in place of what was there. */
export const withTexts = (form: SentForm, name: string, texts: readonly string[]): SentForm =>
  new SentForm(copyOf(form).set(name, texts));

/** Reads a day that may be left out; a day that does not exist is noted in `problems`. */
export const readDay = (form: SentForm, name: string, problems: FieldError[]): IsoDate | null => {
  const text = form.text(name);
  if (text === '') return null;
  if (isIsoDate(text)) return text;
  problems.push({ field: name, text: sv.dateWrong });
  return null;
};
