import { describe, expect, it } from 'vitest';
import { drawMutants, mutantsOf, wilson } from '../scripts/mutants.ts';
import { answersOf } from '../scripts/mutation-sources.ts';

/** Two sources, one with four times as many changes as the other. */
const mutants = new Map(
  [40, 160].map((count, k) => [`source ${k}`, Array.from({ length: count }, (_, at) => `change ${at}`)]),
);
const flat = (drawn: ReadonlyMap<string, readonly string[]>): string[] =>
  [...drawn].flatMap(([source, names]) => names.map(name => `${source} ${name}`));

describe('changes to the effect engine that are drawn by lot', () => {
  it('are as many as asked for, of each source its share', () => {
    for (const seed of [1, 2, 3]) {
      const drawn = drawMutants(mutants, 50, seed);
      expect(new Set(flat(drawn)).size).toBe(50);
      expect(Math.abs((drawn.get('source 0')?.length ?? 0) - 10)).toBeLessThanOrEqual(1);
    }
  });

  it('are the same from the same seed, others from another, and among those of a larger draw', () => {
    const [first, again, other, larger] = [
      drawMutants(mutants, 30, 1),
      drawMutants(mutants, 30, 1),
      drawMutants(mutants, 30, 2),
      drawMutants(mutants, 90, 1),
    ].map(flat);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(larger).toEqual(expect.arrayContaining(first ?? []));
  });

  it('are all as likely', () => {
    const times = new Map<string, number>();
    const draws = 400;
    for (let seed = 0; seed < draws; seed += 1)
      for (const name of flat(drawMutants(mutants, 20, seed))) times.set(name, (times.get(name) ?? 0) + 1);
    const expected = (draws * 20) / 200;
    const chi = [...times.values()].reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0);
    expect(times.size).toBe(200);
    // Of 199 degrees of freedom hardly ever above 270.
    expect(chi).toBeLessThan(270);
  });

  it('say how sure their share is by Wilson’s interval', () => {
    // As by R: prop.test(92, 100, correct = FALSE)$conf.int
    expect(wilson(92, 100)[0]).toBeCloseTo(0.85001892, 7);
    expect(wilson(92, 100)[1]).toBeCloseTo(0.95890654, 7);
  });
});

describe('an answer about a change', () => {
  it('stands under a name that the source and its tests decide', () => {
    expect(answersOf('root')).toBe(answersOf('root'));
    expect(answersOf('root')).not.toBe(answersOf('jackknife').replace('jackknife', 'root'));
  });

  it('is about a change that has a name of its own', async () => {
    const names = await mutantsOf('jackknife');
    expect(names.length).toBeGreaterThan(10);
    expect(new Set(names).size).toBe(names.length);
  });
});
