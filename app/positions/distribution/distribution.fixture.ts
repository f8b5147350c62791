import fc from 'fast-check';
import type { PublishedValue, SchoolForm, Unit, UnitKind } from '#app/organisation/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import type { AssignmentType } from '../assignment-type.ts';
import {
  type Appointment,
  type Assignment,
  type CareerPosition,
  type DevelopmentNeed,
  fundings,
  positionKinds,
} from '../position.ts';
import { frequencies, type Structure, structureKinds } from '../structures/structure.ts';
import type { DistributionReading } from './reading.ts';

const FIRST_DAY = '2024-07-01';
const DAYS = 900;
export const dayNumber = (day: number): IsoDate => addDays(FIRST_DAY, day);

export const someDay = fc.integer({ min: 0, max: DAYS }).map(dayNumber);

/** A unit by the things that tests are about. */
export type SketchedUnit = {
  readonly id: string;
  readonly name?: string;
  readonly kind?: UnitKind;
  readonly parentId: string | null;
  readonly schoolForms?: readonly SchoolForm[];
  readonly yearLevels?: readonly string[];
  /** From this day the unit stands under another one. */
  readonly moves?: { readonly on: IsoDate; readonly to: string };
  readonly endsOn?: IsoDate | null;
};

const LONG_AGO = '2020-07-01';

export const sketchUnit = (sketch: SketchedUnit): Unit => {
  const { id, moves, endsOn = null } = sketch;
  const version = {
    name: sketch.name ?? id,
    schoolForms: sketch.schoolForms ?? [],
    yearLevels: sketch.yearLevels ?? [],
  };
  const isMoved = moves && (endsOn === null || moves.on <= endsOn);
  return {
    id,
    kind: sketch.kind ?? 'Skolenhet',
    schoolUnitCode: (sketch.kind ?? 'Skolenhet') === 'Skolenhet' ? `code-${id}` : null,
    startsOn: LONG_AGO,
    endsOn,
    versions: isMoved
      ? [
          { ...version, startsOn: LONG_AGO, endsOn: addDays(moves.on, -1), parentId: sketch.parentId },
          { ...version, startsOn: moves.on, endsOn, parentId: moves.to },
        ]
      : [{ ...version, startsOn: LONG_AGO, endsOn, parentId: sketch.parentId }],
  };
};

export const publishedValue = (
  unitId: string,
  measure: string,
  value: number | null,
  academicYearStart = 2024,
  more: Partial<PublishedValue> = {},
): PublishedValue => ({
  source: 'Skolverket',
  schoolUnitCode: `code-${unitId}`,
  measure,
  academicYearStart,
  value,
  raw: value === null ? '..' : String(value).replace('.', ','),
  mark: value === null ? 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS' : 'EXISTS',
  approximate: false,
  fetchedOn: '2026-04-21',
  ...more,
});

export const sketchPosition = (
  id: string,
  unitId: string,
  more: Partial<CareerPosition> = {},
): CareerPosition => ({
  id,
  externalId: `T-${id}`,
  kind: 'Förstelärare',
  unitId,
  earlierUnits: [],
  funding: 'statsbidrag §16',
  startsOn: LONG_AGO,
  endsOn: null,
  version: 1,
  ...more,
});

export const sketchAppointment = (
  positionId: string,
  personId: string,
  more: Partial<Appointment> = {},
): Appointment => ({
  id: `${positionId} ${personId} ${more.startsOn ?? ''}`,
  positionId,
  personId,
  startsOn: LONG_AGO,
  endsOn: null,
  version: 1,
  ...more,
});

export const sketchAssignment = (positionId: string, more: Partial<Assignment> = {}): Assignment => ({
  id: `${positionId} ${more.startsOn ?? ''}`,
  positionId,
  type: 'amnesansvar',
  secondaryTypes: [],
  title: 'Leda ämnet',
  needId: null,
  targetGroup: null,
  plannedShare: null,
  crossSubject: (more.subjects ?? []).length === 0,
  subjects: [],
  startsOn: LONG_AGO,
  endsOn: null,
  version: 1,
  ...more,
});

