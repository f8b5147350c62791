import {
  type Absorption,
  absorb,
  addCluster,
  factoriseSystem,
  type Parts,
  type Reduction,
  reduceCluster,
  roomOf,
  type SharedSystem,
  sumShared,
  withoutPart,
} from './absorption.ts';
import { factorise, LANES, solve, solveFour } from './cholesky.ts';
import { type SweptCluster, sweepCluster } from './sweep.ts';

/*
 * Least squares without one cluster, for every cluster. A is the sum of the clusters' swept cross products A_g, b the sum of their
 * right sides b_g, Aβ = b; asked for is x with (A − A_g)x = b − b_g.
 *
 * Factoring A − A_g anew costs as much as factoring A. Where the cluster is a small part of the whole there is a cheaper way to the
 * same digits: x = β + d with (A − A_g)d = A_gβ − b_g, by conjugate gradients with the factor of A. Each step solves by the factor
 * that is there, and multiplies by A_g by going through the cluster's rows.
 *
 * When is it small enough? If A_G, the sum over a group G of clusters, satisfies 2·A_G ≼ A: ½A − A_G is then positive definite on the
 * columns that A keeps, which one Cholesky factorisation of it shows. It speaks for every cluster g in G, since the other terms of
 * A_G are positive semidefinite and so A_g ≼ A_G ≼ ½A. From that follows:
 *
 * 1. ½A ≼ A − A_g ≼ A. What A keeps is kept, with pivots (Schur complements, which keep the order ≼) at least half as large. Av = 0
 *    means v'A_gv ≤ v'Av = 0, so what A leaves out is left out, with the same ties to other columns: what is determined, and which
 *    right sides can be solved, is as in the whole.
 * 2. The eigenvalues of A⁻¹(A − A_g) lie between ½ and 1. Conjugate gradients lessen the error, measured by A − A_g, to at most
 *    2·((√2 − 1)/(√2 + 1))^k < 2·0.172^k after k steps: 1e-12 takes 17 steps at most. (Saad 2003, "Iterative methods for sparse linear
 *    systems", theorem 6.29.) Where A_g is a hundredth of A it takes four.
 *
 * All other clusters are left out by factoring what is left.
 */

/** Of the first residual r, measured by r'A⁻¹r, what may be left; and the steps that are always enough for it. */
const TOLERANCE = 1e-12;
const MOST_STEPS = 18;

/** What is left of a column when a cluster is taken away counts as nothing when it is rounding of what there was. */
const NOTHING = 1e-12;

/** Least squares without one cluster. */
export type Without = {
  /** Per right side the coefficients of the shared columns. */
  readonly solutions: readonly Float64Array[];
  /** Per right side how many steps it took; none where what is left was factored. */
  readonly steps: readonly number[];
  /**
   * A system in which the same columns are kept, and determined by the same others, as without the cluster: its factor tells which
   * columns are determined and which right sides can be solved. It is the whole's where the cluster is small, and good until the
   * next cluster is asked for.
   */
  readonly alike: SharedSystem;
};

/** Per cluster 1 where twice its group's cross products are no more than the whole's. */
export const smallClusters = (system: SharedSystem, { values, groups, groupSums }: Parts): Uint8Array => {
  const first = system.factor.first;
  const size = first.length;
  const difference = new Float64Array(values.length);
  const isSmall = groupSums.map(sum => {
    for (let at = 0; at < values.length; at += 1)
      difference[at] = 0.5 * (values[at] as number) - (sum[at] as number);
    const { kept } = factorise({ size, values: difference, first }, system.scale);
    return kept.every((one, k) => one === system.kept[k]);
  });
  return Uint8Array.from(groups, group => (isSmall[group] ? 1 : 0));
};

/** A right side of one cluster's system, and its solution with all clusters. */
type Task = { readonly cluster: number; readonly part: Float64Array; readonly whole: Float64Array };

