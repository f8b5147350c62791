import * as fs from 'node:fs';
import { sv } from './sv.ts';

/** Another process has the data directory open. */
export class DirectoryInUse extends Error {
  constructor(file: string, processId: number) {
    super(sv.inUse(processId, file));
    this.name = 'DirectoryInUse';
  }
}

type Holder = { readonly processId: number; readonly startedAt: string | null };

/** When a process started, in clock ticks since boot: tells a process from a later one with the same number. */
const startOf = (processId: number): string | null => {
  try {
    const stat = fs.readFileSync(`/proc/${processId}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? null);
  } catch {
    return null;
  }
};

const isAlive = (holder: Holder): boolean => {
  try {
    process.kill(holder.processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const started = startOf(holder.processId);
  return holder.startedAt === null || started === null || started === holder.startedAt;
};

const readHolder = (file: string): Holder | null => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
};

/**
 * Takes the exclusive lock `file`, written whole and then linked into place, so that no reader sees half of it. A lock
 * whose process is gone is taken over.
 *
 * @throws DirectoryInUse when its process lives.
 */
export const takeLock = (file: string): { release: () => void } => {
  const own: Holder = { processId: process.pid, startedAt: startOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(own));
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        fs.linkSync(draft, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const holder = readHolder(file);
        if (holder && isAlive(holder)) throw new DirectoryInUse(file, holder.processId);
        if (attempt === 3) throw error;
        // Renamed before it is removed: of two starts that find the same stale lock, only one wins the rename.
        const stale = `${file}.stale.${process.pid}`;
        try {
          fs.renameSync(file, stale);
          fs.rmSync(stale);
        } catch (lost) {
          if ((lost as NodeJS.ErrnoException).code !== 'ENOENT') throw lost;
        }
      }
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (readHolder(file)?.processId === process.pid) fs.rmSync(file, { force: true });
    },
  };
};
