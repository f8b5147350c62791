import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type Absorption, absorb, addCluster, determinedColumns, type Parts } from './absorption.ts';
import { groupClusters } from './cluster-groups.ts';
import { type DesignName, layOut } from './design.ts';
import { smallClusters, solveWithoutOne } from './leaving-out.ts';
import { eventColumns } from './own-columns.ts';
import { panelOf, type Row, rowsOf, type Shape } from './panel.fixture.ts';
import { clusterOf, type Panel, selectCells } from './panel.ts';
import { createRandom } from './random.ts';
import { leastSquares, multiply, reduce } from './reduction.ts';
import { coefficientsWithoutOne, regress } from './regression.ts';
import { planDesign, type SweptCluster, sweepCluster } from './sweep.ts';

const withoutCluster = (panel: Panel, cluster: number): Panel =>
  selectCells(
    panel,
    Uint8Array.from({ length: panel.cells }, (_, i) => (clusterOf(panel, i) === cluster ? 0 : 1)),
  );

type Drawn = { readonly panel: Panel; readonly absorption: Absorption; readonly own: number };

/** A panel of schools with posts, its effects and a column per start and year swept; some cells do not count. */
const drawn = (shape: Shape, design: DesignName, uncounted: number): Drawn =>
  sweptFrom(panelOf(rowsOf(shape)), design, uncounted, shape.seed);

const sweptFrom = (panel: Panel, design: DesignName, uncounted = 0, seed = 0): Drawn => {
  const { own, labels } = eventColumns(panel, event => event !== -1, true);
  const random = createRandom(seed + 1);
  // Tenths are rounded, so that what is left of a column without its only school is not quite nothing.
  const weight = panel.pupils.map(n => (random.uniform() < uncounted ? 0 : n / 10));
  const plan = planDesign(layOut(panel, design, own, labels.length));
  return { panel, absorption: absorb(plan, weight, true), own: plan.design.columnCount - labels.length };
};

/** Many schools, where some hold the only post of their start; of all but the first, most are a small part. */
const many = { schools: 40, subjects: 6, years: 8, posts: 0.3 };
const few = { subjects: 6, years: 8, posts: 0.5 };

const seeds = fc.integer({ min: 1, max: 1e6 });
const designs = fc.constantFrom<DesignName>('unitTime', 'otherSchools', 'sameSchool');
const shares = fc.constantFrom(0, 0.1);

const smallOf = ({ system, parts }: Absorption): number[] => [...smallClusters(system, parts as Parts)];

/** Are two lists of numbers the same, to 1e-11 of the largest of them? */
const expectAlike = (found: Float64Array, wanted: Float64Array): void => {
  const largest = wanted.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  expect(found).toHaveLength(wanted.length);
  found.forEach((one, k) => {
    expect(Math.abs(one - (wanted[k] ?? Number.NaN))).toBeLessThanOrEqual(1e-11 * largest);
  });
};

/** Compares every cluster's absence with a system that never had the cluster. @returns how many were small */
const compare = ({ panel, absorption, own }: Drawn): number => {
  const { plan, weight } = absorption;
  const outcomes = [panel.mean, panel.pupils];
  const rights = outcomes.map(outcome => reduce(absorption, multiply(weight, outcome)));
  const small = smallOf(absorption);
  let cluster = 0;
  for (const { solutions, steps, alike } of solveWithoutOne(absorption, rights)) {
    expect(alike === absorption.system).toBe(small[cluster] === 1);
    expect(steps).toHaveLength(small[cluster] === 1 ? outcomes.length : 0);
    const rest = absorb(
      plan,
      weight.map((w, i) => (clusterOf(panel, i) === cluster ? 0 : w)),
    );
    expect([...alike.kept]).toEqual([...rest.system.kept]);
    expect([...determinedColumns(alike, own)]).toEqual([...determinedColumns(rest.system, own)]);
    outcomes.forEach((outcome, k) => {
      const wanted = leastSquares(rest, outcome).coefficients;
      expectAlike(solutions[k] ?? new Float64Array(), wanted);
    });
    cluster += 1;
  }
  expect(cluster).toBe(panel.clusterNames.length);
  return small.filter(one => one === 1).length;
};

