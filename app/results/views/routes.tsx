import type { Scoped } from '#app/database/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import { isId } from '#app/shared/id.ts';
import { askedFormat, type OutTable, tableFileTypes, type WriteTable } from '#app/shared/table.ts';
import { type Crumb, get, post, type Route, type Visit } from '#app/web/index.ts';
import { decideAhead } from '../ahead-reading.ts';
import { cellGroups } from '../cell.ts';
import { decidedWithin } from '../deciding/when-decided.ts';
import { isDeliveryKind } from '../kind.ts';
import { measures } from '../measure.ts';
import { loadReleases, type Release } from '../release-store.ts';
import { loadDeliveries } from '../store.ts';
import { partsOf } from '../suppression/block-of-cells.ts';
import { releaseTable, type TableRowShown } from '../table-actions.ts';
import type { TablePlace, TableQuestion } from '../table-question.ts';
import { readTold } from '../told-reading.ts';
import { OverviewPage, TablePage, tableFields, tableHref, tableTitle } from './pages.tsx';
import { readOverview, readTableView } from './reading.ts';
import { RefusedPage, ReleasePage, ReleasesPage } from './release-pages.tsx';
import { shownIn, teachersNote, toldValue } from './shown.ts';
import { sv } from './sv.ts';
import { TryingPage, WaitingPage } from './waiting-pages.tsx';

const home: Crumb = { text: sv.title, href: '/resultat' };
const releasesCrumb: Crumb = { text: sv.releasedTitle, href: '/resultat/utlamnat' };

/** The question of an address or a form; null where it is none. */
const readQuestion = (of: (name: string) => string): TableQuestion | null => {
  const kind = of('slag');
  const measure = measures.find(one => one === of('matt'));
  const group = cellGroups.find(one => one === (of('grupp') || 'alla'));
  const semester = of('termin');
  const isYear = /^\d{4}$/.test(of('lasar'));
  if (!isDeliveryKind(kind) || !measure || !group || !isYear || !/^(HT|VT|)$/.test(semester)) return null;
  return {
    ...{ kind, measure, group, level: of('niva'), subject: of('amne'), academicYear: Number(of('lasar')) },
    semester: semester === 'HT' || semester === 'VT' ? semester : null,
  };
};

/** Sums over several units are for all who follow results; a unit's own row for those who answer for it. */
const maySee =
  ({ viewer }: Visit) =>
  ({ level, unitId }: TablePlace): boolean =>
    level !== 'enhet' || viewer.may('seeUnitResults', { unitId }).allowed;

/** A result that rests on one or two teachers describes them: it is for their principal. */
const isPrincipal =
  ({ viewer }: Visit) =>
  ({ unitId }: TablePlace): boolean =>
    unitId !== null && viewer.may('seeFewTeachers', { unitId }).allowed;

/** Whoever lets a table leave waits this many times longer, rather than press the button again. */
const RELEASE_PATIENCE = 8;

const askerOf = ({ viewer }: Visit): string => viewer.personId ?? '';

const mayRelease = ({ viewer }: Visit): boolean => viewer.may('releaseResults', { unitId: null }).allowed;

/** What is asked for is still being decided. */
const waitingPage = (
  visit: Visit,
  { title, address, crumbs }: { title: string; address: string; crumbs: readonly Crumb[] },
): Promise<Response> =>
  visit.page({ title, crumbs, status: 202, body: <WaitingPage title={title} address={address} /> });

const tablePage = async (
  visit: Visit,
  question: TableQuestion,
  patience: number,
  problems: Parameters<typeof TablePage>[0]['problems'] = [],
): Promise<Response> => {
  const title = tableTitle(question);
  const view = await decidedWithin(
    patience,
    () => visit.transact(tx => readTableView(tx, question, isPrincipal(visit), maySee(visit))),
    askerOf(visit),
  );
  const crumbs = [home, { text: title }];
  if (!view) return waitingPage(visit, { title, crumbs, address: tableHref(question) });
  if (view.table.rows.length === 0) return visit.notFound();
  return visit.page({
    ...{ title, crumbs },
    body: <TablePage view={view} mayRelease={mayRelease(visit)} on={visit.today} problems={problems} />,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });
};

const fileOf = (release: Release, rows: readonly TableRowShown[]): OutTable => {
  const parts = partsOf(release.asked.measure);
  const heads = sv.partHeads(release.asked.measure);
  return {
    title: release.title,
    columns: [sv.heads.unit, ...parts.map(part => heads[part])],
    rows: rows.map(row => [
      row.place.name,
      ...parts.map(part => {
        const { value, text } = shownIn(row, part);
        return value === null ? text : toldValue(value, part, release.asked.measure);
      }),
    ]),
    notes: [sv.source, sv.order, sv.legend('tio'), ...(teachersNote(rows) ? [sv.teachersUnknown] : [])],
  };
};

