import { type Block, paragraph } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import { type Column, readSorting, Table } from '#app/web/index.ts';
import { asking } from '../asking.ts';
import { conditions } from '../filter.ts';
import { areaRows, type PartRow, unitRows } from '../rows.ts';
import { sv } from '../sv.ts';
import { holdingTable, timeSentences } from '../use-blocks.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import type { FileTable } from './out-table.ts';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.pages;

const rowsOf = (view: PageView): readonly PartRow[] =>
  view.byArea ? areaRows(view.distribution, view.scope) : unitRows(view.distribution, view.scope);

const measures: readonly (readonly [
  key: string,
  text: string,
  of: (row: PartRow, view: PageView) => Figure,
])[] = [
  [
    'median',
    text.heads.median,
    (row, view) =>
      asking(view.distribution, row.scope)('positions.plannedTime', { measure: sv.measures.median }),
  ],
  [
    'okand',
    text.heads.timeUnknown,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { time: conditions.unknown }),
  ],
  [
    'tillsvidare',
    text.heads.permanent,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { form: 'Tillsvidare' }),
  ],
  [
    'tidsbegransat',
    text.heads.limited,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { form: 'Tidsbegränsat' }),
  ],
  [
    'bidrag16',
    text.heads.funding16,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { funding: 'statsbidrag §16' }),
  ],
  [
    'bidrag17',
    text.heads.funding17,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { funding: 'statsbidrag §17' }),
  ],
  [
    'egna',
    text.heads.ownMeans,
    (row, view) => asking(view.distribution, row.scope)('positions.count', { funding: 'egna medel' }),
  ],
];

export const holdingFile = (view: PageView): FileTable => ({
  title: text.holdingTitle,
  columns: [text.heads.unit, ...measures.map(([, name]) => name)],
  rows: rowsOf(view).map(row => [row.name, ...measures.map(([, , of]) => of(row, view))]),
});

const columnsOf = (view: PageView): Column<PartRow>[] => [
  {
    key: 'namn',
    text: text.heads.unit,
    cell: row => <a href={addressOf(view, view.path, { enhet: row.scope.unitId, visa: null })}>{row.name}</a>,
    sortBy: row => row.name,
  },
  ...measures.map(
    ([key, name, of]): Column<PartRow> => ({
      key,
      text: name,
      numeric: true,
      cell: row => figureLink(of(row, view)),
      sortBy: row => of(row, view).value,
    }),
  ),
];

/** Hur mycket tid, på vilka villkor, för vems pengar? */
export const HoldingPage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const time = timeSentences(distribution, scope);
  const blocks: Block[] = [
    ...(time.length === 0 ? [] : [paragraph(time)]),
    holdingTable(distribution, scope),
  ];
  const rows = rowsOf(view);
  return (
    <DistributionFrame view={view} title={text.holdingTitle}>
      <LiveBlocks blocks={blocks} />
      {rows.length > 1 && (
        <>
          <h2>{view.byArea ? text.perArea : text.perUnit}</h2>
          <Table
            caption={view.byArea ? text.perArea : text.perUnit}
            hideCaption
            columns={columnsOf(view)}
            rows={rows}
            sorting={readSorting(view.query, 'namn')}
            path={view.path}
            query={view.query}
          />
        </>
      )}
      <TableFoot view={view} />
    </DistributionFrame>
  );
};
