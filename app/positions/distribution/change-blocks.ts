import { drawChart } from '#app/charts/index.ts';
import {
  type Block,
  type Cell,
  type Prose,
  paragraph,
  picture,
  prose,
  type Table,
} from '#app/documents/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import { type Ask, asking, worded } from './asking.ts';
import type { ChangeKind } from './change.ts';
import type { Distribution } from './distribution.ts';
import { MOST_UNITS, type PartRow, partRows } from './rows.ts';
import type { Scope } from './scope.ts';
import { sv } from './sv.ts';

const text = sv.change;

/** What has happened in one part, and how many there were then and are now. */
export type PartChange = {
  readonly part: PartRow;
  readonly before: Figure;
  readonly now: Figure;
  readonly of: (kind: ChangeKind | 'netto') => Figure;
};

const changeOf = (distribution: Distribution, part: PartRow, from: IsoDate): PartChange => {
  const ask: Ask = asking(distribution, part.scope);
  return {
    part,
    before: asking(distribution.onDay(from), part.scope)('positions.count'),
    now: ask('positions.count'),
    of: kind => ask('positions.change', { from, change: kind }),
  };
};

/** The parts of today, and those that stood here then but not now, so that the numbers of both days add up. */
const partsOfBoth = (distribution: Distribution, scope: Scope, from: IsoDate): readonly PartRow[] => {
  const now = partRows(distribution, scope);
  const shown = new Set(now.flatMap(row => row.places.map(place => place.unit.id)));
  const earlier = distribution.onDay(from);
  const gone = partRows(earlier, scope).filter(row => row.places.every(place => !shown.has(place.unit.id)));
  return [...now, ...gone.filter(row => !now.some(other => other.scope.unitId === row.scope.unitId))];
};

export const partChanges = (distribution: Distribution, scope: Scope, from: IsoDate): readonly PartChange[] =>
  partsOfBoth(distribution, scope, from).map(part => changeOf(distribution, part, from));

/** The change of the whole of what is looked at. */
export const totalChange = (distribution: Distribution, scope: Scope, from: IsoDate): PartChange =>
  changeOf(
    distribution,
    { name: text.total, scope, places: distribution.placesIn(scope), isArea: true },
    from,
  );

/** Then and now in one sentence, and what lies between. */
export const changeSentences = (distribution: Distribution, scope: Scope, from: IsoDate): Prose => {
  const total = totalChange(distribution, scope, from);
  const counts = prose`${text.countThen(from)} ${total.before} ${worded(total.before, text.position, text.positions)}. ${text.countNow(distribution.reading.on)} ${total.now}. `;
  const [opened, closed] = [total.of('inrättad'), total.of('avslutad')];
  const [filled, vacated, replaced] = [total.of('tillsatt'), total.of('vakant'), total.of('ny innehavare')];
  const [movedIn, movedOut] = [total.of('inflyttad'), total.of('utflyttad')];
  const moved =
    movedIn.value === 0 && movedOut.value === 0
      ? []
      : prose` ${movedIn} ${text.movedIn} ${movedOut} ${text.movedOut}`;
  return [
    ...counts,
    ...prose`${opened} ${worded(opened, text.isOpened, text.areOpened)} ${text.and} ${closed} ${worded(closed, text.isClosed, text.areClosed)}.`,
    ...moved,
    ...prose` ${text.ofKept} ${filled} ${worded(filled, text.isFilled, text.areFilled)}, ${vacated} ${worded(vacated, text.isVacated, text.areVacated)} ${text.and} ${replaced} ${text.replaced}`,
  ];
};

const hasStepped = ({ before, now, of }: PartChange): boolean =>
  before.value !== now.value || of('inrättad').value !== 0 || of('avslutad').value !== 0;

/** The caption of the table that has the numbers of the picture, where a document holds both. */
const changeCaption = (distribution: Distribution, from: IsoDate): string =>
  text.tableCaption(from, distribution.reading.on);

export const changePicture = (distribution: Distribution, scope: Scope, from: IsoDate): readonly Block[] => {
  const changes = partChanges(distribution, scope, from).filter(one => one.before.value !== one.now.value);
  if (changes.length === 0 || changes.length > MOST_UNITS) return [];
  const total = totalChange(distribution, scope, from);
  const drawn = drawChart({
    kind: 'change',
    title: text.pictureTitle,
    unit: sv.spread.positions,
    n: text.pictureN(changes.length),
    source: sv.spread.register,
    on: distribution.reading.on,
    from: text.day(from),
    to: text.day(distribution.reading.on),
    rows: changes.map(({ part, before, now }) => ({ label: part.name, from: before.value, to: now.value })),
  });
  return [
    picture(drawn, {
      source: sv.sourceLine(distribution.reading.on, []),
      figures: [total.before, total.now],
      tableStands: changeCaption(distribution, from),
      table: {
        columns: [
          { head: sv.spread.unit, align: 'text' },
          { head: text.day(from), align: 'number' },
          { head: text.day(distribution.reading.on), align: 'number' },
          { head: text.net, align: 'number' },
        ],
        rows: changes.map(({ part, before, now, of }) => ({
          cells: [part.name, before, now, of('netto')],
        })),
      },
    }),
  ];
};

const cells = ({ before, now, of }: PartChange): readonly Cell[] => [
  before,
  of('inrättad'),
  of('avslutad'),
  now,
  of('netto'),
];

/** Then, opened, closed and now; only the parts where a position has come or gone. */
export const changeTable = (distribution: Distribution, scope: Scope, from: IsoDate): Table => ({
  kind: 'table',
  caption: changeCaption(distribution, from),
  columns: [
    { head: sv.spread.unit, align: 'text' },
    ...text.tableHeads.map(head => ({ head, align: 'number' as const })),
  ],
  rows: [
    ...partChanges(distribution, scope, from)
      .filter(hasStepped)
      .map(one => ({ cells: [one.part.name, ...cells(one)] })),
    { cells: [text.total, ...cells(totalChange(distribution, scope, from))], total: true },
  ],
  note: [text.note],
  source: sv.sourceLine(distribution.reading.on, []),
});

export const changeBlocks = (distribution: Distribution, scope: Scope, from: IsoDate): readonly Block[] => [
  paragraph(changeSentences(distribution, scope, from)),
  ...changePicture(distribution, scope, from),
  changeTable(distribution, scope, from),
];
