import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { foreignKeyName, foreignKeys } from './foreign-keys.ts';
import {
  type Database,
  listAuthorities,
  migrate,
  recordEvent,
  type Scope,
  type Scoped,
  verifyChain,
  withScope,
} from './index.ts';
import { referenceTables } from './schema.ts';

onEachDatabase('the database', open => {
  let database: Database;
  const north = { authorityId: newId(), personId: null };
  const south = { authorityId: newId(), personId: null };

  const addPerson = async (tx: Scoped, name: string) => {
    const person = {
      authority_id: tx.authorityId,
      person_id: newId(),
      given_name: name,
      family_name: 'Prov',
    };
    await tx.db
      .insertInto('person')
      .values({ ...person, is_protected: false })
      .execute();
    return person.person_id;
  };
  const names = async (tx: Scoped) =>
    (await tx.db.selectFrom('person').select('given_name').execute()).map(row => row.given_name);

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('migrates once and finds nothing more to do', async () => {
    expect(await migrate(database)).toEqual([]);
    expect(await listAuthorities(database)).toEqual([]);
  });

  it('shows an authority its own rows only', async () => {
    await withScope(database, north, tx => addPerson(tx, 'Norra'));
    await withScope(database, south, tx => addPerson(tx, 'Södra'));
    expect(await withScope(database, north, names)).toEqual(['Norra']);
    expect(await withScope(database, south, names)).toEqual(['Södra']);
  });

  it('refuses to write a row into another authority', async () => {
    const attempt = withScope(database, north, tx =>
      addPerson({ ...tx, authorityId: south.authorityId }, 'Smuggel'),
    );
    await expect(attempt).rejects.toThrow(/row-level security/);
  });

  it('shows nothing when no scope is set', async () => {
    const rows = await database.owner.transaction().execute(async tx => {
      await sql.raw('set local role samsyn_app').execute(tx);
      return tx.selectFrom('person').selectAll().execute();
    });
    expect(rows).toEqual([]);
  });

  it('leaves no scope behind for the next user of the connection', async () => {
    await withScope(database, north, names);
    const { rows } = await sql<{ scope: string | null; role: string }>`
      select nullif(current_setting('samsyn.authority', true), '') as scope, current_user as role`.execute(
      database.owner,
    );
    expect(rows[0]?.scope).toBeNull();
    expect(rows[0]?.role).not.toBe('samsyn_app');
  });

  it('refuses a scope that is not an id, so that none can carry SQL', async () => {
    const scope = { authorityId: "x'; drop table person; --", personId: null };
    await expect(withScope(database, scope, names)).rejects.toThrow(/valid authority id/);
  });

  it('keeps days as days and counts as numbers', async () => {
    const { rows } = await sql`select date '2026-03-29' as day, count(*) as number, 1.5::numeric as decimal
      from (values (1), (2)) as v`.execute(database.owner);
    expect(rows[0]).toEqual({ day: '2026-03-29', number: 2, decimal: 1.5 });
  });

  it('sorts names as Swedes do', async () => {
    const { rows } = await sql<{ name: string }>`
      select name from unnest(array['Öberg','Ål','Zäta','Ärla','Alm','Åberg']) as name order by name collate sv`.execute(
      database.owner,
    );
    expect(rows.map(row => row.name)).toEqual(['Alm', 'Zäta', 'Åberg', 'Ål', 'Ärla', 'Öberg']);
  });

  it('lets nobody change or remove what the log says', async () => {
    await withScope(database, north, tx =>
      recordEvent(tx, { kind: 'tried', subject: 'x:1', happenedOn: '2026-11-23' }),
    );
    const change = withScope(database, north, tx =>
      tx.db.updateTable('audit_event').set({ kind: 'other' }).execute(),
    );
    const removal = withScope(database, north, tx => tx.db.deleteFrom('audit_event').execute());
    await Promise.all([
      expect(change).rejects.toThrow(/permission denied/),
      expect(removal).rejects.toThrow(/permission denied/),
    ]);
  });

  describe('the log of acts', () => {
    const newLog = () => ({ authorityId: newId(), personId: null });
    const act = (scope: Scope, number: number) =>
      withScope(database, scope, tx =>
        recordEvent(tx, { kind: 'acted', subject: 'thing:1', happenedOn: '2026-11-23', details: { number } }),
      );

    it('does not fork when eight people act at once', async () => {
      const scope = newLog();
      await Promise.all(Array.from({ length: 80 }, (_, number) => act(scope, number)));
      expect(await verifyChain(database, scope.authorityId)).toMatchObject({ events: 80, faults: [] });
    });

    const tamperings: [string, string, number][] = [
      ['a changed detail', `update audit_event set details = '{"number":99}' where sequence = 4`, 4],
      [
        'a changed time',
        `update audit_event set entered_at = entered_at + interval '1 second' where sequence = 5`,
        5,
      ],
      ['a changed actor', 'update audit_event set actor_id = authority_id where sequence = 6', 6],
      ['a removed act', 'delete from audit_event where sequence = 7', 7],
      ['a changed first act', `update audit_event set kind = 'other' where sequence = 1`, 1],
      [
        'two acts that changed places',
        'update audit_event set sequence = 13 - sequence where sequence in (6, 7)',
        6,
      ],
      ['acts cut off at the end', 'delete from audit_event where sequence > 8', 10],
    ];
    it.each(tamperings)('shows %s', async (_, tampering, sequence) => {
      const scope = newLog();
      for (let number = 1; number <= 10; number += 1) await act(scope, number);
      const { head, faults } = await verifyChain(database, scope.authorityId);
      expect(faults).toEqual([]);
      await database.owner.transaction().execute(async tx => {
        await sql.raw(`set local samsyn.authority = '${scope.authorityId}'`).execute(tx);
        if (tampering.includes('13 -'))
          await sql.raw('alter table audit_event drop constraint audit_event_pkey').execute(tx);
        await sql.raw(`${tampering} and authority_id = '${scope.authorityId}'`).execute(tx);
        if (tampering.includes('13 -'))
          await sql.raw('alter table audit_event add primary key (authority_id, sequence)').execute(tx);
      });
      const report = await verifyChain(database, scope.authorityId, { sequence: 10, head });
      expect(report.faults.map(fault => fault.sequence)).toContain(sequence);
    });
  });

  describe('the catalogue', () => {
    const tenantTables = async () => {
      const { rows } = await sql<{ name: string; secured: boolean; forced: boolean }>`
        select relname as name, relrowsecurity as secured, relforcerowsecurity as forced
        from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and relname not in ('schema_migration') and not relname = any(${[...referenceTables]}::text[])`.execute(
        database.owner,
      );
      return rows;
    };

    it('has forced row-level security on every tenant table', async () => {
      const open = (await tenantTables()).filter(table => !table.secured || !table.forced);
      expect(open).toEqual([]);
    });

    it('has a policy that checks reading and writing on every tenant table', async () => {
      const { rows } = await sql<{ name: string }>`
        select tablename as name from pg_policies where qual like '%samsyn.authority%' and with_check like '%samsyn.authority%'`.execute(
        database.owner,
      );
      expect(rows.map(row => row.name).sort()).toEqual(
        (await tenantTables()).map(table => table.name).sort(),
      );
    });

    it('has authority_id first in every primary and unique key, and in every exclusion', async () => {
      const { rows } = await sql<{ table: string; key: string; first: string }>`
        select t.relname as table, c.relname as key, a.attname as first
        from pg_index i join pg_class t on t.oid = i.indrelid join pg_class c on c.oid = i.indexrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where t.relnamespace = 'public'::regnamespace and t.relname <> 'schema_migration'
        and (i.indisunique or i.indisprimary or i.indisexclusion)
        and not t.relname = any(${[...referenceTables]}::text[])`.execute(database.owner);
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.filter(row => row.first !== 'authority_id')).toEqual([]);
    });

    it('has just the declared foreign keys, each with authority_id first', async () => {
      const { rows } = await sql<{ name: string; first: string }>`
        select c.conname as name, a.attname as first from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f'`.execute(
        database.owner,
      );
      expect(rows.map(row => row.name).sort()).toEqual(foreignKeys.map(foreignKeyName).sort());
      expect(rows.filter(row => row.first !== 'authority_id')).toEqual([]);
    });

    it('has no trigger, no materialized view, no view without security_invoker and no function that runs as its owner', async () => {
      const { rows } = await sql<{ what: string }>`
        select 'trigger ' || tgname as what from pg_trigger where not tgisinternal
        union all select 'view ' || relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm'
          or relkind = 'v' and not coalesce(reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false))
        union all select 'function ' || proname from pg_proc p where pronamespace = 'public'::regnamespace and prosecdef`.execute(
        database.owner,
      );
      expect(rows).toEqual([]);
    });
  });
});
