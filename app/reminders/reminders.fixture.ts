import { savePeople } from '#app/access/index.ts';
import { type Database, enterInDirectory, type Scoped, withScope } from '#app/database/index.ts';
import { saveAuthority } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import { type Reminder, type ReminderState, reminderStates } from './reminder.ts';
import { insertReminder } from './store.ts';

export type Outbox = {
  readonly authorityId: string;
  readonly act: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;
};

/** An authority whose people each have a letter of today that waits, at 'p0@kommun.example', 'p1@…' and on. */
export const fillOutbox = async (
  database: Database,
  size: number,
  writtenAt = new Date(),
): Promise<Outbox> => {
  const authorityId = newId();
  await enterInDirectory(database, {
    ...{ authority_id: authorityId, name: 'Provkommun', slug: authorityId, is_demo: false },
  });
  const act: Outbox['act'] = work => withScope(database, { authorityId, personId: null }, work);
  await act(async tx => {
    await saveAuthority(tx, {
      ...{ name: 'Provkommun', organisationNumber: null, municipalityCode: null, clauseStyle: 'attSatser' },
      ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
    });
    const people = Array.from({ length: size }, (_, at) => ({
      ...{ id: newId(), givenName: 'Person', familyName: `${at}`, email: `p${at}@kommun.example` },
      ...{ employeeNumber: `E${at}`, gender: null, isProtected: false, presentation: null },
    }));
    await savePeople(tx, people);
    for (const { id, email } of people)
      await insertReminder(tx, {
        ...{ personId: id, day: '2026-10-15', address: email, subject: 'Samsyn', content: 'Hej!' },
        ...{ state: 'väntar', answer: null, writtenAt },
      });
  });
  return { authorityId, act };
};

/** The letters of an authority as they stand, by address. */
export const readOutbox = async ({
  act,
}: Outbox): Promise<ReadonlyMap<string, Pick<Reminder, 'state' | 'attempts' | 'answer'>>> => {
  const rows = await act(tx =>
    tx.db.selectFrom('reminder').select(['address', 'state', 'attempts', 'answer']).execute(),
  );
  return new Map(rows.map(row => [row.address, { ...row, state: row.state as ReminderState }]));
};

/** How many letters stand in each state. */
export const countStates = async (outbox: Outbox): Promise<Record<ReminderState, number>> => {
  const all = [...(await readOutbox(outbox)).values()];
  const count = (state: ReminderState) => all.filter(one => one.state === state).length;
  return Object.fromEntries(reminderStates.map(state => [state, count(state)])) as Record<
    ReminderState,
    number
  >;
};
