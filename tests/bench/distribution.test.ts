import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { giveRole, savePeople, startSession } from '#app/access/index.ts';
import { type Database, openDatabase, recordEvent, withScope } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { saveAuthority, savePublishedValues, saveUnit } from '#app/organisation/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { median } from '#tests/measured.ts';

const UNITS = 500;
const POSITIONS = 2_000;
const subjects = [
  'Matematik',
  'Svenska',
  'Engelska',
  'Biologi',
  'Historia',
  'Idrott och hälsa',
  'Musik',
  'Slöjd',
];

/** An authority of the largest size there is: 500 units in 40 areas, 2,000 positions, most of them held. */
const fill = async (database: Database): Promise<string> => {
  const authorityId = newId();
  await database.owner
    .insertInto('authority_directory')
    .values({ authority_id: authorityId, name: 'Storkommun', slug: 'storkommun', is_demo: false })
    .execute();
  return withScope(database, { authorityId, personId: null }, async tx => {
    await saveAuthority(tx, {
      ...{ name: 'Storkommun', organisationNumber: null, municipalityCode: null, clauseStyle: 'numbered' },
      ...{ boardName: 'nämnden', administrationName: 'förvaltningen' },
    });
    const since = { startsOn: '2015-01-01', endsOn: null };
    const unit = async (
      kind: 'Huvudman' | 'Rektorsområde' | 'Skolenhet',
      name: string,
      parentId: string | null,
      code: string | null,
    ) => {
      const id = newId();
      const levels = kind === 'Skolenhet' ? ['7', '8', '9'] : [];
      const version = {
        ...since,
        name,
        parentId,
        schoolForms: kind === 'Skolenhet' ? (['GR'] as const) : [],
        yearLevels: levels,
      };
      await saveUnit(tx, { id, kind, schoolUnitCode: code, ...since, versions: [version] });
      return id;
    };
    const root = await unit('Huvudman', 'Storkommun', null, null);
    const areas: string[] = [];
    for (let at = 0; at < 40; at += 1) areas.push(await unit('Rektorsområde', `Område ${at}`, root, null));
    const units: string[] = [];
    for (let at = 0; at < UNITS; at += 1) {
      units.push(await unit('Skolenhet', `Skola ${at}`, areas[at % 40] ?? root, String(10_000_000 + at)));
    }
    await savePublishedValues(
      tx,
      units.map((_, at) => ({
        ...{
          source: 'Prov',
          schoolUnitCode: String(10_000_000 + at),
          measure: 'totalNumberOfPupils',
          academicYearStart: 2025,
        },
        ...{
          value: 100 + (at % 400),
          raw: `${100 + (at % 400)}`,
          mark: 'EXISTS',
          approximate: false,
          fetchedOn: '2026-04-21',
        },
      })),
    );
    const people = Array.from({ length: POSITIONS }, (_, at) => ({
      ...{
        id: newId(),
        givenName: 'Prov',
        familyName: `Person ${at}`,
        email: null,
        employeeNumber: `N${at}`,
      },
      ...{ gender: at % 3 ? ('kvinna' as const) : ('man' as const), isProtected: false, presentation: null },
    }));
    await savePeople(tx, people);
    const own = { authority_id: authorityId };
    for (let from = 0; from < POSITIONS; from += 500) {
      const slots = Array.from({ length: 500 }, (_, step) => ({ at: from + step, id: newId() }));
      await tx.db
        .insertInto('career_position')
        .values(
          slots.map(({ at, id }) => ({
            ...{ ...own, position_id: id, external_id: `T${at}`, kind: at % 30 ? 'Förstelärare' : 'Lektor' },
            ...{ unit_id: units[at % UNITS] ?? root, funding: at % 4 ? 'statsbidrag §16' : 'egna medel' },
            ...{ starts_on: '2020-08-01', ends_on: null, version: 1 },
          })),
        )
        .execute();
      await tx.db
        .insertInto('appointment')
        .values(
          slots
            .filter(({ at }) => at % 12)
            .map(({ at, id }) => ({
              ...{ ...own, appointment_id: newId(), position_id: id, person_id: people[at]?.id ?? '' },
              ...{ starts_on: '2024-08-01', ends_on: at % 3 ? '2027-06-30' : null, version: 1 },
            })),
        )
        .execute();
      await tx.db
        .insertInto('assignment')
        .values(
          slots.map(({ at, id }) => ({
            ...{
              ...own,
              assignment_id: newId(),
              position_id: id,
              type: 'amnesgrupp',
              secondary_types: [],
              title: 'Uppdrag',
            },
            ...{ need_id: null, target_group: null, planned_share: at % 20, cross_subject: at % 9 === 0 },
            ...{
              subjects: at % 9 ? [subjects[at % 8] ?? 'Matematik'] : [],
              starts_on: '2024-08-01',
              ends_on: null,
              version: 1,
            },
          })),
        )
        .execute();
    }
    const chief = people[0]?.id ?? '';
    await giveRole(tx, '2026-11-23', {
      ...{ personId: chief, role: 'förvaltningschef', unitId: root, startsOn: '2020-01-01', endsOn: '' },
    });
    await recordEvent(tx, { kind: 'filled', subject: 'bench', happenedOn: '2026-11-23' });
    return startSession(tx, chief);
  });
};

