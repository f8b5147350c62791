import type { OrganisationOn } from '#app/organisation/index.ts';
import type { CellGroup } from './cell.ts';
import type { KeptCell } from './store.ts';
import { partsOf, type TableTopic } from './suppression/block-of-cells.ts';
import type { GroupIdentity, Measured } from './suppression/identity.ts';
import type { AskedGroup } from './suppression/release.ts';

/** Fråga om en resultattabell: the topic, the subject, and which pupils. */
export type TableQuestion = TableTopic & { readonly subject: string; readonly group: CellGroup };

const questionOf = (cell: KeptCell): TableQuestion => ({
  ...{ kind: cell.kind, measure: cell.measure, level: cell.level, academicYear: cell.academicYear },
  ...{ semester: cell.semester, subject: cell.subject, group: 'alla' },
});

/** The tables of all pupils that there are cells for. */
export const questionsIn = (cells: readonly KeptCell[]): readonly TableQuestion[] => [
  ...new Map(cells.map(cell => [JSON.stringify(questionOf(cell)), questionOf(cell)] as const)).values(),
];

/** Rad i en resultattabell: the authority, an area or a school unit. */
export type TablePlace = {
  readonly level: 'huvudman' | 'område' | 'enhet';
  readonly name: string;
  /** Where the row stands in the organisation; null for a unit that is gone. */
  readonly unitId: string | null;
  /** School unit codes. */
  readonly units: readonly string[];
};

/** A day in the academic year, when its results were made. */
export const dayInYear = (academicYear: number): string => `${academicYear + 1}-06-01`;

/**
 * The rows that a table has: the whole authority, its areas as they were in the academic year, and each unit with results, in the order of
 * the organisation. Never in the order of results.
 */
export const placesOf = (
  schoolUnitCodes: readonly string[],
  organisation: OrganisationOn,
  nameOf: (schoolUnitCode: string) => string,
): readonly TablePlace[] => {
  const codes = [...new Set(schoolUnitCodes)];
  const placed = organisation.all().filter(unit => codes.includes(unit.schoolUnitCode ?? ''));
  const order = [
    ...placed.map(({ schoolUnitCode }) => schoolUnitCode ?? ''),
    ...codes.filter(code => !placed.some(unit => unit.schoolUnitCode === code)).sort(),
  ];
  const areas = organisation
    .all()
    .filter(unit => unit.kind !== 'Huvudman' && unit.schoolUnitCode === null)
    .map(area => ({
      area,
      units: order.filter(code => {
        const unit = organisation.findByCode(code);
        return unit !== null && organisation.isWithin(unit.id, area.id);
      }),
    }))
    .filter(({ units }) => units.length > 1 && units.length < order.length);
  const root = organisation.root;
  return [
    { level: 'huvudman', name: root?.name ?? '', unitId: root?.id ?? null, units: [...order].sort() },
    ...areas.map(
      ({ area, units }): TablePlace => ({
        ...{ level: 'område', name: area.name, unitId: area.id },
        units: [...units].sort(),
      }),
    ),
    ...(order.length > 1
      ? order.map(
          (code): TablePlace => ({
            ...{ level: 'enhet', name: nameOf(code), units: [code] },
            unitId: organisation.findByCode(code)?.id ?? null,
          }),
        )
      : []),
  ];
};

/** How much a reader loses with each kind of row. */
const weights: Readonly<Record<TablePlace['level'], number>> = { huvudman: 12, område: 6, enhet: 2 };

export const askedGroup = (measured: Measured, question: TableQuestion, place: TablePlace): AskedGroup => {
  const identity: GroupIdentity = {
    ...measured,
    units: place.units,
    subjects: [question.subject],
    gender: question.group,
  };
  return { identity, parts: partsOf(question.measure), weight: weights[place.level] };
};
