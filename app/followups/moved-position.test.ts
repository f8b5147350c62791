import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { addUnit } from '#app/organisation/index.ts';
import { changePosition, loadRegister } from '#app/positions/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { countFigure } from './figures.ts';
import type { FollowUp, Party } from './follow-up.ts';
import { moveFollowUp, noteEvidence, saveAgreed, saveRating } from './follow-up-actions.ts';
import { followUpRoutes } from './follow-up-routes.tsx';
import { findFollowUp } from './follow-up-store.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
} from './followups.fixture.ts';
import { readLate } from './late-reading.ts';
import { followUpQuestions } from './question-texts.ts';
import { readYear } from './reading.ts';
import { openRound } from './round-actions.ts';
import { roundRoutes } from './round-routes.tsx';
import type { MoveName } from './stages.ts';
import { followUpTasks } from './task-reading.ts';

const before = '2027-01-09';
const moved = '2027-01-10';
const later = '2027-02-01';

let database: Database;
let world: FollowUpWorld;
let server: Hono;
let reader: () => Promise<Viewer>;
let south = '';
let compulsory = '';
/** Finalised where it was made, and begun there. */
let finished: FollowUp;
let begun: FollowUp;
const clock = new MovableClock();

beforeAll(async () => {
  database = await openQuickForTest();
  server = serveRoom({
    routes: [
      ...followUpRoutes({ keptNumbers: async () => [] }),
      ...roundRoutes({ writeTable: async () => new Uint8Array() }),
    ],
    ...{
      clock,
      findViewer: () => reader(),
      transact: (viewer, _readOnly, work) => world.act(work, viewer.personId),
    },
  });
});
afterAll(() => database.close());

const words = (party: Party) => `KANARIE-${party}-SLUT`;

const rate = async (followUp: FollowUp, party: Party, criteria: readonly string[], handIn = true) => {
  const content = ratingContent(3, { nextStep: words(party) }, criteria);
  got(
    await world.act(
      tx => saveRating(tx, '2026-12-01', { ...ratingInput(followUp, party, { handIn }), content }),
      world.people[party === 'rektor' ? 'deputy' : 'holder'],
    ),
  );
};

const step = async (id: string, move: MoveName, on: string, reason = ''): Promise<FollowUp> =>
  world.act(async tx => {
    const seen = (await findFollowUp(tx, id, on))?.version ?? 0;
    return got(await moveFollowUp(tx, on, { followUpId: id, seen, move, reason }));
  }, world.people.deputy);

const finalise = async (followUp: FollowUp, criteria: readonly string[], on: string): Promise<FollowUp> => {
  await world.act(async tx => {
    const lines = criteria.map(code => ({ code, judgement: 3 as const, reason: '' }));
    const content = { nextStep: 'Vidare', nextStepAbout: null, actualShare: 12, lines };
    got(await saveAgreed(tx, on, { followUpId: followUp.id, seen: 0, content }));
  }, world.people.deputy);
  await step(followUp.id, 'markReady', on);
  return step(followUp.id, 'approve', on);
};

const moveTo = (unitId: string, on: string): Promise<void> =>
  world.act(async tx => {
    const position = (await loadRegister(tx)).positions.find(one => one.externalId === 'F-1');
    if (!position) throw new Error('The position is missing.');
    const input = { externalId: 'F-1', kind: 'Förstelärare', unitId, movesOn: on, funding: 'egna medel' };
    got(
      await changePosition(tx, on, position.id, position.version, {
        ...{ ...input, startsOn: position.startsOn, endsOn: '' },
      }),
    );
  });

