import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agreement, agreement, type Ratings } from './agreement.ts';
import { StatisticsProblem } from './problem.ts';
import { caseJson, caseText, hasCase, relativeError } from './reference-case.fixture.ts';

/** Ratings from rows of raters (or of items) with an empty text where nothing was given. */
const ratingsOf = (
  rows: readonly (readonly string[])[],
  rowsAre: 'raters' | 'items',
  ordered = true,
): Ratings => {
  const given = rows.flatMap((row, r) =>
    row.flatMap((text, c) =>
      text === '' ? [] : [{ text, rater: rowsAre === 'raters' ? r : c, item: rowsAre === 'raters' ? c : r }],
    ),
  );
  const names = [...new Set(given.map(one => one.text))].sort();
  return {
    item: Int32Array.from(given, one => one.item),
    rater: Int32Array.from(given, one => one.rater),
    level: Float64Array.from(given, one => (ordered ? Number(one.text) : names.indexOf(one.text))),
    ordered,
  };
};

const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','));

const krippendorff = ratingsOf(rowsOf(caseText('cases', 'agreement/krippendorff.csv')), 'raters');

type Expected = {
  readonly krippendorff_2011: {
    readonly alpha: { readonly nominal: number; readonly ordinal: number; readonly interval: number };
    readonly cac: Readonly<
      Record<
        'unweighted' | 'quadratic',
        Readonly<
          Record<
            'gwet.ac1.raw' | 'fleiss.kappa.raw',
            { readonly coef: number; readonly pa: number; readonly pe: number }
          >
        >
      >
    >;
  };
};

/** Krippendorff's α from its definition: the mean distance within items over the mean distance between any two ratings. */
const slowAlpha = ({ item, level }: Ratings, distance: (a: number, b: number) => number): number => {
  const all = Array.from(item, (one, i) => ({ item: one, level: level[i] ?? 0 }));
  const pairable = all.filter(one => all.filter(other => other.item === one.item).length > 1);
  let [within, between] = [0, 0];
  for (const [i, a] of pairable.entries()) {
    for (const [j, b] of pairable.entries()) {
      if (i === j) continue;
      const size = distance(a.level, b.level);
      between += size;
      if (a.item === b.item) within += size / (pairable.filter(one => one.item === a.item).length - 1);
    }
  }
  const n = pairable.length;
  return 1 - within / n / (between / (n * (n - 1)));
};

const someRatings = fc
  .array(fc.array(fc.constantFrom('', '1', '2', '3', '4'), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 12,
  })
  .map(rows =>
    ratingsOf(
      rows.filter(row => row.some(text => text !== '')),
      'items',
    ),
  )
  .filter(({ item, level }) => {
    const shared = item.filter((one, i) => item.indexOf(one) !== i);
    return shared.length > 0 && new Set(level.filter((_, i) => shared.includes(item[i] ?? -1))).size > 1;
  });

const few = { draws: 50 };

