import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import type { Database } from './index.ts';
import { referenceTables, type Tables } from './schema.ts';

/**
 * Who sees and writes what when no program stands between: every tenant table and view × every authority's scope, and no
 * scope, as the role the program works as, over one and the same connection. The tables are read from the catalogue, so one
 * that is added is tested from its first day.
 */
const AUTHORITIES = 6;
const ROWS = 3;

type Column = { readonly name: string; readonly type: string };
type Relation = { readonly name: string; readonly isTable: boolean; readonly columns: readonly Column[] };

const readRelations = async (owner: Kysely<Tables>): Promise<Relation[]> => {
  const { rows } = await sql<{ name: string; kind: string; columns: Column[] }>`
    select relname as name, relkind as kind,
      json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null)) order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
      and attgenerated = ''
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')
      and relname <> 'schema_migration' and not relname = any(${[...referenceTables]}::text[])
    group by relname, relkind order by relname`.execute(owner);
  return rows.map(row => ({ name: row.name, isTable: row.kind === 'r', columns: row.columns }));
};

/** Some value of a type, as SQL. What it says does not matter: the policies look at whose it is. */
const anyValue = (type: string): string => {
  if (type.endsWith('[]')) return "'{}'";
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'date') return "date '2026-01-01' + (random() * 10000)::int";
  if (type.startsWith('timestamp')) return 'now()';
  if (type === 'boolean') return 'true';
  if (type === 'json' || type === 'jsonb') return "'{}'";
  if (/^(integer|bigint|smallint|double precision|numeric|real)/.test(type))
    return '(random() * 1000000)::int';
  return 'gen_random_uuid()::text';
};

const insert = ({ name, columns }: Relation, authorityId: string): string => {
  const values = columns.map(column =>
    column.name === 'authority_id' ? `'${authorityId}'` : anyValue(column.type),
  );
  return `insert into "${name}" (${columns.map(column => `"${column.name}"`).join(', ')}) values (${values.join(', ')})`;
};

/** Ways of reading that must show no row of another authority. Each gives the number of foreign rows and of all rows. */
const readings = ({ name }: Relation, me: string, other: string): readonly string[] => [
  `select count(*) filter (where authority_id <> '${me}')::int as foreign, count(*)::int as rows from "${name}"`,
  `select count(*)::int as foreign, 0 as rows from "${name}" where authority_id = '${other}'`,
  `select count(*)::int as foreign, 0 as rows from (select * from "${name}" order by authority_id desc) every
    where authority_id <> '${me}'`,
  `select count(*)::int as foreign, 0 as rows from "${name}" a join "${name}" b on a.authority_id <> b.authority_id`,
  `select coalesce((select 1 from "${name}" where authority_id <> '${me}' limit 1), 0) as foreign, 0 as rows`,
];

/** Ways of writing into another authority. Each is refused, or touches no row. */
const writings = (relation: Relation, me: string, other: string): readonly string[] => {
  const { name } = relation;
  return [
    insert(relation, other),
    `insert into "${name}" select * from "${name}" where authority_id = '${other}'`,
    `update "${name}" set authority_id = authority_id where authority_id = '${other}'`,
    `update "${name}" set authority_id = '${me}' where authority_id = '${other}'`,
    `delete from "${name}" where authority_id = '${other}'`,
    `delete from "${name}" where authority_id <> '${me}'`,
    `truncate "${name}"`,
  ];
};
/** Gives a row of one's own away: refused by the policy, or by the grants where nothing may be changed. */
const givingAway = ({ name }: Relation, other: string): string =>
  `update "${name}" set authority_id = '${other}'`;

