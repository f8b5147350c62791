import type { FindLeftBehind } from '#app/organisation/index.ts';
import { leftBehind } from './left-behind.ts';
import { loadRegister, lockRegister } from './store.ts';
import { loadStructures } from './structures/structure-store.ts';

/** What the register keeps at units after a day. When the units are about to be ended, nobody adds to it meanwhile. */
export const findLeftBehind: FindLeftBehind = async (tx, unitIds, lastDay) => {
  if (!tx.readOnly) await lockRegister(tx);
  const structures = await loadStructures(tx);
  return leftBehind({ ...(await loadRegister(tx)), structures }, unitIds, lastDay);
};
