import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#app/access/index.ts';
import { type Database, type Scope, withScope } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { birchCode, deliveryOf, enterResultsAuthority, oakCode } from './results.fixture.ts';
import { routes } from './routes.tsx';
import { loadCells, loadDeliveries } from './store.ts';

const today = '2026-11-23';
/** A delivery whose file tells that three teachers or more have set the grades. */
const withTeachers = (grades: readonly string[]) => {
  const delivery = deliveryOf(grades);
  return { ...delivery, cells: delivery.cells.map(cell => ({ ...cell, teachers: 3 as const })) };
};
const first = ['A', 'B', 'C', 'C', 'D', 'E', 'E', 'F', 'F', 'B'];
const number = '201701102384';

describe('the pages of deliveries', () => {
  let database: Database;
  let server: Hono;
  let scope: Scope;
  let units: Awaited<ReturnType<typeof enterResultsAuthority>>;
  let role: Role = 'administratör';
  let roleAt = '';
  const said: string[] = [];
  const clock = new MovableClock();
  clock.moveTo(today);
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) => withScope(database, scope, work);

  beforeAll(async () => {
    database = await openQuickForTest();
    server = serveRoom(
      {
        routes: routes(),
        clock,
        findViewer: () =>
          viewerWith(act, { authorityId: scope.authorityId, role, unitId: roleAt, on: today }),
        transact: (_viewer, readOnly, work) => withScope(database, scope, work, { readOnly }),
      },
      { write: line => said.push(line) },
    );
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: null };
    units = await act(enterResultsAuthority);
    role = 'administratör';
    roleAt = units.root.id;
    said.length = 0;
  });

  const headers = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
  const read = async (address: string) => {
    const answer = await server.request(address);
    return { status: answer.status, text: await answer.text() };
  };
  const sendText = async (body: BodyInit, type: string | null) => {
    const answer = await server.request('/resultat/inlamningar', {
      method: 'POST',
      headers: { ...headers, ...(type === null ? {} : { 'content-type': type }) },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  };
  const send = async (sent: unknown) => {
    const { status, text } = await sendText(JSON.stringify(sent), 'application/json');
    return { status, answer: JSON.parse(text) };
  };
  const idOf = (href: string) => href.replace('/resultat/inlamningar/', '');

  it('stand beside the results and what has left, with a way to both', async () => {
    const { text } = await read('/resultat/inlamningar');
    expect(text).toMatch(/<a href="\/resultat\/inlamningar" aria-current="page">Inlämningar<\/a>/);
    expect(text).toMatch(/class="tabs"[\s\S]*<a href="\/resultat">Resultat<\/a>/);
    expect(text).toMatch(/class="tabs"[\s\S]*<a href="\/resultat\/utlamnat">Utlämnat<\/a>/);
    expect(text).toMatch(/aria-label="Här är du"><ol><li><a href="\/resultat">Resultat<\/a>/);
  });

  it('tell what a year has and lacks', async () => {
    const empty = await read('/resultat/inlamningar?lasar=2025');
    expect(empty.text).toContain('Saknas');
    await send({ deliveries: [deliveryOf(first)] });
    const page = await read('/resultat/inlamningar');
    expect(page.text).toContain('Läsåret 2025/26');
    expect(page.text).toMatch(/Björkskolan[\s\S]*23 nov 2026|Björkskolan[\s\S]*\d+ \w+ \d{4}/);
    expect(page.text).not.toContain('Gamla skolan');
  });

  it('receive cells, and answer with what came of it', async () => {
    const { status, answer } = await send({ deliveries: [withTeachers(first)] });
    expect([status, answer.kind, answer.texts]).toEqual([200, 'received', ['En inlämning är mottagen.']]);
    const page = await read(answer.hrefs[0]);
    expect(page.text).toContain('Nationella prov åk 9, Björkskolan');
    const again = await send({ deliveries: [withTeachers(first)] });
    expect(again.answer.texts).toEqual(['En inlämning fanns redan. Där har inget ändrats.']);
  });

  it('say plainly that a rule cannot be tried where the file does not tell of teachers', async () => {
    const { answer } = await send({ deliveries: [deliveryOf(first)] });
    expect(answer.texts[1]).toContain('regeln om färre än tre lärare kan inte prövas');
  });

  it('ask before a delivery shrinks, with both numbers', async () => {
    await send({ deliveries: [deliveryOf(first)] });
    const asked = await send({ deliveries: [deliveryOf(['A', 'B'])] });
    expect(asked.status).toBe(409);
    expect(asked.answer.texts[0]).toContain('innehåller 2 elever på 2 rader');
    expect(asked.answer.texts[0]).toContain('innehöll 10 elever på 10 rader');
    const confirmed = await send({ deliveries: [deliveryOf(['A', 'B'])], isConfirmed: true });
    expect(confirmed.status).toBe(200);
  });

  it.each([
    ['a file in a form', 'multipart/form-data; boundary=x', `--x\r\n\r\n${number};Anna Andersson;A\r\n--x--`],
    ['a CSV file', 'text/csv', `${number};Anna Andersson;A`],
    ['a spreadsheet', 'application/octet-stream', number],
    ['a form', 'application/x-www-form-urlencoded', `rad=${number}`],
    ['text that says nothing of itself', null, number],
  ])('refuse %s unread', async (_, type, body) => {
    expect((await sendText(body, type)).status).toBe(415);
    expect(await act(tx => loadDeliveries(tx))).toEqual([]);
  });

  it.each([
    ['rows of pupils', { deliveries: [deliveryOf(first)], rows: [[number, 'Anna Andersson']] }],
    [
      'a subject that nobody knows',
      {
        deliveries: [
          { ...deliveryOf(first), cells: [{ ...deliveryOf(first).cells[0], subject: 'Anna Andersson' }] },
        ],
      },
    ],
    ['a key of its own', { deliveries: [{ ...deliveryOf(first), [number]: 1 }] }],
    ['a birthday for a unit', { deliveries: [deliveryOf(first, { schoolUnitCode: '20170110' })] }],
  ])('refuse JSON with %s, say nothing of it and keep nothing', async (_, sent) => {
    const { status, answer } = await send(sent);
    expect(status).toBe(422);
    expect(JSON.stringify(answer)).not.toMatch(/Anna|Andersson|2384/);
    expect(said.join('\n')).not.toMatch(/Anna|Andersson|2384/);
    expect(await act(tx => loadCells(tx))).toEqual([]);
  });

  it('refuse what is no JSON, and what is larger than any delivery', async () => {
    expect((await sendText('{"deliveries":', 'application/json')).status).toBe(422);
    const large = `{"deliveries":"${'x'.repeat(17 * 1024 * 1024)}"}`;
    expect((await sendText(large, 'application/json')).status).toBeGreaterThanOrEqual(413);
    const stream = new ReadableStream({
      start: controller => {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const answer = await server.request('/resultat/inlamningar', {
      ...{ method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: stream },
      ...({ duplex: 'half' } as object),
    });
    expect(answer.status).toBe(413);
  });

  it('let a replaced delivery hold again', async () => {
    const earlier = await send({ deliveries: [deliveryOf(first)] });
    await send({ deliveries: [deliveryOf(['A', ...first.slice(1, 9), 'A'])] });
    const [href] = earlier.answer.hrefs;
    expect((await read(href)).text).toContain('Låt den här versionen gälla igen');
    const answer = await server.request(`${href}/aterstall`, {
      ...{ method: 'POST', headers, body: new URLSearchParams() },
    });
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location') ?? '';
    expect(idOf(to)).not.toBe(idOf(href));
    expect((await read(to)).text).toContain('Nationella prov åk 9');
    expect(await act(tx => loadCells(tx))).toMatchObject([{ sum: deliveryOf(first).cells[0]?.sum }]);
  });

  it('let a delivery that was wrong be withdrawn, once it is said why, and offer the one before', async () => {
    const earlier = await send({ deliveries: [deliveryOf(first)] });
    const wrong = await send({ deliveries: [deliveryOf(['A', ...first.slice(1, 9), 'A'])] });
    const [href] = wrong.answer.hrefs;
    expect((await read(href)).text).toContain('Dra tillbaka inlämningen');
    expect((await read(`${href}/dra-tillbaka`)).text).toContain('Nationella prov åk 9, Björkskolan, 2025/26');
    const withdraw = (fields: Record<string, string>) =>
      server.request(`${href}/dra-tillbaka`, {
        ...{ method: 'POST', headers, body: new URLSearchParams(fields) },
      });
    const unanswered = await withdraw({});
    expect([unanswered.status, await unanswered.text()]).toEqual([
      422,
      expect.stringContaining('Välj varför inlämningen dras tillbaka.'),
    ]);
    expect((await withdraw({ skal: 'fel skolenhet' })).status).toBe(303);
    const page = await read(href);
    expect(page.text).toContain('Återkallad');
    expect(page.text).toContain('Nu gäller ingen inlämning.');
    expect(page.text).toContain(earlier.answer.hrefs[0]);
    expect((await read(`${href}/dra-tillbaka`)).status).toBe(404);
    expect((await read('/resultat/inlamningar?lasar=2025')).text).not.toContain(idOf(href));
  });

  it('show a principal the deliveries of their own unit alone', async () => {
    const mine = await send({ deliveries: [deliveryOf(first)] });
    const other = await send({
      deliveries: [deliveryOf(first, { schoolUnitCode: oakCode })],
      isConfirmed: true,
    });
    expect((await read(mine.answer.hrefs[0])).text).toContain('Rader i filen');
    [role, roleAt] = ['rektor', units.birch.id];
    const list = await read('/resultat/inlamningar');
    expect(list.text).toContain('Björkskolan');
    expect(list.text).not.toContain('Ekskolan');
    expect(list.text).not.toContain('/resultat/inlamningar/ny');
    const own = await read(mine.answer.hrefs[0]);
    expect(own.status).toBe(200);
    // Counts of a file, beside tables and beside other versions, tell of those that the tables hide.
    expect(own.text).toContain('visas för den som lämnar in resultat');
    for (const told of ['Rader i filen', '<dt>Elever', 'Celler', 'Elever med tidigare resultat'])
      expect(own.text).not.toContain(told);
    expect((await read(other.answer.hrefs[0])).status).toBe(404);
    const refused = await sendText(JSON.stringify({ deliveries: [deliveryOf(first)] }), 'application/json');
    expect(refused.status).toBe(404);
  });

  it('hand the browser what it must know to read a file', async () => {
    const { text } = await read('/resultat/inlamningar/underlag.json?slag=np_ak9');
    const { surroundings, choices } = JSON.parse(text);
    expect(surroundings.units.map((unit: { schoolUnitCode: string }) => unit.schoolUnitCode)).toContain(
      birchCode,
    );
    expect(surroundings.subjects).toContainEqual({ name: 'Matematik', code: 'MA' });
    expect(choices).toEqual([]);
  });

  it('hand the browser what stands, so that it asks before anything is sent', async () => {
    await send({ deliveries: [deliveryOf(first)] });
    const { text } = await read('/resultat/inlamningar/underlag.json?slag=np_ak9');
    expect(JSON.parse(text)).toMatchObject({
      today,
      standing: [{ scope: deliveryOf(first).scope, pupils: 10, rows: 10, subjects: ['Matematik'] }],
      published: [{ schoolUnitCode: oakCode, value: 300 }],
    });
  });

  it('choose the latest year whose tests can have been held', async () => {
    const { text } = await read('/resultat/inlamningar/ny');
    expect(text).toMatch(/<option value="2025"[^>]*selected/);
    expect(text).toContain('&quot;betyg_termin&quot;:{&quot;perSemester&quot;:true');
  });

  it('find nothing at an address that is none', async () => {
    expect((await read('/resultat/inlamningar/ingenting')).status).toBe(404);
    expect((await read(`/resultat/inlamningar/${newId()}`)).status).toBe(404);
  });
});
