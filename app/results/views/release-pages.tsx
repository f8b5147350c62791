import { formatInstant } from '#app/shared/swedish.ts';
import { Downloads, Notice, Table } from '#app/web/index.ts';
import { Frame } from '../pages/frame.tsx';
import type { Release } from '../release-store.ts';
import type { ResultTable } from '../table-actions.ts';
import { type ToldTable, toldFigure } from '../told.ts';
import { tableHref, tableTitle } from './pages.tsx';
import { sv } from './sv.ts';
import { Legend, partColumns } from './table-parts.tsx';

/** Why a table cannot leave, and what can be done instead. */
export const RefusedPage = ({ table, places }: { table: ResultTable; places: readonly string[] }) => (
  <>
    <h1>{sv.refusedTitle}</h1>
    <Notice kind="warning">
      <p>{sv.refused(places)}</p>
    </Notice>
    <p>
      <a href={tableHref(table.question)}>{tableTitle(table.question)}</a>
    </p>
  </>
);

export const ReleasesPage = ({ releases }: { releases: readonly Release[] }) => (
  <Frame path="/resultat/utlamnat">
    <h1>{sv.releasedTitle}</h1>
    <p class="lead">{sv.releasedLead}</p>
    <Table
      caption={sv.releasedCaption}
      stacks
      empty={sv.noReleases}
      columns={[
        {
          key: 'tabell',
          text: sv.heads.title,
          cell: one => <a href={`/resultat/utlamnat/${one.id}`}>{one.title}</a>,
        },
        { key: 'till', text: sv.heads.recipient, cell: one => one.recipient },
        { key: 'nar', text: sv.heads.when, cell: one => formatInstant(one.releasedAt) },
      ]}
      rows={releases}
    />
  </Frame>
);

/** A table as it left. Every number in it is a figure, which others may cite. */
export const ReleasePage = ({
  table,
  path,
  query,
}: {
  table: ToldTable;
  path: string;
  query: URLSearchParams;
}) => {
  const { release, rows } = table;
  return (
    <>
      <h1>{release.title}</h1>
      <p class="lead">{sv.releasedOn(formatInstant(release.releasedAt), release.recipient)}</p>
      <Table
        caption={release.title}
        hideCaption
        stacks
        columns={[
          { key: 'enhet', text: sv.heads.unit, cell: ({ place }) => place.name },
          ...partColumns(release.asked, (row, part) => toldFigure(table, row, part)),
        ]}
        rows={rows}
      />
      <Legend rows={rows} audience="utanför huvudmannen" />
      <p class="help">
        {sv.order} {sv.source}. {sv.told.cite}
      </p>
      <Downloads path={path} query={query} />
    </>
  );
};
