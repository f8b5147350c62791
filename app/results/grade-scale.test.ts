import { describe, expect, it } from 'vitest';
import { breakBetween, findStep, gradeScale, gradeScales, isInForce, missingReasons } from './grade-scale.ts';

describe('a grade scale', () => {
  it.each([
    ['A', 20],
    ['b ', 17.5],
    ['C', 15],
    ['D', 12.5],
    [' e', 10],
    ['F', 0],
  ])('gives %j %d points', (written, points) =>
    expect(findStep(gradeScale('A–F'), written)?.points).toBe(points),
  );

  it.each(['-', '–', '', 'G', 'IG', 'MVG', '10', 'streck'])('has no value %j', written =>
    expect(findStep(gradeScale('A–F'), written)).toBeNull(),
  );

  it('never has a missing mark among its values', () => {
    for (const scale of gradeScales)
      for (const reason of missingReasons) expect(findStep(scale, reason)).toBeNull();
  });

  it('goes from the highest to the lowest, in whole quarters, and passes from a point up', () => {
    for (const { steps } of gradeScales) {
      const points = steps.map(step => step.points);
      expect(points).toEqual([...points].sort((a, b) => b - a));
      expect(points.every(point => Number.isInteger(point * 4))).toBe(true);
      expect(steps.map(step => step.isPass)).toEqual([...steps.map(step => step.isPass)].sort().reverse());
    }
  });

  it.each([
    ['A–F', 2010, false],
    ['A–F', 2011, true],
    ['A–F', 2026, true],
    ['kravnivå', 2026, true],
    ['1–10', 2027, false],
    ['1–10', 2028, false],
  ] as const)('%s is in force in %d: %s', (id, year, expected) =>
    expect(isInForce(gradeScale(id), year)).toBe(expected),
  );
});

describe('means of two academic years', () => {
  const year = (academicYear: number, scale: 'A–F' | '1–10' = 'A–F') => ({ academicYear, scale });

  it.each([
    ['a year beside itself', year(2025), year(2025), true, null],
    ['two ordinary years', year(2022), year(2023), true, null],
    ['a year without national tests', year(2018), year(2020), true, 'prov inställda'],
    ['the other way round', year(2020), year(2018), true, 'prov inställda'],
    ['grades of a year without national tests', year(2018), year(2020), false, null],
    ['the spring of replaced tests', year(2024), year(2025), true, 'ersättningsprov'],
    ['two scales', year(2027), year(2028, '1–10'), false, 'betygsskala'],
  ] as const)('%s', (_, one, other, isNationalTest, expected) =>
    expect(breakBetween(one, other, isNationalTest)).toBe(expected),
  );
});
