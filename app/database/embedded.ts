import * as fs from 'node:fs';
import * as path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { takeLock } from './lock.ts';

type Stream = { readonly nfd: number };
type EmscriptenFs = { NODEFS: { stream_ops: { fsync?: (stream: Stream) => number } } };

/** The file system of the embedded database, with a flush that reaches the disk: PGlite's own does nothing on fsync. */
class FlushedNodeFs extends NodeFS {
  flushes = 0;

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const addFlush = (module: unknown) => {
      (module as EmscriptenFs).NODEFS.stream_ops.fsync = stream => {
        fs.fdatasyncSync(stream.nfd);
        this.flushes += 1;
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFlush] } };
  }
}

/** PGlite's own start parameters without `-F`, which turns flushing off, and with flushing on. */
const flushedStart = (): string[] => [
  ...PGlite.defaultStartParams.filter(parameter => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
];

export type Embedded = {
  readonly pglite: PGlite;
  /** How many times the database has flushed to disk since it was opened. */
  readonly flushes: () => number;
  readonly close: () => Promise<void>;
};

/**
 * Opens the database in `directory`, or in memory when it is null. A new database starts from `template` when given.
 *
 * @throws DirectoryInUse when another process has the directory open: two at once would destroy it.
 */
export const openEmbedded = async (directory: string | null, template?: Uint8Array): Promise<Embedded> => {
  const extensions = { btree_gist };
  const blob = template ? { loadDataDir: new Blob([new Uint8Array(template)]) } : {};
  if (directory === null) {
    const pglite = await PGlite.create({ extensions, ...blob });
    return { pglite, flushes: () => 0, close: () => pglite.close() };
  }

  fs.mkdirSync(directory, { recursive: true });
  const lock = takeLock(path.join(directory, 'samsyn.lock'));
  const data = path.join(directory, 'database');
  try {
    const isNew = !fs.existsSync(path.join(data, 'PG_VERSION'));
    if (isNew) {
      // Unpacked beside and renamed, so that a start that dies half-way leaves no half database.
      const unpacking = path.join(directory, 'database.new');
      fs.rmSync(unpacking, { recursive: true, force: true });
      fs.mkdirSync(unpacking, { recursive: true });
      const first = await PGlite.create({
        extensions,
        ...blob,
        fs: new FlushedNodeFs(unpacking),
        startParams: flushedStart(),
      });
      await first.close();
      fs.rmSync(data, { recursive: true, force: true });
      fs.renameSync(unpacking, data);
    }
    const files = new FlushedNodeFs(data);
    const pglite = await PGlite.create({ extensions, fs: files, startParams: flushedStart() });
    return {
      pglite,
      flushes: () => files.flushes,
      close: async () => {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};