export const sketchReading = (
  on: IsoDate,
  parts: Partial<Omit<DistributionReading, 'on' | 'cut' | 'register'>> & {
    readonly positions?: readonly CareerPosition[];
    readonly appointments?: readonly Appointment[];
    readonly assignments?: readonly Assignment[];
    readonly needs?: readonly DevelopmentNeed[];
    readonly structures?: readonly Structure[];
  },
): DistributionReading => ({
  on,
  cut: { on, event: 7 },
  authorityName: 'Ekdala kommun',
  units: parts.units ?? [],
  register: {
    positions: parts.positions ?? [],
    appointments: parts.appointments ?? [],
    assignments: parts.assignments ?? [],
    needs: parts.needs ?? [],
  },
  structures: parts.structures ?? [],
  genders: parts.genders ?? new Map(),
  published: parts.published ?? [],
  academicYears: parts.academicYears ?? [],
});

const subjects = ['Matematik', 'Svenska', 'Engelska', 'Biologi', 'Naturorienterande ämnen', 'Filosofi'];
const types: readonly AssignmentType[] = ['amnesansvar', 'coachning', 'handledning', 'annat'];

const period = fc
  .tuple(fc.integer({ min: 0, max: DAYS }), fc.option(fc.integer({ min: 0, max: 500 })))
  .map(([start, length]) => ({
    startsOn: dayNumber(start),
    endsOn: length === null ? null : dayNumber(start + length),
  }));

/** Two periods after one another, so that they never overlap. */
const twoPeriods = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 200 }))
  .map(([start, length, gap]) => [
    { startsOn: dayNumber(start), endsOn: dayNumber(start + length) },
    { startsOn: dayNumber(start + length + gap), endsOn: null },
  ]);

const areaNames = ['norr', 'mitt', 'söder'] as const;

