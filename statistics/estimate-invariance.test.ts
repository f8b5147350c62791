import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, momentsOf, sumsOf } from './cells.ts';
import { estimate } from './estimate.ts';
import { ESTIMATORS, type EstimateResult, type EstimateSpec } from './estimate-result.ts';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { type Panel, readPanel } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { createRandom, type Random } from './random.ts';

const specs: readonly EstimateSpec[] = ESTIMATORS.flatMap(estimator =>
  (['unitTime', 'otherSchools', 'sameSchool'] as const)
    .filter(design => design === 'unitTime' || estimator !== 'callawaySantAnna')
    .flatMap(design =>
      (['n', 'none'] as const).map(weights => ({
        ...{ estimator, design, weights },
        inference: ['iid', 'hc1', 'cr1', 'cr2', 'cv3'] as const,
      })),
    ),
);

/** Every number of a result that does not name anything, in a fixed order. */
const numbersOf = ({ att, eventTime, mde }: EstimateResult): number[] => [
  ...[att.estimate, ...Object.values(att.se), ...(att.interval ?? []), mde ?? 0],
  ...(eventTime ?? []).flatMap(({ e, estimate: value, se }) => [e, value, se ?? 0]),
];

/** Numbers that measure the effect, all but the event times' names. */
const scaled = ({ att, eventTime, mde }: EstimateResult, factor: number): number[] => [
  ...[att.estimate, ...Object.values(att.se)].map(value => value * factor),
  ...(att.interval ?? []).map(value => value * factor),
  (mde ?? 0) * factor,
  ...(eventTime ?? []).flatMap(({ e, estimate: value, se }) => [e, value * factor, (se ?? 0) * factor]),
];

const same = (found: readonly number[], wanted: readonly number[]): void => {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, k) => {
    expect(Math.abs(value - (wanted[k] ?? Number.NaN))).toBeLessThan(1e-8 * (1 + Math.abs(wanted[k] ?? 0)));
  });
};

const spec = fc.constantFrom(...specs);
const seed = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 40 };

/** The estimate; a drawn panel that is refused, since nothing can be estimated on it, is drawn anew. */
const estimated = (panel: Panel, asked: EstimateSpec): EstimateResult => {
  try {
    return estimate(panel, asked);
  } catch (problem) {
    fc.pre(!(problem instanceof StatisticsProblem));
    throw problem;
  }
};

const shuffled = (rows: readonly Row[], from: number): Row[] => {
  const order = Int32Array.from(rows.keys());
  createRandom(from).shuffle(order);
  return Array.from(order, i => rows[i] as Row);
};

const renamed = (rows: readonly Row[], random: Random): Row[] => {
  const names = new Map<string, string>();
  const rename = (name: string): string => {
    const other = names.get(name) ?? `${random.bits()} ${name}`;
    names.set(name, other);
    return other;
  };
  return rows.map(row => ({
    ...{ ...row, unit: rename(row.unit) },
    ...{ cluster: rename(row.cluster), subject: rename(row.subject) },
  }));
};

