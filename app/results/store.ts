import { type Selectable, sql } from 'kysely';
import type { Scoped, Tables } from '#app/database/index.ts';
import type { Semester } from '#app/shared/academic-year.ts';
import type { Cell, CellGroup, PriorSums } from './cell.ts';
import type { StandingDelivery } from './decision.ts';
import {
  type Delivery,
  type DeliveryScope,
  type ReceivedDelivery,
  scopeText,
  type WithdrawalReason,
} from './delivery.ts';
import type { GradeScaleId } from './grade-scale.ts';
import type { DeliveryKind } from './kind.ts';
import type { Measure } from './measure.ts';
import type { ColumnChoice } from './reading.ts';

type DeliveryRow = Selectable<Tables['result_delivery']>;

const semesterOf = (written: string): Semester | null => (written === '' ? null : (written as Semester));

const toReceived = (row: DeliveryRow): ReceivedDelivery => ({
  id: row.delivery_id,
  scope: {
    kind: row.kind as DeliveryKind,
    schoolUnitCode: row.school_unit_code,
    academicYear: row.academic_year,
    semester: semesterOf(row.semester),
  },
  scale: row.scale as GradeScaleId,
  state: row.is_current ? 'gäller' : row.withdrawn_because === null ? 'ersatt' : 'återkallad',
  version: row.version,
  fingerprint: row.fingerprint,
  rows: row.row_count,
  pupils: row.pupil_count,
  linkedPupils: row.linked_count,
  cellCount: row.cell_count,
  notices: row.notices,
  receivedAt: row.received_at,
  receivedBy: row.received_by,
  replacedAt: row.replaced_at,
  withdrawn:
    row.withdrawn_because === null
      ? null
      : { because: row.withdrawn_because as WithdrawalReason, by: row.withdrawn_by },
  disposedAt: row.disposed_at,
});

