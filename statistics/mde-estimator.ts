import type { DesignName } from './design.ts';
import { equalShares, impute, layGround, meanEffect } from './imputation.ts';
import type { Estimator } from './mde-placebo.ts';

/** The main estimator as a planner uses it: the mean imputed effect over cells with the post, fitted with weights n. */
export const imputedEffect =
  (design: DesignName): Estimator =>
  panel => {
    const imputation = impute(layGround(panel, { design, weights: 'n', leastBefore: 1 }), panel.treated);
    const effect = meanEffect(imputation, equalShares(imputation));
    return Number.isFinite(effect) ? effect : undefined;
  };
