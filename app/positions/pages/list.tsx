import type { OrganisationOn } from '#app/organisation/index.ts';
import type { Period } from '#app/shared/period.ts';
import { formatDate, formatShortDate } from '#app/shared/swedish.ts';
import {
  Button,
  ButtonLink,
  type Column,
  Downloads,
  Notice,
  Select,
  type Sorting,
  State,
  sortRows,
  Table,
  TextField,
  withParameter,
} from '#app/web/index.ts';
import { positionKinds } from '../position.ts';
import { listedWork, type PositionChoice, type PositionLine } from '../position-list.ts';
import { sv } from '../sv.ts';

const text = sv.list;

/** So many rows as a page can hold without becoming slow to read. */
const ROWS_A_PAGE = 250;

const href = (line: PositionLine, on: string, today: string): string =>
  `/tjanster/${line.position.id}${on === today ? '' : `?datum=${on}`}`;

const formatShortPeriod = ({ startsOn, endsOn }: Period): string =>
  endsOn === null
    ? text.since(formatShortDate(startsOn))
    : `${formatShortDate(startsOn)}–${formatShortDate(endsOn)}`;

const columnsOf = (on: string, today: string): readonly Column<PositionLine>[] => [
  {
    key: 'tjanst',
    text: text.position,
    cell: line => (
      <>
        <a href={href(line, on, today)}>{line.position.externalId}</a>{' '}
        <span class="kind">{line.position.kind.toLowerCase()}</span>
      </>
    ),
    sortBy: line => line.position.externalId,
  },
  { key: 'enhet', text: text.unit, cell: line => line.unitName, sortBy: line => line.unitName },
  { key: 'amnen', text: text.subjects, cell: line => line.subjects, sortBy: line => line.subjects || null },
  { key: 'uppdrag', text: text.assignment, cell: line => line.task, sortBy: line => line.task || null },
  {
    key: 'innehavare',
    text: text.holder,
    cell: line => line.holder ?? <State kind="open">{sv.vacant}</State>,
    sortBy: line => line.holder,
  },
  {
    key: 'period',
    text: text.period,
    cell: line => formatShortPeriod(line.position),
    sortBy: line => line.position.startsOn,
  },
];

const Filters = ({
  choice,
  organisation,
  subjects,
}: {
  choice: PositionChoice;
  organisation: OrganisationOn;
  subjects: readonly string[];
}) => (
  <form method="get" action="/tjanster" class="filters">
    <Select
      name="enhet"
      label={text.area}
      empty={text.everywhere}
      value={choice.unitId ?? ''}
      options={organisation
        .all()
        .filter(unit => unit.kind !== 'Huvudman')
        .map(unit => ({
          value: unit.id,
          text: `${'\u2003'.repeat(Math.max(0, unit.depth - 1))}${unit.name}`,
        }))}
    />
    <Select
      name="slag"
      label={text.kind}
      empty={text.bothKinds}
      value={choice.kind ?? ''}
      options={positionKinds.map(kind => ({ value: kind, text: kind }))}
    />
    <Select
      name="amne"
      label={text.subject}
      empty={text.allSubjects}
      value={choice.subject ?? ''}
      options={subjects.map(subject => ({ value: subject, text: subject }))}
    />
    <Select
      name="lage"
      label={text.state}
      empty={text.anyState}
      value={choice.state ?? ''}
      options={[
        { value: 'tillsatt', text: sv.held },
        { value: 'vakant', text: sv.vacant },
      ]}
    />
    <Select
      name="atgard"
      label={text.work}
      empty={text.anyWork}
      value={choice.work === null ? '' : sv.tasks.filter[choice.work].address}
      options={listedWork.map(kind => ({
        value: sv.tasks.filter[kind].address,
        text: sv.tasks.filter[kind].text,
      }))}
    />
    <TextField name="datum" type="date" label={text.on} value={organisation.on} />
    <TextField name="sok" type="search" label={text.search} value={choice.search} />
    <Button look="secondary">{text.show}</Button>
  </form>
);

const Pages = ({ page, pages, query }: { page: number; pages: number; query: URLSearchParams }) =>
  pages < 2 ? null : (
    <nav class="buttons" aria-label={text.pages}>
      {page > 1 && (
        <ButtonLink href={withParameter('/tjanster', query, 'sida', String(page - 1))}>
          {text.previous}
        </ButtonLink>
      )}
      <span>{text.page(page, pages)}</span>
      {page < pages && (
        <ButtonLink href={withParameter('/tjanster', query, 'sida', String(page + 1))}>
          {text.next}
        </ButtonLink>
      )}
    </nav>
  );

const Empty = ({ hasUnits }: { hasUnits: boolean }) => (
  <Notice>
    <p>
      {text.empty} {hasUnits ? text.emptyNext : text.emptyNoUnits}{' '}
      {!hasUnits && <a href="/organisation">{text.toOrganisation}</a>}
    </p>
  </Notice>
);

export const ListPage = ({
  lines,
  isEmpty,
  choice,
  organisation,
  subjects,
  sorting,
  query,
  today,
  mayEdit,
  mayImport,
}: {
  lines: readonly PositionLine[];
  /** There is no position at all, on any day. */
  isEmpty: boolean;
  choice: PositionChoice;
  organisation: OrganisationOn;
  subjects: readonly string[];
  sorting: Sorting;
  query: URLSearchParams;
  today: string;
  mayEdit: boolean;
  mayImport: boolean;
}) => {
  const columns = columnsOf(organisation.on, today);
  const pages = Math.max(1, Math.ceil(lines.length / ROWS_A_PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.get('sida') ?? '1', 10) || 1));
  const sorted = sortRows(lines, columns, sorting);
  const vacant = lines.filter(line => line.holder === null).length;
  return (
    <>
      <h1>{sv.title}</h1>
      {isEmpty ? (
        <Empty hasUnits={organisation.teachingUnits().length > 0} />
      ) : (
        <>
          <p>{text.sentence(lines.length, vacant, formatDate(organisation.on))}</p>
          <Filters choice={choice} organisation={organisation} subjects={subjects} />
        </>
      )}
      <div class="buttons">
        {mayEdit && organisation.root && <ButtonLink href="/tjanster/ny">{text.add}</ButtonLink>}
        {mayImport && organisation.root && <ButtonLink href="/tjanster/import">{text.import}</ButtonLink>}
        <ButtonLink href="/tjanster/behov">{text.needs}</ButtonLink>
        <ButtonLink href="/fordelning/strukturer">{text.structures}</ButtonLink>
        {mayEdit && <ButtonLink href="/tjanster/amnen">{text.subjectsLink}</ButtonLink>}
      </div>
      {!isEmpty && (
        <>
          <Table
            caption={sv.title}
            hideCaption
            columns={columns}
            rows={sorted.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE)}
            sorting={sorting}
            path="/tjanster"
            query={query}
            empty={text.noMatch}
          />
          <Pages page={page} pages={pages} query={query} />
          {lines.length > 0 && <Downloads path="/tjanster" query={query} />}
        </>
      )}
    </>
  );
};
