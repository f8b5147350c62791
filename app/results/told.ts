import type { IsoDate } from '#app/shared/date.ts';
import { type DataCut, type Figure, type FigureUnit, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { kindDescriptions } from './kind.ts';
import { type MeasureUnit, measureDescriptions } from './measure.ts';
import type { Release } from './release-store.ts';
import { partsOf } from './suppression/block-of-cells.ts';
import type { Part } from './suppression/group.ts';
import { sv as roomTexts } from './sv.ts';
import type { TableRowShown } from './table-actions.ts';
import { shownIn, toldValue } from './views/shown.ts';
import { sv } from './views/sv.ts';

/** The question key of a number in a table that has left the authority. */
export const TOLD = 'results.told';

/** A table as it left, on which day and with which event. */
export type ToldTable = {
  readonly release: Release;
  readonly cut: DataCut;
  readonly rows: readonly TableRowShown[];
};

/** An inlämning that a told number rests on. */
export type ToldFrom = {
  readonly unitName: string;
  readonly version: number;
  readonly receivedOn: string;
};

const meanUnits: Readonly<Record<MeasureUnit, FigureUnit>> = {
  poäng: 'poäng',
  meritpoäng: 'meritpoäng',
  'skillnad i poäng': 'poängs skillnad',
  andel: 'procent',
};

const unitOf = (part: Part, { asked }: Release): FigureUnit =>
  ({
    antal: 'antal' as const,
    medelvärde: meanUnits[measureDescriptions[asked.measure].unit],
    andel: 'procent' as const,
  })[part];

/** What the figure asks. Only `release`, `unit` and `part` decide; the others say to a reader which table it is. */
const parametersOf = ({ id, asked }: Release, row: TableRowShown, part: Part): Figure['parameters'] => ({
  release: id,
  ...(row.place.level === 'huvudman' || row.place.unitId === null ? {} : { unit: row.place.unitId }),
  ...{ kind: asked.kind, measure: asked.measure, subject: asked.subject, level: asked.level },
  ...{ year: String(asked.academicYear), part },
  ...(asked.semester === null ? {} : { semester: asked.semester }),
  ...(asked.group === 'alla' ? {} : { group: asked.group }),
});

/**
 * A number of a table that has left, as it left: its code stands for the same number for good, whatever is delivered afterwards. Without a
 * value where the number was hidden. Null for a unit that is not in the organisation, which no question can point at.
 */
export const toldFigure = ({ release, cut }: ToldTable, row: TableRowShown, part: Part): Figure | null => {
  if (row.place.unitId === null && row.place.level !== 'huvudman') return null;
  const { value, text } = shownIn(row, part);
  return makeFigure({
    ...{ question: TOLD, parameters: parametersOf(release, row, part), unit: unitOf(part, release), cut },
    ...(value === null
      ? { value: null, missing: text }
      : { value: toldValue(value, part, release.asked.measure) }),
  });
};

/** Of the tables that had left on a day, those of the latest academic year, each question as it was told last, oldest first. */
export const latestTold = (tables: readonly ToldTable[], on: IsoDate): readonly ToldTable[] => {
  const left = tables.filter(({ cut }) => cut.on <= on);
  const year = Math.max(...left.map(({ release }) => release.asked.academicYear));
  const ofYear = left.filter(({ release }) => release.asked.academicYear === year);
  // Tables come latest first.
  return [...Map.groupBy(ofYear, ({ release }) => JSON.stringify(release.asked)).values()]
    .flatMap(([latest]) => (latest ? [latest] : []))
    .reverse();
};

/** What a table that has left tells of one place: its numbers, those that were hidden too, and where they come from. */
export type ToldOfPlace = {
  readonly title: string;
  readonly numbers: readonly { readonly name: string; readonly figure: Figure }[];
  readonly source: string;
};

/** Which place is asked about, the whole authority when no unit is given, and the school forms that are spoken of; none: all. */
export type PlaceAsked = { readonly unitId: string | null; readonly schoolForms: readonly string[] };

/** What had been told of a place on a day, table by table: the latest academic year of those about the school forms. */
export const toldOfPlace = (
  tables: readonly ToldTable[],
  { unitId, schoolForms }: PlaceAsked,
  on: IsoDate,
): ToldOfPlace[] => {
  const isAbout = ({ release }: ToldTable) =>
    schoolForms.length === 0 ||
    kindDescriptions[release.asked.kind].schoolForms.some(form => schoolForms.includes(form));
  return latestTold(tables.filter(isAbout), on).flatMap(table => {
    const { release, cut, rows } = table;
    const row = rows.find(({ place }) =>
      unitId === null ? place.level === 'huvudman' : place.level !== 'huvudman' && place.unitId === unitId,
    );
    if (!row) return [];
    const numbers = partsOf(release.asked.measure).flatMap(part => {
      const figure = toldFigure(table, row, part);
      return figure ? [{ name: sv.told.parts(part, release.asked.measure), figure }] : [];
    });
    return [{ title: release.title, numbers, source: sv.told.source(formatDate(cut.on)) }];
  });
};

/** The figure that parameters speak of, among the tables that have left; null when they speak of none. */
export const findTold = (
  tables: readonly ToldTable[],
  { release, unit, part }: Figure['parameters'],
): { readonly table: ToldTable; readonly row: TableRowShown; readonly figure: Figure } | null => {
  const table = tables.find(one => one.release.id === release);
  const row = table?.rows.find(({ place }) =>
    unit === undefined ? place.level === 'huvudman' : place.unitId === unit && place.level !== 'huvudman',
  );
  const known = table && partsOf(table.release.asked.measure).find(one => one === part);
  const figure = table && row && known ? toldFigure(table, row, known) : null;
  return table && row && figure ? { table, row, figure } : null;
};

/** The row of the table, and the deliveries it rests on. Nothing where the number was hidden. */
export const toldSource = (
  { release, cut }: ToldTable,
  { place }: TableRowShown,
  { value }: Figure,
  from: readonly ToldFrom[],
): FigureSource =>
  value === null
    ? { columns: [], rows: [], rule: { kind: 'withheld' } }
    : {
        columns: sv.told.columns,
        rows: [
          [sv.told.row(release.title, release.recipient), place.name, cut.on, value],
          ...from.map(({ unitName, version, receivedOn }) => [
            sv.told.delivery(roomTexts.kinds[release.asked.kind], version),
            ...[unitName, receivedOn, null],
          ]),
        ].map(cells => ({ cells, unitId: null, personId: null })),
        rule: { kind: 'told', column: 3 },
      };
