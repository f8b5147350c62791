import { type Block, paragraph } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import { type Column, readSorting, Table } from '#app/web/index.ts';
import { type Ask, asking, sentences } from '../asking.ts';
import { areaRows, type PartRow, unitRows } from '../rows.ts';
import { comparisonBlocks, countSentences, dotPicture, reachSentences } from '../spread-blocks.ts';
import { sv } from '../sv.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import type { FileTable } from './out-table.ts';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.pages;

const rowsOf = (view: PageView): readonly PartRow[] =>
  view.byArea ? areaRows(view.distribution, view.scope) : unitRows(view.distribution, view.scope);

/** The numbers of a row, in the order of the columns. */
const measures: readonly {
  readonly key: string;
  readonly text: string;
  readonly of: (ask: Ask, view: PageView) => Figure;
  readonly when?: (view: PageView) => boolean;
}[] = [
  { key: 'tjanster', text: text.heads.positions, of: ask => ask('positions.count') },
  {
    key: 'lektorer',
    text: text.heads.lectors,
    of: ask => ask('positions.count', { kind: 'Lektor' }),
  },
  { key: 'vakanta', text: text.heads.vacant, of: ask => ask('positions.count', { state: 'vakant' }) },
  { key: 'elevantal', text: text.heads.pupils, of: ask => ask('positions.pupils') },
  { key: 'elever', text: text.heads.pupilsPerPosition, of: ask => ask('positions.pupilsPerPosition') },
  { key: 'per-hundra', text: text.heads.per100, of: ask => ask('positions.per100Pupils') },
  { key: 'larare', text: text.heads.perTeachers, of: ask => ask('positions.per100LicensedTeachers') },
  {
    key: 'forandring',
    text: text.heads.change,
    of: (ask, view) => ask('positions.change', { change: 'netto', from: view.compareOn ?? view.on }),
    when: view => view.compareOn !== null,
  },
];

const shownMeasures = (view: PageView) => measures.filter(one => one.when?.(view) ?? true);

export const spreadFile = (view: PageView): FileTable => {
  const shown = shownMeasures(view);
  return {
    title: text.title,
    columns: [
      view.byArea ? text.heads.area : text.heads.unit,
      text.heads.code,
      ...shown.map(one => one.text),
    ],
    rows: [
      ...rowsOf(view).map(row => {
        const ask = asking(view.distribution, row.scope);
        const code = row.isArea ? null : (row.places[0]?.unit.schoolUnitCode ?? null);
        return [row.name, code, ...shown.map(one => one.of(ask, view))];
      }),
      [sv.spread.total, null, ...shown.map(one => one.of(asking(view.distribution, view.scope), view))],
    ],
    notes: [sv.spread.tableNote],
  };
};

type Shown = {
  readonly row: PartRow;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly isTotal: boolean;
};

const shownRow = (view: PageView, row: PartRow, isTotal = false): Shown => {
  const ask = asking(view.distribution, row.scope);
  return {
    row,
    isTotal,
    figures: new Map(shownMeasures(view).map(one => [one.key, one.of(ask, view)])),
  };
};

const UnitName = ({ view, shown: { row, isTotal } }: { view: PageView; shown: Shown }) =>
  isTotal || row.scope.directly || row.scope.unitId === view.scope.unitId ? (
    row.name
  ) : (
    <a href={addressOf(view, view.path, { enhet: row.scope.unitId, visa: null })}>{row.name}</a>
  );

const columnsOf = (view: PageView): Column<Shown>[] => [
  {
    key: 'namn',
    text: view.byArea ? text.heads.area : text.heads.unit,
    cell: shown => <UnitName view={view} shown={shown} />,
    sortBy: shown => shown.row.name,
  },
  ...shownMeasures(view).map(
    (one): Column<Shown> => ({
      key: one.key,
      text: one.text,
      numeric: true,
      cell: shown => {
        const figure = shown.figures.get(one.key);
        return figure ? figureLink(figure) : null;
      },
      sortBy: shown => shown.figures.get(one.key)?.value ?? null,
    }),
  ),
];

const Switch = ({ view }: { view: PageView }) => (
  <p>
    {text.showBy}{' '}
    {(
      [
        ['enheter', text.byUnit, !view.byArea],
        ['omraden', text.byArea, view.byArea],
      ] as const
    ).map(([value, name, chosen], at) => (
      <>
        {at > 0 && ' · '}
        {chosen ? <strong>{name}</strong> : <a href={addressOf(view, view.path, { visa: value })}>{name}</a>}
      </>
    ))}
  </p>
);

/** Hur är tjänsterna fördelade? The finding, the picture, and a row for each unit or area. */
export const SpreadPage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const sorting = readSorting(view.query, 'namn');
  const order = sorting.key === 'namn' && view.query.has('sortera') ? 'name' : 'pupils';
  const blocks: Block[] = [
    paragraph(sentences(countSentences(distribution, scope), reachSentences(distribution, scope))),
    ...comparisonBlocks(distribution, scope),
    ...dotPicture(distribution, scope, order),
  ];
  const rows = rowsOf(view);
  const total = shownRow(
    view,
    { name: sv.spread.total, scope, places: distribution.placesIn(scope), isArea: true },
    true,
  );
  return (
    <DistributionFrame view={view} title={text.title} whenEmpty>
      <LiveBlocks blocks={blocks} />
      {rows.length > 1 && (
        <>
          <h2>{view.byArea ? text.perArea : text.perUnit}</h2>
          <Switch view={view} />
          <Table
            caption={view.byArea ? text.perArea : text.perUnit}
            hideCaption
            columns={columnsOf(view)}
            rows={rows.map(row => shownRow(view, row))}
            foot={[total]}
            sorting={sorting}
            path={view.path}
            query={view.query}
          />
          <TableFoot view={view} notes={[sv.spread.tableNote]} />
        </>
      )}
    </DistributionFrame>
  );
};
