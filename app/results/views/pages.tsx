import { type Chart, drawChart } from '#app/charts/index.ts';
import { Blocks, picture } from '#app/documents/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { compareSwedish, formatShortDate } from '#app/shared/swedish.ts';
import {
  Button,
  type Column,
  ErrorSummary,
  Form,
  Hidden,
  Notice,
  Select,
  Table,
  TextField,
} from '#app/web/index.ts';
import { chanceAround } from '../chance.ts';
import { type DeliveryKind, deliveryKinds, kindDescriptions } from '../kind.ts';
import { allSubjects, decimalsOf, measureDescriptions, measures } from '../measure.ts';
import { deliveryHref } from '../pages/deliveries.tsx';
import { Frame } from '../pages/frame.tsx';
import { partsOf } from '../suppression/block-of-cells.ts';
import { sv as roomTexts } from '../sv.ts';
import type { ResultTable, TableRowShown } from '../table-actions.ts';
import type { TableQuestion } from '../table-question.ts';
import { publishedFor, publishedPart } from './published.ts';
import type { TableView } from './reading.ts';
import { shownIn, teachersNote } from './shown.ts';
import { sv } from './sv.ts';
import { Legend, partColumns, Shown } from './table-parts.tsx';

const kindTexts = roomTexts.kinds;

/** A question as the fields of a form, or of an address: the same by the same names. */
export const tableFields = (question: TableQuestion): Readonly<Record<string, string>> => ({
  ...{ slag: question.kind, matt: question.measure, amne: question.subject, niva: question.level },
  ...{ lasar: `${question.academicYear}`, termin: question.semester ?? '', grupp: question.group },
});

export const tableHref = (question: TableQuestion, path = '/resultat/tabell'): string =>
  `${path}?${new URLSearchParams(tableFields(question))}`;

export const tableTitle = (question: TableQuestion): string => sv.tableTitle(question);

type Line = { readonly question: TableQuestion; readonly row: TableRowShown };

const kindsIn = (lines: readonly Line[]): readonly DeliveryKind[] =>
  deliveryKinds.filter(kind => lines.some(({ question }) => question.kind === kind));

/** By level and subject, all subjects together first: never by result. */
const inOrder = ({ question: a }: Line, { question: b }: Line): number =>
  compareSwedish(a.level, b.level) ||
  Number(b.subject === allSubjects) - Number(a.subject === allSubjects) ||
  compareSwedish(a.subject, b.subject) ||
  measures.indexOf(a.measure) - measures.indexOf(b.measure);

/** A kind with a single level has it in its name: a column of it would say nothing. */
const hasSeveralLevels = (kind: DeliveryKind): boolean => kindDescriptions[kind].levels?.length !== 1;

/** Which results there are for an academic year, with the whole authority's own numbers. */
export const OverviewPage = ({
  year,
  years,
  tables,
  mayDeliver,
}: {
  year: number;
  years: readonly number[];
  tables: readonly ResultTable[];
  mayDeliver: boolean;
}) => {
  const lines = tables.flatMap(({ question, rows }): Line[] => {
    const [row] = rows;
    return row ? [{ question, row }] : [];
  });
  const part = (key: 'antal' | 'medelvärde' | 'andel', text: string): Column<Line> => ({
    ...{ key, text, numeric: true },
    cell: ({ question, row }) =>
      partsOf(question.measure).includes(key) ? (
        <Shown part={shownIn(row, key)} />
      ) : (
        <span class="none">–</span>
      ),
  });
  const columnsFor = (kind: DeliveryKind): Column<Line>[] => [
    {
      key: 'amne',
      text: sv.heads.subject,
      cell: ({ question }) => <a href={tableHref(question)}>{question.subject}</a>,
    },
    { key: 'vad', text: sv.heads.what, cell: ({ question }) => sv.measures[question.measure] },
    ...(hasSeveralLevels(kind)
      ? [
          {
            ...{ key: 'niva', text: sv.heads.level },
            cell: ({ question }: Line) => sv.levelAndSemester(question.level, question.semester),
          },
        ]
      : []),
    part('antal', sv.heads.pupils),
    part('medelvärde', sv.heads.mean),
    part('andel', sv.heads.share),
  ];
  return (
    <Frame path="/resultat">
      <h1>{sv.title}</h1>
      <p class="lead">{sv.lead(year)}</p>
      {years.length > 1 && (
        <form method="get" action="/resultat" class="filters">
          <Select
            name="lasar"
            label={sv.year}
            value={`${year}`}
            options={years.map(one => ({ value: `${one}`, text: academicYearLabel(one) }))}
          />
          <Button look="secondary">{sv.show}</Button>
        </form>
      )}
      {lines.length === 0 ? (
        <Notice>
          <p>
            {sv.empty} {mayDeliver && <a href="/resultat/inlamningar">{sv.toDeliveries}</a>}
          </p>
        </Notice>
      ) : (
        <>
          {kindsIn(lines).map(kind => {
            const those = lines.filter(({ question }) => question.kind === kind).sort(inOrder);
            return (
              <>
                <h2>{kindTexts[kind]}</h2>
                <Table caption={kindTexts[kind]} hideCaption columns={columnsFor(kind)} rows={those} />
              </>
            );
          })}
          <Legend rows={lines.map(({ row }) => row)} audience="inom huvudmannen" />
          <p class="help">
            {sv.shareMeans} {sv.source}.
          </p>
        </>
      )}
    </Frame>
  );
};

