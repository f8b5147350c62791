import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Database,
  type DatabasePlace,
  enterInDirectory,
  openDatabase,
  type Scoped,
  withScope,
} from '#app/database/index.ts';
import { readTable } from '#app/exchange/index.ts';
import { saveAuthority, saveUnit } from '#app/organisation/index.ts';
import { importPositionsFile, positionColumns } from '#app/positions/index.ts';
import { newId } from '#app/shared/id.ts';

const ROWS = 200_000;
const UNITS = 500;
const subjects = ['Matematik', 'Svenska', 'Engelska', 'Biologi', 'Historia', 'Musik', 'Slöjd'];

/** A list of the largest size there is: every row a position of its own, most of them held, a need for every fifth. */
const list = (): Uint8Array => {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const held = at % 12 > 0;
    return [
      ...[`T${at}`, at % 30 ? 'Förstelärare' : 'Lektor', String(10_000_000 + (at % UNITS))],
      ...[subjects[at % subjects.length], 'Leder ämnesgrupp', `Leder ämnesgrupp ${at % 1000}`],
      ...[at % 5 ? '' : `Behov ${at % 50}`, String(at % 20), 'statsbidrag §16', '2020-08-01', ''],
      ...(held
        ? [`N${at}`, 'Prov', `Person ${at}`, `person.${at}@example.se`, '2024-08-01', '']
        : ['', '', '', '', '', '']),
    ].join(';');
  });
  return new TextEncoder().encode([positionColumns.join(';'), ...rows].join('\n'));
};

const enter = async (database: Database): Promise<string> => {
  const authorityId = newId();
  await enterInDirectory(database, {
    ...{ authority_id: authorityId, name: 'Storkommun', slug: 'storkommun', is_demo: false },
  });
  await withScope(database, { authorityId, personId: null }, async tx => {
    await saveAuthority(tx, {
      ...{ name: 'Storkommun', organisationNumber: null, municipalityCode: null, clauseStyle: 'numbered' },
      ...{ boardName: 'nämnden', administrationName: 'förvaltningen' },
    });
    const since = { startsOn: '2015-01-01', endsOn: null };
    const root = newId();
    const version = { ...since, parentId: null, schoolForms: [], yearLevels: [] };
    await saveUnit(tx, {
      ...{ id: root, kind: 'Huvudman', schoolUnitCode: null, ...since },
      versions: [{ ...version, name: 'Storkommun' }],
    });
    for (let at = 0; at < UNITS; at += 1)
      await saveUnit(tx, {
        ...{ id: newId(), kind: 'Skolenhet', schoolUnitCode: String(10_000_000 + at), ...since },
        versions: [{ ...version, name: `Skola ${at}`, parentId: root }],
      });
  });
  return authorityId;
};

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
const peak = (): string => `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;

const measure = async (place: DatabasePlace, title: string): Promise<void> => {
  const database = await openDatabase(place);
  const authorityId = await enter(database);
  const before = peak();
  const importList = () => {
    const bytes = list();
    return importPositionsFile({
      ...{ bytes, fileName: 'stor.csv', today: '2026-11-23' },
      readTable: (given, name) => readTable(given, name, { expect: positionColumns }),
      transact: <Result>(work: (tx: Scoped) => Promise<Result>) =>
        withScope(database, { authorityId, personId: null }, work),
    });
  };
  const used = process.threadCpuUsage();
  const started = performance.now();
  const report = await importList();
  const { user, system } = process.threadCpuUsage(used);
  console.log(
    `${title}: ${ROWS} rows in ${seconds(started)}, of which processor ${((user + system) / 1e6).toFixed(1)} s, most memory ${peak()} (before it ${before})`,
  );
  expect(report).toMatchObject({ errors: [], created: ROWS });
  const again = performance.now();
  const same = await importList();
  console.log(`${title}: the same file again, seen to be the same in ${seconds(again)}`);
  expect(same.alreadyImported).not.toBeNull();
  await database.close();
};

describe('the largest list of positions', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-bench-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.skipIf(inject('postgres') === null)(
    'PostgreSQL',
    async () => {
      const admin = new pg.Client({ connectionString: inject('postgres') ?? '' });
      await admin.connect();
      await admin.query('create database bench_import template template0');
      const url = new URL(inject('postgres') ?? '');
      url.pathname = '/bench_import';
      await measure({ kind: 'server', url: url.href }, 'PostgreSQL');
      await admin.end();
    },
    600_000,
  );

  it('embedded', async () => {
    const template = fs.readFileSync(inject('template'));
    await measure({ kind: 'embedded', directory: folder, template }, 'embedded');
  }, 600_000);
});
