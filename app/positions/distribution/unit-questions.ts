import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { FigureUnit } from '#app/shared/figure.ts';
import type { SourceRow, SourceRule } from '#app/shared/figure-source.ts';
import type { Distribution } from './distribution.ts';
import { conditions } from './filter.ts';
import type { Place } from './place.ts';
import { type DistributionQuestion, type Parameters, placeRow, sum } from './question.ts';
import { readScope } from './scope.ts';
import { sv } from './sv.ts';

const teachingPlaces = (distribution: Distribution, parameters: Parameters): readonly Place[] =>
  distribution.placesIn(readScope(parameters)).filter(place => place.teaches);

/** Something published of each unit that positions can be compared with, and how the rows show it. */
type Base = {
  readonly valueOf: (place: Place) => number | null;
  readonly columns: readonly string[];
  readonly cells: (place: Place) => SourceRow['cells'];
  /** Where the number of positions stands among the cells; what they are compared with comes next, last of all. */
  readonly positionsColumn: number;
  readonly missing: (places: readonly Place[]) => string;
  readonly approximate: (place: Place) => boolean;
};

const yearOf = (place: Place): string | null =>
  place.statistics.academicYearStart === null ? null : academicYearLabel(place.statistics.academicYearStart);

/** For one unit its own reason; over several there may be as many reasons as units. */
const reason = (places: readonly Place[], of: (place: Place) => string): string => {
  const [first, ...others] = places;
  return first && others.length === 0 ? of(first) : sv.missing.unknown;
};

const pupils: Base = {
  valueOf: place => place.statistics.pupils.value,
  columns: sv.columns.pupils,
  cells: place => [
    place.unit.name,
    yearOf(place),
    place.statistics.pupils.raw ?? place.statistics.pupils.missing,
    place.positions.length,
    place.statistics.pupils.value,
  ],
  positionsColumn: 3,
  missing: places => reason(places, place => place.statistics.pupils.missing),
  approximate: place => place.statistics.pupils.approximate,
};

const teachers: Base = {
  valueOf: place => place.statistics.licensedTeachers,
  columns: sv.columns.teachers,
  cells: place => [
    place.unit.name,
    yearOf(place),
    place.statistics.pupils.raw,
    place.statistics.pupilsPerTeacher.raw,
    place.statistics.licensedShare.raw,
    place.positions.length,
    place.statistics.licensedTeachers,
  ],
  positionsColumn: 5,
  missing: places => reason(places, () => sv.missing.teachers),
  approximate: () => true,
};

/** A count says why it is missing; what is worked out of it only that it is. */
const noneKnown = (base: Base, places: readonly Place[], unit: FigureUnit): string => {
  if (places.length === 0) return sv.missing.noUnits;
  return unit === 'antal' ? base.missing(places) : sv.missing.derived;
};

const question = (
  base: Base,
  unit: FigureUnit,
  ruleOf: (positions: number, compared: number) => SourceRule,
  answer: (known: readonly Place[], baseSum: number) => number | null,
  noneMissing: string = sv.missing.derived,
): DistributionQuestion => ({
  unit: () => unit,
  answer: (distribution, parameters) => {
    const places = teachingPlaces(distribution, parameters);
    const known = places.filter(place => base.valueOf(place) !== null);
    if (known.length === 0) return { value: null, missing: noneKnown(base, places, unit) };
    const value = answer(known, sum(known.map(place => base.valueOf(place) ?? 0)));
    return { value, missing: noneMissing, approximate: unit === 'antal' && known.some(base.approximate) };
  },
  source: (distribution, parameters) => ({
    columns: base.columns,
    rows: teachingPlaces(distribution, parameters).map(place => placeRow(place, base.cells(place))),
    rule: ruleOf(base.positionsColumn, base.positionsColumn + 1),
  }),
});

const positionsAt = (places: readonly Place[]): number => sum(places.map(place => place.positions.length));
const ratio = (times: number, of: number, to: number) => (to === 0 ? null : (times * of) / to);

/** Pupils at the units whose number is published. */
export const numberOfPupils = question(
  pupils,
  'antal',
  (_, column) => ({ kind: 'sum', column }),
  (_, all) => all,
);

/** Positions per 100 pupils at the units whose number of pupils is published; the others are left out on both sides. */
export const per100Pupils = question(
  pupils,
  'per 100 elever',
  (of, to) => ({ kind: 'ratio', of, to, times: 100 }),
  (known, all) => ratio(100, positionsAt(known), all),
);

/** Pupils per position, the same turned round; none where there is no position. */
export const pupilsPerPosition = question(
  pupils,
  'elever per tjänst',
  (to, of) => ({ kind: 'ratio', of, to, times: 1 }),
  (known, all) => ratio(1, all, positionsAt(known)),
  sv.missing.noPosition,
);

/** About how many licensed teachers there are, in full-time equivalents, by what is published. */
export const licensedTeachers = question(
  teachers,
  'antal',
  (_, column) => ({ kind: 'sum', column }),
  (_, all) => all,
);

export const per100LicensedTeachers = question(
  teachers,
  'per 100 legitimerade lärare',
  (of, to) => ({ kind: 'ratio', of, to, times: 100 }),
  (known, all) => ratio(100, positionsAt(known), all),
);

/** Which units are counted, by what they have or lack. */
const unitStates: Readonly<Record<string, (place: Place) => boolean>> = {
  [conditions.withPosition]: place => place.positions.length > 0,
  [conditions.withoutPosition]: place => place.positions.length === 0,
  [conditions.withoutPupils]: place => place.statistics.pupils.value === null,
  [conditions.withoutTeachers]: place => place.statistics.licensedTeachers === null,
};

const countedUnits = (distribution: Distribution, parameters: Parameters): readonly Place[] => {
  const test = unitStates[parameters.state ?? ''];
  const places = teachingPlaces(distribution, parameters);
  return test ? places.filter(test) : places;
};

/** How many units where teaching is done. */
export const units: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({ value: countedUnits(distribution, parameters).length }),
  source: (distribution, parameters) => ({
    columns: sv.columns.units,
    rows: countedUnits(distribution, parameters).map(place =>
      placeRow(place, [
        place.unit.name,
        place.positions.length,
        place.statistics.pupils.raw ?? place.statistics.pupils.missing,
      ]),
    ),
    rule: { kind: 'rows' },
  }),
};