beforeEach(async () => {
  world = await newFollowUpWorld(database);
  const school = async (name: string, schoolUnitCode: string, form: string) => {
    const unit = { kind: 'Skolenhet', name, parentId: world.units.administration, schoolUnitCode };
    return (
      await world.act(async tx =>
        got(
          await addUnit(tx, '2026-07-01', {
            ...unit,
            from: '2026-07-01',
            schoolForms: [form],
            yearLevels: [],
          }),
        ),
      )
    ).id;
  };
  south = await school('Sydgymnasiet', '99000021', 'GY');
  compulsory = await school('Sydskolan', '99000022', 'GR');
  finished = await openFirstRound(world);
  const first = ['rektor', 'innehavare'] as const;
  const { criteria } = (await world.act(tx => readYear(tx, 2026, '2026-10-01'))).rounds[0] ?? {
    criteria: [],
  };
  for (const party of first) await rate(finished, party, criteria);
  finished = await finalise(finished, criteria, '2026-12-01');
  const opened = got(
    await world.act(tx =>
      openRound(tx, '2026-12-01', { routineId: world.routineId, yearStart: 2026, number: 2 }),
    ),
  );
  const found = opened.followUps.find(one => one.holderId === world.people.holder);
  if (!found) throw new Error('no follow-up');
  begun = found;
  await rate(begun, 'rektor', opened.round.criteria);
  await rate(begun, 'innehavare', opened.round.criteria, false);
});

const principalOf = (unitId: string, on: string, personId: string) => () =>
  viewerWith(world.act, { ...{ authorityId: world.authorityId, role: 'rektor', unitId, on, personId } });
const theOld = (on: string) => principalOf(world.units.school, on, world.people.deputy);
const theNew = (on: string) => principalOf(south, on, world.people.principal);
const theHolder = (on: string) => () =>
  viewerWith(world.act, {
    ...{ authorityId: world.authorityId, role: 'förstelärare', unitId: south, on },
    personId: world.people.holder,
  });

