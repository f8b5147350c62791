import { keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { loadUnits } from './store.ts';
import { OrganisationOn } from './unit.ts';

/** The organisation as it was on a day. */
export const loadOrganisation = async (tx: Scoped, on: IsoDate): Promise<OrganisationOn> =>
  new OrganisationOn(await keepUntilNextEvent(tx, 'units', () => loadUnits(tx)), on);
