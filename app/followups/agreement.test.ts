import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgreedContent,
  agreementProblems,
  conditionsFirst,
  differenceText,
  proposedAgreement,
} from './agreement.ts';
import type { Ratings } from './blind.ts';
import type { Evidence } from './evidence.ts';
import type { Party } from './follow-up.ts';
import type { Rating } from './rating.ts';
import { type Judgement, judgements } from './rubric/rubric.ts';

const evidence = new Map<string, Evidence>(
  (['minnesanteckning', 'enkät'] as const).map(kind => [
    kind,
    {
      id: kind,
      assignmentId: 'a',
      followUpId: null,
      kind,
      datedOn: '2026-09-01',
      what: 'Möte',
      addedBy: 'p',
    },
  ]),
);
const rating = (party: Party, said: Readonly<Record<string, Judgement>>): Rating => ({
  ...{ followUpId: 'f', party, version: 1, savedBy: party, savedAt: new Date(0), handedInAt: new Date(0) },
  seconds: 0,
  content: {
    nextStep: 'Prova',
    actualShare: 10,
    lines: Object.entries(said).map(([code, judgement]) => ({
      ...{ code, judgement, scope: 'ämne' as const, wording: '', evidenceIds: [...evidence.keys()] },
    })),
  },
});
const both = (principal: Record<string, Judgement>, holder: Record<string, Judgement>): Ratings => ({
  rektor: rating('rektor', principal),
  innehavare: rating('innehavare', holder),
});
const fields = (agreed: AgreedContent | null, ratings: Ratings) =>
  agreementProblems(agreed, ratings, evidence).map(problem => problem.field);

describe('what they agree on', () => {
  it('is filled in where both said the same, and nowhere else', () => {
    const proposed = proposedAgreement(both({ P1: 3, P2: 2 }, { P1: 3, P2: 4 }));
    expect(proposed.lines.map(line => line.judgement)).toEqual([3, null]);
    expect(proposed.actualShare).toBe(10);
  });

  it("has neither one's next step from the start when they wrote different ones", () => {
    const ratings = both({ P1: 3 }, { P1: 3 });
    expect(proposedAgreement(ratings).nextStep).toBe('Prova');
    const { innehavare } = ratings;
    if (!innehavare) throw new Error('The holder has not rated');
    const other = { ...innehavare, content: { ...innehavare.content, nextStep: 'Vänta' } };
    expect(proposedAgreement({ ...ratings, innehavare: other }).nextStep).toBe('');
  });

  it.each<[string, Judgement, Judgement, Judgement, boolean]>([
    ['both said it', 3, 3, 3, false],
    ['one said another', 3, 2, 3, true],
    ['both said another', 2, 2, 3, true],
    ['one could not judge', 3, 'kan inte bedömas', 3, true],
    ['neither could, and it stands', 'kan inte bedömas', 'kan inte bedömas', 'kan inte bedömas', false],
  ])('needs a reason when it is not what both said: %s', (_, principal, holder, judgement, needsReason) => {
    const ratings = both({ P1: principal }, { P1: holder });
    const agreed = { ...proposedAgreement(ratings), lines: [{ code: 'P1', judgement, reason: '' }] };
    expect(fields(agreed, ratings)).toEqual(needsReason ? ['P1-reason'] : []);
    const explained = { ...agreed, lines: [{ code: 'P1', judgement, reason: 'Vi såg mötet olika' }] };
    expect(fields(explained, ratings)).toEqual([]);
  });

  it('is whole: everything missing is said at once', () => {
    const ratings = both({ P1: 3, F1: 2 }, { P1: 2, F1: 3 });
    expect(fields(null, ratings)).toEqual(['']);
    const empty = { nextStep: '', nextStepAbout: null, actualShare: null, lines: [] };
    expect(fields(empty, ratings)).toEqual(['nextStep', 'actualShare', 'P1-judgement', 'F1-judgement']);
  });

  it('lets a weak condition come first when the assignment is weak too', () => {
    const lines = (p: Judgement, f: Judgement) => [
      { code: 'P1', judgement: p, reason: '' },
      { code: 'F1', judgement: f, reason: '' },
    ];
    for (const p of judgements) {
      for (const f of judgements) {
        const isWeak = (one: Judgement) => one === 1 || one === 2;
        expect(conditionsFirst(lines(p, f))).toEqual(isWeak(p) && isWeak(f) ? ['F1'] : []);
      }
    }
    const ratings = both({ P1: 2, F1: 1 }, { P1: 2, F1: 1 });
    const agreed = proposedAgreement(ratings);
    expect(fields(agreed, ratings)).toEqual(['nextStepAbout']);
    expect(fields({ ...agreed, nextStepAbout: 'P1' }, ratings)).toEqual(['nextStepAbout']);
    expect(fields({ ...agreed, nextStepAbout: 'F1' }, ratings)).toEqual([]);
  });

  it('tells every difference in words, the same difference the same way round', () => {
    const judged = fc.constantFrom<Judgement | null>(...judgements, null);
    fc.assert(
      fc.property(judged, judged, (principal, holder) => {
        const text = differenceText(principal, holder);
        expect(text).not.toMatch(/\d/);
        expect(text === differenceText(holder, principal)).toBe(
          principal === holder || principal === null || holder === null,
        );
      }),
    );
  });
});
