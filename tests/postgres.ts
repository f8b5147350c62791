import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';

const binaries = ['/usr/lib/postgresql/17/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/15/bin'];

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** The identity a server may run as: PostgreSQL refuses to run as root. */
const runAs = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/**
 * Starts a real PostgreSQL on a free loopback port, in a temporary directory. Returns null when it is not installed.
 * The login `samsyn` owns its databases and is no superuser, as in production.
 */
export const startPostgres = async (): Promise<{ url: string; stop: () => Promise<void> } | null> => {
  const bin = binaries.find(folder => fs.existsSync(path.join(folder, 'initdb')));
  if (!bin) return null;
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-postgres-'));
  const identity = runAs();
  if (identity.uid !== undefined && identity.gid !== undefined)
    fs.chownSync(directory, identity.uid, identity.gid);
  const data = path.join(directory, 'data');
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--auth=trust', '--no-sync'],
    { ...identity, cwd: directory, stdio: 'ignore' },
  );
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    // Nothing here is to outlive a power cut.
    [
      ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', directory],
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    ],
    { ...identity, cwd: directory, stdio: 'ignore' },
  );
  const admin = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
  for (let attempt = 0; ; attempt += 1) {
    try {
      execFileSync(path.join(bin, 'psql'), [...admin, '-c', 'create role samsyn login createrole createdb'], {
        cwd: directory,
        stdio: 'ignore',
      });
      break;
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  return {
    url: `postgres://samsyn@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
};
