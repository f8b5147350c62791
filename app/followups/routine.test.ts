import { describe, expect, it } from 'vitest';
import { OrganisationOn, type SchoolForm, type Unit, type UnitKind } from '#app/organisation/index.ts';
import { compareRoutines, dayOfYearText, scopeText } from './comparison.ts';
import { routineInput } from './followups.fixture.ts';
import {
  decidingProblems,
  everyCriterion,
  isUnlocked,
  type Routine,
  routineFor,
  unitsOf,
  versionsToShow,
} from './routine.ts';
import { readRoutine, readRoutineDecision, readUnionStep } from './routine-input.ts';
import { type Criterion, coreCodes, coreCriteria } from './rubric/rubric.ts';
import { spreadOver } from './spread.ts';

const since = { startsOn: '2020-01-01', endsOn: null };
const unit = (id: string, kind: UnitKind, parentId: string | null, schoolForms: SchoolForm[] = []): Unit => ({
  ...{ id, kind, schoolUnitCode: null, ...since },
  versions: [{ ...since, name: id, parentId, schoolForms, yearLevels: [] }],
});
const organisation = new OrganisationOn(
  [
    unit('Kommunen', 'Huvudman', null),
    unit('Vux', 'Verksamhetsområde', 'Kommunen'),
    unit('Grund', 'Verksamhetsområde', 'Kommunen'),
    unit('Gymnasiet', 'Skolenhet', 'Vux', ['GY']),
    unit('Komvux', 'Skolenhet', 'Vux', ['VUX']),
    unit('Modersmål', 'Modersmålsenhet', 'Vux'),
    unit('Skolan', 'Skolenhet', 'Grund', ['FKLASS', 'GR']),
  ],
  '2026-10-01',
);
const rubric = { version: 1, validFrom: '2020-01-01', criteria: coreCriteria };
const facts = readRoutine(routineInput(), organisation.all());
if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
const routine = (parts: Partial<Routine> = {}): Routine => ({
  ...facts.value,
  ...{ routineId: 'r', number: 1, state: 'beslutad', rubricVersion: 1, version: 1 },
  ...{ union: null, decision: null },
  ...parts,
});
const scope = (unitId: string | null, schoolForms: SchoolForm[], otherUnits: boolean) => ({
  scope: { unitId, schoolForms, otherUnits },
});

describe('a routine', () => {
  it.each<[string, ReturnType<typeof scope>, string[]]>([
    ['upper secondary school', scope(null, ['GY'], false), ['Gymnasiet']],
    ['units without school form alone', scope(null, [], true), ['Modersmål']],
    [
      'upper secondary, adult education and the mother-tongue unit',
      scope(null, ['GY', 'VUX'], true),
      ['Gymnasiet', 'Komvux', 'Modersmål'],
    ],
    ['one part of the organisation', scope('Grund', ['GY', 'GR', 'VUX'], true), ['Skolan']],
    ['a school with several forms, by one of them', scope(null, ['FKLASS'], false), ['Skolan']],
    ['nothing', scope(null, [], false), []],
  ])('is for %s', (_, parts, expected) =>
    expect(
      unitsOf(routine(parts), organisation)
        .map(one => one.id)
        .sort(),
    ).toEqual(expected),
  );

  it('in force is the decided one that began last', () => {
    const gymnasium = organisation.find('Gymnasiet');
    if (!gymnasium) throw new Error('no unit');
    const all = [
      routine({ number: 1, startsOn: '2025-07-01' }),
      routine({ number: 2, startsOn: '2026-07-01' }),
      routine({ number: 3, startsOn: '2026-08-01', state: 'utkast' }),
      routine({ number: 4, startsOn: '2027-07-01' }),
    ];
    const number = (on: string) => routineFor(all, gymnasium, organisation, on)?.number ?? null;
    expect(['2025-06-30', '2026-06-30', '2026-10-01', '2027-08-01'].map(number)).toEqual([null, 1, 2, 4]);
  });

  it('unlocks judgements of assignments from the day of the union step', () => {
    const step = { on: '2026-09-01', form: 'samverkan', parties: 'Sveriges Lärare', view: 'För' } as const;
    expect(isUnlocked(routine(), '2026-10-01')).toBe(false);
    expect(isUnlocked(routine({ union: step }), '2026-08-31')).toBe(false);
    expect(isUnlocked(routine({ union: step }), '2026-09-01')).toBe(true);
  });

  it('can be decided when nothing is missing', () => {
    expect(decidingProblems(routine(), rubric)).toEqual([]);
    const bare = routine({ title: ' ', helpText: '', guide: '', rounds: [], ...scope(null, [], false) });
    expect(decidingProblems(bare, rubric)).toHaveLength(6);
  });

  it('may add to the core and never change it', () => {
    const own: Criterion = { code: 'P10', name: 'Eget', levels: ['Ett.', 'Två.', 'Tre.', 'Fyra.'] };
    const rounds = spreadOver([...coreCodes, 'P10'], 4).map((criteria, at) => ({
      ...{ number: at + 1, dueDay: '10-15', criteria },
    }));
    expect(decidingProblems(routine({ additions: [own], rounds }), rubric)).toEqual([]);
    expect(decidingProblems(routine({ additions: [own] }), rubric)).toHaveLength(1);
    expect(
      decidingProblems(routine({ additions: [{ ...own, code: 'P1' }], rounds }), rubric).length,
    ).toBeGreaterThan(0);
  });

  it('is told apart from an earlier version, thing by thing', () => {
    const before = routine();
    const after = routine({
      number: 2,
      title: 'Uppföljning i hela kommunen',
      rounds: [...before.rounds.slice(0, 3)],
      most: 3,
    });
    const compared = compareRoutines(before, after, id => id);
    expect(compared.filter(one => one.differs).map(one => one.label)).toEqual([
      ...['Namn', 'Antal uppföljningar', 'Uppföljning 4'],
    ]);
    expect(compareRoutines(before, before, id => id).some(one => one.differs)).toBe(false);
    // That a draft has not come as far is no change of what it says.
    const draft = routine({ number: 2, union: null, decision: null });
    expect(compareRoutines(before, draft, id => id).some(one => one.differs)).toBe(false);
  });

  it('reads in Swedish', () => {
    expect(dayOfYearText('10-15')).toBe('den 15 oktober');
    expect(scopeText(routine(scope('Vux', ['GY', 'VUX'], true)), id => id)).toBe(
      'Vux: gymnasieskola, komvux och enheter utan skolform',
    );
  });
});

