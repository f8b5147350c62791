import * as fs from 'node:fs';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { type Database, openDatabase } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';

/** A fresh embedded database in memory, with every migration done. */
export const openEmbeddedForTest = (): Promise<Database> =>
  openDatabase({ kind: 'embedded', directory: null, template: fs.readFileSync(inject('template')) });

/** The address of a database on the server. */
export const urlOf = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** A database of its own on the real server, fresh or as the template is; removed when it is closed. */
export const openServerForTest = async (serverUrl: string, template = 'template0'): Promise<Database> => {
  const name = `test_${newId().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  const database = await openDatabase({ kind: 'server', url: urlOf(serverUrl, name), connections: 8 });
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
};

/**
 * A fresh database on the engine that answers soonest: the real server where it is installed. For tests that ask much of the whole
 * house, and that are about no engine; the rooms' own tests are run on both.
 */
export const openQuickForTest = (): Promise<Database> => {
  const serverUrl = inject('postgres');
  return serverUrl === null ? openEmbeddedForTest() : openServerForTest(serverUrl);
};

/** Runs the same tests on the embedded database and, where it is installed, on a real PostgreSQL server. */
export const onEachDatabase = (title: string, tests: (open: () => Promise<Database>) => void): void => {
  describe(`${title} (embedded)`, () => tests(openEmbeddedForTest));
  const serverUrl = inject('postgres');
  describe.skipIf(serverUrl === null)(`${title} (PostgreSQL)`, () =>
    tests(() => openServerForTest(serverUrl ?? '')),
  );
};
