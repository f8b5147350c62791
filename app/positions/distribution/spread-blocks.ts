import { drawChart } from '#app/charts/index.ts';
import {
  type Block,
  type Cell,
  type Prose,
  paragraph,
  picture,
  prose,
  type Row,
  strong,
  type Table,
} from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import { formatList } from '#app/shared/swedish.ts';
import { type Ask, asking, inSwedishOrder, scopeName, sourceLine, worded } from './asking.ts';
import type { Distribution } from './distribution.ts';
import { conditions } from './filter.ts';
import type { PlacedPosition } from './place.ts';
import { areaRows, MOST_UNITS, type PartRow, partRows, unitRows } from './rows.ts';
import type { Scope } from './scope.ts';
import { sv } from './sv.ts';

const text = sv.spread;
/** So many names can stand in a sentence; more are left to the table. */
const MOST_NAMES = 8;

const named = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? '' : `: ${formatList(inSwedishOrder(names))}`;

/** How many, of which kinds, held or vacant. */
export const countSentences = (distribution: Distribution, scope: Scope): Prose => {
  const ask = asking(distribution, scope);
  const all = ask('positions.count');
  const [leads, lectors] = [
    ask('positions.count', { kind: 'Förstelärare' }),
    ask('positions.count', { kind: 'Lektor' }),
  ];
  const [held, vacant] = [
    ask('positions.count', { state: 'tillsatt' }),
    ask('positions.count', { state: 'vakant' }),
  ];
  const name = scopeName(distribution, scope);
  if (all.value === 0) return [text.none(name, distribution.reading.on)];
  return [
    ...prose`${text.has(name)} ${all} ${worded(all, text.position, text.positions)}${text.onDay(distribution.reading.on)}: `,
    ...prose`${leads} ${text.leads} ${text.and} ${lectors} ${worded(lectors, text.lector, text.lectors)}. `,
    ...prose`${held} ${worded(held, text.isHeld, text.areHeld)} ${text.and} ${vacant} ${worded(vacant, text.isVacant, text.areVacant)}.`,
  ];
};

/** At how many of the units there are positions, and where there are none. */
export const reachSentences = (distribution: Distribution, scope: Scope): Prose => {
  const teaching = distribution.placesIn(scope).filter(place => place.teaches);
  if (teaching.length < 2) return [];
  const ask = asking(distribution, scope);
  const without = ask('positions.units', { state: conditions.withoutPosition });
  const reached = prose`${text.reach} ${ask('positions.units', { state: conditions.withPosition })} ${text.of} ${ask('positions.units')} ${text.units}.`;
  if (without.value === 0) return reached;
  const names = teaching.filter(place => place.positions.length === 0).map(place => place.unit.name);
  const unit = worded(without, text.unitOne, text.unitMany);
  return [...reached, ...prose` ${text.noneAt} ${without} ${unit}${named(names)}.`];
};

const extremes = (distribution: Distribution, scope: Scope): Prose => {
  const measured = partRows(distribution, scope)
    .map(row => ({ row, figure: asking(distribution, row.scope)('positions.pupilsPerPosition') }))
    .filter(({ figure }) => figure.value !== null)
    .sort((a, b) => (a.figure.value ?? 0) - (b.figure.value ?? 0));
  const [fewest, most] = [measured[0], measured.at(-1)];
  if (!fewest || !most || fewest.figure.value === most.figure.value) return [];
  return prose` ${text.varies} ${fewest.figure} ${text.pupilsPerPosition} (${fewest.row.name}) ${text.to} ${most.figure} (${most.row.name}).`;
};

/** Positions compared with pupils and licensed teachers. Says which units the comparison cannot cover. */
export const comparisonBlocks = (distribution: Distribution, scope: Scope): readonly Block[] => {
  const ask = asking(distribution, scope);
  const teaching = distribution.placesIn(scope).filter(place => place.teaches);
  if (teaching.length === 0) return [];
  const withoutPupils = ask('positions.units', { state: conditions.withoutPupils });
  const per100 = ask('positions.per100Pupils');
  const blocks: Block[] = [];
  if (per100.value !== null) {
    const perPosition = ask('positions.pupilsPerPosition');
    blocks.push(
      paragraph([
        ...prose`${withoutPupils.value === 0 ? text.perPupil : text.perPupilWhereKnown} ${per100} ${text.positionsPerHundred}`,
        ...(perPosition.value === null ? ['.'] : prose`, ${text.orPupils} ${perPosition} ${text.onEach}.`),
        ...extremes(distribution, scope),
      ]),
    );
  }
  const perTeacher = ask('positions.per100LicensedTeachers');
  if (perTeacher.value !== null)
    blocks.push(paragraph(prose`${text.perTeacher} ${perTeacher} ${text.perHundredTeachers}`));
  if (withoutPupils.value !== 0) {
    const names = teaching.filter(place => place.statistics.pupils.value === null).map(one => one.unit.name);
    const unit = worded(withoutPupils, text.unitOne, text.unitMany);
    blocks.push({
      kind: 'note',
      tone: 'unknown',
      text: prose`${text.pupilsMissing} ${withoutPupils} ${unit}${named(names)}. ${text.notCompared}`,
    });
  }
  return blocks;
};

