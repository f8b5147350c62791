import { keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister, positionsOn } from '#app/positions/index.ts';
import { swedishDayOf } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import { loadFinalisedMoments } from './follow-up-store.ts';
import { type AreaFreshness, type FinalisedOn, freshnessByArea, freshnessOn } from './freshness.ts';
import { unitsOf } from './routine.ts';
import { loadRoutines } from './routine-store.ts';

/** Every day on which a follow-up was finalised, of which assignment. */
export const readFinalisedDays = (
  tx: Scoped,
): Promise<readonly (FinalisedOn & { readonly followUpId: string })[]> =>
  keepUntilNextEvent(tx, 'days when follow-ups were finalised', async () =>
    (await loadFinalisedMoments(tx)).map(({ at, ...rest }) => ({ ...rest, on: swedishDayOf(at) })),
  );

/** How fresh the follow-up of every assignment is on a day: those that somebody holds then and a decided routine is for, by area. */
export const readFreshness = async (tx: Scoped, on: IsoDate): Promise<AreaFreshness[]> => {
  const organisation = await loadOrganisation(tx, on);
  const routines = (await loadRoutines(tx)).filter(one => one.state === 'beslutad' && contains(one, on));
  const units = new Set(routines.flatMap(one => unitsOf(one, organisation).map(unit => unit.id)));
  const held = positionsOn(await loadRegister(tx), on).flatMap(
    ({ position, unitId, appointment, assignment }) =>
      appointment && assignment && units.has(unitId)
        ? [
            {
              ...{ assignmentId: assignment.id, positionId: position.id },
              ...{ unitId, holderId: appointment.personId },
            },
          ]
        : [],
  );
  return freshnessByArea(freshnessOn(held, await readFinalisedDays(tx), on), organisation);
};
