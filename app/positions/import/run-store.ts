import { sql } from 'kysely';
import type { Person } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import type { Change, Changes } from './change.ts';
import type { ColumnMapping } from './column.ts';
import { fingerprint } from './fingerprint.ts';

/** Inläsning: one list that was read in, and whether it was undone. */
export type ImportRun = {
  readonly id: string;
  /** Tells the same bytes, read the same way, from others. */
  readonly contentHash: string;
  readonly fileName: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly importedAt: Date;
  readonly importedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
};

const KIND = 'positions';

type RunRow = {
  import_id: string;
  content_hash: string;
  file_name: string;
  row_count: number;
  created_count: number;
  changed_count: number;
  imported_at: Date;
  imported_by: string | null;
  undone_at: Date | null;
  undone_by: string | null;
};

const toRun = (row: RunRow): ImportRun => ({
  id: row.import_id,
  contentHash: row.content_hash,
  fileName: row.file_name,
  rows: row.row_count,
  created: row.created_count,
  changed: row.changed_count,
  importedAt: row.imported_at,
  importedBy: row.imported_by,
  undoneAt: row.undone_at,
  undoneBy: row.undone_by,
});

/** The imports of positions, latest first. */
export const loadImports = async (tx: Scoped, limit = 200): Promise<ImportRun[]> => {
  const rows = await tx.db
    .selectFrom('import_run')
    .selectAll()
    .where('kind', '=', KIND)
    .orderBy('imported_at', 'desc')
    .orderBy('import_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRun);
};

export const findImport = async (tx: Scoped, importId: string): Promise<ImportRun | null> => {
  const row = await tx.db
    .selectFrom('import_run')
    .selectAll()
    .where('kind', '=', KIND)
    .where('import_id', '=', importId)
    .executeTakeFirst();
  return row ? toRun(row) : null;
};

/** The import of the same content that still stands, if there is one. */
export const findStandingImport = async (tx: Scoped, contentHash: string): Promise<ImportRun | null> => {
  const row = await tx.db
    .selectFrom('import_run')
    .selectAll()
    .where('kind', '=', KIND)
    .where('content_hash', '=', contentHash)
    .where('undone_at', 'is', null)
    .orderBy('imported_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toRun(row) : null;
};

export const saveImport = async (tx: Scoped, run: ImportRun): Promise<void> => {
  const values = { undone_at: run.undoneAt, undone_by: run.undoneBy };
  await tx.db
    .insertInto('import_run')
    .values({
      authority_id: tx.authorityId,
      import_id: run.id,
      kind: KIND,
      content_hash: run.contentHash,
      file_name: run.fileName,
      row_count: run.rows,
      created_count: run.created,
      changed_count: run.changed,
      imported_at: run.importedAt,
      imported_by: run.importedBy,
      ...values,
    })
    .onConflict(conflict => conflict.columns(['authority_id', 'import_id']).doUpdateSet(values))
    .execute();
};

/** The tables an import may touch, by what they hold. */
export const changedTables = {
  people: 'person',
  needs: 'development_need',
  positions: 'career_position',
  appointments: 'appointment',
  assignments: 'assignment',
} as const satisfies Record<keyof Changes, string>;

/** One thing that an import touched, as it is kept: of a new thing only enough to see whether it was changed later. */
export type KeptChange = {
  readonly importId: string;
  readonly table: string;
  readonly rowId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
};

/** Of a person only what a list can change is kept. */
const kept = (table: string, thing: object): object => {
  if (table !== 'person') return thing;
  const { givenName, familyName, email } = thing as Person;
  return { givenName, familyName, email };
};

/** What was made together with a position is kept with it: table name, then id, then fingerprint. */
type MadeWith = Record<string, Record<string, string>>;

/** New things of new positions, by position: in a first list that is most of it, and it needs no rows of its own. */
const madeWithPositions = (changes: Changes): Map<string, MadeWith> => {
  const made = new Map<string, MadeWith>();
  for (const { before, after } of changes.positions) if (before === null) made.set(after.id, {});
  for (const what of ['appointments', 'assignments'] as const) {
    for (const { before, after } of changes[what]) {
      const whole = before === null ? made.get(after.positionId) : undefined;
      if (!whole) continue;
      const ids = whole[changedTables[what]] ?? {};
      ids[after.id] = fingerprint(after);
      whole[changedTables[what]] = ids;
    }
  }
  return made;
};

const CHANGES_AT_ONCE = 5_000;

/** Keeps what an import did, so that it can be undone and told of, and adds it all to a hash. */
export const saveChanges = async (
  tx: Scoped,
  importId: string,
  changes: Changes,
  hash: { readonly update: (text: string) => unknown },
): Promise<void> => {
  const made = madeWithPositions(changes);
  let sequence = 0;
  let rows: object[] = [];
  const flush = async () => {
    const text = JSON.stringify(rows);
    hash.update(text);
    rows = [];
    await sql`insert into import_change select * from
      json_populate_recordset(null::import_change, ${text}::json)`.execute(tx.db);
  };
  for (const [what, list] of Object.entries(changes) as [keyof Changes, readonly Change<Touched>[]][]) {
    const table = changedTables[what];
    for (const { before, after } of list) {
      if (before === null && after.positionId !== undefined && made.has(after.positionId)) continue;
      sequence += 1;
      rows.push({
        authority_id: tx.authorityId,
        import_id: importId,
        sequence,
        table_name: table,
        row_id: after.id,
        before: before && kept(table, before),
        after: before
          ? kept(table, after)
          : { fingerprint: fingerprint(kept(table, after)), with: made.get(after.id) },
      });
      if (rows.length === CHANGES_AT_ONCE) await flush();
    }
  }
  if (rows.length > 0) await flush();
};

type Touched = { readonly id: string; readonly positionId?: string };

type ChangeRow = {
  import_id: string;
  table_name: string;
  row_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

const toChange = (row: ChangeRow): KeptChange => ({
  importId: row.import_id,
  table: row.table_name,
  rowId: row.row_id,
  before: row.before,
  after: row.after ?? {},
});

/** A change and, where it made a position, what was made with it. */
const withMade = (change: KeptChange): KeptChange[] => {
  const made = (change.after.with ?? {}) as MadeWith;
  return [
    change,
    ...Object.entries(made).flatMap(([table, ids]) =>
      Object.entries(ids).map(
        ([rowId, print]): KeptChange => ({
          importId: change.importId,
          table,
          rowId,
          before: null,
          after: { fingerprint: print },
        }),
      ),
    ),
  ];
};

/** What an import did, in the order it was done. */
export const loadChanges = async (tx: Scoped, importId: string): Promise<KeptChange[]> => {
  const rows = await tx.db
    .selectFrom('import_change')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('sequence')
    .execute();
  return rows.flatMap(row => withMade(toChange(row)));
};

/** What imports have done to some things. */
export const loadChangesOf = async (tx: Scoped, rowIds: readonly string[]): Promise<KeptChange[]> => {
  if (rowIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('import_change')
    .selectAll()
    .where('row_id', 'in', [...rowIds])
    .execute();
  return rows.map(toChange);
};

/** The columns somebody has chosen for files with these headings. */
export const loadMapping = async (tx: Scoped, hash: string): Promise<Partial<ColumnMapping> | null> => {
  const row = await tx.db
    .selectFrom('column_mapping')
    .select('mapping')
    .where('kind', '=', KIND)
    .where('header_hash', '=', hash)
    .executeTakeFirst();
  return row?.mapping ?? null;
};

export const saveMapping = async (
  tx: Scoped,
  hash: string,
  mapping: Partial<ColumnMapping>,
): Promise<void> => {
  const text = JSON.stringify(mapping);
  await tx.db
    .insertInto('column_mapping')
    .values({ authority_id: tx.authorityId, kind: KIND, header_hash: hash, mapping: text })
    .onConflict(conflict =>
      conflict.columns(['authority_id', 'kind', 'header_hash']).doUpdateSet({ mapping: text }),
    )
    .execute();
};

/** Removes things that an undone import had made. What points at them must be gone. */
export const removeRows = async (
  tx: Scoped,
  what: Exclude<keyof Changes, 'people'>,
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  const table = changedTables[what];
  const key = {
    needs: 'need_id',
    positions: 'position_id',
    appointments: 'appointment_id',
    assignments: 'assignment_id',
  }[what];
  await sql`delete from ${sql.table(table)} where ${sql.ref(key)} = any(${[...ids]}::uuid[])`.execute(tx.db);
};

/** The positions and assignments that have been followed up: what was said of them must keep standing on something. */
export const loadFollowedUp = async (tx: Scoped): Promise<ReadonlySet<string>> => {
  const rows = await tx.db.selectFrom('follow_up').select(['position_id', 'assignment_id']).execute();
  const evidence = await tx.db.selectFrom('evidence').select('assignment_id').execute();
  return new Set([
    ...rows.flatMap(row => [row.position_id, row.assignment_id]),
    ...evidence.map(row => row.assignment_id),
  ]);
};

/** Nothing of what somebody was called; told apart from a new person, of whom nothing stood before. */
const forgotten = sql`'{}'::jsonb`;

/**
 * Forgets what people were called before, in the imports that may no longer be undone: those undone already, and those made
 * before `day`. What was done to positions stays, and can be undone as before.
 */
export const forgetEarlierNames = async (tx: Scoped, day: Date): Promise<void> => {
  await sql`update import_change set before = ${forgotten}, after = ${forgotten}
    from import_run where import_run.authority_id = import_change.authority_id
      and import_run.import_id = import_change.import_id and import_change.table_name = ${changedTables.people}
      and import_change.before is not null and import_change.before <> ${forgotten}
      and (import_run.undone_at is not null or import_run.imported_at < ${day})`.execute(tx.db);
};
