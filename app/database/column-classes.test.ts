import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedForTest } from '#tests/database.ts';
import { columnClassOf } from './column-classes.ts';
import type { Database } from './index.ts';
import { columnClasses } from './schema.ts';

type Declared = { readonly purpose: string; readonly columns: Readonly<Record<string, string>> };
const declared: readonly (readonly [string, Declared])[] = Object.entries(columnClassOf);

describe('the classes of columns', () => {
  let database: Database;
  let stored: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select table_name as table, array_agg(column_name::text order by column_name) as columns
      from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'
      group by table_name`.execute(database.owner);
    stored = new Map(rows.map(row => [row.table, row.columns]));
  });
  afterAll(() => database.close());

  it('cover every table in the database and no other', () => {
    expect(declared.map(([table]) => table).sort()).toEqual([...stored.keys()].sort());
  });

  it.each(declared)('cover every column of %s and no other', (table, { columns }) => {
    expect(Object.keys(columns).sort()).toEqual([...(stored.get(table) ?? [])].sort());
  });

  it.each(declared)('are among the five there are, and %s says what it is for', (_, { purpose, columns }) => {
    expect(Object.values(columns).filter(one => !columnClasses.some(known => known === one))).toEqual([]);
    expect(purpose).toMatch(/^[A-ZÅÄÖ].{20,}\.$/);
  });

  it('call every column that points at a person personal', () => {
    const pointing = /^(person_id|actor_id|author_id|imported_by|undone_by)$/;
    const open = declared.flatMap(([table, { columns }]) =>
      Object.entries(columns)
        .filter(([column, one]) => pointing.test(column) && one !== 'personal')
        .map(([column]) => `${table}.${column}`),
    );
    expect(open).toEqual([]);
  });

  it('never call a secret, a name or a mark of protection open', () => {
    const person: Readonly<Record<string, string>> = columnClassOf.person.columns;
    expect(Object.values(person)).not.toContain('open');
    expect(columnClassOf.session.columns.token_hash).toBe('protected');
    expect(columnClassOf.person.columns.is_protected).toBe('protected');
  });
});