const measure = async (database: Database, title: string, most: number): Promise<void> => {
  const token = await fill(database);
  const house = buildHouse({ database, clock: systemClock, secure: false });
  const times: number[] = [];
  const firsts: number[] = [];
  // What the page costs the processor, which other programs on the machine do not disturb.
  const work: number[] = [];
  for (let round = 0; round < 45; round += 1) {
    const before = process.threadCpuUsage();
    const started = performance.now();
    const answer = await house.fetch(
      new Request('http://localhost/fordelning?visa=enhet', { headers: { cookie: `samsyn=${token}` } }),
    );
    const html = await answer.text();
    (round < 5 ? firsts : times).push(performance.now() - started);
    const used = process.threadCpuUsage(before);
    if (round >= 5) work.push((used.user + used.system) / 1_000);
    expect(answer.status).toBe(200);
    expect(html).toContain('Skola 499');
  }
  console.log(
    `${title}: ${UNITS} units, ${POSITIONS} positions, first ${firsts[0]?.toFixed(0)} ms, median ${median(times).toFixed(1)} ms, lowest ${Math.min(...times).toFixed(1)} ms, of which processor ${median(work).toFixed(1)} ms (bar ${most} ms)`,
  );
};

describe('the distribution page of the largest authority', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-bench-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('embedded', async () => {
    const template = fs.readFileSync(inject('template'));
    const database = await openDatabase({ kind: 'embedded', directory: folder, template });
    await measure(database, 'embedded', 150);
    await database.close();
  }, 120_000);

  it.skipIf(inject('postgres') === null)(
    'PostgreSQL',
    async () => {
      const admin = new pg.Client({ connectionString: inject('postgres') ?? '' });
      await admin.connect();
      await admin.query('create database bench template template0');
      const url = new URL(inject('postgres') ?? '');
      url.pathname = '/bench';
      const database = await openDatabase({ kind: 'server', url: url.href });
      await measure(database, 'PostgreSQL', 50);
      await database.close();
      await admin.end();
    },
    120_000,
  );

  it('client script', () => {
    const assets = path.join(import.meta.dirname, '../../dist/client/assets');
    const sizes = fs
      .readdirSync(assets)
      .filter(name => name.endsWith('.js'))
      .map(name => ({ name, kB: gzipSync(fs.readFileSync(path.join(assets, name))).length / 1_000 }));
    const sum = (some: typeof sizes) => some.reduce((total, { kB }) => total + kB, 0).toFixed(1);
    const isOf = (...names: string[]) =>
      sizes.filter(({ name }) => names.some(one => name.startsWith(`${one}-`)));
    console.log(
      `client script, kB gzip: ${sum(isOf('main'))} on every page; where results are delivered ${sum(isOf('main', 'page', 'swedish'))} and, in all, ${sum(isOf('main', 'page', 'swedish', 'worker'))} when a text file is chosen and ${sum(sizes)} when a workbook is (bar 40), 0 needed`,
    );
  });
});
