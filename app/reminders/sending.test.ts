import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { onEachDatabase } from '#tests/database.ts';
import { sendReminders } from './actions.ts';
import type { Handover, Letter, Mail } from './reminder.ts';
import { countStates, fillOutbox, readOutbox } from './reminders.fixture.ts';

const MINUTE = 60_000;
type Kind = Handover['kind'];

/** A mail server of words: answers each letter as it is told, and remembers what it was given. */
const told = (answer: (letter: Letter) => Kind | Promise<Kind>) => {
  const given: string[] = [];
  let hungUp = 0;
  const mail: Mail = {
    handOver: async letter => {
      given.push(letter.address);
      return { kind: await answer(letter), answer: 'svar' };
    },
    hangUp: () => {
      hungUp += 1;
    },
  };
  return { mail, given, hungUp: () => hungUp };
};

onEachDatabase('sending reminders', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('gives each letter to the mail server once, and lets go of it', async () => {
    const outbox = await fillOutbox(database, 5);
    const { mail, given, hungUp } = told(() => 'taken');
    const sent = await sendReminders(database, outbox.authorityId, mail);
    expect(sent).toEqual({ väntar: 0, skickas: 0, skickad: 5, osäker: 0, misslyckad: 0 });
    expect(given.sort()).toEqual([0, 1, 2, 3, 4].map(at => `p${at}@kommun.example`));
    await sendReminders(database, outbox.authorityId, mail);
    expect(given).toHaveLength(5);
    expect(hungUp()).toBe(2);
  });

  it('notes a letter as being sent before the mail server hears of it', async () => {
    const outbox = await fillOutbox(database, 1);
    const seen: unknown[] = [];
    const { mail } = told(async (): Promise<Kind> => {
      seen.push([...(await readOutbox(outbox)).values()].map(one => one.state));
      return 'taken';
    });
    await sendReminders(database, outbox.authorityId, mail);
    expect(seen).toEqual([['skickas']]);
  });

  it('shares the letters between senders that work at once, none given twice', async () => {
    const outbox = await fillOutbox(database, 40);
    const servers = Array.from({ length: 4 }, () => told(() => 'taken'));
    await Promise.all(servers.map(({ mail }) => sendReminders(database, outbox.authorityId, mail)));
    const given = servers.flatMap(one => one.given);
    expect(given).toHaveLength(40);
    expect(new Set(given).size).toBe(40);
    expect((await countStates(outbox)).skickad).toBe(40);
  });

  it('tries again what was refused for the moment, ever more seldom, and gives it up after five times', async () => {
    const outbox = await fillOutbox(database, 1);
    const { mail, given } = told(() => 'later');
    const tries: number[] = [];
    const start = Date.now();
    for (let minute = 0; minute < 23 * 60; minute += 1) {
      const before = given.length;
      await sendReminders(database, outbox.authorityId, mail, {
        now: () => new Date(start + minute * MINUTE),
      });
      if (given.length > before) tries.push(minute);
    }
    expect(tries).toEqual([0, 5, 25, 85, 325]);
    const [letter] = (await readOutbox(outbox)).values();
    expect(letter).toMatchObject({ state: 'misslyckad', attempts: 5, answer: 'svar' });
  }, 60_000);

  it('leaves the others alone when the server cannot be reached at all', async () => {
    const outbox = await fillOutbox(database, 5);
    const { mail, given } = told(() => 'unreachable');
    await sendReminders(database, outbox.authorityId, mail);
    expect(given).toHaveLength(1);
    const attempts = [...(await readOutbox(outbox)).values()].map(one => one.attempts).sort();
    expect(attempts).toEqual([0, 0, 0, 0, 1]);
  });

  it('gives up a letter that has waited a day: what it says is no longer so', async () => {
    const outbox = await fillOutbox(database, 1, new Date(Date.now() - 24 * 60 * MINUTE - 1_000));
    const { mail, given } = told(() => 'taken');
    expect((await sendReminders(database, outbox.authorityId, mail)).misslyckad).toBe(1);
    expect(given).toEqual([]);
    const [letter] = (await readOutbox(outbox)).values();
    expect(letter?.answer).toContain('innan dygnet var slut');
  });

  it.each([
    ['unknown', 'osäker'],
    ['refused', 'misslyckad'],
  ] as const)('never tries again a letter that is %s', async (kind, state) => {
    const outbox = await fillOutbox(database, 1);
    const { mail, given } = told(() => kind);
    for (const minute of [0, 10, 100, 1_000])
      await sendReminders(database, outbox.authorityId, mail, {
        now: () => new Date(Date.now() + minute * MINUTE),
      });
    expect(given).toHaveLength(1);
    expect((await countStates(outbox))[state]).toBe(1);
  });

  it('holds a letter whose sender was killed to be uncertain, after five minutes and not before', async () => {
    const outbox = await fillOutbox(database, 2);
    const killed = told(() => new Promise<never>((_, reject) => reject(new Error('killed'))));
    await expect(sendReminders(database, outbox.authorityId, killed.mail)).rejects.toThrow('killed');
    const { mail, given } = told(() => 'taken');
    const after = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * MINUTE) });
    await sendReminders(database, outbox.authorityId, mail, after(4));
    expect(await countStates(outbox)).toMatchObject({ skickas: 1, skickad: 1 });
    await sendReminders(database, outbox.authorityId, mail, after(6));
    expect(await countStates(outbox)).toMatchObject({ osäker: 1, skickad: 1 });
    expect(given).not.toContain(killed.given[0]);
  });

  it('lets a slow sender tell the truth of a letter that was held to be uncertain meanwhile', async () => {
    const outbox = await fillOutbox(database, 1);
    const other = told(() => 'taken');
    const { mail } = told(async (): Promise<Kind> => {
      await sendReminders(database, outbox.authorityId, other.mail, {
        now: () => new Date(Date.now() + 10 * MINUTE),
      });
      expect((await countStates(outbox)).osäker).toBe(1);
      return 'taken';
    });
    await sendReminders(database, outbox.authorityId, mail);
    expect(await countStates(outbox)).toMatchObject({ skickad: 1, osäker: 0 });
    expect(other.given).toEqual([]);
  });

  it('stops between two letters when it is told to', async () => {
    const outbox = await fillOutbox(database, 5);
    const stopping = new AbortController();
    const { mail } = told(() => {
      stopping.abort();
      return 'taken';
    });
    await sendReminders(database, outbox.authorityId, mail, { signal: stopping.signal });
    expect(await countStates(outbox)).toMatchObject({ skickad: 1, väntar: 4, skickas: 0 });
  });

  it('knows the same letter by the same id each time, and no two by one', async () => {
    const outbox = await fillOutbox(database, 3);
    const ids: string[] = [];
    const { mail } = told(({ id }) => {
      ids.push(id);
      return 'later';
    });
    for (const minute of [0, 10])
      await sendReminders(database, outbox.authorityId, mail, {
        now: () => new Date(Date.now() + minute * MINUTE),
      });
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(3);
  });

  describe('the letters of another authority', () => {
    it('are left alone', async () => {
      const [own, other] = [await fillOutbox(database, 2), await fillOutbox(database, 2)];
      const { mail } = told(() => 'taken');
      await sendReminders(database, own.authorityId, mail);
      expect((await countStates(other)).väntar).toBe(2);
    });
  });
});
