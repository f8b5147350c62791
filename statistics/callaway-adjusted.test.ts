import fc from 'fast-check';
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { ADJUSTMENTS, adjustedEffect, type TwoGroups } from './callaway-adjusted.ts';
import { createRandom } from './random.ts';

/*
 * Two groups made comparable by the slow road: odds by Newton's method and predictions by normal equations in dense matrices of another
 * library, means as the papers write them. What a unit's influence is comes from its definition: how the effect moves when the
 * unit weighs a little more.
 */

const groupsOf = (seed: number, units: number, covariates: number, spread = 1): TwoGroups => {
  const random = createRandom(seed);
  const rows = Array.from({ length: units }, () => [
    1,
    ...Array.from({ length: covariates }, () => spread * random.normal()),
  ]);
  const treated = rows.map(row => (0.6 * (row[1] ?? 0) + random.normal() > 0.4 ? 1 : 0));
  return {
    change: Float64Array.from(
      rows,
      (row, i) => (row[1] ?? 0) + 0.5 * (row[1] ?? 0) ** 2 + (treated[i] ?? 0) + random.normal(),
    ),
    treated: Uint8Array.from(treated),
    weight: Float64Array.from(rows, () => 0.5 + random.uniform()),
    covariates: Float64Array.from(rows.flat()),
    width: covariates + 1,
  };
};

/** The units of a group as dense matrices, with weights of one's own. */
const denseOf = ({ change, treated, weight, covariates, width }: TwoGroups) => {
  const units = [...change.keys()];
  return {
    units,
    x: new Matrix(units.map(i => [...covariates.subarray(i * width, (i + 1) * width)])),
    d: [...treated],
    w: [...weight],
    y: [...change],
  };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const meanOf = (w: readonly number[], y: readonly number[]): number =>
  sum(w.map((one, i) => one * (y[i] ?? 0))) / sum(w);

/** (X'WX)⁻¹X'v. */
const solved = (x: Matrix, w: readonly number[], v: readonly number[]): number[] =>
  inverse(
    x
      .transpose()
      .mmul(Matrix.diag([...w]))
      .mmul(x),
  )
    .mmul(x.transpose())
    .mmul(Matrix.columnVector([...v]))
    .to1DArray();

const along = (x: Matrix, coefficients: readonly number[]): number[] =>
  x.mmul(Matrix.columnVector([...coefficients])).to1DArray();

const share = (eta: number): number => 1 / (1 + Math.exp(-eta));

/** Log odds of treatment, by maximum likelihood or by balancing the covariates. */
const oddsOf = (groups: TwoGroups, balancing: boolean): number[] => {
  const { x, d, w } = denseOf(groups);
  let coefficients = new Array<number>(groups.width).fill(0);
  const steps = (gradient: (eta: number, i: number) => number, curve: (eta: number, i: number) => number) => {
    for (let step = 0; step < 40; step += 1) {
      const eta = along(x, coefficients);
      const move = solved(x, eta.map(curve), eta.map(gradient));
      coefficients = coefficients.map((one, k) => one + (move[k] ?? 0));
    }
  };
  steps(
    (eta, i) => (w[i] ?? 0) * ((d[i] ?? 0) - share(eta)),
    (eta, i) => (w[i] ?? 0) * share(eta) * (1 - share(eta)),
  );
  if (balancing)
    steps(
      (eta, i) => (w[i] ?? 0) * (d[i] === 1 ? 1 : -Math.exp(eta)),
      (eta, i) => (d[i] === 1 ? 0 : (w[i] ?? 0) * Math.exp(eta)),
    );
  return along(x, coefficients);
};

const slow = (groups: TwoGroups, method: (typeof ADJUSTMENTS)[number]): number => {
  const { x, d, w, y } = denseOf(groups);
  const own = w.map((one, i) => one * (d[i] ?? 0));
  const free = w.map((one, i) => one * (1 - (d[i] ?? 0)));
  const odds = method === 'regression' ? [] : oddsOf(groups, method === 'improvedDoublyRobust');
  const tilted = free.map((one, i) => (share(odds[i] ?? 0) < 0.995 ? one * Math.exp(odds[i] ?? 0) : 0));
  const fitWeight = method === 'improvedDoublyRobust' ? tilted : free;
  const predicted =
    method === 'inverseProbability'
      ? y.map(() => 0)
      : along(
          x,
          solved(
            x,
            fitWeight,
            fitWeight.map((one, i) => one * (y[i] ?? 0)),
          ),
        );
  const left = y.map((one, i) => one - (predicted[i] ?? 0));
  return meanOf(own, left) - (method === 'regression' ? 0 : meanOf(tilted, left));
};

const drawn = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  units: fc.integer({ min: 40, max: 80 }),
  covariates: fc.integer({ min: 1, max: 3 }),
});

