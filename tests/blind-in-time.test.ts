import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '#app/access/index.ts';
import { type Database, recordEvent } from '#app/database/index.ts';
import {
  type FollowUpWorld,
  got,
  newEvidence,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
  today,
} from '#app/followups/followups.fixture.ts';
import { type FollowUp, type Party, saveRating } from '#app/followups/index.ts';
import { buildHouse, houseRoutes } from '#app/main.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from './database.ts';

type Rated = { readonly handIn: boolean; readonly level: 1 | 4; readonly long: boolean } | null;

const draft = (level: 1 | 4, long: boolean): Rated => ({ handIn: false, level, long });
const handedIn = (level: 1 | 4, long: boolean): Rated => ({ handIn: true, level, long });

/** What the one may have done that the other is not to know of: within a line nothing may tell which it was. */
const alike: readonly (readonly Rated[])[] = [
  [null, draft(1, false), draft(4, true)],
  [handedIn(1, false), handedIn(4, true)],
];

/**
 * What one party has said before both have handed in cannot be told from an answer to the other: not from its bytes, its length or
 * its headers, and not from how long it takes, since the same statements are asked of the database and give as many rows. That somebody
 * has handed in may be known; see `blind.ts`.
 */
describe('before both have handed in, an answer', () => {
  let database: Database;
  let world: FollowUpWorld;
  let followUp: FollowUp;
  let ask: (token: string, method: 'GET' | 'POST', address: string, fields?: object) => Promise<string>;
  /** The number of the latest event before anybody has said anything. */
  let before = 0;
  const clock = new MovableClock();
  clock.moveTo(today);
  const statements: string[] = [];

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    world = await newFollowUpWorld(database);
    followUp = await openFirstRound(world);
    const { owner } = database;
    const executor = owner.getExecutor();
    const asked = new WeakMap<object, string>();
    const listening: Database = {
      ...database,
      owner: owner.withPlugin({
        transformQuery: ({ node, queryId }) => {
          asked.set(queryId, executor.compileQuery(node, queryId).sql);
          return node;
        },
        transformResult: async ({ result, queryId }) => {
          statements.push(`${asked.get(queryId)} gives ${result.rows.length} rows`);
          return result;
        },
      }),
    };
    const house = buildHouse({ database: listening, clock, secure: false });
    ask = async (token, method, address, fields = {}) => {
      statements.length = 0;
      const body = method === 'POST' ? { body: new URLSearchParams({ ...fields }) } : {};
      const headers = {
        cookie: `samsyn=${token}`,
        origin: 'http://localhost',
        'sec-fetch-site': 'same-origin',
      };
      const answer = await house.fetch(
        new Request(`http://localhost${address}`, { method, headers, ...body }),
      );
      const text = await answer.text();
      return (
        [
          answer.status,
          ...[...answer.headers].map(([name, value]) => `${name}: ${value}`),
          `${text.length} characters`,
          text,
          ...statements,
        ]
          .join('\n')
          // The secret of each page, and when a form was shown.
          .replace(/nonce[-=]["']?[\w+/=-]+/g, '')
          .replace(/(name="shownAt"[^>]*value=")\d+/g, '$1')
      );
    };
    const { sequence } = await owner
      .selectFrom('audit_event')
      .select(({ fn }) => fn.max('sequence').as('sequence'))
      .executeTakeFirstOrThrow();
    before = sequence;
  });
  afterAll(() => database.close());

  const personOf = (party: Party): string => world.people[party === 'rektor' ? 'principal' : 'holder'];

  /** As it was before anybody had said anything. */
  const forget = async (): Promise<void> => {
    const { owner } = database;
    await owner.deleteFrom('rating').execute();
    await owner.deleteFrom('evidence').execute();
    await owner.deleteFrom('audit_event').where('sequence', '>', before).execute();
  };

  const rate = async (party: Party, rated: Rated, evidence = newEvidence): Promise<void> => {
    if (rated === null) {
      // Everybody may see how many things have happened in the authority. So something has, to somebody else.
      await world.act(tx =>
        recordEvent(tx, { kind: 'personChanged', subject: 'person:x', happenedOn: today }),
      );
      return;
    }
    const content = ratingContent(rated.level, { actualShare: rated.long ? 71.5 : 5 });
    const lines = rated.long
      ? content.lines.map(line => ({ ...line, wording: 'Mycket finns att säga om detta. '.repeat(8) }))
      : content.lines;
    got(
      await world.act(
        tx =>
          // At the same moment every time, which is told to the writer.
          saveRating({ ...tx, now: new Date(`${today}T09:00:00+02:00`) }, today, {
            ...ratingInput(followUp, party, { handIn: rated.handIn, newEvidence: evidence }),
            content: { ...content, lines },
          }),
        personOf(party),
      ),
    );
  };

  /** Every address that somebody may read, with the follow-up and its position in their places. */
  const addresses = houseRoutes({ secure: false, clock })
    .filter(route => route.method === 'GET')
    .map(route => route.path);
  const filled = (path: string): string =>
    path.startsWith('/uppfoljning/:lasar/:id')
      ? path.replace(':lasar', '2026-27').replace(':id', followUp.id)
      : path
          .replace(':lasar', '2026-27')
          .replace('/rutiner/:id/:nummer', `/rutiner/${world.routineId}/1`)
          .replace('/tjanster/:id', `/tjanster/${followUp.positionId}`)
          .replace('/organisation/:id', `/organisation/${world.units.school}`)
          .replace(/:[a-zA-Z]+/g, world.authorityId);

  for (const [reader, other, own] of [
    ['innehavare', 'rektor', null],
    ['rektor', 'innehavare', draft(1, false)],
  ] as const) {
    it(`to the ${reader === 'rektor' ? 'principal' : 'holder'}, who has ${own ? 'begun' : 'not begun'}, is the same whatever the other has said`, async () => {
      const told: string[] = [];
      for (const line of alike) {
        const first = new Map<string, string>();
        for (const rated of line) {
          await forget();
          // Evidence has names that are drawn anew, and is the reader's own.
          await rate(reader, own, new Map());
          await rate(other, rated);
          const token = await world.act(tx => startSession(tx, personOf(reader)));
          const compare = (what: string, answer: string) => {
            const known = first.get(what);
            if (known === undefined) first.set(what, answer);
            else if (known !== answer) told.push(`${what} after ${JSON.stringify(rated)}`);
          };
          for (const path of addresses) {
            // What is kept until something happens is asked for at the first time.
            await ask(token, 'GET', filled(path));
            compare(`GET ${path}`, await ask(token, 'GET', filled(path)));
          }
          const address = `/uppfoljning/2026-27/${followUp.id}`;
          const acts = {
            bedom: { version: '0', act: 'handIn', nextStep: 'x' },
            gemensam: { version: '0', nextStep: 'x' },
            lage: { version: '1', move: 'markReady' },
            underlag: { kind: '', datedOn: '', what: '' },
            'ta-tillbaka': {},
          };
          for (const [act, fields] of Object.entries(acts))
            compare(`POST ${act}`, await ask(token, 'POST', `${address}/${act}`, fields));
          const version = own ? '1' : '0';
          compare(
            'POST a draft',
            await ask(token, 'POST', `${address}/bedom`, { version, act: 'save', nextStep: 'Prova' }),
          );
        }
      }
      expect(told).toEqual([]);
    }, 120_000);
  }

  it('is listened to: it holds statements and rows, and differs when something may be known', async () => {
    await forget();
    const token = await world.act(tx => startSession(tx, personOf('innehavare')));
    const address = filled('/uppfoljning/:lasar/:id');
    const nothing = await ask(token, 'GET', address);
    expect(nothing).toMatch(/select .* from "rating"/);
    expect(nothing).toContain('rows');
    await rate('rektor', handedIn(4, true));
    expect(await ask(token, 'GET', address)).not.toBe(nothing);
  });
});
