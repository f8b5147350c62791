import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AcademicYear,
  academicYearLabel,
  academicYearOf,
  defaultAcademicYear,
  parseAcademicYear,
  semesterOf,
} from './academic-year.ts';
import { addDays } from './date.ts';
import { contains } from './period.ts';

describe('an academic year', () => {
  it.each([
    [2026, '2026/27'],
    [2008, '2008/09'],
    [2009, '2009/10'],
    [1999, '1999/00'],
    [2099, '2099/00'],
  ])('that starts in %i is called %s', (startYear, label) => {
    expect(academicYearLabel(startYear)).toBe(label);
  });

  it.each([
    ['2026/27', 2026],
    ['2026/2027', 2026],
    ['2026-27', 2026],
    ['2026–27', 2026],
    ['26/27', 2026],
    [' 2026 / 27 ', 2026],
    ['1999/00', 1999],
    ['2026/28', null],
    ['2026/26', null],
    ['2027/26', null],
    ['2026', null],
    ['226/27', null],
    ['2026/7', null],
    ['läsåret 2026/27', null],
    ['', null],
  ])('is read from %j as %s', (text, expected) => {
    expect(parseAcademicYear(text)).toBe(expected);
  });

  it('is read from its own name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2150 }), year => {
        expect(parseAcademicYear(academicYearLabel(year))).toBe(year);
      }),
    );
  });

  it.each([
    ['2026-06-30', 2025, 'VT'],
    ['2026-07-01', 2026, 'HT'],
    ['2026-12-31', 2026, 'HT'],
    ['2027-01-01', 2026, 'VT'],
    ['2027-06-30', 2026, 'VT'],
    ['2027-07-01', 2027, 'HT'],
  ])('without boundaries of its own: %s is in the year that starts %i, %s', (day, startYear, semester) => {
    const year = academicYearOf(day, []);
    expect(year).toEqual(defaultAcademicYear(startYear));
    expect(semesterOf(day, year)).toBe(semester);
  });

  const decided: AcademicYear = {
    startYear: 2026,
    startsOn: '2026-08-17',
    springStartsOn: '2027-01-11',
    endsOn: '2027-06-11',
  };

  it.each([
    ['the day before it starts', '2026-08-16', 'default', 'HT'],
    ['its first day', '2026-08-17', 'decided', 'HT'],
    ['the last day of autumn', '2027-01-10', 'decided', 'HT'],
    ['the first day of spring', '2027-01-11', 'decided', 'VT'],
    ['its last day', '2027-06-11', 'decided', 'VT'],
    ['the day after it ends', '2027-06-12', 'default', 'VT'],
  ] as const)('with boundaries the authority has decided: %s', (_, day, expected, semester) => {
    const year = academicYearOf(day, [decided]);
    expect(year.startYear).toBe(2026);
    expect(year).toEqual(expected === 'decided' ? decided : defaultAcademicYear(2026));
    expect(semesterOf(day, year)).toBe(semester);
  });

  it('has a day in it, whatever the day, and follows directly on the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), number => {
        const day = addDays('1950-01-01', number);
        const year = academicYearOf(day, []);
        expect(contains(year, day)).toBe(true);
        expect(academicYearOf(addDays(year.endsOn, 1), []).startYear).toBe(year.startYear + 1);
      }),
    );
  });
});
