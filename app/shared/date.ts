/** A calendar day written `2026-11-23`. Dates are days, never instants: no time zone can move them. */
export type IsoDate = string & { readonly __brand?: 'IsoDate' };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True when the text is a day that exists: `2026-02-29` is not one. */
export const isIsoDate = (text: string): text is IsoDate => {
  const match = pattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** The day `days` days after `date` (before it when negative). */
export const addDays = (date: IsoDate, days: number): IsoDate => {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
};

/** The same day some years later; the 28th where there is no 29 February. */
export const addYears = (date: IsoDate, years: number): IsoDate => {
  const moved = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isIsoDate(moved) ? moved : `${moved.slice(0, 8)}28`;
};

/** The same day some months later (earlier when negative); the last day of the month where it is too short. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
};

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export const earliest = (a: IsoDate, b: IsoDate): IsoDate => (a <= b ? a : b);
export const latest = (a: IsoDate, b: IsoDate): IsoDate => (a >= b ? a : b);
