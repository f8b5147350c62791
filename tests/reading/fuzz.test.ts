import { expect, it } from 'vitest';
import { tryFiles } from './fuzz.ts';

it('any file gives whole deliveries, remarks or a question, and never a crash', async () => {
  const tried = await tryFiles(500);
  expect(tried.read).toBeGreaterThan(20);
  expect(tried.refused).toBeGreaterThan(50);
  expect(tried.asked).toBeGreaterThan(50);
}, 120_000);
