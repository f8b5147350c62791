import type { Person } from '#app/access/index.ts';
import { OrganisationOn, teachingKinds, type Unit, type UnitOn } from '#app/organisation/index.ts';
import { contains } from '#app/shared/period.ts';
import { unitIdOn } from '../placement.ts';
import { type DevelopmentNeed, needPeriod, type PositionOn, positionsOn } from '../position.ts';
import { type Structure, structuresOn } from '../structures/structure.ts';
import { noStatistics, statisticsByUnit, type UnitStatistics } from './published.ts';
import { academicYearStart, type DistributionReading } from './reading.ts';

/** A position on a day, with where it stands and what is known of its holder for counting. */
export type PlacedPosition = PositionOn & {
  readonly place: Place;
  readonly gender: Person['gender'];
};

/** A unit where teaching is done or a position stands, with what stands there on the day. */
export type Place = {
  readonly unit: Pick<UnitOn, 'id' | 'name' | 'kind' | 'schoolUnitCode' | 'schoolForms' | 'yearLevels'>;
  /** False for a unit that does not exist that day but still has positions in the register. */
  readonly exists: boolean;
  /** School units and mother-tongue units; elsewhere there are no pupils to compare with. */
  readonly teaches: boolean;
  readonly statistics: UnitStatistics;
  readonly positions: readonly PlacedPosition[];
  readonly needs: readonly DevelopmentNeed[];
  readonly structures: readonly Structure[];
};

export type Places = {
  readonly organisation: OrganisationOn;
  /** In the order of the tree. */
  readonly places: readonly Place[];
};

const group = <Item>(items: readonly Item[], unitOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(unitOf(item));
    if (known) known.push(item);
    else groups.set(unitOf(item), [item]);
  }
  return groups;
};

const goneUnit = (units: readonly Unit[], unitId: string): Place['unit'] => {
  const unit = units.find(one => one.id === unitId);
  const version = unit?.versions.at(-1);
  return {
    id: unitId,
    name: version?.name ?? unitId,
    kind: unit?.kind ?? 'Skolenhet',
    schoolUnitCode: unit?.schoolUnitCode ?? null,
    schoolForms: version?.schoolForms ?? [],
    yearLevels: version?.yearLevels ?? [],
  };
};

/** Reads out, in one pass, what stands at each unit on the day of the reading. */
export const placesOf = (reading: DistributionReading): Places => {
  const organisation = new OrganisationOn(reading.units, reading.on);
  const statistics = statisticsByUnit(reading.published, academicYearStart(reading));
  const positions = group(positionsOn(reading.register, reading.on), one => one.unitId);
  const needs = group(
    reading.register.needs.filter(need => contains(needPeriod(need), reading.on)),
    need => unitIdOn(need, reading.on),
  );

  const structures = group(structuresOn(reading.structures, reading.on), one => one.unitId);

  const makePlace = (unit: Place['unit'], exists: boolean): Place => {
    const placed: PlacedPosition[] = [];
    const place: Place = {
      unit,
      exists,
      teaches: exists && teachingKinds.includes(unit.kind),
      statistics: statistics.get(unit.schoolUnitCode ?? '') ?? noStatistics,
      positions: placed,
      needs: needs.get(unit.id) ?? [],
      structures: structures.get(unit.id) ?? [],
    };
    for (const one of positions.get(unit.id) ?? []) {
      const gender = one.appointment ? (reading.genders.get(one.appointment.personId) ?? null) : null;
      placed.push({ ...one, place, gender });
    }
    return place;
  };

  const existing = organisation.all();
  const known = new Set(existing.map(unit => unit.id));
  const gone = [...positions.keys()].filter(unitId => !known.has(unitId));
  return {
    organisation,
    places: [
      ...existing
        .filter(unit => teachingKinds.includes(unit.kind) || positions.has(unit.id) || needs.has(unit.id))
        .map(unit => makePlace(unit, true)),
      ...gone.map(unitId => makePlace(goneUnit(reading.units, unitId), false)),
    ],
  };
};
