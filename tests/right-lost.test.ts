import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addNewPerson, newAuthority, type TestAuthority } from '#app/access/access.fixture.ts';
import { type RoleHolding, saveHolding, startSession } from '#app/access/index.ts';
import { type Database, recordEvent } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { post, type Visit } from '#app/web/index.ts';
import { openQuickForTest } from './database.ts';

let database: Database;
let place: TestAuthority;
let holding: RoleHolding;
beforeAll(async () => {
  database = await openQuickForTest();
});
afterAll(() => database.close());
beforeEach(async () => {
  place = await newAuthority(database);
  const person = await place.act(addNewPerson);
  holding = {
    ...{ id: newId(), personId: person.id, role: 'rektor', unitId: place.units.school },
    ...{ startsOn: '2020-01-01', endsOn: null },
  };
  await place.act(tx => saveHolding(tx, holding));
});

const write = (visit: Visit) =>
  visit.transact(tx =>
    recordEvent(tx, { kind: 'tried', subject: 'test:1', happenedOn: visit.today, details: {} }),
  );

/** A principal sends something, and between the question who they are and what they write, something else is done. */
const send = async (meanwhile: () => Promise<unknown>) => {
  const token = await place.act(tx => startSession(tx, holding.personId));
  const handle = async (visit: Visit): Promise<Response> => {
    await meanwhile();
    await write(visit);
    return visit.redirect('/');
  };
  const house = buildHouse({
    ...{ database, clock: systemClock, secure: false },
    routes: [
      post('/prov', 'rateFollowUp', handle, async () => ({ unitId: place.units.school, state: 'pågår' })),
    ],
  });
  const answer = await house.fetch(
    new Request('http://localhost/prov', {
      method: 'POST',
      headers: { cookie: `samsyn=${token}`, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ a: 'b' }),
    }),
  );
  const kept = await place.act(tx =>
    tx.db.selectFrom('audit_event').select('kind').where('kind', '=', 'tried').execute(),
  );
  return { status: answer.status, said: await answer.text(), kept: kept.length };
};

it('writes for somebody who still has the role, also when they get another meanwhile', async () => {
  expect(await send(async () => null)).toMatchObject({ status: 303, kept: 1 });
  const another = { ...holding, id: newId(), unitId: place.units.area };
  expect(await send(() => place.act(tx => saveHolding(tx, another)))).toMatchObject({ status: 303, kept: 2 });
});

it('writes nothing for somebody whose role is taken away after the request came, and says so', async () => {
  const ended = { ...holding, endsOn: '2020-12-31' };
  const { status, said, kept } = await send(() => place.act(tx => saveHolding(tx, ended)));
  expect({ status, kept }).toEqual({ status: 403, kept: 0 });
  expect(said).toContain('Din roll har ändrats');
});
