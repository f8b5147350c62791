import { expect, it } from 'vitest';
import { inOrder, type Task } from './task.ts';

const task = (title: string, dueOn: string | null): Task => ({
  ...{ title, dueOn, about: '', minutes: null, href: '/', button: 'Öppna' },
});

it('what is due first is done first, what has no date last, and the same day by title in Swedish order', () => {
  const tasks = [
    task('d', null),
    task('ö', '2026-12-16'),
    task('c', null),
    task('a', '2026-12-01'),
    task('ä', '2026-12-16'),
  ];
  expect(inOrder(tasks).map(one => one.title)).toEqual(['a', 'ä', 'ö', 'c', 'd']);
  expect(tasks[0]?.title).toBe('d');
});
