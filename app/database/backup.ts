import { createHash, type Hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as readline from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { isId } from '#app/shared/id.ts';
import type { Database } from './connection.ts';
import { verifyChain } from './events.ts';
import { addForeignKey, foreignKeyName, foreignKeys } from './foreign-keys.ts';
import { migrations } from './migrations/index.ts';
import { referenceTables, type Tables } from './schema.ts';
import { sv } from './sv.ts';

/** A backup could not be written or read back; the text says why and what to do. */
export class BackupProblem extends Error {
  override name = 'BackupProblem';
}

const FORMAT = 'samsyn-backup-1';
const PAGE = 2_000;
/** Sessions end, and a letter that was waiting then would be sent a second time. */
const leftOut: readonly string[] = ['session', 'reminder'];

type FirstLine = { readonly format: string; readonly migrations: readonly string[]; readonly madeAt: string };
type RowLine = { readonly table: string; readonly row: unknown };
type LastLine = { readonly end: true; readonly rows: number; readonly sha256: string };

export type BackupReport = {
  readonly authorities: number;
  readonly rows: number;
  readonly sha256: string;
};

const tenantTables = async (tx: Transaction<Tables>): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and relname <> 'schema_migration' and not relname = any(${[...referenceTables]}::text[]) order by relname`.execute(
    tx,
  );
  return rows.map(row => row.name);
};

const setScope = (tx: Transaction<Tables>, authorityId: string) => {
  if (!isId(authorityId)) throw new Error('Not an authority id');
  return sql.raw(`set local samsyn.authority = '${authorityId}'`).execute(tx);
};

/**
 * Writes all data of all authorities to one file, as they stood at one moment. The same form from the embedded database and
 * from a server, so a backup of one can be restored to the other. The file appears whole or not at all.
 */
export const backUp = async (
  database: Database,
  file: string,
  madeAt: Date = new Date(),
): Promise<BackupReport> => {
  const draft = `${file}.part`;
  const out = fs.createWriteStream(draft, { mode: 0o600 });
  const zip = createGzip();
  zip.pipe(out);
  const hash = createHash('sha256');
  const write = async (line: FirstLine | RowLine | LastLine, hashed = true) => {
    const text = `${JSON.stringify(line)}\n`;
    if (hashed) hash.update(text);
    if (!zip.write(text)) await new Promise(resolve => zip.once('drain', resolve));
  };

  let rows = 0;
  let authorities = 0;
  await write({ format: FORMAT, migrations: migrations.map(step => step.id), madeAt: madeAt.toISOString() });
  await database.owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      const copy = async (table: string, authorityId: string | null) => {
        // Named as well as scoped: the owner of an embedded database is not bound by row-level security.
        const own = authorityId === null ? '' : `where authority_id = '${authorityId}'`;
        const rowsOf = `select to_jsonb(t) as row from ${table} t ${own}`;
        await sql.raw(`declare pages no scroll cursor for ${rowsOf}`).execute(tx);
        for (;;) {
          const page = await sql<{ row: unknown }>`${sql.raw(`fetch ${PAGE} from pages`)}`.execute(tx);
          for (const { row } of page.rows) await write({ table, row });
          rows += page.rows.length;
          if (page.rows.length < PAGE) break;
        }
        await sql.raw('close pages').execute(tx);
      };
      for (const table of referenceTables) await copy(table, null);
      const tables = (await tenantTables(tx)).filter(table => !leftOut.includes(table));
      for (const { authority_id } of await tx
        .selectFrom('authority_directory')
        .select('authority_id')
        .execute()) {
        authorities += 1;
        await setScope(tx, authority_id);
        for (const table of tables) await copy(table, authority_id);
      }
    });
  const sha256 = hash.copy().digest('hex');
  await write({ end: true, rows, sha256 }, false);
  zip.end();
  await finished(out);
  const handle = fs.openSync(draft, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.renameSync(draft, file);
  return { authorities, rows, sha256 };
};

const lines = async function* (file: string): AsyncGenerator<string> {
  const source = fs.createReadStream(file);
  const unzip = createGunzip();
  source.on('error', error => unzip.destroy(error));
  source.pipe(unzip);
  try {
    yield* readline.createInterface({ input: unzip, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new BackupProblem(sv.backup.notPacked(file, String(error)));
  }
};

/** A line as it must be. A file may be forged: nothing is believed of it that is not looked at here. */
const readLine = (text: string, file: string): Record<string, unknown> => {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return line as Record<string, unknown>;
  } catch {
    // Said below, as of every other line that is none of ours.
  }
  throw new BackupProblem(sv.backup.damaged(file));
};

const isFirstLine = ({ migrations: made }: Record<string, unknown>): boolean =>
  Array.isArray(made) && made.every(id => typeof id === 'string');

const isRowLine = ({ table, row }: Record<string, unknown>): boolean =>
  typeof table === 'string' &&
  typeof row === 'object' &&
  row !== null &&
  'authority_id' in row &&
  isId(String(row.authority_id));

/** Reads the file through once before anything is touched: it must be whole and its checksum right. */
const check = async (file: string): Promise<void> => {
  if (!fs.existsSync(file)) throw new BackupProblem(sv.backup.noFile(file));
  let first: FirstLine | null = null;
  let last: LastLine | null = null;
  let rows = 0;
  const hash: Hash = createHash('sha256');
  for await (const text of lines(file)) {
    const line = readLine(text, file);
    if (last !== null) throw new BackupProblem(sv.backup.damaged(file));
    if (line.end === true) {
      if (line.table !== undefined) throw new BackupProblem(sv.backup.damaged(file));
      last = line as LastLine;
      continue;
    }
    hash.update(`${text}\n`);
    if (first === null) {
      if (line.format !== FORMAT) throw new BackupProblem(sv.backup.notOurs(file));
      if (!isFirstLine(line)) throw new BackupProblem(sv.backup.damaged(file));
      first = line as FirstLine;
    } else {
      if (!isRowLine(line)) throw new BackupProblem(sv.backup.damaged(file));
      rows += 1;
    }
  }
  if (!first || !last) throw new BackupProblem(sv.backup.cutOff(file));
  if (hash.digest('hex') !== last.sha256 || rows !== last.rows)
    throw new BackupProblem(sv.backup.changed(file));
  const known = new Set(migrations.map(step => step.id));
  const unknown = first.migrations.filter(id => !known.has(id));
  if (unknown.length > 0) throw new BackupProblem(sv.backup.newer(unknown.join(', ')));
};

/** What the database says against rows that are whole but cannot stand there, as a problem with the file. */
const orUnfit = (file: string, error: unknown): never => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  throw /^2[23]/.test(code) ? new BackupProblem(sv.backup.unfit(file, (error as Error).message)) : error;
};

/**
 * Reads a backup into an empty database, in one transaction, and then checks what it holds: the number of rows and every
 * authority's chain of events. Sessions are not part of a backup: everyone signs in again.
 *
 * @throws BackupProblem when the file is damaged or the database is not empty; nothing has been changed then. Also when a chain is
 *   broken, which it may have been before the copy was made: the rows are read in then, and the text says so.
 */
export const restore = async (database: Database, file: string): Promise<BackupReport> => {
  await check(file);
  const read = database.owner.transaction().execute(async tx => {
    const present = await tx.selectFrom('authority_directory').select('name').execute();
    if (present.length > 0) {
      throw new BackupProblem(sv.backup.notEmpty(present.map(row => row.name).join(', ')));
    }
    const tables = new Set<string>([...referenceTables, ...(await tenantTables(tx))]);
    for (const key of foreignKeys) {
      await sql.raw(`alter table ${key.table} drop constraint ${foreignKeyName(key)}`).execute(tx);
    }
    let rows = 0;
    let scope = '';
    const authorities = new Set<string>();
    let waiting: unknown[] = [];
    let table = '';
    const flush = async () => {
      if (waiting.length === 0) return;
      await sql`insert into ${sql.raw(table)} select * from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(waiting)}::jsonb)`.execute(
        tx,
      );
      rows += waiting.length;
      waiting = [];
    };
    for await (const text of lines(file)) {
      const line = JSON.parse(text) as Partial<RowLine>;
      if (line.table === undefined) continue;
      if (!tables.has(line.table)) throw new BackupProblem(sv.backup.unknownTable(line.table));
      const { authority_id: owner } = line.row as { authority_id: string };
      if (line.table !== table || owner !== scope || waiting.length >= PAGE) {
        await flush();
        table = line.table;
        if (owner !== scope) await setScope(tx, owner);
        scope = owner;
        authorities.add(owner);
      }
      waiting.push(line.row);
    }
    await flush();
    for (const key of foreignKeys) await sql.raw(addForeignKey(key)).execute(tx);
    return { authorities: authorities.size, rows };
  });
  const report = await read.catch(error => orUnfit(file, error));
  for (const { authority_id } of await database.owner
    .selectFrom('authority_directory')
    .select('authority_id')
    .execute()) {
    const chain = await verifyChain(database, authority_id);
    if (chain.faults.length > 0) {
      throw new BackupProblem(sv.backup.brokenChain(chain.faults[0]?.sequence));
    }
  }
  return { ...report, sha256: '' };
};