const byPupilsPerPosition = (ask: (row: PartRow) => Figure) => (a: PartRow, b: PartRow) => {
  const [left, right] = [ask(a).value, ask(b).value];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left - right;
};

const markOf = (one: PlacedPosition) => ({
  kind: one.position.kind,
  vacant: one.appointment === null,
});

export type PictureOrder = 'pupils' | 'name';

/** What the picture shows, as a sentence: how far apart the parts are, never who is first or last. */
const finding = (rows: readonly PartRow[], perPosition: (row: PartRow) => Figure): string => {
  const measured = rows.flatMap(row => perPosition(row).value ?? []);
  if (measured.length < 2)
    return rows.every(row => row.places.every(place => place.positions.length > 0))
      ? text.everywhere
      : text.notEverywhere;
  const ratio = Math.max(...measured) / Math.min(...measured);
  if (rows.some(row => row.isArea)) return ratio < 1.25 ? text.evenAreas : text.spreadOutAreas;
  if (ratio < 1.25) return text.even;
  if (ratio < 2) return text.spreadOut;
  return ratio < 3 ? text.doubled : text.tripled;
};

/** The caption of the table that has the numbers of the picture, where a document holds both. */
const spreadCaption = (distribution: Distribution): string => text.tableCaption(distribution.reading.on);

/** A dot for each position, a row for each unit or area, with pupils per position beside. Nothing where there is only one. */
export const dotPicture = (
  distribution: Distribution,
  scope: Scope,
  order: PictureOrder = 'pupils',
): readonly Block[] => {
  const parts = partRows(distribution, scope);
  if (parts.length < 2 || distribution.positionsIn(scope).length === 0) return [];
  const perPosition = (row: PartRow) => asking(distribution, row.scope)('positions.pupilsPerPosition');
  const rows = order === 'pupils' ? [...parts].sort(byPupilsPerPosition(perPosition)) : parts;
  const ask = asking(distribution, scope);
  const [all, mean] = [ask('positions.count'), ask('positions.pupilsPerPosition')];
  const areas = rows.some(row => row.isArea);
  const drawn = drawChart({
    kind: 'dotStrip',
    title: finding(rows, perPosition),
    unit: text.pictureUnit,
    n: text.pictureN(all.value ?? 0, distribution.placesIn(scope).length),
    source: text.register,
    on: distribution.reading.on,
    rows: rows.map(row => ({
      label: row.name,
      positions: distribution.positionsIn(row.scope).map(markOf),
      value: perPosition(row).value,
    })),
    mean: mean.value === null ? null : { value: mean.value, label: text.all },
  });
  return [
    picture(drawn, {
      source: sourceLine(distribution, distribution.placesIn(scope)),
      figures: mean.value === null ? [all] : [all, mean],
      tableStands: spreadCaption(distribution),
      table: {
        columns: [
          { head: areas ? text.area : text.unit, align: 'text' },
          { head: text.positionsHead, align: 'number' },
          { head: text.vacantHead, align: 'number' },
          { head: text.pupilsPerPositionHead, align: 'number' },
        ],
        rows: rows.map(row => {
          const of = asking(distribution, row.scope);
          return {
            cells: [
              row.name,
              of('positions.count'),
              of('positions.count', { state: 'vakant' }),
              perPosition(row),
            ],
          };
        }),
      },
    }),
  ];
};

const cellsOf = (ask: Ask): readonly Cell[] => [
  ask('positions.count'),
  ask('positions.count', { kind: 'Lektor' }),
  ask('positions.count', { state: 'vakant' }),
  ask('positions.pupils'),
  ask('positions.pupilsPerPosition'),
  ask('positions.per100Pupils'),
  ask('positions.per100LicensedTeachers'),
];

const tableRow = (distribution: Distribution, row: PartRow, head: Cell = row.name): Row => ({
  cells: [head, ...cellsOf(asking(distribution, row.scope))],
});

/** The table of a document: a row for each unit; with many units, each area with its total and then its units. */
export const spreadTable = (distribution: Distribution, scope: Scope): Table => {
  const units = unitRows(distribution, scope);
  const rows =
    units.length <= MOST_UNITS
      ? units.map(row => tableRow(distribution, row))
      : areaRows(distribution, scope).flatMap(area =>
          area.isArea
            ? [
                tableRow(distribution, area, [strong(area.name)]),
                ...unitRows(distribution, area.scope).map(row => tableRow(distribution, row)),
              ]
            : [tableRow(distribution, area)],
        );
  return {
    kind: 'table',
    caption: spreadCaption(distribution),
    columns: [
      { head: text.unit, align: 'text' },
      ...text.tableHeads.map(head => ({ head, align: 'number' as const })),
    ],
    groups: text.tableGroups,
    rows: [...rows, { cells: [text.total, ...cellsOf(asking(distribution, scope))], total: true }],
    note: [text.tableNote],
    source: sourceLine(distribution, distribution.placesIn(scope)),
  };
};
