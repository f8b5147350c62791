import { z } from 'zod';
import { academicYearLabel, parseAcademicYear } from '#app/shared/academic-year.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { WHOLE_COUNTRY } from '#app/shared/whole-country.ts';
import { readNumber } from '#app/shared/written-value.ts';
import { texts } from './sv.ts';

/**
 * Why a value is as it is, in Skolverket's own words (`valueType`). Only `EXISTS` has a number. The others are a
 * vocabulary of their own: too few pupils, missing, almost all, teachers outside the requirement.
 */
export const publicationMarks = [
  'EXISTS',
  'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS',
  'MISSING',
  'ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE',
  'TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION',
] as const;
export type PublicationMark = (typeof publicationMarks)[number];

/** Mått: what Skolverket publishes for a school unit with grundskola, by its published name. */
const publishedMeasures = [
  'totalNumberOfPupils',
  'studentsPerTeacherQuota',
  'certifiedTeachersQuota',
  'specialEducatorsQuota',
  'specialTeacherPositions',
  'averageResultNationalTestsSubjectSVE6thGrade',
  'averageResultNationalTestsSubjectSVA6thGrade',
  'averageResultNationalTestsSubjectENG6thGrade',
  'averageResultNationalTestsSubjectMA6thGrade',
  'averageResultNationalTestsSubjectSVE9thGrade',
  'averageResultNationalTestsSubjectSVA9thGrade',
  'averageResultNationalTestsSubjectENG9thGrade',
  'averageResultNationalTestsSubjectMA9thGrade',
  'ratioOfPupilsIn6thGradeWithAllSubjectsPassed',
  'ratioOfPupilsIn9thGradeWithAllSubjectsPassed',
  'averageGradesMeritRating9thGrade',
  'ratioOfPupils9thGradeEligibleForNationalProgramYR',
  'ratioOfPupils9thGradeEligibleForNationalProgramES',
  'ratioOfPupils9thGradeEligibleForNationalProgramSAEKHU',
  'ratioOfPupils9thGradeEligibleForNationalProgramNATE',
] as const;
export type PublishedMeasure = (typeof publishedMeasures)[number];

