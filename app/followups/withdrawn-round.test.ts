import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, latestEvents } from '#app/database/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import type { FollowUp } from './follow-up.ts';
import { moveFollowUp, noteEvidence, saveRating, takeBackRating } from './follow-up-actions.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingInput,
  today,
} from './followups.fixture.ts';
import { insertReading } from './reader-store.ts';
import { readYear } from './reading.ts';
import { openRound, withdrawRound } from './round-actions.ts';

let database: Database;
let world: FollowUpWorld;
let followUp: FollowUp;

beforeAll(async () => {
  database = await openQuickForTest();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await newFollowUpWorld(database);
  followUp = await openFirstRound(world);
});

const first = () => ({ routineId: world.routineId, yearStart: 2026, number: 1 });
const withdraw = () => world.act(tx => withdrawRound(tx, today, first()), world.people.chief);
const rounds = () => world.act(async tx => (await readYear(tx, 2026, today)).rounds.length);
const rate = (handIn: boolean) =>
  world.act(tx => saveRating(tx, today, ratingInput(followUp, 'rektor', { handIn })), world.people.principal);

describe('a round that was opened by mistake', () => {
  it('is taken back as if it had never been, and can be opened anew', async () => {
    // Somebody has looked at it, which is no more than that.
    await world.act(tx => insertReading(tx, followUp.id, world.people.principal, today));
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(await rounds()).toBe(0);
    await openFirstRound(world);
    expect(await rounds()).toBe(1);
  });

  it('is told of in the log, with how many follow-ups went with it', async () => {
    await withdraw();
    const [event] = await world.act(tx => latestEvents(tx, null, 1));
    expect(event).toMatchObject({
      ...{ kind: 'roundWithdrawn', actorId: world.people.chief },
      details: { yearStart: 2026, number: 1, followUps: 2 },
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a draft is begun', () => rate(false)],
    ['somebody has handed in', () => rate(true)],
    [
      'somebody has handed in and taken it back',
      async () => {
        await rate(true);
        const own = { followUpId: followUp.id, party: 'rektor' as const };
        await world.act(tx => takeBackRating(tx, today, own), world.people.principal);
      },
    ],
    [
      'one of them has been called off, with a reason',
      () =>
        world.act(
          async tx =>
            got(
              await moveFollowUp(tx, today, {
                ...{ followUpId: followUp.id, seen: 1, move: 'callOff', reason: 'Sjukskrivning' },
              }),
            ),
          world.people.principal,
        ),
    ],
  ])('stays when %s', async (_, write) => {
    await write();
    expect(await withdraw()).toMatchObject({ ok: false, problems: [{ field: '' }] });
    expect(await rounds()).toBe(1);
  });

  it('goes though evidence of the assignment has been noted, which is kept with the assignment', async () => {
    const input = { kind: 'enkät', datedOn: today, what: 'Kort enkät' };
    await world.act(tx => noteEvidence(tx, today, followUp.id, input), world.people.principal);
    expect(await withdraw()).toMatchObject({ ok: true });
    const kept = await world.act(tx => tx.db.selectFrom('evidence').select('what').execute());
    expect(kept.map(one => one.what)).toContain('Kort enkät');
  });

  it('leaves the other rounds alone', async () => {
    await world.act(async tx => got(await openRound(tx, today, { ...first(), number: 2 })));
    expect(await withdraw()).toMatchObject({ ok: true });
    const left = (await world.act(tx => readYear(tx, 2026, today))).rounds;
    expect(left.map(one => one.number)).toEqual([2]);
  });

  it('is not there to be taken back twice', async () => {
    await withdraw();
    expect(await withdraw()).toMatchObject({ ok: false });
  });
});

describe('a round that is taken back while somebody begins to write', () => {
  it('goes before the text is saved or stays with it: nobody is told that a text was saved that is gone', async () => {
    const [gone, saved] = await Promise.all([withdraw(), rate(false)]);
    expect(gone.ok).toBe(saved.kind !== 'saved');
    expect(await rounds()).toBe(gone.ok ? 0 : 1);
  });
});
