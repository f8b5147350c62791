import {
  actingFiles,
  emptyNames,
  floors,
  MAX_LINES,
  openPlaces,
  outermost,
  servants,
  swedishPlaces,
} from './house-plan.ts';
import type { Found, SourceFile } from './source-file.ts';

/** What is wrong, where, and what to do instead. */
export type Violation = string;

/** What the rules look at: the files of the program, and the names of everything else that lies in the rooms. */
export type House = { readonly files: readonly SourceFile[]; readonly names: readonly string[] };

export type Rule = { readonly title: string; readonly judge: (house: House) => Violation[] };

/** 'organisation' for a file in app/organisation, 'main' for app/main.ts, 'demo' and 'statistics'; null for what is not ours. */
export const placeOf = (file: string): string | null => {
  const [top = '', second = ''] = file.split('/');
  if (top === 'demo' || top === 'statistics') return top;
  return top === 'app' ? second.replace(/\.tsx?$/, '') : null;
};

const isTest = (file: string): boolean => /\.(test|fixture)\.tsx?$/.test(file);
const fileName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
const bareName = (file: string): string => fileName(file).replace(/\.tsx?$/, '');
const isCalled = (file: string, name: string): boolean =>
  bareName(file) === name || bareName(file).endsWith(`-${name}`);
const at = (file: SourceFile, found: Found): string => `${file.path}:${found.line}`;

const isRoom = (place: string): boolean => floors.some(floor => floor.includes(place));
const floorOf = (place: string): number => floors.findIndex(floor => floor.includes(place));

/** Why one place may not know another, with what to do instead; null when it may. */
const reasonAgainst = (from: string, to: string): string | null => {
  if (to === 'statistics' && from !== 'statistics') return null;
  if (from === 'statistics') {
    return 'statistics/ takes plain numbers and gives frozen objects: let the caller turn its own nouns into numbers.';
  }
  if (outermost.includes(from)) return null;
  if (outermost.includes(to)) {
    return `${to} is outermost. Take what you need as a function (a port) that main.ts hands over.`;
  }
  const servantOf = servants[from];
  if (servantOf) {
    return servantOf.includes(to)
      ? null
      : `${from} serves every room and knows none. Let the room give it plain data, or a function.`;
  }
  if (servants[to]) {
    return floorOf(from) >= floorOf('organisation')
      ? null
      : `${from} lies under the rooms that show and write. Move what needs ${to} to the room that uses it.`;
  }
  if (!isRoom(from))
    return `${from} is not on the plan: add it to tests/architecture/house-plan.ts, with a decision record.`;
  if (!isRoom(to))
    return `${to} is not on the plan: add it to tests/architecture/house-plan.ts, with a decision record.`;
  if (floorOf(to) < floorOf(from)) return null;
  return floorOf(to) === floorOf(from)
    ? `${from} and ${to} are on one floor. Let a room further out join them.`
    : `arrows go from ${to} to ${from}. Move the rule to ${from}, or let ${to} hand it over as a function (a port).`;
};

/** Every import of another place in the house, by those files that are part of the program. */
const crossings = ({ files }: House) =>
  files.flatMap(file =>
    file.imports.flatMap(found => {
      const [from, to] = [placeOf(file.path), placeOf(found.text)];
      return from !== null && to !== null && from !== to ? [{ file, found, from, to }] : [];
    }),
  );

const isPage = (file: string): boolean => /\.tsx$/.test(file) || /\/pages\//.test(file);

/** A file in a room that is about a noun: it has types and rules, and meets neither database nor web. */
const isNoun = (file: string): boolean => {
  const place = placeOf(file);
  if (place === null || !isRoom(place) || place === 'database') return false;
  if (isTest(file) || isPage(file) || fileName(file) === 'index.ts') return false;
  return !Object.keys(actingFiles).some(name => isCalled(file, name));
};

const mayHoldSql = (file: string): boolean =>
  placeOf(file) === 'database' || isTest(file) || isCalled(file, 'store');

