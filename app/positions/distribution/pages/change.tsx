import { paragraph } from '#app/documents/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { type Column, readSorting, Table } from '#app/web/index.ts';
import { assignmentTypes } from '../../assignment-type.ts';
import { unitOfChange } from '../change.ts';
import {
  changePicture,
  changeSentences,
  type PartChange,
  partChanges,
  totalChange,
} from '../change-blocks.ts';
import type { SeenChange } from '../distribution.ts';
import { sv } from '../sv.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import type { FileTable } from './out-table.ts';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.pages;

/** The day to compare with: the one asked for, else a year ago. */
const comparedWith = (view: PageView): IsoDate => view.compareOn ?? addDays(view.on, -365);

const measures = [
  ['da', text.heads.before, (one: PartChange) => one.before],
  ['inrattade', text.heads.opened, (one: PartChange) => one.of('inrättad')],
  ['avslutade', text.heads.closed, (one: PartChange) => one.of('avslutad')],
  ['in', text.heads.movedIn, (one: PartChange) => one.of('inflyttad')],
  ['ut', text.heads.movedOut, (one: PartChange) => one.of('utflyttad')],
  ['nu', text.heads.now, (one: PartChange) => one.now],
  ['forandring', text.heads.change, (one: PartChange) => one.of('netto')],
  ['tillsatta', text.heads.filled, (one: PartChange) => one.of('tillsatt')],
  ['vakanta', text.heads.vacated, (one: PartChange) => one.of('vakant')],
] as const;

/** Units are moved only between areas, so the columns are left out where nothing was. */
const shownMeasures = (total: PartChange, parts: readonly PartChange[]) =>
  measures.filter(
    ([key, , of]) => (key !== 'in' && key !== 'ut') || [total, ...parts].some(one => of(one).value !== 0),
  );

export const changeFile = (view: PageView): FileTable => {
  const from = comparedWith(view);
  return {
    title: text.changeTitle,
    columns: [text.heads.unit, ...measures.map(([, name]) => name)],
    rows: [
      ...partChanges(view.distribution, view.scope, from),
      totalChange(view.distribution, view.scope, from),
    ].map(one => [one.part.name, ...measures.map(([, , of]) => of(one))]),
    notes: [sv.change.countThen(from), sv.change.note],
  };
};

const seenColumns = (view: PageView): Column<SeenChange>[] => [
  {
    key: 'tjanst',
    text: text.heads.position,
    cell: ({ change }) => <a href={`/tjanster/${change.position.id}`}>{change.position.externalId}</a>,
  },
  {
    key: 'enhet',
    text: text.heads.unit,
    cell: ({ change }) => view.distribution.organisation.find(unitOfChange(change))?.name ?? text.goneUnit,
  },
  {
    key: 'uppdrag',
    text: text.heads.task,
    cell: ({ change }) => {
      const assignment = (change.after ?? change.before)?.assignment;
      return assignment ? assignmentTypes[assignment.type] : null;
    },
  },
  { key: 'vad', text: text.heads.what, cell: ({ kind }) => sv.changes[kind] },
];

/** Vad har förändrats mellan två dagar? */
export const ChangePage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const from = comparedWith(view);
  const total = totalChange(distribution, scope, from);
  const parts = partChanges(distribution, scope, from);
  const shown = shownMeasures(total, parts);
  const columns: Column<PartChange>[] = [
    {
      key: 'namn',
      text: text.heads.unit,
      cell: one =>
        one === total ? (
          one.part.name
        ) : (
          <a href={addressOf(view, view.path, { enhet: one.part.scope.unitId })}>{one.part.name}</a>
        ),
      sortBy: one => one.part.name,
    },
    ...shown.map(
      ([key, name, of]): Column<PartChange> => ({
        key,
        text: name,
        numeric: true,
        cell: one => figureLink(of(one)),
        sortBy: one => of(one).value,
      }),
    ),
  ];
  const seen = distribution.changesIn(scope, from);
  return (
    <DistributionFrame view={view} title={text.changeTitle} whenEmpty>
      {view.compareOn === null && <p class="help">{text.comparedWithLastYear(formatDate(from))}</p>}
      <LiveBlocks
        blocks={[
          paragraph(changeSentences(distribution, scope, from)),
          ...changePicture(distribution, scope, from),
        ]}
      />
      <h2>{text.perUnit}</h2>
      <Table
        caption={text.perUnit}
        hideCaption
        columns={columns}
        rows={parts}
        foot={[total]}
        sorting={readSorting(view.query, 'namn')}
        path={view.path}
        query={view.query}
      />
      <TableFoot view={view} notes={[sv.questions['positions.change'].how]} />
      {seen.length > 0 && (
        <details>
          <summary>{text.seenList(seen.length)}</summary>
          <Table caption={text.seenCaption} columns={seenColumns(view)} rows={seen} />
        </details>
      )}
    </DistributionFrame>
  );
};
