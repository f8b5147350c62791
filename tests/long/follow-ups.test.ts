import { expect, inject, it } from 'vitest';
import { runSequences } from '#app/followups/sequences.fixture.ts';
import { openEmbeddedForTest, openServerForTest } from '#tests/database.ts';

const runs = 10_000;

it(`${runs} random rows of ratings, agreements and moves: nothing shown too early, nothing written over`, async () => {
  const server = inject('postgres');
  const database = server === null ? await openEmbeddedForTest() : await openServerForTest(server);
  const acts = await runSequences(database, runs);
  await database.close();
  console.log(
    `${runs} rows with ${acts} acts on ${server === null ? 'the embedded database' : 'PostgreSQL'}`,
  );
  expect(acts).toBeGreaterThan(runs);
}, 3_600_000);
