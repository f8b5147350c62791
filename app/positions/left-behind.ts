import type { LeftBehind } from '#app/organisation/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import type { Period } from '#app/shared/period.ts';
import { type Placed, standsAt } from './placement.ts';
import { needPeriod, type Register } from './position.ts';
import { groupName, type Structure } from './structures/structure.ts';
import { sv } from './sv.ts';

/** What the register keeps at units. */
export type Kept = Register & { readonly structures: readonly Structure[] };

/** Positions, needs and subject groups that stand at the units after a day, the positions first: a unit that ends must not leave them behind. */
export const leftBehind = (
  { positions, needs, structures }: Kept,
  unitIds: readonly string[],
  lastDay: IsoDate,
): LeftBehind[] => {
  const after = { startsOn: addDays(lastDay, 1), endsOn: null };
  const isLeft = (one: Placed, period: Period) =>
    unitIds.some(unitId => standsAt(one, period, unitId, after));
  return [
    ...positions
      .filter(position => isLeft(position, position))
      .map(position => ({
        key: position.id,
        text: sv.leftBehind.position(position),
        href: `/tjanster/${position.id}/andra`,
      })),
    ...needs
      .filter(need => isLeft(need, needPeriod(need)))
      .map(need => ({
        key: need.id,
        text: sv.leftBehind.need(need.title),
        href: `/tjanster/behov/${need.id}`,
      })),
    // That a unit has none ends with the unit: there is nobody to say otherwise.
    ...structures
      .filter(one => one.kind === 'ämnesgrupp' && isLeft({ ...one, earlierUnits: [] }, one))
      .map(one => ({
        key: one.id,
        text: sv.leftBehind.structure(groupName(one)),
        href: `/tjanster/strukturer/${one.unitId}/${one.id}`,
      })),
  ];
};