const ask = async (who: (on: string) => () => Promise<Viewer>, on: string, path: string, body?: object) => {
  clock.moveTo(on);
  reader = who(on);
  const answer = await server.request(`http://localhost/uppfoljning/2026-27${path}`, {
    ...(body ? { method: 'POST', body: new URLSearchParams({ ...body }) } : {}),
    headers: { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
  });
  return { status: answer.status, text: (await answer.text()).replaceAll('\u00a0', ' ') };
};

const board = async (on: string, area: string) =>
  (await world.act(tx => readYear(tx, 2026, on))).board
    .find(line => line.area.name === area)
    ?.rounds.map(({ covered: { state, done, due, movedOut } }) => ({ state, done, due, movedOut }));

describe('a position that goes to another principal in the middle of the year', () => {
  beforeEach(() => moveTo(south, moved));

  it('leaves what is unfinished with the old principal until the day before', async () => {
    expect((await ask(theOld, before, `/${begun.id}`)).status).toBe(200);
    expect((await ask(theNew, before, `/${begun.id}`)).status).toBe(404);
  });

  it('takes what is unfinished to the new principal, who meets what the old one wrote', async () => {
    const { status, text } = await ask(theNew, moved, `/${begun.id}`);
    expect(status).toBe(200);
    expect(text).toContain(words('rektor'));
    expect(text).toContain('Den påbörjades vid Nordgymnasiet. Tjänsten står nu vid Sydgymnasiet');
    expect(text).not.toContain(words('innehavare'));
    expect((await ask(theHolder, moved, `/${begun.id}`)).text).not.toContain(words('rektor'));
  });

  it('is neither seen nor written by the old principal any more', async () => {
    for (const path of ['', '/bedom'])
      expect((await ask(theOld, moved, `/${begun.id}${path}`)).status).toBe(404);
    for (const [act, fields] of Object.entries({
      bedom: { version: '1', act: 'save', nextStep: 'x' },
      'ta-tillbaka': {},
      underlag: { kind: 'enkät', datedOn: '2026-12-01', what: 'x' },
      lage: { version: '1', move: 'callOff', reason: 'x' },
    }))
      expect((await ask(theOld, moved, `/${begun.id}/${act}`, fields)).status).toBe(404);
    const { text } = await ask(theOld, moved, '');
    expect(text).toContain(finished.id);
    expect(text).not.toContain(begun.id);
  });

  it('keeps what was finalised with those who made it, also when it is opened again', async () => {
    expect((await ask(theOld, moved, `/${finished.id}`)).status).toBe(200);
    expect((await ask(theNew, moved, `/${finished.id}`)).status).toBe(404);
    await step(finished.id, 'reopen', moved, 'Ett fel i texten');
    expect((await ask(theOld, moved, `/${finished.id}`)).status).toBe(200);
    expect((await ask(theNew, moved, `/${finished.id}`)).status).toBe(404);
  });

  it('keeps from the old principal what the new one and the holder note', async () => {
    const evidence = { kind: 'enkät', datedOn: moved };
    const noted = { ...evidence, what: 'KANARIE-antecknat' };
    await world.act(async tx => got(await noteEvidence(tx, moved, begun.id, noted)), world.people.principal);
    for (const who of [theNew, theHolder])
      expect((await ask(who, moved, `/${begun.id}`)).text).toContain(noted.what);
    const { text } = await ask(theOld, moved, `/${finished.id}`);
    expect(text).not.toContain(noted.what);
    expect(text).toContain('Ämneslagets möte');
  });

  it('keeps what the new principal finalised there, wherever the position goes next', async () => {
    const { criteria } = (await world.act(tx => readYear(tx, 2026, moved))).rounds[1] ?? { criteria: [] };
    const content = ratingContent(3, {}, criteria);
    const own = { ...ratingInput(begun, 'innehavare', { seen: 1 }), content };
    got(await world.act(tx => saveRating(tx, moved, own), world.people.holder));
    await finalise(begun, criteria, moved);
    await moveTo(compulsory, later);
    expect((await world.act(tx => findFollowUp(tx, begun.id, later)))?.unitId).toBe(south);
  });

  it('waits for the new principal: on the first page, in what is late and on the coverage board', async () => {
    const cards = async (who: (on: string) => () => Promise<Viewer>) => {
      const viewer = await who(moved)();
      return (await world.act(tx => followUpTasks(tx, viewer, moved))).map(one => one.title);
    };
    await world.act(tx => tx.db.deleteFrom('rating').where('follow_up_id', '=', begun.id).execute());
    expect(await cards(theOld)).toEqual([]);
    expect(await cards(theNew)).toEqual(['Uppföljning 2 av 4: Matematik, Sydgymnasiet']);
    const units = async (on: string) => (await world.act(tx => readLate(tx, on))).map(one => one.unitId);
    expect(await units(before)).toContain(world.units.school);
    expect(await units(moved)).toContain(south);
    expect(await units(moved)).not.toContain(world.units.school);
    expect((await board(moved, 'Område Nord'))?.map(one => one.state)).toEqual(['klart', 'inga uppdrag']);
    expect((await board(moved, 'Sydgymnasiet'))?.map(one => one.state)).toEqual(['inga uppdrag', 'sent']);
  });
});

describe('a position that goes to a school that the routine is not for', () => {
  beforeEach(() => moveTo(compulsory, moved));

  it('is told of where it was begun, and is missing nowhere', async () => {
    expect(await board(moved, 'Område Nord')).toEqual([
      { state: 'klart', done: 1, due: 1, movedOut: 0 },
      { state: 'inga uppdrag', done: 0, due: 0, movedOut: 1 },
    ]);
    expect(await board(moved, 'Sydskolan')).toBeUndefined();
    const late = (await world.act(tx => readLate(tx, moved))).map(one => one.unitId);
    expect(late).not.toContain(compulsory);
    expect((await ask(theOld, moved, '')).text).toContain(
      '1 har flyttat med sin tjänst till en enhet som rutinen inte omfattar',
    );
  });

  it('is counted in no number of what should be finalised', async () => {
    const count = followUpQuestions.find(one => one.key === 'followups.count');
    for (const unitId of [world.units.area, compulsory, world.units.administration]) {
      const cut = { on: moved, event: 0 };
      const asked = countFigure({ roundId: begun.roundId, unitId, state: 'ska bli klar' }, null, cut);
      const figure = await world.act(async tx => count?.ask(tx, asked, moved));
      // The mother-tongue unit alone is left in the administration.
      expect(figure?.value).toBe(unitId === world.units.administration ? 1 : 0);
    }
  });

  it('waits for its new principal, who is told that it may be called off', async () => {
    await world.act(tx => tx.db.deleteFrom('rating').where('follow_up_id', '=', begun.id).execute());
    const viewer = await principalOf(compulsory, moved, world.people.principal)();
    const [card] = await world.act(tx => followUpTasks(tx, viewer, moved));
    expect(card?.about).toContain('rutinen inte omfattar: gör klart, eller ställ in');
  });
});
