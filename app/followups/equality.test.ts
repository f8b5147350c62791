import { describe, expect, it } from 'vitest';
import type { AgreedContent } from './agreement.ts';
import { equalityOf } from './equality.ts';
import type { Round } from './follow-up.ts';
import { cannotJudge, type Judgement } from './rubric/rubric.ts';

const round = (number: number, criteria: readonly string[]): Round => ({
  ...{ id: `round ${number}`, routineId: 'r', routineNumber: 1, rubricVersion: 1, number, yearStart: 2026 },
  ...{ openedOn: '2026-09-01', dueOn: '2026-10-15', criteria },
});
const answered = (number: number, said: Readonly<Record<string, Judgement | null>>) => ({
  roundId: `round ${number}`,
  content: {
    ...{ nextStep: 'Pröva', nextStepAbout: null, actualShare: 10 },
    lines: Object.entries(said).map(([code, judgement]) => ({ code, judgement, reason: '' })),
  } satisfies AgreedContent,
});

describe('equal follow-up', () => {
  it('is when everyone has answered what the round asks, whatever they answered', () =>
    expect(
      equalityOf(
        [round(1, ['P1', 'F1'])],
        [answered(1, { P1: 2, F1: cannotJudge }), answered(1, { P1: 4, F1: 1 })],
      ),
    ).toMatchObject([{ finalised: 2, unanswered: [] }]));

  it('tells which question some have no answer to, and how many, not who', () =>
    expect(
      equalityOf(
        [round(1, ['P1', 'P2', 'F1'])],
        [
          answered(1, { P1: 2, P2: null, F1: 3 }),
          answered(1, { P1: 2 }),
          answered(1, { P1: 1, P2: 1, F1: 1 }),
        ],
      ),
    ).toMatchObject([
      {
        finalised: 3,
        unanswered: [
          { code: 'P2', missing: 2 },
          { code: 'F1', missing: 1 },
        ],
      },
    ]));

  it('says nothing of a round in which nothing is finalised, and keeps rounds apart', () =>
    expect(
      equalityOf([round(1, ['P1']), round(2, ['P2'])], [answered(2, { P2: 3 })]).map(one => one.round.number),
    ).toEqual([2]));
});
