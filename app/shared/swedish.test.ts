import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capitalise,
  compareSwedish,
  formatAcademicYear,
  formatCount,
  formatDate,
  formatInstant,
  formatList,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatShortDate,
} from './swedish.ts';
import { readNumber } from './written-value.ts';

describe('Swedish order', () => {
  it('puts å, ä, ö last and numbers by value', () => {
    const names = ['Öst 10', 'Årby', 'Zenit', 'Öst 9', 'Ärla', 'alm', 'Alm 2', 'Vik', 'Wik'];
    expect([...names].sort(compareSwedish)).toEqual([
      ...['alm', 'Alm 2', 'Vik', 'Wik', 'Zenit', 'Årby', 'Ärla', 'Öst 9', 'Öst 10'],
    ]);
  });
});

describe('a number in Swedish', () => {
  it.each([
    [0, 0, '0'],
    [7, 0, '7'],
    [1234, 0, '1234'],
    [12345, 0, '12\u202f345'],
    [1234567, 0, '1\u202f234\u202f567'],
    [1234.5, 1, '1234,5'],
    [12345.678, 2, '12\u202f345,68'],
    [-3.2, 1, '\u22123,2'],
    [-12345, 0, '\u221212\u202f345'],
    [-0.04, 1, '0,0'],
    [0.05, 1, '0,1'],
    [99.96, 1, '100,0'],
    [2, 2, '2,00'],
  ])('%d with %i decimals is written %s', (value, decimals, written) => {
    expect(formatNumber(value, decimals)).toBe(written);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (units, decimals) => {
          const value = units / 10 ** decimals;
          expect(readNumber(formatNumber(value, decimals))).toBeCloseTo(value, decimals);
        },
      ),
    );
  });

  it('is never followed by a percent sign on a line of its own', () => {
    expect(formatPercent(23)).toBe('23\u00a0%');
    expect(formatPercent(12.5, 1)).toBe('12,5\u00a0%');
  });
});

describe('a date in Swedish', () => {
  it.each([
    ['2026-11-23', '23 november 2026', '23 nov 2026'],
    ['2026-01-01', '1 januari 2026', '1 jan 2026'],
    ['2026-03-09', '9 mars 2026', '9 mars 2026'],
    ['2026-05-31', '31 maj 2026', '31 maj 2026'],
    ['2026-06-30', '30 juni 2026', '30 juni 2026'],
    ['2026-09-15', '15 september 2026', '15 sep 2026'],
    ['2026-12-24', '24 december 2026', '24 dec 2026'],
  ])('%s is %s, in a table %s', (date, long, short) => {
    expect(formatDate(date)).toBe(long);
    expect(formatShortDate(date)).toBe(short);
  });

  it('says when a period ends, or only when it starts', () => {
    expect(formatPeriod({ startsOn: '2025-08-01', endsOn: '2027-06-30' })).toBe(
      '1 augusti 2025–30 juni 2027',
    );
    expect(formatPeriod({ startsOn: '2025-08-01', endsOn: null })).toBe('från 1 augusti 2025');
    expect(formatAcademicYear(2026)).toBe('läsåret 2026/27');
  });

  it.each([
    ['2026-11-23T09:42:00Z', '23 november 2026 kl. 10.42'],
    ['2026-07-01T09:42:00Z', '1 juli 2026 kl. 11.42'],
    ['2026-06-30T21:59:59Z', '30 juni 2026 kl. 23.59'],
    ['2026-06-30T22:00:00Z', '1 juli 2026 kl. 00.00'],
    ['2026-12-31T23:00:00Z', '1 januari 2027 kl. 00.00'],
    ['2026-03-29T00:59:00Z', '29 mars 2026 kl. 01.59'],
    ['2026-03-29T01:00:00Z', '29 mars 2026 kl. 03.00'],
  ])('the instant %s is %s in Sweden', (instant, expected) => {
    expect(formatInstant(new Date(instant))).toBe(expected);
  });
});

describe('words for how many', () => {
  it.each([
    [0, 'noll tjänster'],
    [1, 'en tjänst'],
    [2, 'två tjänster'],
    [12, 'tolv tjänster'],
    [13, '13 tjänster'],
    [12345, '12\u202f345 tjänster'],
  ])('%i: %s', (count, expected) => {
    expect(formatCount(count, 'tjänst', 'tjänster')).toBe(expected);
  });

  it('follow the gender of the noun', () => {
    expect(formatCount(1, 'uppdrag', 'uppdrag', true)).toBe('ett uppdrag');
    expect(formatCount(2, 'uppdrag', 'uppdrag', true)).toBe('två uppdrag');
  });
});

describe('a list in words', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a och b'],
    [['a', 'b', 'c'], 'a, b och c'],
  ])('%j is %j', (items, expected) => expect(formatList(items)).toBe(expected));

  it('may end in another word', () => expect(formatList(['a', 'b'], 'eller')).toBe('a eller b'));
});

it('a word gets its capital also when it begins with å, ä or ö', () => {
  expect(['ärende', 'åk 6', 'tjänst', ''].map(capitalise)).toEqual(['Ärende', 'Åk 6', 'Tjänst', '']);
});
