import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { type Database, keepUntilNextEvent, recordEvent, withScope } from './index.ts';

onEachDatabase('what is kept until the next event', open => {
  let database: Database;
  const scope = { authorityId: newId(), personId: null };
  let read = 0;
  const ask = (...what: string[]) =>
    withScope(
      database,
      scope,
      async tx => {
        for (const one of what)
          await keepUntilNextEvent(tx, one, async () => {
            read += 1;
          });
      },
      { readOnly: true },
    );
  const happens = (kind: string) =>
    withScope(database, scope, tx =>
      recordEvent(tx, { kind, subject: 'person:somebody', happenedOn: '2026-11-23' }),
    );
  const readFor = async (...what: string[]): Promise<number> => {
    const before = read;
    await ask(...what);
    return read - before;
  };

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('is read once, anew when something has changed, and not for somebody who signs in', async () => {
    expect(await readFor('register', 'register')).toBe(1);
    await happens('signedIn');
    expect(await readFor('register')).toBe(0);
    await happens('unitChanged');
    expect(await readFor('register')).toBe(1);
  });

  it('has a limit: whoever asks for ever new things pushes out the oldest', async () => {
    await ask('first');
    expect(await readFor('first')).toBe(0);
    await ask(...Array.from({ length: 5_000 }, (_, at) => `asked ${at}`));
    expect(await readFor('first')).toBe(1);
  });
});
