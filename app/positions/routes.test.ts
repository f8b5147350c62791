import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadPeople, type Role, savePeople } from '#app/access/index.ts';
import { type Database, type Scope, withScope } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import type { OutTable } from '#app/shared/table.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { importPositionsFile } from './import/run.ts';
import {
  authority,
  birchSchool,
  bytesOf,
  endedSchool,
  enterAuthority,
  oakSchool,
  type RowText,
  readPlainTable,
  tableOf,
  teacher,
  today,
  vacant,
} from './register.fixture.ts';
import { routes } from './routes.tsx';
import { loadRegister } from './store.ts';

const script = '<script>alert(1)</script>';

describe('the pages of positions', () => {
  let database: Database;
  let server: Hono;
  let scope: Scope;
  let role: Role = 'administratör';
  let roleAt = authority.id;
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
    server = serveRoom({
      routes: routes({
        readTable: readPlainTable,
        writeTable: async table => {
          written.push(table);
          return new TextEncoder().encode(table.title);
        },
      }),
      clock,
      findViewer: () => viewerWith(act, { authorityId: scope.authorityId, role, unitId: roleAt, on: today }),
      transact: (_viewer, readOnly, work) =>
        withScope(database, { ...scope, personId: teacher.id }, work, { readOnly }),
    });
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    scope = { authorityId: newId(), personId: null };
    as('administratör', authority.id);
    await act(enterAuthority);
  });

  const read = async (address: string) => {
    const answer = await server.request(address);
    return { status: answer.status, html: await answer.text() };
  };
  const send = async (address: string, body: FormData | Readonly<Record<string, string>>) => {
    const answer = await server.request(address, {
      method: 'POST',
      headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: body instanceof FormData ? body : new URLSearchParams(body),
    });
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() };
  };
  const enter = (...rows: RowText[]) =>
    importPositionsFile({
      bytes: bytesOf(tableOf(...rows)),
      fileName: 'tjanster.csv',
      readTable: readPlainTable,
      transact: act,
      today,
    });
  const register = () => act(loadRegister);
  const upload = (...rows: RowText[]) => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytesOf(tableOf(...rows)))], 'lista.csv'));
    return send('/tjanster/import', form);
  };
  const tokenIn = (html: string): string => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';

  it('say what to do first where there is nothing', async () => {
    for (const page of ['', '/ny', '/behov', '/behov/nytt', '/amnen', '/import']) {
      const { status, html } = await read(`/tjanster${page}`);
      expect([page, status]).toEqual([page, 200]);
      expect(html).not.toMatch(/undefined|NaN|\[object/);
    }
    expect((await read('/tjanster')).html).toContain('Läs in era tjänster från en fil');
  });

  it('show the list, one position and its history, with every text made harmless', async () => {
    await enter({ uppdrag: script }, { ...vacant, tjanst_id: 'F-002', uppdrag: '=1+1' });
    const list = await read('/tjanster');
    expect(list.html).toContain('Två tjänster den 23 november 2026, varav en vakant.');
    expect(list.html).not.toContain(script);
    const [position] = (await register()).positions;
    const { html } = await read(`/tjanster/${position?.id}`);
    for (const text of ['Förstelärare F-001', 'Alva Prov', 'Tillsatt', 'Lästes in från tjanster.csv.'])
      expect(html).toContain(text);
    expect(html).not.toContain(script);
  });

  it.each([
    ['lage=vakant', 'F-002', 'F-001'],
    ['lage=tillsatt', 'F-001', 'F-002'],
    ['atgard=tillsatt', 'F-002', 'F-001'],
    ['amne=Matematik', 'F-001', 'F-002'],
    ['slag=Lektor', 'F-002', 'F-001'],
    [`enhet=${oakSchool.id}`, 'F-002', 'F-001'],
    ['sok=ALVA', 'F-001', 'F-002'],
  ])('choose by %s', async (query, shown, hidden) => {
    await enter({}, { ...vacant, tjanst_id: 'F-002', slag: 'Lektor', amnen: 'Bild', enhet: 'Ekskolan' });
    const { html } = await read(`/tjanster?${query}`);
    expect(html).toContain(`>${shown}<`);
    expect(html).not.toContain(`>${hidden}<`);
  });

  it('show no name to those who may not see it: not in the list, the page, the search or the file', async () => {
    await enter({});
    as('förtroendevald', authority.id);
    const [position] = (await register()).positions;
    for (const address of ['/tjanster', `/tjanster/${position?.id}`]) {
      const { html } = await read(address);
      expect(html).not.toContain('Alva');
      expect(html).toContain('Visas inte för din roll');
    }
    expect((await read('/tjanster?sok=alva')).html).toContain('Noll tjänster');
    written.length = 0;
    await read('/tjanster?format=csv');
    expect(JSON.stringify(written)).not.toContain('Alva');
  });

  it('show a protected name to the administrator alone', async () => {
    await enter({});
    await act(tx => savePeople(tx, [{ ...teacher, isProtected: true }]));
    const { length } = (await register()).positions;
    expect(length).toBe(1);
    await enter({ ...vacant, tjanst_id: 'F-009' });
    as('rektor', birchSchool.id);
    const { html } = await read('/tjanster');
    expect(html).toContain('Skyddade personuppgifter');
    expect(html).not.toContain('Alva');
    as('administratör', authority.id);
    expect((await read('/tjanster')).html).toContain('Alva');
  });

  it('let a principal edit at their own school and nowhere else', async () => {
    await enter({ ...vacant }, { ...vacant, tjanst_id: 'F-002', enhet: 'Ekskolan' });
    as('rektor', birchSchool.id);
    const [own, other] = (await register()).positions;
    expect((await read(`/tjanster/${own?.id}/andra`)).status).toBe(200);
    expect((await read(`/tjanster/${other?.id}/andra`)).status).toBe(404);
    const input = { externalId: 'F-001', kind: 'Lektor', funding: 'egna medel', startsOn: '2025-08-01' };
    const away = await send(`/tjanster/${own?.id}/andra`, { ...input, unitId: oakSchool.id, version: '1' });
    expect(away.status).toBe(422);
    expect((await register()).positions[0]?.unitId).toBe(birchSchool.id);
    expect((await read('/tjanster/import')).status).toBe(404);
  });

  it.each([
    ['another school', oakSchool.id],
    ['a school that has ended', endedSchool.id],
  ])('let a principal add nothing at %s', async (_, unitId) => {
    as('rektor', birchSchool.id);
    await send('/tjanster', {
      ...{ externalId: 'F-777', kind: 'Lektor', funding: 'egna medel', unitId },
      ...{ startsOn: '2020-08-01', endsOn: '2024-06-30' },
    });
    await send('/tjanster/behov', { unitId, title: 'Läsning', identifiedOn: '2020-08-01' });
    expect([(await register()).positions, (await register()).needs]).toEqual([[], []]);
  });

  it('keep what was written when something is wrong', async () => {
    const wrong = await send('/tjanster', {
      externalId: 'F-123',
      kind: 'Lektor',
      unitId: birchSchool.id,
      funding: 'egna medel',
      startsOn: '2025-02-30',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="F-123"');
    expect(wrong.html).toContain('Dagen ”2025-02-30” finns inte.');
  });

  it('add a position, a holder and an assignment', async () => {
    const added = await send('/tjanster', {
      externalId: 'F-123',
      kind: 'Lektor',
      unitId: birchSchool.id,
      funding: 'egna medel',
      startsOn: '2025-08-01',
      endsOn: '',
    });
    expect(added.status).toBe(303);
    const appointed = await send(`${added.to}/innehav`, { employeeNumber: '1001', startsOn: '2025-08-01' });
    expect(appointed.to).toBe(added.to);
    const given = await send(`${added.to}/uppdrag`, {
      type: 'coachning',
      title: 'Coachar',
      subjects: 'MA, sv',
      plannedShare: '12,5',
      startsOn: '2025-08-01',
    });
    expect(given.to).toBe(added.to);
    const { assignments, appointments } = await register();
    expect(assignments[0]).toMatchObject({ subjects: ['Matematik', 'Svenska'], plannedShare: 12.5 });
    expect(appointments[0]?.personId).toBe(teacher.id);
    const again = await send(`${added.to}/uppdrag/${assignments[0]?.id}`, {
      type: 'coachning',
      title: 'Coachar mer',
      crossSubject: 'ja',
      startsOn: '2025-08-01',
      version: '1',
    });
    expect(again.status).toBe(303);
    const { html } = await read(added.to);
    expect(html).toContain('Uppdrag: från ”Coachar” till ”Coachar mer”');
    expect(html).toContain('Alva Prov blev innehavare.');
  });

  it('show both texts when two have changed the same thing, and lose neither', async () => {
    await enter({ ...vacant });
    const [position] = (await register()).positions;
    const input = {
      externalId: 'F-001',
      kind: 'Lektor',
      unitId: birchSchool.id,
      funding: 'egna medel',
      startsOn: '2025-08-01',
      endsOn: '',
    };
    const address = `/tjanster/${position?.id}/andra`;
    expect((await send(address, { ...input, version: '1' })).status).toBe(303);
    const late = await send(address, {
      ...input,
      externalId: 'F-777',
      funding: 'statsbidrag §17',
      version: '1',
    });
    expect(late.status).toBe(409);
    for (const text of ['F-777', 'statsbidrag §17', 'egna medel', 'name="version" value="2"'])
      expect(late.html).toContain(text);
    expect((await register()).positions[0]?.externalId).toBe('F-001');
    expect((await send(address, { ...input, externalId: 'F-777', version: '2' })).status).toBe(303);
  });

  it('do not reach a holder by way of another position', async () => {
    await enter({}, { ...vacant, tjanst_id: 'F-002', enhet: 'Ekskolan' });
    const { positions, appointments } = await register();
    as('rektor', oakSchool.id);
    const address = `/tjanster/${positions[1]?.id}/innehav/${appointments[0]?.id}`;
    expect((await read(address)).status).toBe(404);
    const sent = await send(address, { startsOn: '2025-08-01', endsOn: '2025-08-02', version: '1' });
    expect(sent.status).toBe(404);
    expect((await register()).appointments[0]?.endsOn).toBeNull();
  });

  it('read in a list: checked, confirmed, undone', async () => {
    const check = await upload({}, { ...vacant, tjanst_id: 'F-002' });
    expect(check.html).toContain('Två tjänster läggs till');
    expect((await register()).positions).toEqual([]);
    const done = await send('/tjanster/import/bekrafta', { token: tokenIn(check.html) });
    expect(done.status).toBe(303);
    expect((await register()).positions.length).toBe(2);
    expect((await read(done.to)).html).toContain('Ångra hela inläsningen');
    expect((await send(`${done.to}/angra`, {})).status).toBe(303);
    expect((await register()).positions).toEqual([]);
    expect((await read('/tjanster/import')).html).toContain('Ångrad');
  });

  it('say what to mend in a list, row by row, and save nothing', async () => {
    const { html } = await upload({ enhet: '1000001' }, { ...vacant, tjanst_id: 'F-002', amnen: 'Matematk' });
    expect(html).toContain('Inget har lästs in. Två saker behöver rättas i filen.');
    expect(html).toContain('Skolenhetskoden 1000001 har sju siffror.');
    expect(html).toContain('Menas Matematik?');
    expect((await register()).positions).toEqual([]);
    expect((await act(loadPeople)).length).toBe(1);
  });

  it('ask which column is which, once', async () => {
    const { header, rows } = tableOf({});
    const renamed = { header: header.map(name => (name === 'tjanst_id' ? 'Nr' : name)), rows, remarks: [] };
    const choose = () => {
      const form = new FormData();
      form.append('file', new File([new Uint8Array(bytesOf(renamed))], 'lista.csv'));
      return send('/tjanster/import', form);
    };
    const asked = await choose();
    expect(asked.html).toContain('Vilken kolumn är vilken?');
    const answers = Object.fromEntries(header.map(name => [name, name === 'tjanst_id' ? 'Nr' : name]));
    const missed = await send('/tjanster/import/kolumner', {
      ...answers,
      tjanst_id: '',
      token: tokenIn(asked.html),
    });
    expect(missed.status).toBe(422);
    const told = await send('/tjanster/import/kolumner', { ...answers, token: tokenIn(asked.html) });
    expect(told.html).toContain('En tjänst läggs till');
    expect((await choose()).html).toContain('En tjänst läggs till');
  });

  it('ask for the file again when it is no longer kept', async () => {
    const gone = await send('/tjanster/import/bekrafta', { token: 'gissning' });
    expect(gone.status).toBe(422);
    expect(gone.html).toContain('Filen finns inte kvar');
  });

  it('give a template that can be read in again', async () => {
    written.length = 0;
    expect((await read('/tjanster/import/mall.csv')).status).toBe(200);
    expect(written[0]?.rows[0]?.length).toBe(written[0]?.columns.length);
  });

  it('keep the subjects that are in use', async () => {
    expect((await send('/tjanster/amnen', { name: 'Slöjdhistoria' })).status).toBe(303);
    expect((await send('/tjanster/amnen', { name: 'matematik' })).status).toBe(422);
    await enter({ amnen: 'slöjdhistoria' });
    expect((await send('/tjanster/amnen/ta-bort', { name: 'Slöjdhistoria' })).status).toBe(422);
  });

  it('show needs with what answers them', async () => {
    await enter({});
    const added = await send('/tjanster/behov', {
      unitId: oakSchool.id,
      title: 'Fler ska läsa',
      identifiedOn: '2026-08-01',
    });
    expect(added.status).toBe(303);
    const { html } = await read('/tjanster/behov');
    expect(html).toContain('Två behov den 23 november 2026, varav ett saknar uppdrag.');
    expect(html).toContain('Inget uppdrag svarar');
  });

  it.each(['/tjanster/okand', '/tjanster/import/okand', '/tjanster/behov/okand'])(
    'miss %s',
    async address => {
      expect((await read(address)).status).toBe(404);
    },
  );
});