describe('the criteria of all routines', () => {
  it('are the core and each addition, as the latest decided version words it', () => {
    const added = (name: string): Criterion => ({
      ...{ code: 'P10', name },
      levels: ['Ett.', 'Två.', 'Tre.', 'Fyra.'],
    });
    const versions = (['beslutad', 'beslutad', 'utkast'] as const).map((state, at) => ({
      ...{ state, number: at + 1, additions: [added(`Namn ${at + 1}`)] },
    }));
    const found = everyCriterion([...versions].reverse(), rubric);
    expect(found.map(one => one.code)).toEqual([...coreCodes, 'P10']);
    expect(found.at(-1)?.name).toBe('Namn 2');
    expect(everyCriterion([], undefined)).toEqual([]);
  });
});

describe('what is written in a routine', () => {
  it.each([
    ['no title', { title: '' }, ['title']],
    ['no first day', { startsOn: '' }, ['startsOn']],
    ['a last day before the first', { endsOn: '2026-01-01' }, ['endsOn']],
    ['more at least than at most', { fewest: '4', most: '3' }, ['fewest']],
    ['a number that is none', { most: 'fyra' }, ['fewest']],
    ['a unit that is not there', { unitId: 'Ingenstans' }, ['unitId']],
    ['a round without a day', { rounds: [{ dueDay: '', criteria: ['P1'] }] }, ['dueDay-1']],
  ])('%s', (_, parts, expected) => {
    const result = readRoutine(routineInput(parts), organisation.all());
    expect(result.ok ? [] : result.problems.map(one => one.field)).toEqual(expected);
  });

  it('leaves out rounds that nobody has filled in', () => {
    const rounds = [...routineInput().rounds, { dueDay: '', criteria: [] }];
    const result = readRoutine(routineInput({ rounds }), organisation.all());
    expect(result.ok && result.value.rounds.map(one => one.number)).toEqual([1, 2, 3, 4]);
  });
});

describe('the union step and the decision', () => {
  const step = { on: '2026-06-01', form: 'förhandling (MBL 11 §)', parties: 'Sveriges Lärare', view: 'Nej' };
  const decision = {
    decidedOn: '2026-06-10',
    decidedBy: 'bildningsnämnden',
    paragraph: '§ 96',
    clauseId: '',
  };
  const fields = (result: { ok: boolean; problems?: readonly { field: string }[] }) =>
    (result.problems ?? []).map(one => one.field);

  it.each([
    ['whole', {}, []],
    ['in the future', { on: '2026-12-01' }, ['on']],
    ['of no known form', { form: 'kaffe' }, ['form']],
    ['without parties and view', { parties: '', view: '' }, ['parties', 'view']],
  ])('union step: %s', (_, parts, expected) =>
    expect(fields(readUnionStep({ ...step, ...parts }, '2026-10-01'))).toEqual(expected),
  );

  it.each([
    ['whole', {}, []],
    ['in the future', { decidedOn: '2026-12-16' }, ['decidedOn']],
    ['by nobody', { decidedBy: '' }, ['decidedBy']],
  ])('decision: %s', (_, parts, expected) =>
    expect(fields(readRoutineDecision({ ...decision, ...parts }, '2026-10-01'))).toEqual(expected),
  );

  it('keeps the paragraph without its sign', () => {
    expect(readRoutineDecision(decision, '2026-10-01')).toMatchObject({
      ok: true,
      value: { paragraph: '96' },
    });
  });
});

describe('the versions of a routine in the list', () => {
  const version = (number: number, state: Routine['state'], startsOn: string, endsOn: string | null = null) =>
    ({ number, state, startsOn, endsOn }) as Routine;
  const numbers = (versions: readonly Routine[], day: string) =>
    versionsToShow(versions, day).map(one => one.number);

  it('begin with the one in force, and what comes after it', () => {
    const versions = [
      version(1, 'beslutad', '2025-07-01', '2026-06-30'),
      version(2, 'beslutad', '2026-07-01'),
      version(3, 'utkast', '2027-07-01'),
    ];
    expect(numbers(versions, '2026-11-23')).toEqual([2, 3]);
  });

  it('are the last one when none is in force', () => {
    const versions = [version(1, 'beslutad', '2024-07-01', '2025-06-30'), version(2, 'utkast', '2027-07-01')];
    expect(numbers(versions, '2026-11-23')).toEqual([2]);
  });
});
