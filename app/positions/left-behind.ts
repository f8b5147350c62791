import type { LeftBehind } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Register } from './position.ts';
import { sv } from './sv.ts';

/** Positions and needs that stand at the units after a day, the positions first: a unit that ends must not leave them behind. */
export const leftBehind = (
  register: Register,
  unitIds: readonly string[],
  lastDay: IsoDate,
): LeftBehind[] => {
  const isAfter = (endsOn: IsoDate | null) => endsOn === null || endsOn > lastDay;
  const isThere = (one: { readonly unitId: string }) => unitIds.includes(one.unitId);
  return [
    ...register.positions
      .filter(position => isThere(position) && isAfter(position.endsOn))
      .map(position => ({
        text: sv.leftBehind.position(position),
        href: `/tjanster/${position.id}/andra`,
      })),
    ...register.needs
      .filter(need => isThere(need) && isAfter(need.endedOn))
      .map(need => ({ text: sv.leftBehind.need(need.title), href: `/tjanster/behov/${need.id}` })),
  ];
};
