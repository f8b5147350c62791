import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '#app/access/index.ts';
import type { Database, Scoped } from '#app/database/index.ts';
import { buildHouse, houseRoutes } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import type { Route } from '#app/web/index.ts';
import {
  expected,
  followUp,
  followUpStates,
  itemStates,
  pulse,
  pulseStates,
  unionStates,
  unionView,
} from './access-rules.ts';
import { openQuickForTest } from './database.ts';
import { buildWorld, standings, type World } from './world.ts';

/** A routine for the unit, and a follow-up and a pulse of its position in every stage. */
const placeFollowUps = async (
  tx: Scoped,
  world: World,
  { position, person }: { readonly position: string; readonly person: string },
): Promise<Record<string, string>> => {
  const own = { authority_id: world.authorityId };
  const ids = { routine: newId(), assignment: newId() };
  await tx.db
    .insertInto('rubric_version')
    .values({ ...own, version: 1, valid_from: '2026-01-01', criteria: '[]' })
    .execute();
  for (const [at, state] of unionStates.entries())
    await tx.db
      .insertInto('routine_version')
      .values({
        ...{ ...own, routine_id: ids.routine, number: at + 1, title: 'Rutin', state: 'utkast' },
        ...{ scope_unit_id: world.unitId, other_units: true, rubric_version: 1, fewest: 3, most: 4 },
        ...{ rounds: '[]', additions: '[]', help_text: '', guide: '', starts_on: '2026-07-01', version: 1 },
        ...(state === 'fackligt steg taget'
          ? { union_on: '2026-05-01', union_form: 'samverkan', union_parties: 'L', union_view: 'Ja' }
          : {}),
        school_forms: [],
      })
      .execute();
  await tx.db
    .insertInto('assignment')
    .values({
      ...{ ...own, assignment_id: ids.assignment, position_id: position, type: 'amnesgrupp', title: 'U' },
      ...{ secondary_types: [], cross_subject: true, subjects: [], starts_on: '2020-01-01', version: 1 },
    })
    .execute();
  const followUps: Record<string, string> = {};
  for (const [at, stage] of followUpStates.entries()) {
    const round_id = newId();
    followUps[stage] = newId();
    await tx.db
      .insertInto('follow_up_round')
      .values({
        ...{ ...own, round_id, routine_id: ids.routine, routine_number: 1, rubric_version: 1 },
        ...{ number: at + 1, year_start: 2026, opened_on: '2026-09-01', due_on: '2026-10-15', criteria: [] },
      })
      .execute();
    await tx.db
      .insertInto('follow_up')
      .values({
        ...{ ...own, follow_up_id: followUps[stage], round_id, position_id: position, stage, version: 1 },
        ...{ assignment_id: ids.assignment, unit_id: world.unitId, holder_id: person },
      })
      .execute();
  }
  for (const [at, state] of pulseStates.entries()) {
    followUps[state] = newId();
    await tx.db
      .insertInto('colleague_pulse')
      .values({
        ...{ ...own, pulse_id: followUps[state], position_id: position, assignment_id: ids.assignment },
        ...{ unit_id: world.unitId, holder_id: person, year_start: 2026, occasion: at + 1, handed_out: 8 },
        ...{ opened_on: '2026-09-01', closes_on: '2026-12-31', answered: null },
        closed_on: state === 'stängd' ? '2026-11-01' : null,
      })
      .execute();
  }
  return { ...ids, ...followUps };
};

/**
 * Who may reach what: every route of the house × every role × how the role's unit stands to the object's × the object's
 * state, through the whole server, against the table in `access-rules.ts`. The table was written from what the roles are for, not from the
 * permission table, and a route that is not in it fails.
 */