describe('an estimate is the same', () => {
  it('to the last byte when the rows come in another order', () => {
    fc.assert(
      fc.property(spec, seed, (asked, from) => {
        const rows = rowsOf({ seed: from });
        expect(JSON.stringify(estimated(panelOf(shuffled(rows, from)), asked))).toBe(
          JSON.stringify(estimated(panelOf(rows), asked)),
        );
      }),
      runs,
    );
  });

  it('when units, schools and subjects have other names', () => {
    fc.assert(
      fc.property(spec, seed, (asked, from) => {
        const rows = rowsOf({ seed: from });
        const random = createRandom(from);
        same(
          numbersOf(estimated(panelOf(renamed(rows, random)), asked)),
          numbersOf(estimated(panelOf(rows), asked)),
        );
      }),
      runs,
    );
  });

  it('when they have, and a school’s years hang together by few pupils among thousands', () => {
    const within = specs.filter(({ design, weights }) => design === 'sameSchool' && weights === 'n');
    fc.assert(
      fc.property(fc.constantFrom(...within), seed, (asked, from) => {
        const random = createRandom(from);
        const rows = rowsOf({ seed: from, subjects: 3, missing: 0.25, absent: 0.2 }).map(row => {
          const n = random.uniform() < 0.5 ? 1 : 1000;
          return { ...row, n, sum: (n / row.n) * row.sum, sumSquares: (n / row.n) * row.sumSquares };
        });
        same(
          numbersOf(estimated(panelOf(renamed(rows, random)), asked)),
          numbersOf(estimated(panelOf(rows), asked)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('when every pupil gets the same amount more', () => {
    fc.assert(
      fc.property(spec, seed, fc.integer({ min: -300, max: 300 }), (asked, from, amount) => {
        const rows = rowsOf({ seed: from });
        const raised = rows.map(row => ({
          ...row,
          sum: row.sum + amount * row.n,
          sumSquares: row.sumSquares + 2 * amount * row.sum + amount * amount * row.n,
        }));
        same(numbersOf(estimated(panelOf(raised), asked)), numbersOf(estimated(panelOf(rows), asked)));
      }),
      runs,
    );
  });

  it('when cells are taken apart and merged again', () => {
    fc.assert(
      fc.property(spec, seed, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (asked, from, share) => {
        const rows = rowsOf({ seed: from });
        const merged = rows.map(row => {
          const whole = momentsOf(row.n, row.sum, row.sumSquares);
          // Two groups whose means differ, and whose pupils are together the cell's.
          const [few, many] = [share * row.n, (1 - share) * row.n];
          const apart = Math.sqrt((0.5 * whole.within) / (few * (1 - share)));
          const part = (n: number, mean: number) => ({ n, mean, within: (0.5 * whole.within * n) / row.n });
          const sums = sumsOf(
            merge(part(few, whole.mean + (1 - share) * apart), part(many, whole.mean - share * apart)),
          );
          return { ...row, n: sums.n, sum: sums.sum, sumSquares: sums.sumSquares };
        });
        same(numbersOf(estimated(panelOf(merged), asked)), numbersOf(estimated(panelOf(rows), asked)));
      }),
      runs,
    );
  });

  it('when years are counted from another year', () => {
    fc.assert(
      fc.property(spec, seed, fc.integer({ min: -2000, max: 50 }), (asked, from, shift) => {
        const rows = rowsOf({ seed: from });
        const moved = rows.map(row => ({
          ...row,
          time: row.time + shift,
          start: row.start && row.start + shift,
        }));
        same(numbersOf(estimated(panelOf(moved), asked)), numbersOf(estimated(panelOf(rows), asked)));
      }),
      runs,
    );
  });

  it('when starts are told by 0 and 1 instead of a year', () => {
    fc.assert(
      fc.property(spec, seed, (asked, from) => {
        // Without gaps: with them the first 1 may come after the start.
        const rows = rowsOf({ seed: from, missing: 0 });
        const { start: _, ...columns } = columnsOf(rows);
        const treated = { values: rows.map(row => (row.start && row.time >= row.start ? 1 : 0)) };
        expect(estimated(readPanel({ ...columns, treated }), asked)).toEqual(estimated(panelOf(rows), asked));
      }),
      runs,
    );
  });
});

describe('an estimate follows', () => {
  it('the unit of measurement: twice the outcome, twice the effect and its errors', () => {
    fc.assert(
      fc.property(spec, seed, fc.constantFrom(-3, 0.1, 2, 40), (asked, from, factor) => {
        const rows = rowsOf({ seed: from });
        const larger = rows.map(row => ({
          ...{ ...row, sum: row.sum * factor },
          sumSquares: row.sumSquares * factor * factor,
        }));
        const found = estimated(panelOf(larger), asked);
        const back = scaled(found, 1 / Math.abs(factor));
        const plain = estimated(panelOf(rows), asked);
        expect(found.att.estimate).toBeCloseTo(plain.att.estimate * factor, 8);
        if (factor > 0) same(back, numbersOf(plain));
      }),
      runs,
    );
  });

  it('the pupils: two half units are one whole, in all estimators, with the school’s jackknife', () => {
    fc.assert(
      fc.property(spec, seed, (asked, from) => {
        const rows = rowsOf({ seed: from });
        const halves = rows.flatMap(row =>
          ['a', 'b'].map(half => ({
            ...{ ...row, unit: `${row.unit} ${half}`, n: row.n / 2 },
            ...{ sum: row.sum / 2, sumSquares: row.sumSquares / 2 },
          })),
        );
        const whole = estimated(panelOf(rows), { ...asked, inference: ['cv3'] });
        const split = estimated(panelOf(halves), { ...asked, inference: ['cv3'] });
        same(numbersOf({ ...split, eventTime: [] }), numbersOf({ ...whole, eventTime: [] }));
        same(
          (split.eventTime ?? []).map(one => one.estimate),
          (whole.eventTime ?? []).map(one => one.estimate),
        );
        expect(split.pupils).toBeCloseTo(whole.pupils ?? 0, 9);
      }),
      runs,
    );
  });

  it('a known effect: what is added after the start is what is found', () => {
    fc.assert(
      fc.property(spec, seed, (asked, from) => {
        const rows = rowsOf({ seed: from }).map(row => ({
          ...row,
          sum:
            row.n *
            (row.cluster.length +
              row.subject.length * row.time +
              (row.start && row.time >= row.start ? 0.5 : 0)),
          sumSquares: 1e12,
        }));
        expect(estimated(panelOf(rows), asked).att.estimate).toBeCloseTo(0.5, 8);
      }),
      runs,
    );
  });
});