/** a'b in each lane. */
const productsOf = (a: Float64Array, b: Float64Array, products: Float64Array): void => {
  let p = 0;
  let q = 0;
  let u = 0;
  let v = 0;
  for (let at = 0; at < a.length; at += LANES) {
    p += (a[at] as number) * (b[at] as number);
    q += (a[at + 1] as number) * (b[at + 1] as number);
    u += (a[at + 2] as number) * (b[at + 2] as number);
    v += (a[at + 3] as number) * (b[at + 3] as number);
  }
  products[0] = p;
  products[1] = q;
  products[2] = u;
  products[3] = v;
};

/** to ← from + share·to in each lane. */
const renew = (to: Float64Array, from: Float64Array, share: Float64Array): void => {
  for (let at = 0; at < to.length; at += 1)
    to[at] = (from[at] as number) + (share[at % LANES] as number) * (to[at] as number);
};

/** to ← to ± share·from in each lane. */
const addTo = (to: Float64Array, from: Float64Array, share: Float64Array, sign: 1 | -1): void => {
  for (let at = 0; at < to.length; at += 1)
    to[at] = (to[at] as number) + sign * (share[at % LANES] as number) * (from[at] as number);
};

/** A solution, and how many steps it took. */
type Stepped = { readonly solution: Float64Array; readonly steps: number };

