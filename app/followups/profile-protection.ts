import { isInGroup, type Judged, type Placed, type ProfileGroup, pointAtNobody } from './profile.ts';
import { ratingScopes } from './rating.ts';
import type { Judgement } from './rubric/rubric.ts';

/** How many assignments were said to be what. */
export type Counts<Value> = ReadonlyMap<Value, number>;

/** What may be shown of one thing that was said of assignments in one year, group by group. */
export type ShownGroups<Value> = {
  /** The counts of a group; null where they are hidden, for whatever reason. */
  readonly of: (group: ProfileGroup) => Counts<Value> | null;
};

const keyOf = ({ placeId, scope }: ProfileGroup): string => JSON.stringify([placeId, scope]);

const whole: ProfileGroup = { placeId: null, scope: null };

/** The largest place first, so that it is the smallest that is hidden to protect another; of two alike, by their ids. */
const placesOf = (said: readonly Placed[], idOf: (one: Placed) => string): string[] =>
  [...Map.groupBy(said, idOf)]
    .sort(([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1))
    .map(([id]) => id);

/**
 * Decides which groups may be shown, for one thing that was said of each assignment in one year: the judgements of a criterion, say.
 *
 * Assignments that stand in the same shown groups cannot be told apart by anybody who has all of it before them, whatever they add and
 * subtract: change the judgements of two of them and every shown number is what it was. So a group is shown only as long as every such
 * kind of assignment, among the shown and among what is left when they are taken away, is at least five that are not all judged alike. Then
 * each hidden group could have been judged otherwise, unless it would itself have been shown. That holds for areas, units and scopes at
 * once; it hides more than the least that would do, never less.
 *
 * What is seen first matters most: the authority, its areas, its scopes, then the units and the scopes below. A place is shown
 * only where what it stands in is.
 */
const shownTogether = <One extends Placed, Value>(
  said: readonly One[],
  sayOf: (one: One) => Value,
): ShownGroups<Value> => {
  const shown = new Map<string, Counts<Value>>();
  let kinds: (readonly One[])[] = said.length === 0 ? [] : [said];
  const show = (group: ProfileGroup): boolean => {
    if (shown.has(keyOf(group))) return true;
    const own = said.filter(one => isInGroup(one, group));
    const parted = kinds.flatMap(kind => [...Map.groupBy(kind, one => isInGroup(one, group)).values()]);
    if (own.length === 0 || !parted.every(kind => pointAtNobody(kind.map(sayOf)))) return false;
    kinds = parted;
    shown.set(keyOf(group), new Map([...Map.groupBy(own, sayOf)].map(([value, all]) => [value, all.length])));
    return true;
  };
  const showScopes = (placeId: string | null): void => {
    for (const scope of ratingScopes) show({ placeId, scope });
  };

  const isWholeShown = show(whole);
  let isDecided = !isWholeShown;
  /** Most readers ask for the whole alone, which is decided first; the rest is decided when somebody asks for it. */
  const decideBelow = (): void => {
    if (isDecided) return;
    isDecided = true;
    const areas = placesOf(said, one => one.areaId).filter(placeId => show({ placeId, scope: null }));
    showScopes(null);
    const units = areas.flatMap(areaId =>
      placesOf(
        said.filter(one => one.areaId === areaId),
        one => one.unitId,
      ).filter(placeId => show({ placeId, scope: null })),
    );
    for (const placeId of new Set([...areas, ...units])) showScopes(placeId);
  };
  return {
    of: group => {
      if (keyOf(group) !== keyOf(whole)) decideBelow();
      return shown.get(keyOf(group)) ?? null;
    },
  };
};

/**
 * The same where not all is told at once: what is told together is decided by itself and added, so that the difference between two days
 * says no more than either. What is hidden among those told later is left out of the counts.
 */
export const shownGroups = <One extends Placed, Value>(
  said: readonly One[],
  sayOf: (one: One) => Value,
): ShownGroups<Value> => {
  const apart = [...Map.groupBy(said, one => one.telling).values()].map(all => shownTogether(all, sayOf));
  return {
    of: group => {
      const shown = apart.flatMap(one => one.of(group) ?? []);
      if (shown.length === 0) return null;
      const sums = new Map<Value, number>();
      for (const [value, count] of shown.flatMap(counts => [...counts]))
        sums.set(value, (sums.get(value) ?? 0) + count);
      return sums;
    },
  };
};

/** What may be shown of every criterion of a year. */
export const shownByCriterion = (judged: readonly Judged[]): ReadonlyMap<string, ShownGroups<Judgement>> =>
  new Map(
    [...Map.groupBy(judged, one => one.code)].map(([code, all]) => [
      code,
      shownGroups(all, one => one.judgement),
    ]),
  );
