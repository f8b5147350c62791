import { fullName, loadPeople } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { isId } from '#app/shared/id.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { ReadTable, WriteTable } from '#app/shared/table.ts';
import { type Crumb, get, post, type Route, SentForm, type Visit } from '#app/web/index.ts';
import { type ColumnName, headerHash, mapColumns, positionColumns } from './import/column.ts';
import type { ImportReport } from './import/report.ts';
import { importPositionsFile } from './import/run.ts';
import { findImport, type ImportRun, loadImports, saveMapping } from './import/run-store.ts';
import { undoImport } from './import/undo.ts';
import { type WaitingFile, WaitingFiles } from './import/waiting-files.ts';
import { ImportPage, MappingPage, PreviewPage, RunPage, type ShownRun } from './pages/import.tsx';
import { sv } from './sv.ts';

type Ports = { readonly readTable: ReadTable; readonly writeTable: WriteTable };

const empty = new SentForm();
const home: Crumb = { text: sv.title, href: '/tjanster' };
const importHome: Crumb = { text: sv.import.title, href: '/tjanster/import' };

const withNames = async (tx: Scoped, runs: readonly ImportRun[]): Promise<ShownRun[]> => {
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  return runs.map(run => {
    const person = run.importedBy === null ? undefined : people.get(run.importedBy);
    const name = person && (person.isProtected ? sv.protected : fullName(person));
    return { ...run, by: name ?? sv.history.byProgram };
  });
};

/** The routes by which a list is read in, confirmed and undone. */
export const importRoutes = ({ readTable, writeTable }: Ports): Route[] => {
  const waiting = new WaitingFiles();
  const ownerOf = (visit: Visit) => `${visit.viewer.authorityId} ${visit.viewer.personId}`;
  const find = (visit: Visit, token: string) => waiting.find(ownerOf(visit), token, visit.now);
  const readIn = (visit: Visit, file: WaitingFile, dryRun: boolean): Promise<ImportReport> =>
    importPositionsFile({ ...file, readTable, transact: visit.transact, today: visit.today, dryRun });

  const startPage = async (visit: Visit, problems: readonly FieldError[]) => {
    const runs = await visit.transact(async tx => withNames(tx, await loadImports(tx)));
    return visit.page({
      title: sv.import.title,
      crumbs: [home, { text: sv.import.title }],
      problems,
      body: <ImportPage {...{ runs, problems }} />,
    });
  };
  const expired = (visit: Visit) => startPage(visit, [{ field: 'file', text: sv.import.page.expired }]);

  const mappingPage = (
    visit: Visit,
    report: ImportReport,
    token: string,
    form: SentForm,
    problems: readonly FieldError[],
  ) =>
    visit.page({
      title: sv.import.page.mapTitle,
      crumbs: [home, importHome, { text: report.fileName }],
      problems,
      body: <MappingPage {...{ report, token, form, problems }} />,
    });

  /** What the file would do; or, when its headings do not tell, the question which is which. */
  const check = async (visit: Visit, file: WaitingFile, token: string): Promise<Response> => {
    const report = await readIn(visit, file, true);
    if (report.lacking.length > 0) return mappingPage(visit, report, token, empty, []);
    if (report.errors.length > 0 || report.alreadyImported) waiting.forget(token);
    return visit.page({
      title: sv.import.page.previewTitle(file.fileName),
      crumbs: [home, importHome, { text: file.fileName }],
      body: <PreviewPage {...{ report, token }} />,
    });
  };

  const runPage = async (visit: Visit, problems: readonly string[]) => {
    const importId = visit.parameters.id ?? '';
    const run = await visit.transact(async tx => {
      const one = isId(importId) ? await findImport(tx, importId) : null;
      return one && (await withNames(tx, [one]))[0];
    });
    if (!run) return visit.notFound();
    const title = sv.import.page.reportTitle(run.fileName);
    return visit.page({
      title,
      crumbs: [home, importHome, { text: run.fileName }],
      problems: problems.map(text => ({ field: '', text })),
      body: <RunPage run={run} />,
    });
  };

  return [
    get('/tjanster/import', 'importPositions', visit => startPage(visit, [])),
    get('/tjanster/import/mall.csv', 'importPositions', async visit => {
      const title = sv.import.templateName;
      const table = { title, columns: positionColumns, rows: [sv.import.template], notes: [] };
      return visit.file(await writeTable(table, 'csv'), `${title}.csv`, 'text/csv; charset=utf-8');
    }),
    post('/tjanster/import', 'importPositions', async visit => {
      const sent = visit.form.file('file');
      if (!sent) return startPage(visit, [{ field: 'file', text: sv.import.page.noFile }]);
      if (sent.bytes.length === 0)
        return startPage(visit, [{ field: 'file', text: sv.import.page.emptyFile }]);
      const file = { fileName: sent.name, bytes: sent.bytes };
      return check(visit, file, waiting.keep(ownerOf(visit), file, visit.now));
    }),
    post('/tjanster/import/kolumner', 'importPositions', async visit => {
      const token = visit.form.text('token');
      const file = find(visit, token);
      if (!file) return expired(visit);
      const table = await readTable(file.bytes, file.fileName);
      if (!table.ok) return expired(visit);
      const { header } = table.value;
      const chosen = Object.fromEntries(
        positionColumns.map(column => {
          const heading = visit.form.text(column);
          return [column, heading === '-' ? '' : heading];
        }),
      ) as Record<ColumnName, string>;
      const mapping = mapColumns(header, chosen);
      if (!mapping.ok) {
        const report = await readIn(visit, file, true);
        const problems = mapping.problems.map(({ column, text }) => ({
          field: column ?? '',
          text: visit.form.text(column ?? '') === '' ? sv.import.page.mapChoose(column ?? '') : text,
        }));
        return mappingPage(visit, report, token, visit.form, problems);
      }
      await visit.transact(tx => saveMapping(tx, headerHash(header), mapping.value));
      return check(visit, file, token);
    }),
    post('/tjanster/import/bekrafta', 'importPositions', async visit => {
      const token = visit.form.text('token');
      const file = find(visit, token);
      if (!file) return expired(visit);
      const report = await readIn(visit, file, false);
      waiting.forget(token);
      if (report.importId === null) return check(visit, file, token);
      const done = sv.import.page.done(report.created, report.changed);
      return visit.redirect(`/tjanster/import/${report.importId}`, done);
    }),
    get('/tjanster/import/:id', 'importPositions', visit => runPage(visit, [])),
    post('/tjanster/import/:id/angra', 'importPositions', async visit => {
      const importId = visit.parameters.id ?? '';
      const undone = isId(importId)
        ? await visit.transact(tx => undoImport(tx, visit.today, importId))
        : null;
      if (!undone) return visit.notFound();
      return undone.ok
        ? visit.redirect(`/tjanster/import/${importId}`, sv.import.page.undone)
        : runPage(visit, undone.problems);
    }),
  ];
};
