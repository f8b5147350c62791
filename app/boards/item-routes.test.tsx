import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, type Role } from '#app/access/index.ts';
import { type Database, latestEvent, type Scoped, withScope } from '#app/database/index.ts';
import { OrganisationOn, saveAuthority, saveUnit, type Unit } from '#app/organisation/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom } from '#tests/served.ts';
import { itemPath } from './addresses.ts';
import { stubFilling } from './boards.fixture.ts';
import { createItem } from './item-actions.ts';
import { loadTexts } from './item-store.ts';
import { createMatter } from './matter-actions.ts';
import { routes } from './routes.tsx';

const today = '2026-11-23';
const always = { startsOn: '2011-01-01', endsOn: null };
const authorityId = newId();
const unit = (kind: Unit['kind'], parentId: string | null, name: string): Unit => ({
  ...{ id: newId(), kind, schoolUnitCode: null, ...always },
  versions: [{ ...always, name, parentId, schoolForms: [], yearLevels: [] }],
});
const root = unit('Huvudman', null, 'Ekdala kommun');
const administration = unit('Förvaltning', root.id, 'Bildningsförvaltningen');
const organisation = new OrganisationOn([root, administration], today);

const viewer = (role: Role, unitId: string): Viewer => {
  const personId = newId();
  const holdings = [{ id: newId(), personId, role, unitId, ...always }];
  return {
    ...{
      authorityId,
      authorityName: 'Ekdala kommun',
      isDemo: false,
      personId,
      name: role,
      roleLabels: [role],
      holdingIds: [],
      granted: [],
    },
    may: (action, place) => decide({ personId, holdings, organisation }, action, place),
  };
};