describe('agreement between raters', () => {
  it('equals irr and irrCAC on Krippendorff’s own example', () => {
    const expected = caseJson<Expected>('cases', 'agreement/expected.json').krippendorff_2011;
    const found = agreement(krippendorff);
    const { unweighted, quadratic } = expected.cac;
    const chance = (one: { readonly pa: number; readonly pe: number }) => (one.pa - one.pe) / (1 - one.pe);
    for (const [mine = Number.NaN, theirs] of [
      [found.alpha.nominal, expected.alpha.nominal],
      [found.alpha.ordinal, expected.alpha.ordinal],
      [found.alpha.interval, expected.alpha.interval],
      [found.gwetAc1, chance(unweighted['gwet.ac1.raw'])],
      [found.gwetAc2, chance(quadratic['gwet.ac1.raw'])],
      [found.fleissKappa, chance(unweighted['fleiss.kappa.raw'])],
      [found.rawAgreement, unweighted['gwet.ac1.raw'].pa],
    ] as const)
      expect(relativeError(mine, theirs)).toBeLessThan(1e-12);
    expect([found.items, found.raters]).toEqual([12, 4]);
  });

  it.skipIf(!hasCase('published', 'agreement_irr'))(
    'equals Fleiss’ κ of irr on the published diagnoses',
    () => {
      const rows = rowsOf(caseText('published', 'agreement_irr/input_diagnoses.csv'));
      const found = agreement(ratingsOf(rows, 'items', false), few);
      expect(relativeError(found.fleissKappa ?? 0, 0.430244520060141)).toBeLessThan(1e-12);
      expect(found.alpha).not.toHaveProperty('ordinal');
      expect(found).not.toHaveProperty('gwetAc2');
    },
  );

  it.skipIf(!hasCase('published', 'agreement_irr'))(
    'differs from irr on the published anxiety scores by irr’s fault alone: without a missing rating it counts every pair m − 1 times',
    () => {
      const rows = rowsOf(caseText('published', 'agreement_irr/input_anxiety.csv'));
      const { alpha } = agreement(ratingsOf(rows, 'items'), few);
      const [ratings, times] = [rows.length * 3, 2];
      const asIrr = (value = Number.NaN) =>
        1 - ((times * ratings - 1) / (times * (ratings - 1))) * (1 - value);
      expect(relativeError(asIrr(alpha.interval), 0.163065545243619)).toBeLessThan(1e-12);
      expect(relativeError(asIrr(alpha.ordinal), 0.221847851608359)).toBeLessThan(1e-12);
    },
  );

  it('is what α’s definition says, slowly', () => {
    fc.assert(
      fc.property(someRatings, ratings => {
        const { alpha } = agreement(ratings, few);
        expect(alpha.nominal).toBeCloseTo(
          slowAlpha(ratings, (a, b) => (a === b ? 0 : 1)),
          10,
        );
        expect(alpha.interval).toBeCloseTo(
          slowAlpha(ratings, (a, b) => (a - b) ** 2),
          10,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('does not mind what items and raters are called, nor the order of the rows', () => {
    fc.assert(
      fc.property(someRatings, ratings => {
        const turned: Ratings = {
          item: ratings.item.toReversed(),
          rater: ratings.rater.map(one => 2 - one).toReversed(),
          level: ratings.level.toReversed(),
          ordered: true,
        };
        expect(agreement(turned, few)).toEqual(agreement(ratings, few));
      }),
      { numRuns: 60 },
    );
  });

  it('does not mind where an interval scale begins or how long its steps are', () => {
    fc.assert(
      fc.property(someRatings, ratings => {
        const moved = { ...ratings, level: ratings.level.map(one => 10 + 5 * one) };
        const [before, after] = [agreement(ratings, few), agreement(moved, few)];
        expect(after.alpha.interval).toBeCloseTo(before.alpha.interval ?? 0, 10);
        expect(after.alpha.ordinal).toBeCloseTo(before.alpha.ordinal ?? 0, 10);
        expect(after.gwetAc2 ?? 0).toBeCloseTo(before.gwetAc2 ?? 0, 10);
      }),
      { numRuns: 60 },
    );
  });

  it('is 1 when all agree on more than one level', () => {
    const all = agreement(
      ratingsOf(
        [
          ['1', '1', '1'],
          ['2', '2', '2'],
          ['4', '4', '4'],
        ],
        'items',
      ),
    );
    expect(all).toMatchObject({
      alpha: { nominal: 1, ordinal: 1, interval: 1 },
      gwetAc1: 1,
      gwetAc2: 1,
      fleissKappa: 1,
      rawAgreement: 1,
    });
    expect(all).not.toHaveProperty('itemsNeeded');
  });

  it('leaves out what one level alone cannot tell', () => {
    const found: Agreement = agreement(
      ratingsOf(
        [
          ['3', '3'],
          ['3', '3'],
        ],
        'items',
      ),
    );
    expect(found).toEqual({ alpha: {}, rawAgreement: 1, items: 2, raters: 2 });
  });

  it('draws the same interval from the same seed, and another from another', () => {
    expect(agreement(krippendorff, { seed: 7 })).toEqual(agreement(krippendorff, { seed: 7 }));
    expect(agreement(krippendorff, { seed: 7 }).interval).not.toEqual(
      agreement(krippendorff, { seed: 8 }).interval,
    );
  });

  it('asks for as many items as bring the interval to 0.10 either way', () => {
    const found = agreement(krippendorff);
    const [low = 0, high = 0] = found.interval ?? [];
    expect(low).toBeLessThan(found.alpha.ordinal ?? 0);
    expect(high).toBeGreaterThan(found.alpha.ordinal ?? 0);
    const half = (high - low) / 2;
    expect(found.itemsNeeded).toBe(Math.ceil(12 * (half / 0.1) ** 2));
  });

  it.each([
    [
      'no item with two ratings',
      [
        ['1', ''],
        ['', '2'],
      ],
    ],
  ])('refuses %s', (_, rows) => {
    expect(() => agreement(ratingsOf(rows, 'items'))).toThrow(StatisticsProblem);
  });

  it('refuses a second rating by the same rater, and says of which row', () => {
    const twice = {
      item: Int32Array.of(0, 0, 0),
      rater: Int32Array.of(0, 1, 0),
      level: Float64Array.of(1, 2, 3),
      ordered: true,
    };
    expect(() => agreement(twice)).toThrow(/rad 2/);
    const odd = { ...twice, rater: Int32Array.of(0, 1, 2), level: Float64Array.of(1, Number.NaN, 3) };
    expect(() => agreement(odd)).toThrow(StatisticsProblem);
  });
});
