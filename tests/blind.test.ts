import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, startSession } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  ratingContent,
  ratingInput,
  today,
} from '#app/followups/followups.fixture.ts';
import { type FollowUp, followUpTasks, openRound, saveRating } from '#app/followups/index.ts';
import { buildHouse } from '#app/main.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openQuickForTest } from './database.ts';
import { signInNewReader } from './readers.ts';

type Party = 'rektor' | 'innehavare';

/** How far the two have come in each of the year's rounds: never both handed in. */
const rounds: readonly Readonly<Partial<Record<Party, 'draft' | 'handedIn'>>>[] = [
  { rektor: 'draft', innehavare: 'draft' },
  { rektor: 'handedIn', innehavare: 'draft' },
  { rektor: 'draft', innehavare: 'handedIn' },
  { rektor: 'handedIn' },
];

/** Whose words a reader may meet: their own party's, and nobody else's. */
const readers: Readonly<Record<string, Party | null>> = {
  principal: 'rektor',
  deputy: 'rektor',
  holder: 'innehavare',
  secondHolder: null,
  chief: null,
  hr: null,
};
const otherRoles: readonly Role[] = [
  'administratör',
  'verksamhetschef',
  'utvecklingsledare',
  'nämndsekreterare',
  'förtroendevald',
  'facklig',
  'revisor',
  'lärare',
  'rektor',
];

/** Which pages, files and figures show what to whom, at every stage: see `purpose-lock.test.ts`. */
describe('before both have handed in', () => {
  let database: Database;
  let world: FollowUpWorld;
  let house: Hono;
  const clock = new MovableClock();
  clock.moveTo(today);
  const followUps: FollowUp[] = [];
  const sessions = new Map<
    string,
    { readonly token: string; readonly party: Party | null; readonly id: string }
  >();

  /** A word that is written nowhere else: by whom, in which follow-up, in which field. */
  const canary = (party: Party, at: number, field: string) => `KANARIE${party}${at}${field}SLUT`;

  beforeAll(async () => {
    database = await openQuickForTest();
    world = await newFollowUpWorld(database);
    for (const [at, reached] of rounds.entries()) {
      const opened = got(
        await world.act(tx =>
          openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: at + 1 }),
        ),
      );
      const followUp = opened.followUps.find(one => one.holderId === world.people.holder);
      if (!followUp) throw new Error('no follow-up');
      followUps.push(followUp);
      for (const party of ['rektor', 'innehavare'] as const) {
        const how = reached[party];
        if (!how) continue;
        const content = ratingContent(
          party === 'rektor' ? 1 : 3,
          { nextStep: canary(party, at, 'steg'), actualShare: party === 'rektor' ? 71.5 : 63.5 },
          opened.round.criteria,
        );
        const lines = content.lines.map(line => ({ ...line, wording: canary(party, at, 'ord') }));
        const evidence = new Map([
          ['new1', { kind: 'enkät' as const, datedOn: '2026-09-20', what: canary(party, at, 'underlag') }],
        ]);
        got(
          await world.act(
            tx =>
              saveRating(tx, today, {
                ...ratingInput(followUp, party, { handIn: how === 'handedIn', newEvidence: evidence }),
                content: { ...content, lines },
              }),
            party === 'rektor' ? world.people.principal : world.people.holder,
          ),
        );
      }
    }
    for (const [name, party] of Object.entries(readers)) {
      const id = world.people[name as keyof FollowUpWorld['people']];
      sessions.set(name, { token: await world.act(tx => startSession(tx, id)), party, id });
    }
    for (const role of otherRoles) {
      // A principal elsewhere; everybody else over the whole authority.
      const unitId = role === 'rektor' ? world.units.motherTongue : world.units.authority;
      const { id, token } = await world.act(tx => signInNewReader(tx, { role, unitId }));
      sessions.set(`other ${role}`, { token, party: null, id });
    }
    house = buildHouse({ database, clock, secure: false });
  });
  afterAll(() => database.close());

  const ask = async (token: string, method: string, address: string, body?: URLSearchParams) => {
    const headers = {
      cookie: `samsyn=${token}`,
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    };
    const request = new Request(`http://localhost${address}`, { method, headers, ...(body ? { body } : {}) });
    const answer = await house.fetch(request);
    return { status: answer.status, text: await answer.text() };
  };

  /** What a reader must not meet: every word of the parties that are not theirs, and the shares they wrote. */
  const forbidden = (party: Party | null): readonly string[] =>
    (['rektor', 'innehavare'] as const)
      .filter(one => one !== party)
      .flatMap(one => [`KANARIE${one}`, one === 'rektor' ? '71,5' : '63,5']);

  it('no act answers with a word of it: not a refusal, not a conflict', async () => {
    const found: string[] = [];
    for (const [name, { token, party }] of sessions) {
      for (const followUp of followUps) {
        for (const act of ['bedom', 'gemensam', 'lage', 'underlag', 'ta-tillbaka']) {
          // Taking back is an act of its own: it would change what the rest of the test looks at.
          if (act === 'ta-tillbaka' && party !== null) continue;
          const body = new URLSearchParams({ version: '0', act: 'save', move: 'markReady', nextStep: 'x' });
          const { text } = await ask(token, 'POST', `/uppfoljning/2026-27/${followUp.id}/${act}`, body);
          for (const word of forbidden(party)) if (text.includes(word)) found.push(`${name} ${act}: ${word}`);
        }
      }
    }
    expect(found).toEqual([]);
  }, 300_000);

  it('no card tells more than that the other has handed in', async () => {
    for (const [, { id, party }] of sessions) {
      const may = () => ({ allowed: party === 'rektor', because: '' });
      const viewer = {
        ...{ authorityId: world.authorityId, authorityName: '', isDemo: false, personId: id, name: '' },
        ...{ roleLabels: [], holdingIds: [], granted: [], may },
      };
      const tasks = await world.act(tx => followUpTasks(tx, viewer, today));
      // Ids are random and may hold any digits.
      const cards = JSON.stringify(tasks).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
      expect(cards).not.toMatch(/KANARIE|71|63/);
    }
  });

  it('those who keep pay never reach a follow-up at all', async () => {
    const token = sessions.get('hr')?.token ?? '';
    for (const { id } of followUps)
      expect((await ask(token, 'GET', `/uppfoljning/2026-27/${id}`)).status).toBe(404);
  });
});
