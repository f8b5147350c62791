import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from './date.ts';
import { contains, encloses, gaps, intersection, isOrdered, overlaps, type Period } from './period.ts';

const from = (startsOn: IsoDate, endsOn: IsoDate | null = null): Period => ({ startsOn, endsOn });
const first = '2026-01-01';
const dayNumber = (number: number): IsoDate => addDays(first, number);
const days = Array.from({ length: 40 }, (_, number) => dayNumber(number));

const period = fc
  .record({ start: fc.integer({ min: 0, max: 30 }), length: fc.option(fc.integer({ min: 0, max: 9 })) })
  .map(({ start, length }) => from(dayNumber(start), length === null ? null : dayNumber(start + length)));

describe('a period', () => {
  it.each([
    ['2026-08-01', '2026-08-01', true],
    ['2026-08-01', '2026-08-02', true],
    ['2026-08-02', '2026-08-01', false],
    ['2026-08-01', null, true],
  ])('from %s to %s is ordered: %s', (startsOn, endsOn, expected) => {
    expect(isOrdered(from(startsOn, endsOn))).toBe(expected);
  });

  it.each([
    ['the day before the first', '2026-07-31', false],
    ['the first day', '2026-08-01', true],
    ['a day in between', '2026-12-24', true],
    ['the last day', '2027-06-30', true],
    ['the day after the last', '2027-07-01', false],
  ])('contains %s: %s → %s', (_, day, expected) => {
    expect(contains(from('2026-08-01', '2027-06-30'), day)).toBe(expected);
  });

  it('without an end contains every day from its first', () => {
    expect(contains(from('2026-08-01'), '2026-07-31')).toBe(false);
    expect(contains(from('2026-08-01'), '9999-12-31')).toBe(true);
  });

  it.each([
    ['the same days', from('2026-08-01', '2027-06-30'), true],
    ['fewer days', from('2026-08-02', '2027-06-29'), true],
    ['one day earlier', from('2026-07-31', '2027-06-30'), false],
    ['one day later', from('2026-08-01', '2027-07-01'), false],
    ['no end', from('2026-08-01'), false],
  ])('encloses one with %s: %o → %s', (_, inner, expected) => {
    expect(encloses(from('2026-08-01', '2027-06-30'), inner)).toBe(expected);
  });

  it('without an end encloses one without an end, from the same day on', () => {
    expect(encloses(from('2026-08-01'), from('2026-08-01'))).toBe(true);
    expect(encloses(from('2026-08-01'), from('2026-07-31'))).toBe(false);
  });

  it.each([
    ['ends the day before', from('2026-01-01', '2026-07-31'), false],
    ['ends on the first day', from('2026-01-01', '2026-08-01'), true],
    ['starts on the last day', from('2027-06-30'), true],
    ['starts the day after', from('2027-07-01'), false],
  ])('overlaps one that %s: %o → %s', (_, other, expected) => {
    const year = from('2026-08-01', '2027-06-30');
    expect(overlaps(year, other)).toBe(expected);
    expect(overlaps(other, year)).toBe(expected);
  });

  it('shares with another just the days that both contain', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const shared = intersection(a, b);
        const both = days.filter(day => contains(a, day) && contains(b, day));
        expect(days.filter(day => shared !== null && contains(shared, day))).toEqual(both);
        expect(overlaps(a, b)).toBe(both.length > 0);
        expect(shared?.endsOn ?? null).toBe(
          shared === null || (a.endsOn === null && b.endsOn === null)
            ? null
            : [a, b].map(one => one.endsOn ?? '9').sort()[0],
        );
      }),
    );
  });

  it('encloses another when it contains all of its days', () => {
    fc.assert(
      fc.property(period, period, (outer, inner) => {
        const seen = days.filter(day => contains(inner, day)).every(day => contains(outer, day));
        expect(encloses(outer, inner)).toBe(seen && (outer.endsOn === null || inner.endsOn !== null));
      }),
    );
  });
});

describe('the gaps of a period', () => {
  const position = from('2026-08-01', '2027-06-30');

  it.each<[string, Period[], Period[]]>([
    ['nobody holds it', [], [position]],
    ['one holds it all the time', [position], []],
    ['one holds it until further notice', [from('2026-08-01')], []],
    ['one came the day after it began', [from('2026-08-02')], [from('2026-08-01', '2026-08-01')]],
    [
      'one left the day before it ended',
      [from('2026-08-01', '2027-06-29')],
      [from('2027-06-30', '2027-06-30')],
    ],
    [
      'two hold it with a day between them',
      [from('2026-08-01', '2026-12-31'), from('2027-01-02', '2027-06-30')],
      [from('2027-01-01', '2027-01-01')],
    ],
    ['two take over from each other', [from('2026-08-01', '2026-12-31'), from('2027-01-01')], []],
    ['they are told in the wrong order', [from('2027-01-01'), from('2026-08-01', '2026-12-31')], []],
    [
      'one within the time of another',
      [from('2026-08-01', '2027-05-31'), from('2026-09-01', '2026-09-30')],
      [from('2027-06-01', '2027-06-30')],
    ],
    ['one held it before it began', [from('2026-01-01', '2026-07-31')], [position]],
    ['one holds it after it ended', [from('2027-07-01')], [position]],
  ])('%s', (_, parts, expected) => {
    expect(gaps(position, parts)).toEqual(expected);
  });

  it('last until further notice where nothing ends them', () => {
    expect(gaps(from('2026-08-01'), [from('2026-08-01', '2026-12-31')])).toEqual([from('2027-01-01')]);
    expect(gaps(from('2026-08-01'), [])).toEqual([from('2026-08-01')]);
  });

  it('are just the days of the whole that no part contains, each in one gap', () => {
    fc.assert(
      fc.property(period, fc.array(period, { maxLength: 6 }), (whole, parts) => {
        const found = gaps(whole, parts);
        const wrong = days.filter(day => {
          const open = contains(whole, day) && !parts.some(part => contains(part, day));
          return found.filter(gap => contains(gap, day)).length !== (open ? 1 : 0);
        });
        expect(wrong).toEqual([]);
        expect(found.map(gap => gap.startsOn)).toEqual(found.map(gap => gap.startsOn).sort());
        expect(found.filter(gap => !isOrdered(gap))).toEqual([]);
      }),
    );
  });
});
