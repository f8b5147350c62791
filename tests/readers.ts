import { type Role, saveHolding, savePeople, startSession } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';

/** Somebody new who holds one role at a unit and has signed in; the session's token. */
export const signInNewReader = async (
  tx: Scoped,
  { role, unitId }: { readonly role: Role; readonly unitId: string },
): Promise<{ readonly id: string; readonly token: string }> => {
  const id = newId();
  await savePeople(tx, [
    {
      ...{ id, givenName: role, familyName: 'Läsare', email: null, employeeNumber: null },
      ...{ gender: null, isProtected: false, presentation: null },
    },
  ]);
  await saveHolding(tx, { id: newId(), personId: id, role, unitId, startsOn: '2020-01-01', endsOn: null });
  return { id, token: await startSession(tx, id) };
};
