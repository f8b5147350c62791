import { addDays, type IsoDate } from './date.ts';

/**
 * Days from `startsOn` to `endsOn`, both included; `endsOn: null` means until further notice. What relates two things
 * lives inside the periods of both: an appointment inside its position, a position inside its unit.
 */
export type Period = { readonly startsOn: IsoDate; readonly endsOn: IsoDate | null };

const END_OF_TIME = '9999-12-31';
const end = (period: Period): IsoDate => period.endsOn ?? END_OF_TIME;

export const isOrdered = (period: Period): boolean => period.startsOn <= end(period);

export const contains = (period: Period, day: IsoDate): boolean =>
  period.startsOn <= day && day <= end(period);

export const encloses = (outer: Period, inner: Period): boolean =>
  outer.startsOn <= inner.startsOn && end(inner) <= end(outer);

export const overlaps = (a: Period, b: Period): boolean => a.startsOn <= end(b) && b.startsOn <= end(a);

/** The part that both have in common, or null. */
export const intersection = (a: Period, b: Period): Period | null => {
  if (!overlaps(a, b)) return null;
  const endsOn = end(a) <= end(b) ? a.endsOn : b.endsOn;
  return { startsOn: a.startsOn >= b.startsOn ? a.startsOn : b.startsOn, endsOn };
};

/** The parts of `whole` that none of `parts` covers, in order: the vacancies of a position, say. */
export const gaps = (whole: Period, parts: readonly Period[]): Period[] => {
  const found: Period[] = [];
  let next: IsoDate | null = whole.startsOn;
  for (const part of [...parts].sort((a, b) => a.startsOn.localeCompare(b.startsOn))) {
    if (next === null || next > end(whole)) break;
    if (end(part) < next || part.startsOn > end(whole)) continue;
    if (part.startsOn > next) found.push({ startsOn: next, endsOn: addDays(part.startsOn, -1) });
    next = part.endsOn === null ? null : addDays(part.endsOn, 1);
  }
  if (next !== null && next <= end(whole)) found.push({ startsOn: next, endsOn: whole.endsOn });
  return found;
};
