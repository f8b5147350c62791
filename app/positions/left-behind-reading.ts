import { recordEvent, type Scoped } from '#app/database/index.ts';
import type { FindLeftBehind, MoveLeftBehind } from '#app/organisation/index.ts';
import { changedFields } from '#app/shared/edit.ts';
import { newId } from '#app/shared/id.ts';
import { type Kept, leftBehind } from './left-behind.ts';
import { loadRegister, lockRegister, saveNeeds, savePositions } from './store.ts';
import { moveGroup } from './structures/structure-actions.ts';
import { loadStructures } from './structures/structure-store.ts';
import { checkTakeOver, takeOver } from './take-over.ts';

const loadKept = async (tx: Scoped): Promise<Kept> => ({
  ...(await loadRegister(tx)),
  structures: await loadStructures(tx),
});

/** What the register keeps at units after a day. When the units are about to be ended, nobody adds to it meanwhile. */
export const findLeftBehind: FindLeftBehind = async (tx, unitIds, lastDay) => {
  if (!tx.readOnly) await lockRegister(tx);
  return leftBehind(await loadKept(tx), unitIds, lastDay);
};

/** Moves what the register keeps at units to those that take over; nothing is moved when something cannot be. */
export const moveLeftBehind: MoveLeftBehind = async (tx, order) => {
  await lockRegister(tx);
  const change = takeOver(await loadKept(tx), order, () => newId(tx.now));
  const problems = checkTakeOver(change, order);
  if (problems.length > 0) return problems;
  await savePositions(
    tx,
    change.positions.map(({ after }) => after),
  );
  await saveNeeds(
    tx,
    change.needs.map(({ after }) => after),
  );
  const moved = [
    ...change.positions.map(one => ({
      ...one,
      kind: 'positionChanged',
      subject: `position:${one.after.id}`,
    })),
    ...change.needs.map(one => ({ ...one, kind: 'needChanged', subject: `need:${one.after.id}` })),
  ];
  for (const { before, after, kind, subject } of moved)
    await recordEvent(tx, {
      ...{ kind, subject, happenedOn: order.on },
      details: { changes: changedFields(before, after) },
    });
  for (const { ended, goesOn } of change.groups) await moveGroup(tx, order.on, ended, goesOn);
  return [];
};
