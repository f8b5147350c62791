import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';

const root = path.join(import.meta.dirname, '..');

export type RunningHouse = {
  readonly base: string;
  readonly process: ChildProcess;
  /** Ends the program the polite way and waits for it. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
};

export const temporaryFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-test-'));

/** Only what a test asks for is worked out, and pages wait for it; `--wait` among the options of a test says otherwise. */
const steady = ['--no-ahead', '--wait', '600'];

/** Starts the built program as its users do, on a free port, and waits until it says that it is up. */
export const startHouse = async (data: string, ...options: readonly string[]): Promise<RunningHouse> => {
  const child = spawn(
    path.join(root, 'node_modules/.bin/node'),
    [path.join(root, 'dist/server/cli.js'), 'start', '--port', '0', '--data', data, ...steady, ...options],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '', NODE_ENV: 'test' } },
  );
  let said = '';
  let complained = '';
  child.stderr.on('data', chunk => {
    complained += chunk;
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      said += chunk;
      const found = /igång: (http:\/\/\S+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', code => reject(new Error(`The program ended with ${code}: ${complained}`)));
  });
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await ended;
  };
  return { base, process: child, stop: end('SIGTERM'), kill: end('SIGKILL') };
};

/** How often, and for how long at most, a test looks whether another has made what both need, ms. */
const LOOK_EVERY = 200;
const LONGEST_WAIT = 240_000;

/**
 * Makes something that takes long once in a run of all tests: the first test that asks makes it, and the others wait for it. It is there
 * when `place` exists, which the one who makes it sees to at last.
 */
export const onceInRun = async (place: string, make: () => Promise<void>): Promise<void> => {
  // Of several tests that ask at once only one can make the folder that says that it has begun.
  if (fs.mkdirSync(`${place}.begun`, { recursive: true }) !== undefined) await make();
  for (let waited = 0; !fs.existsSync(place); waited += LOOK_EVERY) {
    if (waited > LONGEST_WAIT)
      throw new Error('What is made once has not been made: see what the first test said.');
    await setTimeout(LOOK_EVERY);
  }
};

/** A data folder of one's own with the demo in it, as it is after the first start: a copy of one that is made once in a run. */
export const demoFolder = async (): Promise<string> => {
  const ready = inject('demo');
  await onceInRun(ready, async () => {
    const making = `${ready}.making`;
    const house = await startHouse(making);
    await house.stop();
    fs.renameSync(making, ready);
  });
  const own = temporaryFolder();
  fs.cpSync(ready, own, { recursive: true });
  return own;
};

type SaidByCommand = { readonly code: number; readonly said: string; readonly complained: string };

/** Runs a command of the built program on a PostgreSQL server, or where it is told to when there is no address, and gives what it said. */
export const runCommandOn = (databaseUrl: string, ...args: readonly string[]): Promise<SaidByCommand> =>
  new Promise(resolve => {
    const child = spawn(
      path.join(root, 'node_modules/.bin/node'),
      [path.join(root, 'dist/server/cli.js'), ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'test' },
      },
    );
    let said = '';
    let complained = '';
    child.stdout.on('data', chunk => {
      said += chunk;
    });
    child.stderr.on('data', chunk => {
      complained += chunk;
    });
    child.once('exit', code => resolve({ code: code ?? -1, said, complained }));
  });

/** Runs a command of the built program and gives what it said. */
export const runCommand = (...args: readonly string[]): Promise<SaidByCommand> => runCommandOn('', ...args);

/** A person at a keyboard without JavaScript: keeps cookies, sends forms from the program's own pages. */
export class Visitor {
  readonly #base: string;
  #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async #send(address: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(address, this.#base), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers ?? {}), cookie, origin: this.#base, 'sec-fetch-site': 'same-origin' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  get(address: string): Promise<Response> {
    return this.#send(address, {});
  }

  post(address: string, fields: Readonly<Record<string, string>> | FormData): Promise<Response> {
    return this.#send(address, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
    });
  }

  /** What the person's browser keeps. */
  cookies(): { name: string; value: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  /** As a program of ours in the page does. */
  sendJson(address: string, body: string): Promise<Response> {
    return this.#send(address, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  /** Signs in as one of the demo's people, by name. */
  async signInAs(name: string): Promise<void> {
    const page = await (await this.get('/logga-in')).text();
    const card = page.split('<li class="card">').find(part => part.includes(name));
    const person = /name="person" value="([^"]+)"/.exec(card ?? '')?.[1];
    if (!person) throw new Error(`Nobody called ${name} to sign in as`);
    await this.post('/logga-in', { person, till: '/' });
  }
}
