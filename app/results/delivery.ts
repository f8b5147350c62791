import type { Semester } from '#app/shared/academic-year.ts';
import { overlaps } from '#app/shared/period.ts';
import { type Cell, cellKeyText, pupilsOf } from './cell.ts';
import { type CellFault, cellFaults } from './cell-check.ts';
import { type GradeScaleId, gradeScale, isInForce } from './grade-scale.ts';
import { type DeliveryKind, fitsSubject, isLevelOf, kindDescriptions } from './kind.ts';
import { allSubjects, measureDescriptions } from './measure.ts';
import type { NoticeRule } from './remark.ts';

/** Vad en inlämning omfattar. A delivery is whole for its scope and replaces the one before. */
export type DeliveryScope = {
  readonly kind: DeliveryKind;
  readonly schoolUnitCode: string;
  /** The year the läsår starts. */
  readonly academicYear: number;
  /** Null for kinds whose results belong to the whole academic year. */
  readonly semester: Semester | null;
};

/** Inlämning: all that comes here of one file for one scope. */
export type Delivery = {
  readonly scope: DeliveryScope;
  readonly scale: GradeScaleId;
  /** Rows of the file for this scope, and the pupils they are about. */
  readonly rows: number;
  readonly pupils: number;
  /** Pupils whose result was found in a linked file; null when none was given. */
  readonly linkedPupils: number | null;
  /** How many rows had each notice. Rows that are refused make no delivery. */
  readonly notices: Readonly<Partial<Record<NoticeRule, number>>>;
  readonly cells: readonly Cell[];
};

/** Läge för en inlämning: one of its scope is in force; another took the place of those before it, or somebody withdrew them. */
export const deliveryStates = ['gäller', 'ersatt', 'återkallad'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Skäl att dra tillbaka en inlämning: a few words to choose between, so that nothing is told of a pupil. */
export const withdrawalReasons = [
  'fel läsår',
  'fel skolenhet',
  'fel slag av resultat',
  'filen var inte komplett',
  'filens innehåll var fel',
] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];
export const isWithdrawalReason = (text: string): text is WithdrawalReason =>
  withdrawalReasons.some(reason => reason === text);

/** A delivery that was received, without its cells. */
export type ReceivedDelivery = {
  readonly id: string;
  readonly scope: DeliveryScope;
  readonly scale: GradeScaleId;
  readonly state: DeliveryState;
  /** 1 for the first of its scope; each replaces the one before. */
  readonly version: number;
  /** SHA-256 of `deliveryText`. */
  readonly fingerprint: string;
  readonly rows: number;
  readonly pupils: number;
  readonly linkedPupils: number | null;
  readonly cellCount: number;
  readonly notices: Delivery['notices'];
  readonly receivedAt: Date;
  /** Who delivered; null for the command. */
  readonly receivedBy: string | null;
  /** When it ceased to hold, replaced or withdrawn. */
  readonly replacedAt: Date | null;
  readonly withdrawn: { readonly because: WithdrawalReason; readonly by: string | null } | null;
  /** When its cells were disposed of, by decision; null while they are kept. */
  readonly disposedAt: Date | null;
};

/** The scope as one text. */
export const scopeText = ({ kind, schoolUnitCode, academicYear, semester }: DeliveryScope): string =>
  [kind, schoolUnitCode, academicYear, semester ?? ''].join(' ');

/** Names in order, so that an object says the same however it was put together. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  );
};

/**
 * What a delivery says, as one text: the same for the same content, whatever file it came from and in whatever order. Its checksum
 * is the fingerprint. The bytes of the file are no part: a checksum over a short file with a personnummer could be guessed back.
 */
export const deliveryText = (delivery: Delivery): string => {
  const cells = [...delivery.cells].sort((a, b) => (cellKeyText(a) < cellKeyText(b) ? -1 : 1));
  return JSON.stringify(inOrder({ ...delivery, cells }));
};

/** What makes a delivery impossible. Only a program that makes cells wrongly can cause it, so it is told by its rule alone. */
export type DeliveryFault =
  | CellFault
  | 'semester fits the kind'
  | 'scale is in force'
  | 'cells belong to the scope'
  | 'cells have measures, levels and subjects of the kind'
  | 'no two cells say the same'
  | 'cells hold no more pupils than the delivery'
  | 'gender groups are parts of all'
  | 'counts are whole';

/** Det som måste vara känt om huvudmannen: handed to the pure rules as plain data. */
export type Surroundings = {
  /** School units of the authority by code, with the years they teach in an academic year of the delivery. */
  readonly units: readonly KnownUnit[];
  /** Subjects: names, and the national code where there is one. */
  readonly subjects: readonly KnownSubject[];
  /** Codes of school units that are known to belong to other authorities. */
  readonly elsewhere?: readonly string[];
};
export type KnownUnit = {
  readonly schoolUnitCode: string;
  readonly name: string;
  readonly schoolForms: readonly string[];
  readonly yearLevels: readonly string[];
  /** First and last day; null while it goes on. */
  readonly startsOn: string;
  readonly endsOn: string | null;
};
export type KnownSubject = { readonly name: string; readonly code: string | null };

