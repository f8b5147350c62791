import { afterEach, describe, expect, it } from 'vitest';
import { createThreads } from './threads.ts';

const program = new URL('./thread.fixture.ts', import.meta.url);

describe('threads', () => {
  const open: { stop: () => Promise<void> }[] = [];
  const threads = () => {
    const made = createThreads<'answer' | 'fault' | 'end' | 'never', number>(program);
    open.push(made);
    return made;
  };
  afterEach(() => Promise.all(open.splice(0).map(one => one.stop())));

  it('are used again, and as many as are needed at once', async () => {
    const { run } = threads();
    const first = await run('answer');
    expect(await run('answer')).toBe(first);
    const both = await Promise.all([run('answer'), run('answer')]);
    expect(new Set(both).size).toBe(2);
    expect(both).toContain(first);
  });

  it.each([
    ['fault', 'no memory'],
    ['end', 'ended before'],
  ] as const)('that die tell whoever waited, and the next is served by another: %s', async (how, said) => {
    const { run } = threads();
    const first = await run('answer');
    const asked = ['answer', how, how, 'answer'] as const;
    const [one, two, three, four] = await Promise.allSettled(asked.map(run));
    expect([one, four].map(each => each?.status)).toEqual(['fulfilled', 'fulfilled']);
    for (const died of [two, three])
      expect(String(died?.status === 'rejected' && died.reason)).toContain(said);
    await expect(run(how)).rejects.toThrow(said);
    expect(await run('answer')).toBeGreaterThanOrEqual(first);
  });

  it('that are stopped tell whoever waited', async () => {
    const { run, stop } = threads();
    const never = expect(run('never')).rejects.toThrow('ended before');
    await stop();
    await never;
  });
});
