import { expect, inject, it } from 'vitest';
import { killWhileSending, serverPlace } from '#tests/faults/mail-kill.ts';

const serverUrl = inject('postgres');

it.skipIf(serverUrl === null)(
  'ten thousand letters come exactly once each, or are seen to have failed, in sixty kills',
  async () => {
    const place = await serverPlace(serverUrl ?? '');
    const { states, kills, takenAndUncertain } = await killWhileSending(place, {
      ...{ letters: 10_000, kills: 60, workers: 3 },
    });
    console.log(
      `10,000 letters, ${kills} kills: ${states.skickad} sent exactly once; seen to have failed ${states.misslyckad + states.osäker}: refused ${states.misslyckad}, not known ${states.osäker} (of which ${takenAndUncertain} had come); none twice`,
    );
    expect(states.skickad + states.misslyckad + states.osäker).toBe(10_000);
  },
  1_800_000,
);
