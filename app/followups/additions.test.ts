import { describe, expect, it } from 'vitest';
import { routineInput } from './followups.fixture.ts';
import { type AdditionInput, additionField, readRoutine, withOwnCodes } from './routine-input.ts';
import { coreCodes } from './rubric/rubric.ts';
import { spreadOver } from './spread.ts';
import { sv } from './sv.ts';

const addition = (changes: Partial<AdditionInput> = {}): AdditionInput => ({
  ...{ code: 'P10', name: 'Samarbete med biblioteket' },
  levels: [
    'Sker inte.',
    'Sker någon gång.',
    'Sker planerat varje läsår.',
    'Har ändrat hur lärarna väljer texter.',
  ],
  rounds: [3],
  ...changes,
});
const empty: AdditionInput = { code: 'P11', name: '', levels: ['', '', '', ''], rounds: [] };
const read = (additions: readonly AdditionInput[], rounds = routineInput().rounds) =>
  readRoutine(routineInput({ additions, rounds }), []);
const problemsOf = (...given: Parameters<typeof read>) => {
  const result = read(...given);
  return result.ok ? [] : result.problems;
};

describe('a local addition that somebody writes in a routine', () => {
  it('is asked in the rounds that are chosen for it; one left empty is not there', () => {
    const result = read([addition({ rounds: [3, 4] }), empty]);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.value.additions.map(one => one.code)).toEqual(['P10']);
    expect(result.value.rounds.map(plan => plan.criteria.includes('P10'))).toEqual([
      ...[false, false, true, true],
    ]);
  });

  it.each<[string, Partial<AdditionInput>, Parameters<typeof additionField>[1], string]>([
    ['has no name', { name: '' }, 'name', 'saknar namn'],
    ['lacks a level', { levels: ['Ett.', '', 'Tre.', 'Fyra.'] }, 2, 'fyra nivåer'],
    [
      'has a level of two sentences',
      { levels: ['Ett.', 'Två. Och mer.', 'Tre.', 'Fyra.'] },
      2,
      'en enda mening',
    ],
    ['says the same on two levels', { levels: ['Ett.', 'Två.', 'Tre.', 'Två.'] }, 4, 'samma text'],
    ['is asked in no round', { rounds: [] }, 'rounds', 'minst en'],
  ])('is refused, with what to do at its own field, when it %s', (_, changes, part, words) => {
    const problems = problemsOf([addition(changes)]);
    expect(problems.map(one => one.field)).toEqual([additionField('P10', part)]);
    expect(problems[0]?.text).toContain(words);
  });

  it('is told which rounds have room when its own is full', () => {
    // Fourteen core criteria over three rounds: five, five and four.
    const rounds = spreadOver(coreCodes, 3).map(criteria => ({ dueDay: '10-15', criteria }));
    const problems = problemsOf([addition({ rounds: [1] })], rounds);
    expect(problems).toEqual([
      { field: additionField('P10', 'rounds'), text: sv.additions.full(1, 8, 7, [], [3]) },
    ]);
    expect(problems[0]?.text).toContain('Välj uppföljning 3, där det finns plats.');
  });

  it('is told which field to drop: one that another round asks as well', () => {
    const [first = [], ...others] = spreadOver(coreCodes, 4);
    const twice = [...first.slice(0, 4), 'P2'];
    const rounds = [twice, ...others].map(criteria => ({ dueDay: '10-15', criteria }));
    expect(problemsOf([addition({ rounds: [1] })], rounds)[0]?.text).toContain(
      'Ta bort P2 ur den, som också frågas i en annan uppföljning',
    );
  });

  it('may ask for a new round where all are full and nothing is asked twice', () => {
    expect(sv.additions.full(1, 8, 7, [], [])).toContain('Flytta något ur den till en ny uppföljning.');
  });

  it('gets a code of its own when another routine has taken it, and keeps it otherwise', () => {
    const result = read([addition(), addition({ code: 'P11', name: 'Annat', rounds: [4] })]);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const own = withOwnCodes(result.value, new Set(['P10', 'P12']));
    expect(own.additions.map(one => one.code)).toEqual(['P13', 'P11']);
    expect(own.rounds[2]?.criteria).toContain('P13');
    expect(own.rounds.flatMap(plan => plan.criteria)).not.toContain('P10');
    expect(withOwnCodes(result.value, new Set())).toEqual({
      additions: result.value.additions,
      rounds: result.value.rounds,
    });
  });
});
