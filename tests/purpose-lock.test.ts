import { execFileSync, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { unzipSync } from 'fflate';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHoldings, loadPeople, type Role, type RoleHolding, startSession } from '#app/access/index.ts';
import { type Database, listAuthorities, type Scoped, withScope } from '#app/database/index.ts';
import { type FollowUp, moveFollowUp, type Party, readYear, saveRating } from '#app/followups/index.ts';
import { buildHouse, houseRoutes, tasksFor } from '#app/main.ts';
import { loadOrganisation, type OrganisationOn } from '#app/organisation/index.ts';
import { writeReminders } from '#app/reminders/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { demoDay } from '#demo/story.ts';
import { followUpStates } from './access-rules.ts';
import { pattern } from './browser/walk.ts';
import { type ReachedDemo, reachDemo } from './demo-database.ts';
import { runCommand, temporaryFolder } from './house.ts';

/** What somebody wrote in a follow-up, planted as a word that stands nowhere else. */
type Secret = {
  /** The follow-ups that it belongs to: one, or for a note about an assignment all in which it is evidence. */
  readonly of: readonly FollowUp[];
  readonly by: Party | 'both';
  readonly what: 'rating' | 'evidence' | 'note' | 'agreed' | 'reason' | 'finalised';
};

type Reader = {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly holdings: readonly RoleHolding[];
};

const poppler = 'pdftotext';
const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;
if (!hasPoppler)
  console.log('SKIPPED: poppler (pdftotext) is not installed, so no PDF is searched for words.');

const overPrincipals: readonly Role[] = ['förvaltningschef', 'verksamhetschef', 'utvecklingsledare'];
/** Roles that no word of a follow-up is for, unless somebody holds another beside it. */
const outsiders: readonly Role[] = [
  ...(['administratör', 'hrEkonom', 'nämndsekreterare', 'förtroendevald', 'facklig', 'revisor'] as const),
  'lärare',
];
const bothIn = ['öppnad', 'klarmarkerad', 'godkänd av rektor', 'mottagen av huvudman'];
const finalised = ['godkänd av rektor', 'mottagen av huvudman'];

/**
 * Ekdala with a word of its own in every text that is written in a follow-up, at every stage there is. Everybody then reads
 * everything: each address of the house, each file behind it, the letters, the calendar and what the commands say. Who may meet which
 * word is told here once more, from what the roles are for.
 */
