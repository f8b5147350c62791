import { absorb, rankOf } from './absorption.ts';
import {
  type Imputation,
  type ImputationOptions,
  impute,
  layGround,
  type NotEstimable,
  withoutEstimate,
} from './imputation.ts';
import { eventTimeOf } from './own-columns.ts';
import type { Panel } from './panel.ts';
import { refinedResiduals, spread } from './reduction.ts';

/** What one post has done to its own unit, alone too uncertain to show: it goes into `pool` and `judgePosts`. */
export type PostEffect = {
  readonly unit: string;
  /** θ̂ⱼ: the mean of τ̂ over the post's first years, in the unit of the outcome. */
  readonly estimate: number;
  /** sⱼ. */
  readonly se: number;
  /** How many years the mean is over. */
  readonly years: number;
};

/** A post is judged by its first three years at most: later ones have more in them than the post. */
const FIRST_YEARS = 3;

/**
 * What the mean of a cell varies by when nothing is done to it, a + b/n: b between pupils (from Σy², where known) and a what the
 * residuals of cells without a post have beyond that, at least 0. Without Σy² all cells vary alike.
 *
 * @returns the variance per cell; undefined when the effects leave no residual
 */
const cellVariances = ({ ground, treated }: Imputation): Float64Array | undefined => {
  const { panel, plan, outcome } = ground;
  const untreated = Float64Array.from(treated, one => 1 - one);
  const absorption = absorb(plan, untreated);
  const count = untreated.reduce((sum, one) => sum + one, 0);
  const free = count - rankOf(absorption);
  if (free <= 0) return undefined;
  const squares = refinedResiduals(absorption, outcome).reduce(
    (sum, e, i) => sum + (untreated[i] as number) * e * e,
    0,
  );
  const variance = squares / free;
  const between = pupilVariance(panel, treated);
  if (between === undefined) return new Float64Array(panel.cells).fill(variance);
  const perPupil = panel.pupils.reduce((sum, n, i) => sum + (untreated[i] as number) / n, 0) / count;
  const shock = Math.max(0, variance - between * perPupil);
  return panel.pupils.map(n => shock + between / n);
};

/** Σ(Σy² − (Σy)²/n) / Σ(n − 1) over cells without a post. */
const pupilVariance = ({ within, pupils }: Panel, treated: Uint8Array): number | undefined => {
  if (!within) return undefined;
  let squares = 0;
  let free = 0;
  for (let i = 0; i < pupils.length; i += 1) {
    if (treated[i] === 1) continue;
    squares += within[i] as number;
    free += (pupils[i] as number) - 1;
  }
  return free > 0 ? squares / free : undefined;
};

/**
 * Every post's own effect: θ̂ⱼ = mean τ̂ over its unit's first three years with the post at most, and its error from cells
 * without a post only, so that an effect that varies between years is not taken for noise.
 *
 * θ̂ⱼ is a weighted sum Σ v_i y_i over the unit's own cells and every cell that the prediction rests on
 * (v = ω on the cells with the post, −W₀X(X'W₀X)⁻X'ω on those without), and sⱼ² = Σ v_i² (a + b/n_i).
 *
 * @param panel in SD of the outcome, as the verdicts' prior presumes
 * @returns posts in the order of the panel's units, and those that have no estimate with the reason
 */
export const postEffects = (
  panel: Panel,
  options: ImputationOptions,
): { readonly posts: readonly PostEffect[]; readonly left: readonly NotEstimable[] } => {
  const imputation = impute(layGround(panel, options), panel.treated);
  const { absorption, residual, estimable, treated } = imputation;
  const variance = cellVariances(imputation);
  const posts = panel.unitNames.flatMap((unit, u): PostEffect[] => {
    const cells: number[] = [];
    for (let i = panel.unitStart[u] as number; i < (panel.unitStart[u + 1] as number); i += 1)
      if (estimable[i] === 1 && eventTimeOf(panel, i) < FIRST_YEARS) cells.push(i);
    if (cells.length === 0 || !variance) return [];
    const share = new Float64Array(panel.cells);
    for (const i of cells) share[i] = 1 / cells.length;
    const used = spread(absorption, share);
    let squares = 0;
    for (let i = 0; i < panel.cells; i += 1) {
      const weight =
        treated[i] === 1 ? (share[i] as number) : (absorption.weight[i] as number) * (used[i] as number);
      squares += weight * weight * (variance[i] as number);
    }
    const estimate = cells.reduce((sum, i) => sum + (residual[i] as number), 0) / cells.length;
    return [Object.freeze({ unit, estimate, se: Math.sqrt(squares), years: cells.length })];
  });
  return Object.freeze({ posts: Object.freeze(posts), left: Object.freeze(withoutEstimate(imputation)) });
};
