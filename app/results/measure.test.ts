import { describe, expect, it } from 'vitest';
import { sumsOfGrades } from './cell.fixture.ts';
import { noPupils } from './cell.ts';
import { kindDescriptions } from './kind.ts';
import { measureDescriptions, measures, shareOfGap, shareOfPassed } from './measure.ts';

describe('the share who have passed', () => {
  it('counts a dash as not passed, though it is no grade', () => {
    const sums = sumsOfGrades(['A', 'E', 'F'], { missing: { streck: 1 } });
    expect(shareOfPassed(sums, 'A–F')).toEqual({ part: 2, whole: 4 });
  });

  it.each(['deltog inte', 'läser inte ämnet', 'anpassad studiegång', 'prov inte tillgängligt'] as const)(
    'leaves out pupils with %s',
    reason =>
      expect(shareOfPassed(sumsOfGrades(['A', 'F'], { missing: { [reason]: 3 } }), 'A–F')).toEqual({
        part: 1,
        whole: 2,
      }),
  );

  it('is not known where no grades are kept', () => expect(shareOfPassed(noPupils, 'A–F')).toBeNull());
});

describe('the gap between grade and test grade', () => {
  it('is counted in three parts', () => {
    const sums = { ...noPupils, n: 10, histogram: { högre: 4, lika: 5, lägre: 1 } };
    expect(shareOfGap(sums, 'högre')).toEqual({ part: 4, whole: 10 });
    expect(shareOfGap(sums, 'lägre')).toEqual({ part: 1, whole: 10 });
  });
});

describe('the measures', () => {
  it('all belong to some kind of delivery', () => {
    const used = new Set(Object.values(kindDescriptions).flatMap(kind => kind.measures));
    expect([...used].sort()).toEqual([...measures].sort());
  });

  it('rest on national tests only in deliveries of tests', () => {
    for (const kind of Object.values(kindDescriptions))
      for (const measure of kind.measures)
        if (measureDescriptions[measure].rests === 'betyg') expect(kind.isNationalTest).toBe(false);
  });
});
