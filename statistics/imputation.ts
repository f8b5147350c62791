import { type Absorption, absorb, rankOf, type SharedSystem } from './absorption.ts';
import { isSolvable } from './cholesky.ts';
import { type Adjustment, adjust } from './covariates.ts';
import { type DesignName, layOut, sharedEffect } from './design.ts';
import { solveWithoutOne } from './leaving-out.ts';
import { clusterOf, type Panel, selectCells } from './panel.ts';
import { createRandom } from './random.ts';
import {
  multiply,
  ownProduct,
  partOf,
  reduce,
  refinedResiduals,
  residualsOf,
  sumShared,
  withoutPart,
} from './reduction.ts';
import { centre, type Weighting, weightsOf } from './regression.ts';
import { type DesignPlan, planDesign } from './sweep.ts';

/**
 * Why a treated cell has no estimate.
 *
 * - `noPreYears`: the unit has no cell before the post.
 * - `fewPreYears`: it has fewer than `leastBefore` asks for: a single year's chance would be taken for its level.
 * - `noComparison`: no unit without the post has the same time (and subject).
 * - `wholeSchoolTreated`: every unit of the school has the post that year, so the school's year has no comparison of its own.
 * - `notConnected`: the cells without a post fall into parts that cannot be compared with each other.
 * - `missingYears`: the estimator needs every year of every unit, and this unit lacks some.
 */
export type Reason =
  | 'noPreYears'
  | 'fewPreYears'
  | 'noComparison'
  | 'wholeSchoolTreated'
  | 'notConnected'
  | 'missingYears';

/** A unit without estimate; with `time`, only that cell of it. */
export type NotEstimable = { readonly unit: string; readonly time?: number; readonly reason: Reason };

export type ImputationOptions = {
  readonly design: DesignName;
  readonly weights: Weighting;
  /** How many cells without a post a unit must have for its effects to count; 2 unless told. */
  readonly leastBefore?: number;
};

/** What the imputation rests on that does not depend on who has the post. */
export type ImputationGround = {
  readonly panel: Panel;
  readonly plan: DesignPlan;
  readonly weight: Float64Array;
  readonly outcome: Float64Array;
  readonly design: DesignName;
  readonly byPupils: boolean;
  readonly leastBefore: number;
  /** A random combination of effects: a cell whose effects are determined gets it back, any other does not. */
  readonly probe: Float64Array;
  /**
   * Effects that all cells together determine: where the cells without a post determine as many, they determine every cell. Only
   * worth knowing for many draws; left out, each cell is probed.
   */
  readonly rank?: number;
};

/** Effects of cells: outcome − what the cells without a post predict. */
export type Imputation = {
  readonly ground: ImputationGround;
  readonly treated: Uint8Array;
  /** Fitted to the cells without a post. */
  readonly absorption: Absorption;
  /** Covariates, fitted to the cells without a post as well. */
  readonly adjustment?: Adjustment;
  /** Per cell: outcome − fitted value. For a treated cell that is its effect τ̂. */
  readonly residual: Float64Array;
  /** Per cell: 1 for a treated cell whose effect is determined. */
  readonly estimable: Uint8Array;
};

/** Between 0 and 1, and the same for the same design. */
const PROBE_SEED = 20_180_117;
const PROBE_TOLERANCE = 1e-6;

/** By rule, may effects of a unit with so many cells without a post be told? */
export const estimableByRule = (
  { leastBefore }: Pick<ImputationGround, 'leastBefore'>,
  before: number,
): boolean => before >= leastBefore;

/** Per unit: its cells without a post. */
const cellsBefore = ({ unitNames, unit }: Panel, treated: Uint8Array): Int32Array => {
  const before = new Int32Array(unitNames.length);
  for (let i = 0; i < treated.length; i += 1)
    if (treated[i] === 0) before[unit[i] as number] = (before[unit[i] as number] as number) + 1;
  return before;
};

export const layGround = (
  panel: Panel,
  { design, weights, leastBefore = 2 }: ImputationOptions,
): ImputationGround => {
  const layout = layOut(panel, design);
  const random = createRandom(PROBE_SEED);
  const draw = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.uniform());
  const units = draw(panel.unitNames.length);
  const shared = draw(layout.columnCount);
  const own = draw(layout.ownTime ? panel.clusterNames.length * layout.times : 0);
  const probe = new Float64Array(panel.cells);
  for (let i = 0; i < panel.cells; i += 1) {
    let value = units[panel.unit[i] as number] as number;
    if (layout.ownTime)
      value += own[clusterOf(panel, i) * layout.times + (panel.time[i] as number)] as number;
    for (let k = layout.columnStart[i] as number; k < (layout.columnStart[i + 1] as number); k += 1)
      value += shared[layout.columns[k] as number] as number;
    probe[i] = value;
  }
  const weight = weightsOf(panel, weights);
  const plan = planDesign(layout);
  return {
    panel,
    plan,
    weight,
    outcome: centre(panel.mean, weight),
    design,
    byPupils: weights === 'n',
    leastBefore,
    probe,
  };
};

