import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { newId } from '#app/shared/id.ts';
import { type Database, DirectoryInUse, openDatabase, recordEvent, verifyChain, withScope } from './index.ts';

const template = () => fs.readFileSync(inject('template'));

describe('the embedded database', () => {
  let directory: string;
  const open = (): Promise<Database> => openDatabase({ kind: 'embedded', directory, template: template() });

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-embedded-'));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

  it('flushes to disk at every commit: 50 commits give at least 50 flushes', async () => {
    const database = await open();
    const scope = { authorityId: newId(), personId: null };
    const before = database.embedded?.flushes() ?? 0;
    for (let number = 0; number < 50; number += 1) {
      await withScope(database, scope, tx =>
        recordEvent(tx, { kind: 'acted', subject: 'x:1', happenedOn: '2026-11-23' }),
      );
    }
    expect((database.embedded?.flushes() ?? 0) - before).toBeGreaterThanOrEqual(50);
    await database.close();
  });

  it('keeps what was written when it is opened again', async () => {
    const scope = { authorityId: newId(), personId: null };
    const first = await open();
    await withScope(first, scope, tx =>
      recordEvent(tx, { kind: 'acted', subject: 'x:1', happenedOn: '2026-11-23' }),
    );
    await first.close();
    const again = await open();
    expect(await verifyChain(again, scope.authorityId)).toMatchObject({ events: 1, faults: [] });
    await again.close();
  });

  it('refuses a second opening, with a text that says what to do, and leaves the first unharmed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(DirectoryInUse);
    await expect(open()).rejects.toThrow(/redan öppen.*--data/s);
    const { rows } = await sql<{ answer: number }>`select 42 as answer`.execute(first.owner);
    expect(rows).toEqual([{ answer: 42 }]);
    await first.close();
  });

  it('takes over the lock of a process that is gone', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise(resolve => gone.once('exit', resolve));
    fs.writeFileSync(
      path.join(directory, 'samsyn.lock'),
      JSON.stringify({ processId: gone.pid, startedAt: '1' }),
    );
    const database = await open();
    await database.close();
  });

  it('takes over the lock of a process whose number now belongs to another', async () => {
    fs.writeFileSync(
      path.join(directory, 'samsyn.lock'),
      JSON.stringify({ processId: process.pid, startedAt: '1' }),
    );
    const database = await open();
    await database.close();
  });

  it('starts over when the very first start was cut off half-way', async () => {
    fs.mkdirSync(path.join(directory, 'database.new'));
    fs.writeFileSync(path.join(directory, 'database.new', 'PG_VERSION'), '18');
    const database = await open();
    await database.close();
  });
});
