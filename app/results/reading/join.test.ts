import { describe, expect, it } from 'vitest';
import { joinPupils } from './join.ts';

describe('two files', () => {
  it('are joined pupil by pupil, whatever the order', async () => {
    const joined = await joinPupils(['a', 'b', 'c'], ['c', 'x', 'a']);
    expect([...joined]).toEqual([2, -1, 0]);
  });

  it('tell how far the joining has come', async () => {
    const told: number[] = [];
    const ids = Array.from({ length: 5_000 }, (_, at) => String(at));
    const joined = await joinPupils(ids, [...ids].reverse(), share => told.push(share));
    expect([...joined].every((other, own) => other === ids.length - 1 - own)).toBe(true);
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  it('may be empty', async () => expect([...(await joinPupils([], ['a']))]).toEqual([]));
});
