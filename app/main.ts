import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { demoRoutes } from '#demo/routes.tsx';
import { accessRoutes, findViewer, stillMay } from './access/index.ts';
import { boardQuestions, boardRoutes, boardTasks, decidedClauses } from './boards/index.ts';
import { type Database, type DatabasePlace, withScope } from './database/index.ts';
import { documentCss } from './documents/index.ts';
import { readTable, writeTable } from './exchange/index.ts';
import {
  followUpQuestions,
  followUpRoutes,
  followUpTasks,
  holdsPosition,
  pulseTasks,
  unionTasks,
} from './followups/index.ts';
import { organisationRoutes } from './organisation/index.ts';
import {
  distributionQuestions,
  distributionRoutes,
  findLeftBehind,
  moveLeftBehind,
  positionColumns,
  positionRoutes,
  positionTasks,
} from './positions/index.ts';
import { reminderRoutes, reminderTasks, type TasksFor } from './reminders/index.ts';
import { loadFrozen, reportRoutes } from './reports/index.ts';
import { readToldOfPlace, resultQuestions, resultRoutes, resultTableRoutes } from './results/index.ts';
import { type Clock, MovableClock } from './shared/clock.ts';
import { type Action, rightsActions, type Viewer } from './shared/permission.ts';
import type { Task } from './shared/task.ts';
import { aboutYouTexts, actTexts, holderWay, navigationTexts, subjectTexts, wayTexts } from './sv.ts';
import {
  aboutRoutes,
  createServer,
  loadAssets,
  type NavigationItem,
  RightsLost,
  type Route,
  type Visit,
} from './web/index.ts';

