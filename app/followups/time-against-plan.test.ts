import { describe, expect, it } from 'vitest';
import type { ActualShare } from './rating.ts';
import { type TimeAgainstPlan, timeAgainstPlan } from './time-against-plan.ts';

describe('the time of an assignment beside its plan', () => {
  it.each<[number | null, ActualShare | null, TimeAgainstPlan | null]>([
    [15, 12, 'mindre än planerat'],
    [15, 0, 'mindre än planerat'],
    [15, 15, 'som planerat'],
    [0, 0, 'som planerat'],
    [15, 15.5, 'som planerat'],
    [10, 9, 'som planerat'],
    [10, 11, 'som planerat'],
    [10, 8.9, 'mindre än planerat'],
    [10, 11.1, 'mer än planerat'],
    [7, 6.3, 'som planerat'],
    [15, 13.5, 'som planerat'],
    [0, 1, 'mer än planerat'],
    [15, 'vet inte', 'vet inte'],
    [null, 12, 'ingen planerad tid'],
    [null, 'vet inte', 'ingen planerad tid'],
    [15, null, null],
    [null, null, null],
  ])('planned %s and given %s per cent is %s', (planned, actual, time) =>
    expect(timeAgainstPlan(planned, actual)).toBe(time),
  );
});
