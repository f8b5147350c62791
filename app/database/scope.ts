import { type Kysely, sql } from 'kysely';
import { isId } from '#app/shared/id.ts';
import type { Database } from './connection.ts';
import type { Tables } from './schema.ts';

/** Who is asking, on behalf of which authority. `personId` is null for commands and for visitors. */
export type Scope = { readonly authorityId: string; readonly personId: string | null };

/** Asks and writes within the transaction at hand; none can be started inside it. */
export type Queries = Omit<
  Kysely<Tables>,
  'transaction' | 'startTransaction' | 'connection' | 'destroy' | 'withTables'
>;

/**
 * A transaction that sees one authority. Pass it on: asking for another inside it would wait for ever. One that only reads
 * sees the data as it stood when it began, so that all numbers on a page rest on the same state.
 */
export type Scoped = Scope & {
  readonly db: Queries;
  readonly now: Date;
  readonly readOnly: boolean;
};

type ScopeOptions = { readonly now?: Date; readonly readOnly?: boolean };

/**
 * Runs `work` in one transaction as the powerless role, with one authority in sight; commits when it returns, rolls back
 * when it throws. `SET LOCAL` ends with the transaction, so no setting reaches the next user of the connection.
 * Never await slow work (files, documents, mail) inside: the embedded database has one session.
 */
export const withScope = async <Result>(
  database: Database,
  scope: Scope,
  work: (tx: Scoped) => Promise<Result>,
  { now = new Date(), readOnly = false }: ScopeOptions = {},
): Promise<Result> => {
  if (!isId(scope.authorityId)) throw new Error('Scope without a valid authority id');
  // Begun and put in scope in one message: each one more waits for the server's answer.
  const begin = `start transaction${readOnly ? ' isolation level repeatable read, read only' : ''};
    set local role samsyn_app; set local samsyn.authority = '${scope.authorityId}'`;
  return database.owner.connection().execute(async db => {
    let result: Result;
    try {
      await sql.raw(begin).execute(db);
      result = await work({ ...scope, db, now, readOnly });
    } catch (error) {
      // When the connection is lost there is nothing to roll back, and what went wrong first is what should be told.
      await sql`rollback`.execute(db).catch(() => undefined);
      throw error;
    }
    await sql`commit`.execute(db);
    return result;
  });
};

/** Enters an authority in the directory: the one row that is written before there is a scope to write it in. */
export const enterInDirectory = async (
  database: Database,
  authority: Tables['authority_directory'],
): Promise<void> => {
  await database.owner.insertInto('authority_directory').values(authority).execute();
};

/** The authorities of this installation: the one thing that may be known before it is known who is asking. */
export const listAuthorities = (database: Database): Promise<Tables['authority_directory'][]> =>
  database.owner.selectFrom('authority_directory').selectAll().orderBy('name').execute();
