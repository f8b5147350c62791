import { describe, expect, it } from 'vitest';
import { clause } from './boards.fixture.ts';
import { type LintRule, lintAttachments, lintProposal } from './linter.ts';
import type { ProposalClause } from './proposal.ts';

const lint = (one: ProposalClause, style: 'attSatser' | 'numbered' = 'attSatser') =>
  lintProposal({ clauses: [one], style, boardName: 'bildningsnämnden', meetingOn: '2026-12-16' });

const commission = (text: string, more: Partial<ProposalClause> = {}): ProposalClause =>
  clause({ text, givesCommission: true, addressee: 'förvaltningschefen', dueOn: '2027-04-30', ...more });

const good = 'ge förvaltningschefen i uppdrag att senast den 30 april 2027 ta fram en rutin';

const grid: [string, ProposalClause, 'attSatser' | 'numbered', LintRule[]][] = [
  ['a clause that follows "att"', clause({ text: 'godkänna rapporten' }), 'attSatser', []],
  ['a commission with all it needs', commission(good), 'attSatser', []],
  ['one that begins with "att"', clause({ text: 'att godkänna rapporten' }), 'attSatser', ['wording']],
  ['a sentence among att-satser', clause({ text: 'Rapporten godkänns.' }), 'attSatser', ['wording']],
  ['a whole sentence', clause({ text: 'Bildningsnämnden godkänner rapporten.' }), 'numbered', []],
  ['half a sentence', clause({ text: 'godkänna rapporten' }), 'numbered', ['wording']],
  ['an att-sats among sentences', clause({ text: 'att godkänna rapporten' }), 'numbered', ['wording']],
  [
    'two things with "samt att"',
    clause({ text: 'godkänna rapporten samt att lägga den till handlingarna' }),
    'attSatser',
    ['oneAction'],
  ],
  ['two verbs', clause({ text: 'godkänna rapporten och fastställa rutinen' }), 'attSatser', ['oneAction']],
  [
    'two sentences',
    clause({ text: 'Nämnden godkänner rapporten. Nämnden antar rutinen.' }),
    'numbered',
    ['oneAction'],
  ],
  ['a task done in two ways', commission(good.replace('ta fram', 'utreda och föreslå')), 'attSatser', []],
  [
    'two things of one kind',
    clause({ text: 'godkänna rapporten och rutinen samt dess bilaga' }),
    'attSatser',
    [],
  ],
  ['nobody to do it', commission(good, { addressee: null }), 'attSatser', ['addressee']],
  [
    'somebody the text does not name',
    commission(good, { addressee: 'rektorerna' }),
    'attSatser',
    ['addressee'],
  ],
  ['a commission not marked as one', clause({ text: good }), 'attSatser', ['addressee']],
  ['no deadline', commission(good, { dueOn: null }), 'attSatser', ['deadline']],
  ['a deadline before the meeting', commission(good, { dueOn: '2026-12-01' }), 'attSatser', ['deadline']],
  ['a deadline the text does not name', commission(good, { dueOn: '2027-05-31' }), 'attSatser', ['deadline']],
  ['"föreliggande"', clause({ text: 'godkänna föreliggande rapport' }), 'attSatser', ['selfContained']],
  [
    '"i enlighet med"',
    clause({ text: 'anta rutinen i enlighet med förvaltningens text' }),
    'attSatser',
    ['selfContained'],
  ],
  ['"ovanstående"', clause({ text: 'godkänna ovanstående' }), 'attSatser', ['selfContained']],
  ['"enligt bilaga"', clause({ text: 'anta rutinen enligt bilaga' }), 'attSatser', ['selfContained']],
  ['no words', clause({ text: '  ' }), 'attSatser', ['wording']],
];

describe('the linter for proposals', () => {
  it.each(grid)('%s', (_, one, style, rules) => {
    expect(lint(one, style).map(finding => finding.rule)).toEqual(rules);
  });

  it('finds the two things that the founding document broke, and no other', () => {
    const findings = lintProposal({
      style: 'attSatser',
      boardName: 'bildningsnämnden',
      meetingOn: null,
      clauses: [
        clause({ text: 'godkänna föreliggande återrapportering av utvärdering av karriärtjänster' }),
        clause({
          text: 'ge förvaltningschefen i uppdrag att ta fram en förvaltningsövergripande rutin som ska utgöra riktning och stöd för skolledarna i arbetet med att följa upp och utvärdera resultaten av förstelärarnas arbete',
          givesCommission: true,
          addressee: 'förvaltningschefen',
        }),
      ],
    });
    expect(findings.map(({ rule, number, field }) => [rule, number, field])).toEqual([
      ['selfContained', 1, 'text-1'],
      ['deadline', 2, 'dueOn-2'],
    ]);
    expect(findings[1]?.text).toBe('Beslutspunkt 2 har ingen tidsgräns. Ange när uppdraget ska vara klart.');
  });

  it('wants something to decide', () => {
    const parts = { clauses: [], style: 'attSatser' as const, boardName: 'nämnden', meetingOn: null };
    expect(lintProposal(parts)).toHaveLength(1);
  });

  it('wants what is attached named and dated', () => {
    const found = lintAttachments([
      { title: 'Rutin', datedOn: '2026-08-01' },
      { title: 'Enkät', datedOn: null },
      { title: '', datedOn: '2026-08-01' },
    ]);
    expect(found.map(({ number, field }) => [number, field])).toEqual([
      [2, 'datedOn-2'],
      [3, 'title-3'],
    ]);
  });
});
