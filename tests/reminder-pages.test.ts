import type { Hono } from 'hono';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadHoldingsOf, saveHolding, savePeople, startSession } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { type FollowUpWorld, newFollowUpWorld, openFirstRound } from '#app/followups/followups.fixture.ts';
import { addHoliday } from '#app/followups/index.ts';
import { buildHouse } from '#app/main.ts';
import { saveUnit } from '#app/organisation/index.ts';
import { sendReminders } from '#app/reminders/index.ts';
import { fillOutbox, type Outbox, readOutbox } from '#app/reminders/reminders.fixture.ts';
import { insertReminder, saveChoice, settleReminder } from '#app/reminders/store.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from './database.ts';

describe('the pages of reminders', () => {
  let database: Database;
  let house: Hono;
  let world: FollowUpWorld;
  const clock = new MovableClock();

  beforeEach(async () => {
    database = await openQuickForTest();
    clock.moveTo('2026-10-02');
    house = buildHouse({ database, clock, secure: false });
    world = await newFollowUpWorld(database);
    return () => database.close();
  });

  const tokenOf = (personId: string) => world.act(tx => startSession(tx, personId));
  const ask = async (
    address: string,
    token: string | null,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Response> =>
    house.fetch(
      new Request(`http://localhost${address}`, {
        headers: {
          'sec-fetch-site': 'same-origin',
          origin: 'http://localhost',
          ...(token ? { cookie: `samsyn=${token}` } : {}),
        },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
      }),
    );
  const makeLink = async (token: string): Promise<string> => {
    const page = await (await ask('/paminnelser/kalender', token, {})).text();
    const link = /<code>http:\/\/localhost(\/kalender\.ics\?nyckel=[\w-]+)<\/code>/.exec(page)?.[1];
    if (!link) throw new Error('No link was told');
    return link;
  };
  const events = async (answer: Response) =>
    new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent').map(one => {
      const event = new ICAL.Event(one);
      return [event.startDate.toString(), event.summary] as const;
    });

  describe('the calendar of a person', () => {
    it('tells when the rounds are due, this academic year and the next, to a program that cannot sign in', async () => {
      const link = await makeLink(await tokenOf(world.people.holder));
      const answer = await ask(link, null);
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const title = 'Uppföljning av karriärtjänster: uppföljning';
      expect(await events(answer)).toEqual([
        ['2026-10-15', `${title} 1 ska vara klar`],
        ['2026-12-15', `${title} 2 ska vara klar`],
        ['2027-03-15', `${title} 3 ska vara klar`],
        ['2027-05-31', `${title} 4 ska vara klar`],
        ['2027-10-15', `${title} 1 ska vara klar`],
        ['2027-12-15', `${title} 2 ska vara klar`],
        ['2028-03-15', `${title} 3 ska vara klar`],
        ['2028-05-30', `${title} 4 ska vara klar`],
      ]);
    });

    it('keeps the day of a round that was opened before a holiday was known, and moves those that were not', async () => {
      await openFirstRound(world);
      await world.act(async tx => {
        await addHoliday(tx, '2026-10-02', { name: 'Lov', startsOn: '2026-10-15', endsOn: '2026-10-16' });
        await addHoliday(tx, '2026-10-02', { name: 'Jullov', startsOn: '2026-12-14', endsOn: '2027-01-08' });
      });
      const link = await makeLink(await tokenOf(world.people.holder));
      const days = (await events(await ask(link, null))).map(([on]) => on);
      expect(days.slice(0, 2)).toEqual(['2026-10-15', '2027-01-11']);
    });

    it('has no name and no assignment in it', async () => {
      await openFirstRound(world);
      const text = await (await ask(await makeLink(await tokenOf(world.people.deputy)), null)).text();
      expect(text).not.toMatch(/Frida|Först|Rut|Matematik|Leder|F-1|Nordgymnasiet/);
    });

    it('is not for those whom the routine does not concern', async () => {
      const link = await world.act(async tx => {
        const personId = newId();
        await savePeople(tx, [
          {
            ...{ id: personId, givenName: 'Gunilla', familyName: 'Grund', email: null, employeeNumber: null },
            ...{ gender: null, isProtected: false, presentation: null },
          },
        ]);
        const period = { startsOn: '2020-01-01', endsOn: null };
        const unitId = newId();
        await saveUnit(tx, {
          ...{ id: unitId, kind: 'Skolenhet', schoolUnitCode: null, ...period },
          versions: [
            {
              ...period,
              name: 'Grundskolan',
              parentId: world.units.area,
              schoolForms: ['GR'],
              yearLevels: [],
            },
          ],
        });
        await saveHolding(tx, { id: newId(), personId, role: 'rektor', unitId, ...period });
        return startSession(tx, personId);
      });
      expect(await events(await ask(await makeLink(link), null))).toEqual([]);
    });

    it('opens by the latest link only, and by none when it has been taken back', async () => {
      const token = await tokenOf(world.people.holder);
      const first = await makeLink(token);
      const second = await makeLink(token);
      expect([(await ask(first, null)).status, (await ask(second, null)).status]).toEqual([404, 200]);
      await ask('/paminnelser/kalender/ta-tillbaka', token, {});
      expect((await ask(second, null)).status).toBe(404);
    });

    it('closes when its owner holds no role any longer', async () => {
      const link = await makeLink(await tokenOf(world.people.hr));
      expect((await ask(link, null)).status).toBe(200);
      await world.act(async tx => {
        for (const one of await loadHoldingsOf(tx, world.people.hr))
          await saveHolding(tx, { ...one, endsOn: '2026-10-01' });
      });
      expect((await ask(link, null)).status).toBe(404);
    });

    it.each([
      '/kalender.ics',
      '/kalender.ics?nyckel=',
      '/kalender.ics?nyckel=gissning',
      '/kalender.ics?nyckel=%00',
    ])('is not at %s', async address => expect((await ask(address, null)).status).toBe(404));

    it('has a secret that is nowhere in the database, and that opens nothing else', async () => {
      const link = await makeLink(await tokenOf(world.people.holder));
      const secret = link.slice(link.indexOf('=') + 1);
      const kept = await world.act(tx => tx.db.selectFrom('calendar_feed').selectAll().execute());
      expect(JSON.stringify(kept)).not.toContain(secret);
      for (const token of [secret, `${world.authorityId}.${secret}`])
        expect((await ask('/paminnelser', token)).status).toBe(303);
    });

    it('is told of in the log, without its secret', async () => {
      const token = await tokenOf(world.people.holder);
      const link = await makeLink(token);
      await ask('/paminnelser/kalender/ta-tillbaka', token, {});
      const log = await world.act(tx =>
        tx.db.selectFrom('audit_event').select(['kind', 'details']).execute(),
      );
      expect(log.map(one => one.kind)).toEqual(
        expect.arrayContaining(['calendarLinkMade', 'calendarLinkRevoked']),
      );
      expect(JSON.stringify(log)).not.toContain(link.slice(link.indexOf('=') + 1));
    });
  });

  describe('the letters of a person', () => {
    it('can be turned off and on again, and one that waits is taken back', async () => {
      await world.act(async tx => {
        await insertReminder(tx, {
          ...{
            personId: world.people.holder,
            day: '2026-10-02',
            address: 'a@b.se',
            subject: '',
            content: '',
          },
          ...{ state: 'väntar', answer: null, writtenAt: new Date() },
        });
      });
      const token = await tokenOf(world.people.holder);
      expect(await (await ask('/paminnelser', token)).text()).toContain('Stäng av breven');
      expect((await ask('/paminnelser', token, { brev: 'nej' })).status).toBe(303);
      expect(await (await ask('/paminnelser', token)).text()).toContain('Slå på breven');
      expect(await world.act(tx => tx.db.selectFrom('reminder').selectAll().execute())).toEqual([]);
      await ask('/paminnelser', token, { brev: 'ja' });
      expect(await (await ask('/paminnelser', token)).text()).toContain('Stäng av breven');
    });

    it('say on the page where they go, and that they go nowhere without an address', async () => {
      const page = async () => (await ask('/paminnelser', await tokenOf(world.people.hr))).text();
      expect(await page()).toContain('Samsyn har ingen e-postadress till dig');
      await world.act(tx =>
        tx.db
          .updateTable('person')
          .set({ email: 'camilla@kommun.example' })
          .where('person_id', '=', world.people.hr)
          .execute(),
      );
      expect(await page()).toContain('camilla@kommun.example');
    });
  });
});

