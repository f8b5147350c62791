import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { floors } from './architecture/house-plan.ts';
import { placeOf } from './architecture/rules.ts';
import { type Exported, readSource, readSources, root, type SourceFile } from './architecture/source-file.ts';

const page = fs.readFileSync(path.join(root, 'docs/reference/glossary.md'), 'utf8');

/** The rows of the table under a heading, as cells. */
const tableUnder = (heading: string): string[][] => {
  const section = page.split(/^## /m).find(part => part.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
};
const names = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const domainWords = tableUnder('Words of the law and the authority');
const houseWords = tableUnder('Words of the house');
const avoided = tableUnder('Words to avoid').flatMap(([word]) => names(word));
const known = new Set([...domainWords, ...houseWords].flatMap(([, codeNames]) => names(codeNames)));

/** Shapes that belong to one act or one page, and not to the language: what a person sends in, and what comes of it. */
const shapes = /(Input|Plan|Import|Facts|Parts|Report|Change|Run|View|Line|Choice)$/;

const files = readSources(['app']).filter(file => !/\.(test|fixture)\.tsx?$/.test(file.path));
const byPath = new Map(files.map(file => [file.path, file]));

/** Everything that leaves by a door, through doors behind it. */
const leaving = (file: SourceFile): Exported[] => [
  ...file.exports,
  ...file.passesOn.flatMap(({ from, names: passed }) => {
    const source = byPath.get(from);
    return source ? leaving(source).filter(({ name }) => passed === null || passed.includes(name)) : [];
  }),
];

/** The types of the language: those of `shared`, and those that a room shows to others through its door. */
const spoken = (all: readonly SourceFile[]): Exported[] => {
  const rooms = floors.flat().filter(room => room !== 'database');
  const found = all.flatMap(file => {
    const place = placeOf(file.path);
    if (place === 'shared') return file.exports;
    return place !== null && rooms.includes(place) && file.path === `app/${place}/index.ts`
      ? leaving(file)
      : [];
  });
  return found.filter(({ name, kind }) => kind !== 'other' && !shapes.test(name));
};

/** A type made of a list has its comment on the list above it. */
const commentOn = ({ exports }: SourceFile, exported: Exported): string =>
  exported.comment || (exports[exports.indexOf(exported) - 1]?.comment ?? '');

/** 'schoolYearOf' as 'school year of'. */
const inWords = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

const holdsAvoided = (name: string): boolean =>
  avoided.some(word => ` ${inWords(name)} `.includes(` ${inWords(word)} `));

describe('the glossary', () => {
  it('has every type that rooms speak of to each other', () => {
    const missing = spoken(files)
      .filter(({ name }) => !known.has(name))
      .map(
        ({ name }) =>
          `${name}: add it to docs/reference/glossary.md with its Swedish word, or keep it inside its room`,
      );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has one row for each name', () => {
    const all = [...domainWords, ...houseWords].flatMap(([, codeNames]) => names(codeNames));
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
  });

  it.each(domainWords)('%s: the comment on %s begins with the Swedish word', (swedish = '', codeNames) => {
    const [main] = names(codeNames);
    const terms = swedish
      .toLowerCase()
      .split(', ')
      .map(term => term.replace(/ \(.*/, ''));
    const shown = new Set(spoken(files));
    const silent = files
      .flatMap(file => file.exports.map(found => ({ file, found })))
      .filter(({ found }) => found.name === main && shown.has(found))
      .map(({ file, found }) => ({ file, comment: commentOn(file, found).toLowerCase() }))
      .filter(({ comment }) => !terms.some(term => comment.slice(0, 60).includes(term)))
      .map(({ file }) => `${file.path}: begin the comment on ${main} with ”${swedish}”`);
    expect(silent).toEqual([]);
  });

  it('keeps the words to avoid out of every exported name', () => {
    // `web` speaks of the POST of HTTP, and is the only one who may.
    const wrong = files
      .filter(file => placeOf(file.path) !== 'web' && placeOf(file.path) !== 'exchange')
      .flatMap(file =>
        file.exports.filter(({ name }) => holdsAvoided(name)).map(({ name }) => `${file.path}: ${name}`),
      );
    expect(wrong).toEqual([]);
    expect(avoided.length).toBeGreaterThan(7);
  });
});

describe('the reading of the glossary', () => {
  it.each([
    ['deleteRole', true],
    ['schoolYearOf', true],
    ['caseFile', true],
    ['postPosition', true],
    ['DateManager', true],
    ['postponed', false],
    ['caseworkers', false],
    ['issuedOn', false],
    ['academicYearOf', false],
  ])('%s holds a word to avoid: %s', (name, expected) => expect(holdsAvoided(name)).toBe(expected));

  it('finds a type that nobody has written down', () => {
    const attic = readSource('app/boards/index.ts', 'export type Attic = { readonly size: number };');
    expect(spoken([attic]).map(({ name }) => name)).toEqual(['Attic']);
    expect(known.has('Attic')).toBe(false);
  });
});
