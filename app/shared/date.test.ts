import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, earliest, isIsoDate, latest } from './date.ts';

const day = fc
  .integer({ min: 0, max: 73_000 })
  .map(days => new Date(Date.UTC(1900, 0, 1 + days)).toISOString().slice(0, 10));

describe('a day', () => {
  it.each(['2026-11-23', '2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01', '9999-12-31'])(
    '%s exists',
    text => expect(isIsoDate(text)).toBe(true),
  );

  it.each([
    ['2026-02-29', 'not a leap year'],
    ['1900-02-29', 'a century that is no leap year'],
    ['2026-02-30', 'no month is that long'],
    ['2026-04-31', 'April has thirty days'],
    ['2026-00-10', 'there is no month 0'],
    ['2026-13-01', 'there is no month 13'],
    ['2026-11-00', 'there is no day 0'],
    ['2026-11-32', 'there is no day 32'],
    ['2026-1-1', 'figures are missing'],
    ['26-11-23', 'the year is cut short'],
    ['20261123', 'hyphens are missing'],
    ['2026/11/23', 'other signs between'],
    ['2026-11-23T00:00', 'a time of day after'],
    [' 2026-11-23', 'a blank before'],
    ['2026-11-23\n', 'a line break after'],
    ['0017-03-17', 'the century is missing'],
    ['', 'nothing at all'],
    ['i dag', 'words'],
  ])('%j does not exist: %s', text => expect(isIsoDate(text)).toBe(false));

  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-06-30', 1, '2026-07-01'],
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', 365, '2027-11-23'],
  ])('%s moved %i days is %s, also when the clocks change', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
  });

  it.each([
    ['2026-11-23', 4, '2027-03-23'],
    ['2026-10-31', 4, '2027-02-28'],
    ['2027-10-31', 4, '2028-02-29'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-12-01', 12, '2027-12-01'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s moved %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

  it('moved there and back is the same day, and the distance is what it was moved', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isIsoDate(to)).toBe(true);
        expect(addDays(to, -days)).toBe(from);
        expect(daysBetween(from, to)).toBe(days);
      }),
    );
  });

  it('comes before another when it is written before it', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
        expect([earliest(a, b), latest(a, b)]).toEqual([a, b].sort());
      }),
    );
  });
});
