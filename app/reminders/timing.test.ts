import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/shared/date.ts';
import { chiefCall, hasWorkBegun, isTimeToRemind, ownCalls } from './timing.ts';

describe('when a person is reminded', () => {
  const due = '2026-10-15';

  it.each([
    ['two weeks before, nothing calls yet', null, '2026-10-01', false],
    ['a week before', null, '2026-10-08', true],
    ['the day after that', '2026-10-08', '2026-10-09', false],
    ['the day before it is due', '2026-10-08', '2026-10-14', true],
    ['the day it is due, told the day before', '2026-10-14', '2026-10-15', false],
    ['the day after, when it is late', '2026-10-14', '2026-10-16', true],
    ['later the same week', '2026-10-16', '2026-10-22', false],
    ['a week after the last letter', '2026-10-16', '2026-10-23', true],
    ['the first day after a holiday, when its call came in the holiday', '2026-10-13', '2026-11-02', true],
    ['again the same day', '2026-10-16', '2026-10-16', false],
    ['a day before the last letter, when a clock has been moved back', '2026-10-16', '2026-10-15', false],
  ])('%s', (_, last, today, expected) => expect(isTimeToRemind(ownCalls(due), last, today)).toBe(expected));

  it('is not, for what has no date', () => expect(isTimeToRemind([], null, due)).toBe(false));

  it('is never more than once a day, nor oftener than three times in the week around a due day', () => {
    let last: string | null = null;
    const days: string[] = [];
    for (let day = addDays(due, -30); day <= addDays(due, 1); day = addDays(day, 1)) {
      if (!isTimeToRemind(ownCalls(due), last, day)) continue;
      days.push(day);
      last = day;
    }
    expect(days).toEqual(['2026-10-08', '2026-10-14', '2026-10-16']);
  });

  it('never leaves something late for more than a week without a word, whatever days are quiet', () => {
    const quiet = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(quiet, offsets => {
        const isQuiet = new Set(offsets.map(offset => addDays(due, offset)));
        let last: string | null = addDays(due, -1);
        let silent = 0;
        for (let offset = 1; offset <= 60; offset += 1) {
          const today = addDays(due, offset);
          if (isQuiet.has(today)) continue;
          if (isTimeToRemind(ownCalls(due), last, today)) [last, silent] = [today, 0];
          else silent += 1;
          expect(silent).toBeLessThan(7);
        }
      }),
    );
  });

  it('tells a chief after two weeks', () => {
    expect(chiefCall(due)).toBe('2026-10-29');
    expect(isTimeToRemind([chiefCall(due)], null, '2026-10-28')).toBe(false);
    expect(isTimeToRemind([chiefCall(due)], null, '2026-10-29')).toBe(true);
  });
});

describe('the working day', () => {
  it.each([
    ['2026-07-01T04:59:59Z', false],
    ['2026-07-01T05:00:00Z', true],
    ['2026-12-01T05:30:00Z', false],
    ['2026-12-01T06:00:00Z', true],
    ['2026-12-01T22:30:00Z', true],
    ['2026-12-01T23:30:00Z', false],
  ])('at %s it has begun in Sweden: %s', (instant, expected) =>
    expect(hasWorkBegun(new Date(instant))).toBe(expected),
  );
});
