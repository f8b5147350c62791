import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isIsoDate } from './date.ts';
import { formatDate, formatNumber, formatPercent, formatShortDate } from './swedish.ts';
import { readDate, readNumber, readWhole } from './written-value.ts';

describe('a number as people write it', () => {
  it.each<[string, number | null]>([
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['1 234', 1234],
    ['1 234,5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['1\u202f234\u202f567', 1_234_567],
    ['1\u2009234', 1234],
    ['−3', -3],
    ['-3,2', -3.2],
    ['–3', -3],
    ['− 3', -3],
    ['+4', 4],
    ['20 %', 20],
    ['20%', 20],
    ['20\u00a0%', 20],
    ['12,5 %', 12.5],
    [' 8 ', 8],
    ['1.234', 1.234],
    ['1.234,5', null],
    ['1,234.5', null],
    ['1 23', null],
    ['12 34', null],
    ['1 2345', null],
    [',5', null],
    ['5,', null],
    ['', null],
    [' ', null],
    ['..', null],
    ['.', null],
    ['~100', null],
    ['*', null],
    ['cirka 460', null],
    ['1e3', null],
    ['0x10', null],
    ['Infinity', null],
    ['NaN', null],
    ['3-2', null],
    ['--3', null],
    ['5 %%', null],
    ['%', null],
    ['9'.repeat(400), null],
    ['2026-11-23', null],
  ])('%j is read as %j', (written, value) => {
    expect(readNumber(written)).toBe(value);
  });

  it('comes back when Samsyn has written it', () => {
    const decimals = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), decimals, (digits, places) => {
        const value = Number((digits / 10 ** places).toFixed(places));
        expect(readNumber(formatNumber(value, places))).toBe(value === 0 ? 0 : value);
        expect(readNumber(formatPercent(value, places))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('is never invented from letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const value = readNumber(text);
        expect(value === null || (Number.isFinite(value) && /\d/.test(text))).toBe(true);
      }),
    );
  });
});

describe('a whole number as people write it', () => {
  it.each<[string, number | null]>([
    ['12', 12],
    ['12,0', 12],
    ['1 234', 1234],
    ['−3', -3],
    ['12,5', null],
    ['9007199254740993', null],
    ['tolv', null],
  ])('%j is read as %j', (written, value) => {
    expect(readWhole(written)).toBe(value);
  });

  it('comes back when Samsyn has written it', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        expect(readWhole(formatNumber(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('a day as people write it', () => {
  it.each<[string, string | null]>([
    ['2026-11-23', '2026-11-23'],
    ['2026-1-3', '2026-01-03'],
    ['20261123', '2026-11-23'],
    ['2026/11/23', '2026-11-23'],
    ['2026.11.23', '2026-11-23'],
    ['2026–11–23', '2026-11-23'],
    ['23/11 2026', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['3/1 2026', '2026-01-03'],
    ['23.11.2026', '2026-11-23'],
    ['23-11-2026', '2026-11-23'],
    ['23 november 2026', '2026-11-23'],
    ['den 23 november 2026', '2026-11-23'],
    ['23 NOV 2026', '2026-11-23'],
    ['23 sept. 2026', '2026-09-23'],
    ['2026-11-23 00:00', '2026-11-23'],
    ['2026-11-23T00:00:00', '2026-11-23'],
    ['2028-02-29', '2028-02-29'],
    [' 2026-11-23\u00a0', '2026-11-23'],
    ['2026-02-29', null],
    ['1900-02-29', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['20261301', null],
    ['31/4 2026', null],
    ['23/11', null],
    ['23/11 26', null],
    ['261123', null],
    ['46349', null],
    ['2026-11', null],
    ['2026', null],
    ['23 ma 2026', null],
    ['2026-11-23 10:30', null],
    ['igår', null],
    ['', null],
  ])('%j is read as %j', (written, date) => {
    expect(readDate(written)).toBe(date);
  });

  it('comes back when Samsyn has written it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), days => {
        const date = addDays('2026-11-23', days);
        expect(readDate(date)).toBe(date);
        expect(readDate(date.replaceAll('-', ''))).toBe(date);
        expect(readDate(formatDate(date))).toBe(date);
        expect(readDate(formatShortDate(date))).toBe(date);
      }),
    );
  });

  it('always exists', () => {
    const part = fc.integer({ min: 0, max: 99 }).map(number => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(part, part, part, part, (century, year, month, day) => {
        const date = readDate(`${century}${year}-${month}-${day}`);
        expect(date === null || isIsoDate(date)).toBe(true);
      }),
    );
  });
});
