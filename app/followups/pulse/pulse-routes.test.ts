import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decide, type Role } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { browsing, serveRoom } from '#tests/served.ts';
import { type FollowUpWorld, newFollowUpWorld, today } from '../followups.fixture.ts';
import { pulseTasks } from './pulse-reading.ts';
import { pulseRoutes } from './pulse-routes.tsx';

describe('the pages of the colleague pulse', () => {
  let database: Database;
  let world: FollowUpWorld;
  let server: Hono;
  let assignmentId: string;
  /** Whoever is looking; null is somebody at the door. */
  let who: { readonly role: Role; readonly unitId: string; readonly personId: string } | null = null;
  const clock = new MovableClock();

  const viewer = async () => {
    const personId = who?.personId ?? null;
    const organisation = await world.act(tx => loadOrganisation(tx, clock.today()));
    const holdings = who ? [{ id: newId(), ...who, startsOn: '2020-01-01', endsOn: null }] : [];
    return {
      ...{ authorityId: world.authorityId, authorityName: 'Provkommun', isDemo: false },
      ...{ personId, name: who ? 'Vera Visare' : null, roleLabels: [], holdingIds: [], granted: [] },
      may: (...[action, place]: Parameters<typeof decide> extends [unknown, ...infer Rest] ? Rest : never) =>
        decide({ personId, holdings, organisation }, action, place),
    };
  };

  beforeAll(async () => {
    database = await openQuickForTest();
    server = serveRoom({
      ...{ routes: pulseRoutes(), clock, findViewer: viewer },
      transact: (_viewer, _readOnly, work) => world.act(work),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
    assignmentId = await world.act(async tx => {
      const { positions, assignments } = await loadRegister(tx);
      const position = positions.find(one => one.unitId === world.units.school);
      return assignments.find(one => one.positionId === position?.id)?.id ?? '';
    });
  });

  const principal = () => ({
    role: 'rektor' as const,
    unitId: world.units.area,
    personId: world.people.principal,
  });
  const holder = () => ({
    role: 'förstelärare' as const,
    unitId: world.units.school,
    personId: world.people.holder,
  });
  const chief = () => ({
    ...{ role: 'förvaltningschef' as const, unitId: world.units.administration },
    personId: world.people.chief,
  });
  const hr = () => ({
    role: 'hrEkonom' as const,
    unitId: world.units.administration,
    personId: world.people.hr,
  });

  const { see, send } = browsing(() => server);
  const open = async (): Promise<{ codes: string[]; path: string }> => {
    who = principal();
    const { page } = await send('/uppfoljning/puls', {
      uppdrag: assignmentId,
      antal: '6',
      stanger: '2026-10-15',
    });
    const codes = [...page.matchAll(/slip-code">([A-Z0-9-]+)</g)].map(([, code]) => code ?? '');
    return { codes, path: /href="(\/uppfoljning\/puls\/[^"]+)"/.exec(page)?.[1] ?? '' };
  };
  const answer = (kod: string, exempel = '') => {
    who = null;
    return send('/puls', {
      kod: kod.toLowerCase(),
      kanner: 'ganska bra',
      andrat: exempel ? 'inte alls' : 'vet ej',
      exempel,
    });
  };
  const answered = async (count: number) => {
    const { codes, path } = await open();
    for (const code of codes.slice(0, count)) expect((await answer(code)).status).toBe(200);
    return { codes, path };
  };

  it('let a principal print a slip for each colleague, who answers without signing in', async () => {
    const { codes, path } = await open();
    expect(codes).toHaveLength(6);
    expect((await answer(codes[0] ?? '')).page).toContain('Tack för svaret');
    const twice = await answer(codes[0] ?? '', 'Vi planerar ihop.');
    expect(twice.status).toBe(422);
    expect(twice.page).toContain('är redan använd');
    // What was written stays in the form.
    expect(twice.page).toContain('Vi planerar ihop.');
    who = principal();
    expect((await see(path)).page).toContain('Svaren visas när pulsen är stängd');
  });

  it('show counts to principal and chief, examples to principal and holder, and nothing to HR', async () => {
    const { codes, path } = await answered(4);
    await answer(codes[4] ?? '', 'Vi planerar ihop.');
    clock.moveTo('2026-10-20');
    who = chief();
    expect((await see(path)).status).toBe(404);
    who = principal();
    expect((await send(`${path}/stang`, {})).status).toBe(303);
    for (const reader of [principal(), holder()]) {
      who = reader;
      const { page } = await see(path);
      expect(page).toContain('Fem av sex svarade. En svarade inte');
      expect(page).toContain('Vi planerar ihop.');
    }
    who = chief();
    const { page } = await see(path);
    expect(page).toContain('Fem av sex svarade');
    expect(page).not.toContain('Vi planerar ihop.');
    who = hr();
    expect((await see(path)).status).toBe(404);
  });

  it('say that nothing is shown when too few have answered, and not how few', async () => {
    const { path } = await answered(3);
    clock.moveTo('2026-10-20');
    who = principal();
    expect((await see(path)).page).not.toContain('tre');
    await send(`${path}/stang`, {});
    const { page } = await see(path);
    expect(page).toContain('Färre än fem av sex svarade');
    expect(page).not.toContain('<td');
  });

  it('remind the principal, and nobody else, to close one whose last day has gone', async () => {
    await answered(0);
    clock.moveTo('2026-10-20');
    const cards = async (reader: typeof who) => {
      who = reader;
      const looking = await viewer();
      return (await world.act(tx => pulseTasks(tx, looking, clock.today()))).map(({ title }) => title);
    };
    expect(await cards(principal())).toEqual(['Stäng kollegapulsen: Matematik, Nordgymnasiet']);
    expect(await cards(holder())).toEqual([]);
    expect(await cards(chief())).toEqual([]);
  });

  it('tell what is wrong with an opening, and keep what was written', async () => {
    who = principal();
    const { status, page } = await send('/uppfoljning/puls', {
      uppdrag: assignmentId,
      antal: '3',
      stanger: '2026-10-15',
    });
    expect(status).toBe(422);
    expect(page).toContain('Skriv hur många kollegor som får frågorna, 5–80');
    expect(page).toContain('value="2026-10-15"');
  });

  it.each(['/uppfoljning/puls/1', '/uppfoljning/puls/01a217ff-85cd-78bc-b3f8-eb8f21de65b0'])(
    'do not know %s',
    async path => {
      who = principal();
      expect((await see(path)).status).toBe(404);
    },
  );
});
