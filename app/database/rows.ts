import { sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Scoped } from './scope.ts';

/** Rows in one statement: sent as one text, they cost neither a parameter nor a plan each. */
const ROWS_AT_ONCE = 5_000;

/**
 * Writes rows of a table whose key is the authority and `key`; a row whose key is known is replaced. For many rows at once: a
 * statement with a value for each column of each row costs several times as much to make and to plan.
 */
export const writeRows = async <Name extends keyof Tables>(
  tx: Scoped,
  name: Name,
  key: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {});
  const all = sql.join(columns.map(column => sql.ref(column)));
  const replaced = sql.join(
    columns
      .filter(column => column !== key)
      .map(column => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const chunk = rows
      .slice(from, from + ROWS_AT_ONCE)
      .map(row => ({ authority_id: tx.authorityId, ...row }));
    await sql`insert into ${sql.table(name)} (authority_id, ${all})
      select authority_id, ${all} from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(chunk)}::json)
      on conflict (authority_id, ${sql.ref(key)}) do update set ${replaced}`.execute(tx.db);
  }
};
