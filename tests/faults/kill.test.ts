import { expect, it } from 'vitest';
import { killWhileWorking } from './kill.ts';

it('loses nothing that was acknowledged when it is killed in the middle of work', async () => {
  const { acknowledged, imports } = await killWhileWorking(5);
  expect(acknowledged).toBeGreaterThan(0);
  expect(imports).toBeGreaterThan(0);
}, 120_000);
