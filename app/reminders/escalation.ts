import type { Role, RoleHolding } from '#app/access/index.ts';
import type { LateFollowUp, Party } from '#app/followups/index.ts';
import type { OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { chiefCall } from './timing.ts';

/** Who is the nearest chief of each party, the nearest role first. */
const chiefRoles: Readonly<Record<Party, readonly Role[]>> = {
  innehavare: ['rektor'],
  rektor: ['verksamhetschef', 'förvaltningschef'],
};

/** Those who hold one of the roles at the unit, or nearest above it; never somebody who is late themself. */
const nearest = (
  roles: readonly Role[],
  unitId: string,
  holdings: readonly RoleHolding[],
  organisation: OrganisationOn,
  apart: ReadonlySet<string>,
): readonly string[] => {
  for (const role of roles) {
    for (const unit of organisation.heirsOf(unitId).flatMap(heir => organisation.upFrom(heir.id))) {
      const found = holdings.filter(
        one => one.role === role && one.unitId === unit.id && !apart.has(one.personId),
      );
      if (found.length > 0) return [...new Set(found.map(one => one.personId))];
    }
  }
  // The administration stands beside some units and not over them; its chief is chief of them all the same.
  const last = roles.at(-1);
  return last === 'förvaltningschef'
    ? [
        ...new Set(
          holdings.filter(one => one.role === last && !apart.has(one.personId)).map(one => one.personId),
        ),
      ]
    : [];
};

/** What a chief is told: that something is late at a unit, and how much. Not what, not whose, not by whom. */
export type LateAtUnit = {
  readonly unitId: string;
  readonly count: number;
  readonly calls: readonly IsoDate[];
};

/** What each chief is to be told of today, by person. `holdings` are those of today. */
export const lateByChief = (
  late: readonly LateFollowUp[],
  holdings: readonly RoleHolding[],
  organisation: OrganisationOn,
  today: IsoDate,
): ReadonlyMap<string, readonly LateAtUnit[]> => {
  const found = new Map<string, Map<string, LateAtUnit>>();
  for (const one of late) {
    const call = chiefCall(one.dueOn);
    if (call > today) continue;
    const principals = new Set(nearest(['rektor'], one.unitId, holdings, organisation, new Set()));
    const chiefs = new Set(
      one.waitsFor.flatMap(party =>
        nearest(
          chiefRoles[party],
          one.unitId,
          holdings,
          organisation,
          party === 'rektor' ? principals : new Set(),
        ),
      ),
    );
    for (const personId of chiefs) {
      const units = found.get(personId) ?? new Map<string, LateAtUnit>();
      const known = units.get(one.unitId);
      units.set(one.unitId, {
        unitId: one.unitId,
        count: (known?.count ?? 0) + 1,
        calls: [...(known?.calls ?? []), call],
      });
      found.set(personId, units);
    }
  }
  return new Map([...found].map(([personId, units]) => [personId, [...units.values()]]));
};
