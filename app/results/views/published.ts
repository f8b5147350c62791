import type { PublishedValue } from '#app/organisation/index.ts';
import { WHOLE_COUNTRY } from '#app/shared/whole-country.ts';
import { allSubjects, type Measure, measureDescriptions } from '../measure.ts';
import type { Part } from '../suppression/group.ts';
import type { TablePlace, TableQuestion } from '../table-question.ts';

const testSubjects: Readonly<Record<string, string>> = {
  Svenska: 'SVE',
  'Svenska som andraspråk': 'SVA',
  Engelska: 'ENG',
  Matematik: 'MA',
};

const testMeasure = ({ kind, subject }: TableQuestion): string | null => {
  const code = testSubjects[subject];
  if (!code || (kind !== 'np_ak6' && kind !== 'np_ak9')) return null;
  return `averageResultNationalTestsSubject${code}${kind === 'np_ak6' ? '6th' : '9th'}Grade`;
};

/** The name that Skolverket gives the same measure of the same pupils; null where nothing is published. */
export const publishedMeasure = (question: TableQuestion): string | null => {
  const { kind, measure, subject, group } = question;
  if (group !== 'alla') return null;
  if (measure === 'provbetygspoäng') return testMeasure(question);
  if (kind !== 'slutbetyg') return null;
  switch (measure) {
    case 'meritvärde':
      return 'averageGradesMeritRating9thGrade';
    case 'godkänd i alla ämnen':
      return 'ratioOfPupilsIn9thGradeWithAllSubjectsPassed';
    case 'behörig till yrkesprogram':
      return 'ratioOfPupils9thGradeEligibleForNationalProgramYR';
    case 'betygspoäng':
      return subject === allSubjects ? null : `averageGradePoints9thGrade ${subject}`;
    default:
      return null;
  }
};

/** Which part of a row the published value is a value of. */
export const publishedPart = (measure: Measure): Part =>
  measureDescriptions[measure].unit === 'andel' ? 'andel' : 'medelvärde';

/** Where Skolverket publishes of a municipality's own schools together: its code and the kind of huvudman, '0126 Kommunal'. */
const wholeMunicipality = /^\d{4} kommun(?:al)?$/i;

/** What Skolverket has published of the whole country for the academic year. */
export const nationalValue = (
  values: readonly PublishedValue[],
  academicYear: number,
): PublishedValue | null =>
  values.find(
    ({ schoolUnitCode, academicYearStart, value }) =>
      schoolUnitCode === WHOLE_COUNTRY && academicYearStart === academicYear && value !== null,
  ) ?? null;

/** What Skolverket has published of a school unit, or of a municipality's own schools together, for the academic year. */
export const publishedFor = (
  values: readonly PublishedValue[],
  { level, units }: TablePlace,
  academicYear: number,
): PublishedValue | null =>
  values.find(
    ({ schoolUnitCode, academicYearStart }) =>
      academicYearStart === academicYear &&
      (level === 'huvudman'
        ? wholeMunicipality.test(schoolUnitCode)
        : level === 'enhet' && units.includes(schoolUnitCode)),
  ) ?? null;
