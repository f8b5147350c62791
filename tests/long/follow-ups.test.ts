import { expect, inject, it } from 'vitest';
import { runCrowds, runSequences } from '#app/followups/sequences.fixture.ts';
import { openEmbeddedForTest, openServerForTest } from '#tests/database.ts';

const runs = 10_000;
const crowds = 2_000;
/** After so many it says how far it has come. */
const stretch = 500;

it(`${runs} random rows of ratings, agreements and moves: nothing shown too early, nothing written over`, async () => {
  const server = inject('postgres');
  const database = server === null ? await openEmbeddedForTest() : await openServerForTest(server);
  const where = server === null ? 'the embedded database' : 'PostgreSQL';
  let acts = 0;
  for (let done = stretch; done <= runs; done += stretch) {
    acts += await runSequences(database, stretch);
    console.log(`${done} rows with ${acts} acts on ${where}: as the rules say`);
  }
  await database.close();
  expect(acts).toBeGreaterThan(runs);
}, 7_200_000);

it.skipIf(inject('postgres') === null)(
  `${crowds} random rows of two to eight at the same moment on PostgreSQL: nothing written over`,
  async () => {
    const database = await openServerForTest(inject('postgres') ?? '');
    const acts = await runCrowds(database, crowds);
    console.log(
      `${crowds} rows with ${acts} crowds of two to eight on PostgreSQL: as if one after the other`,
    );
    await database.close();
    expect(acts).toBeGreaterThan(crowds);
  },
  7_200_000,
);
