import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { onEachDatabase } from '#tests/database.ts';
import { runCrowds, runSequences } from './sequences.fixture.ts';

onEachDatabase('any row of ratings, agreements and moves', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('ends as the rules say, shows nothing too early and writes over nothing, in 150 random rows', async () => {
    expect(await runSequences(database, 150)).toBeGreaterThan(300);
  }, 180_000);

  it('ends as if they had come one after the other when two to eight do something at the same moment', async () => {
    expect(await runCrowds(database, 40)).toBeGreaterThan(80);
  }, 180_000);
});
