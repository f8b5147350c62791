import * as fs from 'node:fs';
import * as path from 'node:path';
import { openDatabase } from '../app/database/index.ts';
import { sha256 } from '../app/shared/id.ts';

const root = path.join(import.meta.dirname, '..');

/** Everything a fresh database is made of: when none of it has changed, an earlier template still holds. */
const fingerprint = (): string => {
  const folder = path.join(root, 'app/database');
  const sources = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  return sha256(
    sources.map(file => fs.readFileSync(path.join(folder, file), 'utf8')).join('\0') +
      fs.readFileSync(path.join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  ).slice(0, 16);
};

/**
 * Makes the file that a new embedded database is unpacked from: an empty database with every migration done. Creating one
 * takes seconds, unpacking one takes a fraction.
 */
export const buildTemplate = async (): Promise<string> => {
  const folder = path.join(root, 'dist/template');
  const file = path.join(folder, `database-${fingerprint()}.tar`);
  if (fs.existsSync(file)) return file;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const database = await openDatabase({ kind: 'embedded', directory: null });
  const dump = await database.embedded?.pglite.dumpDataDir('none');
  await database.close();
  if (!dump) throw new Error('The embedded database gave no dump');
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()));
  fs.renameSync(draft, file);
  return file;
};
