import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Embedded, openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';
import { sv } from './sv.ts';

/**
 * An open database. `owner` is for migrations, backup and the catalogue only; everything a person causes goes through
 * `withScope`, which steps down to a role that owns nothing and sees one authority.
 */
export type Database = {
  readonly kind: 'embedded' | 'server';
  readonly owner: Kysely<Tables>;
  readonly embedded: Embedded | null;
  readonly close: () => Promise<void>;
};

export type DatabasePlace =
  | { readonly kind: 'embedded'; readonly directory: string | null; readonly template?: Uint8Array }
  | { readonly kind: 'server'; readonly url: string; readonly connections?: number };

const { builtins } = pg.types;

/** Days stay text; whole and decimal numbers become numbers: no count of ours comes near 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
    return pg.types.getTypeParser(oid);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

const open = async (place: DatabasePlace): Promise<Database> => {
  if (place.kind === 'server') {
    const pool = new pg.Pool({ connectionString: place.url, max: place.connections ?? 10, types });
    // A lost idle connection is replaced at the next query; without a listener it would end the process.
    pool.on('error', () => undefined);
    const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return { kind: 'server', owner, embedded: null, close: () => owner.destroy() };
  }
  const embedded = await openEmbedded(place.directory, place.template);
  const config = createPgConfig(embedded.pglite) as unknown as pg.PoolConfig;
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0, types });
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await owner.destroy();
    await embedded.close();
  };
  return { kind: 'embedded', owner, embedded, close };
};

/** The role the program works as must own nothing and bypass nothing; otherwise row-level security is a painting. */
const assertPowerless = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ powerful: boolean; owns: number }>`
    select rolsuper or rolbypassrls or rolcreaterole as powerful,
           (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns
    from pg_roles where rolname = 'samsyn_app'`.execute(database.owner);
  const role = rows[0];
  if (!role || role.powerful || role.owns > 0) {
    throw new Error(sv.powerfulRole);
  }
};

/**
 * Opens the database, brings it forward to this version and checks the role the program will work as.
 *
 * @throws DirectoryInUse, DatabaseIsNewer, or the driver's error when a server cannot be reached.
 */
export const openDatabase = async (place: DatabasePlace): Promise<Database> => {
  const database = await open(place);
  try {
    await migrate(database);
    await assertPowerless(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
