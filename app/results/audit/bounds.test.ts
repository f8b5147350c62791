import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, type Constraint } from './bounds.ts';

const MOST = 6;

/** Lowest and highest of each unknown over all whole numbers up to MOST that fit, by trying them all; null when none fit. */
const byTrying = (count: number, constraints: readonly Constraint[]) => {
  const found = Array.from({ length: count }, () => ({
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  }));
  const values: number[] = [];
  const go = (index: number): void => {
    if (index < count) {
      for (let value = 0; value <= MOST; value += 1) {
        values[index] = value;
        go(index + 1);
      }
      return;
    }
    const fits = constraints.every(({ terms, from, to }) => {
      const sum = terms.reduce((total, [unknown, times]) => total + times * (values[unknown] ?? 0), 0);
      return sum >= from && sum <= to;
    });
    if (!fits) return;
    for (const [unknown, value] of values.entries()) {
      const one = found[unknown] as { from: number; to: number };
      one.from = Math.min(one.from, value);
      one.to = Math.max(one.to, value);
    }
  };
  go(0);
  return (found[0]?.to ?? 0) < 0 ? null : found;
};

const COUNT = 4;
const anyConstraint = fc
  .record({
    members: fc.uniqueArray(fc.nat({ max: COUNT - 1 }), { minLength: 1 }),
    times: fc.constantFrom(1, 1, 2),
    from: fc.nat({ max: 8 }),
    width: fc.constantFrom(0, 0, 1, 3),
  })
  .map(
    ({ members, times, from, width }): Constraint => ({
      terms: members.map((unknown, index) => [unknown, index === 0 ? times : 1] as const),
      from,
      to: from + width,
    }),
  );

describe('the bounds of what is hidden', () => {
  it('are those of all whole numbers that fit', async () => {
    const upTo = Array.from(
      { length: COUNT },
      (_, unknown): Constraint => ({ terms: [[unknown, 1]], from: 0, to: MOST }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyConstraint, { minLength: 1, maxLength: 3 }), async given => {
        const constraints = [...given, ...upTo];
        const wanted = byTrying(COUNT, constraints);
        const unknowns = Array.from({ length: COUNT }, () => ({ isWhole: true, from: 0 }));
        const found = await boundsOf(
          unknowns,
          constraints,
          unknowns.map((_, unknown) => ({ sum: { terms: [[unknown, 1]], isWhole: true }, enough: 100 })),
        );
        // Without whole numbers an interval can only be wider; it is narrowed where that could matter.
        expect(found === null || wanted !== null || given.length > 1).toBe(true);
        if (!found || !wanted) return;
        for (const [index, interval] of found.entries()) {
          expect(interval.from).toBeLessThanOrEqual(wanted[index]?.from ?? 0);
          expect(interval.to).toBeGreaterThanOrEqual(wanted[index]?.to ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('ask for whole numbers where halves would make an interval look wide enough', async () => {
    // 2a + 2b + c = 3 with c ≤ 0 has no whole answer; with c ≤ 1 it has a + b = 1, and a is 0 or 1, never 1,5.
    const unknowns = Array.from({ length: 3 }, () => ({ isWhole: true, from: 0 }));
    const given: Constraint[] = [
      {
        terms: [
          [0, 2],
          [1, 2],
          [2, 1],
        ],
        from: 3,
        to: 3,
      },
      { terms: [[2, 1]], from: 0, to: 1 },
    ];
    const a = { sum: { terms: [[0, 1] as const], isWhole: true }, enough: 1 };
    expect(await boundsOf(unknowns, given, [a])).toEqual([{ from: 0, to: 1 }]);
  });

  it('are null where nothing fits', async () => {
    const given: Constraint[] = [
      {
        terms: [
          [0, 1],
          [1, 1],
        ],
        from: 3,
        to: 3,
      },
      {
        terms: [
          [0, 1],
          [1, 1],
        ],
        from: 5,
        to: 5,
      },
    ];
    const unknowns = Array.from({ length: 2 }, () => ({ isWhole: true, from: 0 }));
    expect(
      await boundsOf(unknowns, given, [{ sum: { terms: [[0, 1]], isWhole: true }, enough: 1 }]),
    ).toBeNull();
  });

  it('are null where a number that must be whole would be a half', async () => {
    const given: Constraint[] = [{ terms: [[0, 2]], from: 7, to: 7 }];
    const sought = [{ sum: { terms: [[0, 1] as const], isWhole: true }, enough: 1 }];
    expect(await boundsOf([{ isWhole: true, from: 0 }], given, sought)).toBeNull();
  });

  it('are null where a number that is told lies outside its limits', async () => {
    const terms = [[0, 1]] as const;
    const given: Constraint[] = [
      { terms, from: 7, to: 7 },
      { terms, from: 0, to: 6 },
    ];
    const sought = [{ sum: { terms, isWhole: true }, enough: 1 }];
    expect(await boundsOf([{ isWhole: true, from: 0 }], given, sought)).toBeNull();
  });
});