/** The folder that holds package.json: the sources, or what was built from them, lie somewhere below it. */
export const rootFolder = (): string => {
  let folder = import.meta.dirname;
  while (!fs.existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
};

/** Where the data are: a PostgreSQL server named by DATABASE_URL, else the embedded database in a folder. */
export const databasePlace = (data: string | null): DatabasePlace => {
  const url = process.env.DATABASE_URL;
  if (url) return { kind: 'server', url };
  const folder = path.join(rootFolder(), 'dist/template');
  const template = fs.existsSync(folder)
    ? fs.readdirSync(folder).find(name => name.endsWith('.tar'))
    : undefined;
  const start = template ? { template: fs.readFileSync(path.join(folder, template)) } : {};
  return { kind: 'embedded', directory: data, ...start };
};

const within = (action: Action) => (viewer: Viewer) => viewer.may(action, { unitId: null }).allowed;

const opensFor = {
  '/': 'seeOwnWork',
  '/tjanster': 'seePositions',
  '/fordelning': 'seeDistribution',
  '/uppfoljning': 'seeRoutine',
  '/resultat': 'openResults',
  '/arenden': 'seeMatter',
  '/organisation': 'seeOrganisation',
  '/personer': 'editPeople',
  '/logg': 'seeLog',
} as const satisfies Record<keyof typeof navigationTexts, Action>;

const navigation: readonly NavigationItem[] = Object.entries(navigationTexts).map(([href, text]) => ({
  href,
  text,
  shown: within(opensFor[href as keyof typeof navigationTexts]),
}));

/** Places to begin, for those who may be there. */
const waysFor = {
  '/arenden': 'seeMatter',
  '/fordelning': 'seeDistribution',
  '/tjanster': 'seePositions',
  '/uppfoljning': 'seeRoutine',
  '/tjanster/import': 'importPositions',
  '/personer': 'editPeople',
  '/logg': 'seeLog',
  '/paminnelser': 'seeOwnWork',
  '/jag': 'seeOwnWork',
} as const satisfies Record<keyof typeof wayTexts, Action>;

/** Those who hold a position begin with what is said of its assignment; then what everybody with the same rights may do. */
const waysOf = async (visit: Visit) => {
  const { viewer, today } = visit;
  const isHolder =
    viewer.personId !== null && (await visit.transact(tx => holdsPosition(tx, viewer.personId ?? '', today)));
  return [
    ...(isHolder ? [holderWay] : []),
    ...Object.entries(wayTexts)
      .filter(([href]) => within(waysFor[href as keyof typeof wayTexts])(viewer))
      .map(([href, texts]) => ({ href, ...texts })),
  ];
};

/** What waits for a person, gathered from the rooms: the same on the start page as in the letters that remind of it. */
export const tasksFor: TasksFor = async (tx, viewer, today) => [
  ...(await followUpTasks(tx, viewer, today)),
  ...(await pulseTasks(tx, viewer, today)),
  ...(await unionTasks(tx, viewer, today)),
  ...(await boardTasks(tx, viewer, today)),
  ...(await positionTasks(tx, viewer, today)),
  ...(await reminderTasks(tx, viewer)),
];

const tasksOf = (visit: Visit): Promise<readonly Task[]> =>
  visit.transact(tx => tasksFor(tx, visit.viewer, visit.today));

/** Every address of the house. The access matrix is generated from this list, so a route that is not here does not exist. */
export const houseRoutes = ({
  secure,
  clock,
  patience = Number.POSITIVE_INFINITY,
  decidesAhead = false,
}: Pick<House, 'secure' | 'clock' | 'patience' | 'decidesAhead'>): Route[] => [
  ...accessRoutes({
    secure,
    tasks: tasksOf,
    ways: waysOf,
    aboutYou: aboutYouTexts,
    words: { acts: actTexts, subjects: subjectTexts },
  }),
  ...organisationRoutes({ findLeftBehind, moveLeftBehind }),
  ...positionRoutes({
    readTable: (bytes, fileName) => readTable(bytes, fileName, { expect: positionColumns }),
    writeTable,
  }),
  ...distributionRoutes({ writeTable }),
  ...followUpRoutes({
    ...{ decidedClauses, writeTable, toldResults: readToldOfPlace, keptNumbers: loadFrozen },
  }),
  ...resultTableRoutes({ writeTable, patience, decidesAhead }),
  ...resultRoutes(),
  ...reportRoutes({
    questions: [...distributionQuestions, ...boardQuestions, ...followUpQuestions, ...resultQuestions],
  }),
  ...boardRoutes(),
  ...reminderRoutes(),
  ...aboutRoutes(),
  ...demoRoutes(clock, rootFolder()),
];

export type House = {
  readonly database: Database;
  readonly clock: Clock;
  readonly secure: boolean;
  readonly publicUrl?: string;
  /** Milliseconds that a page waits for what must be worked out, before it says so instead; for ever, when left out. */
  readonly patience?: number;
  /** Whether tables of results are worked out before anybody asks for them. */
  readonly decidesAhead?: boolean;
  /** In place of every route of the house, for tests. */
  readonly routes?: readonly Route[];
};

/** The log of the running program, on its standard output. */
export const openLog = (): Logger => pino({ level: process.env.LOG_LEVEL ?? 'warn' });

/** Puts the rooms together into one server. */
export const buildHouse = ({ database, clock, secure, publicUrl, routes, ...waiting }: House): Hono =>
  createServer({
    routes: routes ?? houseRoutes({ secure, clock, ...waiting }),
    navigation,
    assets: loadAssets(path.join(rootFolder(), 'dist/client'), [documentCss]),
    clock,
    log: openLog(),
    ...(publicUrl ? { publicUrl } : {}),
    findViewer: token => findViewer(database, clock, token),
    transact: (viewer, readOnly, work, action) =>
      withScope(
        database,
        { authorityId: viewer.authorityId, personId: viewer.personId },
        async tx => {
          const alone = rightsActions.includes(action);
          if (!readOnly && !(await stillMay(tx, viewer, clock.today(), { alone }))) throw new RightsLost();
          return work(tx);
        },
        { readOnly },
      ),
    demoDay: () => (clock instanceof MovableClock ? clock.today() : null),
  });
