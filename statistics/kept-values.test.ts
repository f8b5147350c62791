import { describe, expect, it } from 'vitest';
import { keepValues } from './kept-values.ts';

describe('values that are dear to make', () => {
  const keep = () => {
    const made: string[] = [];
    const keptOrMade = keepValues(5, ({ size }: { size: number }) => size);
    const ask = (key: string, size: number) =>
      keptOrMade(key, () => {
        made.push(key);
        return { size };
      });
    return { made, ask };
  };

  it('are made once for each key', () => {
    const { made, ask } = keep();
    const first = ask('a', 2);
    expect(ask('a', 2)).toBe(first);
    expect(ask('b', 2)).not.toBe(first);
    expect(made).toEqual(['a', 'b']);
  });

  it('are made anew each time when there is no room to keep them, and smaller ones are still kept', () => {
    const { made, ask } = keep();
    for (const [key, size] of [
      ['a', 3],
      ['b', 3],
      ['b', 3],
      ['c', 2],
      ['c', 2],
      ['a', 3],
      ['d', 1],
      ['d', 1],
    ] as const)
      ask(key, size);
    expect(made).toEqual(['a', 'b', 'b', 'c', 'd', 'd']);
  });
});
