import { defaultAcademicYear } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { DeliveryScope } from './delivery.ts';
import { type DeliveryKind, kindDescriptions } from './kind.ts';

/** Tid som en inlämning gäller: an academic year, and a semester for the kinds that have one. */
export type DeliveryPeriod = Pick<DeliveryScope, 'academicYear' | 'semester'>;

/** May and December: from then on the grades of the semester that is ending are set. */
const [springGradesFrom, autumnGradesFrom] = ['05-01', '12-01'];

/** The latest period that can have results of a kind: tests and final grades come in the spring, and so do courses of a whole year. */
export const latestPeriod = (kind: DeliveryKind, today: IsoDate): DeliveryPeriod => {
  const [year, day] = [Number(today.slice(0, 4)), today.slice(5)];
  if (!kindDescriptions[kind].perSemester) return { academicYear: year - 1, semester: null };
  if (day >= autumnGradesFrom) return { academicYear: year, semester: 'HT' };
  return { academicYear: year - 1, semester: day >= springGradesFrom ? 'VT' : 'HT' };
};

/** A course is graded when it ends, in the autumn as well. */
const isGradedAllYear = (kind: DeliveryKind): boolean => kindDescriptions[kind].required.includes('course');

/** Whether the time has begun when results of a period are made: the spring, for what belongs to the whole academic year. */
export const hasBegun = (
  { kind, academicYear, semester }: DeliveryPeriod & { readonly kind: DeliveryKind },
  today: IsoDate,
): boolean => {
  const year = defaultAcademicYear(academicYear);
  return today >= (semester === 'HT' || isGradedAllYear(kind) ? year.startsOn : year.springStartsOn);
};

/** Whether results of a period can have come, on a day. */
export const isDue = (
  { kind, academicYear, semester }: Pick<DeliveryScope, 'kind' | 'academicYear' | 'semester'>,
  today: IsoDate,
): boolean => {
  const latest = latestPeriod(kind, today);
  if (academicYear !== latest.academicYear) return academicYear < latest.academicYear;
  if (semester === null) return today >= `${academicYear + 1}-${springGradesFrom}`;
  return semester === 'HT' || latest.semester === 'VT';
};
