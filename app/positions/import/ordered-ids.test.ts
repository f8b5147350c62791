import { expect, it } from 'vitest';
import { isId } from '#app/shared/id.ts';
import { orderedIds } from './ordered-ids.ts';

it('makes ids that are sorted, valid and never the same', () => {
  const make = orderedIds(new Date('2026-11-23T12:00:00Z'));
  const ids = Array.from({ length: 50_000 }, make);
  expect(ids.every(isId)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('makes ids that nobody can guess from another run', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  expect(orderedIds(now)()).not.toBe(orderedIds(now)());
});
