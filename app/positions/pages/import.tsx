import type { FieldError } from '#app/shared/outcome.ts';
import { formatInstant, formatNumber } from '#app/shared/swedish.ts';
import type { FileError, TableRow } from '#app/shared/table.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Facts,
  FileField,
  Form,
  Hidden,
  Notice,
  Select,
  type SentForm,
  State,
  Table,
} from '#app/web/index.ts';
import { assignmentTypes } from '../assignment-type.ts';
import { type ColumnName, dispensableColumns, guessMapping, positionColumns } from '../import/column.ts';
import { headline, type ImportReport, MOST_SHOWN } from '../import/report.ts';
import type { ImportRun } from '../import/run-store.ts';
import { sv } from '../sv.ts';

const text = sv.import.page;

/** An import with the name of who made it, as the reader may see it. */
export type ShownRun = ImportRun & { readonly by: string };

const RunState = ({ run }: { run: ImportRun }) =>
  run.undoneAt === null ? (
    <State kind="done">{text.stands}</State>
  ) : (
    <State kind="none">{text.undoneState}</State>
  );

const ChooseFile = ({ problems }: { problems: readonly FieldError[] }) => (
  <Form action="/tjanster/import" files>
    <FileField
      name="file"
      label={text.file}
      help={text.fileHelp}
      accept=".csv,.xlsx,.txt"
      problems={problems}
    />
    <Button>{text.check}</Button>
  </Form>
);

