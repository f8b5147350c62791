import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closed,
  emptyTally,
  openingProblems,
  type PulseReply,
  pulseAnswers,
  pulseQuestions,
  pulseState,
  readCode,
  readReply,
  shownCode,
  shownCounts,
  withReply,
} from './pulse.ts';
import { sv } from './sv.ts';

const anyReply: fc.Arbitrary<PulseReply> = fc.record({
  answers: fc.record({
    'känner till uppdraget': fc.constantFrom(...pulseAnswers),
    'har ändrat undervisningen': fc.constantFrom(...pulseAnswers),
  }),
  example: fc.constantFrom('', 'Vi planerar ihop.', 'Åsnan', 'Ämneslaget', 'Lektionsbesök'),
});
const sums = (replies: readonly PulseReply[]) => replies.reduce(withReply, emptyTally);

describe('the sums of a pulse', () => {
  it('are the same whoever answered first', () => {
    fc.assert(
      fc.property(
        fc.array(anyReply, { maxLength: 12 }).chain(replies =>
          fc.record({
            replies: fc.constant(replies),
            shuffled: fc.shuffledSubarray(replies, { minLength: replies.length }),
          }),
        ),
        ({ replies, shuffled }) => {
          expect(sums(shuffled)).toEqual(sums(replies));
        },
      ),
    );
  });

  it('count every answer once, and forget which two were given together', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 12 }), replies => {
        const { counts, examples } = sums(replies);
        for (const question of pulseQuestions)
          expect(counts[question]).toEqual(
            pulseAnswers.map(answer => replies.filter(one => one.answers[question] === answer).length),
          );
        expect(examples).toHaveLength(replies.filter(({ example }) => example !== '').length);
      }),
    );
  });

  it.each([
    [[1, 1, 1, 1, 0], null, 'four answers'],
    [[5, 0, 0, 0, 0], null, 'all alike'],
    [[0, 0, 0, 0, 9], null, 'all of them do not know'],
    [[4, 1, 0, 0, 0], [4, 1, 0, 0, 0], 'five that differ'],
  ] as const)('%j are shown as %j: %s', (counts, shown, _why) => {
    expect(shownCounts(counts)).toEqual(shown);
  });
});

describe('closing', () => {
  const tally = sums([
    {
      answers: { 'känner till uppdraget': 'inte alls', 'har ändrat undervisningen': 'vet ej' },
      example: 'Nej',
    },
  ]);

  it('leaves nothing where fewer than five have answered, not even how few', () => {
    expect(closed(tally, 4)).toEqual({ tally: emptyTally, answered: null });
    expect(closed(tally, 5)).toEqual({ tally, answered: 5 });
  });

  it.each([
    ['2026-10-14', 3, null, 'öppen'],
    ['2026-10-15', 3, null, 'öppen'],
    ['2026-10-16', 3, null, 'kan stängas'],
    ['2026-10-10', 0, null, 'kan stängas'],
    ['2026-10-16', 0, '2026-10-16', 'stängd'],
  ])('on %s with %d unanswered and closed on %s it is %s', (today, unanswered, closedOn, state) =>
    expect(pulseState({ closesOn: '2026-10-15', closedOn }, unanswered, today)).toBe(state),
  );
});

describe('opening', () => {
  const fields = (handedOut: number, closesOn: string) =>
    openingProblems({ handedOut, closesOn }, '2026-10-01').map(({ field }) => field);

  it.each([
    [4, '2026-10-15', ['antal']],
    [5, '2026-10-15', []],
    [80, '2026-10-15', []],
    [81, '2026-10-15', ['antal']],
    [7.5, '2026-10-15', ['antal']],
    [10, '2026-10-03', ['stanger']],
    [10, '2026-10-04', []],
    [10, '2026-11-30', []],
    [10, '2026-12-01', ['stanger']],
    [0, '', ['antal', 'stanger']],
  ])('%d slips until %s: faults in %j', (handedOut, closesOn, faults) =>
    expect(fields(handedOut, closesOn)).toEqual(faults),
  );
});

describe('a reply', () => {
  const sent = { kanner: 'helt och hållet', andrat: 'vet ej', exempel: ' Vi planerar ihop. ' };
  const read = (fields: Partial<typeof sent>) =>
    readReply(field => ({ ...sent, ...fields })[field as keyof typeof sent] ?? '');

  it('is read as it was sent, without the spaces around', () =>
    expect(read({})).toEqual({
      ok: true,
      value: {
        answers: { 'känner till uppdraget': 'helt och hållet', 'har ändrat undervisningen': 'vet ej' },
        example: 'Vi planerar ihop.',
      },
    }));

  it.each([
    [{ kanner: '' }, 'kanner', sv.answerMissing],
    [{ andrat: 'kanske' }, 'andrat', sv.answerMissing],
    [{ exempel: 'x'.repeat(401) }, 'exempel', sv.exampleLong(400)],
    [{ exempel: 'Fråga 20121201-2384.' }, 'exempel', sv.exampleNumber],
  ])('%j is answered with what to do', (fields, field, text) =>
    expect(read(fields)).toEqual({ ok: false, problems: [{ field, text }] }),
  );

  it('has a code that can be typed as people type', () => {
    expect(readCode(' abcd-2345 ')).toBe('ABCD2345');
    expect(readCode(shownCode('ABCD2345'))).toBe('ABCD2345');
  });
});
