import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { type FollowUpWorld, got, newFollowUpWorld, today } from './followups.fixture.ts';
import { openRound } from './round-actions.ts';
import { roundRoutes } from './round-routes.tsx';

describe('the page of an academic year', () => {
  let database: Database;
  let world: FollowUpWorld;
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await openEmbeddedForTest();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
    got(
      await world.act(tx => openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 })),
    );
  });

  const pageFor = async (role: Role, unitId: string): Promise<string> => {
    const server = serveRoom({
      routes: roundRoutes({ writeTable: async () => expect.unreachable('no file is asked for') }),
      clock,
      findViewer: () =>
        viewerWith(world.act, {
          ...{ authorityId: world.authorityId, personId: world.people.principal, on: today },
          ...{ role, unitId },
        }),
      transact: (_viewer, _readOnly, work) => world.act(work),
    });
    return (await server.request('http://localhost/uppfoljning/2026-27')).text();
  };
  const places = (page: string) => [page.indexOf('id="uppdragen"'), page.indexOf('id="tackning"')];

  it('begins with the principal’s own assignments, before what is told to everybody', async () => {
    const [own = -1, everybody = -1] = places(await pageFor('rektor', world.units.area));
    expect(own).toBeGreaterThan(0);
    expect(everybody).toBeGreaterThan(own);
  });

  it('begins with how far every area has come for those who follow them all', async () => {
    const [assignments = -1, board = -1] = places(await pageFor('utvecklingsledare', world.units.authority));
    expect(board).toBeGreaterThan(0);
    expect(assignments).toBeGreaterThan(board);
  });
});
