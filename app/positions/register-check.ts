import type { Unit } from '#app/organisation/index.ts';
import { encloses } from '#app/shared/period.ts';
import type { Appointment, Register } from './position.ts';
import { checkPosition, firstOverlap } from './rules.ts';

/**
 * Which of some positions break a rule of the register: a period outside the one that should enclose it, two holders or
 * two assignments at once, a person who holds two positions at once. Returns the ids of those that do.
 */
export const checkRegister = (
  register: Register,
  units: readonly Unit[],
  positionIds: ReadonlySet<string>,
): Set<string> => {
  const broken = new Set<string>();
  const unitById = new Map(units.map(unit => [unit.id, unit]));
  const appointments = Map.groupBy(register.appointments, one => one.positionId);
  const assignments = Map.groupBy(register.assignments, one => one.positionId);
  const heldBy = Map.groupBy(register.appointments, one => one.personId);
  const holdsTwo = (one: Appointment): boolean => {
    const held = heldBy.get(one.personId) ?? [];
    return held.length > 1 && firstOverlap(held) !== null;
  };
  for (const position of register.positions) {
    if (!positionIds.has(position.id)) continue;
    const holders = appointments.get(position.id) ?? [];
    const tasks = assignments.get(position.id) ?? [];
    const isWhole =
      checkPosition(position, id => unitById.get(id)).length === 0 &&
      [...holders, ...tasks].every(one => encloses(position, one)) &&
      firstOverlap(holders) === null &&
      firstOverlap(tasks) === null &&
      !holders.some(holdsTwo);
    if (!isWhole) broken.add(position.id);
  }
  return broken;
};
