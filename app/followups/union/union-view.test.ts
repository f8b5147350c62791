import { describe, expect, it } from 'vitest';
import { askedChange, askedHash, readUnionView } from './union-view.ts';

const plan = (...rounds: readonly (readonly string[])[]) => ({
  rounds: rounds.map((criteria, at) => ({ number: at + 1, dueDay: '10-15', criteria })),
});
const asked = {
  ...plan(['P1', 'F1'], ['P2']),
  ...{ scope: { unitId: null, schoolForms: ['GY'] as const, otherUnits: false }, rubricVersion: 1 },
  ...{ fewest: 3, most: 4, additions: [] },
};

describe('what a version asks that the one before did not', () => {
  it('is told field by field, with what is no longer asked and what is asked more often', () => {
    expect(askedChange(plan(['P1', 'F1'], ['P2']), plan(['P1', 'P10'], ['P1', 'F1']))).toEqual({
      ...{ added: ['P10'], dropped: ['P2'] },
      times: [{ code: 'P1', before: 1, after: 2 }],
    });
  });

  it('is everything in the first version', () => {
    expect(askedChange(null, plan(['F1', 'P1'])).added).toEqual(['P1', 'F1']);
  });
});

describe('what a routine asks', () => {
  it('is the same when only its words, its days or the order they stand in differ', () => {
    const reordered = {
      ...asked,
      rounds: asked.rounds.map(one => ({ ...one, dueDay: '11-01', criteria: one.criteria.toReversed() })),
    };
    expect(askedHash(reordered)).toBe(askedHash(asked));
  });

  it('is another when a field is added, an addition says something else or more units are reached', () => {
    const addition = { code: 'P10', name: 'Biblioteket', levels: ['A.', 'B.', 'C.', 'D.'] as const };
    const others = [
      { ...asked, ...plan(['P1', 'F1', 'P3'], ['P2']) },
      { ...asked, additions: [addition] },
      { ...asked, additions: [{ ...addition, name: 'Läslusten' }] },
      { ...asked, scope: { ...asked.scope, otherUnits: true } },
      { ...asked, most: 5 },
    ];
    expect(new Set([asked, ...others].map(askedHash)).size).toBe(1 + others.length);
  });
});

describe('what a union says', () => {
  const today = '2026-11-27';
  const said = { party: 'Sveriges Lärare', on: today, view: 'Inga synpunkter' };

  it('has an organisation, a day that has been and words; all that is missing is told at once', () => {
    expect(readUnionView(said, today)).toEqual({ ok: true, value: said });
    const nothing = readUnionView({ party: '', on: '2026-11-28', view: '' }, today);
    expect(nothing.ok ? [] : nothing.problems.map(one => one.field)).toEqual(['party', 'on', 'view']);
  });

  it('names nobody by personal number', () => {
    const result = readUnionView({ ...said, view: 'Gäller 640823-3234' }, today);
    expect(result.ok ? [] : result.problems.map(one => one.field)).toEqual(['view']);
  });
});
