import { describe, expect, it } from 'vitest';
import type { CareerPosition } from '../position.ts';
import { birchSchool, endedSchool } from '../register.fixture.ts';
import { SubjectCatalogue } from '../subject.ts';
import {
  checkStructure,
  givingWay,
  noStructures,
  readStructure,
  type Structure,
  type StructureInput,
  unitAnswer,
} from './structure.ts';
import { sv } from './sv.ts';

const group = (changes: Partial<Structure> = {}): Structure => ({
  ...noStructures({ id: 'g', unitId: birchSchool.id }, '2026-08-17'),
  ...{ kind: 'ämnesgrupp', subjects: ['Matematik'] },
  ...changes,
});
const none = (changes: Partial<Structure> = {}): Structure => ({
  ...noStructures({ id: 'n', unitId: birchSchool.id }, '2026-08-17'),
  ...changes,
});

describe('what a unit says by its groups', () => {
  it.each<[string, readonly Structure[], string, string, string]>([
    ['nobody has said anything', [], 'inget angivet', 'inget angivet', 'inget angivet'],
    ['the unit has said that it has none', [none()], 'nej', 'nej', 'nej'],
    ['a group of which nothing more is stated', [group()], 'ja', 'inget angivet', 'inget angivet'],
    ['a group that meets, with time', [group({ meets: 'varje vecka', inPost: true })], 'ja', 'ja', 'ja'],
    [
      'a group that has no standing meetings, and no time',
      [group({ meets: 'inga bestämda möten', inPost: false })],
      ...(['ja', 'nej', 'nej'] as const),
    ],
    [
      'one that meets beside one that does not',
      [group({ meets: 'varje månad', inPost: true }), group({ meets: 'inga bestämda möten', inPost: false })],
      ...(['ja', 'ja', 'ja'] as const),
    ],
    [
      'one that does not beside one of which nothing is stated: silence is no no',
      [group({ meets: 'inga bestämda möten', inPost: false }), group()],
      ...(['ja', 'inget angivet', 'inget angivet'] as const),
    ],
  ])('%s', (_, structures, groups, meetings, time) => {
    expect([
      unitAnswer(structures, 'ämnesgrupp'),
      unitAnswer(structures, 'bestämda möten'),
      unitAnswer(structures, 'tid i tjänsten'),
    ]).toEqual([groups, meetings, time]);
  });
});

describe('a subject group that somebody writes in', () => {
  const input: StructureInput = {
    ...{ subjects: 'Matematik', crossSubject: false, ledBy: '', meets: '', minutes: '', inPost: '' },
    ...{ questions: '', evidence: [], startsOn: '2026-08-17', endsOn: '' },
  };
  const position: CareerPosition = {
    ...{ id: 'p', externalId: 'F-1', kind: 'Lektor', unitId: birchSchool.id, funding: 'egna medel' },
    ...{ startsOn: '2020-01-01', endsOn: null, version: 1, earlierUnits: [] },
  };
  const read = (changes: Partial<StructureInput>, others: readonly Structure[] = []) =>
    readStructure(
      { ...input, ...changes },
      { id: 'new', version: 1 },
      {
        ...{ unit: birchSchool, others, catalogue: new SubjectCatalogue([]) },
        positions: [position, { ...position, id: 'elsewhere', unitId: 'other' }],
      },
    );

  it('needs nothing but its subject: the rest is stated as nothing', () => {
    const result = read({});
    expect(result.ok && result.value).toMatchObject({
      ...{ subjects: ['Matematik'], ledBy: null, meets: null, minutes: null, inPost: null },
      ...{ questions: '', evidence: [] },
    });
  });

  it('keeps everything that is stated', () => {
    const result = read({
      ...{ subjects: '', crossSubject: true, ledBy: 'p', meets: 'varje månad', minutes: '90', inPost: 'nej' },
      ...{ questions: 'Bedömer vi lika?', evidence: ['elevarbeten', 'annat'], endsOn: '2027-06-30' },
    });
    expect(result.ok && result.value).toMatchObject({
      ...{ subjects: [], crossSubject: true, ledBy: 'p', meets: 'varje månad', minutes: 90, inPost: false },
      ...{ questions: 'Bedömer vi lika?', evidence: ['elevarbeten', 'annat'], endsOn: '2027-06-30' },
    });
  });

  it.each<[string, Partial<StructureInput>, string, string]>([
    ['no subject', { subjects: '' }, 'subjects', sv.rules.subjectMissing],
    ['a subject and cross-subject', { crossSubject: true }, 'subjects', sv.rules.subjectOrCross],
    ['a position of another unit', { ledBy: 'elsewhere' }, 'ledBy', sv.rules.leader],
    ['a frequency that is not in the list', { meets: 'ofta' }, 'meets', sv.rules.frequency],
    ['a meeting of two minutes', { minutes: '2' }, 'minutes', sv.rules.minutes(10, 480)],
    ['minutes in words', { minutes: 'en timme' }, 'minutes', sv.rules.minutes(10, 480)],
    [
      'minutes of no meetings',
      { meets: 'inga bestämda möten', minutes: '60' },
      ...(['minutes', sv.rules.minutesOfNothing] as const),
    ],
    ['neither yes nor no', { inPost: 'kanske' }, 'inPost', sv.rules.yesNo],
    ['evidence that is not in the list', { evidence: ['skvaller'] }, 'evidence', sv.rules.evidence],
    ['an end before its beginning', { endsOn: '2026-08-01' }, 'endsOn', sv.rules.order('17 augusti 2026')],
  ])('is refused with %s', (_, changes, field, text) => {
    const result = read(changes);
    expect(result.ok ? [] : result.problems).toEqual([{ field, text }]);
  });

  it('tells of a misspelt subject what is meant', () => {
    const result = read({ subjects: 'Matmatik' });
    expect(result.ok ? '' : result.problems[0]?.text).toContain('Menas Matematik?');
  });

  it('never keeps what looks like a personnummer', () => {
    const result = read({ questions: 'Vad kan 20080101-2384?' });
    expect(result.ok ? '' : result.problems[0]?.field).toBe('questions');
  });

  it('does not reach outside its unit', () => {
    const around = { unit: endedSchool, others: [] };
    expect(checkStructure(group({ endsOn: null, startsOn: '2023-08-01' }), around)[0]?.field).toBe('endsOn');
    expect(checkStructure(group({ startsOn: '2010-01-01' }), around)[0]?.field).toBe('startsOn');
  });
});

describe('a unit that has said that it has none, and then gets a group', () => {
  it('had none until the day before', () => {
    const said = none({ startsOn: '2026-08-17' });
    const [way] = givingWay(group({ startsOn: '2026-11-01' }), [said]);
    expect(way).toEqual({ before: said, after: { ...said, endsOn: '2026-10-31', version: 2 } });
  });

  it('takes it back when the group was there already', () => {
    const said = none({ startsOn: '2026-09-07' });
    expect(givingWay(group(), [said])).toEqual([{ before: said, after: null }]);
  });

  it('is left alone when the two never meet', () => {
    expect(givingWay(group(), [none({ startsOn: '2025-08-01', endsOn: '2026-06-30' })])).toEqual([]);
  });

  it('cannot say so while it has one, and says so once only', () => {
    const check = (other: Structure) => checkStructure(none(), { unit: birchSchool, others: [other] });
    expect(check(group())[0]?.text).toContain('Avsluta den först');
    expect(check(none({ id: 'earlier' }))[0]?.text).toContain('redan svarat');
    expect(check(group({ startsOn: '2025-08-01', endsOn: '2026-06-30' }))).toEqual([]);
  });
});
