import { sql } from 'kysely';
import type { Database } from './connection.ts';
import { addForeignKey, foreignKeyName, foreignKeys } from './foreign-keys.ts';
import { migrations } from './migrations/index.ts';
import { sv } from './sv.ts';

/** A number no other program is likely to lock on: two starts at once migrate one after the other. */
const MIGRATION_LOCK = 7_259_679_611;

/** The database is newer than the program. */
export class DatabaseIsNewer extends Error {
  constructor(unknown: readonly string[]) {
    super(sv.newer(unknown.join(', ')));
    this.name = 'DatabaseIsNewer';
  }
}

const ground = (embedded: boolean) => `
  create extension if not exists btree_gist;
  create table schema_migration (id text primary key, migrated_at timestamptz not null default now());
  ${
    embedded
      ? "create collation if not exists sv (provider = icu, locale = 'und', rules = '& z < å <<< Å < ä <<< Ä < ö <<< Ö');"
      : `do $$ begin
           if not exists (select from pg_collation where collname = 'sv' and collnamespace = 'public'::regnamespace)
           then create collation sv from "sv-x-icu"; end if;
         end $$;`
  }
  -- Roles belong to the whole server: another database on it may be making the same one at this moment.
  do $$ begin
    if not exists (select from pg_roles where rolname = 'samsyn_app') then create role samsyn_app nologin; end if;
  exception when duplicate_object or unique_violation then null;
  end $$;
  do $$ begin
    grant samsyn_app to current_user;
  exception when unique_violation or internal_error then null;
  end $$;
  grant usage on schema public to samsyn_app;
`;

/**
 * Brings the database forward to this version of the program, all steps in one transaction, and says which steps ran.
 * Safe to call at every start and by several processes at once.
 *
 * @throws DatabaseIsNewer when the database has steps this program does not know.
 */
export const migrate = async (database: Database): Promise<string[]> =>
  database.owner.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(tx);
    const { rows: present } = await sql<{ found: string | null }>`
      select to_regclass('public.schema_migration')::text as found`.execute(tx);
    if (!present[0]?.found) await sql.raw(ground(database.kind === 'embedded')).execute(tx);

    const { rows: done } = await sql<{ id: string }>`select id from schema_migration`.execute(tx);
    const known = new Set(migrations.map(step => step.id));
    const unknown = done.map(row => row.id).filter(id => !known.has(id));
    if (unknown.length > 0) throw new DatabaseIsNewer(unknown);

    const ran: string[] = [];
    for (const step of migrations) {
      if (done.some(row => row.id === step.id)) continue;
      await sql.raw(step.statements).execute(tx);
      await sql`insert into schema_migration (id) values (${step.id})`.execute(tx);
      ran.push(step.id);
    }

    const { rows: standing } = await sql<{ name: string }>`
      select conname as name from pg_constraint where contype = 'f'`.execute(tx);
    const names = new Set(standing.map(row => row.name));
    for (const key of foreignKeys) {
      if (!names.has(foreignKeyName(key))) await sql.raw(addForeignKey(key)).execute(tx);
    }
    return ran;
  });
