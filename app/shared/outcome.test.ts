import { expect, it } from 'vitest';
import { failed, ok, wrong } from './outcome.ts';

it('an act that went well gives its value, also when the value is nothing', () => {
  expect(ok('ja')).toEqual({ ok: true, value: 'ja' });
  expect(ok(null)).toEqual({ ok: true, value: null });
});

it('an act that a person got wrong gives everything that is wrong, in order', () => {
  const [name, day] = [
    { field: 'name', text: 'Skriv ett namn.' },
    { field: 'day', text: 'Skriv en dag.' },
  ];
  expect(failed(name, day)).toEqual({ ok: false, problems: [name, day] });
  expect(wrong('name', 'Skriv ett namn.')).toEqual({ ok: false, problems: [name] });
});
