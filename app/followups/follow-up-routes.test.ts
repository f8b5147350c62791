import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { addStructure } from '#app/positions/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { followUpRoutes } from './follow-up-routes.tsx';
import { type FollowUpWorld, got, newFollowUpWorld, today } from './followups.fixture.ts';
import { openRound } from './round-actions.ts';

const none = async () => [];

describe('the form in which an assignment is judged', () => {
  let database: Database;
  let world: FollowUpWorld;
  let server: Hono;
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = serveRoom({
      routes: followUpRoutes({ keptNumbers: none }),
      clock,
      findViewer: () =>
        viewerWith(world.act, {
          ...{ authorityId: world.authorityId, personId: world.people.principal, on: today },
          ...{ role: 'rektor', unitId: world.units.area },
        }),
      transact: (_viewer, _readOnly, work) => world.act(work),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
  });

  /** The form of the round that asks about the structures of the unit. */
  const form = async (): Promise<string> => {
    const { followUps } = got(
      await world.act(tx =>
        openRound(tx, '2027-01-20', { routineId: world.routineId, yearStart: 2026, number: 3 }),
      ),
    );
    const own = followUps.find(one => one.holderId === world.people.holder);
    const answer = await server.request(`http://localhost/uppfoljning/2026-27/${own?.id}/bedom`);
    return (await answer.text()).replaceAll('\u00a0', ' ');
  };

  it('tells beside P7 what the unit has stated of its structures, and where it stands', async () => {
    const group = {
      ...{ subjects: 'Matematik', crossSubject: false, ledBy: '', meets: 'varje vecka', minutes: '60' },
      ...{ inPost: 'ja', questions: '', evidence: [], startsOn: '2026-08-17', endsOn: '' },
    };
    got(await world.act(tx => addStructure(tx, today, world.units.school, group)));
    const page = await form();
    expect(page).toContain('P7 Strukturer för analys av egen undervisning');
    expect(page).toContain('Matematik: varje vecka, 60 minuter, tid finns i tjänsten');
    expect(page).toContain(`/tjanster/strukturer/${world.units.school}?datum=${today}`);
  });

  it('says that nothing is stated where nothing is, and never that there is none', async () => {
    expect(await form()).toContain('Inget är angivet om enhetens ämnesgrupper och möten.');
  });

  it('tells of each field who reads it, what for, and when it was last used', async () => {
    const page = await form();
    expect(page).toContain('Senast använt');
    expect(page).toContain('inte besvarat i någon upprättad uppföljning än');
  });
});
