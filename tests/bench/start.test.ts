import * as fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, temporaryFolder } from '../house.ts';

const STARTS = 5;

describe('starting the program as its users do', () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const start = async (): Promise<number> => {
    const started = performance.now();
    const house = await startHouse(folder);
    const answer = await fetch(`${house.base}/logga-in`);
    expect(answer.status).toBe(200);
    const passed = performance.now() - started;
    await house.stop();
    return passed / 1_000;
  };

  it('the first time, with the demo municipality read in, and later', async () => {
    const first = await start();
    const later: number[] = [];
    for (let at = 0; at < STARTS; at += 1) later.push(await start());
    later.sort((a, b) => a - b);
    console.log(
      `start: first page ${first.toFixed(1)} s the first time, later ${later[Math.floor(STARTS / 2)]?.toFixed(1)} s, lowest ${later[0]?.toFixed(1)} s (bar 3 s)`,
    );
  }, 300_000);
});
