import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears, type Unit } from '#app/organisation/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import { standsAt } from '../placement.ts';
import { type CareerPosition, positionsOn } from '../position.ts';
import { readRegister } from '../reading.ts';
import type { SubjectCatalogue } from '../subject.ts';
import { groupName, meetingText, type Structure, structuresOn } from './structure.ts';
import { loadStructures } from './structure-store.ts';
import { sv } from './sv.ts';

/** A unit with what it has for its teachers, on a day. */
export type UnitStructures = {
  readonly unit: Unit;
  readonly unitName: string;
  readonly on: IsoDate;
  readonly yearStart: number;
  readonly yearStartsOn: IsoDate;
  readonly now: readonly Structure[];
  /** What has ended, or has not begun, the latest first. */
  readonly other: readonly Structure[];
  readonly positions: ReadonlyMap<string, CareerPosition>;
  /** The positions that may lead a group: those of the unit in the academic year or later, with what their assignment is. */
  readonly leaders: readonly { readonly position: CareerPosition; readonly title: string }[];
  readonly catalogue: SubjectCatalogue;
};

/** Null when there is no such unit, or it does not exist on the day. */
export const readUnitStructures = async (
  tx: Scoped,
  unitId: string,
  on: IsoDate,
): Promise<UnitStructures | null> => {
  const { register, organisation, units, catalogue } = await readRegister(tx, on);
  const unit = units.get(unitId);
  const found = organisation.find(unitId);
  if (!unit || !found) return null;
  const year = academicYearOf(on, await loadAcademicYears(tx));
  const own = (await loadStructures(tx)).filter(one => one.unitId === unitId);
  const tasks = new Map(positionsOn(register, on).map(one => [one.position.id, one.assignment?.title ?? '']));
  return {
    ...{ unit, unitName: found.name, on, catalogue },
    ...{ yearStart: year.startYear, yearStartsOn: year.startsOn },
    now: [...structuresOn(own, on)].sort((a, b) => compareSwedish(groupName(a), groupName(b))),
    other: own.filter(one => !contains(one, on)).reverse(),
    positions: new Map(register.positions.map(one => [one.id, one])),
    leaders: register.positions
      .filter(one => standsAt(one, one, unitId, { startsOn: year.startsOn, endsOn: null }))
      .map(position => ({ position, title: tasks.get(position.id) ?? '' })),
  };
};

/** What stands of a unit's groups on a day, one line each, and the page it stands on. */
export type KnownStructures = { readonly lines: readonly string[]; readonly href: string };

export const readKnownStructures = async (
  tx: Scoped,
  unitId: string,
  on: IsoDate,
): Promise<KnownStructures> => {
  const now = structuresOn(await loadStructures(tx), on).filter(one => one.unitId === unitId);
  return {
    href: `/tjanster/strukturer/${unitId}?datum=${on}`,
    lines: now.map(one =>
      one.kind === 'inga strukturer' ? sv.none : sv.line(groupName(one), meetingText(one), one.inPost),
    ),
  };
};
