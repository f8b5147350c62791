import { spawnSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#app/access/index.ts';
import { createItem, createMatter } from '#app/boards/index.ts';
import { type Database, enterInDirectory, type Scoped, withScope } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { receiveDeliveries } from '#app/results/actions.ts';
import { testCell } from '#app/results/cell.fixture.ts';
import { birchCode, deliveryOf, enterResultsAuthority, oakCode } from '#app/results/results.fixture.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from './database.ts';
import { signInNewReader } from './readers.ts';

const today = '2026-11-23';
const gradesOf = (of: Readonly<Record<string, number>>): string[] =>
  Object.entries(of).flatMap(([grade, count]) => Array<string>(count).fill(grade));

/** Two teachers, so its numbers are hidden; and then those of the other school, which would give them away. */
const birch = gradesOf({ A: 2_600, C: 1_400, E: 310, F: 81 });
const oak = gradesOf({ C: 3_000, E: 604, F: 273 });
/** Pupils, sum, passed, mean, exact mean and share of the two schools, and of both together: no other page has any of them. */
const hidden = [
  '4391',
  '76100',
  '4310',
  '17.3',
  '17.33',
  '98%',
  '3877',
  '51040',
  '3604',
  '13.2',
  '13.16',
  '93%',
];
const shown = ['8268', '15.4', '96%'];

const written = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    .replace(/nonce="[^"]*"|nonce-[^']*/g, '')
    .replace(/(\d)[\s\u00a0\u2009\u202f]+(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d)[\s\u00a0\u202f]+(?=%)/g, '$1')
    .replace(/(\d),(?=\d)/g, '$1.');
const isIn = (text: string, number: string): boolean =>
  new RegExp(`(?<![0-9A-Za-z.])${number.replace('.', '\\.')}(?![0-9A-Za-z]|\\.\\d)`).test(text);
/** An exact mean has more digits. */
const startsIn = (text: string, number: string): boolean =>
  number.length === 5 &&
  number.includes('.') &&
  new RegExp(`(?<![0-9A-Za-z.])${number.replace('.', '\\.')}`).test(text);
const numbersIn = (text: string, numbers: readonly string[]): string[] => {
  const plain = written(text);
  return numbers.filter(number => isIn(plain, number) || startsIn(plain, number));
};
const withoutTags = (text: string): string => text.replace(/<[^>]+>/g, ' ');
const joined = (text: string): string => text.replace(/<[^>]+>/g, '');

const poppler = 'pdftotext';
const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;
if (!hasPoppler)
  console.log('SKIPPED: poppler (pdftotext) is not installed, so no PDF is searched for numbers.');

/** All that a file says, in every part of it; null where it cannot be read here. */
const saidIn = (address: string, bytes: Uint8Array): string | null => {
  const text = (part: Uint8Array): string => {
    const raw = new TextDecoder().decode(part);
    return [raw, withoutTags(raw), joined(raw)].join('\n');
  };
  if (/\.docx|=xlsx/.test(address))
    return Object.entries(unzipSync(bytes))
      .filter(([name]) => !name.endsWith('.png'))
      .map(([name, part]) => `${name}\n${text(part)}`)
      .join('\n');
  if (!address.includes('.pdf')) return text(bytes);
  if (!hasPoppler) return null;
  const run = (program: string, ...options: string[]) =>
    spawnSync(program, [...options, '-', ...(program === poppler ? ['-'] : [])], {
      input: bytes,
      encoding: 'utf8',
    }).stdout;
  // Tables in a PDF are read cell by cell, and the metadata lies unpacked.
  return [
    run(poppler, '-layout'),
    run(poppler, '-raw'),
    run('pdfinfo'),
    Buffer.from(bytes).toString('latin1'),
  ].join('\n');
};

/** Everybody but the principal of the school itself. */
const readers: readonly (readonly [Role, 'everywhere' | 'upper'])[] = [
  ['utvecklingsledare', 'everywhere'],
  ['administratör', 'everywhere'],
  ['förvaltningschef', 'everywhere'],
  ['revisor', 'everywhere'],
  ['nämndsekreterare', 'everywhere'],
  ['förtroendevald', 'everywhere'],
  ['facklig', 'everywhere'],
  ['rektor', 'upper'],
  ['lärare', 'upper'],
];

describe('the numbers of groups that are hidden in a table that has left', () => {
  let database: Database;
  let house: Hono;
  const authorityId = newId();
  const tokens = new Map<Role, string>();
  const act = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
    withScope(database, { authorityId, personId: null }, work);
  let item = '';
  let release = '';
  let addresses: readonly string[] = [];
  let unitIds: readonly string[] = [];

  const ask = async (role: Role, address: string, form?: Readonly<Record<string, string>>) => {
    const headers = {
      cookie: `samsyn=${tokens.get(role)}`,
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    };
    const answer = await house.request(`http://localhost${address}`, {
      headers,
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      kept: answer.headers.get('cache-control'),
      bytes: new Uint8Array(await answer.arrayBuffer()),
    };
  };
  const table = {
    ...{ slag: 'np_ak9', matt: 'provbetygspoäng', amne: 'Matematik', niva: '9', lasar: '2025' },
    ...{ termin: '', grupp: 'alla' },
  };
  /** Every address that the page leads to, and the figures of hidden numbers, which no page leads to. */
  const addressesFrom = async (starts: readonly string[]): Promise<readonly string[]> => {
    const found = new Set(starts);
    // What is added meanwhile is walked as well.
    for (const address of found) {
      const { bytes, status } = await ask('utvecklingsledare', address);
      if (status !== 200 || /\.(pdf|docx|json)|format=/.test(address)) continue;
      for (const [, href = ''] of new TextDecoder().decode(bytes).matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
        const to = href.replaceAll('&amp;', '&');
        // What was received is told to those who deliver; the rest has no results.
        if (
          /^\/(siffra.*results\.told|resultat|arenden|uppfoljning)/.test(to) &&
          !to.startsWith('/resultat/inlamningar')
        )
          found.add(to);
      }
    }
    return [...found];
  };

  beforeAll(async () => {
    database = await openQuickForTest();
    await enterInDirectory(database, {
      ...{ authority_id: authorityId, name: 'Provkommun', slug: authorityId, is_demo: false },
    });
    await act(async tx => {
      const units = await enterResultsAuthority(tx);
      unitIds = Object.values(units).map(({ id }) => id);
      for (const [role, where] of readers) {
        const unitId = where === 'upper' ? units.upper.id : units.root.id;
        const { token } = await signInNewReader(tx, { role, unitId });
        tokens.set(role, token);
      }
      const delivery = (schoolUnitCode: string, grades: readonly string[], teachers: 2 | 3) => ({
        ...deliveryOf(grades, { schoolUnitCode }),
        cells: [testCell(grades, { schoolUnitCode, teachers, largestClass: 30 })],
      });
      const receipt = await receiveDeliveries(tx, {
        deliveries: [delivery(birchCode, birch, 2), delivery(oakCode, oak, 3)],
        ...{ isConfirmed: true, today },
      });
      if (receipt.kind !== 'received') throw new Error('Not received');
      const matter = await createMatter(tx, { registryNumber: 'BIN 1', title: 'Resultat', openedOn: today });
      if (!matter.ok) throw new Error('no matter');
      const made = await createItem(tx, today, matter.value.id, {
        ...{ title: 'Resultaten', meetingOn: '2026-12-16', authorId: '', clauseStyle: '' },
        ...{ dataOn: today, compareOn: '' },
      });
      if (!made?.ok) throw new Error('no item');
      item = `/arenden/${matter.value.id}/skrivelser/${made.value.id}`;
    });
    const clock = new MovableClock();
    clock.moveTo(today);
    house = buildHouse({ database, clock, secure: false, decidesAhead: false });
    const left = await ask('utvecklingsledare', '/resultat/tabell', { ...table, mottagare: 'nämnden' });
    if (!left.location.startsWith('/resultat/utlamnat/')) throw new Error('The table did not leave');
    release = left.location.split('/').at(-1) ?? '';
    const hiddenFigures = unitIds.flatMap(enhet =>
      ['antal', 'medelvärde', 'andel'].map(
        tal =>
          `/siffra?${new URLSearchParams({ fraga: 'results.told', datum: today, utlamnad: release, enhet, tal })}`,
      ),
    );
    addresses = await addressesFrom([
      item,
      ...['skrivelse.html', 'skrivelse.pdf', 'skrivelse.docx', 'figures.json'].map(file => `${item}/${file}`),
      `/resultat/tabell?${new URLSearchParams(table)}`,
      left.location,
      ...['csv', 'xlsx'].map(format => `${left.location}?format=${format}`),
      ...hiddenFigures,
    ]);
  }, 120_000);
  afterAll(() => database.close());

  it('are looked for where the numbers that are shown are found', async () => {
    const files = ['skrivelse.html', 'skrivelse.pdf', 'skrivelse.docx'].map(file => `${item}/${file}`);
    const tables = ['', '?format=csv', '?format=xlsx'].map(
      format => `/resultat/utlamnat/${release}${format}`,
    );
    for (const address of [item, ...files, ...tables]) {
      const text = saidIn(address, (await ask('utvecklingsledare', address)).bytes);
      if (text === null) continue;
      // A spreadsheet has the number 96 under a heading that says that it is a share.
      const expected = address.includes('format=') ? shown.filter(one => !one.endsWith('%')) : shown;
      expect([address, numbersIn(text, expected)]).toEqual([address, expected]);
    }
    expect(addresses.filter(address => address.startsWith('/siffra')).length).toBeGreaterThan(10);
  }, 120_000);

  it('are in no page, file or figure, for anybody who does not lead the school', async () => {
    const found: string[] = [];
    for (const [role] of readers)
      for (const address of addresses) {
        const { bytes, status, kept } = await ask(role, address);
        if (kept !== 'no-store') found.push(`${role} may keep ${address}`);
        const text = saidIn(status === 200 ? address : '', bytes) ?? '';
        for (const number of numbersIn(text, hidden)) found.push(`${role} ${address}: ${number}`);
      }
    expect(found).toEqual([]);
  }, 300_000);

  it('are kept in the database, where the test would find them', async () => {
    const cells = await act(tx => tx.db.selectFrom('result_cell').selectAll().execute());
    expect(numbersIn(JSON.stringify(cells), hidden)).toEqual(['4391', '76100', '3877', '51040']);
  });
});
