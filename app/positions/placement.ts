import { addDays, type IsoDate } from '#app/shared/date.ts';
import { overlaps, type Period } from '#app/shared/period.ts';

/** Tidigare enhet: where something stood until a day. */
export type EarlierUnit = { readonly unitId: string; readonly endsOn: IsoDate };

/** What stands at one unit at a time, and may be moved to another from a day on. */
export type Placed = {
  /** Where it stands since it was last moved, or has stood all along. */
  readonly unitId: string;
  /** Where it stood before, the first unit first. */
  readonly earlierUnits: readonly EarlierUnit[];
};

/** The unit at which it stands on a day. Days before it began and after it ended are not known here. */
export const unitIdOn = ({ unitId, earlierUnits }: Placed, on: IsoDate): string =>
  earlierUnits.find(({ endsOn }) => endsOn >= on)?.unitId ?? unitId;

/** A stretch of time at one unit. */
type Stretch = Period & { readonly unitId: string };

/** Where it stands from its first day to its last, stretch by stretch. Units where it has no day in between are left out. */
export const stretchesOf = ({ unitId, earlierUnits }: Placed, { startsOn, endsOn }: Period): Stretch[] => {
  const stretches: Stretch[] = [];
  let from = startsOn;
  for (const earlier of earlierUnits) {
    if (earlier.endsOn < from || (endsOn !== null && from > endsOn)) continue;
    const until = endsOn !== null && endsOn < earlier.endsOn ? endsOn : earlier.endsOn;
    stretches.push({ unitId: earlier.unitId, startsOn: from, endsOn: until });
    from = addDays(until, 1);
  }
  if (endsOn === null || from <= endsOn) stretches.push({ unitId, startsOn: from, endsOn });
  return stretches;
};

/** Whether it stands at a unit some day of its own period, and of another one. */
export const standsAt = (
  placed: Placed,
  own: Period,
  unitId: string,
  within: Period = { startsOn: own.startsOn, endsOn: null },
): boolean =>
  stretchesOf(placed, own).some(stretch => stretch.unitId === unitId && overlaps(stretch, within));

/** The stretches as what stands at a unit; two at the same unit that follow on each other are one. */
const placedBy = (stretches: readonly Stretch[]): Placed => {
  const joined: { unitId: string; endsOn: IsoDate | null }[] = [];
  for (const { unitId, endsOn } of stretches) {
    const last = joined.at(-1);
    if (last?.unitId === unitId) last.endsOn = endsOn;
    else joined.push({ unitId, endsOn });
  }
  return {
    unitId: joined.at(-1)?.unitId ?? '',
    earlierUnits: joined.slice(0, -1).map(({ unitId, endsOn }) => ({ unitId, endsOn: endsOn ?? '' })),
  };
};

/** Its first day at the unit where it stands last; null when it has never been moved. */
export const placedSince = ({ earlierUnits }: Placed): IsoDate | null => {
  const last = earlierUnits.at(-1);
  return last === undefined ? null : addDays(last.endsOn, 1);
};

/**
 * Where it stands when it is moved to a unit from a day on. What held before that day holds still; moves that were to come give way to
 * this one. On or before its first day nothing was before: then it has stood at the unit all along.
 */
export const movedTo = (placed: Placed, unitId: string, on: IsoDate, { startsOn }: Period): Placed => {
  const before = on <= startsOn ? [] : stretchesOf(placed, { startsOn, endsOn: addDays(on, -1) });
  return placedBy([...before, { unitId, startsOn: on, endsOn: null }]);
};

/** Where it stands when its first and last day are these: only units where it has a day. */
export const placedWithin = (placed: Placed, period: Period): Placed => placedBy(stretchesOf(placed, period));

/** Where it stands when another unit takes over from some units on a day: at the heir where it would have stood at any of them. */
export const takenOver = (
  placed: Placed,
  period: Period,
  unitIds: readonly string[],
  heirId: string,
  on: IsoDate,
): Placed =>
  placedBy(
    stretchesOf(placed, period).flatMap(stretch => {
      if (!unitIds.includes(stretch.unitId) || (stretch.endsOn !== null && stretch.endsOn < on))
        return [stretch];
      const taken = { ...stretch, unitId: heirId };
      return stretch.startsOn >= on
        ? [taken]
        : [
            { ...stretch, endsOn: addDays(on, -1) },
            { ...taken, startsOn: on },
          ];
    }),
  );
