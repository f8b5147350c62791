import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgreedContent } from './agreement.ts';
import { countJudgements, FEWEST_JUDGED, mayBeShown } from './profile.ts';
import { type Judgement, judgements } from './rubric/rubric.ts';

const agreed = (judgement: Judgement | null): AgreedContent => ({
  ...{ nextStep: '', nextStepAbout: null, actualShare: null },
  lines: [{ code: 'P1', judgement, reason: '' }],
});
const countsOf = (said: readonly (Judgement | null)[]) => countJudgements(said.map(agreed))[0];

describe('the judgements of many assignments', () => {
  it('are counted by criterion: nothing is lost, nothing is averaged', () => {
    const anything = fc.array(fc.constantFrom<Judgement>(...judgements), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anything, said => {
        const found = countsOf(said);
        expect([...(found?.counts.values() ?? [])].reduce((sum, one) => sum + one, 0)).toBe(said.length);
        for (const one of judgements)
          expect(found?.counts.get(one)).toBe(said.filter(other => other === one).length);
      }),
    );
  });

  it.each<[string, Judgement[], boolean]>([
    ['four', [1, 2, 3, 4], false],
    ['five', [1, 2, 3, 4, 3], true],
    ['five, all the same', [3, 3, 3, 3, 3], false],
    ['six, none of which could be judged', Array(6).fill('kan inte bedömas'), false],
    ['five, one of which could not be judged', [3, 3, 3, 3, 'kan inte bedömas'], true],
  ])('of %s assignments are shown only when they point at nobody', (_, said, shown) => {
    const counts = countsOf(said);
    expect(counts && mayBeShown(counts)).toBe(shown);
    expect(FEWEST_JUDGED).toBe(5);
  });

  it('leave out what has not been said', () => expect(countJudgements([agreed(null)])).toEqual([]));
});
