import { describe, expect, it } from 'vitest';
import { directionOf, type EvidenceFacts, evidenceStrength } from './evidence.ts';

const noDesign = {
  randomised: false,
  notYetTreated: false,
  otherSchools: false,
  sameSchool: false,
  beforeAfter: false,
};
const both = { ...noDesign, otherSchools: true, sameSchool: true, gapInErrors: 0.5 };

/** The least that each level asks for, row by row as the table of levels stands. */
const rows: readonly (readonly [level: number, facts: EvidenceFacts])[] = [
  [
    5,
    {
      design: { ...noDesign, randomised: true },
      ...{
        mde: 0.05,
        schools: 30,
        treatedSchools: 15,
        preYears: 2,
        missingOutcomes: 0.05,
        outcome: 'nationalTests',
      },
    },
  ],
  [
    4,
    {
      design: both,
      ...{
        mde: 0.05,
        schools: 20,
        treatedSchools: 10,
        preYears: 4,
        missingOutcomes: 0.1,
        outcome: 'nationalTests',
      },
    },
  ],
  [
    3,
    {
      design: { ...noDesign, notYetTreated: true },
      ...{
        mde: 0.1,
        schools: 12,
        treatedSchools: 6,
        preYears: 3,
        missingOutcomes: 0.2,
        outcome: 'flatGrades',
      },
    },
  ],
  [
    2,
    {
      design: { ...noDesign, otherSchools: true },
      ...{ mde: 0.2, schools: 8, treatedSchools: 4, preYears: 2, missingOutcomes: 0.3, outcome: 'grades' },
    },
  ],
  [
    1,
    {
      design: { ...noDesign, beforeAfter: true },
      ...{ mde: 9, schools: 1, treatedSchools: 1, preYears: 1, missingOutcomes: 0.4, outcome: 'other' },
    },
  ],
  [
    0,
    {
      design: noDesign,
      ...{ mde: 9, schools: 1, treatedSchools: 1, preYears: 0, missingOutcomes: 0.41, outcome: 'other' },
    },
  ],
];
const [, four] = rows[1] ?? [];
if (!four) throw new Error('There is a row for level 4.');

