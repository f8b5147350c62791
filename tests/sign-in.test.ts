import { afterAll, beforeAll, expect, it } from 'vitest';
import { addNewPerson, newAuthority } from '#app/access/access.fixture.ts';
import { startSession } from '#app/access/index.ts';
import { type Database, latestEvents } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import { openQuickForTest } from './database.ts';

let database: Database;
beforeAll(async () => {
  database = await openQuickForTest();
});
afterAll(() => database.close());

it('stands in the log as done by the one who signed in', async () => {
  const place = await newAuthority(database);
  const person = await place.act(addNewPerson);
  const token = await place.act(tx => startSession(tx, person.id, 'link'));
  const house = buildHouse({ database, clock: systemClock, secure: false });
  const answer = await house.fetch(
    new Request('http://localhost/logga-in/lank', {
      method: 'POST',
      headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ token }),
    }),
  );
  expect(answer.status).toBe(303);
  const [latest] = await place.act(tx => latestEvents(tx, null, 1));
  expect(latest).toMatchObject({ kind: 'signedIn', subject: `person:${person.id}`, actorId: person.id });
});
