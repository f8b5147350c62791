import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase, openEmbeddedForTest } from '#tests/database.ts';
import {
  BackupProblem,
  backUp,
  type Database,
  recordEvent,
  restore,
  verifyChain,
  withScope,
} from './index.ts';

const fill = async (database: Database, name: string): Promise<string> => {
  const authorityId = newId();
  await database.owner
    .insertInto('authority_directory')
    .values({ authority_id: authorityId, name, slug: name.toLowerCase(), is_demo: false })
    .execute();
  await withScope(database, { authorityId, personId: null }, async tx => {
    const unit = newId();
    await tx.db
      .insertInto('organisation_unit')
      .values({
        authority_id: authorityId,
        unit_id: unit,
        kind: 'Skolenhet',
        school_unit_code: '12345678',
        starts_on: '2020-01-01',
        ends_on: null,
      })
      .execute();
    await tx.db
      .insertInto('organisation_unit_version')
      .values({
        ...{
          authority_id: authorityId,
          unit_id: unit,
          starts_on: '2020-01-01',
          ends_on: null,
          name: 'Ånäs "skola"\n',
        },
        ...{ parent_unit_id: null, school_forms: ['GR'], year_levels: ['F', '1'] },
      })
      .execute();
    await tx.db
      .insertInto('published_value')
      .values({
        ...{
          authority_id: authorityId,
          source: 'Prov',
          school_unit_code: '12345678',
          measure: 'mått',
          raw: '0,1',
        },
        ...{
          academic_year_start: 2025,
          value: 0.1 + 0.2,
          mark: 'EXISTS',
          approximate: false,
          fetched_on: '2026-04-21',
        },
      })
      .execute();
    for (let number = 0; number < 30; number += 1) {
      await recordEvent(tx, {
        kind: 'acted',
        subject: `x:${number}`,
        happenedOn: '2026-11-23',
        details: { text: 'å ä ö "' },
      });
    }
  });
  return authorityId;
};

const everything = async (database: Database, authorityId: string) =>
  withScope(database, { authorityId, personId: null }, async tx => ({
    units: await tx.db.selectFrom('organisation_unit').selectAll().execute(),
    versions: await tx.db.selectFrom('organisation_unit_version').selectAll().execute(),
    values: await tx.db.selectFrom('published_value').selectAll().execute(),
    events: await tx.db.selectFrom('audit_event').selectAll().orderBy('sequence').execute(),
  }));

/** A file as somebody would forge it: other lines, and a checksum and a number of rows that fit them. */
const forged = (bytes: Buffer, change: (lines: readonly string[]) => readonly string[]): Buffer => {
  const lines = change(gunzipSync(bytes).toString().trim().split('\n').slice(0, -1));
  const sha256 = createHash('sha256')
    .update(lines.map(line => `${line}\n`).join(''))
    .digest('hex');
  return gzipSync([...lines, JSON.stringify({ end: true, rows: lines.length - 1, sha256 })].join('\n'));
};

