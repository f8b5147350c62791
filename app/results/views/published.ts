import type { PublishedValue } from '#app/organisation/index.ts';
import type { TableQuestion } from '../table-question.ts';

const testSubjects: Readonly<Record<string, string>> = {
  Svenska: 'SVE',
  'Svenska som andraspråk': 'SVA',
  Engelska: 'ENG',
  Matematik: 'MA',
};

/** The name that Skolverket gives the same measure of a school unit; null where nothing is published. */
export const publishedMeasure = ({ kind, measure, subject }: TableQuestion): string | null => {
  if (measure === 'meritvärde') return 'averageGradesMeritRating9thGrade';
  const code = testSubjects[subject];
  if (measure !== 'provbetygspoäng' || !code || (kind !== 'np_ak6' && kind !== 'np_ak9')) return null;
  return `averageResultNationalTestsSubject${code}${kind === 'np_ak6' ? '6th' : '9th'}Grade`;
};

/** What Skolverket has published of a unit for the academic year. */
export const publishedFor = (
  values: readonly PublishedValue[],
  schoolUnitCode: string,
  academicYear: number,
): PublishedValue | null =>
  values.find(one => one.schoolUnitCode === schoolUnitCode && one.academicYearStart === academicYear) ?? null;
