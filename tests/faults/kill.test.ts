import { expect, it } from 'vitest';
import { killWhileWorking } from './kill.ts';

it('loses nothing that was acknowledged when it is killed in the middle of work', async () => {
  const { acknowledged } = await killWhileWorking(4);
  expect(acknowledged).toBeGreaterThan(0);
}, 120_000);
