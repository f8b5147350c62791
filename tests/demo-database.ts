import * as fs from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '#app/database/index.ts';
import { type LoadedDemo, loadDemo } from '#demo/load.ts';
import { openEmbeddedForTest, openServerForTest, urlOf } from './database.ts';
import { demoFolder, onceInRun, runCommandOn } from './house.ts';

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

/** The demo as both a test and the commands of the program reach it, on the engine that answers soonest. */
export type ReachedDemo = {
  readonly database: Database;
  /** Runs a command on the same data, and gives all that it said. */
  readonly run: (...args: readonly string[]) => Promise<string>;
  /** Lets go of the database where commands need it for themselves. */
  readonly makeWay: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const reachDemo = async (): Promise<ReachedDemo> => {
  const words = ({ said, complained }: Awaited<ReturnType<typeof runCommandOn>>) => `${said}${complained}`;
  const serverUrl = inject('postgres');
  if (serverUrl === null) {
    const data = await demoFolder();
    const database = await openDatabase({ kind: 'embedded', directory: data });
    let isOpen = true;
    const close = async () => {
      if (isOpen) await database.close();
      isOpen = false;
    };
    const run: ReachedDemo['run'] = async (...args) => words(await runCommandOn('', ...args, '--data', data));
    return { database, run, close, makeWay: close };
  }
  const { database } = await openDemoForTest();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.owner);
  const url = urlOf(serverUrl, rows[0]?.name ?? '');
  return {
    database,
    run: async (...args) => words(await runCommandOn(url, ...args)),
    close: () => database.close(),
    makeWay: async () => undefined,
  };
};