describe('the strength of evidence', () => {
  it.each(rows)('is %d for the least that the level asks for', (level, facts) => {
    const found = evidenceStrength(facts);
    expect([found.level, found.start]).toEqual([level, level]);
    expect(found.subtractions).toEqual([]);
  });

  it.each([
    ['design', { design: { ...both, gapInErrors: 1 } }, 2],
    ['design', { design: { ...both, gapInErrors: -1.5, notYetTreated: true } }, 3],
    ['design', { design: { ...noDesign, sameSchool: true } }, 2],
    ['design', { design: { ...noDesign, otherSchools: true, gapInErrors: 0.5 } }, 2],
    ['design', { design: { ...noDesign, sameSchool: true, gapInErrors: 0.5 } }, 2],
    ['design', { design: noDesign }, 0],
    ['design', { design: { ...noDesign, beforeAfter: true } }, 1],
    ['design', { design: { ...noDesign, otherSchools: true, sameSchool: true } }, 2],
    ['mde', { mde: 0.051 }, 3],
    ['mde', { mde: 0.11 }, 2],
    ['mde', { mde: 0.21 }, 1],
    ['schools', { schools: 19 }, 3],
    ['schools', { treatedSchools: 9 }, 3],
    ['schools', { schools: 11 }, 2],
    ['schools', { treatedSchools: 5 }, 2],
    ['schools', { treatedSchools: 3 }, 1],
    ['preYears', { preYears: 3 }, 3],
    ['preYears', { preYears: 2 }, 2],
    ['preYears', { preYears: 1 }, 1],
    ['preYears', { preYears: 0 }, 0],
    ['missingOutcomes', { missingOutcomes: 0.11 }, 3],
    ['missingOutcomes', { missingOutcomes: 0.31 }, 1],
    ['missingOutcomes', { missingOutcomes: 0.5 }, 0],
    ['outcome', { outcome: 'flatGrades' }, 3],
    ['outcome', { outcome: 'grades' }, 2],
    ['outcome', { outcome: 'other' }, 1],
  ] as const)('is held down by %s alone: %j gives %d', (column, change, level) => {
    const found = evidenceStrength({ ...four, ...change });
    expect(found.level).toBe(level);
    expect(found.columns.filter(one => one.binds).map(one => one.column)).toEqual([column]);
  });

  it('asks a lottery for two years before, and no more', () => {
    const lottery = { ...(rows[0]?.[1] ?? four) };
    expect(evidenceStrength({ ...lottery, preYears: 2 }).level).toBe(5);
    expect(evidenceStrength({ ...lottery, preYears: 1 }).level).toBe(1);
  });

  it.each([
    [{ preTrendP: 0.09 }, 'preTrend', 1],
    [{ preTrendP: 0.1 }, null, 0],
    [{ breakdown: 0.99 }, 'preTrend', 1],
    [{ breakdown: 1 }, null, 0],
    [{ breakdown: 0.5 }, 'preTrend', 1],
    [{ breakdown: 0.49 }, 'preTrend', 2],
    [{ breakdown: 0.49, preTrendP: 0.01 }, 'preTrend', 2],
    [{ missingChange: -0.06 }, 'differentialChange', 1],
    [{ missingChange: 0.05 }, null, 0],
    [{ compositionChange: 0.11 }, 'differentialChange', 1],
    [{ compositionChange: 0.1 }, null, 0],
    [{ otherChanges: 1 }, 'otherChanges', 1],
    [{ compositionChange: -0.2, missingChange: 0.2 }, 'differentialChange', 1],
    [{ otherChanges: 0.26 }, 'otherChanges', 1],
    [{ otherChanges: 0.25 }, null, 0],
    [{ signChanges: true }, 'oneSchool', 1],
    [{ signChanges: false }, null, 0],
  ] as const)('%j: subtracts for %s %d', (threat, reason, points) => {
    const found = evidenceStrength({ ...four, ...threat });
    expect(found.level).toBe(4 - points);
    expect(found.subtractions).toEqual(reason === null ? [] : [{ reason, points }]);
  });

  it('subtracts for every threat, but never below 0', () => {
    const all = { breakdown: 0.1, missingChange: 0.2, otherChanges: 0.5, signChanges: true };
    const found = evidenceStrength({ ...four, ...all });
    expect(found.subtractions.map(one => one.points)).toEqual([2, 1, 1, 1]);
    expect([found.start, found.level]).toEqual([4, 0]);
  });

  it.each([{ missingOutcomes: 1.2 }, { otherChanges: -0.1 }, { mde: Number.NaN }, { schools: -1 }])(
    'takes %j for a fault of the program',
    change => {
      const [value] = Object.values(change);
      expect(() => evidenceStrength({ ...four, ...change })).toThrow(RangeError);
      expect(() => evidenceStrength({ ...four, ...change })).toThrow(String(value));
    },
  );
});

describe('the direction of an effect', () => {
  it.each([
    [0.1, 0.02, 'positive'],
    [-0.1, 0.02, 'negative'],
    [0.01, 0.02, 'negligible'],
    [0.02, 0.02, 'open'],
    [0.1, 0.1, 'open'],
    [0.03, 0.001, 'positive'],
    [0, 0, 'negligible'],
    [0.05, 0, 'positive'],
  ] as const)('of %d with error %d is %s', (estimate, se, direction) => {
    expect(directionOf(estimate, se, 30).direction).toBe(direction);
  });

  it('rules out what lies beyond the 90 % interval', () => {
    // t(.95, 30) = 1.697261
    expect(directionOf(-0.01, 0.02, 30).ruledOutBeyond).toBeCloseTo(0.01 + 1.697261 * 0.02, 7);
  });
});
