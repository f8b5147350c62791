import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPeople, startSession } from '#app/access/index.ts';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openDemoForTest } from '#tests/demo-database.ts';
import type { LoadedDemo } from './load.ts';
import { demoDay } from './story.ts';

let database: Database;
let loaded: LoadedDemo;
let house: Hono;
let token: string;
const transact = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
  withScope(database, { authorityId: loaded.authorityId, personId: null }, work);

const idOf = (name: string): Promise<string> =>
  transact(async tx => (await loadOrganisation(tx, demoDay)).all().find(one => one.name === name)?.id ?? '');
const ask = (address: string) =>
  house.fetch(new Request(`http://localhost${address}`, { headers: { cookie: `samsyn=${token}` } }));
const read = async (address: string): Promise<string> => (await ask(address)).text();
/** The rows of a page's file, each as its cells. */
const rowsOf = async (address: string): Promise<string[][]> =>
  (await read(`${address}${address.includes('?') ? '&' : '?'}format=csv`))
    .split(/\r?\n/)
    .map(line => line.split(';'));
const rowOf = (rows: readonly string[][], name: string, year: string): string[] | undefined =>
  rows.find(([criterion, of]) => criterion?.startsWith(`${name} `) && of === year);

beforeAll(async () => {
  ({ database, ...loaded } = await openDemoForTest());
  const clock = new MovableClock();
  clock.moveTo(demoDay);
  house = buildHouse({ database, clock, secure: false });
  token = await transact(async tx => {
    const chief = (await loadPeople(tx)).find(one => one.givenName === 'Margareta');
    return startSession(tx, chief?.id ?? '');
  });
}, 300_000);
afterAll(() => database.close());

describe('the judgements of Ekdala', () => {
  it('are told for the whole authority, over the years', async () => {
    const rows = await rowsOf('/uppfoljning/2026-27/profil');
    expect(rowOf(rows, 'P1', '2026/27')).toEqual([
      ...['P1 Övergripande pedagogiskt ansvar för ämnet', '2026/27', '1', 'alla', '0', '1', '11', '1', '0'],
    ]);
    expect(rowOf(rows, 'P1', '2025/26')?.slice(4)).toEqual(['0', '2', '14', '1', '0']);
    // Round by round in the order they were, under each criterion.
    const told = rows.filter(([name, , round]) => /^P\d/.test(name ?? '') && round !== '');
    const order = told.map(([name, of, round]) => `${name?.slice(0, 2)} ${of} ${round}`);
    expect(order).toEqual([...order].sort());
  });

  it('are told of an area with five that are not all alike, with the way there and back', async () => {
    const area = await idOf('Rektorsområde Natur och teknik');
    const address = `/uppfoljning/2026-27/profil?enhet=${area}`;
    expect(rowOf(await rowsOf(address), 'P1', '2026/27')?.slice(4)).toEqual(['0', '0', '5', '1', '0']);
    const page = await read(address);
    expect(page).toContain('Bedömningar i Rektorsområde Natur och teknik, läsåret 2026/27');
    expect(page).toContain('href="/uppfoljning/2026-27/profil"');
  });

  it('are drawn criterion by criterion on one scale, with the numbers of the table and never a hidden one', async () => {
    const page = await read('/uppfoljning/2026-27/profil');
    const drawn = [...page.matchAll(/<figcaption>(P\d+)/g)].map(([, code]) => code);
    const rows = await rowsOf('/uppfoljning/2026-27/profil');
    const told = rows.flatMap(([name, , round]) => (round ? (/^P\d+/.exec(name ?? '')?.[0] ?? []) : []));
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn).toEqual([...new Set(told)]);
    const komvux = await read(`/uppfoljning/2025-26/profil?enhet=${await idOf('Komvux Ekdala')}`);
    expect(komvux).not.toContain('class="multiples"');
  });

  it('are not told of a place with fewer: the page says so and shows no number', async () => {
    const komvux = await idOf('Komvux Ekdala');
    const page = await read(`/uppfoljning/2025-26/profil?enhet=${komvux}`);
    expect(page).toContain('Inget av elva kriterier som har bedömts visas här.');
    expect(page).toContain('färre än fem uppdrag är bedömda');
    expect(page).not.toContain('class="figure"');
  });

  it('are not told of subjects beside the whole school where a single assignment is for the whole school', async () => {
    const rows = await rowsOf('/uppfoljning/2026-27/profil');
    expect(rows.filter(([, , , scope]) => scope === 'ämne' || scope === 'hela skolan')).toEqual([]);
    expect(await read('/uppfoljning/2026-27/profil')).toContain(
      'Delningen i ämne och hela skolan visas inte',
    );
  });

  it('stand behind each number as a figure, which hides what the page hides', async () => {
    const question = '/siffra?fraga=followups.judgements&lasar=2025&kriterium=P1&niva=3';
    const area = await idOf('Rektorsområde Natur och teknik');
    expect(await read(`${question}&enhet=${area}`)).toContain('Gemensamma bedömningar: 4');
    for (const hidden of [
      `&enhet=${await idOf('Komvux Ekdala')}`,
      '&omfattning=skolövergripande',
      '&omfattning=ämne',
    ])
      expect(await read(`${question}${hidden}`)).toContain('Gemensamma bedömningar: visas inte');
  });

  it('stand beside the time assignments were given and the results that have left, and say nothing of cause', async () => {
    const page = await read('/uppfoljning/2026-27/profil');
    expect(page).toContain('Det säger ingenting om vad som beror på vad');
    expect(page).toContain('fraga=followups.time');
    expect(page).toContain('fraga=results.told');
    // The assignments are in upper secondary and adult education: results of year 9 say nothing of them.
    expect(page).toContain('Ämnesbetyg i matematik');
    expect(page).not.toContain('årskurs 9');
    const time = '/siffra?fraga=followups.time&lasar=2026&tid=mindre än planerat';
    expect(await read(time)).toContain('Tid mot plan: 8');
    const komvux = await idOf('Komvux Ekdala');
    expect(await read(`${time}&enhet=${komvux}`)).toContain('Tid mot plan: visas inte');
    const there = await read(`/uppfoljning/2026-27/profil?enhet=${komvux}`);
    expect(there).toContain('Inga resultat för den här delen av organisationen har lämnats ut.');
    expect(there).not.toContain('class="figure"');
  });

  it('do not stand beside results that had not left when the year was over', async () =>
    expect(await read('/uppfoljning/2025-26/profil')).toContain('Inga resultat'));

  it('are not asked of a place that is not there', async () => {
    for (const place of [newId(), 'x'])
      expect((await ask(`/uppfoljning/2026-27/profil?enhet=${place}`)).status).toBe(404);
  });
});

describe('the board of Ekdala', () => {
  it('leaves as a file: how far every area has come, and how fresh its follow-up is', async () => {
    const rows = await rowsOf('/uppfoljning/2026-27');
    const late = rows.find(([area]) => area === 'Rektorsområde Yrkesprogram');
    expect(late).toEqual(['Rektorsområde Yrkesprogram', ...['0', '4', '0', '4'], ...['0', '4', '0', '0']]);
    expect(await read('/uppfoljning/2026-27')).toContain('13 av 17 uppdrag har en färsk uppföljning.');
  });

  it('tells of a year that is over as it was at its end', async () =>
    expect(await read('/uppfoljning/2025-26')).toContain('30 juni 2026'));
});
