import { type Assignment, positionsOn, type Register, unitIdOn } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { subjectOf } from './reading.ts';

/**
 * What assignments are called where their positions are not named: by subject, and by the position's number too where another position at
 * the unit has the same subject, since the two would read alike.
 */
export const assignmentNames = (register: Register, on: IsoDate): ((assignmentId: string) => string) => {
  const positions = new Map(register.positions.map(one => [one.id, one]));
  const assignments = new Map(register.assignments.map(one => [one.id, one]));
  const keyOf = (unitId: string, assignment: Assignment) => `${unitId} ${subjectOf(assignment)}`;
  const held = new Map(
    [
      ...Map.groupBy(
        positionsOn(register, on).flatMap(({ position, unitId, assignment }) =>
          assignment ? [{ id: position.id, key: keyOf(unitId, assignment) }] : [],
        ),
        one => one.key,
      ),
    ].map(([key, all]) => [key, all.map(one => one.id)]),
  );
  return assignmentId => {
    const assignment = assignments.get(assignmentId);
    const position = assignment && positions.get(assignment.positionId);
    if (!position) return '';
    const alike = held.get(keyOf(unitIdOn(position, on), assignment)) ?? [];
    const subject = subjectOf(assignment);
    return alike.some(id => id !== position.id) ? `${subject} ${position.externalId}` : subject;
  };
};