onEachDatabase('every tenant table and view, in every scope', open => {
  let database: Database;
  let relations: Relation[];
  const authorities = Array.from({ length: AUTHORITIES }, () => newId());

  /** The owner of the tables is bound by the policies as well, and works in one scope at a time. */
  const asOwner = (authorityId: string, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> =>
    database.owner.transaction().execute(async db => {
      await sql.raw(`set local samsyn.authority = '${authorityId}'`).execute(db);
      await work(db);
    });

  /** What stands in every table, whoever it belongs to. */
  const everything = async (): Promise<string> => {
    const sums: string[] = [];
    for (const id of authorities) {
      await asOwner(id, async db => {
        for (const { name } of relations.filter(one => one.isTable)) {
          const { rows } = await sql<{ sum: string }>`
            select md5(string_agg(row::text, '|' order by row::text)) as sum from ${sql.table(name)} row
            where authority_id = ${id}`.execute(db);
          sums.push(`${name} ${rows[0]?.sum}`);
        }
      });
    }
    return sums.join('\n');
  };

  beforeAll(async () => {
    database = await open();
    relations = await readRelations(database.owner);
    // What the rows must say to be true is not asked here; whose they are is.
    const { rows } = await sql<{ name: string; key: string }>`
      select conrelid::regclass::text as name, conname as key from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x')
      order by contype = 'f' desc`.execute(database.owner);
    const free = rows.map(({ name, key }) => `alter table ${name} drop constraint if exists "${key}"`);
    await sql.raw(free.join(';\n')).execute(database.owner);
    for (const id of authorities) {
      const fill = relations
        .filter(one => one.isTable)
        .flatMap(one => {
          // One row where the authority itself is the key.
          const single = one.name === 'school_authority';
          return Array.from({ length: single ? 1 : ROWS }, () => insert(one, id));
        });
      await asOwner(id, async db => {
        await sql.raw(fill.join(';\n')).execute(db);
      });
    }
  }, 120_000);
  afterAll(() => database.close());

  /** Runs as the program's role on one connection; `scope` null sets none. Nothing stays. */
  const asProgram = <Result>(
    scope: string | null,
    work: (ask: (statement: string) => Promise<Record<string, number>[]>) => Promise<Result>,
  ): Promise<Result> =>
    database.owner.connection().execute(async db => {
      await sql.raw('begin; set local role samsyn_app').execute(db);
      if (scope !== null) await sql.raw(`set local samsyn.authority = '${scope}'`).execute(db);
      try {
        return await work(
          async statement => (await sql.raw<Record<string, number>>(statement).execute(db)).rows,
        );
      } finally {
        await sql.raw('rollback').execute(db);
      }
    });

  it('has tables of every room, each with the authority first', () => {
    expect(relations.length).toBeGreaterThan(20);
    for (const { name, columns } of relations) expect(columns[0]?.name, name).toBe('authority_id');
  });

  it('shows each authority its own rows, all of them, and none of any other', async () => {
    let asked = 0;
    const wrong: string[] = [];
    for (const me of authorities) {
      await asProgram(me, async ask => {
        for (const relation of relations) {
          for (const other of authorities.filter(one => one !== me)) {
            for (const [at, statement] of readings(relation, me, other).entries()) {
              asked += 1;
              const [found] = await ask(statement);
              if (found?.foreign !== 0) wrong.push(`${relation.name}: ${statement}`);
              if (at === 0 && relation.isTable && (found?.rows ?? 0) === 0)
                wrong.push(`${relation.name} shows nothing of its own`);
            }
          }
        }
      });
    }
    expect(wrong).toEqual([]);
    expect(asked).toBe(relations.length * AUTHORITIES * (AUTHORITIES - 1) * 5);
    expect(asked).toBeGreaterThan(3_000);
  }, 120_000);

  it.each([
    ['no scope', null],
    ['an empty scope', ''],
    ['the scope of an authority that is not here', newId()],
  ])('shows nothing at all with %s', async (_, scope) => {
    await asProgram(scope, async ask => {
      for (const { name } of relations) {
        const [found] = await ask(`select count(*)::int as rows from "${name}"`);
        expect(found?.rows, name).toBe(0);
      }
    });
  });

  it('would see it if the policy of a table were taken away', async () => {
    const [me = '', other = ''] = authorities;
    const [table] = relations.filter(one => one.isTable);
    if (!table) throw new Error('There is no table');
    const found = await database.owner.connection().execute(async db => {
      await sql
        .raw(`begin; alter table "${table.name}" disable row level security;
          set local role samsyn_app; set local samsyn.authority = '${me}'`)
        .execute(db);
      try {
        const seen: number[] = [];
        for (const statement of readings(table, me, other))
          seen.push((await sql.raw<{ foreign: number }>(statement).execute(db)).rows[0]?.foreign ?? 0);
        return seen;
      } finally {
        await sql.raw('rollback').execute(db);
      }
    });
    expect(found.filter(foreign => foreign > 0)).toHaveLength(readings(table, me, other).length);
  });

  describe('writing', () => {
    /** The statements that neither were refused nor came to nothing. */
    const successes = (scope: string | null, statements: readonly string[]): Promise<string[]> =>
      asProgram(scope, async ask => {
        const done: string[] = [];
        for (const statement of statements) {
          await ask('savepoint before');
          try {
            const [found] = await ask(
              statement.startsWith('truncate')
                ? statement
                : `with touched as (${statement} returning 1) select count(*)::int as rows from touched`,
            );
            if (found?.rows !== 0) done.push(statement);
          } catch (error) {
            expect(String(error), statement).toMatch(/row-level security|permission denied/);
          }
          await ask('rollback to savepoint before');
        }
        return done;
      });

    it('into another authority is refused, or touches no row, and everything stands as it stood', async () => {
      const before = await everything();
      for (const [at, me] of authorities.entries()) {
        const other = authorities[(at + 1) % AUTHORITIES] ?? '';
        const statements = relations.filter(one => one.isTable).flatMap(one => writings(one, me, other));
        expect(await successes(me, statements)).toEqual([]);
      }
      expect(await everything()).toBe(before);
    }, 120_000);

    it("one's own row into another authority is refused", async () => {
      const [me = '', other = ''] = authorities;
      await asProgram(me, async ask => {
        for (const relation of relations.filter(one => one.isTable)) {
          await ask('savepoint before');
          await expect(ask(givingAway(relation, other)), relation.name).rejects.toThrow(
            /row-level security|permission denied/,
          );
          await ask('rollback to savepoint before');
        }
      });
    });

    it.each([
      ['no scope', null],
      ['an empty scope', ''],
    ])('with %s is refused, or touches no row', async (_, scope) => {
      const [some = ''] = authorities;
      const statements = relations
        .filter(one => one.isTable)
        .flatMap(one => [
          insert(one, some),
          `update "${one.name}" set authority_id = authority_id`,
          `delete from "${one.name}"`,
        ]);
      expect(await successes(scope, statements)).toEqual([]);
    });
  });
});