const folders = ({ files, names }: House): string[] => {
  const all = [...files.map(file => file.path), ...names];
  return [...new Set(all.flatMap(name => /^(app\/[^/]+)\//.exec(name)?.[1] ?? []))].sort();
};

const isExcepted = (file: string): boolean =>
  Object.keys(swedishPlaces).some(place => (place.endsWith('/') ? file.startsWith(place) : file === place));

/** Reading tables needs no distribution functions: a door of its own keeps the start quick. */
const tablesDoor = 'statistics/tables.ts';
/** What runs in a browser as well: the rooms' other doors need the database, and every format of file. */
const browserDoors = ['app/results/reading/index.ts', 'app/exchange/spreadsheets/index.ts'];
const secondDoors: readonly string[] = [tablesDoor, ...browserDoors];

/** The rules of the house, a to i. Each violation says what to do instead. */
export const rules = {
  doors: {
    title: 'a room is entered only through its door',
    judge: house =>
      crossings(house).flatMap(({ file, found, to }) => {
        const door = `${to === 'statistics' ? '' : 'app/'}${to}/index.ts`;
        if (openPlaces.includes(to) || found.text === door || secondDoors.includes(found.text)) return [];
        return [
          `${at(file, found)} imports ${found.text}. Import from '#${door}', and export it there if it is not.`,
        ];
      }),
  },
  arrows: {
    title: 'arrows between rooms go one way',
    judge: house =>
      crossings(house).flatMap(({ file, found, from, to }) => {
        const reason = reasonAgainst(from, to);
        return reason === null ? [] : [`${at(file, found)} imports ${found.text}, but ${reason}`];
      }),
  },
  nouns: {
    title: 'files about nouns meet neither database nor web',
    judge: ({ files }) =>
      files
        .filter(file => isNoun(file.path))
        .flatMap(file =>
          file.imports.flatMap(found => {
            const to = placeOf(found.text);
            if (to === 'database' || found.text === 'kysely') {
              return [
                `${at(file, found)} meets the database. Keep the rule pure here and let actions.ts, store.ts or reading.ts give it the data.`,
              ];
            }
            return to === 'web' || found.text === 'hono' || found.text.startsWith('hono/')
              ? [
                  `${at(file, found)} meets the web. Give it plain data, and let routes.tsx or a file in pages/ know the web.`,
                ]
              : [];
          }),
        ),
  },
  statistics: {
    title: 'statistics/ imports nothing outside itself but distribution functions',
    judge: ({ files }) =>
      files
        .filter(file => placeOf(file.path) === 'statistics' && !isTest(file.path))
        .flatMap(file =>
          file.imports
            .filter(
              found =>
                placeOf(found.text) !== 'statistics' && !found.text.startsWith('@stdlib/stats-base-dists-'),
            )
            .map(
              found =>
                `${at(file, found)} imports ${found.text}. statistics/ can be published alone: write the few lines it needs there.`,
            ),
        ),
  },
  sql: {
    title: 'SQL stands only in store.ts, *-store.ts and the database room',
    judge: ({ files }) =>
      files
        .filter(file => !mayHoldSql(file.path))
        .flatMap(file =>
          [
            ...file.imports.filter(found => found.text === 'kysely'),
            ...file.members.filter(found => /(^|\.)(tx\.db|database\.owner)$/.test(found.text)),
          ].map(
            found =>
              `${at(file, found)} reaches for the database by ${found.text}. Put the query in the room's store.ts and call it by what it does.`,
          ),
        ),
  },
  furnishing: {
    title: 'every room has a README, and Swedish texts of its own where it has pages',
    judge: house => {
      const has = (name: string) =>
        house.names.includes(name) || house.files.some(file => file.path === name);
      return folders(house).flatMap(folder => {
        const place = folder.slice('app/'.length);
        const pages = house.files.some(
          file => file.path.startsWith(`${folder}/`) && isPage(file.path) && !isTest(file.path),
        );
        return [
          ...(has(`${folder}/README.md`)
            ? []
            : [
                `${folder}/ has no README.md. Write ten lines: what it is, its words, who may do what, what always holds.`,
              ]),
          ...(openPlaces.includes(place) || has(`${folder}/index.ts`)
            ? []
            : [`${folder}/ has no door. Add index.ts with what others may use.`]),
          ...(pages && !has(`${folder}/sv.ts`)
            ? [`${folder}/ has pages but no sv.ts. Put its Swedish texts there.`]
            : []),
        ];
      });
    },
  },
  names: {
    title: 'files are named by what they hold, are short, and export by name',
    judge: ({ files }) =>
      files.flatMap(file => [
        ...(emptyNames.test(fileName(file.path))
          ? [
              `${file.path} is named by nothing. Name it by the noun inside, or move each function to the noun it is about.`,
            ]
          : []),
        ...(/^[a-z0-9.-]+$/.test(fileName(file.path))
          ? []
          : [`${file.path} is not in kebab-case. Rename it.`]),
        ...(file.lines > MAX_LINES
          ? [
              `${file.path} has ${file.lines} lines, more than ${MAX_LINES}. Find the second noun in it and give that a file.`,
            ]
          : []),
        ...(file.hasDefaultExport
          ? [
              `${file.path} has a default export. Export it by name, so that it is called the same everywhere.`,
            ]
          : []),
      ]),
  },
  swedish: {
    title: 'Swedish texts stand in sv.ts, Swedish values in the lists of their noun',
    judge: ({ files }) => {
      const known = new Set(files.filter(file => !isTest(file.path)).flatMap(file => file.values));
      return files
        .filter(file => !isTest(file.path) && fileName(file.path) !== 'sv.ts' && !isExcepted(file.path))
        .flatMap(file =>
          file.texts
            .filter(({ text }) => /[åäöÅÄÖ]/.test(text) && !known.has(text))
            .map(
              found =>
                `${at(file, found)} says ”${found.text.trim().slice(0, 40)}”. A text goes in the room's sv.ts; a value in an array or object at the top of the file of its noun.`,
            ),
        );
    },
  },
  circles: {
    title: 'files do not run each other in circles',
    judge: ({ files }) => {
      const byPath = new Map(files.map(file => [file.path, file]));
      const done = new Set<string>();
      const violations: Violation[] = [];
      const visit = (path: string, trail: readonly string[]): void => {
        if (trail.includes(path)) {
          const circle = [...trail.slice(trail.indexOf(path)), path];
          violations.push(`${circle.join(' → ')}. Move what they share to a file that both import.`);
          return;
        }
        if (done.has(path)) return;
        for (const { text, forTypes } of byPath.get(path)?.imports ?? [])
          if (!forTypes && byPath.has(text)) visit(text, [...trail, path]);
        done.add(path);
      };
      for (const { path } of files) visit(path, []);
      return violations;
    },
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