/** The ground with its rank, for those who impute on it again and again. */
export const withRank = (ground: ImputationGround): ImputationGround & { readonly rank: number } => ({
  ...ground,
  rank: rankOf(absorb(ground.plan, ground.weight)),
});

/** The weights of the cells without a post; 0 for the treated. */
export const untreatedWeight = ({ weight }: ImputationGround, treated: Uint8Array): Float64Array => {
  const without = weight.slice();
  for (let i = 0; i < without.length; i += 1) if (treated[i] === 1) without[i] = 0;
  return without;
};

/**
 * Imputation (Borusyak, Jaravel & Spiess 2024, "Revisiting event-study designs", Review of Economic Studies 91): the fixed
 * effects are fitted to the cells without a post, and a treated cell's effect is its outcome minus what they predict.
 *
 * @param absorption the effects swept by `untreatedWeight`, where that is done already
 */
export const impute = (
  ground: ImputationGround,
  treated: Uint8Array,
  residuals: typeof refinedResiduals = refinedResiduals,
  absorption = absorb(ground.plan, untreatedWeight(ground, treated)),
): Imputation => {
  const { outcome, probe, rank } = ground;
  const { covariates, within } = ground.panel;
  const adjustment =
    covariates && adjust(absorption, outcome, covariates, ground.byPupils && within !== undefined);
  const residual = residuals(absorption, adjustment?.outcome ?? outcome);
  const adjusted = adjustment ? { adjustment } : {};
  const before = cellsBefore(ground.panel, treated);
  const estimable = new Uint8Array(treated.length);
  for (let i = 0; i < estimable.length; i += 1)
    if (treated[i] === 1 && estimableByRule(ground, before[ground.panel.unit[i] as number] as number))
      estimable[i] = 1;
  const lacking = adjustment !== undefined && adjustment.rank < adjustment.values.length;
  if (!lacking && rankOf(absorption) === rank)
    return { ground, treated, absorption, residual, estimable, ...adjusted };
  const missed = residualsOf(absorption, lacking ? withCovariates(absorption, probe, adjustment) : probe);
  for (let i = 0; i < estimable.length; i += 1)
    if (Math.abs(missed[i] as number) >= PROBE_TOLERANCE) estimable[i] = 0;
  return { ground, treated, absorption, residual, estimable, ...adjusted };
};

/**
 * The probe with covariates in it, after they have been fitted: a cell whose covariate the cells without a post cannot speak for does
 * not get it back.
 */
const withCovariates = (absorption: Absorption, probe: Float64Array, { values, covariates }: Adjustment) => {
  const random = createRandom(PROBE_SEED);
  const mixed = probe.slice();
  for (const x of values) {
    const share = 1 + random.uniform();
    for (let i = 0; i < mixed.length; i += 1) mixed[i] = (mixed[i] as number) + share * (x[i] as number);
  }
  return adjust(absorption, mixed, covariates, false).outcome;
};

/** Mean of τ̂ over the chosen cells, weighted. NaN without cells. */
export const meanEffect = ({ residual }: Imputation, share: Float64Array): number => {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < share.length; i += 1) {
    sum += (share[i] as number) * (residual[i] as number);
    total += share[i] as number;
  }
  return sum / total;
};

/** Equal shares of the estimable cells. */
export const equalShares = ({ estimable }: Imputation): Float64Array => new Float64Array(estimable);

/** The mean effect without a cluster, imputed anew. */
export const effectWithout = (panel: Panel, cluster: number, options: ImputationOptions): number => {
  const keep = Uint8Array.from({ length: panel.cells }, (_, i) => (clusterOf(panel, i) === cluster ? 0 : 1));
  const rest = selectCells(panel, keep);
  const imputation = impute(layGround(rest, options), rest.treated);
  return meanEffect(imputation, equalShares(imputation));
};

/**
 * The mean effect with each cluster left out and the effects fitted anew.
 *
 * The sum of effects is Σωy − ω'X M X'W₀y. Both factors are sums over clusters once the clusters' own effects are swept out, so
 * leaving one out is a subtraction and one small system. Where a cluster alone made some cells estimable, its absence is computed
 * from the cells that remain estimable, by imputing anew; and so it is with covariates.
 *
 * @param anew imputes without a cluster
 */
