import { createRandom } from './random.ts';
import { spread } from './reduction.ts';
import type { Regression } from './regression.ts';
import { informationOf } from './variance.ts';

export type BootstrapSpec = {
  /** Rademacher: ±1. Webb: ±√(3/2), ±1, ±√(1/2), for twelve clusters or fewer. */
  readonly weights: 'rademacher' | 'webb';
  /** Residuals from the fit where the effect is 0 (restricted), or from the fit itself. */
  readonly null: 'restricted' | 'unrestricted';
  readonly draws: number;
};

const POINTS = {
  rademacher: [-1, 1],
  webb: [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)],
} as const;

/** So many combinations of weights are gone through one by one: 2¹² for Rademacher, 6⁶ for Webb. */
const MOST = { rademacher: 4096, webb: 46_656 } as const;

/** Equal up to rounding counts as equal, so that ties are counted whatever the order of the sums. */
export const TIE = 1e-9;

/** Is |t| at least as large as |observed|, ties included? */
export const isAsLarge = (t: number, observed: number): boolean =>
  !(Math.abs(t) < Math.abs(observed) * (1 - TIE));

/**
 * p-value of the wild cluster bootstrap-t of one combination of coefficients being 0.
 *
 * Every cluster's residuals are multiplied by one random weight v_g; t* is computed anew with cluster-robust errors. Only
 * G × G numbers are needed: a_g = h_g'W e_g and C_kg = h_k'W[fit of the residuals of g]_k, so that β* = Σ v_g a_g and cluster k's
 * score is v_k a_k − Σ_g v_g C_kg.
 * p = share of |t*| ≥ |t| when all weights are enumerated, otherwise (1 + #)/(1 + draws).
 * (Cameron, Gelbach & Miller 2008, Review of Economics and Statistics 90; Webb 2023, Canadian Journal of Economics 56;
 * Roodman et al. 2019, Stata Journal 19.)
 */
export const wildBootstrap = (
  regression: Regression,
  direction: Float64Array,
  estimate: number,
  spec: BootstrapSpec,
  seed: number,
): number => {
  const { panel, absorption, weight, residual } = regression;
  const clusters = panel.clusterNames.length;
  const shift = spec.null === 'restricted' ? estimate / informationOf(regression, direction) : 0;
  const own = residual.map((e, i) => e + shift * (direction[i] as number));
  const clusterRows = (g: number): [number, number] => [
    panel.unitStart[panel.clusterStart[g] as number] as number,
    panel.unitStart[panel.clusterStart[g + 1] as number] as number,
  ];
  const scoreOf = (g: number, values: Float64Array): number => {
    const [from, to] = clusterRows(g);
    let sum = 0;
    for (let i = from; i < to; i += 1)
      sum += (direction[i] as number) * (weight[i] as number) * (values[i] as number);
    return sum;
  };

  const a = Float64Array.from({ length: clusters }, (_, g) => scoreOf(g, own));
  // scores[k·G + g]: what weight v_g gives to the score of cluster k.
  const scores = new Float64Array(clusters * clusters);
  for (let g = 0; g < clusters; g += 1) {
    const [from, to] = clusterRows(g);
    const source = new Float64Array(panel.cells);
    for (let i = from; i < to; i += 1) source[i] = (weight[i] as number) * (own[i] as number);
    const fitted = spread(absorption, source);
    for (let k = 0; k < clusters; k += 1)
      scores[k * clusters + g] = (k === g ? (a[g] as number) : 0) - scoreOf(k, fitted);
  }

  let observedVariance = 0;
  for (let g = 0; g < clusters; g += 1) observedVariance += scoreOf(g, residual) ** 2;
  const observed = estimate / Math.sqrt(observedVariance);

  const v = new Float64Array(clusters);
  const statistic = (): number => {
    let top = 0;
    let variance = 0;
    for (let k = 0; k < clusters; k += 1) {
      top += (v[k] as number) * (a[k] as number);
      let score = 0;
      for (let g = 0; g < clusters; g += 1) score += (v[g] as number) * (scores[k * clusters + g] as number);
      variance += score * score;
    }
    return top / Math.sqrt(variance);
  };

  const points = POINTS[spec.weights];
  const combinations = points.length ** clusters;
  let extreme = 0;
  if (combinations <= MOST[spec.weights]) {
    for (let code = 0; code < combinations; code += 1) {
      let rest = code;
      for (let g = 0; g < clusters; g += 1) {
        v[g] = points[rest % points.length] as number;
        rest = Math.floor(rest / points.length);
      }
      if (isAsLarge(statistic(), observed)) extreme += 1;
    }
    return extreme / combinations;
  }
  const random = createRandom(seed);
  for (let draw = 0; draw < spec.draws; draw += 1) {
    for (let g = 0; g < clusters; g += 1) v[g] = points[random.below(points.length)] as number;
    if (isAsLarge(statistic(), observed)) extreme += 1;
  }
  return (1 + extreme) / (1 + spec.draws);
};
