import * as fs from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '#app/database/index.ts';
import { type LoadedDemo, loadDemo } from '#demo/load.ts';
import { openEmbeddedForTest, openServerForTest, urlOf } from './database.ts';
import { onceInRun } from './house.ts';

/**
 * A database of one's own with the demo in it, on the engine that answers soonest. On the real server it is read in once in a run, and
 * copied.
 */
export const openDemoForTest = async (): Promise<{ readonly database: Database } & LoadedDemo> => {
  const serverUrl = inject('postgres');
  if (serverUrl === null) {
    const database = await openEmbeddedForTest();
    return { database, ...(await loadDemo(database)) };
  }
  const told = `${inject('demo')}.json`;
  await onceInRun(told, async () => {
    const admin = new pg.Client({ connectionString: serverUrl });
    await admin.connect();
    await admin.query('create database demo template template0');
    await admin.end();
    const database = await openDatabase({ kind: 'server', url: urlOf(serverUrl, 'demo'), connections: 8 });
    const loaded = await loadDemo(database);
    await database.close();
    fs.writeFileSync(`${told}.making`, JSON.stringify(loaded));
    fs.renameSync(`${told}.making`, told);
  });
  const loaded = JSON.parse(fs.readFileSync(told, 'utf8')) as LoadedDemo;
  return { database: await openServerForTest(serverUrl, 'demo'), ...loaded };
};
