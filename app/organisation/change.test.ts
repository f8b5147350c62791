import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import { changeUnit, codeProblem, endUnit, newUnit, reorganise, type UnitInput } from './change.ts';
import { OrganisationOn, parentKinds, type Unit, unitKinds } from './unit.ts';

const input = (parts: Partial<UnitInput> = {}): UnitInput => ({
  kind: 'Skolenhet',
  name: 'Björkskolan',
  parentId: 'Kommunen',
  schoolUnitCode: '99000001',
  schoolForms: ['GR'],
  yearLevels: ['7', '8', '9'],
  from: '2026-07-01',
  ...parts,
});

/** One unit of every kind, each named after its kind and directly under the authority; the authority is 'Kommunen'. */
const oneOfEach: readonly Unit[] = unitKinds.map(kind => {
  const period = { startsOn: '2015-07-01', endsOn: null };
  const id = kind === 'Huvudman' ? 'Kommunen' : kind;
  const parentId = kind === 'Huvudman' ? null : 'Kommunen';
  return {
    ...{ id, kind, schoolUnitCode: kind === 'Skolenhet' ? '99000002' : null, ...period },
    versions: [{ ...period, name: id, parentId, schoolForms: [], yearLevels: [] }],
  };
});
const organisation = new OrganisationOn(oneOfEach, '2026-07-01');
const fieldsOf = (outcome: ReturnType<typeof newUnit>) =>
  outcome.ok ? [] : outcome.problems.map(problem => problem.field);

describe('a school unit code', () => {
  it.each([
    ['99000001', true],
    ['10000000', true],
    ['09000001', false],
    ['9900000', false],
    ['990000011', false],
    ['9900000a', false],
    ['9900 0001', false],
    ['', false],
  ])('%j is right: %s', (code, right) => expect(codeProblem(code) === null).toBe(right));

  it('that has lost a digit in a spreadsheet is told apart from one that is just wrong', () => {
    expect(codeProblem('9900001')).toContain('har sju siffror');
    expect(codeProblem('990001')).not.toContain('sju');
  });
});

describe('a new unit', () => {
  it('is there from its first day until further notice', () => {
    const result = newUnit(input(), organisation);
    const period = { startsOn: '2026-07-01', endsOn: null };
    const facts = {
      name: 'Björkskolan',
      parentId: 'Kommunen',
      schoolForms: ['GR'],
      yearLevels: ['7', '8', '9'],
    };
    expect(result).toMatchObject({
      ok: true,
      value: {
        kind: 'Skolenhet',
        schoolUnitCode: '99000001',
        ...period,
        versions: [{ ...period, ...facts }],
      },
    });
  });

  it.each<[string, Partial<UnitInput>, string[]]>([
    ['an unknown kind', { kind: 'Fritidshem' }, ['kind']],
    ['a second authority', { kind: 'Huvudman', parentId: '', schoolUnitCode: '' }, ['kind']],
    ['no name', { name: '' }, ['name']],
    ['a day that does not exist', { from: '2026-02-30' }, ['from']],
    ['a parent that does not exist', { parentId: 'nowhere' }, ['parentId']],
    ['no parent', { parentId: '' }, ['parentId']],
    ['a school form that does not exist', { schoolForms: ['GR', 'XX'] }, ['schoolForms']],
    ['a code that is taken', { schoolUnitCode: '99000002' }, ['schoolUnitCode']],
    ['no code', { schoolUnitCode: '' }, ['schoolUnitCode']],
    ['a bad code', { schoolUnitCode: '123' }, ['schoolUnitCode']],
    [
      'everything wrong',
      { name: '', from: '', parentId: '', schoolUnitCode: '1' },
      ['schoolUnitCode', 'name', 'from', 'parentId'],
    ],
  ])('with %s is refused, all that is wrong at once', (_, parts, fields) => {
    expect(fieldsOf(newUnit(input(parts), organisation))).toEqual(fields);
  });

  it('needs a code only if it is a school unit', () => {
    const mother = input({ kind: 'Modersmålsenhet', schoolUnitCode: '', name: 'Modersmål' });
    expect(newUnit(mother, organisation)).toMatchObject({ ok: true, value: { schoolUnitCode: null } });
  });

  const grid = unitKinds
    .filter(kind => kind !== 'Huvudman')
    .flatMap(kind => oneOfEach.map(parent => [kind, parent.kind, parent.id] as const));
  it.each(grid)('%s under %s follows the table of what stands under what', (kind, parentKind, parentId) => {
    const result = newUnit(input({ kind, parentId }), organisation);
    expect(fieldsOf(result)).toEqual(parentKinds[kind].includes(parentKind) ? [] : ['parentId']);
  });

  it('may be the first authority', () => {
    const first = input({ kind: 'Huvudman', name: 'Ekdala kommun', parentId: '', schoolUnitCode: '' });
    expect(newUnit(first, new OrganisationOn([], '2026-07-01')).ok).toBe(true);
  });
});

