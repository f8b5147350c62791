import { describe, expect, it } from 'vitest';
import type { Unit } from '#app/organisation/index.ts';
import type { Period } from '#app/shared/period.ts';
import type { Appointment, Assignment, CareerPosition } from './position.ts';
import { area, birchSchool, endedSchool } from './register.fixture.ts';
import {
  checkAppointment,
  checkAssignment,
  checkPosition,
  firstOverlap,
  followPosition,
  isLargeShare,
} from './rules.ts';

const period = (text: string): Period => {
  const [startsOn = '', endsOn = ''] = text.split('..');
  return { startsOn, endsOn: endsOn || null };
};

const position = (text: string, parts: Partial<CareerPosition> = {}): CareerPosition => ({
  id: 'p',
  externalId: 'F-1',
  kind: 'Lektor',
  unitId: birchSchool.id,
  earlierUnits: [],
  funding: 'egna medel',
  version: 1,
  ...period(text),
  ...parts,
});

const appointment = (text: string, parts: Partial<Appointment> = {}): Appointment => ({
  id: 'a',
  positionId: 'p',
  personId: 'x',
  version: 1,
  ...period(text),
  ...parts,
});

const assignment = (text: string, parts: Partial<Assignment> = {}): Assignment => ({
  id: 't',
  positionId: 'p',
  type: 'coachning',
  secondaryTypes: [],
  title: 'Coachar',
  needId: null,
  targetGroup: null,
  plannedShare: null,
  crossSubject: false,
  subjects: ['Bild'],
  version: 1,
  ...period(text),
  ...parts,
});

describe('a position', () => {
  it.each<[string, string, Unit, string | null]>([
    ['at a school that is there', '2020-01-01..', birchSchool, null],
    ['with an end', '2020-01-01..2020-01-01', birchSchool, null],
    ['that ends before it begins', '2020-01-02..2020-01-01', birchSchool, 'endsOn'],
    ['before its school', '2015-06-30..', birchSchool, 'startsOn'],
    ['from the first day of its school', '2015-07-01..', birchSchool, null],
    ['at an area', '2020-01-01..', area, 'unitId'],
    ['at a school that had ended', '2024-07-01..', endedSchool, 'unitId'],
    ['without end at a school that ends', '2020-01-01..', endedSchool, 'endsOn'],
    ['longer than its school', '2020-01-01..2024-07-01', endedSchool, 'endsOn'],
    ['to the last day of its school', '2020-01-01..2024-06-30', endedSchool, null],
  ])('%s', (_, days, unit, field) => {
    expect(checkPosition(position(days), () => unit)[0]?.field ?? null).toBe(field);
  });
});

describe('an appointment in a position 2025-08-01..2027-06-30', () => {
  const slot = position('2025-08-01..2027-06-30');
  it.each<[string, string, readonly Appointment[], string | null]>([
    ['of the whole time', '2025-08-01..2027-06-30', [], null],
    ['from the day before', '2025-07-31..2027-06-30', [], 'startsOn'],
    ['to the day after', '2025-08-01..2027-07-01', [], 'endsOn'],
    ['without end', '2025-08-01..', [], 'endsOn'],
    ['after the position', '2027-07-01..2027-07-02', [], 'startsOn'],
    [
      'the day after another',
      '2026-08-01..2027-06-30',
      [appointment('2025-08-01..2026-07-31', { id: 'b', personId: 'y' })],
      null,
    ],
    [
      'the same day as another ends',
      '2026-07-31..2027-06-30',
      [appointment('2025-08-01..2026-07-31', { id: 'b', personId: 'y' })],
      'startsOn',
    ],
    [
      'of somebody who holds another position',
      '2025-08-01..2027-06-30',
      [appointment('2020-01-01..', { id: 'b', positionId: 'q' })],
      'employeeNumber',
    ],
    [
      'of somebody who left another position the day before',
      '2025-08-01..2027-06-30',
      [appointment('2020-01-01..2025-07-31', { id: 'b', positionId: 'q' })],
      null,
    ],
    [
      'beside somebody else in another position',
      '2025-08-01..2027-06-30',
      [appointment('2020-01-01..', { id: 'b', positionId: 'q', personId: 'y' })],
      null,
    ],
    [
      'that is the known one, changed',
      '2025-09-01..2027-06-30',
      [appointment('2025-08-01..2027-06-30')],
      null,
    ],
  ])('%s', (_, days, others, field) => {
    expect(checkAppointment(appointment(days), slot, others)[0]?.field ?? null).toBe(field);
  });
});

describe('an assignment', () => {
  const slot = position('2025-08-01..');
  it.each<[string, Partial<Assignment>, string | null]>([
    ['with a subject', {}, null],
    ['with neither subject nor Ämnesövergripande', { subjects: [] }, 'subjects'],
    ['that is Ämnesövergripande', { subjects: [], crossSubject: true }, null],
    ['with both', { crossSubject: true }, 'subjects'],
    ['of type annat without words', { type: 'annat', title: '' }, 'title'],
    ['without words', { title: '' }, 'title'],
    ['of 0 percent', { plannedShare: 0 }, null],
    ['of 100 percent', { plannedShare: 100 }, null],
    ['of more than 100 percent', { plannedShare: 100.5 }, 'plannedShare'],
    ['of less than nothing', { plannedShare: -1 }, 'plannedShare'],
    ['before its position', { startsOn: '2025-07-31' }, 'startsOn'],
    ['that ends before it begins', { endsOn: '2025-07-31' }, 'endsOn'],
  ])('%s', (_, parts, field) => {
    expect(checkAssignment(assignment('2025-08-01..', parts), slot, [])[0]?.field ?? null).toBe(field);
  });

  it('gives no room for another at the same time', () => {
    const other = assignment('2026-01-01..', { id: 'u' });
    expect(checkAssignment(assignment('2025-08-01..'), slot, [other])[0]?.field).toBe('startsOn');
    expect(checkAssignment(assignment('2025-08-01..2025-12-31'), slot, [other])).toEqual([]);
  });

  it.each([
    [null, false],
    [50, false],
    [50.5, true],
  ])('of %j percent is worth a remark: %j', (share, expected) => {
    expect(isLargeShare(share)).toBe(expected);
  });
});

it('follows its position to a new end, but not when it had one of its own', () => {
  const whole = assignment('2025-08-01..');
  const own = assignment('2025-08-01..2026-01-31', { id: 'u' });
  const followed = followPosition(position('2025-08-01..'), position('2025-08-01..2026-06-30'), [whole, own]);
  expect(followed.map(one => one.endsOn)).toEqual(['2026-06-30', '2026-01-31']);
});

it.each([
  [['2025-01-01..2025-06-30', '2025-07-01..'], false],
  [['2025-07-01..', '2025-01-01..2025-07-01'], true],
  [['2025-01-01..', '2026-01-01..'], true],
  [['2025-01-01..'], false],
  [[], false],
])('%j share a day: %j', (texts, expected) => {
  expect(firstOverlap(texts.map(period)) !== null).toBe(expected);
});
