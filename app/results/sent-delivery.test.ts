import { describe, expect, it } from 'vitest';
import { deliveryOf } from './results.fixture.ts';
import { readSentDeliveries } from './sent-delivery.ts';

const number = '201701102384';
const sent = () =>
  JSON.parse(JSON.stringify({ deliveries: [deliveryOf(['A', 'B', 'C'])], isConfirmed: false }));

/** What was sent with one thing changed, by its path. */
const changed = (path: readonly (string | number)[], value: unknown): unknown => {
  const whole = sent();
  let inner = whole;
  for (const part of path.slice(0, -1)) inner = inner[part];
  inner[path.at(-1) ?? ''] = value;
  return whole;
};

describe('what is sent', () => {
  it('is cells and nothing else', () => {
    const read = readSentDeliveries(sent());
    expect(read).toMatchObject({
      ok: true,
      value: { deliveries: [deliveryOf(['A', 'B', 'C'])], choices: [] },
    });
  });

  const cell = ['deliveries', 0, 'cells', 0] as const;
  it.each<[string, readonly (string | number)[], unknown]>([
    ['a row', ['rows'], [[number, 'Anna Andersson', 'A']]],
    ['a pupil beside the cells', ['deliveries', 0, 'pupil'], number],
    ['a name in a cell', [...cell, 'name'], 'Anna Andersson'],
    ['a personnummer as a key', [...cell, number], 1],
    ['a personnummer as a grade', [...cell, 'histogram'], { [number]: 1 }],
    ['a name as a reason', [...cell, 'missing'], { 'Anna Andersson': 1 }],
    ['a name as a notice', ['deliveries', 0, 'notices'], { 'Anna Andersson': 1 }],
    ['a personnummer as a unit', [...cell, 'schoolUnitCode'], number],
    ['a personnummer as a level', [...cell, 'level'], number + number],
    ['a personnummer as a measure', [...cell, 'measure'], number],
    ['a personnummer as a count', [...cell, 'n'], Number(number)],
    ['a personnummer as a sum', [...cell, 'sum'], Number(number)],
    ['a personnummer as pupils', ['deliveries', 0, 'pupils'], Number(number)],
    ['a header in words', ['choices'], [{ kind: 'np_ak9', headerHash: 'Anna;Andersson', columns: {} }]],
    [
      'a column of its own',
      ['choices'],
      [{ kind: 'np_ak9', headerHash: 'a'.repeat(64), columns: { [number]: 1 } }],
    ],
    ['a text for a number', [...cell, 'n'], '3'],
    ['no deliveries', ['deliveries'], []],
  ])('is refused with %s, which is never repeated', (_, path, value) => {
    const read = readSentDeliveries(changed(path, value));
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toMatch(/2384|Anna|Andersson/);
  });

  it.each([null, 7, 'text', [], [deliveryOf(['A'])]])('is refused when it is %j', whole =>
    expect(readSentDeliveries(whole).ok).toBe(false),
  );
});
