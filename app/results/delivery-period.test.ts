import { describe, expect, it } from 'vitest';
import { hasBegun, latestPeriod } from './delivery-period.ts';

describe('the latest period that can have results', () => {
  it.each([
    ['np_ak9', '2026-11-23', 2025, null],
    ['np_ak9', '2026-08-20', 2025, null],
    ['np_ak9', '2027-01-15', 2026, null],
    ['slutbetyg', '2026-06-12', 2025, null],
    ['betyg_termin', '2026-11-23', 2025, 'VT'],
    ['betyg_termin', '2026-12-18', 2026, 'HT'],
    ['betyg_termin', '2027-01-15', 2026, 'HT'],
    ['betyg_termin', '2027-06-10', 2026, 'VT'],
  ] as const)('of %s on %s is that of %d, %s', (kind, day, academicYear, semester) =>
    expect(latestPeriod(kind, day)).toEqual({ academicYear, semester }),
  );

  it('has always begun', () => {
    for (const kind of ['np_ak9', 'betyg_termin'] as const)
      for (let month = 1; month <= 12; month++) {
        const day = `2026-${String(month).padStart(2, '0')}-15`;
        expect(hasBegun({ kind, ...latestPeriod(kind, day) }, day)).toBe(true);
      }
  });

  it.each([
    ['np_ak9', '2026-10-15', false],
    ['np_ak9', '2027-01-15', true],
    ['komvux', '2026-10-15', true],
    ['kursbetyg', '2026-10-15', true],
    ['komvux', '2026-06-15', false],
  ] as const)('of the whole of 2026/27 can have begun for %s on %s: %s', (kind, day, expected) =>
    expect(hasBegun({ kind, academicYear: 2026, semester: null }, day)).toBe(expected),
  );
});
