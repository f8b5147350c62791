import { describe, expect, it } from 'vitest';
import { byDateDescending, type Evidence, isSince } from './evidence.ts';

const piece = (id: string, datedOn: string, followUpId: string | null = null): Evidence => ({
  ...{ id, datedOn, followUpId, assignmentId: 'a', kind: 'minnesanteckning', what: 'Möte', addedBy: 'p' },
});
const followUp = { id: 'this' };
const before = '2026-10-16';

describe('evidence about an assignment', () => {
  it.each<[string, Evidence, string | null, boolean]>([
    ['dated after the follow-up before', piece('1', '2026-11-18'), before, true],
    ['dated on its last day', piece('2', before), before, false],
    ['of last year', piece('3', '2025-11-18'), before, false],
    ['of last year, but written in this follow-up', piece('4', '2025-11-18', 'this'), before, true],
    ['of last year, written in another', piece('5', '2025-11-18', 'other'), before, false],
    ['of last year, when nothing has been followed up', piece('6', '2025-11-18'), null, true],
  ])('%s', (_, one, lastOn, since) => expect(isSince(one, followUp, lastOn)).toBe(since));

  it('stands latest first, and of the same day what was noted last', () => {
    const order = [piece('a', '2026-09-01'), piece('b', '2026-11-01'), piece('c', '2026-09-01')];
    expect(order.sort(byDateDescending).map(one => one.id)).toEqual(['b', 'c', 'a']);
  });
});