onEachDatabase('a backup', open => {
  let database: Database;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    database = await open();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-backup-'));
    file = path.join(folder, 'kopia');
  });
  afterEach(async () => {
    await database.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('brings back every row of every authority in an empty database, and the chains hold', async () => {
    const [north, south] = [await fill(database, 'Norra'), await fill(database, 'Södra')];
    const written = await backUp(database, file);
    expect(written.authorities).toBe(2);
    const empty = await openEmbeddedForTest();
    expect(await restore(empty, file)).toMatchObject({ authorities: 2, rows: written.rows });
    for (const authorityId of [north, south]) {
      expect(await everything(empty, authorityId)).toEqual(await everything(database, authorityId));
      expect(await verifyChain(empty, authorityId)).toMatchObject({ events: 30, faults: [] });
    }
    await empty.close();
  });

  it('keeps every foreign key after it has been read back', async () => {
    await fill(database, 'Norra');
    await backUp(database, file);
    const empty = await openEmbeddedForTest();
    const count = async (of: Database) =>
      (
        await sql<{ keys: number }>`select count(*) as keys from pg_constraint where contype = 'f'`.execute(
          of.owner,
        )
      ).rows;
    await restore(empty, file);
    expect(await count(empty)).toEqual(await count(database));
    await empty.close();
  });

  it('is refused by a database that is not empty, which stays as it was', async () => {
    const authorityId = await fill(database, 'Norra');
    await backUp(database, file);
    const before = await everything(database, authorityId);
    await expect(restore(database, file)).rejects.toThrow(/inte tom.*Norra.*--data/s);
    expect(await everything(database, authorityId)).toEqual(before);
  });

  const damages: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut off', bytes => bytes.subarray(0, bytes.length - 40), /packa upp|inte hel|skadad/],
    [
      'with one value changed',
      bytes => gzipSync(gunzipSync(bytes).toString().replace('acted', 'faked')),
      /kontrollsumman/,
    ],
    [
      'without its end',
      bytes => gzipSync(`${gunzipSync(bytes).toString().trim().split('\n').slice(0, -1).join('\n')}\n`),
      /inte hel/,
    ],
    ['that is something else', () => Buffer.from('hej'), /packa upp/],
    [
      'of a newer version',
      bytes => {
        const [first = '', ...rest] = gunzipSync(bytes).toString().split('\n');
        return gzipSync([first.replace('0001-house', '9999-later'), ...rest].join('\n'));
      },
      /nyare version|kontrollsumman/,
    ],
    [
      'with a row beside the checksum',
      bytes => {
        const lines = gunzipSync(bytes).toString().trim().split('\n');
        const hidden = { ...JSON.parse(lines[1] ?? ''), end: true };
        return gzipSync([...lines.slice(0, -1), JSON.stringify(hidden), lines.at(-1)].join('\n'));
      },
      /skadad/,
    ],
    ['with a line that is nothing', bytes => forged(bytes, lines => [...lines, 'null']), /skadad/],
    [
      'with a row of nobody',
      bytes => forged(bytes, lines => [...lines, '{"table":"person","row":{}}']),
      /skadad/,
    ],
    [
      'with SQL for an authority',
      bytes =>
        forged(bytes, lines => [
          ...lines,
          `{"table":"person","row":{"authority_id":"'; drop table person; --"}}`,
        ]),
      /skadad/,
    ],
    [
      'that does not say what made it',
      bytes => forged(bytes, lines => ['{"format":"samsyn-backup-1"}', ...lines.slice(1)]),
      /skadad/,
    ],
    [
      'with the same row twice',
      bytes => forged(bytes, ([first = '', row = '', ...rest]) => [first, row, row, ...rest]),
      /passar inte/,
    ],
    [
      'with a table of its own',
      bytes =>
        forged(bytes, lines => [
          ...lines,
          (lines[1] ?? '').replace(/"table":"[a-z_]+"/, '"table":"pg_authid"'),
        ]),
      /okänd tabell/,
    ],
  ];
  it('is refused with its reason when it has been damaged, and nothing is changed', async () => {
    await fill(database, 'Norra');
    await backUp(database, file);
    const whole = fs.readFileSync(file);
    // One empty database is enough: each refusal must leave it as it was.
    const empty = await openEmbeddedForTest();
    for (const [how, damage, reason] of damages) {
      fs.writeFileSync(file, damage(whole));
      await expect(restore(empty, file), how).rejects.toThrow(reason);
      await expect(restore(empty, file), how).rejects.toThrow(BackupProblem);
      expect(await empty.owner.selectFrom('authority_directory').selectAll().execute(), how).toEqual([]);
    }
    fs.writeFileSync(file, whole);
    await restore(empty, file);
    expect(await empty.owner.selectFrom('authority_directory').selectAll().execute()).toHaveLength(1);
    await empty.close();
  });
});
