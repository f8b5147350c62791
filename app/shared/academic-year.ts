import type { IsoDate } from './date.ts';
import { contains, type Period } from './period.ts';

/** Termin: höst or vår, with the values of SS 12000. */
export const semesters = ['HT', 'VT'] as const;
export type Semester = (typeof semesters)[number];

/**
 * Läsår (skollagen 10 kap. 3 §, skolförordningen 3 kap.): named by the year it starts. Its boundaries are the
 * authority's own data, never a rule in code.
 */
export type AcademicYear = Period & {
  readonly startYear: number;
  readonly springStartsOn: IsoDate;
  readonly endsOn: IsoDate;
};

/** '2026/27' */
export const academicYearLabel = (startYear: number): string =>
  `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;

/** Reads '2026/27', '2026/2027', '2026-27' or '26/27'; null for anything else. */
export const parseAcademicYear = (text: string): number | null => {
  const match = /^(\d{2}|\d{4})\s*[/–-]\s*(\d{2}|\d{4})$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return null;
  const startYear = match[1].length === 2 ? 2000 + Number(match[1]) : Number(match[1]);
  return (startYear + 1) % 100 === Number(match[2]) % 100 ? startYear : null;
};

/** The boundaries used until an authority has decided its own: 1 July to 30 June, spring from 1 January. */
export const defaultAcademicYear = (startYear: number): AcademicYear => ({
  startYear,
  startsOn: `${startYear}-07-01`,
  springStartsOn: `${startYear + 1}-01-01`,
  endsOn: `${startYear + 1}-06-30`,
});

export const academicYearOf = (day: IsoDate, years: readonly AcademicYear[]): AcademicYear => {
  const decided = years.find(year => contains(year, day));
  if (decided) return decided;
  const year = Number(day.slice(0, 4));
  return defaultAcademicYear(day.slice(5) >= '07-01' ? year : year - 1);
};

export const semesterOf = (day: IsoDate, year: AcademicYear): Semester =>
  day < year.springStartsOn ? 'HT' : 'VT';