const findRelease = async (tx: Scoped, id: string): Promise<Release | null> =>
  isId(id) ? ((await loadReleases(tx)).find(one => one.id === id) ?? null) : null;

/** The pages of results: what there is, each table, and what has left the authority. */
export const routes = ({
  writeTable,
  patience,
  decidesAhead,
}: {
  readonly writeTable: WriteTable;
  /** Milliseconds that a page waits for what must be decided, before it says so instead. */
  readonly patience: number;
  /** Whether tables are decided as soon as somebody looks at which there are. */
  readonly decidesAhead: boolean;
}): Route[] => [
  get('/resultat', 'openResults', async visit => {
    const asked = visit.query.get('lasar') ?? '';
    const readYear = async (tx: Scoped) => {
      const years = [...new Set((await loadDeliveries(tx)).map(({ scope }) => scope.academicYear))].sort(
        (a, b) => b - a,
      );
      const year = /^\d{4}$/.test(asked)
        ? Number(asked)
        : (years[0] ?? academicYearOf(visit.today, []).startYear);
      return { year, years, tables: await readOverview(tx, year) };
    };
    const found = await decidedWithin(patience, () => visit.transact(readYear), askerOf(visit));
    const address = `${visit.path}?${visit.query}`;
    if (!found) return waitingPage(visit, { ...{ title: sv.title, address }, crumbs: [{ text: sv.title }] });
    // Nobody waits for it, so nobody is told of a fault: whoever asks for the table is.
    if (decidesAhead) decideAhead(visit.viewer.authorityId, visit.transact).catch(() => undefined);
    return visit.page({
      title: sv.title,
      crumbs: [{ text: sv.title }],
      body: (
        <OverviewPage {...found} mayDeliver={visit.viewer.may('deliverResults', { unitId: null }).allowed} />
      ),
    });
  }),
  get('/resultat/tabell', 'openResults', async visit => {
    const question = readQuestion(name => visit.query.get(name) ?? '');
    return question ? tablePage(visit, question, patience) : visit.notFound();
  }),
  post('/resultat/tabell', 'releaseResults', async visit => {
    const question = readQuestion(name => visit.form.text(name));
    if (!question) return visit.notFound();
    const recipient = visit.form.text('mottagare');
    if (recipient === '')
      return tablePage(visit, question, patience, [{ field: 'mottagare', text: sv.needRecipient }]);
    const title = tableTitle(question);
    const receipt = await decidedWithin(
      RELEASE_PATIENCE * patience,
      () => visit.transact(tx => releaseTable(tx, question, { title, recipient, today: visit.today })),
      askerOf(visit),
    );
    if (!receipt)
      return visit.page({
        ...{ title, crumbs: [home, { text: title }], status: 202 },
        body: (
          <TryingPage
            {...{ title, address: visit.path }}
            fields={{ ...tableFields(question), mottagare: recipient }}
          />
        ),
      });
    if (receipt.kind === 'released') return visit.redirect(`/resultat/utlamnat/${receipt.id}`);
    const places = receipt.table.rows
      .filter(({ place }) =>
        receipt.table.unprotected.some(key => place.units.every(code => key.includes(code))),
      )
      .map(({ place }) => place.name);
    return visit.page({
      title: sv.refusedTitle,
      crumbs: [home, { text: sv.refusedTitle }],
      body: <RefusedPage table={receipt.table} places={places} />,
      status: 409,
    });
  }),
  get('/resultat/utlamnat', 'openResults', async visit =>
    visit.page({
      title: sv.releasedTitle,
      crumbs: [home, { text: sv.releasedTitle }],
      body: <ReleasesPage releases={await visit.transact(loadReleases)} />,
    }),
  ),
  get('/resultat/utlamnat/:id', 'openResults', async visit => {
    const found = await visit.transact(async tx => {
      const release = await findRelease(tx, visit.parameters.id ?? '');
      return release && (await readTold(tx, release));
    });
    if (!found) return visit.notFound();
    const { release, rows } = found;
    const format = askedFormat(visit.query);
    if (format)
      return visit.file(
        await writeTable(fileOf(release, rows), format),
        `${release.title}.${format}`,
        tableFileTypes[format],
      );
    return visit.page({
      title: release.title,
      crumbs: [home, releasesCrumb, { text: release.title }],
      body: <ReleasePage table={found} path={`/resultat/utlamnat/${release.id}`} query={visit.query} />,
    });
  }),
];
