import { keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import type { AssignmentType } from './assignment-type.ts';
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

const readRegister = async (tx: Scoped): Promise<Register> => {
  const positions = await tx.db.selectFrom('career_position').selectAll().orderBy('external_id').execute();
  const appointments = await tx.db.selectFrom('appointment').selectAll().orderBy('starts_on').execute();
  const assignments = await tx.db.selectFrom('assignment').selectAll().orderBy('starts_on').execute();
  const needs = await tx.db.selectFrom('development_need').selectAll().orderBy('identified_on').execute();
  return {
    positions: positions.map(
      (row): CareerPosition => ({
        id: row.position_id,
        externalId: row.external_id,
        kind: row.kind as PositionKind,
        unitId: row.unit_id,
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
        title: row.title,
        source: row.source,
        identifiedOn: row.identified_on,
        endedOn: row.ended_on,
        version: row.version,
      }),
    ),
  };
};