const school = oneOfEach.find(unit => unit.kind === 'Skolenhet') as Unit;
const unitOf = (outcome: ReturnType<typeof changeUnit>): Unit => {
  if (!outcome.ok) throw new Error(outcome.problems[0]?.text);
  return outcome.value;
};
const nameOn = (unit: Unit, day: IsoDate) =>
  unit.versions.filter(one => contains(one, day)).map(one => one.name);

describe('a change to a unit', () => {
  it('holds from its day; the day before, all is as it was', () => {
    const changed = unitOf(
      changeUnit(school, input({ name: 'Nya skolan', parentId: 'Rektorsområde' }), organisation),
    );
    expect(nameOn(changed, '2026-06-30')).toEqual(['Skolenhet']);
    expect(nameOn(changed, '2026-07-01')).toEqual(['Nya skolan']);
    expect(changed.schoolUnitCode).toBe('99000002');
  });

  it('made again for the same day replaces what was said', () => {
    const once = unitOf(changeUnit(school, input({ name: 'Fel' }), organisation));
    const twice = unitOf(changeUnit(once, input({ name: 'Rätt' }), organisation));
    expect(twice.versions.map(one => one.name)).toEqual(['Skolenhet', 'Rätt']);
  });

  it.each<[string, Partial<UnitInput>, string]>([
    ['before it exists', { from: '2015-06-30' }, 'from'],
    ['to stand under itself', { parentId: 'Skolenhet' }, 'parentId'],
    ['to stand under a school unit', { parentId: 'Modersmålsenhet' }, 'parentId'],
    ['to have no name', { name: '' }, 'name'],
  ])('%s is refused', (_, parts, field) => {
    expect(fieldsOf(changeUnit(school, input(parts), organisation))).toContain(field);
  });

  it('may hold from its first day and its last, not from the day after', () => {
    const ended = unitOf(endUnit(school, '2026-12-31'));
    expect(changeUnit(ended, input({ from: '2015-07-01' }), organisation).ok).toBe(true);
    const last = unitOf(changeUnit(ended, input({ from: '2026-12-31' }), organisation));
    expect(last.versions.at(-1)?.endsOn).toBe('2026-12-31');
    expect(fieldsOf(changeUnit(ended, input({ from: '2027-01-01' }), organisation))).toEqual(['from']);
  });

  it('cannot put an area under what stands under it', () => {
    const area = oneOfEach.find(unit => unit.kind === 'Verksamhetsområde') as Unit;
    const moved = unitOf(changeUnit(school, input({ parentId: 'Verksamhetsområde' }), organisation));
    const now = new OrganisationOn([...oneOfEach.filter(one => one !== school), moved], '2026-07-01');
    const below = input({ kind: 'Verksamhetsområde', parentId: moved.id, schoolUnitCode: '' });
    expect(fieldsOf(changeUnit(area, below, now))).toEqual(['parentId']);
  });

  it('in any order leaves one name for every day of the unit, and none outside it', () => {
    const days = Array.from({ length: 404 }, (_, number) => addDays('2015-06-30', number));
    const offsets = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(offsets, fc.option(fc.integer({ min: 0, max: 400 })), (changes, end) => {
        let unit: Unit = school;
        for (const [number, offset] of changes.entries()) {
          unit = unitOf(
            changeUnit(
              unit,
              input({ name: `Namn ${number}`, from: addDays('2015-07-01', offset) }),
              organisation,
            ),
          );
        }
        if (end !== null) unit = unitOf(endUnit(unit, addDays('2015-07-01', end)));
        const wrong = days.filter(day => nameOn(unit, day).length !== (contains(unit, day) ? 1 : 0));
        expect(wrong).toEqual([]);
      }),
    );
  });
});