export const effectsWithoutOne = (
  imputation: Imputation,
  options: ImputationOptions,
  anew = effectWithout,
): readonly number[] => {
  const { ground, absorption, estimable } = imputation;
  const { panel, outcome } = ground;
  if (imputation.adjustment) return panel.clusterNames.map((_, c) => anew(panel, c, options));
  const omega = equalShares(imputation);
  const left = reduce(absorption, omega);
  const right = reduce(absorption, multiply(absorption.weight, outcome));
  const clusters = panel.clusterNames.length;
  const sums = new Float64Array(clusters);
  const counts = new Float64Array(clusters);
  for (let i = 0; i < panel.cells; i += 1) {
    if (estimable[i] !== 1) continue;
    const c = clusterOf(panel, i);
    sums[c] = (sums[c] as number) + (outcome[i] as number);
    counts[c] = (counts[c] as number) + 1;
  }
  for (let c = 0; c < clusters; c += 1)
    sums[c] = (sums[c] as number) - ownProduct(absorption, partOf(left, c), partOf(right, c), c);
  const allSums = sums.reduce((total, one) => total + one, 0);
  const allCounts = counts.reduce((total, one) => total + one, 0);

  const without: number[] = [];
  const allLeft = sumShared(absorption, left);
  // A sum can be determined although its cells are not. A sum with weights by lot is so only when every cell is.
  const random = createRandom(PROBE_SEED);
  const drawLots = () => {
    const lots = reduce(
      absorption,
      omega.map(one => one * (1 + random.uniform())),
    );
    return { lots, allLots: sumShared(absorption, lots) };
  };
  let drawnLots: ReturnType<typeof drawLots> | undefined;
  const isDetermined = ({ factor, kept }: SharedSystem, c: number): boolean => {
    if (!kept.includes(0)) return true;
    drawnLots ??= drawLots();
    return isSolvable(factor, kept, withoutPart(absorption, drawnLots.allLots, drawnLots.lots, c));
  };
  for (const { solutions, alike } of solveWithoutOne(absorption, [right])) {
    const c = without.length;
    if (allCounts === counts[c]) without.push(Number.NaN);
    else if (!isDetermined(alike, c)) without.push(anew(panel, c, options));
    else {
      const q = withoutPart(absorption, allLeft, left, c);
      const coefficients = solutions[0] as Float64Array;
      const shared = q.reduce((sum, one, k) => sum + one * (coefficients[k] as number), 0);
      without.push((allSums - (sums[c] as number) - shared) / (allCounts - (counts[c] as number)));
    }
  }
  return without;
};

/** Treated cells without estimate and why; a unit without any estimated cell is named once. */
export const withoutEstimate = ({ ground, absorption, treated, estimable }: Imputation): NotEstimable[] => {
  const { panel, plan } = ground;
  const { unitNames, unit, time, times } = panel;
  const missing = new Map<number, number[]>();
  for (let i = 0; i < panel.cells; i += 1) {
    if (treated[i] === 0 || estimable[i] === 1) continue;
    const u = unit[i] as number;
    const cells = missing.get(u);
    if (cells) cells.push(i);
    else missing.set(u, [i]);
  }
  if (missing.size === 0) return [];
  const before = cellsBefore(panel, treated);
  const shared = sharedEffect(panel, ground.design);
  const ownOf = (i: number): number => clusterOf(panel, i) * times.length + (time[i] as number);
  const isCompared = new Set<number>();
  const isComparedWithin = new Set<number>();
  for (let i = 0; i < panel.cells; i += 1) {
    if (absorption.weight[i] === 0) continue;
    isCompared.add(shared(i));
    isComparedWithin.add(ownOf(i));
  }
  const reasonOf = (i: number): Reason => {
    const u = unit[i] as number;
    if (before[u] === 0) return 'noPreYears';
    if (!estimableByRule(ground, before[u] as number)) return 'fewPreYears';
    if (!isCompared.has(shared(i))) return 'noComparison';
    return plan.design.ownTime && !isComparedWithin.has(ownOf(i)) ? 'wholeSchoolTreated' : 'notConnected';
  };
  const isTold = new Set<number>();
  for (let i = 0; i < panel.cells; i += 1) if (estimable[i] === 1) isTold.add(unit[i] as number);
  return [...missing].flatMap(([u, cells]): NotEstimable[] => {
    const name = unitNames[u] as string;
    if (!isTold.has(u)) return [{ unit: name, reason: reasonOf(cells[0] as number) }];
    return cells.map(i => ({ unit: name, time: times[time[i] as number] as number, reason: reasonOf(i) }));
  });
};
