import type { OrganisationOn, Succession, Unit } from '#app/organisation/index.ts';

/**
 * The unit that governs the results of a school unit code on the day of the organisation: the unit itself, or the one that took it over.
 * Null, the whole authority, where nobody has: results of a school that is gone concern those who answer for all of it.
 */
export const governingUnit = (
  schoolUnitCode: string,
  units: readonly Unit[],
  successions: readonly Succession[],
  organisation: OrganisationOn,
): string | null => {
  const seen = new Set<string>();
  let unitId = units.find(unit => unit.schoolUnitCode === schoolUnitCode)?.id ?? null;
  while (unitId !== null && !organisation.find(unitId)) {
    seen.add(unitId);
    const left = unitId;
    const next = successions.find(({ predecessorId }) => predecessorId === left)?.successorId ?? null;
    unitId = next !== null && seen.has(next) ? null : next;
  }
  return unitId;
};