describe('who may reach what', () => {
  let database: Database;
  let world: World;
  let house: Hono;
  let wholeHouse: Hono;
  let objects: Record<string, string>;
  const tokens = new Map<string, string>();
  const routes = houseRoutes({ secure: false, clock: systemClock });

  beforeAll(async () => {
    database = await openQuickForTest();
    world = await buildWorld(database);
    // Only the last step is replaced: origin, session, place and right are those of the real server.
    const stubbed = routes.map(route => ({ ...route, handle: async () => new Response('reached') }));
    house = buildHouse({ database, clock: systemClock, secure: false, routes: stubbed });
    wholeHouse = buildHouse({ database, clock: systemClock, secure: false });
    objects = await world.inside(async tx => {
      const own = { authority_id: world.authorityId };
      const ids = {
        ...{ delivery: newId(), matter: newId(), person: newId(), position: newId(), need: newId() },
        structure: newId(),
      };
      await tx.db
        .insertInto('person')
        .values({
          ...own,
          person_id: ids.person,
          given_name: 'Någon',
          family_name: 'Annan',
          is_protected: false,
        })
        .execute();
      await tx.db
        .insertInto('career_position')
        .values({
          ...{
            ...own,
            position_id: ids.position,
            external_id: 'T1',
            kind: 'Förstelärare',
            unit_id: world.unitId,
          },
          ...{ funding: 'egna medel', starts_on: '2020-01-01', ends_on: null, version: 1 },
        })
        .execute();
      await tx.db
        .insertInto('development_need')
        .values({
          ...{ ...own, need_id: ids.need, unit_id: world.unitId, title: 'Läsning', source: null },
          ...{ identified_on: '2020-01-01', ended_on: null, version: 1 },
        })
        .execute();
      await tx.db
        .insertInto('teaching_structure')
        .values({
          ...{ ...own, structure_id: ids.structure, unit_id: world.unitId, kind: 'ämnesgrupp' },
          ...{ cross_subject: true, subjects: [], questions: '', evidence: [], starts_on: '2020-01-01' },
          version: 1,
        })
        .execute();
      await tx.db
        .insertInto('matter')
        .values({
          ...{ ...own, matter_id: ids.matter, registry_number: 'BIN 2026/1', title: 'Ärende' },
          ...{ opened_on: '2026-01-01', version: 1 },
        })
        .execute();
      await tx.db
        .updateTable('organisation_unit')
        .set({ school_unit_code: '99000001' })
        .where('unit_id', '=', world.unitId)
        .execute();
      await tx.db
        .insertInto('result_delivery')
        .values({
          ...{ ...own, delivery_id: ids.delivery, kind: 'np_ak9', school_unit_code: '99000001' },
          ...{
            academic_year: 2025,
            semester: '',
            version: 1,
            is_current: true,
            fingerprint: '',
            scale: 'A–F',
          },
          ...{ row_count: 0, pupil_count: 0, linked_count: null, cell_count: 0, notices: '{}' },
          ...{ received_at: new Date(), received_by: null, replaced_at: null, disposed_at: null },
          ...{ withdrawn_because: null, withdrawn_by: null },
        })
        .execute();
      const items: Record<string, string> = {};
      for (const stage of itemStates) {
        const item_id = newId();
        items[stage] = item_id;
        await tx.db
          .insertInto('board_item')
          .values({
            ...{
              ...own,
              item_id,
              matter_id: ids.matter,
              title: stage,
              stage,
              meeting_on: null,
              author_id: null,
            },
            ...{ clause_style: 'numbered', data_on: '2026-11-23', compare_on: null, decided_on: null },
            ...{ paragraph: null, version: 1 },
          })
          .execute();
      }
      const followUps = await placeFollowUps(tx, world, ids);
      return { ...ids, ...items, ...followUps };
    });
    for (const role of Object.keys(roles) as Role[]) {
      for (const standing of standings) tokens.set(`${role} ${standing}`, await world.token(role, standing));
    }
  });
  afterAll(() => database.close());

  const address = (path: string, state: string | null): string => {
    if (path.startsWith('/uppfoljning')) {
      const id = path.startsWith('/uppfoljning/rutiner') ? objects.routine : objects[state ?? ''];
      return path
        .replace(':lasar', '2026-27')
        .replace(':id', id ?? '')
        .replace(':puls', id ?? '')
        .replace(':nummer', String(Math.max(0, unionStates.indexOf(state ?? '')) + 1));
    }
    if (path.startsWith('/tjanster/strukturer'))
      return path.replace(':enhet', world.unitId).replace(':struktur', objects.structure ?? '');
    const id = path.startsWith('/arenden')
      ? objects.matter
      : path.startsWith('/organisation')
        ? world.unitId
        : path.startsWith('/personer')
          ? objects.person
          : path.startsWith('/tjanster/behov')
            ? objects.need
            : path.startsWith('/resultat')
              ? objects.delivery
              : objects.position;
    return path
      .replace(':itemId', objects[state ?? ''] ?? '')
      .replace(':kod', 'S-2345678')
      .replace(':name', 'tjanster.csv')
      .replace(/:(innehav|uppdrag)/, newId())
      .replace(/:[a-z]+/i, id ?? '');
  };

  const ask = async (
    server: Hono,
    { method, takes }: Pick<Route, 'method' | 'takes'>,
    path: string,
    token: string | null,
  ): Promise<Response> => {
    const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' };
    if (token) headers.cookie = `samsyn=${token}`;
    if (takes === 'json') headers['content-type'] = 'application/json';
    const fields = {
      ...{ unitId: world.unitId, title: 'Rutin', routine: objects.routine ?? '' },
      uppdrag: objects.assignment ?? '',
    };
    const form = takes === 'json' ? '{}' : new URLSearchParams(fields);
    const body = method === 'POST' ? { body: form } : {};
    return server.fetch(new Request(`http://localhost${path}`, { method, headers, ...body }));
  };

  it('has a line in the table for every route, and no line too many', () => {
    const listed = routes.map(route => `${route.method} ${route.path}`);
    expect([...listed].sort()).toEqual(Object.keys(expected).sort());
  });

  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    it(name, async () => {
      const rule = expected[name];
      if (!rule) throw new Error(`${name} is not in the table: write who may reach it`);
      // The demo's files belong to the program, not to an authority.
      // An academic year is nobody's; which routine a round is opened from, and which unit a routine is for, stand in the form.
      const hasObject =
        (route.path.replace(':lasar', '').includes(':') ||
          route.path.endsWith('/oppna') ||
          route.path.endsWith('/aterkalla') ||
          name === 'POST /uppfoljning/puls' ||
          name === 'POST /uppfoljning/rutiner') &&
        !route.path.startsWith('/demo');
      const states = route.path.includes(':itemId')
        ? itemStates
        : route.path.startsWith(followUp)
          ? followUpStates
          : route.path.startsWith(pulse)
            ? pulseStates
            : route.path === unionView
              ? unionStates
              : [null];
      const wrong: string[] = [];
      let cells = 0;
      for (const state of states) {
        const askers = (Object.keys(roles) as Role[]).flatMap(role =>
          standings.map(standing => ({ role, standing })),
        );
        // All at once: the server answers one while the database is asked for another.
        const answers = await Promise.all(
          askers.map(async ({ role, standing }) => {
            const foreign = standing === 'otherAuthority';
            const answer = await ask(
              // Objects of another authority are not there at all, so it is the page itself that must not find them.
              foreign && hasObject ? wholeHouse : house,
              route,
              address(route.path, state),
              tokens.get(`${role} ${standing}`) ?? '',
            );
            return { role, standing, status: answer.status, text: await answer.text() };
          }),
        );
        for (const { role, standing, status, text } of answers) {
          const foreign = standing === 'otherAuthority';
          const reached = status === 200 && text === 'reached';
          // Without an object in the address, people of another authority come to their own pages.
          const seen = foreign && !hasObject ? 'authority' : standing;
          if (foreign && hasObject && status !== 404) wrong.push(`${role}, ${standing}: ${status}`);
          cells += 1;
          if (reached !== rule(role, seen, state)) {
            wrong.push(
              `${role}, ${standing}${state ? `, ${state}` : ''}: ${reached ? 'reached' : `denied ${status}`}`,
            );
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(cells).toBe(states.length * Object.keys(roles).length * standings.length);
    });
  }

  it('answers a visitor alike for what exists and what does not', async () => {
    const real = await ask(house, { method: 'GET' }, address('/organisation/:id', null), null);
    const missing = await ask(house, { method: 'GET' }, `/organisation/${newId()}`, null);
    expect([real.status, missing.status]).toEqual([303, 303]);
  });

  it('answers a person alike for what is missing and what is forbidden', async () => {
    const token = tokens.get('lärare own') ?? '';
    const clean = async (answer: Response) => (await answer.text()).replace(/nonce="[^"]+"/g, '');
    const forbidden = await ask(house, { method: 'GET' }, '/personer', token);
    const missing = await ask(house, { method: 'GET' }, '/personer-som-inte-finns', token);
    expect(forbidden.status).toBe(404);
    expect(await clean(forbidden)).toBe(await clean(missing));
  });

  it('takes a right away at the next request', async () => {
    const token = await world.token('administratör', 'authority');
    expect((await ask(house, { method: 'GET' }, '/personer', token)).status).toBe(200);
    await world.inside(tx =>
      tx.db
        .updateTable('role_holding')
        .set({ ends_on: '2020-01-01', starts_on: '2019-01-01' })
        .where('role', '=', 'administratör')
        .execute(),
    );
    expect((await ask(house, { method: 'GET' }, '/personer', token)).status).toBe(404);
  });
});
