import type { RoleHolding } from '#app/access/index.ts';
import type { OrganisationOn, UnitOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { isFor, type Routine, routineFor } from './routine.ts';

/** Why an assignment is not followed up: what its holder is told instead of a list that is empty. */
export type Without =
  | { readonly kind: 'inget uppdrag' | 'ingen rutin'; readonly unit: UnitOn }
  | { readonly kind: 'kommande rutin' | 'ingen omgång'; readonly unit: UnitOn; readonly routine: Routine };

/** Why the position that somebody holds at a unit gives no follow-up as it stands on a day. */
export const withoutFollowUp = (
  { unit, hasAssignment }: { readonly unit: UnitOn; readonly hasAssignment: boolean },
  routines: readonly Routine[],
  organisation: OrganisationOn,
  today: IsoDate,
): Without => {
  if (!hasAssignment) return { kind: 'inget uppdrag', unit };
  const routine = routineFor(routines, unit, organisation, today);
  if (routine) return { kind: 'ingen omgång', unit, routine };
  const coming = routines
    .filter(one => one.state === 'beslutad' && one.startsOn > today && isFor(one, unit, organisation))
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0];
  return coming ? { kind: 'kommande rutin', unit, routine: coming } : { kind: 'ingen rutin', unit };
};

/** Those to ask: the principal at the unit or nearest above it, and whoever leads the development, nearest likewise. */
export const askedAbout = (
  unitId: string,
  holdings: readonly RoleHolding[],
  organisation: OrganisationOn,
): Readonly<Record<'rektor' | 'utvecklingsledare', readonly string[]>> => {
  const up = organisation.upFrom(unitId).map(unit => unit.id);
  const nearest = (role: RoleHolding['role']): readonly string[] => {
    const held = holdings.filter(one => one.role === role);
    const at = up.find(id => held.some(one => one.unitId === id));
    return [...new Set(held.filter(one => one.unitId === at).map(one => one.personId))];
  };
  return { rektor: nearest('rektor'), utvecklingsledare: nearest('utvecklingsledare') };
};