/** The funnel of a table: only rows that are shown, in the order of the organisation. Null where it would say nothing. */
export const funnelOf = ({ table, chance, national }: TableView, on: string): Chart | null => {
  const { question } = table;
  const whole = table.rows.find(({ place }) => place.level === 'huvudman');
  const mean = whole && shownIn(whole, 'medelvärde').value;
  const units = table.rows.filter(({ place }) => place.level === 'enhet');
  if (!whole || typeof mean !== 'number' || chance === null) return null;
  const description = measureDescriptions[question.measure];
  const rows = units.map(row => {
    const [count, value] = [shownIn(row, 'antal').value, shownIn(row, 'medelvärde').value];
    const isShown = count !== null && value !== null;
    return {
      label: row.place.name,
      count,
      value: isShown ? value : null,
      chance: isShown ? chanceAround(mean, chance, count, description) : null,
      ...(isShown ? {} : { text: sv.hidden }),
    };
  });
  const known = rows.filter(row => row.value !== null);
  if (known.length < 2) return null;
  const inside = known.filter(
    ({ value, chance }) => value !== null && chance !== null && value >= chance.from && value <= chance.to,
  ).length;
  return {
    kind: 'funnel',
    title: chance.yearVariance === null ? sv.chanceOfPupils : sv.chance(inside, known.length),
    unit: sv.units[description.unit],
    n: sv.pictureN(
      known.reduce((sum, { count }) => sum + (count ?? 0), 0),
      known.length,
    ),
    source: national === null ? sv.own : sv.ownAndNational,
    on,
    rows,
    mean: { value: mean, label: whole.place.name },
    ...(national === null ? {} : { beside: { value: national, label: sv.nation } }),
    decimals: decimalsOf(question.measure),
  };
};

const Beside = ({ beside }: { beside: NonNullable<TableView['beside']> }) => {
  const find = (table: ResultTable, name: string) => table.rows.find(({ place }) => place.name === name);
  const from = (table: ResultTable, part: 'medelvärde' | 'andel') => (row: TableRowShown) => {
    const found = find(table, row.place.name);
    return found ? <Shown part={shownIn(found, part)} /> : <span class="none">–</span>;
  };
  return (
    <>
      <h2>{sv.gapTitle}</h2>
      <p>{sv.gapNote}</p>
      <Table
        caption={sv.gapTitle}
        hideCaption
        stacks
        columns={[
          { key: 'enhet', text: sv.heads.unit, cell: row => row.place.name },
          { key: 'betyg', text: sv.heads.grade, numeric: true, cell: from(beside.grade, 'medelvärde') },
          { key: 'prov', text: sv.heads.test, numeric: true, cell: from(beside.test, 'medelvärde') },
          { key: 'skillnad', text: sv.heads.lower, numeric: true, cell: from(beside.gap, 'medelvärde') },
          { key: 'hogre', text: sv.heads.higher, numeric: true, cell: from(beside.gap, 'andel') },
        ]}
        rows={beside.gap.rows}
      />
    </>
  );
};

