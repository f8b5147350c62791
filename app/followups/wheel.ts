import type { AcademicYear } from '#app/shared/academic-year.ts';
import { addDays, type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { contains, type Period } from '#app/shared/period.ts';

/** Lov: days on which schools rest, nothing falls due and nobody is reminded. */
export type SchoolHoliday = Period & { readonly name: string; readonly endsOn: IsoDate };

/** True for '10-15', a day that every year has: 29 February is not one. */
export const isDayOfYear = (text: string): boolean => isIsoDate(`2025-${text}`);

const isWeekend = (day: IsoDate): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** A day on which nobody should be reminded: a weekend, or within a holiday. */
export const isQuiet = (day: IsoDate, holidays: readonly SchoolHoliday[]): boolean =>
  isWeekend(day) || holidays.some(holiday => contains(holiday, day));

/** The first day from `day` on that is not quiet. */
export const nextSchoolDay = (day: IsoDate, holidays: readonly SchoolHoliday[]): IsoDate => {
  let found = day;
  // A holiday longer than a year would be a mistake in the data, not a reason to look for ever.
  for (let step = 0; step < 400 && isQuiet(found, holidays); step += 1) found = addDays(found, 1);
  return found;
};

/** When something planned for a day of the year ('10-15') is due in an academic year, moved past weekends and holidays. */
export const dueDateIn = (
  dayOfYear: string,
  year: AcademicYear,
  holidays: readonly SchoolHoliday[],
): IsoDate => {
  const calendarYear = dayOfYear >= year.startsOn.slice(5) ? year.startYear : year.startYear + 1;
  return nextSchoolDay(`${calendarYear}-${dayOfYear}`, holidays);
};
