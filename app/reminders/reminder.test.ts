import { describe, expect, it } from 'vitest';
import { type Handover, isPlainAddress, settle } from './reminder.ts';

const now = new Date('2026-10-15T08:00:00Z');
const after = (kind: Handover['kind'], attempts = 1) => {
  const { state, nextAttemptAt } = settle({ kind, answer: 'svar' }, attempts, now);
  return [state, (nextAttemptAt.getTime() - now.getTime()) / 60_000];
};

describe('what becomes of a letter that was handed over', () => {
  it.each([
    ['taken', 1, 'skickad', 0],
    ['taken', 5, 'skickad', 0],
    ['refused', 1, 'misslyckad', 0],
    ['unknown', 1, 'osäker', 0],
    ['unknown', 4, 'osäker', 0],
    ['later', 1, 'väntar', 5],
    ['later', 2, 'väntar', 20],
    ['later', 3, 'väntar', 60],
    ['later', 4, 'väntar', 240],
    ['later', 5, 'misslyckad', 0],
    ['unreachable', 1, 'väntar', 5],
    ['unreachable', 5, 'misslyckad', 0],
  ] as const)('%s at attempt %i: %s, again after %i minutes', (kind, attempts, state, minutes) =>
    expect(after(kind, attempts)).toEqual([state, minutes]),
  );

  it('keeps the answer on one line, and no more of it than is needed', () => {
    const { answer } = settle(
      { kind: 'refused', answer: `550 5.1.1\r\n  Okänd\n${'x'.repeat(500)}` },
      1,
      now,
    );
    expect(answer).toMatch(/^550 5\.1\.1 Okänd x+$/);
    expect(answer).toHaveLength(200);
  });
});

describe('an address', () => {
  it.each([
    ['a@b.se', true],
    ['för.efter@kommun.se', false],
    ['for.efter+samsyn@skola.kommun.se', true],
    ['a@kommun', false],
    ['a@b.se, c@d.se', false],
    ['A <a@b.se>', false],
    ['a@b.se\r\nBcc: c@d.se', false],
    ['a b@c.se', false],
    ['"a b"@c.se', false],
    ['a@åäö.se', true],
    ['@b.se', false],
    [`${'a'.repeat(250)}@b.se`, false],
    ['', false],
  ])('%s can be written to: %s', (address, expected) => expect(isPlainAddress(address)).toBe(expected));
});
