import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Database, type DatabasePlace, listAuthorities, openDatabase } from '#app/database/index.ts';
import { loadDemo } from '#demo/load.ts';
import { say } from './command.ts';

const enterDemo = async (database: Database): Promise<void> => {
  say('Läser in demokommunen Ekdala …');
  await loadDemo(database);
};

/**
 * The database with the demo in it, where nothing was before. Beside the program's own folder the demo is read in first and put in its
 * place when it is whole: a first start that is interrupted leaves no half municipality behind.
 */
export const openWithDemo = async (
  place: DatabasePlace,
  enter: (database: Database) => Promise<void> = enterDemo,
): Promise<Database> => {
  if (place.kind === 'embedded' && place.directory !== null) {
    const { directory } = place;
    const inUse = path.join(directory, 'database');
    const making = path.join(directory, 'first-start');
    if (!fs.existsSync(inUse)) {
      fs.rmSync(path.join(making, 'database'), { recursive: true, force: true });
      const first = await openDatabase({ ...place, directory: making });
      try {
        await enter(first);
      } finally {
        await first.close();
      }
      fs.renameSync(path.join(making, 'database'), inUse);
      fs.rmSync(making, { recursive: true });
    }
  }
  const database = await openDatabase(place);
  if ((await listAuthorities(database)).length === 0) await enter(database);
  return database;
};