describe('the pages of a board item', () => {
  let database: Database;
  let address = '';
  let itemId = '';
  const writer = viewer('utvecklingsledare', administration.id);
  const director = viewer('förvaltningschef', administration.id);
  const politician = viewer('förtroendevald', root.id);
  let who = writer;
  let server: Hono;
  const run = <Result,>(work: (tx: Scoped) => Promise<Result>) =>
    withScope(database, { authorityId, personId: null }, work);

  const read = async (path: string) => {
    const answer = await server.request(`http://localhost${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const send = async (path: string, fields: Readonly<Record<string, string>>) => {
    const answer = await server.request(`http://localhost${path}`, {
      method: 'POST',
      headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, text: await answer.text() };
  };

  beforeAll(async () => {
    database = await openQuickForTest();
    const clock = new MovableClock();
    clock.moveTo(today);
    server = serveRoom({
      routes: routes(async (tx, on) => stubFilling({ on, event: await latestEvent(tx) })),
      clock,
      findViewer: async () => who,
      transact: (_, readOnly, work) =>
        withScope(database, { authorityId, personId: null }, work, { readOnly }),
    });
    await run(async tx => {
      await saveAuthority(tx, {
        ...{ name: 'Ekdala kommun', organisationNumber: null, municipalityCode: null },
        ...{
          boardName: 'bildningsnämnden',
          administrationName: 'bildningsförvaltningen',
          clauseStyle: 'attSatser',
        },
      });
      for (const one of [root, administration]) await saveUnit(tx, one);
      const matter = await createMatter(tx, {
        registryNumber: 'BUN 2026/118',
        title: 'Karriärtjänster',
        openedOn: today,
      });
      if (!matter.ok) throw new Error('no matter');
      const item = await createItem(tx, today, matter.value.id, {
        ...{ title: 'Återrapportering', meetingOn: '2026-12-16', authorId: '', clauseStyle: '' },
        ...{ dataOn: today, compareOn: '' },
      });
      if (!item?.ok) throw new Error('no item');
      itemId = item.value.id;
      address = itemPath(item.value);
    });
  });
  afterAll(() => database.close());

  it('shows a draft to those who prepare it, with everything it lacks', async () => {
    who = writer;
    const page = await read(address);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Innan det kan lämnas till nämnden saknas');
    expect(page.text).toContain('href="/arenden');
  });

  it('shows no draft to politicians, in any form, and no sign that it exists', async () => {
    who = politician;
    for (const path of [
      '',
      '/skrivelse.html',
      '/skrivelse.pdf',
      '/skrivelse.docx',
      '/figures.json',
      '/forslag',
    ])
      expect((await read(address + path)).status).toBe(404);
    expect((await read(address.slice(0, address.indexOf('/skrivelser')))).text).not.toContain(
      'Återrapportering',
    );
  });

  it('marks a downloaded draft as one', async () => {
    who = writer;
    expect((await read(`${address}/skrivelse.html`)).text).toContain('class="draft"');
  });

  it('puts a chosen figure last in the text and saves it as a figure', async () => {
    who = writer;
    const figure = JSON.stringify({ question: 'positions.count', parameters: {} });
    const mark = /name="mark" value="([^"]*)"/.exec((await read(`${address}/beredning`)).text)?.[1] ?? '';
    const shown = await send(`${address}/beredning`, {
      mark,
      text: 'Det finns',
      figure,
      into: 'text',
      do: 'insert',
    });
    const code = /\{\{(S-[0-9A-Z]+)\}\}/.exec(shown.text)?.[1] ?? '';
    expect(code).not.toBe('');
    const inserted = JSON.stringify({ code, question: 'positions.count', parameters: {} });
    const text = `Det finns {{${code}}} tjänster.`;
    expect((await send(`${address}/beredning`, { mark, text, inserted })).status).toBe(303);
    expect((await read(address)).text).toContain('>34</a>');
  });

  it('keeps what was written when a figure does not exist', async () => {
    who = writer;
    const mark = /name="mark" value="([^"]*)"/.exec((await read(`${address}/ekonomi`)).text)?.[1] ?? '';
    const page = await send(`${address}/ekonomi`, { mark, text: 'Kostar {{S-FINNS22}} kronor.' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Kostar {{S-FINNS22}} kronor.');
  });

  it('shows both texts when somebody came before, and lets the second choose', async () => {
    who = writer;
    const page = await send(`${address}/sammanfattning`, { mark: 'gammal', text: 'Min sammanfattning.' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('Min sammanfattning.');
    const mark = /name="mark" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    expect((await send(`${address}/sammanfattning`, { mark, text: 'Min sammanfattning.' })).status).toBe(303);
    expect((await run(tx => loadTexts(tx, itemId))).summary).toBe('Min sammanfattning.');
  });

  it('adds a clause to the form without saving, and keeps what is in it', async () => {
    who = writer;
    const page = await send(`${address}/forslag`, { mark: '', rows: '3', 'text-1': 'godkänna', do: 'add' });
    expect(page.status).toBe(200);
    expect(page.text.match(/<textarea/g)).toHaveLength(4);
    expect(page.text).toContain('>godkänna</textarea>');
  });

  it('lets only those make a move who may, and says all that is in the way', async () => {
    who = writer;
    expect((await send(`${address}/lage`, { move: 'approve', version: '1' })).status).toBe(404);
    const version = /name="version" value="(\d+)"/.exec((await read(address)).text)?.[1] ?? '';
    expect((await send(`${address}/lage`, { move: 'submit', version })).status).toBe(303);
    expect((await send(`${address}/ekonomi`, { mark: '', text: 'Sent.' })).status).toBe(404);
    who = director;
    const now = /name="version" value="(\d+)"/.exec((await read(address)).text)?.[1] ?? '';
    const refused = await send(`${address}/lage`, { move: 'approve', version: now });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Det som saknas behöver åtgärdas först.');
    expect(
      (await send(`${address}/lage`, { move: 'returnToWriter', version: now, comment: 'Tabell saknas.' }))
        .status,
    ).toBe(303);
    who = writer;
    expect((await read(address)).text).toContain('Tabell saknas.');
  });

  it('never makes by a button what only the decision of the board does', async () => {
    who = director;
    expect((await send(`${address}/lage`, { move: 'decide', version: '1' })).status).toBe(404);
  });
});