/** Skolenhet as Skolverket lists it. */
export type PublishedUnit = {
  readonly schoolUnitCode: string;
  readonly name: string;
  readonly municipalityCode: string;
  /** Ten digits without hyphen. */
  readonly organisationNumber: string;
  readonly corporationName: string;
  /** WGS 84 degrees, null when not published. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly schoolForms: readonly PublishedSchoolForm[];
};

/** Skolform by Skolverket's code ('gr', 'fsk', 'gran'), with its årskurser. */
type PublishedSchoolForm = {
  readonly code: string;
  readonly name: string;
  readonly yearLevels: readonly number[];
};

/** One published value. Shown always with "Källa: Skolverket". */
export type PublishedValue = {
  /** Eight digits, or `WHOLE_COUNTRY`. */
  readonly schoolUnitCode: string;
  readonly measure: PublishedMeasure;
  readonly academicYearStart: number;
  /** Null whenever the mark is anything but `EXISTS`: a mark is never a number and never zero. */
  readonly value: number | null;
  /** As published, '233,1', 'cirka 460' or '..'; null when nothing was written. */
  readonly raw: string | null;
  readonly mark: PublicationMark;
  /** Published as 'cirka': rounded to tens. */
  readonly approximate: boolean;
};

export type PlannedEducations = {
  readonly units: readonly PublishedUnit[];
  readonly values: readonly PublishedValue[];
  readonly skipped: {
    readonly unitsInOtherMunicipalities: number;
    /** Units in the municipality with another kind of huvudman. */
    readonly unitsOfOtherOrganizers: number;
    /** Entries without läsår, which say nothing. */
    readonly valuesWithoutYear: number;
    /** Measures in the municipality's own units that Samsyn does not know. */
    readonly unknownMeasures: readonly string[];
  };
};

const fourDigits = /^\d{4}$/;

const coordinate = (limit: number) =>
  z
    .string()
    .nullish()
    .transform((written, context) => {
      if (!written) return null;
      const degrees = Number(written);
      if (Number.isFinite(degrees) && Math.abs(degrees) <= limit) return degrees;
      context.addIssue({ code: 'custom', message: 'not degrees' });
      return z.NEVER;
    });

const schoolFormShape = z.object({
  code: z.string().min(1),
  displayName: z.string(),
  schoolYears: z.array(
    z
      .string()
      .regex(/^(\d|10)$/)
      .transform(Number),
  ),
});

const unitShape = z.object({
  code: z.string().regex(/^\d{8}$/),
  name: z.string().trim().min(1),
  geographicalAreaCode: z.string().regex(fourDigits),
  wgs84_Lat: coordinate(90),
  wgs84_Long: coordinate(180),
  organisationRegistryNumber: z.string().regex(/^\d{10}$/),
  principalOrganizerType: z.string().min(1),
  corporationName: z.string(),
  typeOfSchooling: z.array(schoolFormShape),
});

const entryShape = z.object({
  value: z.string().nullable(),
  valueType: z.string(),
  timePeriod: z.string().nullable(),
});

const lineShape = z.object({
  unit: unitShape,
  statistics: z.object({ schoolUnit: z.string() }).catchall(z.array(entryShape)),
});
type Line = z.infer<typeof lineShape>;
/** What Skolverket publishes of all schools in the country with grundskola, in the same form. */
const nationalShape = z.object({
  national: z.literal('gr'),
  statistics: z.record(z.string(), z.array(entryShape)),
});
type NationalLine = z.infer<typeof nationalShape>;
type Entry = z.infer<typeof entryShape>;

const LARGEST_FILE = 50_000_000;
const MOST_PROBLEMS = 20;

const inFile = (text: string): FileError => ({ line: null, column: null, text });

const problemIn = (line: number, column: string | null, text: string): FileError => ({ line, column, text });

/**
 * Reads Skolverket's statistics for school units (planned-educations v4, one JSON object per line) and keeps the
 * municipality's own units, and the whole country's values where a line has them. Everything is checked, also what is then left
 * out; one fault and nothing is read.
 *
 * @param municipalityCode four digits with the leading zero, '0126'
 */
export const readPlannedEducations = (
  bytes: Uint8Array,
  municipalityCode: string,
): Outcome<PlannedEducations, FileError> => {
  if (!fourDigits.test(municipalityCode)) {
    return failed(inFile(texts.municipalityCode(municipalityCode)));
  }
  const text = decoded(bytes);
  if (!text.ok) return text;

  const problems: FileError[] = [];
  const firstLineOf = new Map<string, number>();
  const units: PublishedUnit[] = [];
  const values: PublishedValue[] = [];
  const unknownMeasures = new Set<string>();
  let unitsInOtherMunicipalities = 0;
  let unitsOfOtherOrganizers = 0;
  let valuesWithoutYear = 0;
  const keep = (read: ReadStatistics): void => {
    for (const value of read.values) values.push(value);
    for (const measure of read.unknownMeasures) unknownMeasures.add(measure);
    valuesWithoutYear += read.withoutYear;
  };

  for (const [index, written] of text.value.split('\n').entries()) {
    if (written.trim() === '') continue;
    if (problems.length >= MOST_PROBLEMS) break;
    const line = index + 1;
    const parsed = parsedLine(written, line);
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    const place = 'national' in parsed.value ? WHOLE_COUNTRY : parsed.value.unit.code;
    const first = firstLineOf.get(place);
    if (first !== undefined) problems.push(problemIn(line, 'code', texts.repeatedUnit(line, place, first)));
    firstLineOf.set(place, line);
    const read = readStatistics(parsed.value.statistics, place, line);
    problems.push(...read.problems);
    if ('national' in parsed.value) {
      keep(read);
      continue;
    }
    const { unit } = parsed.value;
    if (unit.geographicalAreaCode !== municipalityCode) unitsInOtherMunicipalities++;
    else if (unit.principalOrganizerType !== 'Kommunal') unitsOfOtherOrganizers++;
    else {
      units.push(publishedUnit(unit));
      keep(read);
    }
  }

  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  if (firstLineOf.size === 0) return failed(inFile(texts.empty));
  if (units.length === 0) return failed(inFile(texts.noUnits(municipalityCode)));
  return ok({
    units,
    values,
    skipped: {
      unitsInOtherMunicipalities,
      unitsOfOtherOrganizers,
      valuesWithoutYear,
      unknownMeasures: [...unknownMeasures].sort(),
    },
  });
};

const decoded = (bytes: Uint8Array): Outcome<string, FileError> => {
  if (bytes.length > LARGEST_FILE) return failed(inFile(texts.tooLarge));
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return failed(inFile(texts.encoding));
  }
};

