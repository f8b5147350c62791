import type { LeftBehind } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Register } from './position.ts';
import { groupName, type Structure } from './structures/structure.ts';
import { sv } from './sv.ts';

/** Positions, needs and subject groups that stand at the units after a day, the positions first: a unit that ends must not leave them behind. */
export const leftBehind = (
  { positions, needs, structures }: Register & { readonly structures: readonly Structure[] },
  unitIds: readonly string[],
  lastDay: IsoDate,
): LeftBehind[] => {
  const isAfter = (endsOn: IsoDate | null) => endsOn === null || endsOn > lastDay;
  const isThere = (one: { readonly unitId: string }) => unitIds.includes(one.unitId);
  return [
    ...positions
      .filter(position => isThere(position) && isAfter(position.endsOn))
      .map(position => ({
        text: sv.leftBehind.position(position),
        href: `/tjanster/${position.id}/andra`,
      })),
    ...needs
      .filter(need => isThere(need) && isAfter(need.endedOn))
      .map(need => ({ text: sv.leftBehind.need(need.title), href: `/tjanster/behov/${need.id}` })),
    // That a unit has none ends with the unit: there is nobody to say otherwise.
    ...structures
      .filter(one => one.kind === 'ämnesgrupp' && isThere(one) && isAfter(one.endsOn))
      .map(one => ({
        text: sv.leftBehind.structure(groupName(one)),
        href: `/tjanster/strukturer/${one.unitId}/${one.id}`,
      })),
  ];
};