/** Solves for up to `LANES` small clusters at once. Of vectors, element k of lane v stands at k·LANES + v. */
const stepper = (absorption: Absorption): ((tasks: readonly Task[]) => Stepped[]) => {
  const { plan, weight, unitWeight, clusters, system, design } = absorption;
  const { clusterStart, unitStart, columnStart } = design;
  const { places } = plan;
  const length = system.kept.length * LANES;
  const [residual, solved, direction, image, moved, gained] = Array.from(
    { length: 6 },
    () => new Float64Array(length),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const [left, before, turn, reach] = Array.from({ length: 4 }, () => new Float64Array(LANES)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const rows = new Float64Array(design.rows);
  const unitSums = new Float64Array(unitWeight.length);
  const room = new Float64Array(plan.shapes.reduce((most, _, c) => Math.max(most, roomOf(plan, c)), 0));
  const local = new Float64Array(system.kept.length);

  /** A_g times coefficients at `at`, `at` + step, …, along the cluster's columns. */
  const times = (c: number, coefficients: Float64Array, at: number, step: number): Float64Array => {
    const cluster = clusters[c] as SweptCluster;
    const { columns } = cluster.shape;
    for (let k = 0; k < columns.length; k += 1)
      local[k] = coefficients[(columns[k] as number) * step + at] as number;
    const to = unitStart[clusterStart[c + 1] as number] as number;
    for (let i = unitStart[clusterStart[c] as number] as number; i < to; i += 1) {
      let value = 0;
      for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1)
        value += local[places[k] as number] as number;
      rows[i] = value * (weight[i] as number);
    }
    const own = room.subarray(0, roomOf(plan, c)).fill(0);
    return reduceCluster(absorption, cluster, c, rows, unitSums, own).sums;
  };

  return tasks => {
    gained.fill(0);
    residual.fill(0);
    tasks.forEach(({ cluster, part, whole }, lane) => {
      const { columns } = (clusters[cluster] as SweptCluster).shape;
      const carried = times(cluster, whole, 0, 1);
      for (let k = 0; k < columns.length; k += 1)
        residual[(columns[k] as number) * LANES + lane] = (carried[k] as number) - (part[k] as number);
    });
    const enough = new Float64Array(LANES);
    const steps = new Int32Array(LANES);
    left.fill(0);
    for (let step = 0; step <= MOST_STEPS; step += 1) {
      solved.set(residual);
      solveFour(system.factor, solved);
      before.set(left);
      productsOf(residual, solved, left);
      for (let lane = 0; lane < LANES; lane += 1) {
        if (step === 0) enough[lane] = TOLERANCE * TOLERANCE * (left[lane] as number);
        turn[lane] = before[lane] === 0 ? 0 : (left[lane] as number) / (before[lane] as number);
      }
      if (left.every((one, lane) => one <= (enough[lane] as number))) break;
      // A·solved is the residual, so A times the direction needs no multiplication.
      renew(direction, solved, turn);
      renew(image, residual, turn);
      moved.set(image);
      tasks.forEach(({ cluster }, lane) => {
        if ((left[lane] as number) <= (enough[lane] as number)) return;
        steps[lane] = (steps[lane] as number) + 1;
        const { columns } = (clusters[cluster] as SweptCluster).shape;
        const taken = times(cluster, direction, lane, LANES);
        for (let k = 0; k < columns.length; k += 1) {
          const at = (columns[k] as number) * LANES + lane;
          moved[at] = (moved[at] as number) - (taken[k] as number);
        }
      });
      productsOf(direction, moved, before);
      for (let lane = 0; lane < LANES; lane += 1) {
        const done = (left[lane] as number) <= (enough[lane] as number);
        reach[lane] = done ? 0 : (left[lane] as number) / (before[lane] as number);
      }
      addTo(gained, direction, reach, 1);
      addTo(residual, moved, reach, -1);
    }
    // What the last residual says of the error is known: taking it in lessens the error by half at least.
    return tasks.map(({ whole }, lane) => {
      const solution = whole.slice();
      for (let k = 0, at = lane; k < solution.length; k += 1, at += LANES)
        solution[k] = (solution[k] as number) + (gained[at] as number) + (solved[at] as number);
      return { solution, steps: steps[lane] as number };
    });
  };
};

/** The systems of all clusters but one, factored. A system is good until the next is asked for: they share one memory. */
const factorer = (absorption: Absorption, { values: total, scale: wholeScale }: Parts) => {
  const { plan, weight, unitWeight, clusters } = absorption;
  const values = new Float64Array(total.length);
  return (c: number): SharedSystem => {
    const cluster = clusters[c] as SweptCluster;
    const own = new Float64Array(cluster.shape.length);
    sweepCluster(plan, weight, unitWeight, c, own);
    values.set(total);
    const scale = wholeScale.slice();
    addCluster(values, scale, cluster, own, -1);
    for (const column of cluster.shape.columns)
      if ((scale[column] as number) <= NOTHING * (wholeScale[column] as number)) scale[column] = 0;
    return factoriseSystem(plan, values, scale);
  };
};

/**
 * Solves the normal equations without each cluster, in the order of the clusters. Columns that only the missing cluster had are left
 * out.
 *
 * @param rights right sides, each a reduction of weighted rows
 */
export const solveWithoutOne = function* (
  absorption: Absorption,
  rights: readonly Reduction[],
): Generator<Without> {
  const parts = absorption.parts ?? (absorb(absorption.plan, absorption.weight, true).parts as Parts);
  const { system } = absorption;
  const small = smallClusters(system, parts);
  const totals = rights.map(right => sumShared(absorption, right));
  const wholes = totals.map(total => {
    const whole = total.slice();
    solve(system.factor, whole);
    return whole;
  });
  const inSteps = stepper(absorption);
  const without = factorer(absorption, parts);
  const found: Stepped[] = [];
  /** Solves for the small clusters from one on, as many as there are lanes for. */
  const solveFrom = (from: number): void => {
    const tasks: Task[] = [];
    for (let c = from; c < small.length && tasks.length + found.length < LANES; c += 1)
      if (small[c] === 1)
        for (const [k, whole] of wholes.entries())
          tasks.push({ cluster: c, part: rights[k]?.shared[c] as Float64Array, whole });
    for (let at = 0; at < tasks.length; at += LANES) found.push(...inSteps(tasks.slice(at, at + LANES)));
  };
  for (let c = 0; c < small.length; c += 1) {
    if (small[c] === 1) {
      if (found.length === 0) solveFrom(c);
      const own = found.splice(0, rights.length);
      yield {
        solutions: own.map(({ solution }) => solution),
        steps: own.map(({ steps }) => steps),
        alike: system,
      };
      continue;
    }
    const alike = without(c);
    const solutions = rights.map((right, k) => {
      const solution = withoutPart(absorption, totals[k] as Float64Array, right, c);
      solve(alike.factor, solution);
      return solution;
    });
    yield { solutions, steps: [], alike };
  }
};
