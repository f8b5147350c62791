import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sql } from 'kysely';
import { expect, inject } from 'vitest';
import { type Database, openDatabase, withScope } from '#app/database/index.ts';
import type { ReminderState } from '#app/reminders/reminder.ts';
import { countStates, fillOutbox, type Outbox, readOutbox } from '#app/reminders/reminders.fixture.ts';
import { openServerForTest } from '#tests/database.ts';
import { temporaryFolder } from '#tests/house.ts';
import { closedPort, type Manner, startMailServer } from '#tests/mail-server.ts';

const root = path.join(import.meta.dirname, '../..');

/** Where the letters lie: reached by this test between the runs, and by the program in them. */
type Place = {
  readonly open: () => Promise<Database>;
  readonly options: readonly string[];
  readonly databaseUrl: string;
  readonly remove: () => Promise<void>;
};

export const embeddedPlace = (): Place => {
  const directory = temporaryFolder();
  const template = fs.readFileSync(inject('template'));
  return {
    open: () => openDatabase({ kind: 'embedded', directory, template }),
    ...{ options: ['--data', directory], databaseUrl: '' },
    remove: async () => fs.rmSync(directory, { recursive: true, force: true }),
  };
};

export const serverPlace = async (serverUrl: string): Promise<Place> => {
  const database = await openServerForTest(serverUrl);
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.owner);
  const url = new URL(serverUrl);
  url.pathname = `/${rows[0]?.name}`;
  return {
    open: () => openDatabase({ kind: 'server', url: url.href, connections: 2 }),
    ...{ options: [], databaseUrl: url.href, remove: database.close },
  };
};

/** What each letter in a score meets; the rest are taken. Some things happen the first time only. */
const hardships: Readonly<Record<number, { readonly manner: Manner; readonly times: number }>> = {
  0: { manner: 'refuses the address for now', times: 2 },
  1: { manner: 'refuses the address', times: 9 },
  2: { manner: 'refuses the letter for now', times: 1 },
  3: { manner: 'refuses the letter', times: 9 },
  4: { manner: 'takes and breaks the line', times: 9 },
  5: { manner: 'loses and breaks the line', times: 9 },
  6: { manner: 'breaks the line before the letter', times: 1 },
  7: { manner: 'takes slowly', times: 9 },
};

export type SendingReport = {
  readonly states: Readonly<Record<ReminderState, number>>;
  readonly kills: number;
  /** Letters that the server took though they are held to be uncertain. */
  readonly takenAndUncertain: number;
};

/**
 * Sends letters by the built program through a server that refuses, is slow and breaks the line, with `workers` programs at once
 * that are killed `kills` times while the server holds a letter or has just answered; hours pass between the runs. Afterwards
 * no letter may have come twice, and each must have come once or be seen not to be known or not to have come.
 */
export const killWhileSending = async (
  place: Place,
  { letters, kills, workers }: { readonly letters: number; readonly kills: number; readonly workers: number },
): Promise<SendingReport> => {
  let running: ChildProcess[] = [];
  let killed = 0;
  let untilKill = 3;
  const met = new Map<string, number>();
  const server = await startMailServer({
    slowly: 20,
    mannerOf: address => {
      const hardship = hardships[Number(/\d+/.exec(address)?.[0]) % 20];
      const before = met.get(address) ?? 0;
      met.set(address, before + 1);
      return hardship && before < hardship.times ? hardship.manner : 'takes';
    },
    onLetter: () => {
      untilKill -= 1;
      if (untilKill > 0 || killed >= kills) return;
      untilKill = 2 + Math.floor(Math.random() * (letters / kills));
      killed += 1;
      // Now and then when it has had the answer, and is about to write it down.
      const end = () => running[Math.floor(Math.random() * running.length)]?.kill('SIGKILL');
      if (Math.random() < 0.5) end();
      else setTimeout(end, Math.random() * 6);
    },
  });

  const run = (smtp: string): Promise<string> => {
    const child = spawn(
      path.join(root, 'node_modules/.bin/node'),
      [
        path.join(root, 'dist/server/cli.js'),
        ...['reminders', 'send', '--smtp', smtp, '--mail-from', 'samsyn@kommun.example', ...place.options],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DATABASE_URL: place.databaseUrl } },
    );
    running.push(child);
    let complained = '';
    child.stderr.on('data', chunk => {
      complained += chunk;
    });
    return new Promise(resolve =>
      child.once('exit', (code, signal) => resolve(signal === 'SIGKILL' || code === 0 ? '' : complained)),
    );
  };

  const visit = async <Result>(work: (outbox: Outbox) => Promise<Result>): Promise<Result> => {
    const database = await place.open();
    try {
      const { rows } = await sql<{ id: string }>`select authority_id as id from authority_directory`.execute(
        database.owner,
      );
      const authorityId = rows[0]?.id ?? '';
      return await work({
        authorityId,
        act: act => withScope(database, { authorityId, personId: null }, act),
      });
    } finally {
      await database.close();
    }
  };

  const filling = await place.open();
  await fillOutbox(filling, letters);
  await filling.close();
  let left = letters;
  for (let round = 0; left > 0; round += 1) {
    expect(round, `${left} letters never came to an end`).toBeLessThan(kills + 20);
    running = [];
    // Once, nobody answers.
    const smtp = round === 1 ? await closedPort() : server.url;
    const complaints = await Promise.all(Array.from({ length: workers }, () => run(smtp)));
    expect(complaints.join('')).toBe('');
    left = await visit(async outbox => {
      await outbox.act(async tx => {
        await sql`update reminder set next_attempt_at = now() where state = 'väntar'`.execute(tx.db);
        await sql`update reminder set claimed_at = claimed_at - interval '1 hour' where state = 'skickas'`.execute(
          tx.db,
        );
      });
      const states = await countStates(outbox);
      return states.väntar + states.skickas;
    });
  }

  const { outcomes, states } = await visit(async outbox => ({
    outcomes: await readOutbox(outbox),
    states: await countStates(outbox),
  }));
  await server.stop();
  await place.remove();

  const wrong: string[] = [];
  let takenAndUncertain = 0;
  for (const [address, { state }] of outcomes) {
    const times = server.box.times.get(address) ?? 0;
    const isRight = state === 'skickad' ? times === 1 : state === 'osäker' ? times <= 1 : times === 0;
    if (!isRight) wrong.push(`${address} is ${state} and came ${times} times`);
    if (state === 'osäker' && times === 1) takenAndUncertain += 1;
  }
  expect(wrong).toEqual([]);
  expect(outcomes.size).toBe(letters);
  return { states, kills: killed, takenAndUncertain };
};
