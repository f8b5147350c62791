import {
  type Absorption,
  absorb,
  addCluster,
  factoriseSystem,
  type Parts,
  type SharedSystem,
} from './absorption.ts';
import { factorise, solve } from './cholesky.ts';
import { addTo, LANES, productsOf, renew, solveFour } from './four-lanes.ts';
import { type Reduction, reduceCluster, roomOf, sumShared, withoutPart } from './reduction.ts';
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

/** A solution, and how many steps it took. */
type Stepped = { readonly solution: Float64Array; readonly steps: number };

/** A_g times coefficients that stand at `at`, `at` + step, …: along cluster g's columns, and good until the next is asked for. */
const multiplier = (absorption: Absorption) => {
  const { plan, weight, unitWeight, clusters, design } = absorption;
  const { clusterStart, unitStart, columnStart, columnCount } = design;
  const { places } = plan;
  const rows = new Float64Array(design.rows);
  const unitSums = new Float64Array(unitWeight.length);
  const room = new Float64Array(plan.shapes.reduce((most, _, c) => Math.max(most, roomOf(plan, c)), 0));
  const local = new Float64Array(columnCount);
  return (c: number, coefficients: Float64Array, at: number, step: number): Float64Array => {
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
};

/**
 * Solves for small clusters, as many at once as there are lanes: a lane that is done begins with the next that waits.
 *
 * @returns in the order of the tasks
 */
const solveInSteps = (absorption: Absorption, tasks: readonly Task[]): readonly Stepped[] => {
  const { clusters, system } = absorption;
  const times = multiplier(absorption);
  const size = system.kept.length;
  const lanes = LANES;
  const residual = new Float64Array(size * lanes);
  const solved = new Float64Array(size * lanes);
  const direction = new Float64Array(size * lanes);
  const image = new Float64Array(size * lanes);
  const moved = new Float64Array(size * lanes);
  const gained = new Float64Array(size * lanes);
  const left = new Float64Array(lanes);
  const before = new Float64Array(lanes);
  const enough = new Float64Array(lanes);
  const turn = new Float64Array(lanes);
  const reach = new Float64Array(lanes);
  const back = new Float64Array(lanes);
  const found: Stepped[] = [];
  let begun = 0;
  /** Per lane the number of its task, or −1, and how many steps it has taken. */
  const doing = new Int32Array(lanes);
  const steps = new Int32Array(lanes);

  /** Gives the lane the next task that waits, with what there is to solve for as its residual. */
  const begin = (lane: number): void => {
    for (let at = lane; at < residual.length; at += lanes) {
      residual[at] = 0;
      gained[at] = 0;
    }
    steps[lane] = 0;
    const task = tasks[begun];
    doing[lane] = task ? begun++ : -1;
    if (!task) return;
    const { columns } = (clusters[task.cluster] as SweptCluster).shape;
    const carried = times(task.cluster, task.whole, 0, 1);
    for (let k = 0; k < columns.length; k += 1)
      residual[(columns[k] as number) * lanes + lane] = (carried[k] as number) - (task.part[k] as number);
  };

  /** `moved`, A times the lane's direction, loses what the missing cluster has of it. */
  const leaveOut = (lane: number): void => {
    const { cluster } = tasks[doing[lane] as number] as Task;
    const { columns } = (clusters[cluster] as SweptCluster).shape;
    const taken = times(cluster, direction, lane, lanes);
    for (let k = 0; k < columns.length; k += 1) {
      const at = (columns[k] as number) * lanes + lane;
      moved[at] = (moved[at] as number) - (taken[k] as number);
    }
  };

  /** What the last residual says of the error is known: taking it in lessens the error by half at least. */
  const end = (lane: number): void => {
    const number = doing[lane] as number;
    const solution = (tasks[number] as Task).whole.slice();
    for (let k = 0, at = lane; k < size; k += 1, at += lanes)
      solution[k] = (solution[k] as number) + (gained[at] as number) + (solved[at] as number);
    found[number] = { solution, steps: steps[lane] as number };
  };

  for (let lane = 0; lane < lanes; lane += 1) begin(lane);
  while (doing.some(number => number >= 0)) {
    solved.set(residual);
    solveFour(system.factor, solved);
    before.set(left);
    productsOf(residual, solved, left);
    const moves = (lane: number): boolean =>
      (left[lane] as number) > (enough[lane] as number) && (steps[lane] as number) < MOST_STEPS;
    for (let lane = 0; lane < lanes; lane += 1) {
      const isFirst = steps[lane] === 0;
      if (isFirst) enough[lane] = TOLERANCE * TOLERANCE * (left[lane] as number);
      turn[lane] = isFirst ? 0 : (left[lane] as number) / (before[lane] as number);
    }
    // A·solved is the residual, so A times the direction needs no multiplication.
    renew(direction, solved, turn);
    renew(image, residual, turn);
    moved.set(image);
    for (let lane = 0; lane < lanes; lane += 1) if (moves(lane)) leaveOut(lane);
    productsOf(direction, moved, before);
    for (let lane = 0; lane < lanes; lane += 1) {
      reach[lane] = moves(lane) ? (left[lane] as number) / (before[lane] as number) : 0;
      back[lane] = -(reach[lane] as number);
    }
    addTo(gained, direction, reach);
    addTo(residual, moved, back);
    for (let lane = 0; lane < lanes; lane += 1) {
      if (moves(lane)) steps[lane] = (steps[lane] as number) + 1;
      else if ((doing[lane] as number) >= 0) {
        end(lane);
        begin(lane);
      }
    }
  }
  return found;
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
  const tasks: Task[] = [];
  small.forEach((one, cluster) => {
    if (one === 1)
      for (const [k, whole] of wholes.entries())
        tasks.push({ cluster, part: rights[k]?.shared[cluster] as Float64Array, whole });
  });
  const stepped = solveInSteps(absorption, tasks);
  const without = factorer(absorption, parts);
  let yielded = 0;
  for (let c = 0; c < small.length; c += 1) {
    if (small[c] === 1) {
      const own = stepped.slice(yielded, yielded + rights.length);
      yielded += rights.length;
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