describe('leaving out one school after the other', () => {
  it('tells what is fitted without it, for schools that are a small part and for those that are not', () => {
    const taken = { inSteps: 0, factored: 0 };
    fc.assert(
      fc.property(seeds, designs, shares, (seed, design, uncounted) => {
        const one = drawn({ ...many, seed }, design, uncounted);
        const found = compare(one);
        taken.inSteps += found;
        taken.factored += one.panel.clusterNames.length - found;
      }),
      {
        numRuns: 8,
        seed: 7,
        examples: [
          [1, 'sameSchool', 0.1],
          [2, 'sameSchool', 0],
          [3, 'otherSchools', 0.1],
        ],
      },
    );
    expect(taken.inSteps).toBeGreaterThan(100);
    expect(taken.factored).toBeGreaterThan(100);
  });

  it('tells what is fitted without it where there are two to five schools', () => {
    fc.assert(
      fc.property(
        seeds,
        designs,
        shares,
        fc.integer({ min: 2, max: 5 }),
        (seed, design, uncounted, schools) => {
          expect(compare(drawn({ ...few, schools, seed }, design, uncounted))).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('tells own coefficients without it when covariates are fitted beside', () => {
    const bare = panelOf(rowsOf({ ...many, seed: 5 }));
    const random = createRandom(9);
    const covariate = (name: string) => ({ name, mean: bare.mean.map(y => 0.3 * y + random.normal()) });
    const panel = { ...bare, covariates: [covariate('nyanlanda'), covariate('kon')] };
    const { own, labels } = eventColumns(panel, event => event !== -1, true);
    const options = { design: 'sameSchool', weights: 'n', ownCount: labels.length } as const;
    const whole = regress(panel, { ...options, own, leavingOut: true });
    expect(smallOf(whole.absorption)).toContain(1);
    let cluster = 0;
    for (const { coefficients, determined } of coefficientsWithoutOne(whole)) {
      const left = withoutCluster(panel, cluster);
      const kept = own.filter((_, i) => clusterOf(panel, i) !== cluster);
      const rest = regress(left, { ...options, own: kept });
      expect([...determined]).toEqual([...rest.determined]);
      determined.forEach((one, k) => {
        if (one === 1) expect(coefficients[k]).toBeCloseTo(rest.coefficients[k] ?? Number.NaN, 10);
      });
      cluster += 1;
    }
  });

  it('tells the same in steps and by factoring', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom<DesignName>('otherSchools', 'sameSchool'),
        shares,
        (seed, design, uncounted) => {
          const { absorption, panel } = drawn({ ...many, seed }, design, uncounted);
          const parts = absorption.parts as Parts;
          // Groups that seem a thousand times as large are not small: their schools are swept again and factored.
          const groupSums = parts.groupSums.map(sum => sum.map(one => 1e3 * one));
          const large = { ...absorption, parts: { ...parts, groupSums } };
          expect([smallOf(absorption).includes(1), smallOf(large).includes(1)]).toEqual([true, false]);
          const rights = [reduce(absorption, multiply(absorption.weight, panel.mean))];
          const factored = Array.from(solveWithoutOne(large, rights), ({ solutions }) => solutions[0]);
          let cluster = 0;
          for (const { solutions } of solveWithoutOne(absorption, rights)) {
            const [found, wanted] = [solutions[0], factored[cluster]];
            if (!found || !wanted) throw new Error('A school has no solution.');
            expectAlike(found, wanted);
            cluster += 1;
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('takes no more steps than the proof says, a dozen as a rule, and one where all schools are alike', () => {
    const stepsOf = (rows: readonly Row[]): number[] => {
      const { absorption, panel } = sweptFrom(panelOf(rows), 'sameSchool');
      const rights = [reduce(absorption, multiply(absorption.weight, panel.mean))];
      return Array.from(solveWithoutOne(absorption, rights), ({ steps }) => steps).flat();
    };
    const found = [1, 2, 3, 4, 5].flatMap(seed => stepsOf(rowsOf({ ...many, seed })));
    expect(found.length).toBeGreaterThan(100);
    expect(Math.max(...found)).toBeLessThanOrEqual(17);
    expect(found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)]).toBeLessThanOrEqual(12);
    const model = rowsOf({ ...many, seed: 6, subjects: 12, missing: 0, absent: 0 }).filter(
      ({ cluster }) => cluster === 'Skola 1',
    );
    const copies = Array.from({ length: 60 }, (_, k) =>
      model.map(row => ({ ...row, unit: `${row.unit} ${k}`, cluster: `Skola ${k}` })),
    ).flat();
    expect(new Set(stepsOf(copies))).toEqual(new Set([1]));
  });

  it('needs nothing kept for it beforehand', () => {
    const { absorption, panel } = drawn({ ...many, seed: 3 }, 'sameSchool', 0);
    const { parts: _, ...bare } = absorption;
    const rights = [reduce(absorption, multiply(absorption.weight, panel.mean))];
    const all = (one: Absorption) => Array.from(solveWithoutOne(one, rights), ({ solutions }) => solutions);
    expect(all(bare)).toEqual(all(absorption));
  });
});

/** A lower triangle as a dense matrix of the columns that are kept. */
const denseOf = (values: Float64Array, kept: Uint8Array): Matrix => {
  const columns = [...kept.keys()].filter(k => kept[k] === 1);
  const at = (a: number, b: number): number =>
    values[(Math.max(a, b) * (Math.max(a, b) + 1)) / 2 + Math.min(a, b)] ?? 0;
  return new Matrix(columns.map(a => columns.map(b => at(a, b))));
};

/** The largest share of anything the shared columns tell that a part of the whole tells: λmax(A⁻¹B). */
const largestShare = ({ system, parts }: Absorption, part: Float64Array): number => {
  const whole = denseOf((parts as Parts).values, system.kept);
  const roots = new EigenvalueDecomposition(whole, { assumeSymmetric: true });
  const bent = roots.eigenvectorMatrix
    .mmul(Matrix.diag(roots.realEigenvalues.map(one => one ** -0.5)))
    .mmul(roots.eigenvectorMatrix.transpose());
  const shares = bent.mmul(denseOf(part, system.kept)).mmul(bent);
  return Math.max(...new EigenvalueDecomposition(shares, { assumeSymmetric: true }).realEigenvalues);
};

/** One cluster's swept cross products, where they stand in the whole's. */
const crossOf = ({ plan, weight, unitWeight, clusters, system, parts }: Absorption, c: number) => {
  const cluster = clusters[c] as SweptCluster;
  const cross = new Float64Array(cluster.shape.length);
  sweepCluster(plan, weight, unitWeight, c, cross);
  const values = new Float64Array((parts as Parts).values.length);
  addCluster(values, new Float64Array(system.kept.length), cluster, cross, 1);
  return values;
};

describe('schools that are a small part of the whole', () => {
  it('tell at most half of anything, by all eigenvalues', () => {
    for (const seed of [11, 12, 13]) {
      const { absorption } = drawn({ ...many, seed }, 'sameSchool', 0.1);
      const small = smallOf(absorption);
      expect(small).toContain(1);
      expect(small).toContain(0);
      small.forEach((one, c) => {
        if (one === 1) expect(largestShare(absorption, crossOf(absorption, c))).toBeLessThanOrEqual(0.5);
      });
    }
  });

  it('are those of a group that together tells at most half, no more and no less', () => {
    const { absorption } = drawn({ ...many, seed: 11 }, 'sameSchool', 0);
    const parts = absorption.parts as Parts;
    const [sum] = parts.groupSums;
    if (!sum) throw new Error('No group was formed.');
    const share = largestShare(absorption, sum);
    const smallOnes = (wanted: number): number => {
      const groupSums = [sum.map(one => (wanted / share) * one), ...parts.groupSums.slice(1)];
      const small = smallClusters(absorption.system, { ...parts, groupSums });
      return small.filter((one, c) => one === 1 && parts.groups[c] === 0).length;
    };
    expect(smallOnes(0.499)).toBe(parts.groups.filter(group => group === 0).length);
    expect(smallOnes(0.501)).toBe(0);
  });

  it('are what a school with the only post of its start is not', () => {
    const { absorption, panel } = drawn({ ...many, posts: 0.02, seed: 21 }, 'sameSchool', 0);
    const small = smallOf(absorption);
    const alone = [...panel.start].flatMap((start, u) =>
      Number.isFinite(start) && panel.start.filter(one => one === start).length === 1
        ? [panel.unitCluster[u] ?? -1]
        : [],
    );
    expect(alone.length).toBeGreaterThan(0);
    for (const c of alone) expect(small[c]).toBe(0);
    expect(small).toContain(1);
  });
});

describe('groups of schools', () => {
  it('are not formed where the shared columns are years only: factoring those anew costs less', () => {
    const panel = panelOf(rowsOf({ ...many, seed: 1 }));
    const plan = planDesign(layOut(panel, 'unitTime'));
    expect(new Set(groupClusters(plan, panel.pupils))).toEqual(new Set([-1]));
  });

  it('hold at most a quarter of any column and are at least four', () => {
    fc.assert(
      fc.property(seeds, shares, fc.integer({ min: 4, max: 60 }), (seed, uncounted, schools) => {
        const { absorption, panel } = drawn({ ...many, schools, seed }, 'sameSchool', uncounted);
        const { plan, weight } = absorption;
        const groups = groupClusters(plan, weight);
        const { columnStart, columns, columnCount } = plan.design;
        const whole = new Float64Array(columnCount);
        const held = new Map<number, Float64Array>();
        for (let i = 0; i < panel.cells; i += 1) {
          const group = groups[clusterOf(panel, i)] ?? -1;
          const sums = held.get(group) ?? new Float64Array(columnCount);
          held.set(group, sums);
          for (const column of columns.subarray(columnStart[i], columnStart[i + 1]))
            for (const sum of [whole, sums]) sum[column] = (sum[column] ?? 0) + (weight[i] ?? 0);
        }
        for (const [group, sums] of held) {
          if (group < 0) continue;
          expect(groups.filter(one => one === group).length).toBeGreaterThanOrEqual(4);
          sums.forEach((sum, k) => {
            expect(sum).toBeLessThanOrEqual(0.25 * (whole[k] ?? 0) * (1 + 1e-12));
          });
        }
        const numbers = [...held.keys()].filter(group => group >= 0).toSorted((a, b) => a - b);
        expect(numbers).toEqual([...numbers.keys()]);
      }),
      { numRuns: 20 },
    );
  });
});
