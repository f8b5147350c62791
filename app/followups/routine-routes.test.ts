import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { browsing, serveRoom, viewerWith } from '#tests/served.ts';
import { type FollowUpWorld, newFollowUpWorld, routineInput, today } from './followups.fixture.ts';
import { beginVersion } from './routine-actions.ts';
import { additionField, roundField } from './routine-input.ts';
import { routineRoutes } from './routine-routes.tsx';
import { findRoutine, loadRoutines } from './routine-store.ts';

const none = async () => [];

describe('the form of a routine', () => {
  let database: Database;
  let world: FollowUpWorld;
  let server: Hono;
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = serveRoom({
      routes: routineRoutes({ decidedClauses: none, keptNumbers: none }),
      clock,
      findViewer: () =>
        viewerWith(world.act, {
          ...{ authorityId: world.authorityId, personId: world.people.chief, on: today },
          ...{ role: 'förvaltningschef', unitId: world.units.administration },
        }),
      transact: (_viewer, _readOnly, work) => world.act(work),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
    await world.act(tx => beginVersion(tx, today, world.routineId));
  });

  const draft = () => `/uppfoljning/rutiner/${world.routineId}/2`;
  const { see, send } = browsing(() => server);

  /** The whole form as a browser would send it, with one addition. */
  const written = (
    {
      version = '1',
      code = 'P10',
      rounds = ['4'],
    }: { version?: string; code?: string; rounds?: string[] } = {},
    texts: readonly string[] = [
      'Biblioteket',
      'Sker inte.',
      'Sker ibland.',
      'Sker planerat.',
      'Ändrar arbetet.',
    ],
  ): [string, string][] => {
    const { title, fewest, most, startsOn, helpText, guide, rounds: plans } = routineInput();
    const [name = '', ...levels] = texts;
    return [
      ...Object.entries({ version, title, fewest, most, startsOn, endsOn: '', helpText, guide, unitId: '' }),
      ...([
        ['schoolForms', 'GY'],
        ['otherUnits', 'ja'],
      ] as [string, string][]),
      ...plans.flatMap(({ dueDay, criteria }, at): [string, string][] => [
        [roundField(at + 1, 'dueDay'), dueDay],
        ...criteria.map((one): [string, string] => [roundField(at + 1, 'criteria'), one]),
      ]),
      [additionField(code, 'name'), name],
      ...levels.map((text, at): [string, string] => [additionField(code, (at + 1) as 1 | 2 | 3 | 4), text]),
      ...rounds.map((round): [string, string] => [additionField(code, 'rounds'), round]),
    ];
  };
  const saved = () => world.act(tx => findRoutine(tx, world.routineId, 2));

  it("has room for parameters of the routine's own, and keeps them apart from the core", async () => {
    expect((await see(`${draft()}/andra`)).page).toContain('P10: lägg till en egen parameter');
    expect((await send(`${draft()}/andra`, written())).status).toBe(303);
    const routine = await saved();
    expect(routine?.additions).toEqual([
      {
        ...{ code: 'P10', name: 'Biblioteket' },
        levels: ['Sker inte.', 'Sker ibland.', 'Sker planerat.', 'Ändrar arbetet.'],
      },
    ]);
    expect(routine?.rounds[3]?.criteria).toContain('P10');
    const { page } = await see(draft());
    expect(page).toContain('Lokala tillägg');
    expect(page).toContain('Ändrar arbetet.');
    const form = await see(`${draft()}/andra`);
    expect(form.page).toContain('value="Sker planerat."');
    // The core's own choices do not offer it a second time.
    expect(form.page).not.toMatch(/name="criteria-\d" value="P10"/);
  });

  it('keeps everything that was written when a round is full, and says where there is room', async () => {
    const { page } = await send(`${draft()}/andra`, [
      ...written({ rounds: ['1'] }),
      [roundField(1, 'criteria'), 'P2'],
      [roundField(1, 'criteria'), 'P3'],
    ]);
    expect(page).toContain('får ha högst 7');
    expect(page).toContain('Ta bort P2 eller P3 ur den');
    for (const text of ['Biblioteket', 'Sker inte.', 'Ändrar arbetet.'])
      expect(page).toContain(`value="${text}"`);
    expect((await saved())?.additions).toEqual([]);
  });

  it('lets an addition go when its fields are emptied', async () => {
    await send(`${draft()}/andra`, written());
    await send(`${draft()}/andra`, written({ version: '2', rounds: [] }, ['', '', '', '', '']));
    const routine = await saved();
    expect(routine?.additions).toEqual([]);
    expect(routine?.rounds.flatMap(plan => plan.criteria)).not.toContain('P10');
  });

  it('never lets the same code mean two things in two routines', async () => {
    await send(`${draft()}/andra`, written());
    expect((await see('/uppfoljning/rutiner/ny')).page).toContain('P11: lägg till en egen parameter');
    await send('/uppfoljning/rutiner', written());
    const other = (await world.act(loadRoutines)).find(one => one.routineId !== world.routineId);
    expect(other?.additions.map(one => one.code)).toEqual(['P11']);
    expect(other?.rounds[3]?.criteria).toContain('P11');
  });

  it('is compared with the version before by what differs only, told in words too', async () => {
    const before = await world.act(tx => findRoutine(tx, world.routineId, 1));
    const guide = `${before?.guide} Börja med nästa steg.`;
    await send(
      `${draft()}/andra`,
      written({ rounds: [] }, ['', '', '', '', '']).map(([name, value]) =>
        name === 'guide' ? [name, guide] : [name, value],
      ),
    );
    const { page } = await see(`${draft()}/jamfor`);
    expect(page).toMatch(/<ins><span[^>]*> \[tillagt: <\/span>.*Börja med nästa steg\./);
    const [open = '', folded = ''] = page.split('<details class="same">');
    expect(open).not.toContain(before?.helpText);
    expect(folded).toContain(before?.helpText);
  });
});