/** The deliveries behind the numbers: those of units that have a row of their own can be opened. */
const Behind = ({ table, deliveries }: Pick<TableView, 'table' | 'deliveries'>) => {
  const nameOf = new Map(
    table.rows.flatMap(({ place }) =>
      place.level === 'enhet' ? place.units.map(code => [code, place.name] as const) : [],
    ),
  );
  const own = [...nameOf.keys()].flatMap(code =>
    deliveries.filter(({ scope }) => scope.schoolUnitCode === code),
  );
  const others = deliveries.length - own.length;
  return (
    <details>
      <summary>{sv.behind(deliveries.length)}</summary>
      <ul>
        {own.map(({ id, scope, receivedAt, version }) => (
          <li>
            <a href={deliveryHref(id)}>
              {sv.delivered(
                nameOf.get(scope.schoolUnitCode) ?? '',
                formatShortDate(receivedAt.toISOString().slice(0, 10)),
                version,
              )}
            </a>
          </li>
        ))}
        {others > 0 && <li>{sv.behindOthers(others)}</li>}
      </ul>
    </details>
  );
};

/** One table with its picture, its years and what may be done with it. */
export const TablePage = ({
  view,
  mayRelease,
  on,
  problems = [],
}: {
  view: TableView;
  mayRelease: boolean;
  on: string;
  problems?: readonly FieldError[];
}) => {
  const { table, published, national, series, beside } = view;
  const { question, rows } = table;
  const chart = funnelOf(view, on);
  const columns: Column<TableRowShown>[] = [
    { key: 'enhet', text: sv.heads.unit, cell: ({ place }) => place.name },
    ...partColumns(question),
    ...(published.length > 0
      ? [
          {
            key: 'skolverket',
            text: sv.heads.published,
            numeric: true,
            cell: (row: TableRowShown) => {
              const { place } = row;
              const value = publishedFor(published, place, question.academicYear);
              if (!value) return <span class="none">–</span>;
              // It is about the same pupils: beside a number that is hidden it, or a mark such as '~100', would be that number.
              const own = shownIn(row, publishedPart(question.measure));
              if (own.value === null) return <span class="none">{sv.hidden}</span>;
              return value.value === null ? value.raw : sv.published(value.value, question.measure);
            },
          },
        ]
      : []),
  ];
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>{tableTitle(question)}</h1>
      {chart && (
        <>
          <Blocks blocks={[picture(drawChart(chart))]} figureAddress={code => `/siffra/${code}`} />
          <p class="help">{sv.chanceNote(view.chance?.yearVariance != null)}</p>
        </>
      )}
      <h2>{sv.unitCaption}</h2>
      {national !== null && (
        <p>
          {sv.national(sv.published(national, question.measure), academicYearLabel(question.academicYear))}
        </p>
      )}
      <Table caption={sv.unitCaption} hideCaption stacks columns={columns} rows={rows} />
      <Legend rows={rows} audience="inom huvudmannen" />
      <p class="help">
        {sv.order} {sv.source}. {published.length > 0 && `${sv.publishedSource}.`}
      </p>
      {view.deliveries.length > 0 && <Behind table={table} deliveries={view.deliveries} />}
      {beside && <Beside beside={beside} />}
      {series.length > 1 && (
        <>
          <h2>{sv.seriesTitle}</h2>
          <Table
            caption={sv.series}
            hideCaption
            stacks
            columns={[
              {
                key: 'lasar',
                text: sv.year,
                cell: one => (
                  <>
                    <a href={tableHref(one.question)}>{academicYearLabel(one.question.academicYear)}</a>
                    {view.breaks.includes(one.question.academicYear) && (
                      <span class="help"> {sv.newScale}</span>
                    )}
                  </>
                ),
              },
              ...partColumns(question).map(({ key, text, cell }) => ({
                ...{ key, text, numeric: true },
                cell: (one: ResultTable) => (one.rows[0] ? cell(one.rows[0]) : null),
              })),
            ]}
            rows={series}
          />
          <p class="help">{sv.seriesNote}</p>
        </>
      )}
      {mayRelease && (
        <section class="on-screen">
          <h2>{sv.releaseTitle}</h2>
          <p>
            {sv.releaseNote} {teachersNote(rows) && sv.askTeachers}
          </p>
          <Form action="/resultat/tabell">
            {Object.entries(tableFields(question)).map(([name, value]) => (
              <Hidden name={name} value={value} />
            ))}
            <TextField name="mottagare" label={sv.recipient} value="" problems={problems} />
            <Button>{sv.release}</Button>
          </Form>
        </section>
      )}
    </>
  );
};
