import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { giveRole } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { browsing, serveRoom, viewerWith } from '#tests/served.ts';
import { type FollowUpWorld, got, newFollowUpWorld, routineInput, today } from '../followups.fixture.ts';
import { beginVersion, changeRoutine, decideRoutine, recordUnionStep } from '../routine-actions.ts';
import { routineRoutes } from '../routine-routes.tsx';
import { findRoutine } from '../routine-store.ts';
import { unionTasks } from './union-reading.ts';
import { unionRoutes } from './union-routes.tsx';
import { loadUnionViews } from './union-store.ts';
import { askedHash } from './union-view.ts';

const none = async () => [];

describe('a draft that waits for its union step', () => {
  let database: Database;
  let world: FollowUpWorld;
  let server: Hono;
  let viewer: Viewer;
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = serveRoom({
      routes: [...routineRoutes({ decidedClauses: none, keptNumbers: none }), ...unionRoutes()],
      clock,
      findViewer: async () => viewer,
      transact: (who, _readOnly, work) => world.act(work, who.personId),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
    await world.act(tx => beginVersion(tx, today, world.routineId));
  });

  const be = async (
    role: 'facklig' | 'utvecklingsledare' | 'verksamhetschef' | 'lärare',
    personId: string,
    unitId?: string,
  ) => {
    viewer = await viewerWith(world.act, {
      ...{ authorityId: world.authorityId, personId, on: today, role },
      unitId: unitId ?? world.units.administration,
    });
  };
  // Whoever it is has to be a person of the authority: what they say is kept with their name.
  const representative = () => be('facklig', world.people.deputy ?? '');
  const leader = () => be('utvecklingsledare', world.people.chief ?? '');
  const tasks = () => world.act(tx => unionTasks(tx, viewer, today));
  const draft = () => `/uppfoljning/rutiner/${world.routineId}/2`;
  const mark = (seen: number) => ({ routineId: world.routineId, number: 2, seen });
  const { see, send } = browsing(() => server);
  const current = () => world.act(tx => findRoutine(tx, world.routineId, 2));
  const seen = async () => {
    const routine = await current();
    if (!routine) throw new Error('There is no draft');
    return askedHash(routine);
  };
  const say = async (view = 'Vi vill ha mer tid.') =>
    send(`${draft()}/syn`, { seen: await seen(), party: 'Sveriges Lärare', on: today, view });
  const addField = async (version: number) => {
    const biblioteket = {
      ...{ code: 'P10', name: 'Biblioteket', rounds: [4] },
      levels: ['Sker inte.', 'Sker ibland.', 'Sker planerat.', 'Ändrar arbetet.'] as const,
    };
    return got(
      await world.act(tx =>
        changeRoutine(tx, today, mark(version), routineInput({ additions: [biblioteket] })),
      ),
    );
  };

  it('stands on the first page of the representative, until the union has said what it thinks', async () => {
    await representative();
    const [card] = await tasks();
    expect(card?.title).toContain('Läs utkastet');
    expect(card?.href).toBe(`${draft()}#fackligt`);
    expect((await say()).status).toBe(303);
    expect(await tasks()).toEqual([]);
  });

  it('shows each field that it adds, with who reads it and what for, and who notes the step', async () => {
    await addField(1);
    await representative();
    const { page } = await see(draft());
    const section = page.slice(page.indexOf('id="fackligt"'), page.indexOf('Om rutinen'));
    expect(section).toContain('P10 Biblioteket');
    expect(section).toContain('att utveckla uppdraget');
    expect(section).not.toContain('P1 Övergripande');
    expect(section).toContain('Lämna er syn');
    expect(section).toContain('som leder uppföljningen');
  });

  it('is unlocked by nobody alone: what a union says is not the step, and the representative cannot note it', async () => {
    await representative();
    await say();
    expect((await current())?.union).toBeNull();
    expect((await send(`${draft()}/fackligt`, { version: '1' })).status).toBe(404);
    expect((await current())?.union).toBeNull();
    await leader();
    expect((await send(`${draft()}/syn`, { seen: await seen() })).status).toBe(404);
  });

  it('comes to those who lead when a union has spoken, with its words in the form', async () => {
    await leader();
    expect(await tasks()).toEqual([]);
    await representative();
    await say();
    await leader();
    const [card] = await tasks();
    expect(card?.about).toBe('Sveriges Lärare har lämnat sin syn.');
    const { page } = await see(card?.href ?? '');
    expect(page).toContain('value="Sveriges Lärare"');
    expect(page).toContain('Sveriges Lärare: Vi vill ha mer tid.</textarea>');
  });

  it('waits for whoever leads the development, not for every chief who may note it, unless there is none', async () => {
    await representative();
    await say();
    await be('verksamhetschef', world.people.principal ?? '');
    expect(await tasks()).toHaveLength(1);
    const period = { startsOn: '2020-01-01', endsOn: '' };
    const leads = { personId: world.people.chief ?? '', role: 'utvecklingsledare', ...period };
    got(await world.act(tx => giveRole(tx, today, { ...leads, unitId: world.units.administration ?? '' })));
    expect(await tasks()).toEqual([]);
    await leader();
    expect(await tasks()).toHaveLength(1);
  });

  it('keeps what a union has said between the parties until the step has been noted', async () => {
    await representative();
    await say();
    await be('lärare', world.people.holder ?? '', world.units.school);
    expect((await see(draft())).page).not.toContain('Vi vill ha mer tid.');
    const step = { on: today, form: 'samverkan', parties: 'Sveriges Lärare', view: 'Mer tid' };
    got(await world.act(tx => recordUnionStep(tx, today, mark(1), step)));
    expect((await see(draft())).page).toContain('Vi vill ha mer tid.');
    await representative();
    expect((await say('För sent')).status).toBe(404);
  });

  it('comes back to the representative when it asks something else, and takes nothing that was said of what it asked before', async () => {
    await representative();
    await say();
    const before = await seen();
    await addField(1);
    expect((await tasks())[0]?.about).toContain('har ändrats');
    expect((await see(draft())).page).toContain('har ändrats sedan dess');
    const late = await send(`${draft()}/syn`, { seen: before, party: 'L', on: today, view: 'Ja' });
    expect(late.page).toContain('har ändrats medan du skrev');
    expect(await world.act(loadUnionViews)).toHaveLength(1);
    await leader();
    expect(await tasks()).toEqual([]);
  });

  it('needs the step anew when it asks something else afterwards, but not when it is only worded better', async () => {
    const step = { on: today, form: 'samverkan', parties: 'Sveriges Lärare', view: 'Ja' };
    got(await world.act(tx => recordUnionStep(tx, today, mark(1), step)));
    const worded = routineInput({ guide: 'Börja med det nästa steget.' });
    expect(got(await world.act(tx => changeRoutine(tx, today, mark(2), worded))).union).not.toBeNull();
    expect((await addField(3)).union).toBeNull();
  });

  it('waits also when it has been decided without the step, which keeps the judgements locked', async () => {
    const decision = { decidedOn: today, decidedBy: 'chefen', paragraph: '', clauseId: '' };
    got(await world.act(tx => decideRoutine(tx, today, mark(1), decision)));
    await representative();
    const [card] = await tasks();
    expect(card?.title).toContain('Läs rutinen');
    expect(card?.about).toContain('låst');
  });
});
