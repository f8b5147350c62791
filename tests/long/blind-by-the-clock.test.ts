import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
  today,
} from '#app/followups/followups.fixture.ts';
import { type FollowUp, saveRating } from '#app/followups/index.ts';
import { buildHouse } from '#app/main.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '../database.ts';

/** What the principal has done while the holder asks. */
type Said = { readonly handIn: boolean; readonly long: boolean };

/** How many times each state is timed; of each, the quickest of a few answers counts, since what disturbs only delays. */
const TIMES = 32;
const ANSWERS = 3;
/** How far from one half the share may be: three standard errors of `TIMES` against `TIMES`. */
const MOST_APART = 0.22;
/** A difference that must show, or the clock says nothing. */
const TOLD = 1.2;
/** A busy machine is forgiven four times: what is really told is told every time. */
const ATTEMPTS = 5;

/** How often an answer of the one state takes longer than one of the other: one half when the clock tells nothing. */
const shareLonger = (one: readonly number[], other: readonly number[]): number => {
  const pairs = one.flatMap(a => other.map(b => (a > b ? 1 : a === b ? 0.5 : 0)));
  return pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length;
};

/**
 * `blind-in-time.test.ts` sees that the same is asked and answered; here the answers are timed, so that what is not a statement (a
 * longer row, a draft that is read and thrown away) would show as well.
 */
describe('by the clock, before both have handed in', () => {
  let database: Database;
  let world: FollowUpWorld;
  let followUp: FollowUp;
  let ask: (path: string) => Promise<number>;
  const clock = new MovableClock();
  clock.moveTo(today);

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    world = await newFollowUpWorld(database);
    followUp = await openFirstRound(world);
    const house = buildHouse({ database, clock, secure: false });
    const token = await world.act(tx => startSession(tx, world.people.holder));
    // The time that the program works, its database within it: what waits for other programs on the machine is not in it.
    ask = async path => {
      const request = new Request(`http://localhost${path}`, { headers: { cookie: `samsyn=${token}` } });
      const started = process.cpuUsage();
      const answer = await house.fetch(request);
      await answer.text();
      const { user, system } = process.cpuUsage(started);
      expect(answer.status).toBe(200);
      return (user + system) / 1000;
    };
  }, 120_000);
  afterAll(() => database.close());

  const say = async (said: Said | null): Promise<void> => {
    await database.owner.deleteFrom('rating').execute();
    await database.owner.deleteFrom('evidence').execute();
    if (said === null) return;
    const content = ratingContent(said.long ? 4 : 1);
    const lines = content.lines.map(line => ({
      ...line,
      wording: said.long ? 'Mycket finns att säga om detta. '.repeat(60) : '',
    }));
    got(
      await world.act(
        tx =>
          saveRating(tx, today, {
            ...ratingInput(followUp, 'rektor', { handIn: said.handIn }),
            content: { ...content, lines },
          }),
        world.people.principal,
      ),
    );
  };

  const quickest = async (path: string): Promise<number> => {
    await ask(path);
    const times: number[] = [];
    for (let at = 0; at < ANSWERS; at += 1) times.push(await ask(path));
    return Math.min(...times);
  };

  /** Both states timed by turns, so that what changes in the machine meets both. */
  const timed = async (path: string, states: readonly [Said | null, Said | null]) => {
    const times: [number[], number[]] = [[], []];
    for (let at = 0; at < TIMES; at += 1)
      for (const which of at % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
        await say(states[which]);
        times[which].push(await quickest(path));
      }
    return times;
  };

  for (const [name, part] of [
    ['the follow-up', ''],
    ['the form', '/bedom'],
  ] as const)
    for (const [what, states] of [
      ['nothing, or written a long draft', [null, { handIn: false, long: true }]],
      [
        'handed in a few words, or many',
        [
          { handIn: true, long: false },
          { handIn: true, long: true },
        ],
      ],
    ] as const)
      it(`${name} takes the holder as long whether the principal has said ${what}`, async () => {
        const path = `/uppfoljning/2026-27/${followUp.id}${part}`;
        const seen: string[] = [];
        for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
          const [one, other] = await timed(path, states);
          const share = shareLonger(one, other);
          const slower = one.map(time => time * TOLD);
          const wouldShow = shareLonger(slower, one) > 0.5 + MOST_APART;
          if (wouldShow && Math.abs(share - 0.5) <= MOST_APART) return;
          seen.push(wouldShow ? `${share} took longer` : 'too unquiet a machine to tell');
        }
        expect(seen).toEqual([]);
      }, 120_000);
});
