import { keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { loadAuthority, loadSuccessions, loadUnits, type SchoolAuthority } from './store.ts';
import { OrganisationOn } from './unit.ts';

/** The authority as it is, read anew when something has happened. */
export const readAuthority = (tx: Scoped): Promise<SchoolAuthority> =>
  keepUntilNextEvent(tx, 'authority', () => loadAuthority(tx));

/** The organisation as it was on a day. */
export const loadOrganisation = async (tx: Scoped, on: IsoDate): Promise<OrganisationOn> =>
  new OrganisationOn(
    await keepUntilNextEvent(tx, 'units', () => loadUnits(tx)),
    on,
    await keepUntilNextEvent(tx, 'successions', () => loadSuccessions(tx)),
  );