describe('the end of a unit', () => {
  it('is its last day, and its history stays', () => {
    const changed = unitOf(changeUnit(school, input({ name: 'Nya skolan' }), organisation));
    const ended = unitOf(endUnit(changed, '2027-06-30'));
    expect(nameOn(ended, '2027-06-30')).toEqual(['Nya skolan']);
    expect(nameOn(ended, '2027-07-01')).toEqual([]);
    expect(nameOn(ended, '2020-01-01')).toEqual(['Skolenhet']);
  });

  it('can be moved earlier, past a change, and later again without a hole', () => {
    const changed = unitOf(changeUnit(school, input({ name: 'Nya skolan' }), organisation));
    const earlier = unitOf(endUnit(changed, '2026-06-30'));
    expect(earlier.versions.map(one => one.name)).toEqual(['Skolenhet']);
    const later = unitOf(endUnit(earlier, '2028-06-30'));
    expect(nameOn(later, '2027-01-01')).toEqual(['Skolenhet']);
  });

  it.each(['2015-06-30', 'snart', ''])('cannot be %j', day => {
    expect(fieldsOf(endUnit(school, day))).toEqual(['lastDay']);
  });

  it('may be its first day', () => expect(endUnit(school, '2015-07-01').ok).toBe(true));
});

it('the end of a unit, refused, says from which day it may end', () => {
  const result = endUnit(school, '2015-06-30');
  expect(result.ok ? '' : result.problems[0]?.text).toContain('1 juli 2015');
});

it('a reorganisation before the units began says from which day it may be', () => {
  const plan = { kind: 'flytt', on: '2015-07-01', predecessorIds: ['Skolenhet'], successorIds: ['Skola'] };
  const result = reorganise(oneOfEach, plan);
  expect(result.ok ? '' : result.problems[0]?.text).toContain('1 juli 2015');
});

describe('a reorganisation', () => {
  const plan = (parts = {}) => ({
    ...{ kind: 'sammanslagning', on: '2026-07-01' },
    ...{ predecessorIds: ['Skolenhet', 'Modersmålsenhet'], successorIds: ['Skola'] },
    ...parts,
  });

  it('ends the earlier units the day before and says who took over whom', () => {
    const result = reorganise(oneOfEach, plan());
    if (!result.ok) throw new Error('refused');
    expect(result.value.ended.map(unit => [unit.id, unit.endsOn])).toEqual([
      ['Skolenhet', '2026-06-30'],
      ['Modersmålsenhet', '2026-06-30'],
    ]);
    const success = { successorId: 'Skola', happenedOn: '2026-07-01', kind: 'sammanslagning' };
    expect(result.value.successions).toEqual([
      { predecessorId: 'Skolenhet', ...success },
      { predecessorId: 'Modersmålsenhet', ...success },
    ]);
  });

  it.each([
    ['an unknown kind', { kind: 'nedläggning' }, ['kind']],
    ['a day that does not exist', { on: '2026-06-31' }, ['on']],
    ['a day before the units began', { on: '2015-07-01' }, ['on']],
    ['no earlier unit', { predecessorIds: [] }, ['predecessorIds']],
    ['an unknown later unit', { successorIds: ['nowhere'] }, ['successorIds']],
    ['a unit that takes over itself', { successorIds: ['Skolenhet'] }, ['successorIds']],
    [
      'nothing said',
      { kind: '', on: '', predecessorIds: [], successorIds: [] },
      ['kind', 'on', 'predecessorIds', 'successorIds'],
    ],
  ])('with %s is refused', (_, parts, fields) => {
    const result = reorganise(oneOfEach, plan(parts));
    expect(result.ok ? [] : result.problems.map(problem => problem.field)).toEqual(fields);
  });
});
