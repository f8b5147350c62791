import { paragraph } from '#app/documents/index.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { type Column, State, Table } from '#app/web/index.ts';
import { assignmentTypes } from '../../assignment-type.ts';
import { asking } from '../asking.ts';
import { meeting } from '../filter.ts';
import type { PlacedPosition } from '../place.ts';
import { scopeParameters } from '../scope.ts';
import { sv } from '../sv.ts';
import { needSentences, typeCounts, typePicture } from '../use-blocks.ts';
import { type AskedNeed, needsIn } from '../use-questions.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import type { FileTable } from './out-table.ts';
import type { PageView } from './page-view.ts';

const text = sv.pages;

export const tasksFile = (view: PageView): FileTable => ({
  title: text.tasksTitle,
  columns: sv.use.typeHeads,
  rows: typeCounts(view.distribution, view.scope).map(({ type, main, partOf }) => [
    assignmentTypes[type],
    main,
    partOf,
  ]),
});

const needColumns: Column<AskedNeed>[] = [
  { key: 'behov', text: text.heads.need, cell: ({ need }) => need.title },
  { key: 'enhet', text: text.heads.unit, cell: ({ place }) => place.unit.name },
  { key: 'sedan', text: text.heads.since, cell: ({ need }) => formatDate(need.identifiedOn) },
  {
    key: 'uppdrag',
    text: text.heads.answeredBy,
    cell: ({ answeredBy }) =>
      answeredBy.length === 0 ? (
        <State kind="open">{text.noTask}</State>
      ) : (
        <State kind="done">{answeredBy.join(', ')}</State>
      ),
  },
];

const aimlessColumns: Column<PlacedPosition>[] = [
  {
    key: 'tjanst',
    text: text.heads.position,
    cell: one => <a href={`/tjanster/${one.position.id}`}>{one.position.externalId}</a>,
  },
  { key: 'enhet', text: text.heads.unit, cell: one => one.place.unit.name },
  { key: 'uppdrag', text: text.heads.task, cell: one => one.assignment?.title ?? null },
];

/** På vilket sätt? Assignment types, needs with the assignments that answer them, and assignments that answer none. */
export const TasksPage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const ask = asking(distribution, scope);
  const needs = needsIn(distribution, scopeParameters(scope));
  const aimless = meeting(distribution.positionsIn(scope), { need: 'utan' });
  return (
    <DistributionFrame view={view} title={text.tasksTitle} whenEmpty>
      <LiveBlocks blocks={typePicture(distribution, scope)} />
      <TableFoot view={view} />
      <h2>{sv.use.needsHeading}</h2>
      <LiveBlocks blocks={[paragraph(needSentences(distribution, scope))]} />
      <Table caption={text.needList} columns={needColumns} rows={needs} empty={text.noNeedsYet} />
      {aimless.length > 0 && (
        <>
          <h3>{text.aimlessHeading}</h3>
          <p>
            {text.aimlessText} {figureLink(ask('positions.count', { need: 'utan' }))}.
          </p>
          <details>
            <summary>{text.aimlessList}</summary>
            <Table caption={text.aimlessHeading} hideCaption columns={aimlessColumns} rows={aimless} />
          </details>
        </>
      )}
    </DistributionFrame>
  );
};
