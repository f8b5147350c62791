import { expect, it } from 'vitest';
import { inOrder, type Task } from './task.ts';

const task = (title: string, dueOn: string | null): Task => ({
  ...{ title, dueOn, about: '', minutes: null, href: '/', button: 'Öppna' },
});

it('what is due first is done first, what has no date last, and ties stay as they came', () => {
  const tasks = [
    task('c', null),
    task('b', '2026-12-16'),
    task('d', null),
    task('a', '2026-12-01'),
    task('e', '2026-12-16'),
  ];
  expect(inOrder(tasks).map(one => one.title)).toEqual(['a', 'b', 'e', 'c', 'd']);
  expect(tasks[0]?.title).toBe('c');
});
