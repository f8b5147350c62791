import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultAcademicYear } from '#app/shared/academic-year.ts';
import { daysBetween } from '#app/shared/date.ts';
import { dueDateIn, isDayOfYear, isQuiet, nextSchoolDay, type SchoolHoliday } from './wheel.ts';

const holidays: readonly SchoolHoliday[] = [
  { name: 'Höstlov', startsOn: '2026-10-26', endsOn: '2026-10-30' },
  { name: 'Jullov', startsOn: '2026-12-21', endsOn: '2027-01-11' },
];
const year = defaultAcademicYear(2026);

describe('the annual wheel', () => {
  it.each([
    ['a weekday in the autumn', '10-15', '2026-10-15'],
    ['a weekday in the spring, the year after', '04-15', '2027-04-15'],
    ['a Saturday is moved to Monday', '10-17', '2026-10-19'],
    ['the autumn holiday, and the weekend after it', '10-27', '2026-11-02'],
    ['Christmas is moved past New Year', '12-24', '2027-01-12'],
    ['the first day of the year', '07-01', '2026-07-01'],
    ['the last day of the year', '06-30', '2027-06-30'],
  ])('%s', (_, day, due) => expect(dueDateIn(day, year, holidays)).toBe(due));

  it('follows an authority whose year begins in August', () => {
    const august = { ...year, startsOn: '2026-08-15', endsOn: '2027-08-14' };
    expect(dueDateIn('08-10', august, [])).toBe('2027-08-10');
    expect(dueDateIn('08-18', august, [])).toBe('2026-08-18');
  });

  it.each([
    ['10-15', true],
    ['02-28', true],
    ['02-29', false],
    ['13-01', false],
    ['1-5', false],
    ['', false],
  ])('%s is a day that every year has: %s', (text, expected) => expect(isDayOfYear(text)).toBe(expected));

  it('never lets anything fall due on a quiet day, nor before it was planned', () => {
    const day = fc.integer({ min: 0, max: 364 }).map(offset => {
      const date = new Date(Date.UTC(2025, 0, 1 + offset));
      return date.toISOString().slice(5, 10);
    });
    fc.assert(
      fc.property(day, planned => {
        const due = dueDateIn(planned, year, holidays);
        expect(isQuiet(due, holidays)).toBe(false);
        const plain = dueDateIn(planned, year, []);
        expect(daysBetween(plain, due)).toBeGreaterThanOrEqual(0);
        expect(nextSchoolDay(due, holidays)).toBe(due);
      }),
    );
  });
});