/** One delivery of a scope at a time, until the transaction ends. Scopes are taken in order, so two of many never wait for each other. */
export const lockScopes = async (tx: Scoped, scopes: readonly DeliveryScope[]): Promise<void> => {
  const names = scopes.map(scope => `results ${tx.authorityId} ${scopeText(scope)}`).sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0))
    from unnest(${names}::text[]) with ordinality as lock(name, place) order by place`.execute(tx.db);
};

const ofScope = (tx: Scoped, scope: DeliveryScope) =>
  tx.db
    .selectFrom('result_delivery')
    .selectAll()
    .where('kind', '=', scope.kind)
    .where('school_unit_code', '=', scope.schoolUnitCode)
    .where('academic_year', '=', scope.academicYear)
    .where('semester', '=', scope.semester ?? '');

/** The deliveries in force of some kinds, as far as a new one is weighed against them. */
export const loadStanding = async (
  tx: Scoped,
  kinds: readonly DeliveryKind[],
): Promise<StandingDelivery[]> => {
  if (kinds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('result_delivery')
    .selectAll()
    .where('is_current', '=', true)
    .where('kind', 'in', [...kinds])
    .orderBy('academic_year', 'desc')
    .orderBy('delivery_id')
    .execute();
  const subjects = await tx.db
    .selectFrom('result_cell as cell')
    .innerJoin('result_delivery as delivery', join =>
      join
        .onRef('delivery.authority_id', '=', 'cell.authority_id')
        .onRef('delivery.delivery_id', '=', 'cell.delivery_id'),
    )
    .select(['cell.delivery_id', 'cell.subject'])
    .distinct()
    .where('delivery.is_current', '=', true)
    .where('delivery.kind', 'in', [...kinds])
    .orderBy('cell.subject')
    .execute();
  const subjectsOf = Map.groupBy(subjects, ({ delivery_id }) => delivery_id);
  return rows.map(toReceived).map(({ id, scope, version, fingerprint, pupils, rows: rowCount }) => ({
    ...{ id, scope, version, fingerprint, pupils, rows: rowCount },
    subjects: (subjectsOf.get(id) ?? []).map(({ subject }) => subject),
  }));
};

/** The latest version that there has been of each scope of some kinds, whatever its state, by `scopeText`. */
export const loadLatestVersions = async (
  tx: Scoped,
  kinds: readonly DeliveryKind[],
): Promise<Map<string, number>> => {
  if (kinds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('result_delivery')
    .selectAll()
    .where('kind', 'in', [...kinds])
    .orderBy('version')
    .execute();
  return new Map(rows.map(toReceived).map(({ scope, version }) => [scopeText(scope), version]));
};

/** Lets a delivery hold no more, without another in its place. */
export const withdraw = async (tx: Scoped, deliveryId: string, because: WithdrawalReason): Promise<void> => {
  await tx.db
    .updateTable('result_delivery')
    .set({
      ...{ is_current: false, replaced_at: tx.now },
      ...{ withdrawn_because: because, withdrawn_by: tx.personId },
    })
    .where('delivery_id', '=', deliveryId)
    .execute();
};

/** Every delivery of a scope, latest first. */
export const loadHistory = async (tx: Scoped, scope: DeliveryScope): Promise<ReceivedDelivery[]> =>
  (await ofScope(tx, scope).orderBy('version', 'desc').execute()).map(toReceived);

export const findDelivery = async (tx: Scoped, deliveryId: string): Promise<ReceivedDelivery | null> => {
  const row = await tx.db
    .selectFrom('result_delivery')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  return row ? toReceived(row) : null;
};

/** Deliveries, latest academic year first; those that are replaced only when asked for. */
export const loadDeliveries = async (
  tx: Scoped,
  { withHistory = false }: { readonly withHistory?: boolean } = {},
): Promise<ReceivedDelivery[]> => {
  let query = tx.db.selectFrom('result_delivery').selectAll();
  if (!withHistory) query = query.where('is_current', '=', true);
  const rows = await query
    .orderBy('academic_year', 'desc')
    .orderBy('kind')
    .orderBy('school_unit_code')
    .orderBy('semester')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toReceived);
};

const CELLS_AT_ONCE = 5_000;
const DELIVERIES_AT_ONCE = 200;

/** A delivery that is to take its place, under an id of its own. */
export type SavingInput = {
  readonly id: string;
  readonly delivery: Delivery;
  readonly version: number;
  readonly fingerprint: string;
  /** The delivery in force until now; a second one in force is refused by the database. */
  readonly replaces: string | null;
};

const deliveryRow = (tx: Scoped, { id, delivery, version, fingerprint }: SavingInput) => ({
  authority_id: tx.authorityId,
  delivery_id: id,
  kind: delivery.scope.kind,
  school_unit_code: delivery.scope.schoolUnitCode,
  academic_year: delivery.scope.academicYear,
  semester: delivery.scope.semester ?? '',
  version,
  is_current: true,
  fingerprint,
  scale: delivery.scale,
  row_count: delivery.rows,
  pupil_count: delivery.pupils,
  linked_count: delivery.linkedPupils,
  cell_count: delivery.cells.length,
  notices: JSON.stringify(delivery.notices),
  received_at: tx.now,
  received_by: tx.personId,
  replaced_at: null,
  disposed_at: null,
  withdrawn_because: null,
  withdrawn_by: null,
});

const cellRows = (tx: Scoped, { id, delivery }: SavingInput) =>
  delivery.cells.map((cell, at) => ({
    authority_id: tx.authorityId,
    delivery_id: id,
    cell_number: at + 1,
    subject: cell.subject,
    level: cell.level,
    measure: cell.measure,
    group_name: cell.group,
    n: cell.n,
    sum: cell.sum,
    sum_squares: cell.sumSquares,
    histogram: cell.histogram,
    missing: cell.missing,
    prior: cell.prior,
    teachers: cell.teachers,
    largest_class: cell.largestClass,
  }));

/** Writes deliveries with their cells in the place of those in force. */
export const saveDeliveries = async (
  tx: Scoped,
  saving: readonly SavingInput[],
): Promise<ReceivedDelivery[]> => {
  if (saving.length === 0) return [];
  const replaced = saving.flatMap(({ replaces }) => (replaces === null ? [] : [replaces]));
  if (replaced.length > 0)
    await tx.db
      .updateTable('result_delivery')
      .set({ is_current: false, replaced_at: tx.now })
      .where('delivery_id', 'in', replaced)
      .execute();
  const received: ReceivedDelivery[] = [];
  for (let from = 0; from < saving.length; from += DELIVERIES_AT_ONCE) {
    const rows = await tx.db
      .insertInto('result_delivery')
      .values(saving.slice(from, from + DELIVERIES_AT_ONCE).map(one => deliveryRow(tx, one)))
      .returningAll()
      .execute();
    received.push(...rows.map(toReceived));
  }
  const cells = saving.flatMap(one => cellRows(tx, one));
  for (let from = 0; from < cells.length; from += CELLS_AT_ONCE) {
    const chunk = JSON.stringify(cells.slice(from, from + CELLS_AT_ONCE));
    await sql`insert into result_cell
      select * from json_populate_recordset(null::result_cell, ${chunk}::json)`.execute(tx.db);
  }
  return received;
};

/** Which cells are asked for; what is left out is any. */
export type CellQuestion = {
  readonly deliveryId?: string;
  readonly measures?: readonly Measure[];
  readonly schoolUnitCodes?: readonly string[];
  readonly subjects?: readonly string[];
  readonly levels?: readonly string[];
  readonly academicYears?: readonly number[];
  readonly groups?: readonly CellGroup[];
};

/** A cell as it is kept, with the delivery that it came in. */
export type KeptCell = Cell & {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
  readonly scale: GradeScaleId;
};

/** Cells of the deliveries in force, or of one delivery whatever its state. Personal data: show them only through suppression. */
export const loadCells = async (tx: Scoped, asked: CellQuestion = {}): Promise<KeptCell[]> => {
  let query = tx.db
    .selectFrom('result_cell as cell')
    .innerJoin('result_delivery as delivery', join =>
      join
        .onRef('delivery.authority_id', '=', 'cell.authority_id')
        .onRef('delivery.delivery_id', '=', 'cell.delivery_id'),
    )
    .selectAll('cell')
    .select(['delivery.kind', 'delivery.school_unit_code', 'delivery.academic_year'])
    .select(['delivery.semester', 'delivery.scale']);
  query =
    asked.deliveryId === undefined
      ? query.where('delivery.is_current', '=', true)
      : query.where('delivery.delivery_id', '=', asked.deliveryId);
  if (asked.measures) query = query.where('cell.measure', 'in', [...asked.measures]);
  if (asked.subjects) query = query.where('cell.subject', 'in', [...asked.subjects]);
  if (asked.levels) query = query.where('cell.level', 'in', [...asked.levels]);
  if (asked.groups) query = query.where('cell.group_name', 'in', [...asked.groups]);
  if (asked.schoolUnitCodes)
    query = query.where('delivery.school_unit_code', 'in', [...asked.schoolUnitCodes]);
  if (asked.academicYears) query = query.where('delivery.academic_year', 'in', [...asked.academicYears]);
  const rows = await query
    .orderBy('delivery.academic_year')
    .orderBy('delivery.school_unit_code')
    .orderBy('cell.delivery_id')
    .orderBy('cell.cell_number')
    .execute();
  return rows.map(row => ({
    deliveryId: row.delivery_id,
    kind: row.kind as DeliveryKind,
    scale: row.scale as GradeScaleId,
    schoolUnitCode: row.school_unit_code,
    subject: row.subject,
    level: row.level,
    academicYear: row.academic_year,
    semester: semesterOf(row.semester),
    measure: row.measure as Measure,
    group: row.group_name as CellGroup,
    n: row.n,
    sum: row.sum,
    sumSquares: row.sum_squares,
    histogram: row.histogram,
    missing: row.missing,
    prior: row.prior as PriorSums | null,
    teachers: row.teachers as Cell['teachers'],
    largestClass: row.largest_class,
  }));
};

/** Removes the cells of deliveries and notes when; that they were received is kept. */
export const disposeCells = async (tx: Scoped, deliveryIds: readonly string[]): Promise<void> => {
  if (deliveryIds.length === 0) return;
  await tx.db
    .deleteFrom('result_cell')
    .where('delivery_id', 'in', [...deliveryIds])
    .execute();
  await tx.db
    .updateTable('result_delivery')
    .set({ disposed_at: tx.now })
    .where('delivery_id', 'in', [...deliveryIds])
    .execute();
};

const choiceKind = (kind: DeliveryKind): string => `results ${kind}`;

/** How columns have been understood before, for files of a kind. */
export const loadChoices = async (tx: Scoped, kind: DeliveryKind): Promise<ColumnChoice[]> => {
  const rows = await tx.db
    .selectFrom('column_mapping')
    .selectAll()
    .where('kind', '=', choiceKind(kind))
    .execute();
  return rows.map(row => ({
    kind,
    headerHash: row.header_hash,
    columns: Object.fromEntries(Object.entries(row.mapping).map(([role, at]) => [role, Number(at)])),
  }));
};

export const saveChoices = async (tx: Scoped, choices: readonly ColumnChoice[]): Promise<void> => {
  for (const { kind, headerHash, columns } of choices) {
    const mapping = JSON.stringify(columns);
    await tx.db
      .insertInto('column_mapping')
      .values({ authority_id: tx.authorityId, kind: choiceKind(kind), header_hash: headerHash, mapping })
      .onConflict(conflict =>
        conflict.columns(['authority_id', 'kind', 'header_hash']).doUpdateSet({ mapping }),
      )
      .execute();
  }
};