const parsedLine = (written: string, line: number): Outcome<Line | NationalLine, FileError> => {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return failed(problemIn(line, null, texts.notJson(line)));
  }
  const national = nationalShape.safeParse(json);
  if (national.success) return ok(national.data);
  const parsed = lineShape.safeParse(json);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'unit';
    return failed(problemIn(line, field, texts.field(line, field)));
  }
  const { unit, statistics } = parsed.data;
  return statistics.schoolUnit === unit.code
    ? ok(parsed.data)
    : failed(problemIn(line, 'schoolUnit', texts.otherUnit(line, unit.code, statistics.schoolUnit)));
};

const publishedUnit = (unit: Line['unit']): PublishedUnit => ({
  schoolUnitCode: unit.code,
  name: unit.name,
  municipalityCode: unit.geographicalAreaCode,
  organisationNumber: unit.organisationRegistryNumber,
  corporationName: unit.corporationName,
  latitude: unit.wgs84_Lat,
  longitude: unit.wgs84_Long,
  schoolForms: unit.typeOfSchooling.map(({ code, displayName, schoolYears }) => ({
    code,
    name: displayName,
    yearLevels: schoolYears,
  })),
});

type ReadStatistics = {
  readonly values: readonly PublishedValue[];
  readonly problems: readonly FileError[];
  readonly unknownMeasures: readonly string[];
  readonly withoutYear: number;
};

const isMeasure = (name: string): name is PublishedMeasure =>
  publishedMeasures.some(measure => measure === name);

const isMark = (name: string): name is PublicationMark => publicationMarks.some(mark => mark === name);

const readStatistics = (
  { schoolUnit: _, ...measures }: Line['statistics'] | NationalLine['statistics'],
  schoolUnitCode: string,
  line: number,
): ReadStatistics => {
  const values: PublishedValue[] = [];
  const problems: FileError[] = [];
  const unknownMeasures: string[] = [];
  let withoutYear = 0;
  for (const [measure, entries] of Object.entries(measures)) {
    if (!isMeasure(measure)) {
      unknownMeasures.push(measure);
      continue;
    }
    const years = new Set<number>();
    for (const entry of entries) {
      if (entry.timePeriod === null) {
        withoutYear++;
        continue;
      }
      const read = readEntry(entry, entry.timePeriod, { schoolUnitCode, measure, line });
      if (!read.ok) {
        problems.push(...read.problems);
        continue;
      }
      const { academicYearStart } = read.value;
      if (years.has(academicYearStart)) {
        const year = academicYearLabel(academicYearStart);
        problems.push(problemIn(line, measure, texts.repeatedYear(line, measure, year)));
      }
      years.add(academicYearStart);
      values.push(read.value);
    }
  }
  return { values, problems, unknownMeasures, withoutYear };
};

type Place = { readonly schoolUnitCode: string; readonly measure: PublishedMeasure; readonly line: number };

const readEntry = (
  { value: raw, valueType: mark }: Entry,
  timePeriod: string,
  { schoolUnitCode, measure, line }: Place,
): Outcome<PublishedValue, FileError> => {
  if (!isMark(mark)) return failed(problemIn(line, measure, texts.unknownMark(line, measure, mark)));
  const academicYearStart = parseAcademicYear(timePeriod);
  if (academicYearStart === null) {
    return failed(problemIn(line, measure, texts.notYear(line, measure, timePeriod)));
  }
  const place = { schoolUnitCode, measure, academicYearStart, raw, mark };
  if (mark !== 'EXISTS') return ok({ ...place, value: null, approximate: false });
  const approximate = raw?.startsWith('cirka ') ?? false;
  const value = readNumber((approximate ? raw?.slice('cirka '.length) : raw) ?? '');
  if (value === null) return failed(problemIn(line, measure, texts.notNumber(line, measure, raw ?? '')));
  return ok({ ...place, value, approximate });
};