describe('what is written in a follow-up', () => {
  const clock = new MovableClock();
  clock.moveTo(demoDay);
  let demo: ReachedDemo;
  let database: Database;
  let house: Hono;
  let organisation: OrganisationOn;
  let authorityId: string;
  let followUps: readonly FollowUp[];
  let readers: readonly Reader[];
  let addresses: readonly string[];
  const secrets: Secret[] = [];
  /** What those whom no word is for were told, by whom and where. */
  const told = new Map<string, string>();
  const isOutside = (one: Reader): boolean => one.holdings.every(({ role }) => outsiders.includes(role));
  /** Every route that reads, the particular before the general. */
  const getRoutes = houseRoutes({ secure: false, clock })
    .filter(route => route.method === 'GET')
    .sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')));

  const act = <Result>(work: (tx: Scoped) => Promise<Result>, as: string | null = null): Promise<Result> =>
    withScope(database, { authorityId, personId: as }, work);

  const plant = (secret: Secret): string => `KANARIE${secrets.push(secret) - 1}SLUT`;
  const plantedIn = (text: string): Secret[] =>
    [...new Set([...text.matchAll(/KANARIE(\d+)SLUT/g)].map(([, at]) => Number(at)))].flatMap(
      at => secrets[at] ?? [],
    );

  const holds = (reader: Reader, roles: readonly Role[], { unitId }: FollowUp): boolean =>
    reader.holdings.some(
      one => roles.includes(one.role) && (one.unitId === unitId || organisation.isWithin(unitId, one.unitId)),
    );

  /** The rule, written from what the roles are for: the two who judge; those over them when it is finalised; nobody else. */
  const mayMeet = (reader: Reader, { of, by, what }: Secret): boolean =>
    of.some(followUp => {
      const party: Party | null =
        followUp.holderId === reader.id
          ? 'innehavare'
          : holds(reader, ['rektor'], followUp)
            ? 'rektor'
            : null;
      if (party === null)
        return holds(reader, overPrincipals, followUp) && finalised.includes(followUp.stage);
      return bothIn.includes(followUp.stage) || by === party || what === 'note' || what === 'reason';
    });

  const ask = (token: string, method: 'GET' | 'POST', address: string, fields = {}): Promise<Response> =>
    Promise.resolve(
      house.fetch(
        new Request(`http://localhost${address}`, {
          method,
          headers: { cookie: `samsyn=${token}`, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
          ...(method === 'POST' ? { body: new URLSearchParams(fields) } : {}),
        }),
      ),
    );

  /** All words of an answer; packed documents and typeset ones as what they hold. */
  const wordsOf = async (answer: Response): Promise<string> => {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const told = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    const text = (content: Uint8Array): string => new TextDecoder().decode(content);
    if (text(bytes.subarray(0, 2)) === 'PK')
      return Object.values(unzipSync(bytes)).map(text).join('\n').concat(told);
    if (text(bytes.subarray(0, 4)) === '%PDF')
      return hasPoppler ? execFileSync(poppler, ['-', '-'], { input: bytes }).toString().concat(told) : told;
    return text(bytes).concat(told);
  };

  /** What each reads at an address. All at once: the server answers one while the database is asked for another. */
  const atOnce = (some: readonly Reader[], address: string) =>
    Promise.all(
      some.map(async reader => ({ reader, words: await wordsOf(await ask(reader.token, 'GET', address)) })),
    );

  /** Writes as the owner of the tables, who may change what the program may only add to. */
  const asOwner = <Result>(work: (owner: Database['owner']) => Promise<Result>): Promise<Result> =>
    database.owner.transaction().execute(async tx => {
      await sql.raw(`set local samsyn.authority = '${authorityId}'`).execute(tx);
      return work(tx);
    });

  /** Brings follow-ups to the stages where none stands, and lets those who have not begun begin. */
  const reachEveryStage = async (leader: (followUp: FollowUp) => string, chief: string): Promise<void> => {
    const all = (await act(tx => readYear(tx, 2026, demoDay))).followUps;
    const going = all.filter(one => one.stage === 'pågår');
    for (const followUp of going) {
      for (const party of ['rektor', 'innehavare'] as const)
        await act(
          tx =>
            saveRating(tx, demoDay, {
              ...{ followUpId: followUp.id, party, seen: 0, seconds: 100, handIn: false },
              content: { nextStep: 'x', actualShare: 5, lines: [] },
              newEvidence: new Map([
                ['new1', { kind: 'enkät' as const, datedOn: demoDay, what: `written by ${party}` }],
              ]),
            }),
          party === 'rektor' ? leader(followUp) : followUp.holderId,
        );
    }
    const move = async (
      one: FollowUp | undefined,
      name: Parameters<typeof moveFollowUp>[2]['move'],
      as: string,
    ) => {
      if (!one) throw new Error(`No follow-up for ${name}`);
      const seen = await act(tx => readYear(tx, 2026, demoDay));
      const version = seen.followUps.find(({ id }) => id === one.id)?.version ?? 0;
      const input = { followUpId: one.id, seen: version, move: name, reason: 'skäl' };
      const moved = await act(tx => moveFollowUp(tx, demoDay, input), as);
      if (moved.kind !== 'saved') throw new Error(`${name}: ${JSON.stringify(moved)}`);
    };
    const ready = all.find(one => one.stage === 'klarmarkerad');
    const principal = ready ? leader(ready) : '';
    await move(ready, 'returnToTalk', principal);
    await move(ready, 'markReady', principal);
    await move(
      all.find(one => one.stage === 'mottagen av huvudman'),
      'reopen',
      chief,
    );
    const last = going.at(-1);
    await move(last, 'callOff', last ? leader(last) : '');
  };

  /** Writes a word of its own over every text; the tables are those of the room's README that hold what was written. */
  const plantEverywhere = async (owner: Database['owner']): Promise<void> => {
    const ofId = (id: string): FollowUp[] => followUps.filter(one => one.id === id);
    for (const { follow_up_id, party, content } of await owner.selectFrom('rating').selectAll().execute()) {
      const word = () => plant({ of: ofId(follow_up_id), by: party, what: 'rating' });
      const { lines, ...rest } = content as { lines: readonly object[] };
      const changed = { ...rest, nextStep: word(), lines: lines.map(line => ({ ...line, wording: word() })) };
      await owner
        .updateTable('rating')
        .set({ content: JSON.stringify(changed) })
        .where('follow_up_id', '=', follow_up_id)
        .where('party', '=', party)
        .execute();
    }
    for (const { follow_up_id, version, content } of await owner
      .selectFrom('agreed_rating')
      .selectAll()
      .execute()) {
      const word = () => plant({ of: ofId(follow_up_id), by: 'both', what: 'agreed' });
      const { lines, ...rest } = content as { lines: readonly object[] };
      const changed = { ...rest, nextStep: word(), lines: lines.map(line => ({ ...line, reason: word() })) };
      await owner
        .updateTable('agreed_rating')
        .set({ content: JSON.stringify(changed) })
        .where('follow_up_id', '=', follow_up_id)
        .where('version', '=', version)
        .execute();
    }
    const ratings = await owner.selectFrom('rating').select(['follow_up_id', 'content']).execute();
    for (const row of await owner.selectFrom('evidence').selectAll().execute()) {
      const cited = new Set(
        ratings
          .filter(({ content }) => JSON.stringify(content).includes(row.evidence_id))
          .map(one => one.follow_up_id),
      );
      const about = followUps.filter(one => one.assignmentId === row.assignment_id);
      const secret: Secret =
        row.follow_up_id === null
          ? { of: about.filter(one => cited.has(one.id)), by: 'both', what: 'note' }
          : {
              ...{ of: ofId(row.follow_up_id), what: 'evidence' },
              by: ofId(row.follow_up_id)[0]?.holderId === row.added_by ? 'innehavare' : 'rektor',
            };
      await owner
        .updateTable('evidence')
        .set({ what: plant(secret) })
        .where('evidence_id', '=', row.evidence_id)
        .execute();
    }
    for (const { follow_up_id, version } of await owner.selectFrom('follow_up_move').selectAll().execute())
      await owner
        .updateTable('follow_up_move')
        .set({ reason: plant({ of: ofId(follow_up_id), by: 'both', what: 'reason' }) })
        .where('follow_up_id', '=', follow_up_id)
        .where('version', '=', version)
        .execute();
    for (const { follow_up_id, finalising } of await owner
      .selectFrom('finalised_follow_up')
      .selectAll()
      .execute())
      await owner
        .updateTable('finalised_follow_up')
        .set({ content: plant({ of: ofId(follow_up_id), by: 'both', what: 'finalised' }) })
        .where('follow_up_id', '=', follow_up_id)
        .where('finalising', '=', finalising)
        .execute();
  };

  /** The name of a kind of address: which route, in which form, and about which number. */
  const kindOf = (address: string): string | null => {
    const url = new URL(address, 'http://localhost');
    const route = getRoutes.find(one => pattern(one.path).test(url.pathname));
    if (!route) return null;
    return [route.path, ...['format', 'fraga'].flatMap(one => url.searchParams.get(one) ?? [])].join(' ');
  };

  /** One address of each kind that anybody is led to, each route whether anybody is or not, and each stage of a follow-up. */
  const everyAddress = async (): Promise<string[]> => {
    const found = new Map<string, string>();
    for (const reader of readers) {
      const waiting = ['/'];
      const seen = new Set<string>();
      while (waiting.length > 0) {
        const address = waiting.shift() ?? '/';
        const answer = await ask(reader.token, 'GET', address);
        if (!answer.headers.get('content-type')?.includes('text/html')) continue;
        for (const [, href = ''] of (await answer.text()).matchAll(/(?:href|action)="(\/[^"#]*)/g)) {
          const next = href.replaceAll('&amp;', '&');
          const kind = kindOf(next);
          if (kind === null || seen.has(kind)) continue;
          seen.add(kind);
          if (found.has(kind)) continue;
          found.set(kind, next);
          waiting.push(next);
        }
      }
    }
    const paths = getRoutes.map(one => one.path);
    const ofFollowUps = paths
      .filter(one => one.startsWith('/uppfoljning/:lasar/:id'))
      .flatMap(one =>
        followUpStates.flatMap(stage =>
          followUps
            .filter(followUp => followUp.stage === stage)
            .slice(-3)
            .map(followUp => one.replace(':lasar', '2026-27').replace(':id', followUp.id)),
        ),
      );
    const reached = new Set([...found.keys()].map(kind => kind.split(' ')[0]));
    const unled = paths
      .filter(one => !reached.has(one))
      .map(one => one.replace(/:[a-zA-Z]+/g, () => newId()));
    // Follow-ups first: that somebody has read one is noted, and told on pages that come later.
    const isOfOne = (one: string): boolean => /^\/uppfoljning\/\d/.test(one);
    const all = new Set([...ofFollowUps, ...found.values(), ...unled]);
    return [...all].sort((a, b) => Number(isOfOne(b)) - Number(isOfOne(a)));
  };

  beforeAll(async () => {
    demo = await reachDemo();
    ({ database } = demo);
    authorityId = (await listAuthorities(database))[0]?.authority_id ?? '';
    organisation = await act(tx => loadOrganisation(tx, demoDay));
    const [people, holdings] = await act(async tx => [
      await loadPeople(tx),
      (await loadHoldings(tx)).filter(one => one.endsOn === null || one.endsOn >= demoDay),
    ]);
    const leader = ({ unitId }: FollowUp): string => {
      const above = organisation.upFrom(unitId).map(one => one.id);
      return holdings.find(one => one.role === 'rektor' && above.includes(one.unitId))?.personId ?? '';
    };
    await reachEveryStage(leader, people.find(one => one.employeeNumber === 'E1004')?.id ?? '');
    followUps = await act(async tx => [
      ...(await readYear(tx, 2025, demoDay)).followUps,
      ...(await readYear(tx, 2026, demoDay)).followUps,
    ]);
    await asOwner(plantEverywhere);
    house = buildHouse({ database, clock, secure: false });
    // Of each role one who stands over follow-ups and one who does not; and of each stage the two who judge.
    const kinds = new Map<string, string>();
    for (const { role, unitId, personId } of holdings) {
      const isOver = followUps.some(one => organisation.isWithin(one.unitId, unitId));
      kinds.set(`${role} ${isOver}`, kinds.get(`${role} ${isOver}`) ?? personId);
    }
    const chosen = new Set(kinds.values());
    const judging = followUpStates.flatMap(stage => {
      const there = followUps.filter(one => one.stage === stage);
      // Somebody who is here already does as well as another.
      const one = there.findLast(followUp => chosen.has(leader(followUp))) ?? there.at(-1);
      return one ? [one.holderId, leader(one)] : [];
    });
    for (const id of judging) chosen.add(id);
    readers = await Promise.all(
      people
        .filter(one => chosen.has(one.id))
        .map(async one => ({
          ...{ id: one.id, name: `${one.givenName} ${one.familyName}` },
          token: await act(tx => startSession(tx, one.id)),
          holdings: holdings.filter(holding => holding.personId === one.id),
        })),
    );
    addresses = await everyAddress();
  }, 240_000);
  afterAll(() => demo?.close());

  it('is planted at every stage, by each party and in each kind of text', () => {
    for (const stage of followUpStates)
      expect(
        secrets.some(one => one.of.some(followUp => followUp.stage === stage)),
        stage,
      ).toBe(true);
    for (const what of ['rating', 'evidence', 'note', 'agreed', 'reason', 'finalised'])
      expect(
        secrets.some(one => one.what === what),
        what,
      ).toBe(true);
    const asked = new Set(addresses.map(one => kindOf(one)?.split(' ')[0]));
    expect(getRoutes.map(one => one.path).filter(one => !asked.has(one))).toEqual([]);
  });

  it('reaches those it is for by pages and files, and nobody else', async () => {
    const wrong = new Set<string>();
    const met = new Set<string>();
    for (const address of addresses) {
      const answers = await atOnce(readers, address);
      for (const { reader, words } of answers) {
        if (isOutside(reader)) told.set(`${reader.name} ${address}`, words);
        for (const secret of plantedIn(words)) {
          const stages = new Set(secret.of.map(one => one.stage));
          for (const stage of stages) met.add(`${secret.what} ${stage}`);
          if (!mayMeet(reader, secret))
            wrong.add(
              `${reader.name} ${address}: ${secret.what} by ${secret.by}, ${[...stages].join(' and ')}`,
            );
        }
      }
    }
    expect([...wrong]).toEqual([]);
    // The search is no empty one: at every stage those whom the words are for have met them.
    for (const stage of followUpStates.filter(one => one !== 'inställd'))
      expect(met).toContain(`rating ${stage}`);
    for (const stage of bothIn.slice(1)) expect(met).toContain(`agreed ${stage}`);
    expect(met).toContain('reason inställd');
  }, 600_000);

  it('reaches HR not even as counts: by no page of them, no number and no line', async () => {
    const counts = [...new Set(addresses)].filter(
      one => /\/profil\b/.test(one) || /fraga=followups\.(judgements|time)\b/.test(one),
    );
    expect(new Set(counts.map(kindOf)).size).toBeGreaterThan(2);
    const hr = readers.filter(one => one.holdings.every(({ role }) => role === 'hrEkonom'));
    expect(hr.length).toBeGreaterThan(0);
    for (const { token } of hr) {
      for (const address of counts) expect((await ask(token, 'GET', address)).status, address).toBe(404);
      const year = await (await ask(token, 'GET', '/uppfoljning')).text();
      expect(year).not.toMatch(/followups\.judgements|Etablerat|\/profil/);
    }
    const others = readers.filter(one => !hr.includes(one));
    for (const { token } of others)
      for (const address of counts) expect((await ask(token, 'GET', address)).status, address).toBe(200);
  });

  it('does not change a byte of what those it is not for can read, whatever is judged', async () => {
    const others = readers.filter(isOutside);
    expect(new Set(others.flatMap(one => one.holdings.map(({ role }) => role)))).toEqual(new Set(outsiders));
    const going = followUps.filter(one => !finalised.includes(one.stage)).map(one => one.id);
    const levels = [1, 2, 3, 4, 'kan inte bedömas'] as const;
    await asOwner(async owner => {
      for (const table of ['rating', 'agreed_rating'] as const) {
        const rows = await owner
          .selectFrom(table)
          .select(['follow_up_id', 'content'])
          .where('follow_up_id', 'in', going)
          .execute();
        expect(rows.length).toBeGreaterThan(2);
        for (const [at, { follow_up_id, content }] of rows.entries()) {
          const { lines } = content as { lines: readonly object[] };
          const judged = lines.map((line, also) => ({
            ...line,
            judgement: levels[(at + also) % levels.length],
          }));
          await owner
            .updateTable(table)
            .set({
              content: JSON.stringify({ ...(content as object), actualShare: 90 + at / 100, lines: judged }),
            })
            .where('follow_up_id', '=', follow_up_id)
            .execute();
        }
      }
    });
    // Each page has a secret of its own in its head.
    const plain = (words: string | undefined) => words?.replace(/nonce[-=]["']?[\w+/=-]+/g, '');
    const changed: string[] = [];
    for (const address of addresses)
      for (const { reader, words } of await atOnce(others, address)) {
        const here = `${reader.name} ${address}`;
        if (plain(words) !== plain(told.get(here))) changed.push(here);
      }
    expect(changed).toEqual([]);
  }, 300_000);

  it('reaches nobody by letter or calendar', async () => {
    const origin = 'https://samsyn.example';
    await writeReminders(database, authorityId, { today: demoDay, origin, tasksFor });
    const letters = await act(tx => tx.db.selectFrom('reminder').selectAll().execute());
    expect(letters.length).toBeGreaterThan(3);
    expect(plantedIn(letters.map(one => `${one.subject} ${one.content}`).join('\n'))).toEqual([]);
    for (const { token } of readers) {
      const made = await wordsOf(await ask(token, 'POST', '/paminnelser/kalender'));
      const [, link = ''] = /(\/kalender\.ics\?nyckel=[\w-]+)/.exec(made) ?? [];
      const calendar = await wordsOf(await ask('', 'GET', link));
      expect(calendar).toContain('BEGIN:VCALENDAR');
      expect(plantedIn(calendar)).toEqual([]);
    }
  });

  it('is said by no command', async () => {
    await demo.makeWay();
    const { said: help } = await runCommand('help');
    const withData = new Set(
      [...help.matchAll(/samsyn ([a-z-]+)[^\n]*--data MAPP/g)].map(([, name = '']) => name),
    );
    const runs: Readonly<Record<string, readonly string[]>> = {
      ...{
        audit: ['verify'],
        backup: [path.join(temporaryFolder(), 'kopia')],
        migrate: [],
        'follow-ups': ['retention', '--dry-run'],
        results: ['retention', '--dry-run'],
      },
      ...{ reminders: ['write', '--url', 'https://samsyn.example'], 'sign-in-link': ['E1018'] },
    };
    /** What these say is about the file or the words that they are given, or is answered by the pages above. */
    const others = ['import', 'init', 'restore', 'start'];
    expect([...withData].sort()).toEqual([...others, ...Object.keys(runs)].sort());
    for (const [name, args] of Object.entries(runs)) {
      const said = await demo.run(name, ...args);
      expect(said.length, name).toBeGreaterThan(10);
      expect(plantedIn(said), name).toEqual([]);
    }
  }, 240_000);
});
