import { expect, inject, it } from 'vitest';
import { killWhileSending, serverPlace } from '#tests/faults/mail-kill.ts';

const serverUrl = inject('postgres');

it.skipIf(serverUrl === null)(
  'ten thousand letters come once each, or are seen not to have, in sixty kills',
  async () => {
    const place = await serverPlace(serverUrl ?? '');
    const { states, kills, takenAndUncertain } = await killWhileSending(place, {
      ...{ letters: 10_000, kills: 60, workers: 3 },
    });
    console.log(
      `10,000 letters, ${kills} kills: ${states.skickad} sent once, ${states.misslyckad} refused, ${states.osäker} uncertain (${takenAndUncertain} of them taken), none twice`,
    );
    expect(states.skickad + states.misslyckad + states.osäker).toBe(10_000);
  },
  1_800_000,
);
