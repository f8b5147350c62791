import { type Absorption, absorb, determinedColumns } from './absorption.ts';
import { solve } from './cholesky.ts';
import { type Counted, countAll } from './counting.ts';
import { type Adjustment, adjust, coefficientsWithout, covariateScores, leaning } from './covariates.ts';
import { type DesignName, layOut } from './design.ts';
import { LANES, solveFour, sumsAlong } from './four-lanes.ts';
import { solveWithoutOne } from './leaving-out.ts';
import type { Panel } from './panel.ts';
import { leastSquares, multiply, type Reduction, reduce, spread } from './reduction.ts';
import { type DesignPlan, planDesign } from './sweep.ts';

/** How cells count in the fit: by their pupils, or one each. */
export type Weighting = 'n' | 'none';

/**
 * Weighted least squares of the cells' means on fixed effects and 0/1 columns of one's own:
 * y_i = effects_i + Σ_k β_k·[own_i = k] + error.
 */
export type Regression = {
  readonly panel: Panel;
  /** Whether cells weigh by their pupils. */
  readonly byPupils: boolean;
  readonly plan: DesignPlan;
  readonly absorption: Absorption;
  /** Per cell: weight, outcome, and outcome − fitted value. */
  readonly weight: Float64Array;
  readonly outcome: Float64Array;
  readonly residual: Float64Array;
  /** Of the weighted outcome less what covariates explain. */
  readonly reduction: Reduction;
  /** Shared columns before one's own begin, and how many one's own are. */
  readonly effectColumns: number;
  readonly ownCount: number;
  /** β_k, and whether it is determined: 0 for a column that others determine, and for those tied to it. */
  readonly coefficients: Float64Array;
  readonly determined: Uint8Array;
  readonly counted: Counted;
  /** Its covariates, and per covariate the own coefficients that a regression of it would have. */
  readonly adjustment?: Adjustment & { readonly own: readonly Float64Array[] };
  /** Per cluster: the own and shared columns' scores X'We with the cluster's own effects swept out. */
  readonly scores: readonly Float64Array[];
};

/** Weights of the cells; a cell with `use` 0 does not take part. */
export const weightsOf = (panel: Panel, weighting: Weighting, use?: Uint8Array): Float64Array => {
  const weight = weighting === 'n' ? panel.pupils.slice() : new Float64Array(panel.cells).fill(1);
  if (use) for (let i = 0; i < weight.length; i += 1) if (use[i] === 0) weight[i] = 0;
  return weight;
};

/** Outcomes around their weighted mean: an equal amount added to all outcomes then changes no digit that matters. */
export const centre = (outcome: Float64Array, weight: Float64Array): Float64Array => {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < outcome.length; i += 1) {
    sum += (outcome[i] as number) * (weight[i] as number);
    total += weight[i] as number;
  }
  const mean = sum / total;
  const around = new Float64Array(outcome.length);
  for (let i = 0; i < outcome.length; i += 1) around[i] = (outcome[i] as number) - mean;
  return around;
};

/** What a regression has besides the panel. */
export type RegressionOptions = {
  readonly design: DesignName;
  readonly weights: Weighting;
  /** Per cell its own column, or −1. */
  readonly own: Int32Array;
  readonly ownCount: number;
  /** Clusters will be left out one by one. */
  readonly leavingOut?: boolean;
  /** Per cell 0 where it does not take part; all do unless told. */
  readonly use?: Uint8Array;
};

/** What a regression lays out before anything is swept. */
export const planRegression = (
  panel: Panel,
  { design, own, ownCount }: Pick<RegressionOptions, 'design' | 'own' | 'ownCount'>,
): DesignPlan => planDesign(layOut(panel, design, own, ownCount));

/**
 * Fits the regression. @see Regression
 *
 * @param absorption the design swept, where that is done already
 */
export const regress = (
  panel: Panel,
  options: RegressionOptions,
  absorption = absorb(
    planRegression(panel, options),
    weightsOf(panel, options.weights, options.use),
    options.leavingOut,
  ),
): Regression => {
  const { design, weights, ownCount, use } = options;
  const { plan, weight } = absorption;
  const outcome = centre(panel.mean, weight);
  const effectColumns = plan.design.columnCount - ownCount;
  const ofPupils = weights === 'n' && panel.within !== undefined;
  const fitted = panel.covariates && adjust(absorption, outcome, panel.covariates, ofPupils);
  const adjustment = fitted && { ...fitted, own: fitted.coefficients.map(all => all.slice(effectColumns)) };
  const { reduction, coefficients, residual } = leastSquares(absorption, adjustment?.outcome ?? outcome);
  return {
    ...{
      panel,
      byPupils: weights === 'n',
      plan,
      absorption,
      weight,
      outcome,
      residual,
      reduction,
      effectColumns,
      ownCount,
      ...(adjustment ? { adjustment } : {}),
    },
    determined: determinedColumns(absorption.system, effectColumns),
    coefficients: coefficients.slice(effectColumns),
    counted: countAll(
      panel,
      design,
      ownRank(absorption.system.kept, effectColumns) + (adjustment?.rank ?? 0),
      ofPupils,
      use,
    ),
    scores: reduce(absorption, multiply(weight, residual)).shared,
  };
};