describe('what became of the letters', () => {
  let database: Database;
  let outbox: Outbox;
  let house: Hono;
  let token: string;

  beforeAll(async () => {
    database = await openQuickForTest();
    house = buildHouse({ database, clock: new MovableClock(), secure: false });
    outbox = await fillOutbox(database, 4);
    token = await outbox.act(async tx => {
      const period = { startsOn: '2020-01-01', endsOn: null };
      const unitId = newId();
      await saveUnit(tx, {
        ...{ id: unitId, kind: 'Huvudman', schoolUnitCode: null, ...period },
        versions: [{ ...period, name: 'Provkommun', parentId: null, schoolForms: [], yearLevels: [] }],
      });
      const states = ['skickad', 'osäker', 'misslyckad', 'väntar'];
      for (const [at, state] of states.entries())
        await tx.db
          .updateTable('reminder')
          .set({ state, answer: `svar ${at}`, content: 'HEMLIGT BREV' })
          .where('address', '=', `p${at}@kommun.example`)
          .execute();
      const admin = newId();
      await savePeople(tx, [
        {
          ...{ id: admin, givenName: 'Vide', familyName: 'Rönn', email: null, employeeNumber: 'A1' },
          ...{ gender: null, isProtected: false, presentation: null },
        },
      ]);
      await saveHolding(tx, { id: newId(), personId: admin, role: 'administratör', unitId, ...period });
      return startSession(tx, admin);
    });
  });
  afterAll(() => database.close());

  const ask = async (address: string) => {
    const request = new Request(`http://localhost${address}`, { headers: { cookie: `samsyn=${token}` } });
    return (await (await house.fetch(request)).text()).replaceAll('\u00a0', ' ');
  };
  const read = (query = '') => ask(`/paminnelser/utskick${query}`);
  const first = () => ask('/');
  const addresses = (page: string) => [...page.matchAll(/p\d@kommun\.example/g)].map(([one]) => one);

  it('is seen by the administrator: every letter, and those that failed or perhaps did as failed', async () => {
    const page = await read();
    expect(addresses(page)).toHaveLength(4);
    expect(page).toContain('Två brev har misslyckats.');
    expect(page).toContain('Misslyckade (2)');
    expect(page).toMatch(/Misslyckad<\/span><span class="help">Vi vet inte om brevet kom fram\.<\/span>/);
    expect(page).not.toContain('Osäker');
    expect(page).toContain('svar 2');
  });

  it('waits for the administrator on the first page, when some failed', async () => {
    const page = await first();
    expect(page).toContain('Två påminnelser har misslyckats');
    expect(page).toContain('href="/paminnelser/utskick?lage=misslyckade"');
  });

  it.each([
    ['misslyckade', ['p1@kommun.example', 'p2@kommun.example']],
    ['väntar', ['p3@kommun.example']],
    ['skickade', ['p0@kommun.example']],
    ['lämnade', []],
  ])('can be asked for by what became of them: %s', async (view, those) =>
    expect(addresses(await read(`?lage=${encodeURIComponent(view)}`))).toEqual(those),
  );

  it('shows all for a choice that there is none of', async () =>
    expect(addresses(await read('?lage=borta'))).toHaveLength(4));

  describe('that failed, or perhaps did', () => {
    const decide = async (decision: string, as = token, address = 'p1@kommun.example') => {
      const rows = await outbox.act(tx =>
        tx.db.selectFrom('reminder').selectAll().where('address', '=', address).execute(),
      );
      return house.fetch(
        new Request('http://localhost/paminnelser/utskick', {
          method: 'POST',
          headers: { cookie: `samsyn=${as}`, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({
            ...{ person: rows[0]?.person_id ?? '', dag: rows[0]?.day ?? '', avgor: decision },
          }),
        }),
      );
    };
    const letter = async () => (await readOutbox(outbox)).get('p1@kommun.example');
    const doubt = (set: { day?: string } = {}) =>
      outbox.act(tx =>
        tx.db
          .updateTable('reminder')
          .set({ state: 'osäker', answer: 'svar 1', attempts: 1, claim_id: newId(), ...set })
          .where('address', '=', 'p1@kommun.example')
          .execute(),
      );
    const events = async () =>
      (await outbox.act(tx => tx.db.selectFrom('audit_event').select('kind').execute()))
        .map(one => one.kind)
        .filter(kind => kind.startsWith('reminder'));

    it('is offered to the administrator to be sent again or let be, and no other letter is', async () => {
      const page = await read();
      expect(page.match(/value="again"/g)).toHaveLength(2);
      expect(page.match(/value="leave"/g)).toHaveLength(2);
    });

    it('is sent again once, as the letter it was, however often it is asked for', async () => {
      expect((await decide('again')).status).toBe(303);
      expect(await letter()).toMatchObject({ state: 'väntar', attempts: 0 });
      const second = await decide('again');
      expect([second.status, await second.text()]).toEqual([422, expect.stringContaining('redan avgjort')]);
      const given: string[] = [];
      const handOver = async ({ address }: { address: string }) => {
        given.push(address);
        return { kind: 'taken' as const, answer: 'ok' };
      };
      for (let round = 0; round < 2; round += 1)
        await sendReminders(database, outbox.authorityId, { handOver, hangUp: () => undefined });
      expect(given.filter(one => one === 'p1@kommun.example')).toHaveLength(1);
      expect(await letter()).toMatchObject({ state: 'skickad', attempts: 1 });
      expect(await events()).toEqual(['reminderResent']);
    });

    it('is not settled by the sender that was thought to be gone, once it is decided', async () => {
      await doubt();
      const [claim] = await outbox.act(tx =>
        tx.db.selectFrom('reminder').select('claim_id').where('state', '=', 'osäker').execute(),
      );
      await decide('again');
      await outbox.act(tx =>
        settleReminder(tx, claim?.claim_id ?? '', {
          ...{ state: 'misslyckad', answer: 'sent', nextAttemptAt: new Date() },
        }),
      );
      expect((await letter())?.state).toBe('väntar');
    });

    it('is let be, which says neither that it was sent nor that it was not, and then waits for nobody', async () => {
      await doubt();
      expect((await decide('leave')).status).toBe(303);
      expect(await letter()).toMatchObject({
        state: 'lämnad',
        answer: expect.stringContaining('Vi vet inte om brevet kom fram.'),
      });
      expect((await decide('leave')).status).toBe(422);
      expect(await events()).toEqual(['reminderResent', 'reminderResent', 'reminderLeft']);
      expect(await first()).toContain('En påminnelse har misslyckats');
    });

    it('goes to where the person has their mail now, and nowhere while that cannot be used', async () => {
      const correct = (email: string) =>
        outbox.act(tx => tx.db.updateTable('person').set({ email }).where('email', 'like', 'p2%').execute());
      await correct('p2 utan snabel-a');
      expect(await (await decide('again', token, 'p2@kommun.example')).text()).toContain(
        'ingen adress som går att skicka till',
      );
      await correct('p2-ny@kommun.example');
      expect((await decide('again', token, 'p2@kommun.example')).status).toBe(303);
      expect((await readOutbox(outbox)).get('p2-ny@kommun.example')?.state).toBe('väntar');
      expect(await first()).not.toContain('har misslyckats');
    });

    it('is not sent after a later letter, nor to somebody who wants none', async () => {
      await doubt();
      const [row] = await outbox.act(tx =>
        tx.db.selectFrom('reminder').selectAll().where('state', '=', 'osäker').execute(),
      );
      const personId = row?.person_id ?? '';
      await outbox.act(tx => saveChoice(tx, personId, false));
      expect(await (await decide('again')).text()).toContain('stängt av breven');
      await outbox.act(tx => saveChoice(tx, personId, true));
      await outbox.act(tx =>
        insertReminder(tx, {
          ...{ personId, day: '2026-10-16', address: 'p1-senare@kommun.example', subject: '', content: '' },
          ...{ state: 'skickad', answer: null, writtenAt: new Date() },
        }),
      );
      expect(await (await decide('again')).text()).toContain('ett senare brev');
      expect((await letter())?.state).toBe('osäker');
      // The later letter counts the same things: nobody has anything to decide.
      expect(await read()).toContain('Ett senare brev räknar samma saker.');
      expect(await first()).not.toContain('har misslyckats');
    });

    it('is let be with all the others in one step', async () => {
      await outbox.act(tx =>
        tx.db
          .updateTable('reminder')
          .set({ state: 'misslyckad', answer: 'svar', claim_id: null })
          .where('address', 'in', ['p0@kommun.example', 'p3@kommun.example'])
          .execute(),
      );
      expect(await read()).toContain('Låt alla två vara');
      expect((await decide('leaveAll')).status).toBe(303);
      const states = [...(await readOutbox(outbox))].map(([address, { state }]) => [address, state]);
      expect(Object.fromEntries(states)).toMatchObject({
        ...{ 'p0@kommun.example': 'lämnad', 'p3@kommun.example': 'lämnad' },
        // The one with a later letter waits for nobody, and is left as it was.
        'p1@kommun.example': 'osäker',
      });
      await doubt();
    });

    it('is not there to be decided by others, nor in other words', async () => {
      expect((await decide('something else')).status).toBe(404);
      expect((await decide('again', 'no-token')).status).toBe(303);
      expect((await letter())?.state).toBe('osäker');
    });
  });

  it('never shows what a letter says', async () => expect(await read()).not.toContain('HEMLIGT'));
});
