import { askedFormat, type WriteTable } from '#app/shared/table.ts';
import { get, type Html, type Route, type Visit } from '#app/web/index.ts';
import { ChangePage, changeFile } from './pages/change.tsx';
import { HoldingPage, holdingFile } from './pages/holding.tsx';
import { type FileTable, tableFile } from './pages/out-table.ts';
import { crumbsOf, type PageView, readView } from './pages/page-view.ts';
import { SpreadPage, spreadFile } from './pages/spread.tsx';
import { StructuresPage, structuresFile } from './pages/structures.tsx';
import { SubjectsPage, subjectsFile } from './pages/subjects.tsx';
import { TasksPage, tasksFile } from './pages/tasks.tsx';
import { sv } from './sv.ts';

type DistributionPage = {
  readonly path: string;
  readonly title: string;
  readonly file: (view: PageView) => FileTable;
  readonly body: (view: PageView) => Html;
};

const pages: readonly DistributionPage[] = [
  {
    path: '/fordelning',
    title: sv.pages.title,
    file: spreadFile,
    body: view => <SpreadPage view={view} />,
  },
  {
    path: '/fordelning/amnen',
    title: sv.pages.subjectsTitle,
    file: subjectsFile,
    body: view => <SubjectsPage view={view} />,
  },
  {
    path: '/fordelning/uppdrag',
    title: sv.pages.tasksTitle,
    file: tasksFile,
    body: view => <TasksPage view={view} />,
  },
  {
    path: '/fordelning/strukturer',
    title: sv.pages.structuresTitle,
    file: structuresFile,
    body: view => <StructuresPage view={view} />,
  },
  {
    path: '/fordelning/tid',
    title: sv.pages.holdingTitle,
    file: holdingFile,
    body: view => <HoldingPage view={view} />,
  },
  {
    path: '/fordelning/forandring',
    title: sv.pages.changeTitle,
    file: changeFile,
    body: view => <ChangePage view={view} />,
  },
];

/** The unit that the page is about governs the right to see it. */
const placeOf = async (visit: Visit) => ({ unitId: visit.query.get('enhet') || null });

/** The pages of the distribution. `writeTable` writes the same tables as files. */
export const routes = ({ writeTable }: { readonly writeTable: WriteTable }): Route[] =>
  pages.map(({ path, title, file, body }) =>
    get(
      path,
      'seeDistribution',
      async visit => {
        const view = await readView(visit);
        if (!view) return visit.notFound();
        const format = askedFormat(visit.query);
        return format
          ? tableFile(visit, view, file(view), format, writeTable)
          : visit.page({ title, crumbs: crumbsOf(view), body: body(view) });
      },
      placeOf,
    ),
  );
