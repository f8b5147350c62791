import type { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessRoutes, findViewer, loadPeople } from '#app/access/index.ts';
import { createAuthority } from '#app/commands/authority.ts';
import { type Database, withScope } from '#app/database/index.ts';
import { buildHouse, houseRoutes, rootFolder } from '#app/main.ts';
import type { SchoolAuthority } from '#app/organisation/index.ts';
import { type Clock, MovableClock, systemClock } from '#app/shared/clock.ts';
import { createServer } from '#app/web/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import { openDemoForTest } from '#tests/demo-database.ts';
import { demoFiles, readDemoFile } from './files.ts';
import { demoRoutes } from './routes.tsx';
import { demoDay, otherSituations, storyDays, wayToTheBoard } from './story.ts';
import { sv } from './sv.ts';

const site = 'http://localhost';

const serverFor = (database: Database, clock: Clock): Hono =>
  createServer({
    routes: demoRoutes(clock, rootFolder()),
    navigation: [],
    assets: { styles: [], scripts: [], read: () => null },
    clock,
    log: pino({ level: 'silent' }),
    findViewer: token => findViewer(database, clock, token),
    transact: (viewer, readOnly, work) =>
      withScope(database, { authorityId: viewer.authorityId, personId: viewer.personId }, work, { readOnly }),
    demoDay: () => clock.today(),
  });

const moveTo = (server: Hono, day: string): Response | Promise<Response> =>
  server.request(`${site}/demo/dag`, {
    method: 'POST',
    headers: { origin: site, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ day }).toString(),
  });

const pageOf = async (server: Hono, address = '/demo'): Promise<string> =>
  (await server.request(`${site}${address}`)).text();

describe('the demo page', () => {
  let database: Database;
  let clock: MovableClock;
  let server: Hono;
  beforeAll(async () => {
    ({ database } = await openDemoForTest());
  });
  afterAll(() => database.close());
  beforeEach(() => {
    clock = new MovableClock();
    clock.moveTo(demoDay);
    server = serverFor(database, clock);
  });

  it('says to whoever comes that all of it is made up', async () => {
    expect(await pageOf(server)).toContain('påhittad');
  });

  it('offers every situation with a button that signs in as its person and goes there', async () => {
    const page = await pageOf(server);
    const people = await withScope(
      database,
      { authorityId: (await findViewer(database, clock, null)).authorityId, personId: null },
      loadPeople,
    );
    for (const { person: number, href, title, look } of [...wayToTheBoard, ...otherSituations]) {
      const person = people.find(one => one.employeeNumber === number);
      expect(page).toContain(title);
      expect(page).toContain(look);
      expect(page).toContain(
        `<input type="hidden" name="person" value="${person?.id}"/><input type="hidden" name="till" value="${href}"/>`,
      );
    }
  });

  it('sends people only to addresses that the house has', () => {
    const addresses = houseRoutes({ secure: false, clock: new MovableClock() })
      .filter(route => route.method === 'GET')
      .map(route => route.path);
    const asked = [...wayToTheBoard, ...otherSituations].map(({ href }) => href);
    expect(asked.filter(href => !addresses.includes(href))).toEqual([]);
  });

  it.each(storyDays.map(({ day }) => day))('moves the day to %s', async day => {
    const answer = await moveTo(server, day);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo']);
    expect(clock.today()).toBe(day);
  });

  it.each([
    ['', sv.day.wrong],
    ['i morgon', sv.day.wrong],
    ['2026-02-30', sv.day.wrong],
    ['2009-12-31', sv.day.outside],
    ['2040-01-01', sv.day.outside],
  ])('does not move to "%s", and says what to do', async (day, told) => {
    const answer = await moveTo(server, day);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(told);
    expect(clock.today()).toBe(demoDay);
  });

  it('lets nobody move the day where the clock is the real one', async () => {
    const fixed = serverFor(database, systemClock);
    expect((await moveTo(fixed, '2026-12-16')).status).toBe(404);
    expect(await pageOf(fixed)).toContain(sv.day.fixed);
  });

  it('can be signed in to on another day than the real one', async () => {
    const routes = [
      ...accessRoutes({
        ...{ secure: false, tasks: async () => [] },
        ...{ ways: async () => [], aboutYou: [], words: { acts: {}, subjects: {} } },
      }),
      ...demoRoutes(clock, rootFolder()),
    ];
    const house = buildHouse({ database, clock, secure: false, routes });
    await moveTo(house, '2026-12-16');
    const person = /name="person" value="([^"]+)"/.exec(await pageOf(house))?.[1] ?? '';
    const signedIn = await house.request(`${site}/logga-in`, {
      method: 'POST',
      headers: { origin: site, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ person, till: '/jag' }).toString(),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ');
    expect((await house.request(`${site}/jag`, { headers: { cookie } })).status).toBe(200);
  });

  it('hands out each raw file as it stands, and nothing else', async () => {
    for (const name of Object.keys(demoFiles) as (keyof typeof demoFiles)[]) {
      const answer = await server.request(`${site}/demo/filer/${name}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(readDemoFile(rootFolder(), name))).toBe(true);
    }
    for (const name of ['load.ts', '..%2F..%2Fpackage.json', 'constructor', '']) {
      expect((await server.request(`${site}/demo/filer/${name}`)).status).toBe(404);
    }
  });
});

describe('a real authority', () => {
  it('has no demo page, no files and no other day', async () => {
    const database = await openQuickForTest();
    try {
      const real: SchoolAuthority = {
        ...{ name: 'Kommunen', organisationNumber: null, municipalityCode: null },
        ...{ boardName: 'nämnden', administrationName: 'förvaltningen' },
        clauseStyle: 'numbered',
      };
      await createAuthority(database, real, '2020-01-01');
      const clock = new MovableClock();
      const server = serverFor(database, clock);
      const today = clock.today();
      const answers = [
        await server.request(`${site}/demo`),
        await server.request(`${site}/demo/filer/personer.csv`),
        await moveTo(server, '2030-01-01'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect(clock.today()).toBe(today);
    } finally {
      await database.close();
    }
  });
});
