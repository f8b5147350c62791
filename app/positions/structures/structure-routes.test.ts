import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#app/access/index.ts';
import { type Database, latestEvents, type Scope, withScope } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import type { OutTable } from '#app/shared/table.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { distributionRoutes } from '../distribution/index.ts';
import { importPositionsFile } from '../import/run.ts';
import {
  authority,
  birchSchool,
  bytesOf,
  enterAuthority,
  oakSchool,
  readPlainTable,
  tableOf,
  teacher,
  today,
} from '../register.fixture.ts';
import { loadRegister } from '../store.ts';
import { structureRoutes } from './structure-routes.tsx';
import { loadStructures } from './structure-store.ts';

const script = '<script>alert(1)</script>';
const birch = `/tjanster/strukturer/${birchSchool.id}`;

describe('the pages of what a unit has for its teachers', () => {
  let database: Database;
  let server: Hono;
  let scope: Scope;
  let role: Role = 'rektor';
  let roleAt = birchSchool.id;
  const written: OutTable[] = [];
  const clock = new MovableClock();
  clock.moveTo(today);

  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) => withScope(database, scope, work);
  const as = (held: Role, unitId: string) => {
    role = held;
    roleAt = unitId;
  };

  beforeAll(async () => {
    database = await openQuickForTest();
    const writeTable = async (table: OutTable) => {
      written.push(table);
      return new TextEncoder().encode(table.title);
    };
    server = serveRoom({
      routes: [...structureRoutes(), ...distributionRoutes({ writeTable })],
      clock,
      findViewer: () => viewerWith(act, { authorityId: scope.authorityId, role, unitId: roleAt, on: today }),
      transact: (_viewer, readOnly, work) =>
        withScope(database, { ...scope, personId: teacher.id }, work, { readOnly }),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: null };
    as('rektor', birchSchool.id);
    await act(enterAuthority);
    await importPositionsFile({
      ...{ bytes: bytesOf(tableOf({})), fileName: 'tjanster.csv', readTable: readPlainTable, transact: act },
      today,
    });
  });

  const see = async (address: string) => {
    const answer = await server.request(address);
    return { status: answer.status, html: (await answer.text()).replaceAll('\u00a0', ' ') };
  };
  const send = async (address: string, fields: Readonly<Record<string, string>>) => {
    const answer = await server.request(address, {
      method: 'POST',
      headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, html: (await answer.text()).replaceAll('\u00a0', ' ') };
  };
  const structures = () => act(loadStructures);
  const maths = { subjects: 'Matematik', startsOn: '2026-08-17' };

  it('say nothing of a unit that has said nothing, and never that it is a no', async () => {
    const { html } = await see(birch);
    expect(html).toContain('Inget angivet. Det betyder inte nej');
    expect(html).toContain('Svara att enheten inte har några');
  });

  it('let the principal write in a group with what leads it, and everyone inside read it', async () => {
    const [position] = (await act(loadRegister)).positions;
    const form = await see(`${birch}/ny`);
    expect(form.html).toContain('F-001: Leder ämnesgruppen i matematik');
    const sent = await send(birch, {
      ...{ ...maths, ledBy: position?.id ?? '', meets: 'varannan vecka', minutes: '60', inPost: 'ja' },
      ...{ questions: script, evidence: 'elevarbeten' },
    });
    expect(sent.status).toBe(303);
    as('lärare', birchSchool.id);
    const { html } = await see(birch);
    for (const text of ['varannan vecka, 60 minuter', 'F-001', 'elevarbeten', 'läsåret 2026/27'])
      expect(html).toContain(text);
    expect(html).not.toContain(script);
    expect(html).not.toContain('Skriv in en ämnesgrupp');
  });

  it('are for the principal of the unit to change, and for nobody else', async () => {
    for (const [held, at] of [
      ['rektor', oakSchool.id],
      ['utvecklingsledare', authority.id],
      ['hrEkonom', authority.id],
    ] as const) {
      as(held, at);
      expect((await see(birch)).status).toBe(200);
      expect((await see(`${birch}/ny`)).status).toBe(404);
      expect((await send(birch, maths)).status).toBe(404);
      expect((await send(`${birch}/inga`, {})).status).toBe(404);
    }
    expect(await structures()).toEqual([]);
  });

  it('keep what was written when something is wrong with it', async () => {
    const { status, html } = await send(birch, {
      ...{ ...maths, subjects: 'Matmatik', minutes: '3', questions: 'Var fastnar de?', evidence: 'annat' },
      ...{ meets: 'varje vecka', inPost: 'nej' },
    });
    expect(status).toBe(422);
    for (const text of ['Matmatik', 'Var fastnar de?', 'value="3"', 'Menas Matematik?', '10–480'])
      expect(html).toContain(text);
    expect(html).toMatch(/value="varje vecka" selected/);
    expect(html).toMatch(/value="nej" selected/);
    expect(html).toMatch(/value="annat" checked/);
  });

  it('show both versions when two have changed the same group', async () => {
    await send(birch, maths);
    const [group] = await structures();
    const address = `${birch}/${group?.id}`;
    await send(address, { ...maths, version: '1', questions: 'Den förstas fråga' });
    const late = await send(address, { ...maths, version: '1', questions: 'Den andras fråga' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('Den förstas fråga');
    expect(late.html).toContain('Den andras fråga');
    const again = await send(address, { ...maths, version: '2', questions: 'Den andras fråga' });
    expect(again.status).toBe(303);
    expect((await structures())[0]).toMatchObject({ questions: 'Den andras fråga', version: 3 });
  });

  it('end a group by its last day; it is still there for the days it was', async () => {
    await send(birch, maths);
    const [group] = await structures();
    await send(`${birch}/${group?.id}`, { ...maths, version: '1', endsOn: '2026-10-31' });
    expect((await see(birch)).html).toContain('Inget angivet. Det betyder inte nej');
    expect((await see(birch)).html).toContain('Visa en rad från andra tider');
    expect((await see(`${birch}?datum=2026-09-15`)).html).toContain('Den 15 september 2026');
    expect((await see(`${birch}?datum=2026-09-15`)).html).not.toContain('Det betyder inte nej');
  });

  it('take the answer that there are none as an answer, until there is a group', async () => {
    expect((await send(`${birch}/inga`, {})).status).toBe(303);
    expect((await see(birch)).html).toContain('Enheten har svarat att den inte har några strukturer');
    const twice = await send(`${birch}/inga`, {});
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('redan svarat');
    await send(birch, { ...maths, startsOn: today });
    expect((await structures()).map(one => one.kind)).toEqual(['ämnesgrupp']);
    const refused = await send(`${birch}/inga`, {});
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Avsluta den först');
    const kinds = (await act(tx => latestEvents(tx, null, 20))).map(event => event.kind);
    expect(kinds).toContain('structureTakenBack');
  });

  it('find no group of another unit, and none that has no such id', async () => {
    await send(birch, maths);
    const [group] = await structures();
    as('rektor', authority.id);
    expect((await see(`/tjanster/strukturer/${oakSchool.id}/${group?.id}`)).status).toBe(404);
    expect((await see(`${birch}/inte-ett-id`)).status).toBe(404);
    expect((await see('/tjanster/strukturer/inte-ett-id')).status).toBe(404);
  });

  it('are counted unit by unit, with silence apart from no, on the page and in the file', async () => {
    await send(birch, { ...maths, meets: 'varje vecka', inPost: 'nej' });
    as('rektor', oakSchool.id);
    await send(`/tjanster/strukturer/${oakSchool.id}/inga`, {});
    const { html } = await see('/fordelning/strukturer');
    expect(html).toContain('inget angivet');
    written.length = 0;
    await see('/fordelning/strukturer?format=csv');
    expect(written[0]?.rows).toEqual([
      ['Björkskolan', 'ja', 'ja', 'nej', 1],
      ['Ekskolan', 'nej', 'nej', 'nej', 0],
      ['Parkskolan', 'inget angivet', 'inget angivet', 'inget angivet', 0],
      ['Parkskolan', 'inget angivet', 'inget angivet', 'inget angivet', 0],
    ]);
  });
});
