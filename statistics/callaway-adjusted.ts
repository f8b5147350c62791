import { factorise, solve, type Triangle } from './cholesky.ts';

/**
 * How two groups of units are made comparable in covariates before their changes are compared.
 *
 * - `regression`: the comparison units' change is predicted for the treated (Heckman, Ichimura & Todd 1997).
 * - `inverseProbability`: comparison units weigh by their odds of treatment, weights normalised (Abadie 2005).
 * - `doublyRobust`: both; right if either is (Sant'Anna & Zhao 2020, "Doubly robust difference-in-differences estimators", Journal
 *   of Econometrics 219, equation 2.6).
 * - `improvedDoublyRobust`: both, the odds found by balancing the covariates and the prediction weighted by them, so that the error
 *   needs no terms for what was estimated (their section 3.1).
 */
export const ADJUSTMENTS = [
  'doublyRobust',
  'improvedDoublyRobust',
  'regression',
  'inverseProbability',
] as const;
export type AdjustmentName = (typeof ADJUSTMENTS)[number];

/** Units of two groups: their change, whether they are treated, their weight, and their covariates (units × K, the first 1). */
export type TwoGroups = {
  readonly change: Float64Array;
  readonly treated: Uint8Array;
  readonly weight: Float64Array;
  readonly covariates: Float64Array;
  readonly width: number;
};

const MOST_STEPS = 60;
const AT_REST = 1e-12;

/** A probability of treatment that nobody comparable could have had: there is no overlap. */
const MOST_PROBABLE = 0.999;

/** Comparison units with a higher probability than this have no weight, as in the R package DRDID. */
const TRIMMED = 0.995;

const predict = ({ covariates, width, change }: TwoGroups, coefficients: Float64Array): Float64Array =>
  Float64Array.from(change, (_, i) => {
    let sum = 0;
    for (let k = 0; k < width; k += 1)
      sum += (covariates[i * width + k] as number) * (coefficients[k] as number);
    return sum;
  });

/** X'diag(w)X, factored; undefined when columns depend on each other. */
const crossProduct = ({ covariates, width }: TwoGroups, w: Float64Array): Triangle | undefined => {
  const values = new Float64Array((width * (width + 1)) / 2);
  for (let i = 0; i < w.length; i += 1) {
    const weight = w[i] as number;
    if (weight === 0) continue;
    for (let k = 0, at = 0; k < width; k += 1) {
      const scaled = weight * (covariates[i * width + k] as number);
      for (let l = 0; l <= k; l += 1, at += 1)
        values[at] = (values[at] as number) + scaled * (covariates[i * width + l] as number);
    }
  }
  const scale = Float64Array.from({ length: width }, (_, k) => values[(k * (k + 3)) / 2] as number);
  const factor = { size: width, values, first: new Int32Array(width) };
  return factorise(factor, scale).rank === width ? factor : undefined;
};

/** X'v. */
const along = ({ covariates, width }: TwoGroups, v: Float64Array): Float64Array => {
  const sums = new Float64Array(width);
  for (let i = 0; i < v.length; i += 1)
    for (let k = 0; k < width; k += 1)
      sums[k] = (sums[k] as number) + (v[i] as number) * (covariates[i * width + k] as number);
  return sums;
};

const each = (groups: TwoGroups, of: (i: number) => number): Float64Array =>
  Float64Array.from(groups.change, (_, i) => of(i));

/** Newton's method: `gradient` and `curvature` per unit as functions of the linear predictor; undefined where it does not settle. */
const newton = (
  groups: TwoGroups,
  gradient: (eta: number, i: number) => number,
  curvature: (eta: number, i: number) => number,
  start: Float64Array,
): { readonly coefficients: Float64Array; readonly factor: Triangle } | undefined => {
  const coefficients = start.slice();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const eta = predict(groups, coefficients);
    const factor = crossProduct(
      groups,
      each(groups, i => curvature(eta[i] as number, i)),
    );
    if (!factor) return undefined;
    const move = along(
      groups,
      each(groups, i => gradient(eta[i] as number, i)),
    );
    solve(factor, move);
    let longest = 0;
    for (let k = 0; k < move.length; k += 1) {
      coefficients[k] = (coefficients[k] as number) + (move[k] as number);
      longest = Math.max(longest, Math.abs(move[k] as number));
    }
    if (!Number.isFinite(longest)) return undefined;
    if (longest < AT_REST) return { coefficients, factor };
  }
  return undefined;
};

const share = (eta: number): number => 1 / (1 + Math.exp(-eta));

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Mean of x by weights w, and each unit's influence on it: w(x − mean)/mean(w). */
const weightedMean = (groups: TwoGroups, w: Float64Array, x: Float64Array) => {
  const size = mean(w);
  const value = mean(each(groups, i => (w[i] as number) * (x[i] as number))) / size;
  const influence = each(groups, i => ((w[i] as number) * ((x[i] as number) - value)) / size);
  return { value, size, influence };
};

