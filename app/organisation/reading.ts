import { latestEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { loadUnits } from './store.ts';
import { OrganisationOn, type Unit } from './unit.ts';

const lastRead = new Map<string, { readonly event: number; readonly units: readonly Unit[] }>();

/**
 * The organisation on a day. Units read once are kept until the next act of the authority: every change records an event,
 * so the same event number means the same units.
 */
export const loadOrganisation = async (tx: Scoped, on: IsoDate): Promise<OrganisationOn> => {
  const event = await latestEvent(tx);
  const kept = lastRead.get(tx.authorityId);
  if (kept?.event === event && event > 0) return new OrganisationOn(kept.units, on);
  const units = await loadUnits(tx);
  lastRead.set(tx.authorityId, { event, units });
  return new OrganisationOn(units, on);
};
