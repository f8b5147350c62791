import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countJudgements, FEWEST_JUDGED, latestJudged, mayBeShown, pointAtNobody } from './profile.ts';
import { type Judgement, judgements } from './rubric/rubric.ts';

const countsOf = (said: readonly Judgement[]) =>
  countJudgements(said.map(judgement => ({ code: 'P1', judgement })))[0];

describe('the judgements of many assignments', () => {
  it('are counted by criterion: nothing is lost, nothing is averaged', () => {
    const anything = fc.array(fc.constantFrom<Judgement>(...judgements), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anything, said => {
        const found = countsOf(said);
        expect([...(found?.counts.values() ?? [])].reduce((sum, one) => sum + one, 0)).toBe(said.length);
        for (const one of judgements)
          expect(found?.counts.get(one)).toBe(said.filter(other => other === one).length);
      }),
    );
  });

  it.each<[string, Judgement[], boolean]>([
    ['four', [1, 2, 3, 4], false],
    ['five', [1, 2, 3, 4, 3], true],
    ['five, all the same', [3, 3, 3, 3, 3], false],
    ['six, none of which could be judged', Array(6).fill('kan inte bedömas'), false],
    ['five, one of which could not be judged', [3, 3, 3, 3, 'kan inte bedömas'], true],
  ])('of %s assignments are shown only when they point at nobody', (_, said, shown) => {
    const counts = countsOf(said);
    expect(counts && mayBeShown(counts)).toBe(shown);
    expect(pointAtNobody(said)).toBe(shown);
    expect(FEWEST_JUDGED).toBe(5);
  });

  it('are one for each assignment and criterion: the latest of the year', () => {
    const place = { unitId: 'school', areaId: 'north', scope: 'ämne' as const };
    const judged = [
      { ...place, code: 'P1', assignmentId: 'a', judgement: 2 as const },
      { ...place, code: 'P2', assignmentId: 'a', judgement: 2 as const },
      { ...place, code: 'P1', assignmentId: 'b', judgement: 1 as const },
      { ...place, code: 'P1', assignmentId: 'a', judgement: 4 as const },
    ];
    expect(latestJudged(judged).map(one => [one.code, one.assignmentId, one.judgement])).toEqual([
      ['P1', 'a', 4],
      ['P2', 'a', 2],
      ['P1', 'b', 1],
    ]);
  });
});
