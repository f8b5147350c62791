import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  additionProblems,
  byCode,
  type Criterion,
  coreCriteria,
  judgements,
  judgementText,
  kindOf,
  readJudgement,
  rubricProblems,
} from './rubric.ts';

const local: Criterion = {
  code: 'P10',
  name: 'Digitala läromedel',
  levels: ['Finns inte.', 'Används av några.', 'Används av alla.', 'Prövas av fler skolor.'],
};

describe('the shipped rubric', () => {
  it('has nine parameters and five conditions, each with four levels of one sentence', () => {
    expect(rubricProblems({ criteria: coreCriteria })).toEqual([]);
    expect(coreCriteria.map(one => one.code)).toEqual('P1 P2 P3 P4 P5 P6 P7 P8 P9 F1 F2 F3 F4 F5'.split(' '));
    expect(coreCriteria.filter(one => kindOf(one.code) === 'förutsättning')).toHaveLength(5);
  });

  it('says of each condition what is written down with it', () => {
    expect(coreCriteria.filter(one => one.recorded).map(one => one.code)).toEqual([
      'F1',
      'F2',
      'F3',
      'F4',
      'F5',
    ]);
  });

  it.each(coreCriteria.map(one => [one.code, one] as const))(
    '%s cannot be left out, emptied, doubled or made unclear',
    (code, criterion) => {
      const others = coreCriteria.filter(one => one !== criterion);
      const [first, second, third, fourth] = criterion.levels;
      const broken: readonly Criterion[][] = [
        [...others],
        [...others, criterion, criterion],
        [...others, { ...criterion, name: ' ' }],
        [...others, { ...criterion, levels: [first, second, third, ''] }],
        [...others, { ...criterion, levels: [first, second, third, third] }],
        [...others, { ...criterion, levels: [first, second, third, `${fourth} Och mer.`] }],
      ];
      for (const criteria of broken) {
        const problems = rubricProblems({ criteria });
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.join(' ')).toContain(code);
      }
    },
  );
});

describe('local additions', () => {
  it('may add a parameter of the same form', () => expect(additionProblems([local])).toEqual([]));

  it.each([
    ['the core', { ...local, code: 'P3' }],
    ['a condition of the core', { ...local, code: 'F2' }],
    ['a new condition', { ...local, code: 'F6' }],
    ['something without a number', { ...local, code: 'PX' }],
    ['a single digit', { ...local, code: 'P0' }],
  ])('may not be %s', (_, criterion) => expect(additionProblems([criterion])).toHaveLength(1));

  it('have codes of their own', () => expect(additionProblems([local, local])).toHaveLength(1));
});

describe('a judgement', () => {
  it('is one of five answers, read as it is written', () => {
    for (const judgement of judgements) expect(readJudgement(String(judgement))).toBe(judgement);
    fc.assert(
      fc.property(fc.string(), text => {
        const read = readJudgement(text);
        expect(read === null || String(read) === text).toBe(true);
      }),
    );
  });

  it.each(['', '0', '5', '2.5', '3,0', 'vet ej'])('is not %s', text =>
    expect(readJudgement(text)).toBeNull(),
  );

  it('reads as number and word', () => {
    expect(judgementText(3)).toBe('3 Etablerat (förväntad nivå)');
    expect(judgementText('kan inte bedömas')).toBe('Kan inte bedömas');
  });
});

it('puts parameters before conditions, by number', () => {
  expect(['F1', 'P10', 'P2', 'F5', 'P1'].sort(byCode)).toEqual(['P1', 'P2', 'P10', 'F1', 'F5']);
});
