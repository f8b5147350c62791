import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '#app/shared/task.ts';
import { writeDigest } from './digest.ts';

const origin = 'https://samsyn.example';
const today = '2026-10-20';
const none = { waiting: [], late: [], today, origin };

describe('the letter of a day', () => {
  it('says how much waits in each place, what is late, and where', () => {
    const { subject, content } = writeDigest({
      ...none,
      waiting: [
        { href: '/uppfoljning/2026-27/a/bedom', dueOn: '2026-10-15' },
        { href: '/uppfoljning/2026-27/b', dueOn: '2026-10-30' },
        { href: '/arenden/1', dueOn: null },
      ],
    });
    expect(subject).toBe('Samsyn: tre saker väntar på dig');
    expect(content).toBe(
      `Hej!

Du har tre saker att göra i Samsyn.

Ärenden: 1
https://samsyn.example/arenden

Uppföljning: 2, varav 1 skulle ha varit klar
https://samsyn.example/uppfoljning

Allt som väntar på dig står på startsidan:
https://samsyn.example/

Du får högst ett brev om dagen, aldrig på lov eller helger. Här stänger du av breven:
https://samsyn.example/paminnelser`,
    );
  });

  it('says plainly when all that waits is late', () => {
    const { content } = writeDigest({
      ...none,
      waiting: [{ href: '/uppfoljning/2026-27/a/bedom', dueOn: '2026-10-15' }],
    });
    expect(content).toContain('Uppföljning: 1, som skulle ha varit klar\n');
  });

  it('tells a chief that something is late and at which unit, and no more', () => {
    const { subject, content } = writeDigest({
      ...none,
      late: [
        { unitName: 'Ekskolan', count: 1 },
        { unitName: 'Björkskolan 7–9', count: 2 },
      ],
    });
    expect(subject).toBe('Samsyn: uppföljningar är försenade');
    expect(content).toContain('- Björkskolan 7–9: två uppföljningar\n- Ekskolan: en uppföljning\n');
    expect(content).not.toContain('att göra');
  });

  it.each([
    ['what is due today', today, false],
    ['what was due yesterday', '2026-10-19', true],
    ['what has no date', null, false],
  ])('counts %s as late: %s', (_, dueOn, expected) => {
    const { content } = writeDigest({ ...none, waiting: [{ href: '/tjanster', dueOn }] });
    expect(content.includes('skulle ha varit')).toBe(expected);
  });

  it('gives a place that it does not know the start page', () => {
    const { content } = writeDigest({ ...none, waiting: [{ href: '/nytt/rum?a=1', dueOn: null }] });
    expect(content).toContain('Annat: 1\nhttps://samsyn.example/\n');
  });

  it('never says what a task says, whatever it says', () => {
    const secret = fc.stringMatching(/^HEMLIG[a-zåäö]{4,12}$/);
    const task: fc.Arbitrary<Task> = fc.record({
      ...{ title: secret, about: secret, button: secret, minutes: fc.nat(60) },
      href: secret.map(text => `/uppfoljning/2026-27/${text}`),
      dueOn: fc.constantFrom(null, today, '2026-09-01'),
    });
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 5 }), waiting => {
        const { subject, content } = writeDigest({ ...none, waiting });
        expect(`${subject} ${content}`).not.toContain('HEMLIG');
      }),
    );
  });
});
