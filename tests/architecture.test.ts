import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actTexts, subjectTexts } from '#app/sv.ts';
import { floors, outermost, servants, swedishPlaces } from './architecture/house-plan.ts';
import { type House, placeOf, type RuleName, rules } from './architecture/rules.ts';
import { filesBelow, readSource, readSources, root } from './architecture/source-file.ts';

const folders = ['app', 'statistics', 'demo'];
const house: House = { files: readSources(folders), names: folders.flatMap(filesBelow) };

describe('the house', () => {
  it('is read whole: every room on disk is on the plan', () => {
    const planned = [...floors.flat(), ...Object.keys(servants), ...outermost, 'statistics'];
    const places = new Set(house.files.map(file => placeOf(file.path)));
    expect([...places].filter(place => place === null || !planned.includes(place))).toEqual([]);
    expect(places.size).toBeGreaterThan(10);
  });

  it.each(Object.entries(rules).map(([name, rule]) => ({ name, ...rule })))('$name: $title', ({ judge }) => {
    expect(judge(house)).toEqual([]);
  });

  it('has no exception for Swedish texts that nothing needs any more', () => {
    const needed = Object.keys(swedishPlaces).filter(place =>
      house.files.some(
        file => file.path.startsWith(place) && file.texts.some(({ text }) => /[åäöÅÄÖ]/.test(text)),
      ),
    );
    expect(needed).toEqual(Object.keys(swedishPlaces));
  });
});

describe('the texts', () => {
  const isTexts = (name: string) => path.basename(name) === 'sv.ts';
  const codeOf = (isWanted: (name: string) => boolean) =>
    house.names
      .filter(name => /\.tsx?$/.test(name) && !/\.test\./.test(name) && isWanted(name))
      .map(name => fs.readFileSync(path.join(root, name), 'utf8'));

  it('are all said somewhere: no name in an sv.ts is one that no other file holds', () => {
    const said = new Set(codeOf(name => !isTexts(name)).flatMap(code => code.match(/[\w$]+/g) ?? []));
    const names = codeOf(isTexts).flatMap(code =>
      [...code.matchAll(/^ +([a-z]\w*):/gm)].map(([, name = '']) => name),
    );
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.filter(name => !said.has(name))).toEqual([]);
  });
});

describe('the log', () => {
  const written = house.names
    .filter(name => /\.tsx?$/.test(name) && !/\.(test|fixture)\./.test(name))
    .map(name => fs.readFileSync(path.join(root, name), 'utf8'))
    .join('\n');

  it('has Swedish words for every act that is recorded, and for what it is about: app/sv.ts', () => {
    const kinds = [...written.matchAll(/kind: '(\w+)',\s*subject: `|note\(tx, '(\w+)'/g)];
    const subjects = [...written.matchAll(/subject: `(\w+):\$/g)];
    expect(kinds.length).toBeGreaterThan(30);
    expect(kinds.map(([, one, other]) => one ?? other).filter(kind => !actTexts[kind ?? ''])).toEqual([]);
    expect(subjects.map(([, one]) => one).filter(subject => !subjectTexts[subject ?? ''])).toEqual([]);
  });
});

/** A house of planted files: a path and what stands in it. */
const planted = (files: Readonly<Record<string, string>>, names: readonly string[] = []): House => ({
  files: Object.entries(files).map(([path, code]) => readSource(path, code)),
  names,
});

type Planted = readonly [
  rule: RuleName,
  what: string,
  files: Readonly<Record<string, string>>,
  instead: RegExp | null,
];

const door = `import { x } from '#app/organisation/index.ts';`;
const tooLong = 'export const a = 1;\n'.repeat(701);

