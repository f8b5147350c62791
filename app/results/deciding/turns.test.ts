import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** Errands that are done when it is said, in the order that they were begun. */
const errands = (atOnce: number) => {
  const turns = createTurns(atOnce);
  const begun: string[] = [];
  const ends = new Map<string, { done: () => void; fail: () => void }>();
  const take = (asker: string, key: string) =>
    turns.take(
      asker,
      key,
      () =>
        new Promise<void>((done, fail) => {
          begun.push(key);
          ends.set(key, { done, fail: () => fail(new Error(key)) });
        }),
    );
  const end = async (key: string, how: 'done' | 'fail' = 'done') => {
    ends.get(key)?.[how]();
    await new Promise(setImmediate);
  };
  return { take, join: turns.join, begun, end };
};

describe('those who ask', () => {
  it('are served by turns: nobody waits for all that another has asked for', async () => {
    const { take, begun, end } = errands(2);
    for (const key of ['A1', 'A2', 'A3', 'A4', 'A5']) take('A', key);
    take('B', 'B1');
    take('C', 'C1');
    expect(begun).toEqual(['A1', 'A2']);
    await end('A1');
    await end('A2');
    await end('A3');
    await end('B1');
    await end('C1');
    await end('A4');
    expect(begun).toEqual(['A1', 'A2', 'A3', 'B1', 'C1', 'A4', 'A5']);
  });

  it('are served at their own turn, of what somebody with a long line asked for first; and it is done once', async () => {
    const { take, join, begun, end } = errands(1);
    for (const key of ['A1', 'A2', 'A3', 'A4', 'A5']) take('A', key);
    join('B', 'A5');
    join('B', 'A5');
    join('C', 'A1');
    await end('A1');
    await end('A2');
    await end('A5');
    await end('A3');
    await end('A4');
    expect(begun).toEqual(['A1', 'A2', 'A5', 'A3', 'A4']);
  });

  it('are served when what another asked for went wrong', async () => {
    const { take, begun, end } = errands(1);
    take('A', 'A1');
    take('B', 'B1');
    await end('A1', 'fail');
    expect(begun).toEqual(['A1', 'B1']);
  });
});
