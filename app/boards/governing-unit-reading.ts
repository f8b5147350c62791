import type { Scoped } from '#app/database/index.ts';
import { loadAuthority, loadOrganisation } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';

/**
 * The unit that governs the matters of the board: the administration that prepares them, or null (the whole authority) where
 * none or several could be meant. Rights to matters and items are asked there, so that those who lead the administration
 * have them without a role at the authority itself.
 */
export const governingUnit = async (tx: Scoped, today: IsoDate): Promise<string | null> => {
  const administrations = (await loadOrganisation(tx, today))
    .all()
    .filter(unit => unit.kind === 'Förvaltning');
  const { administrationName } = await loadAuthority(tx);
  const named = administrations.find(
    unit => unit.name.toLocaleLowerCase('sv') === administrationName.toLocaleLowerCase('sv'),
  );
  return (named ?? (administrations.length === 1 ? administrations[0] : undefined))?.id ?? null;
};
