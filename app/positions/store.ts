import { sql } from 'kysely';
import { keepUntilNextEvent, type Scoped, type Tables, writeRows } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import type { AssignmentType } from './assignment-type.ts';
import type { EarlierUnit, Placed } from './placement.ts';
import type {
  Appointment,
  Assignment,
  CareerPosition,
  DevelopmentNeed,
  Funding,
  PositionKind,
  Register,
} from './position.ts';

/** The whole register of an authority, for all time. */
export const loadRegister = (tx: Scoped): Promise<Register> =>
  keepUntilNextEvent(tx, 'register', () => readRegister(tx));

/** Where things stood before they were moved, by what was moved; the first unit first. */
const readEarlierUnits = async <Key extends 'position_id' | 'need_id'>(
  tx: Scoped,
  table: `${string}_earlier_unit` & keyof Tables,
  key: Key,
): Promise<ReadonlyMap<string, readonly EarlierUnit[]>> => {
  const { rows } = await sql<{ id: string; unit_id: string; ends_on: IsoDate }>`
    select ${sql.ref(key)} as id, unit_id, ends_on from ${sql.table(table)} order by ends_on`.execute(tx.db);
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, all]) => [
      id,
      all.map(row => ({ unitId: row.unit_id, endsOn: row.ends_on })),
    ]),
  );
};

/** Where positions stand, and stood before: all that is needed to tell their units on a day, and no more of them than is asked for. */
export const loadPlacements = (
  tx: Scoped,
  positionIds: readonly string[],
): Promise<ReadonlyMap<string, Placed>> =>
  tx.readOnly
    ? keepUntilNextEvent(tx, 'placements', () => readPlacements(tx, null))
    : readPlacements(tx, positionIds);

const readPlacements = async (
  tx: Scoped,
  positionIds: readonly string[] | null,
): Promise<ReadonlyMap<string, Placed>> => {
  const all = tx.db
    .selectFrom('career_position as position')
    .leftJoin('career_position_earlier_unit as earlier', join =>
      join
        .onRef('earlier.authority_id', '=', 'position.authority_id')
        .onRef('earlier.position_id', '=', 'position.position_id'),
    )
    .select(['position.position_id', 'position.unit_id', 'earlier.unit_id as earlier_id', 'earlier.ends_on'])
    .orderBy('earlier.ends_on');
  const rows = await (positionIds === null
    ? all
    : all.where('position.position_id', 'in', [...new Set(positionIds)])
  ).execute();
  return new Map(
    [...Map.groupBy(rows, row => row.position_id)].map(([id, own]) => [
      id,
      {
        unitId: own[0]?.unit_id ?? '',
        earlierUnits: own.flatMap(({ earlier_id, ends_on }) =>
          earlier_id === null || ends_on === null ? [] : [{ unitId: earlier_id, endsOn: ends_on }],
        ),
      },
    ]),
  );
};

/** Writes where things stood before; what was written of them is replaced. */
const saveEarlierUnits = async (
  tx: Scoped,
  table: `${string}_earlier_unit` & keyof Tables,
  key: 'position_id' | 'need_id',
  things: readonly (Placed & { readonly id: string })[],
): Promise<void> => {
  const ids = things.map(({ id }) => id);
  await sql`delete from ${sql.table(table)} where ${sql.ref(key)} = any(${ids}::uuid[])`.execute(tx.db);
  const rows = things.flatMap(({ id, earlierUnits }) =>
    earlierUnits.map(({ unitId, endsOn }) => ({
      ...{ authority_id: tx.authorityId, [key]: id, ends_on: endsOn, unit_id: unitId },
    })),
  );
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)} (authority_id, ${sql.ref(key)}, ends_on, unit_id)
    select authority_id, ${sql.ref(key)}, ends_on, unit_id
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(tx.db);
};

