import { describe, expect, it } from 'vitest';
import { finishedItem } from './boards.fixture.ts';
import { type DecisionInput, decideItem } from './decision.ts';

const names = { boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' };
type Clause = DecisionInput['clauses'][number];
const on = (clauseId: string, decision: string, more: Partial<Clause> = {}): Clause => ({
  ...{ clauseId, decision, decidedText: '', addressee: '', dueOn: '', ...more },
});
const decide = (...clauses: Clause[]) =>
  decideItem(
    finishedItem.clauses,
    'attSatser',
    names,
    { decidedOn: '2026-12-16', paragraph: '§ 104', clauses },
    '2026-12-18',
  );

/** What becomes of the item, its report-backs and its commission, clause by clause. */
const grid: [string, string, { stage: string; reportBacks: string | null; commissions: number }][] = [
  ['bifall', 'bifall', { stage: 'beslutad', reportBacks: 'godkänd', commissions: 1 }],
  ['bifall', 'avslag', { stage: 'beslutad', reportBacks: 'godkänd', commissions: 0 }],
  ['avslag', 'bifall', { stage: 'beslutad', reportBacks: 'inte godkänd', commissions: 1 }],
  ['avslag', 'avslag', { stage: 'beslutad', reportBacks: 'inte godkänd', commissions: 0 }],
  ['återremiss', 'återremiss', { stage: 'återremitterad', reportBacks: null, commissions: 0 }],
];

describe('the decision of the board', () => {
  it.each(grid)('%s and %s', (first, second, { stage, reportBacks, commissions }) => {
    const result = decide(on('k1', first), on('k2', second));
    expect(result).toMatchObject({ ok: true, value: { stage, reportBacks, paragraph: '104' } });
    expect(result.ok && result.value.commissions.length).toBe(commissions);
  });

  it('makes of a decided commission one that waits for its report-back', () => {
    const result = decide(on('k1', 'bifall'), on('k2', 'bifall'));
    expect(result.ok && result.value.commissions).toEqual([
      {
        givenOn: '2026-12-16',
        paragraph: '104',
        text: 'senast den 30 april 2027 ta fram en rutin för uppföljning av karriärtjänster',
        addressee: 'förvaltningschefen',
        dueOn: '2027-04-30',
        questions: ['senast den 30 april 2027 ta fram en rutin för uppföljning av karriärtjänster'],
        sourceClauseId: 'k2',
      },
    ]);
  });

  it('takes the words, the addressee and the day that the board changed', () => {
    const changed = on('k2', 'ändrad lydelse', {
      decidedText: 'ge förvaltningen i uppdrag att senast den 31 maj 2027 ta fram en rutin',
      addressee: 'förvaltningen',
      dueOn: '2027-05-31',
    });
    const result = decide(on('k1', 'bifall'), changed);
    expect(result.ok && result.value.commissions[0]).toMatchObject({
      text: 'senast den 31 maj 2027 ta fram en rutin',
      addressee: 'förvaltningen',
      dueOn: '2027-05-31',
    });
  });

  const wrong: [string, Clause[], string[]][] = [
    ['a clause is forgotten', [on('k1', 'bifall')], ['decision-2']],
    ['changed words are not written', [on('k1', 'ändrad lydelse'), on('k2', 'bifall')], ['decidedText-1']],
    [
      'one clause is referred back and the other decided',
      [on('k1', 'bifall'), on('k2', 'återremiss')],
      ['decision-1'],
    ],
    ['a day does not exist', [on('k1', 'bifall'), on('k2', 'bifall', { dueOn: '2027-02-30' })], ['dueOn-2']],
  ];
  it.each(wrong)('is refused when %s', (_, clauses, fields) => {
    const result = decide(...clauses);
    expect(result.ok ? [] : result.problems.map(problem => problem.field)).toEqual(fields);
  });

  it('is not entered before the board has met', () => {
    const clauses = [on('k1', 'bifall'), on('k2', 'bifall')];
    const input = { decidedOn: '2026-12-16', paragraph: '104', clauses };
    const result = decideItem(finishedItem.clauses, 'attSatser', names, input, '2026-12-15');
    expect(result).toMatchObject({ ok: false, problems: [{ field: 'decidedOn' }] });
  });
});
