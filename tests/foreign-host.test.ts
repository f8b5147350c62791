import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { buildHouse } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import { openQuickForTest } from '#tests/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openQuickForTest();
});
afterAll(() => database.close());

const statusAt = async (address: string, publicUrl?: string): Promise<number> => {
  const house = buildHouse({
    database,
    clock: systemClock,
    secure: false,
    ...(publicUrl ? { publicUrl } : {}),
  });
  return (await house.fetch(new Request(address))).status;
};

it('answers a page that is pointed at this machine by another name with no, until a public address is told', async () => {
  expect(await statusAt('http://localhost:3000/logga-in')).toBe(200);
  expect(await statusAt('http://127.0.0.1:3000/logga-in')).toBe(200);
  expect(await statusAt('http://evil.example:3000/logga-in')).toBe(403);
  expect(await statusAt('http://samsyn.ekdala.example/logga-in', 'http://samsyn.ekdala.example')).toBe(200);
});