const readRegister = async (tx: Scoped): Promise<Register> => {
  const positions = await tx.db.selectFrom('career_position').selectAll().orderBy('external_id').execute();
  const appointments = await tx.db.selectFrom('appointment').selectAll().orderBy('starts_on').execute();
  const assignments = await tx.db.selectFrom('assignment').selectAll().orderBy('starts_on').execute();
  const needs = await tx.db.selectFrom('development_need').selectAll().orderBy('identified_on').execute();
  const positionsBefore = await readEarlierUnits(tx, 'career_position_earlier_unit', 'position_id');
  const needsBefore = await readEarlierUnits(tx, 'development_need_earlier_unit', 'need_id');
  return {
    positions: positions.map(
      (row): CareerPosition => ({
        id: row.position_id,
        externalId: row.external_id,
        kind: row.kind as PositionKind,
        unitId: row.unit_id,
        earlierUnits: positionsBefore.get(row.position_id) ?? [],
        funding: row.funding as Funding,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        version: row.version,
      }),
    ),
    appointments: appointments.map(
      (row): Appointment => ({
        id: row.appointment_id,
        positionId: row.position_id,
        personId: row.person_id,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        version: row.version,
      }),
    ),
    assignments: assignments.map(
      (row): Assignment => ({
        id: row.assignment_id,
        positionId: row.position_id,
        type: row.type as AssignmentType,
        secondaryTypes: row.secondary_types as AssignmentType[],
        title: row.title,
        needId: row.need_id,
        targetGroup: row.target_group,
        plannedShare: row.planned_share,
        crossSubject: row.cross_subject,
        subjects: row.subjects,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        version: row.version,
      }),
    ),
    needs: needs.map(
      (row): DevelopmentNeed => ({
        id: row.need_id,
        unitId: row.unit_id,
        earlierUnits: needsBefore.get(row.need_id) ?? [],
        title: row.title,
        source: row.source,
        identifiedOn: row.identified_on,
        endedOn: row.ended_on,
        version: row.version,
      }),
    ),
  };
};

/**
 * One writer of the register at a time, until the transaction ends. What is checked against the register then still
 * holds when it is written.
 */
export const lockRegister = async (tx: Scoped): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${tx.authorityId}`}, 0))`.execute(
    tx.db,
  );
};

export const savePositions = async (tx: Scoped, positions: readonly CareerPosition[]): Promise<void> => {
  await writeRows(
    tx,
    'career_position',
    'position_id',
    positions.map(position => ({
      position_id: position.id,
      external_id: position.externalId,
      kind: position.kind,
      unit_id: position.unitId,
      funding: position.funding,
      starts_on: position.startsOn,
      ends_on: position.endsOn,
      version: position.version,
    })),
  );
  await saveEarlierUnits(tx, 'career_position_earlier_unit', 'position_id', positions);
};

export const saveAppointments = (tx: Scoped, appointments: readonly Appointment[]): Promise<void> =>
  writeRows(
    tx,
    'appointment',
    'appointment_id',
    appointments.map(appointment => ({
      appointment_id: appointment.id,
      position_id: appointment.positionId,
      person_id: appointment.personId,
      starts_on: appointment.startsOn,
      ends_on: appointment.endsOn,
      version: appointment.version,
    })),
  );

export const saveAssignments = (tx: Scoped, assignments: readonly Assignment[]): Promise<void> =>
  writeRows(
    tx,
    'assignment',
    'assignment_id',
    assignments.map(assignment => ({
      assignment_id: assignment.id,
      position_id: assignment.positionId,
      type: assignment.type,
      secondary_types: assignment.secondaryTypes,
      title: assignment.title,
      need_id: assignment.needId,
      target_group: assignment.targetGroup,
      planned_share: assignment.plannedShare,
      cross_subject: assignment.crossSubject,
      subjects: assignment.subjects,
      starts_on: assignment.startsOn,
      ends_on: assignment.endsOn,
      version: assignment.version,
    })),
  );

export const saveNeeds = async (tx: Scoped, needs: readonly DevelopmentNeed[]): Promise<void> => {
  await writeRows(
    tx,
    'development_need',
    'need_id',
    needs.map(need => ({
      need_id: need.id,
      unit_id: need.unitId,
      title: need.title,
      source: need.source,
      identified_on: need.identifiedOn,
      ended_on: need.endedOn,
      version: need.version,
    })),
  );
  await saveEarlierUnits(tx, 'development_need_earlier_unit', 'need_id', needs);
};

/** What an authority calls a subject that is not in the common list, in Swedish order. */
export const loadLocalSubjects = async (tx: Scoped): Promise<string[]> => {
  const rows = await tx.db.selectFrom('local_subject').select('name').execute();
  return rows.map(row => row.name).sort(compareSwedish);
};

export const saveLocalSubject = async (tx: Scoped, name: string): Promise<void> => {
  await tx.db
    .insertInto('local_subject')
    .values({ authority_id: tx.authorityId, name })
    .onConflict(conflict => conflict.columns(['authority_id', 'name']).doNothing())
    .execute();
};

export const removeLocalSubject = async (tx: Scoped, name: string): Promise<void> => {
  await tx.db.deleteFrom('local_subject').where('name', '=', name).execute();
};
