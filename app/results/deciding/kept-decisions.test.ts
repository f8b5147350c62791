import { describe, expect, it } from 'vitest';
import type { DecidedBlock } from '../suppression/release.ts';
import type { DecisionGrounds } from './grounds.ts';
import { KeptDecisions, keptDecision, makeDecision, Undecided } from './kept-decisions.ts';

const grounds: DecisionGrounds = {
  block: {
    measured: { measure: 'betygspoäng', level: '9', academicYear: 2025, semester: null },
    bounds: { within: [10, 20], outside: [0, 0] },
    ...{ atoms: [], languages: new Set(['Arabiska', 'Finska']), eitherOr: [], behind: [] },
  },
  ...{ asked: [], earlier: [], audience: 'inom huvudmannen', own: new Set(['1', '2']) },
};

const decisions = () => {
  let made = 0;
  const decide = async (): Promise<DecidedBlock> => {
    made += 1;
    return { decided: [], entry: { entries: [] }, unprotected: [] };
  };
  return { decide, count: () => made };
};

const missing = (asked: DecisionGrounds): Undecided['missing'][number] => {
  try {
    keptDecision(asked);
  } catch (error) {
    if (error instanceof Undecided && error.missing[0]) return error.missing[0];
  }
  throw new Error('It had been decided');
};

describe('a decision', () => {
  it('is made once for the same facts, in whatever order its sets were filled', async () => {
    const { decide, count } = decisions();
    await makeDecision(missing(grounds), '', decide);
    expect(keptDecision({ ...grounds, own: new Set(['2', '1']) })).toBe(keptDecision(grounds));
    expect(count()).toBe(1);
  });

  it('is made once for two who ask at the same time', async () => {
    const { decide, count } = decisions();
    const asked = missing({ ...grounds, own: new Set(['3']) });
    await Promise.all([makeDecision(asked, 'one', decide), makeDecision(asked, 'another', decide)]);
    expect(count()).toBe(1);
  });

  it('is made anew when anything that it rests on is different', () => {
    missing({ ...grounds, audience: 'utanför huvudmannen' });
    missing({ ...grounds, own: new Set(['1']) });
    missing({ ...grounds, earlier: [{ entries: [] }] });
    missing({ ...grounds, block: { ...grounds.block, languages: new Set(['Arabiska']) } });
  });

  it('that failed is tried again by the next who asks', async () => {
    const { decide, count } = decisions();
    const asked = missing({ ...grounds, own: new Set(['4']) });
    await expect(makeDecision(asked, '', () => Promise.reject(new Error('no memory')))).rejects.toThrow(
      'no memory',
    );
    await makeDecision(asked, '', decide);
    expect(count()).toBe(1);
  });
});

describe('decisions that are kept', () => {
  const of = (groups: number): DecidedBlock => ({
    ...{ decided: [], unprotected: [] },
    entry: {
      entries: Array.from({ length: groups }, () => ({
        identity: {
          ...{ measure: 'betygspoäng', level: '9', academicYear: 2025, semester: null },
          ...{ units: ['1'], subjects: ['Kemi'], gender: 'alla' as const },
        },
        facts: { pupils: 1, basis: 1, part: 1, sum: 10, teachers: 3, largestClass: null },
        told: {},
      })),
    },
  });
  const keptOf = (decisions: KeptDecisions, keys: readonly string[]) =>
    keys.filter(key => decisions.find(key));

  it('make room for a new one by the groups they hold, the one asked for longest ago first', () => {
    const decisions = new KeptDecisions(10);
    decisions.keep('a', of(4));
    decisions.keep('b', of(4));
    decisions.find('a');
    decisions.keep('c', of(4));
    expect(keptOf(decisions, ['a', 'b', 'c'])).toEqual(['a', 'c']);
  });

  it('keep the newest, however large, and count one that is made again once', () => {
    const decisions = new KeptDecisions(10);
    decisions.keep('a', of(4));
    decisions.keep('a', of(4));
    decisions.keep('b', of(5));
    expect(keptOf(decisions, ['a', 'b'])).toEqual(['a', 'b']);
    decisions.keep('c', of(11));
    expect(keptOf(decisions, ['a', 'b', 'c'])).toEqual(['c']);
  });
});
