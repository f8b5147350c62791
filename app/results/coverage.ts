import { type Semester, semesters } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type KnownUnit, type ReceivedDelivery, unitFault } from './delivery.ts';
import { isDue } from './delivery-period.ts';
import { type DeliveryKind, deliveryKinds, kindDescriptions } from './kind.ts';

/** What is in force for a unit and a kind in one academic year: one place, or one for each semester. */
export type CoveragePlace = {
  readonly semester: Semester | null;
  readonly delivery: ReceivedDelivery | null;
  /** Nothing has come, and nothing can have: the tests are not held, or the grades not set. */
  readonly isAwaited: boolean;
};

/** Täckning: which deliveries an academic year has and lacks. `places` is empty where the unit does not teach what the kind is about. */
export type CoverageRow = {
  readonly unit: KnownUnit;
  readonly cells: readonly { readonly kind: DeliveryKind; readonly places: readonly CoveragePlace[] }[];
};

/** Whether a unit teaches what a kind is about. Kinds without levels of their own go by school form alone. */
const teaches = ({ yearLevels }: KnownUnit, kind: DeliveryKind): boolean => {
  const { levels, schoolForms } = kindDescriptions[kind];
  return levels === null || !schoolForms.includes('GR') || levels.some(level => yearLevels.includes(level));
};

/** Kinds that every unit with the right levels delivers; the others where one came the year before, or has come this year. */
const expectedKinds: readonly DeliveryKind[] = ['np_ak3', 'np_ak6', 'np_ak9', 'slutbetyg'];

/** The deliveries in force by unit and kind: kinds that are expected of some unit, or that some unit has delivered. */
export const coverageOf = (
  academicYear: number,
  units: readonly KnownUnit[],
  deliveries: readonly ReceivedDelivery[],
  today: IsoDate,
): { readonly kinds: readonly DeliveryKind[]; readonly rows: readonly CoverageRow[] } => {
  const current = deliveries.filter(
    ({ scope, state }) => scope.academicYear === academicYear && state === 'gäller',
  );
  const cameBefore = (unit: KnownUnit, kind: DeliveryKind, semester: Semester | null): boolean =>
    deliveries.some(
      ({ scope, state }) =>
        state === 'gäller' &&
        scope.academicYear === academicYear - 1 &&
        scope.kind === kind &&
        scope.schoolUnitCode === unit.schoolUnitCode &&
        scope.semester === semester,
    );
  const placesOf = (unit: KnownUnit, kind: DeliveryKind): CoveragePlace[] => {
    const found = (semester: Semester | null) =>
      current.find(
        ({ scope }) =>
          scope.kind === kind && scope.schoolUnitCode === unit.schoolUnitCode && scope.semester === semester,
      ) ?? null;
    const { schoolUnitCode } = unit;
    const scopes = (kindDescriptions[kind].perSemester ? semesters : [null]).map(semester => ({
      ...{ kind, schoolUnitCode, academicYear, semester },
    }));
    const places = scopes.map(({ semester }): CoveragePlace => {
      const delivery = found(semester);
      const isAwaited = delivery === null && !isDue({ kind, academicYear, semester }, today);
      return { semester, delivery, isAwaited };
    });
    const isOpen = scopes.every(scope => unitFault(scope, [unit]) === null);
    const isDelivered = expectedKinds.includes(kind) || current.some(({ scope }) => scope.kind === kind);
    const isExpected =
      (isDelivered && teaches(unit, kind)) || scopes.some(({ semester }) => cameBefore(unit, kind, semester));
    return (isExpected && isOpen) || places.some(({ delivery }) => delivery !== null) ? places : [];
  };
  const kinds = deliveryKinds.filter(
    kind =>
      current.some(({ scope }) => scope.kind === kind) || units.some(unit => placesOf(unit, kind).length > 0),
  );
  const rows = units
    .map(unit => ({ unit, cells: kinds.map(kind => ({ kind, places: placesOf(unit, kind) })) }))
    .filter(({ cells }) => cells.some(({ places }) => places.length > 0));
  return { kinds, rows };
};
