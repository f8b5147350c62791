import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { viewerWith } from '#tests/served.ts';
import { newFollowUpWorld, openFirstRound, today } from './followups.fixture.ts';
import { followUpTasks } from './task-reading.ts';

let database: Database;
beforeAll(async () => {
  database = await openEmbeddedForTest();
});
afterAll(() => database.close());

it("asks a chief to receive what is approved, without the principal's last day", async () => {
  const world = await newFollowUpWorld(database);
  await openFirstRound(world);
  await world.act(tx => tx.db.updateTable('follow_up').set({ stage: 'godkänd av rektor' }).execute());
  const chief = await viewerWith(world.act, {
    ...{ authorityId: world.authorityId, role: 'verksamhetschef', unitId: world.units.administration },
    ...{ on: today, personId: world.people.chief },
  });
  const tasks = await world.act(tx => followUpTasks(tx, chief, '2027-01-20'));
  expect(tasks).toMatchObject([
    {
      title: 'Ta emot uppföljningar',
      about: 'Två uppföljningar är godkända av rektor och väntar på att du tar emot dem.',
      dueOn: null,
      href: '/uppfoljning/2026-27#uppdragen',
    },
  ]);
  // When there is one only, it is there that one comes.
  await world.act(tx =>
    tx.db
      .updateTable('follow_up')
      .set({ stage: 'mottagen av huvudman' })
      .where('holder_id', '=', world.people.secondHolder)
      .execute(),
  );
  const [card] = await world.act(tx => followUpTasks(tx, chief, '2027-01-20'));
  expect(card?.href).toMatch(/^\/uppfoljning\/2026-27\/[\da-f-]{36}$/);
});
