import { describe, expect, it } from 'vitest';
import { judgementsFigure, readJudgementsAsked } from './figures.ts';
import { FEWEST_JUDGED, type Judged, latestRound, pointAtNobody, saidByRound } from './profile.ts';
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
    const all = [
      judged(3, 'a', 4),
      judged(1, 'a', 2),
      judged(1, 'b', 1),
      judged(3, 'c', 3),
      judged(3, 'c', 2),
    ];
    const found = latestRound(all);
    // Round by round they stand in the order of the rounds, and nothing is added.
    expect(saidByRound(all).map(({ round, said }) => [round, said.map(one => one.judgement)])).toEqual([
      [1, [2, 1]],
      [3, [4, 2]],
    ]);
    expect(found.map(one => [one.assignmentId, one.judgement])).toEqual([
      ['a', 4],
      ['c', 2],
    ]);
    expect(latestRound([])).toEqual([]);
  });

  it.each([null, 2])('are asked for as they are told, in the round %s of the year', round => {
    const asked = {
      yearStart: 2026,
      code: 'P1',
      judgement: 3 as const,
      round,
      placeId: 'north',
      scope: null,
    };
    const { parameters } = judgementsFigure(asked, null, { on: '2026-11-23', event: 1 });
    expect(readJudgementsAsked(parameters)).toEqual(asked);
  });
});
