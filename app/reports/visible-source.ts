import type { Person } from '#app/access/index.ts';
import { fullName } from '#app/access/index.ts';
import type { FigureSource, SourceCell, SourceRow } from '#app/shared/figure-source.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { sv } from './sv.ts';

/** The rows of a source as one reader may see them. */
export type VisibleSource = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SourceCell[])[];
  /** Rows that tell something of a person whom the reader may not see. */
  readonly hidden: number;
};

const holderText = (
  { unitId, personId }: SourceRow,
  people: ReadonlyMap<string, Person>,
  viewer: Viewer,
): string | null => {
  if (personId === null) return null;
  if (!viewer.may('seeHolder', { unitId, personIds: [personId] }).allowed) return sv.notForYou;
  const person = people.get(personId);
  if (!person) return sv.removedPerson;
  if (person.isProtected && !viewer.may('editPeople', { unitId: null }).allowed) return sv.protectedPerson;
  return fullName(person);
};

/** The holder stands next to what names the row. */
const withSecond = <Cell>(cells: readonly Cell[], second: Cell): readonly Cell[] => [
  ...cells.slice(0, 1),
  second,
  ...cells.slice(1),
];

const maySeeRow = (row: SourceRow, viewer: Viewer): boolean =>
  !row.personal ||
  viewer.may('seeHolder', { unitId: row.unitId, personIds: row.personId === null ? [] : [row.personId] })
    .allowed;

/**
 * What the reader may see of the rows behind a figure. Names are not in the source: they are added here, for those who may
 * see who holds the position, and are gone the day the person is.
 */
export const visibleSource = (
  source: FigureSource,
  people: ReadonlyMap<string, Person>,
  viewer: Viewer,
): VisibleSource => {
  const shown = source.rows.filter(row => maySeeRow(row, viewer));
  const hasPeople = shown.some(row => row.personId !== null);
  return {
    columns: hasPeople ? withSecond(source.columns, sv.holder) : source.columns,
    rows: shown.map(row => (hasPeople ? withSecond(row.cells, holderText(row, people, viewer)) : row.cells)),
    hidden: source.rows.length - shown.length,
  };
};