const belongs = (cell: Cell, scope: DeliveryScope): boolean =>
  cell.schoolUnitCode === scope.schoolUnitCode &&
  cell.academicYear === scope.academicYear &&
  cell.semester === scope.semester;

const isOfKind = (cell: Cell, kind: DeliveryKind, subjects: ReadonlySet<string>): boolean => {
  const { measures } = kindDescriptions[kind];
  return (
    measures.includes(cell.measure) &&
    isLevelOf(kind, cell.level) &&
    fitsSubject(measureDescriptions[cell.measure].perSubject, cell.subject) &&
    (cell.subject === allSubjects || subjects.has(cell.subject))
  );
};

/** Girls and boys of a cell are together no more than all, and never without it. */
const gendersFit = (cells: readonly Cell[]): boolean => {
  const whole = new Map(
    cells.filter(cell => cell.group === 'alla').map(cell => [cellKeyText(cell), pupilsOf(cell)]),
  );
  const parts = new Map<string, number>();
  for (const cell of cells) {
    if (cell.group === 'alla') continue;
    const key = cellKeyText({ ...cell, group: 'alla' });
    parts.set(key, (parts.get(key) ?? 0) + pupilsOf(cell));
  }
  return [...parts].every(([key, pupils]) => pupils <= (whole.get(key) ?? -1));
};

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Everything impossible about a delivery, each rule once. Whether the unit is known and active is asked of `Surroundings` apart. */
export const deliveryFaults = (delivery: Delivery, subjects: readonly KnownSubject[]): DeliveryFault[] => {
  const { scope, cells } = delivery;
  const description = kindDescriptions[scope.kind];
  const known = new Set(subjects.map(({ name }) => name));
  const faults = new Set<DeliveryFault>(cells.flatMap(cell => cellFaults(cell, delivery.scale)));
  const counts = [delivery.rows, delivery.pupils, delivery.linkedPupils ?? 0];
  if (![...counts, ...Object.values(delivery.notices)].every(isCount)) faults.add('counts are whole');
  if (description.perSemester !== (scope.semester !== null)) faults.add('semester fits the kind');
  if (delivery.scale !== description.scale || !isInForce(gradeScale(delivery.scale), scope.academicYear))
    faults.add('scale is in force');
  if (!cells.every(cell => belongs(cell, scope))) faults.add('cells belong to the scope');
  if (!cells.every(cell => isOfKind(cell, scope.kind, known)))
    faults.add('cells have measures, levels and subjects of the kind');
  if (new Set(cells.map(cellKeyText)).size !== cells.length) faults.add('no two cells say the same');
  if (
    !cells.every(cell => pupilsOf(cell) <= delivery.pupils) ||
    (delivery.linkedPupils ?? 0) > delivery.pupils ||
    delivery.pupils > delivery.rows
  )
    faults.add('cells hold no more pupils than the delivery');
  if (!gendersFit(cells)) faults.add('gender groups are parts of all');
  return [...faults];
};

/** Why a school unit cannot have a delivery of a scope. */
export type UnitFault = 'unit is not known' | 'unit was not open' | 'unit has another school form';

/** What hinders a delivery of this scope at its unit; null when nothing does. */
export const unitFault = (scope: DeliveryScope, units: readonly KnownUnit[]): UnitFault | null => {
  const unit = units.find(one => one.schoolUnitCode === scope.schoolUnitCode);
  if (!unit) return 'unit is not known';
  const year = { startsOn: `${scope.academicYear}-07-01`, endsOn: `${scope.academicYear + 1}-06-30` };
  if (!overlaps(unit, year)) return 'unit was not open';
  const { schoolForms } = kindDescriptions[scope.kind];
  // A unit whose school forms nobody has entered may have any.
  return unit.schoolForms.length === 0 || schoolForms.some(form => unit.schoolForms.includes(form))
    ? null
    : 'unit has another school form';
};

/** How many pupils a public register has at a unit one academic year. */
export type PublishedPupils = {
  readonly schoolUnitCode: string;
  readonly academicYearStart: number;
  readonly value: number | null;
};

/** Public pupil counts of a unit say little of one year level in a small school, so below this many nothing is expected. */
const LEAST_EXPECTED = 30;

/**
 * About how many pupils the public register has in the levels of a kind: the unit's pupils shared evenly over its year levels. Null
 * where no count is near the year, or too few are expected to tell.
 */
export const registeredPupils = (
  { kind, schoolUnitCode, academicYear }: DeliveryScope,
  units: readonly KnownUnit[],
  published: readonly PublishedPupils[],
): number | null => {
  const { levels } = kindDescriptions[kind];
  const unit = units.find(one => one.schoolUnitCode === schoolUnitCode);
  const [nearest] = published
    .filter(
      one => one.schoolUnitCode === schoolUnitCode && Math.abs(one.academicYearStart - academicYear) <= 1,
    )
    .sort(
      (a, b) => Math.abs(a.academicYearStart - academicYear) - Math.abs(b.academicYearStart - academicYear),
    );
  if (levels === null || kind === 'modersmal' || !unit?.yearLevels.length || !nearest?.value) return null;
  const taught = unit.yearLevels.filter(level => levels.includes(level)).length;
  const expected = Math.round((nearest.value * taught) / unit.yearLevels.length);
  return expected < LEAST_EXPECTED ? null : expected;
};
