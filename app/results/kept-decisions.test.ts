import { describe, expect, it } from 'vitest';
import { type DecisionGrounds, keepDecision } from './kept-decisions.ts';
import type { DecidedBlock } from './suppression/release.ts';

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
  return {
    decide: (): DecidedBlock => {
      made += 1;
      return { decided: [], entry: { entries: [] }, unprotected: [] };
    },
    count: () => made,
  };
};

describe('a decision', () => {
  it('is made once for the same facts, in whatever order its sets were filled', () => {
    const { decide, count } = decisions();
    const first = keepDecision(grounds, decide);
    expect(keepDecision({ ...grounds, own: new Set(['2', '1']) }, decide)).toBe(first);
    expect(count()).toBe(1);
  });

  it('is made anew when anything that it rests on is different', () => {
    const { decide, count } = decisions();
    keepDecision({ ...grounds, audience: 'utanför huvudmannen' }, decide);
    keepDecision({ ...grounds, own: new Set(['1']) }, decide);
    keepDecision({ ...grounds, earlier: [{ entries: [] }] }, decide);
    keepDecision({ ...grounds, block: { ...grounds.block, languages: new Set(['Arabiska']) } }, decide);
    expect(count()).toBe(4);
  });
});