const anyUnit = fc.record({
  parent: fc.constantFrom(...areaNames, 'huvudman'),
  moveTo: fc.option(fc.record({ on: someDay, to: fc.constantFrom(...areaNames) })),
  endsOn: fc.option(someDay, { freq: 5 }),
  form: fc.constantFrom<readonly SchoolForm[]>(['GR'], ['GR', 'FKLASS'], ['GY'], []),
  yearLevels: fc.constantFrom<readonly string[]>(['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], []),
  pupils: fc.option(fc.integer({ min: 1, max: 700 })),
  perTeacher: fc.option(fc.integer({ min: 8, max: 18 })),
  licensed: fc.option(fc.integer({ min: 30, max: 100 })),
});

const anyPosition = fc.record({
  unit: fc.nat({ max: 30 }),
  kind: fc.constantFrom(...positionKinds),
  funding: fc.constantFrom(...fundings),
  period,
  holders: fc.tuple(twoPeriods, fc.nat({ max: 2 }), fc.nat({ max: 9 }), fc.nat({ max: 9 })),
  tasks: fc.tuple(twoPeriods, fc.nat({ max: 2 })),
  type: fc.constantFrom(...types),
  secondary: fc.subarray([...types]),
  subjects: fc.subarray(subjects, { maxLength: 2 }),
  share: fc.option(fc.integer({ min: 0, max: 50 })),
  need: fc.option(fc.nat({ max: 5 })),
});

/** Any register in any organisation: units that move and end, holders that come and go, numbers that are missing. */
const anyGroup = fc.record({
  unit: fc.nat({ max: 30 }),
  kind: fc.constantFrom(...structureKinds),
  meets: fc.constantFrom(null, ...frequencies),
  inPost: fc.constantFrom(null, true, false),
  period,
});

export const anyReading: fc.Arbitrary<DistributionReading> = fc
  .record({
    on: someDay,
    units: fc.array(anyUnit, { maxLength: 7 }),
    positions: fc.array(anyPosition, { maxLength: 25 }),
    needs: fc.array(fc.record({ unit: fc.nat({ max: 30 }), period }), { maxLength: 6 }),
    groups: fc.array(anyGroup, { maxLength: 6 }),
  })
  .map(({ on, units, positions, needs, groups }) => {
    const unitId = (index: number) => `skola-${index % Math.max(1, units.length)}`;
    const withUnits = units.length === 0 ? [] : positions;
    return sketchReading(on, {
      units: [
        sketchUnit({ id: 'huvudman', kind: 'Huvudman', parentId: null }),
        ...areaNames.map(id => sketchUnit({ id, kind: 'Rektorsområde', parentId: 'huvudman' })),
        ...units.map((unit, index) =>
          sketchUnit({
            id: unitId(index),
            parentId: unit.parent,
            schoolForms: unit.form,
            yearLevels: unit.yearLevels,
            endsOn: unit.endsOn,
            ...(unit.moveTo ? { moves: unit.moveTo } : {}),
          }),
        ),
      ],
      published: units.flatMap((unit, index) => [
        publishedValue(unitId(index), 'totalNumberOfPupils', unit.pupils, 2023),
        publishedValue(unitId(index), 'studentsPerTeacherQuota', unit.perTeacher, 2023),
        publishedValue(unitId(index), 'certifiedTeachersQuota', unit.licensed, 2023),
      ]),
      genders: new Map(
        Array.from({ length: 10 }, (_, index) => [
          `person-${index}`,
          index < 5 ? ('kvinna' as const) : index < 8 ? ('man' as const) : null,
        ]),
      ),
      positions: withUnits.map((one, index) =>
        sketchPosition(String(index), unitId(one.unit), {
          kind: one.kind,
          funding: one.funding,
          ...one.period,
        }),
      ),
      appointments: withUnits.flatMap(({ holders: [periods, count, first, second] }, index) =>
        periods
          .slice(0, count)
          .map((when, at) => sketchAppointment(String(index), `person-${at === 0 ? first : second}`, when)),
      ),
      assignments: withUnits.flatMap(({ tasks: [periods, count], ...one }, index) =>
        periods.slice(0, count).map(when =>
          sketchAssignment(String(index), {
            type: one.type,
            secondaryTypes: one.secondary.filter(type => type !== one.type),
            subjects: one.subjects,
            plannedShare: one.share,
            needId: one.need === null ? null : `need-${one.need}`,
            ...when,
          }),
        ),
      ),
      needs: (units.length === 0 ? [] : needs).map((need, index) => ({
        id: `need-${index}`,
        unitId: unitId(need.unit),
        earlierUnits: [],
        title: `Behov ${index}`,
        source: null,
        identifiedOn: need.period.startsOn,
        endedOn: need.period.endsOn,
        version: 1,
      })),
      structures: (units.length === 0 ? [] : groups).map(({ unit, period: when, ...said }, index) => ({
        ...{ id: `grupp-${index}`, unitId: unitId(unit), crossSubject: true, subjects: [], ledBy: null },
        ...{ minutes: null, questions: '', evidence: [], version: 1 },
        ...said,
        ...when,
      })),
    });
  });

/** A large authority: so many units in areas of 25, four positions at each, everything published. */
export const largeReading = (units: number): DistributionReading => {
  const names = Array.from({ length: units }, (_, index) => `skola-${index}`);
  const areas = Array.from({ length: Math.ceil(units / 25) }, (_, index) => `omrade-${index}`);
  const positions = names.flatMap(name => [0, 1, 2, 3].map(index => `${name}-${index}`));
  return sketchReading('2026-11-23', {
    units: [
      sketchUnit({ id: 'huvudman', kind: 'Huvudman', parentId: null }),
      ...areas.map(id => sketchUnit({ id, kind: 'Rektorsområde', parentId: 'huvudman' })),
      ...names.map((id, index) =>
        sketchUnit({
          id,
          parentId: areas[Math.floor(index / 25)] ?? 'huvudman',
          schoolForms: ['GR'],
          yearLevels: index % 3 === 0 ? ['7', '8', '9'] : ['1', '2', '3', '4', '5', '6'],
        }),
      ),
    ],
    published: names.flatMap((name, index) =>
      [2021, 2022, 2023, 2024, 2025].flatMap(year => [
        publishedValue(name, 'totalNumberOfPupils', 100 + (index % 50) * 10, year, { approximate: true }),
        publishedValue(name, 'studentsPerTeacherQuota', 11 + (index % 4), year),
        publishedValue(name, 'certifiedTeachersQuota', 60 + (index % 30), year),
      ]),
    ),
    positions: positions.map((id, index) =>
      sketchPosition(id, names[Math.floor(index / 4)] ?? '', index % 40 === 0 ? { kind: 'Lektor' } : {}),
    ),
    appointments: positions
      .filter((_, index) => index % 9 !== 0)
      .map((id, index) => sketchAppointment(id, `person-${index}`)),
    assignments: positions.map((id, index) =>
      sketchAssignment(id, {
        subjects: index % 7 === 0 ? [] : [subjects[index % 4] ?? 'Matematik'],
        type: types[index % 4] ?? 'annat',
        plannedShare: index % 5 === 0 ? null : (index % 4) * 5 + 5,
      }),
    ),
    genders: new Map(
      positions.map((_, index) => [
        `person-${index}`,
        index % 3 === 0 ? ('man' as const) : ('kvinna' as const),
      ]),
    ),
  });
};
