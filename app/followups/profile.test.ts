import { describe, expect, it } from 'vitest';
import { FEWEST_JUDGED, type Judged, latestRound, pointAtNobody } from './profile.ts';
import type { Judgement } from './rubric/rubric.ts';

describe('the judgements of many assignments', () => {
  it.each<[string, Judgement[], boolean]>([
    ['four', [1, 2, 3, 4], false],
    ['five', [1, 2, 3, 4, 3], true],
    ['five, all the same', [3, 3, 3, 3, 3], false],
    ['six, none of which could be judged', Array(6).fill('kan inte bedömas'), false],
    ['five, one of which could not be judged', [3, 3, 3, 3, 'kan inte bedömas'], true],
    ['none', [], false],
  ])('of %s assignments are shown only when they point at nobody', (_, said, shown) => {
    expect(pointAtNobody(said)).toBe(shown);
    expect(FEWEST_JUDGED).toBe(5);
  });

  it('are those of the latest round, one for each assignment', () => {
    const judged = (roundNumber: number, assignmentId: string, judgement: Judgement): [number, Judged] => [
      roundNumber,
      {
        ...{ code: 'P1', judgement, assignmentId, unitId: 'school', areaId: 'north' },
        ...{ scope: 'ämne', telling: 'i tid' },
      },
    ];
    const found = latestRound([
      ...[judged(1, 'a', 2), judged(1, 'b', 1), judged(3, 'a', 4), judged(3, 'c', 3), judged(3, 'c', 2)],
    ]);
    expect(found.map(one => [one.assignmentId, one.judgement])).toEqual([
      ['a', 4],
      ['c', 2],
    ]);
    expect(latestRound([])).toEqual([]);
  });
});