/**
 * Effect on the treated of two groups' change, adjusted for covariates, and every unit's influence on it (mean 0;
 * se² = Σψ²/units²).
 *
 * @returns undefined when the covariates cannot be told apart among the comparison units, or the groups do not overlap
 */
export const adjustedEffect = (
  groups: TwoGroups,
  method: AdjustmentName,
): { readonly value: number; readonly influence: Float64Array } | undefined => {
  const { change, treated, weight } = groups;
  const count = change.length;
  const isTreated = (i: number): boolean => treated[i] === 1;
  const w = (i: number): number => weight[i] as number;
  const ownWeight = each(groups, i => (isTreated(i) ? w(i) : 0));
  const zeros = new Float64Array(groups.width);

  const logit =
    method === 'regression'
      ? undefined
      : newton(
          groups,
          (eta, i) => w(i) * ((treated[i] as number) - share(eta)),
          (eta, i) => w(i) * share(eta) * (1 - share(eta)),
          zeros,
        );
  if (method !== 'regression' && !logit) return undefined;
  const first = logit && predict(groups, logit.coefficients);
  if (first?.some(eta => share(eta) >= MOST_PROBABLE)) return undefined;
  const tilted =
    method === 'improvedDoublyRobust' && logit
      ? newton(
          groups,
          (eta, i) => w(i) * (isTreated(i) ? 1 : -Math.exp(eta)),
          (eta, i) => (isTreated(i) ? 0 : w(i) * Math.exp(eta)),
          logit.coefficients,
        )
      : logit;
  if (method !== 'regression' && !tilted) return undefined;
  const eta = tilted ? predict(groups, tilted.coefficients) : new Float64Array(count);
  const otherWeight = each(groups, i => {
    if (isTreated(i)) return 0;
    if (method === 'regression') return w(i);
    return share(eta[i] as number) < TRIMMED ? w(i) * Math.exp(eta[i] as number) : 0;
  });

  const fitWeight = each(groups, i => {
    if (isTreated(i)) return 0;
    return method === 'improvedDoublyRobust' ? (otherWeight[i] as number) : w(i);
  });
  const predicts = method !== 'inverseProbability';
  const fit = predicts ? crossProduct(groups, fitWeight) : undefined;
  if (predicts && !fit) return undefined;
  const coefficients = along(
    groups,
    each(groups, i => (fitWeight[i] as number) * (change[i] as number)),
  );
  if (fit) solve(fit, coefficients);
  const predicted = fit ? predict(groups, coefficients) : new Float64Array(count);
  const left = each(groups, i => (change[i] as number) - (predicted[i] as number));

  /** How a mean moves, per unit, when a'(coefficients of the prediction) or a'(those of the odds) moves with what they rest on. */
  const throughFit = (a: Float64Array): Float64Array => {
    if (!fit) return new Float64Array(count);
    solve(fit, a);
    const lean = predict(groups, a);
    return each(groups, i => count * (fitWeight[i] as number) * (left[i] as number) * (lean[i] as number));
  };
  const throughOdds = (a: Float64Array): Float64Array => {
    if (!logit) return new Float64Array(count);
    solve(logit.factor, a);
    const lean = predict(groups, a);
    return each(
      groups,
      i => count * w(i) * ((treated[i] as number) - share(eta[i] as number)) * (lean[i] as number),
    );
  };
  const meanAlong = (v: Float64Array, size: number): Float64Array =>
    along(groups, v).map(one => one / count / size);

  const own = weightedMean(groups, ownWeight, left);
  if (method === 'regression') {
    const moved = throughFit(meanAlong(ownWeight, own.size));
    return {
      value: own.value,
      influence: each(groups, i => (own.influence[i] as number) - (moved[i] as number)),
    };
  }
  const other = weightedMean(groups, otherWeight, left);
  const value = own.value - other.value;
  const influence = each(groups, i => (own.influence[i] as number) - (other.influence[i] as number));
  if (method === 'improvedDoublyRobust') return { value, influence };
  const byOdds = throughOdds(
    meanAlong(
      each(groups, i => (otherWeight[i] as number) * ((left[i] as number) - other.value)),
      other.size,
    ),
  );
  const fitLean = meanAlong(ownWeight, own.size);
  const otherLean = meanAlong(otherWeight, other.size);
  const byFit = throughFit(fitLean.map((one, k) => one - (otherLean[k] as number)));
  return {
    value,
    influence: each(groups, i => (influence[i] as number) - (byOdds[i] as number) - (byFit[i] as number)),
  };
};
