import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions, type Relation, relations, roles } from '#app/access/index.ts';
import { columnClassOf } from '#app/database/column-classes.ts';
import { type ColumnClass, columnClasses } from '#app/database/index.ts';
import { actions } from '#app/shared/permission.ts';
import { filesBelow, root } from './architecture/source-file.ts';

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

const pages: readonly string[] = [
  ...fs.readdirSync(root).filter(name => name.endsWith('.md')),
  ...['app', 'demo', 'docs', 'statistics'].flatMap(filesBelow).filter(file => file.endsWith('.md')),
];

/** The name that a heading has in an address: lower case, hyphens for blanks, no other signs. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');

const brokenLinks = (page: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = '', name] = link.split('#');
    const target = file === '' ? page : path.posix.normalize(path.posix.join(path.posix.dirname(page), file));
    if (!fs.existsSync(path.join(root, target))) return [`${page} links to ${link}, which does not exist`];
    const headings = name && target.endsWith('.md') ? [...read(target).matchAll(/^#+ (.+)$/gm)] : null;
    return headings && !headings.some(([, heading = '']) => anchor(heading) === name)
      ? [`${page} links to ${link}, but there is no such heading`]
      : [];
  });

describe('the pages of documentation', () => {
  it('link only to what exists', () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.flatMap(page => brokenLinks(page, read(page)))).toEqual([]);
  });

  it('are caught when they link to what does not', () => {
    const text = '[a](missing.md) [b](../README.md#nowhere) [c](https://elsewhere.example) [d](../README.md)';
    expect(brokenLinks('docs/x.md', text)).toHaveLength(2);
  });

  it('are all reached from the index', () => {
    const index = read('docs/README.md');
    const lost = pages.filter(
      page =>
        page.startsWith('docs/') &&
        page !== 'docs/README.md' &&
        !index.includes(`(${page.slice('docs/'.length)})`),
    );
    expect(lost).toEqual([]);
  });

  it('begin with one heading, and leave nothing to do', () => {
    const odd = pages.filter(
      page =>
        !read(page).startsWith('# ') ||
        /^# /m.test(
          read(page)
            .slice(2)
            .replace(/```[\s\S]*?```/g, ''),
        ),
    );
    expect(odd).toEqual([]);
    expect(pages.filter(page => /\b(TODO|TBD|FIXME|lorem ipsum)\b/i.test(read(page)))).toEqual([]);
  });

  it('number the decisions in order, each with its status, context, decision and consequences', () => {
    const records = filesBelow('docs/decisions').map(file => path.basename(file));
    expect(records.map(name => Number(name.slice(0, 4)))).toEqual(records.map((_, at) => at + 1));
    for (const name of records) {
      const text = read(`docs/decisions/${name}`);
      expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} `));
      for (const part of ['**Status**', '**Context.**', '**Decision.**', '**Consequences.**'])
        expect(text).toContain(part);
    }
  });
});

/**
 * Compares what stands between two marks in a page with what the code says. After a change in the code,
 * `UPDATE_DOCS=1 npx vitest run tests/docs.test.ts` writes the page anew; read the difference before you keep it.
 */
const expectToTell = (page: string, mark: string, text: string): void => {
  const marked = new RegExp(`(<!-- ${mark} -->\\n)([\\s\\S]*?)(<!-- /${mark} -->)`);
  if (process.env.UPDATE_DOCS) {
    const fresh = read(page).replace(marked, (_, before, __, after) => `${before}\n${text}\n\n${after}`);
    fs.writeFileSync(path.join(root, page), fresh);
  }
  expect((marked.exec(read(page))?.[2] ?? '').trim()).toBe(text);
};

const relationText: Readonly<Record<Relation, string>> = {
  own: 'egen',
  below: 'under',
  above: 'över',
  beside: 'bredvid',
  elsewhere: 'annan',
};

const rightsTable = (): string =>
  [
    '| Vad | Vem | Var | När | Därför att |',
    '|---|---|---|---|---|',
    ...permissions.flatMap(permission =>
      permission.actions.map(action => {
        const everyone = permission.roles.length === Object.keys(roles).length;
        const who = everyone ? 'Alla roller' : permission.roles.map(role => roles[role].text).join(', ');
        const everywhere = permission.where.length === relations.length;
        const where = everywhere
          ? 'överallt'
          : permission.where.map(relation => relationText[relation]).join(', ');
        return `| ${actions[action]} | ${who} | ${where} | ${permission.states?.join(', ') ?? 'alltid'} | ${permission.because} |`;
      }),
    ),
  ].join('\n');

const classText: Readonly<Record<ColumnClass, string>> = {
  open: 'öppen',
  internal: 'intern',
  personal: 'personlig',
  sensitive: 'känslig',
  protected: 'skyddad',
};

type Declared = { readonly purpose: string; readonly columns: Readonly<Record<string, ColumnClass>> };
const tables: readonly (readonly [string, Declared])[] = Object.entries(columnClassOf);
const columnsOf = ({ columns }: Declared, one: ColumnClass): string =>
  Object.entries(columns)
    .filter(([, known]) => known === one)
    .map(([column]) => `\`${column}\``)
    .join(', ');

const classesTable = (): string =>
  tables
    .map(([table, declared]) =>
      [
        `### ${table}`,
        '',
        declared.purpose,
        '',
        ...columnClasses
          .filter(one => columnsOf(declared, one) !== '')
          .map(one => `- ${classText[one]}: ${columnsOf(declared, one)}`),
      ].join('\n'),
    )
    .join('\n\n');

const personalTable = (): string =>
  [
    '| Tabell | Ändamål | Personliga eller skyddade kolumner |',
    '|---|---|---|',
    ...tables.flatMap(([table, declared]) => {
      const kinds: readonly ColumnClass[] = ['personal', 'sensitive', 'protected'];
      const columns = kinds.map(kind => columnsOf(declared, kind)).filter(text => text !== '');
      return columns.length === 0 ? [] : [`| ${table} | ${declared.purpose} | ${columns.join(', ')} |`];
    }),
  ].join('\n');

type Described = { readonly name: string; readonly usage: string; readonly about: string };
const isDescribed = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && 'usage' in value && 'about' in value && 'run' in value;

const commandsText = (): string =>
  Object.values(
    import.meta.glob<Record<string, unknown>>(['../app/commands/*.ts', '!**/*.test.ts'], { eager: true }),
  )
    .flatMap(module => Object.values(module).filter(isDescribed))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, usage, about }) =>
        `## ${name}\n\n${about}\n\n\`\`\`\n${usage.replace(/\n\s+/g, '\n')}\n\`\`\``,
    )
    .join('\n\n');

describe('the pages that tell what the code says', () => {
  it('tell of every right', () => expectToTell('docs/reference/access.md', 'rights', rightsTable()));

  it('tell of every table and column', () => {
    expectToTell('docs/reference/column-classes.md', 'classes', classesTable());
  });

  it('tell where there are personal data', () => {
    expectToTell('docs/explanation/privacy-and-personal-data.md', 'personal', personalTable());
  });

  it('tell of every command', () => expectToTell('docs/reference/commands.md', 'commands', commandsText()));

  it('tell in the mission map only of files and tests that exist', () => {
    const cited = [...read('docs/reference/mission-map.md').matchAll(/`((?:app|tests|demo)\/[^`\s]+)`/g)];
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.map(([, file = '']) => file).filter(file => !fs.existsSync(path.join(root, file)))).toEqual(
      [],
    );
  });
});
