import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, type IsoDate } from '#app/shared/date.ts';
import { type FinalisedOn, type Freshness, freshnesses, freshnessOf, freshnessOn } from './freshness.ts';

const on = '2026-11-26';
const day = fc.integer({ min: -900, max: 900 }).map((days): IsoDate => addDays(on, days));

describe('how fresh a follow-up is', () => {
  it.each<[IsoDate | null, Freshness]>([
    [on, 'färsk'],
    ['2026-07-27', 'färsk'],
    ['2026-07-26', 'börjar bli gammal'],
    ['2026-07-25', 'börjar bli gammal'],
    ['2026-03-27', 'börjar bli gammal'],
    ['2026-03-26', 'börjar bli gammal'],
    ['2026-03-25', 'gammal'],
    ['2019-11-26', 'gammal'],
    [null, 'inte uppföljd än'],
  ])('finalised on %s is, on the 26th of November 2026, %s', (finalisedOn, freshness) =>
    expect(freshnessOf(finalisedOn, on)).toBe(freshness),
  );

  it.each<[IsoDate, IsoDate, Freshness]>([
    ['2026-10-31', '2027-02-27', 'färsk'],
    ['2026-10-31', '2027-02-28', 'börjar bli gammal'],
    ['2027-06-30', '2028-02-28', 'börjar bli gammal'],
    ['2027-06-30', '2028-02-29', 'börjar bli gammal'],
    ['2027-06-30', '2028-03-01', 'gammal'],
  ])('finalised on %s is, on %s at the end of a short month, %s', (finalisedOn, then, freshness) =>
    expect(freshnessOf(finalisedOn, then)).toBe(freshness),
  );

  it('never grows younger as the days go, and is never "not yet" once it has been made', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 500 }), fc.nat({ max: 500 }), (finalisedOn, first, more) => {
        const at = (days: number) =>
          freshnesses.indexOf(freshnessOf(finalisedOn, addDays(finalisedOn, days)));
        expect(at(first + more)).toBeGreaterThanOrEqual(at(first));
        expect(at(first + more)).toBeLessThan(3);
      }),
    );
  });
});

describe('how fresh assignments are on a day', () => {
  const held = ['a', 'b', 'c'].map(assignmentId => ({
    ...{ assignmentId, positionId: `position ${assignmentId}`, unitId: 'school', holderId: 'Frida' },
  }));

  it('counts from the latest that was known that day: what came later had not happened', () => {
    const finalised: FinalisedOn[] = [
      { assignmentId: 'a', on: '2026-11-27' },
      { assignmentId: 'a', on: '2026-02-01' },
      { assignmentId: 'a', on: '2026-09-01' },
      { assignmentId: 'b', on: '2026-11-27' },
      { assignmentId: 'somebody else’s', on: '2026-11-01' },
    ];
    expect(
      freshnessOn(held, finalised, on).map(({ finalisedOn, freshness }) => [finalisedOn, freshness]),
    ).toEqual([
      ['2026-09-01', 'färsk'],
      [null, 'inte uppföljd än'],
      [null, 'inte uppföljd än'],
    ]);
    expect(freshnessOn(held, finalised, addMonths(on, 12)).map(({ freshness }) => freshness)).toEqual([
      ...['gammal', 'gammal', 'inte uppföljd än'],
    ]);
  });

  it('loses no assignment and says of each how long ago it was, whatever the order of what was finalised', () => {
    const anything = fc.array(fc.record({ assignmentId: fc.constantFrom('a', 'b', 'c'), on: day }));
    fc.assert(
      fc.property(anything, finalised => {
        const found = freshnessOn(held, finalised, on);
        expect(found.map(one => one.assignmentId)).toEqual(['a', 'b', 'c']);
        expect(freshnessOn(held, [...finalised].reverse(), on)).toEqual(found);
        for (const { assignmentId, finalisedOn } of found) {
          const ages = finalised
            .filter(one => one.assignmentId === assignmentId && one.on <= on)
            .map(one => daysBetween(one.on, on));
          expect(finalisedOn === null ? Number.POSITIVE_INFINITY : daysBetween(finalisedOn, on)).toBe(
            Math.min(...ages),
          );
        }
      }),
    );
  });
});
