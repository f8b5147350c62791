import { expect, it } from 'vitest';
import { millionRows } from '#tests/reading/long-file.ts';
import { readFiles, resultFile } from '#tests/reading/world.ts';

it('a million rows of tests are read on a command line', async () => {
  const bytes = millionRows(1_000_000);
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    const reading = await readFiles({ kind: 'np_ak9', files: [resultFile(bytes)] });
    console.log(
      `round ${round + 1}: ${((performance.now() - from) / 1000).toFixed(1)} s, ${(bytes.length / 1e6).toFixed(0)} MB`,
    );
    expect(reading.kind).toBe('read');
  }
}, 300_000);