/** How many of the own columns others do not determine: what a degree of freedom is spent on. */
const ownRank = (kept: Uint8Array, effectColumns: number): number =>
  kept.subarray(effectColumns).reduce((sum, one) => sum + one, 0);

/** How a combination c'β of the own coefficients leans on the covariates: V·Γ'c, Γ the own coefficients of the covariates. */
export const leaningOf = ({ adjustment }: Regression, combination: Float64Array): Float64Array | undefined =>
  adjustment &&
  leaning(
    adjustment,
    Float64Array.from(adjustment.own, own =>
      own.reduce((sum, one, k) => sum + one * (combination[k] as number), 0),
    ),
  );

/** The rows' direction h of a combination c'β: c'β̂ = Σ_i h_i w_i y_i, apart from what varies within cells. */
export const directionOf = (regression: Regression, combination: Float64Array): Float64Array => {
  const extra = new Float64Array(regression.effectColumns + regression.ownCount);
  extra.set(combination, regression.effectColumns);
  const direction = spread(regression.absorption, new Float64Array(regression.panel.cells), extra);
  leaningOf(regression, combination)?.forEach((lean, k) => {
    const residual = regression.adjustment?.residuals[k] as Float64Array;
    for (let i = 0; i < direction.length; i += 1)
      direction[i] = (direction[i] as number) - lean * (residual[i] as number);
  });
  return direction;
};

/**
 * Cluster-robust variance of a combination c'β: factor·Σ_g (c'M X_g'W_g e_g)², from the clusters' scores, so without going
 * through the rows.
 */
export const clusteredVariance = (
  regression: Regression,
  combination: Float64Array,
  factor: number,
): number => {
  const extra = new Float64Array(regression.effectColumns + regression.ownCount);
  extra.set(combination, regression.effectColumns);
  solve(regression.absorption.system.factor, extra);
  const lean = leaningOf(regression, combination);
  const { adjustment, absorption, weight, residual } = regression;
  const leant =
    adjustment && lean && covariateScores(adjustment, absorption, multiply(weight, residual), lean);
  let sum = 0;
  regression.absorption.clusters.forEach(({ shape: { columns } }, c) => {
    const scores = regression.scores[c] as Float64Array;
    let score = -(leant?.[c] ?? 0);
    for (let k = 0; k < columns.length; k += 1)
      score += (scores[k] as number) * (extra[columns[k] as number] as number);
    sum += score * score;
  });
  return factor * sum;
};

/** Per cluster and own column s_gk, cluster g's part of β̂_k: (M X_g'W_g e_g)_k, less what covariates carry of it. */
const coefficientScores = (regression: Regression): Float64Array => {
  const { absorption, effectColumns, ownCount, adjustment, weight, residual } = regression;
  const { clusters, system } = absorption;
  const found = new Float64Array(clusters.length * ownCount);
  const solved = new Float64Array((effectColumns + ownCount) * LANES);
  const sums = new Float64Array(LANES);
  for (let from = 0; from < ownCount; from += LANES) {
    const lanes = Math.min(LANES, ownCount - from);
    solved.fill(0);
    for (let lane = 0; lane < lanes; lane += 1) solved[(effectColumns + from + lane) * LANES + lane] = 1;
    solveFour(system.factor, solved);
    clusters.forEach(({ shape: { columns } }, c) => {
      sumsAlong(columns, regression.scores[c] as Float64Array, solved, sums);
      found.set(sums.subarray(0, lanes), c * ownCount + from);
    });
  }
  if (!adjustment) return found;
  const weighted = multiply(weight, residual);
  for (let k = 0; k < ownCount; k += 1) {
    const lean = leaning(
      adjustment,
      Float64Array.from(adjustment.own, own => own[k] as number),
    );
    covariateScores(adjustment, absorption, weighted, lean).forEach((score, c) => {
      found[c * ownCount + k] = (found[c * ownCount + k] as number) - score;
    });
  }
  return found;
};

/**
 * The same for those who ask of many combinations: factor·Σ_g (Σ_k c_k s_gk)², the clusters' parts s_gk of each coefficient found
 * once.
 */
export const clusteredVariances = (regression: Regression, factor: number) => {
  const { ownCount } = regression;
  const scores = coefficientScores(regression);
  return (combination: Float64Array): number => {
    let sum = 0;
    for (let at = 0; at < scores.length; at += ownCount) {
      let score = 0;
      for (let k = 0; k < ownCount; k += 1) score += (combination[k] as number) * (scores[at + k] as number);
      sum += score * score;
    }
    return factor * sum;
  };
};

/** The own coefficients with one cluster left out, for every cluster, and which are still determined. */
export const coefficientsWithoutOne = function* (
  regression: Regression,
): Generator<{ readonly coefficients: Float64Array; readonly determined: Uint8Array }> {
  const { absorption, outcome, effectColumns, adjustment } = regression;
  const adjusted = adjustment && coefficientsWithout(absorption, adjustment, outcome);
  const rights = adjusted?.rights ?? [regression.reduction];
  let cluster = 0;
  for (const { solutions, alike } of solveWithoutOne(absorption, rights)) {
    const coefficients = adjusted?.coefficients(solutions, cluster) ?? (solutions[0] as Float64Array);
    cluster += 1;
    yield {
      coefficients: coefficients.slice(effectColumns),
      determined:
        alike === absorption.system ? regression.determined : determinedColumns(alike, effectColumns),
    };
  }
};
