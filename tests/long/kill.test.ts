import { expect, it } from 'vitest';
import { killWhileWorking } from '#tests/faults/kill.ts';

it('loses nothing that was acknowledged in fifty power cuts', async () => {
  const { acknowledged, imports } = await killWhileWorking(50);
  console.log(
    `50 power cuts: ${acknowledged} acknowledged edits and ${imports} acknowledged imports, none lost`,
  );
  expect(acknowledged).toBeGreaterThan(100);
}, 900_000);
