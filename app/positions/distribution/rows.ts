import type { UnitOn } from '#app/organisation/index.ts';
import type { Distribution } from './distribution.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';

/** A row of a table: one part of what is looked at. The rows of a table never overlap, so their numbers add up. */
export type PartRow = {
  readonly name: string;
  readonly scope: Scope;
  /** The places it covers. */
  readonly places: readonly Place[];
  /** There are units under it to go on to. */
  readonly isArea: boolean;
};

/** So many rows a reader can take in; more are shown area by area. */
export const MOST_UNITS = 60;

const within = (scope: Scope, unitId: string): Scope => ({ ...scope, unitId });

/** One row for each unit where teaching is done or positions stand. */
export const unitRows = (distribution: Distribution, scope: Scope): readonly PartRow[] =>
  distribution.placesIn(scope).map(place => {
    const own = within(scope, place.unit.id);
    const hasUnder = distribution.placesIn(own).length > 1;
    return {
      name: place.unit.name,
      scope: hasUnder ? { ...own, directly: true } : own,
      places: [place],
      isArea: false,
    };
  });

/** The units next below, past levels that hold only one: there is nothing to compare on them. */
const unitsBelow = (distribution: Distribution, scope: Scope): readonly UnitOn[] => {
  const { organisation } = distribution;
  let parent = scope.unitId ?? organisation.root?.id ?? null;
  while (parent !== null) {
    const children = organisation
      .childrenOf(parent)
      .filter(unit => distribution.placesIn(within(scope, unit.id)).length > 0);
    const [only, ...others] = children;
    const standsHere = distribution.place(parent) !== undefined;
    if (!only || others.length > 0 || standsHere) return children;
    if (organisation.childrenOf(only.id).length === 0) return children;
    parent = only.id;
  }
  return [];
};

/** One row for each area next below, and for each unit that stands in none of them. */
export const areaRows = (distribution: Distribution, scope: Scope): readonly PartRow[] => {
  const areas = unitsBelow(distribution, scope).map((unit): PartRow => {
    const own = within(scope, unit.id);
    const places = distribution.placesIn(own);
    return {
      name: unit.name,
      scope: own,
      places,
      isArea: distribution.organisation.childrenOf(unit.id).length > 0,
    };
  });
  const covered = new Set(areas.flatMap(area => area.places));
  return [
    ...areas,
    ...unitRows(distribution, scope).filter(row => row.places.every(one => !covered.has(one))),
  ];
};

/** Units while they can be taken in at once, else areas. */
export const partRows = (distribution: Distribution, scope: Scope): readonly PartRow[] =>
  distribution.placesIn(scope).length <= MOST_UNITS
    ? unitRows(distribution, scope)
    : areaRows(distribution, scope);
