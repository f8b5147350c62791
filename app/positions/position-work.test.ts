import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment, Assignment, CareerPosition, DevelopmentNeed } from './position.ts';
import { DECIDE_BEFORE_DAYS, type PositionWork, workOn } from './position-work.ts';

const today = '2026-11-23';
const position: CareerPosition = {
  ...{ id: 'p', externalId: 'F-1', kind: 'Förstelärare', unitId: 'school', funding: 'statsbidrag §16' },
  ...{ startsOn: '2020-08-01', endsOn: null, version: 1, earlierUnits: [] },
};
const appointment = (startsOn: string, endsOn: string | null): Appointment => ({
  ...{ id: startsOn, positionId: 'p', personId: 'a', startsOn, endsOn, version: 1 },
});
const assignment = (changes: Partial<Assignment> = {}): Assignment => ({
  ...{ id: 'u', positionId: 'p', type: 'amnesgrupp', secondaryTypes: [], title: 'Leder ämnesgruppen' },
  ...{ needId: 'n', targetGroup: null, plannedShare: 15, crossSubject: false, subjects: ['Matematik'] },
  ...{ startsOn: '2020-08-01', endsOn: null, version: 1, earlierUnits: [] },
  ...changes,
});
const need = (changes: Partial<DevelopmentNeed> = {}): DevelopmentNeed => ({
  ...{ id: 'n', unitId: 'school', title: 'Fler ska nå målen', source: null },
  ...{ identifiedOn: '2025-08-01', endedOn: null, version: 1, earlierUnits: [] },
  ...changes,
});
const whole = [assignment()];

const said = (work: PositionWork): string => {
  if (work.kind === 'fill') return `fill since ${work.vacantSince}`;
  if (work.kind === 'succeed') return `succeed by ${work.appointment.endsOn}`;
  return work.kind === 'complete' ? `complete ${work.lacks.join(', ')}` : work.kind;
};
const workOf = (
  parts: {
    position?: Partial<CareerPosition>;
    appointments?: readonly Appointment[];
    assignments?: readonly Assignment[];
    needs?: readonly DevelopmentNeed[];
  },
  on = today,
): string[] =>
  workOn(
    {
      positions: [{ ...position, ...parts.position }],
      appointments: parts.appointments ?? [appointment('2020-08-01', null)],
      assignments: parts.assignments ?? whole,
      needs: parts.needs ?? [need()],
    },
    on,
  ).map(said);

describe('what a position waits for', () => {
  it.each<[string, Partial<CareerPosition>, readonly Appointment[], string[]]>([
    ['held until further notice: nothing', {}, [appointment('2020-08-01', null)], []],
    ['never held: somebody to hold it', {}, [], ['fill since 2020-08-01']],
    [
      'vacant since its holder left',
      {},
      [appointment('2020-08-01', '2026-10-31')],
      ['fill since 2026-11-01'],
    ],
    ['vacant, but the next holder is decided: nothing', {}, [appointment('2027-01-07', null)], []],
    ['vacant, and itself to end: nothing', { endsOn: '2027-06-30' }, [], []],
    ['not begun yet: nothing', { startsOn: '2027-01-01' }, [], []],
    ['ended: nothing', { endsOn: '2026-11-22' }, [], []],
    [
      'its holder goes today: a decision today',
      {},
      [appointment('2020-08-01', today)],
      [`succeed by ${today}`],
    ],
    [
      `its holder goes in ${DECIDE_BEFORE_DAYS} days: a decision by then`,
      {},
      [appointment('2020-08-01', '2027-02-21')],
      ['succeed by 2027-02-21'],
    ],
    [
      `its holder goes in ${DECIDE_BEFORE_DAYS + 1} days: nothing yet`,
      {},
      [appointment('2020-08-01', '2027-02-22')],
      [],
    ],
    [
      'its holder goes, and the next is decided: nothing',
      {},
      [appointment('2020-08-01', '2026-12-31'), appointment('2027-01-01', null)],
      [],
    ],
    [
      'its holder goes when the position ends: nothing',
      { endsOn: '2026-12-31' },
      [appointment('2020-08-01', '2026-12-31')],
      [],
    ],
    [
      'its holder goes before the position ends: a decision',
      { endsOn: '2027-06-30' },
      [appointment('2020-08-01', '2026-12-31')],
      ['succeed by 2026-12-31'],
    ],
  ])('%s', (_, changed, appointments, expected) => {
    expect(workOf({ position: changed, appointments })).toEqual(expected);
  });

  it.each<[string, readonly Assignment[], string[]]>([
    ['a task that says all: nothing', whole, []],
    ['no task: that one is described', [], ['describe']],
    ['a task that has ended: that one is described', [assignment({ endsOn: '2026-06-30' })], ['describe']],
    ['a task that begins later: nothing', [assignment({ startsOn: '2027-01-01' })], []],
    ['no need named', [assignment({ needId: null })], ['complete need']],
    ['no planned share', [assignment({ plannedShare: null })], ['complete plannedShare']],
    ['a planned share of 0 is an answer', [assignment({ plannedShare: 0 })], []],
    ['no subject', [assignment({ subjects: [] })], ['complete subjects']],
    ['across subjects is an answer', [assignment({ subjects: [], crossSubject: true })], []],
    [
      'nothing said',
      [assignment({ needId: null, plannedShare: null, subjects: [] })],
      ['complete need, plannedShare, subjects'],
    ],
  ])('%s', (_, assignments, expected) => {
    expect(workOf({ assignments, needs: [] })).toEqual(expected);
  });
});

describe('what a need waits for', () => {
  it.each<[string, Partial<DevelopmentNeed>, readonly Assignment[], string[]]>([
    ['answered: nothing', {}, whole, []],
    ['answered by nothing: an answer', {}, [assignment({ needId: 'other' })], ['answer']],
    ['answered once, no longer', {}, [assignment({ endsOn: '2026-11-22' })], ['describe', 'answer']],
    ['answered from later on: nothing', {}, [assignment({ startsOn: '2027-01-01' })], []],
    ['ended: nothing', { endedOn: '2026-11-22' }, [assignment({ needId: 'other' })], []],
    ['not found yet: nothing', { identifiedOn: '2026-11-24' }, [assignment({ needId: 'other' })], []],
  ])('%s', (_, changed, assignments, expected) => {
    expect(workOf({ assignments, needs: [need(changed)] })).toEqual(expected);
  });
});

it('asks for a holder or a decision about the holder, never both, and for each position at most two things', () => {
  const day = fc.integer({ min: 0, max: 900 }).map(days => {
    const date = new Date(Date.UTC(2025, 6, 1 + days));
    return date.toISOString().slice(0, 10);
  });
  const appointments = fc.uniqueArray(day, { minLength: 0, maxLength: 6 }).map(days => {
    const sorted = [...days].sort();
    return sorted.flatMap((from, at) => (at % 2 === 0 ? [appointment(from, sorted[at + 1] ?? null)] : []));
  });
  fc.assert(
    fc.property(appointments, day, fc.boolean(), (held, on, withTask) => {
      const work = workOf({ appointments: held, assignments: withTask ? whole : [] }, on);
      expect(work.filter(one => /^(fill|succeed)/.test(one)).length).toBeLessThanOrEqual(1);
      expect(work.filter(one => one !== 'answer').length).toBeLessThanOrEqual(2);
      const isHeld = held.some(one => one.startsOn <= on && (one.endsOn ?? '9999') >= on);
      if (work.some(one => one.startsWith('fill'))) expect(isHeld).toBe(false);
      if (work.some(one => one.startsWith('succeed'))) expect(isHeld).toBe(true);
    }),
  );
});
