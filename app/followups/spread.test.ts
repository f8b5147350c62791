import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coreCriteria } from './rubric/rubric.ts';
import { fieldsIn, MOST_FIELDS, ROOM, type RoundPlan, spreadOver, spreadProblems } from './spread.ts';

const codes = coreCriteria.map(one => one.code);
const planned = (spread: readonly (readonly string[])[]): RoundPlan[] =>
  spread.map((criteria, at) => ({ number: at + 1, dueDay: '10-15', criteria }));
const range = { fewest: 3, most: 4 };

describe('the spread of criteria over the rounds of a year', () => {
  it.each([3, 4])('fits in %i rounds with at most seven fields each', count => {
    const rounds = planned(spreadOver(codes, count));
    expect(spreadProblems(rounds, coreCriteria, range)).toEqual([]);
    expect(Math.max(...rounds.map(fieldsIn))).toBeLessThanOrEqual(MOST_FIELDS);
  });

  it('does not fit in two, and says in which', () => {
    const problems = spreadProblems(planned(spreadOver(codes, 2)), coreCriteria, range);
    expect(problems).toHaveLength(3);
    expect(problems[1]).toContain('Uppföljning 1');
  });

  it('loses nothing and is as even as can be, however many', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...codes)),
        fc.integer({ min: 1, max: 6 }),
        (some, count) => {
          const spread = spreadOver(some, count);
          expect(spread.flat().sort()).toEqual([...some].sort());
          const sizes = spread.map(one => one.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('is judged right: it stands exactly when each round has room and every criterion is asked', () => {
    const anySpread = fc
      .integer({ min: 3, max: 4 })
      .chain(count => fc.array(fc.subarray(codes), { minLength: count, maxLength: count }));
    fc.assert(
      fc.property(anySpread, spread => {
        const stands =
          spread.every(one => one.length <= ROOM) && new Set(spread.flat()).size === codes.length;
        expect(spreadProblems(planned(spread), coreCriteria, range).length === 0).toBe(stands);
      }),
    );
  });

  it('never asks what the rubric does not have, nor twice in one round', () => {
    const rounds = planned(spreadOver(codes, 4));
    const [first, ...others] = rounds;
    if (!first) throw new Error('no rounds');
    const odd = { ...first, criteria: [...first.criteria.slice(0, 2), 'P12', 'P12'] };
    const problems = spreadProblems([odd, ...others], coreCriteria, range).join(' ');
    expect(problems).toContain('P12');
    expect(problems).toContain('två gånger');
  });
});
