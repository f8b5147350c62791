import type { PublishedValue } from '#app/organisation/index.ts';
import { sv } from './sv.ts';

/** The published measures that the distribution is compared with. */
export const comparedMeasures = [
  'totalNumberOfPupils',
  'studentsPerTeacherQuota',
  'certifiedTeachersQuota',
] as const;

/** A published number, or the reason why there is none. It is never zero because it is missing. */
export type PublishedNumber = {
  readonly value: number | null;
  /** As it stands in the publication, 'cirka 460'. */
  readonly raw: string | null;
  readonly approximate: boolean;
  /** Why there is no value, when value is null. */
  readonly missing: string;
};

/** What is published of a school unit, all for one and the same academic year. */
export type UnitStatistics = {
  readonly academicYearStart: number | null;
  readonly pupils: PublishedNumber;
  readonly pupilsPerTeacher: PublishedNumber;
  /** Per cent of the teachers, full-time equivalents, with licence and qualification. */
  readonly licensedShare: PublishedNumber;
  /** About how many licensed teachers there are: pupils / pupils per teacher × share. Null when one of them is missing. */
  readonly licensedTeachers: number | null;
};

const nothing = (missing: string): PublishedNumber => ({
  ...{ value: null, raw: null, approximate: false },
  missing,
});

export const noStatistics: UnitStatistics = {
  academicYearStart: null,
  pupils: nothing(sv.missing.notPublished),
  pupilsPerTeacher: nothing(sv.missing.notPublished),
  licensedShare: nothing(sv.missing.notPublished),
  licensedTeachers: null,
};

const toNumber = (published: PublishedValue | undefined): PublishedNumber => {
  if (!published) return nothing(sv.missing.notPublished);
  const { value, raw, approximate } = published;
  return { value, raw, approximate, missing: sv.missing.marks[published.mark] ?? sv.missing.notPublished };
};

const licensedTeachersOf = (pupils: number | null, perTeacher: number | null, share: number | null) =>
  pupils === null || perTeacher === null || perTeacher <= 0 || share === null
    ? null
    : Math.round(((pupils / perTeacher) * share) / 10) / 10;

/**
 * The statistics of each school unit in the latest academic year, not later than `latestYear`, for which anything stands
 * about its pupils. A later year that only says "too few to publish" is not replaced by an earlier number.
 */
export const statisticsByUnit = (
  published: readonly PublishedValue[],
  latestYear: number,
): ReadonlyMap<string, UnitStatistics> => {
  const byCode = new Map<string, Map<string, PublishedValue>>();
  const yearOf = new Map<string, number>();
  for (const value of published) {
    if (value.academicYearStart > latestYear) continue;
    const known = byCode.get(value.schoolUnitCode);
    const key = `${value.measure} ${value.academicYearStart}`;
    if (known) known.set(key, value);
    else byCode.set(value.schoolUnitCode, new Map([[key, value]]));
    if (
      value.measure === 'totalNumberOfPupils' &&
      value.academicYearStart > (yearOf.get(value.schoolUnitCode) ?? Number.NEGATIVE_INFINITY)
    )
      yearOf.set(value.schoolUnitCode, value.academicYearStart);
  }
  const statistics = new Map<string, UnitStatistics>();
  for (const [code, year] of yearOf) {
    const number = (measure: (typeof comparedMeasures)[number]) =>
      toNumber(byCode.get(code)?.get(`${measure} ${year}`));
    const pupils = number('totalNumberOfPupils');
    const pupilsPerTeacher = number('studentsPerTeacherQuota');
    const licensedShare = number('certifiedTeachersQuota');
    statistics.set(code, {
      academicYearStart: year,
      pupils,
      pupilsPerTeacher,
      licensedShare,
      licensedTeachers: licensedTeachersOf(pupils.value, pupilsPerTeacher.value, licensedShare.value),
    });
  }
  return statistics;
};
