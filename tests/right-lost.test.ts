import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addNewPerson, newAuthority, type TestAuthority } from '#app/access/access.fixture.ts';
import { endRole, type RoleHolding, saveHolding, startSession } from '#app/access/index.ts';
import { type Database, recordEvent } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { changeUnitFrom, loadUnits } from '#app/organisation/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { post, type Route, type Visit } from '#app/web/index.ts';
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

/** Somebody sends something to the only route of a house. */
const ask = async (personId: string, route: Route) => {
  const token = await place.act(tx => startSession(tx, personId));
  const house = buildHouse({ ...{ database, clock: systemClock, secure: false }, routes: [route] });
  return house.fetch(
    new Request(`http://localhost${route.path}`, {
      method: 'POST',
      headers: { cookie: `samsyn=${token}`, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ a: 'b' }),
    }),
  );
};

const atSchool = async () => ({ unitId: place.units.school, state: 'pågår' });

const countOf = async (kind: string): Promise<number> =>
  (await place.act(tx => tx.db.selectFrom('audit_event').select('kind').where('kind', '=', kind).execute()))
    .length;

/** A principal sends something, and between the question who they are and what they write, something else is done. */
const send = async (meanwhile: () => Promise<unknown>) => {
  const handle = async (visit: Visit): Promise<Response> => {
    await meanwhile();
    await write(visit);
    return visit.redirect('/');
  };
  const answer = await ask(holding.personId, post('/prov', 'rateFollowUp', handle, atSchool));
  return { status: answer.status, said: await answer.text(), kept: await countOf('tried') };
};

/** Gives the school another name, or another place in the organisation, from today. */
const changeSchool = (parts: { readonly name?: string; readonly parentId?: string }) =>
  place.act(async tx => {
    const today = systemClock.today();
    const school = (await loadUnits(tx)).find(one => one.id === place.units.school);
    const [version] = school?.versions ?? [];
    if (!school || !version) throw new Error('There is no school');
    const changed = await changeUnitFrom(tx, today, school.id, {
      ...{ kind: school.kind, schoolUnitCode: '', from: today, yearLevels: [] },
      ...{ name: version.name, parentId: version.parentId ?? '', schoolForms: [], ...parts },
    });
    expect(changed?.ok ? [] : changed?.problems).toEqual([]);
  });

it('writes for somebody who still has the role, also when they get another meanwhile', async () => {
  expect(await send(async () => null)).toMatchObject({ status: 303, kept: 1 });
  const another = { ...holding, id: newId(), unitId: place.units.area };
  expect(await send(() => place.act(tx => saveHolding(tx, another)))).toMatchObject({ status: 303, kept: 2 });
});

it('writes nothing for somebody whose role is taken away after the request came, and says so', async () => {
  const ended = { ...holding, endsOn: '2020-12-31' };
  const { status, said, kept } = await send(() => place.act(tx => saveHolding(tx, ended)));
  expect({ status, kept }).toEqual({ status: 403, kept: 0 });
  expect(said).toContain('Din rätt har ändrats');
});

it('writes nothing for somebody whose unit has gone to another area meanwhile, but does when it only has another name', async () => {
  await place.act(tx => saveHolding(tx, { ...holding, unitId: place.units.area }));
  expect(await send(() => changeSchool({ name: 'Nya Björkskolan' }))).toMatchObject({ status: 303, kept: 1 });
  const { status, said, kept } = await send(() => changeSchool({ parentId: place.units.authority }));
  expect({ status, kept }).toEqual({ status: 403, kept: 1 });
  expect(said).toContain('eller enheten den gäller');
});

it('lets nobody reorganise while somebody writes by the organisation as it is', async () => {
  const order: string[] = [];
  let reorganising: Promise<unknown> = Promise.resolve();
  const handle = async (visit: Visit): Promise<Response> => {
    await visit.transact(async () => {
      reorganising = changeSchool({ parentId: place.units.authority }).then(() => order.push('reorganised'));
      await pause(300);
      order.push('written');
    });
    return visit.redirect('/');
  };
  const answer = await ask(holding.personId, post('/prov', 'rateFollowUp', handle, atSchool));
  await reorganising;
  expect([answer.status, order]).toEqual([303, ['written', 'reorganised']]);
});

it('lets two administrators end the roles of each other at the same moment, without waiting for ever', async () => {
  const administrators = await Promise.all(
    [0, 1].map(async () => {
      const { id } = await place.act(addNewPerson);
      const role = { ...holding, id: newId(), personId: id, role: 'administratör' as const };
      await place.act(tx => saveHolding(tx, { ...role, unitId: place.units.authority }));
      return role;
    }),
  );
  const waiting: (() => void)[] = [];
  const bothAreIn = () =>
    new Promise<void>(resolve => {
      waiting.push(resolve);
      if (waiting.length === 2) for (const go of waiting) go();
    });
  const answers = await Promise.all(
    administrators.map(({ personId }, at) => {
      const other = administrators[1 - at];
      return ask(
        personId,
        post('/prov', 'editPeople', async visit => {
          await bothAreIn();
          await visit.transact(async tx => {
            await pause(50);
            await endRole(tx, visit.today, other?.id ?? '');
          });
          return visit.redirect('/');
        }),
      );
    }),
  );
  expect(answers.map(answer => answer.status)).toEqual([303, 303]);
  expect(await countOf('roleEnded')).toBe(2);
});