/** What the rules must catch, with a piece of the advice they must give; null where they must keep silent. */
const cases: readonly Planted[] = [
  [
    'doors',
    'a room entered by its window',
    { 'app/boards/a.ts': `import { x } from '#app/positions/store.ts';` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'a relative way round the door',
    { 'app/boards/a.ts': `import { x } from '../positions/store.ts';` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'a type taken through the window',
    { 'app/boards/a.ts': `import type { X } from '#app/positions/store.ts';` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'an import() of a type',
    { 'app/boards/a.ts': `export type A = import('#app/positions/store.ts').X;` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'a late import',
    { 'app/boards/a.ts': `export const a = () => import('#app/positions/store.ts');` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'something passed on through the window',
    { 'app/boards/a.ts': `export * from '#app/positions/store.ts';` },
    /#app\/positions\/index\.ts/,
  ],
  [
    'doors',
    'the database by a file of its own',
    { 'app/boards/store.ts': `import { x } from '#app/database/scope.ts';` },
    /#app\/database\/index\.ts/,
  ],
  [
    'doors',
    'statistics by a file of its own',
    { 'app/commands/a.ts': `import { x } from '#statistics/mean.ts';` },
    /'#statistics\/index\.ts'/,
  ],
  [
    'doors',
    'statistics through its door',
    { 'app/commands/a.ts': `import { x } from '#statistics/index.ts';` },
    null,
  ],
  ['doors', 'a room through its door', { 'app/boards/a.ts': door }, null],
  [
    'doors',
    'a shared file by its name',
    { 'app/boards/a.ts': `import { x } from '#app/shared/date.ts';` },
    null,
  ],
  ['doors', 'a file in the same room', { 'app/boards/pages/a.tsx': `import { x } from '../sv.ts';` }, null],
  [
    'arrows',
    'an arrow the wrong way',
    { 'app/organisation/a.ts': `import { x } from '#app/positions/index.ts';` },
    /arrows go from positions to organisation/,
  ],
  ['arrows', 'shared that knows a room', { 'app/shared/a.ts': door }, /port/],
  ['arrows', 'the database that knows a room', { 'app/database/a.ts': door }, /port/],
  [
    'arrows',
    'the database that knows the web',
    { 'app/database/a.ts': `import { x } from '#app/web/index.ts';` },
    /lies under/,
  ],
  [
    'arrows',
    'two rooms on one floor',
    { 'app/triads/a.ts': `import { x } from '#app/networks/index.ts';` },
    /one floor/,
  ],
  ['arrows', 'the web that knows a room', { 'app/web/a.ts': door }, /serves every room/],
  [
    'arrows',
    'charts that know the database',
    { 'app/charts/a.ts': `import { x } from '#app/database/index.ts';` },
    /serves every room/,
  ],
  [
    'arrows',
    'documents that know the web',
    { 'app/documents/a.ts': `import { x } from '#app/web/index.ts';` },
    /serves every room/,
  ],
  [
    'arrows',
    'a room that knows the exchange',
    { 'app/positions/a.ts': `import { x } from '#app/exchange/index.ts';` },
    /outermost/,
  ],
  [
    'arrows',
    'a room that knows the demo',
    { 'app/positions/a.ts': `import { x } from '#demo/load.ts';` },
    /outermost/,
  ],
  ['arrows', 'a room nobody has planned', { 'app/attic/a.ts': door }, /not on the plan/],
  ['arrows', 'a room that knows one further in', { 'app/boards/a.ts': door }, null],
  [
    'arrows',
    'a room that uses documents',
    { 'app/reports/a.ts': `import { x } from '#app/documents/index.ts';` },
    null,
  ],
  [
    'arrows',
    'documents that use charts',
    { 'app/documents/a.ts': `import { x } from '#app/charts/index.ts';` },
    null,
  ],
  ['arrows', 'a command that knows every room', { 'app/commands/a.ts': door }, null],
  [
    'nouns',
    'a noun that meets the database',
    { 'app/positions/rules.ts': `import type { Scoped } from '#app/database/index.ts';` },
    /pure/,
  ],
  [
    'nouns',
    'a noun that meets Kysely',
    { 'app/positions/rules.ts': `import { sql } from 'kysely';` },
    /pure/,
  ],
  [
    'nouns',
    'a noun that meets the web',
    { 'app/positions/rules.ts': `import type { Visit } from '#app/web/index.ts';` },
    /plain data/,
  ],
  [
    'nouns',
    'a noun that meets the web framework',
    { 'app/positions/rules.ts': `import type { Child } from 'hono/jsx';` },
    /plain data/,
  ],
  [
    'nouns',
    'actions that meet the database',
    { 'app/positions/actions.ts': `import type { Scoped } from '#app/database/index.ts';` },
    null,
  ],
  [
    'nouns',
    'a page that meets the web',
    { 'app/positions/pages/a.tsx': `import { Table } from '#app/web/index.ts';` },
    null,
  ],
  [
    'statistics',
    'statistics that knows a room',
    { 'statistics/mean.ts': `import { x } from '#app/shared/figure.ts';` },
    /published alone/,
  ],
  [
    'statistics',
    'statistics that needs a package',
    { 'statistics/mean.ts': `import { z } from 'zod';` },
    /published alone/,
  ],
  [
    'statistics',
    'statistics that uses its own',
    { 'statistics/mean.ts': `import { x } from './sum.ts';` },
    null,
  ],
  [
    'sql',
    'a query in an action',
    { 'app/positions/actions.ts': `export const a = tx => tx.db.selectFrom('person');` },
    /store\.ts/,
  ],
  [
    'sql',
    'a query past the scope',
    { 'app/commands/a.ts': `export const a = database => database.owner.insertInto('x');` },
    /store\.ts/,
  ],
  ['sql', 'Kysely in a page', { 'app/positions/pages/a.tsx': `import { sql } from 'kysely';` }, /store\.ts/],
  [
    'sql',
    'a query in a store',
    { 'app/boards/item-store.ts': `export const a = tx => tx.db.selectFrom('person');` },
    null,
  ],
  [
    'furnishing',
    'a room without README, door and texts',
    { 'app/boards/pages/a.tsx': '' },
    /README\.md.*door.*sv\.ts/s,
  ],
  ['names', 'a file of odds and ends', { 'app/boards/date-utils.ts': '' }, /named by nothing/],
  ['names', 'a manager', { 'app/boards/item-manager.ts': '' }, /named by nothing/],
  ['names', 'a file in camel case', { 'app/boards/boardItem.ts': '' }, /kebab-case/],
  ['names', 'a file that is too long', { 'app/boards/a.ts': tooLong }, /more than 700/],
  ['names', 'a default export', { 'app/boards/a.ts': 'export default 1;' }, /by name/],
  ['names', 'a default passed on', { 'app/boards/a.ts': `export { default } from './b.ts';` }, /by name/],
  ['names', 'a file of exactly 700 lines', { 'app/boards/a.ts': 'export const a = 1;\n'.repeat(700) }, null],
  [
    'swedish',
    'a Swedish text in a rule',
    { 'app/boards/a.ts': `export const f = () => 'Ärendet är stängt.';` },
    /sv\.ts/,
  ],
  [
    'swedish',
    'a Swedish text between tags',
    { 'app/boards/pages/a.tsx': 'export const A = () => <p>Ärendet</p>;' },
    /sv\.ts/,
  ],
  [
    'swedish',
    'a Swedish text with a value in it',
    { 'app/boards/a.ts': `export const f = n => \`\${n} ärenden\`;` },
    /sv\.ts/,
  ],
  [
    'swedish',
    'a list of texts in a page',
    { 'app/boards/pages/a.tsx': `const texts = ['Ärende'];` },
    /sv\.ts/,
  ],
  [
    'swedish',
    'a text in a function in a list',
    { 'app/boards/a.ts': `const f = [() => 'Ärende'];` },
    /sv\.ts/,
  ],
  ['swedish', 'a text in sv.ts', { 'app/boards/sv.ts': `export const sv = { a: 'Ärende' };` }, null],
  [
    'swedish',
    'a value in a list and where it is compared',
    { 'app/boards/a.ts': `const kinds = ['för sent'] as const; export const f = k => k === 'för sent';` },
    null,
  ],
  ['swedish', 'a value of a type', { 'app/boards/a.ts': `export type Kind = 'för sent';` }, null],
  ['swedish', 'a comment', { 'app/boards/a.ts': '/** Ärende */ export const a = 1;' }, null],
  [
    'circles',
    'two files that import each other',
    { 'app/boards/a.ts': `import { b } from './b.ts';`, 'app/boards/b.ts': `import { a } from './a.ts';` },
    /a\.ts → app\/boards\/b\.ts → app\/boards\/a\.ts/,
  ],
  [
    'circles',
    'a longer circle',
    {
      'app/boards/a.ts': `import './b.ts';`,
      'app/boards/b.ts': `import './c.ts';`,
      'app/boards/c.ts': `export { a } from './a.ts';`,
    },
    /→/,
  ],
  [
    'circles',
    'a circle closed by a type only',
    { 'app/boards/a.ts': `import './b.ts';`, 'app/boards/b.ts': `import type { A } from './a.ts';` },
    null,
  ],
  [
    'circles',
    'two ways to one file',
    {
      'app/boards/a.ts': `import './b.ts'; import './c.ts';`,
      'app/boards/b.ts': `import './c.ts';`,
      'app/boards/c.ts': '',
    },
    null,
  ],
];

describe('the rules catch what is planted', () => {
  it.each(cases)('%s: %s', (rule, _, files, instead) => {
    const found = rules[rule].judge(planted(files));
    if (instead === null) expect(found).toEqual([]);
    else expect(found.join('\n')).toMatch(instead);
  });

  it('says the line', () => {
    const found = rules.doors.judge(
      planted({ 'app/boards/a.ts': `\n\nimport { x } from '#app/positions/store.ts';\n` }),
    );
    expect(found[0]).toMatch(/^app\/boards\/a\.ts:3 /);
  });

  it('finds a file it cannot read rather than pass it over', () => {
    expect(() => readSource('app/boards/a.ts', 'export const = ;')).toThrow(/cannot be parsed/);
  });

  it('leaves no rule untried', () => {
    const tried = new Set(cases.filter(([, , , instead]) => instead !== null).map(([rule]) => rule));
    expect([...tried].sort()).toEqual(Object.keys(rules).sort());
  });
});
