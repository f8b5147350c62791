import { describe, expect, it } from 'vitest';
import { createRandom } from '#statistics/index.ts';
import { boundsOfMeasure, drawFacts, languages } from '../audit/world.fixture.ts';
import type { Measured } from '../suppression/identity.ts';
import type { Atom } from '../suppression/release.ts';
import { stopDeciding } from './decider.ts';
import { type DecisionGrounds, decideOn } from './grounds.ts';
import { eachDecided, keptDecision } from './kept-decisions.ts';
import { decidedWithin, whenDecided } from './when-decided.ts';

const measured: Measured = { measure: 'betygspoäng', level: '9', academicYear: 2025, semester: null };

/** A table of ten units, drawn by a seed. */
const groundsOf = (seed: number, own: ReadonlySet<string> = new Set()): DecisionGrounds => {
  const random = createRandom(seed);
  const below = (of: number) => random.below(of);
  const chance = { below, isOne: (of: number) => below(of) === 0 };
  const units = Array.from({ length: 10 }, (_, k) => `${k}`);
  const atoms = units.map(
    (unit): Atom => ({
      ...{ unit, subject: 'Matematik', gender: 'alla' },
      facts: drawFacts(chance, 4 + below(80)),
    }),
  );
  return {
    block: {
      ...{ measured, atoms, languages, eitherOr: [], behind: [] },
      bounds: boundsOfMeasure(measured.measure),
    },
    asked: [units, ...units.map(unit => [unit])].map(of => ({
      identity: { ...measured, units: of, subjects: ['Matematik'], gender: 'alla' },
      parts: ['antal', 'medelvärde', 'andel'],
      weight: of.length > 1 ? 6 : 2,
    })),
    ...{ earlier: [], audience: 'inom huvudmannen', own },
  };
};

describe('somebody who asks for what has not been decided', () => {
  it.each([1, 2, 3])('gets what would have been decided here, from another thread: seed %i', async seed => {
    const grounds = groundsOf(seed, new Set(['1', '2']));
    const decision = await whenDecided(async () => keptDecision(grounds));
    expect(decision).toEqual(decideOn(grounds));
    expect(decision.decided.some(({ told }) => told.antal?.state === 'visas')).toBe(true);
  });

  it('begins the transaction anew for each decision that is missing, and once more when none is', async () => {
    const all = [4, 5, 6].map(seed => groundsOf(seed));
    let begun = 0;
    const ask = async () => {
      begun += 1;
      return all.map(keptDecision);
    };
    expect(await whenDecided(ask)).toHaveLength(3);
    expect(begun).toBe(4);
  });

  it('begins it anew once for all that are missing where each is asked for whatever became of the one before', async () => {
    const all = [11, 12, 13].map(seed => groundsOf(seed));
    let begun = 0;
    const ask = () => {
      begun += 1;
      return eachDecided(all, async grounds => keptDecision(grounds));
    };
    expect((await whenDecided(ask)).map(({ decided }) => decided.length)).toEqual([11, 11, 11]);
    expect(begun).toBe(2);
  });

  it('is told that it takes longer, and gets it when asking again', async () => {
    const grounds = groundsOf(7);
    const ask = async () => keptDecision(grounds);
    expect(await decidedWithin(0, ask)).toBe(null);
    expect((await whenDecided(ask)).decided).toHaveLength(11);
  });

  it('has one transaction open at a time, whatever they ask for at once, and others come in between', async () => {
    const open: string[] = [];
    let most = 0;
    const order: string[] = [];
    const ask = (asker: string, name: string) =>
      decidedWithin(
        0,
        async () => {
          open.push(asker);
          most = Math.max(most, open.filter(one => one === asker).length);
          await new Promise(setImmediate);
          open.splice(open.indexOf(asker), 1);
          order.push(name);
          if (name === 'A2') throw new Error('the database is gone');
        },
        asker,
      );
    await Promise.allSettled([ask('A', 'A1'), ask('A', 'A2'), ask('A', 'A3'), ask('B', 'B1')]);
    expect(most).toBe(1);
    expect(order).toEqual(['A1', 'B1', 'A2', 'A3']);
  });

  it('hears of any other fault at once', async () => {
    await expect(whenDecided(() => Promise.reject(new Error('the database is gone')))).rejects.toThrow(
      'gone',
    );
  });

  it('hears that the program stops, rather than wait for ever', async () => {
    const ask = async () => keptDecision(groundsOf(8));
    expect(await decidedWithin(0, ask)).toBe(null);
    const asked = expect(whenDecided(ask)).rejects.toThrow();
    await stopDeciding();
    await asked;
    await expect(whenDecided(ask)).rejects.toThrow('stopping');
  });
});