describe.each(ADJUSTMENTS)('two groups made comparable by %s', method => {
  it('have the effect that dense matrices give', () => {
    let seen = 0;
    fc.assert(
      fc.property(drawn, ({ seed, units, covariates }) => {
        const groups = groupsOf(seed, units, covariates);
        const found = adjustedEffect(groups, method);
        if (!found) return;
        seen += 1;
        expect(found.value).toBeCloseTo(slow(groups, method), 8);
      }),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it('know how much each unit moves the effect: as much as when it weighs a little more', () => {
    for (const seed of [1, 2, 3]) {
      const groups = groupsOf(seed, 40, 2, 0.8);
      const found = adjustedEffect(groups, method);
      if (!found) throw new Error('No effect was found.');
      const moved = (i: number, factor: number): number => {
        const weight = groups.weight.slice();
        weight[i] = (weight[i] ?? 0) * factor;
        return adjustedEffect({ ...groups, weight }, method)?.value ?? Number.NaN;
      };
      const step = 1e-4;
      groups.change.forEach((_, i) => {
        const slope = (moved(i, 1 + step) - moved(i, 1 - step)) / (2 * step);
        expect(found.influence[i]).toBeCloseTo(groups.change.length * slope, 5);
      });
      expect(sum([...found.influence])).toBeCloseTo(0, 8);
    }
  });

  it('have no effect to tell when a covariate is the same for all, or follows from another', () => {
    const groups = groupsOf(7, 40, 2);
    const spoilt = (of: (row: Float64Array) => number): TwoGroups => ({
      ...groups,
      covariates: groups.covariates.map((one, at) =>
        at % 3 === 2 ? of(groups.covariates.subarray(at - 2, at)) : one,
      ),
    });
    expect(adjustedEffect(groups, method)).toBeDefined();
    expect(
      adjustedEffect(
        spoilt(() => 1),
        method,
      ),
    ).toBeUndefined();
    expect(
      adjustedEffect(
        spoilt(row => 3 * (row[1] ?? 0) - 2),
        method,
      ),
    ).toBeUndefined();
  });

  it('cannot be compared when a covariate parts them, unless the treated are predicted', () => {
    const groups = groupsOf(9, 40, 1);
    const parted = {
      ...groups,
      covariates: groups.covariates.map((one, at) =>
        at % 2 === 0 ? 1 : one + 20 * (groups.treated[(at - 1) / 2] ?? 0),
      ),
    };
    if (method === 'regression')
      expect(adjustedEffect(parted, method)?.value).toBeCloseTo(slow(parted, method), 8);
    else expect(adjustedEffect(parted, method)).toBeUndefined();
  });

  /** Twenty of each kind where x is 0; where it is 1, one that is compared and as many treated as told. */
  const lopsided = (treatedAtOne: number): TwoGroups => {
    const bare = groupsOf(5, 43, 1);
    const units = [...bare.change.keys()];
    return {
      ...bare,
      treated: Uint8Array.from(units, i => (i < 20 || i > 40 ? 1 : 0)),
      weight: Float64Array.from(units, i => (i > 40 ? treatedAtOne / 2 : 1)),
      covariates: Float64Array.from(units.flatMap(i => [1, i < 40 ? 0 : 1])),
    };
  };

  it('leave out of the comparison who had been treated in more than 199 cases of 200', () => {
    for (const count of [190, 210, 990]) {
      const groups = lopsided(count);
      const found = adjustedEffect(groups, method);
      // Without them nobody is left to predict from where x is 1.
      if (method === 'improvedDoublyRobust' && count > 199) expect(found).toBeUndefined();
      else expect(found?.value).toBeCloseTo(slow(groups, method), 8);
    }
  });

  it('are not comparable where somebody had been treated in more than 999 cases of 1,000', () => {
    const groups = lopsided(1010);
    if (method === 'regression')
      expect(adjustedEffect(groups, method)?.value).toBeCloseTo(slow(groups, method), 8);
    else expect(adjustedEffect(groups, method)).toBeUndefined();
  });
});
