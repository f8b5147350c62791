import type { FindLeftBehind } from '#app/organisation/index.ts';
import { leftBehind } from './left-behind.ts';
import { loadRegister, lockRegister } from './store.ts';

/** What the register keeps at units after a day. When the units are about to be ended, nobody adds to it meanwhile. */
export const findLeftBehind: FindLeftBehind = async (tx, unitIds, lastDay) => {
  if (!tx.readOnly) await lockRegister(tx);
  return leftBehind(await loadRegister(tx), unitIds, lastDay);
};