/** Where a file is chosen: what the columns are, and what has been read in before. */
export const ImportPage = ({
  runs,
  problems,
}: {
  runs: readonly ShownRun[];
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{sv.import.title}</h1>
    <p>{text.intro}</p>
    <p>
      <a href="/tjanster/import/mall.csv">{text.template}</a>
    </p>
    <ChooseFile problems={problems} />
    <details>
      <summary>{text.columns}</summary>
      <Table
        caption={text.columns}
        hideCaption
        rows={positionColumns}
        columns={[
          { key: 'column', text: text.column, cell: column => <code>{column}</code> },
          { key: 'holds', text: text.holds, cell: column => sv.import.columns[column] },
        ]}
      />
      <h2>{text.types}</h2>
      <ul>
        {Object.values(assignmentTypes).map(label => (
          <li>{label}</li>
        ))}
      </ul>
    </details>
    <h2>{text.earlier}</h2>
    <Table
      caption={text.earlier}
      hideCaption
      rows={runs}
      empty={text.noEarlier}
      columns={[
        {
          key: 'file',
          text: text.file,
          cell: run => <a href={`/tjanster/import/${run.id}`}>{run.fileName}</a>,
        },
        { key: 'when', text: text.when, cell: run => formatInstant(run.importedAt) },
        { key: 'by', text: text.by, cell: run => run.by },
        { key: 'created', text: text.created, numeric: true, cell: run => formatNumber(run.created) },
        { key: 'changed', text: text.changed, numeric: true, cell: run => formatNumber(run.changed) },
        { key: 'state', text: text.state, cell: run => <RunState run={run} /> },
      ]}
    />
  </>
);

/** The row stands in a column of its own here, so a text that repeats it is shortened. */
const withoutRow = (error: FileError): string => {
  const prefix = `Rad ${error.line}: `;
  if (error.line === null || !error.text.startsWith(prefix)) return error.text;
  const rest = error.text.slice(prefix.length);
  return rest.charAt(0).toLocaleUpperCase('sv') + rest.slice(1);
};

const Findings = ({ title, found, what }: { title: string; found: readonly FileError[]; what: string }) => (
  <>
    <Table
      caption={title}
      rows={found.slice(0, MOST_SHOWN)}
      columns={[
        { key: 'row', text: text.row, cell: error => error.line ?? '–' },
        { key: 'column', text: text.column, cell: error => error.column ?? '' },
        { key: 'what', text: what, cell: withoutRow },
      ]}
    />
    {found.length > MOST_SHOWN && <p>{sv.import.report.more(formatNumber(found.length - MOST_SHOWN))}</p>}
  </>
);

const Counts = ({ report }: { report: ImportReport }) => (
  <Facts
    facts={[
      [text.rows, formatNumber(report.rows)],
      [text.created, formatNumber(report.created)],
      [text.changed, formatNumber(report.changed)],
      [text.unchanged, formatNumber(report.unchanged)],
    ]}
  />
);

/** The beginning of the file as it was read. */
const FirstRows = ({ report: { header, firstRows } }: { report: ImportReport }) =>
  firstRows.length === 0 ? null : (
    <Table
      caption={text.firstRows}
      rows={firstRows}
      columns={[
        { key: 'row', text: text.row, cell: row => row.line },
        ...header.map((heading, at) => ({
          key: heading,
          text: heading,
          cell: (row: TableRow) => row.cells[at] ?? '',
        })),
      ]}
    />
  );

/** What a file would do, or what must be mended in it. Nothing has been saved. */
export const PreviewPage = ({ report, token }: { report: ImportReport; token: string }) => {
  const isWrong = report.errors.length > 0;
  const count = report.created + report.changed;
  return (
    <>
      <h1>{text.previewTitle(report.fileName)}</h1>
      <Notice kind={isWrong ? 'warning' : 'info'}>
        <p>{headline(report)}</p>
      </Notice>
      {isWrong ? (
        <>
          <Findings title={text.faults} found={report.errors} what={text.fault} />
          <p>{text.again}</p>
          <ChooseFile problems={[]} />
        </>
      ) : (
        <>
          {report.alreadyImported === null && <Counts report={report} />}
          {count > 0 && (
            <div class="buttons">
              <ActionButton action="/tjanster/import/bekrafta" look="primary" fields={{ token }}>
                {text.confirm(count)}
              </ActionButton>
              <ButtonLink href="/tjanster/import">{text.chooseAnother}</ButtonLink>
            </div>
          )}
          {report.remarks.length > 0 && (
            <Findings title={text.remark} found={report.remarks} what={text.remark} />
          )}
          {report.alreadyImported === null && <FirstRows report={report} />}
          <Missing ids={report.missing} />
          {count === 0 && <ButtonLink href="/tjanster/import">{text.chooseAnother}</ButtonLink>}
        </>
      )}
    </>
  );
};

const Missing = ({ ids }: { ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <details>
      <summary>{text.missing(ids.length)}</summary>
      <p>{text.missingText}</p>
      <p>
        {ids.slice(0, MOST_SHOWN).map((id, at) => (
          <>
            {at > 0 && ', '}
            <a href={`/tjanster?sok=${encodeURIComponent(id)}`}>{id}</a>
          </>
        ))}
      </p>
      {ids.length > MOST_SHOWN && <p>{sv.import.report.more(formatNumber(ids.length - MOST_SHOWN))}</p>}
    </details>
  );

/** Which heading in the file is which column, when the headings do not tell. */
export const MappingPage = ({
  report,
  token,
  form,
  problems,
}: {
  report: ImportReport;
  token: string;
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const guessed = guessMapping(report.header);
  const options = (column: ColumnName) => [
    ...report.header.map(heading => ({ value: heading, text: heading })),
    ...(dispensableColumns.includes(column) ? [{ value: '-', text: text.notInFile }] : []),
  ];
  const known = positionColumns.filter(column => guessed[column] !== undefined);
  const asked = positionColumns.filter(column => guessed[column] === undefined);
  const choose = (column: ColumnName) => (
    <Select
      name={column}
      label={column}
      help={sv.import.columns[column]}
      empty={text.choose}
      options={options(column)}
      value={form.names().includes(column) ? form.text(column) : (guessed[column] ?? '')}
      problems={problems}
    />
  );
  return (
    <>
      <h1>{text.mapTitle}</h1>
      <p>{text.mapIntro}</p>
      <Form action="/tjanster/import/kolumner">
        <Hidden name="token" value={token} />
        {asked.map(choose)}
        {known.length > 0 && (
          <details open={known.some(column => problems.some(({ field }) => field === column))}>
            <summary>{text.recognised(known.length)}</summary>
            {known.map(choose)}
          </details>
        )}
        <div class="buttons">
          <Button>{text.saveMap}</Button>
          <ButtonLink href="/tjanster/import">{text.chooseAnother}</ButtonLink>
        </div>
      </Form>
    </>
  );
};

/** One import: what it did, and the button that takes it back. */
export const RunPage = ({ run }: { run: ShownRun }) => (
  <>
    <h1>{text.reportTitle(run.fileName)}</h1>
    <Facts
      facts={[
        [text.when, formatInstant(run.importedAt)],
        [text.by, run.by],
        [text.rows, formatNumber(run.rows)],
        [text.created, formatNumber(run.created)],
        [text.changed, formatNumber(run.changed)],
        [text.state, <RunState run={run} />],
        [text.undoneAt, run.undoneAt && formatInstant(run.undoneAt)],
      ]}
    />
    {run.undoneAt === null && (
      <>
        <p>{text.undoText}</p>
        <div class="buttons">
          <ActionButton action={`/tjanster/import/${run.id}/angra`}>{text.undo}</ActionButton>
        </div>
      </>
    )}
    <p>
      <a href="/tjanster">{sv.title}</a>
    </p>
  </>
);
