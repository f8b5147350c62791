import { expect, it } from 'vitest';
import { tryFiles } from '#tests/reading/fuzz.ts';

const FILES = 100_000;

it(`of ${FILES} files of results none crashes the reading, and none is delivered in part`, async () => {
  const tried = await tryFiles(FILES);
  console.log(JSON.stringify(tried));
  expect(tried.files).toBeGreaterThanOrEqual(FILES);
  expect(tried.read).toBeGreaterThan(FILES / 50);
}, 7_200_000);
