import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { type Telling, tellingOf } from './telling.ts';

const dueOn = '2026-10-16';
const yearEndsOn = '2027-06-30';

describe('what a follow-up says', () => {
  it.each<[IsoDate | null, IsoDate, Telling | null]>([
    ['2026-10-12', '2026-10-12', null],
    ['2026-10-12', '2026-10-16', null],
    ['2026-10-12', '2026-10-17', 'i tid'],
    ['2026-10-16', '2026-10-17', 'i tid'],
    ['2026-10-17', '2026-10-17', null],
    ['2026-10-17', '2027-06-30', null],
    ['2026-10-17', '2027-07-01', 'senare'],
    ['2027-06-30', '2027-07-01', 'senare'],
    ['2027-07-01', '2027-09-01', null],
    [null, '2027-09-01', null],
  ])('finalised on %s is, on %s, counted with those that came %s', (finalisedOn, on, telling) =>
    expect(tellingOf(finalisedOn, { dueOn, yearEndsOn, on })).toBe(telling),
  );

  it('comes into the counts on two days of the year alone, with all that had been finalised by then', () => {
    const anyDay = fc.integer({ min: -60, max: 400 }).map((days): IsoDate => addDays(dueOn, days));
    fc.assert(
      fc.property(anyDay, anyDay, (finalisedOn, on) => {
        const told = (day: IsoDate) => tellingOf(finalisedOn, { dueOn, yearEndsOn, on: day });
        if (told(on) !== told(addDays(on, 1))) expect([dueOn, yearEndsOn]).toContain(on);
        if (told(on) !== null) expect(finalisedOn < on).toBe(true);
      }),
    );
  });
});
