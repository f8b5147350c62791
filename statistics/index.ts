// Panels, estimation, inference.

// Pooling, agreement, planning, sensitivity, evidence, cells.
export { type Agreement, agreement, type Ratings } from './agreement.ts';
export { ADJUSTMENTS, type AdjustmentName } from './callaway-adjusted.ts';
export {
  type Moments,
  merge,
  momentsOf,
  NOBODY,
  type Scale,
  scaleOf,
  standardise,
  subtract,
  sumsOf,
} from './cells.ts';
export { estimate } from './estimate.ts';
export {
  type AverageEffect,
  defaultSpec,
  ESTIMATORS,
  type EstimateResult,
  type EstimateSpec,
  type EstimatorName,
  type EventEffect,
  INFERENCES,
  type InferenceName,
} from './estimate-result.ts';
export {
  type Direction,
  directionOf,
  type Evidence,
  type EvidenceColumn,
  type EvidenceDesign,
  type EvidenceFacts,
  type EvidenceLevel,
  type EvidenceOutcome,
  type EvidenceSubtraction,
  evidenceStrength,
  NEGLIGIBLE_EFFECT,
} from './evidence.ts';
export type { NotEstimable, Reason } from './imputation.ts';
export { multiplier, type Plan, type PlannedMde, plannedMde } from './mde.ts';
export { imputedEffect } from './mde-estimator.ts';
export { type PlannedGains, plannedGains } from './mde-gains.ts';
export {
  type Estimator,
  estimateVariation,
  type Placebo,
  placeboError,
  type Variation,
} from './mde-placebo.ts';
export { schoolLotteryMde, subjectLotteryMde } from './mde-trial.ts';
export { type Column, type Panel, type PanelColumns, readPanel } from './panel.ts';
export type { Covariate, CovariateColumns } from './panel-covariates.ts';
export { type Candidate, type Placed, phaseInOrder } from './phase-in.ts';
export { type Pooling, type PoolingOptions, pool, type ShrunkenPost } from './pool.ts';
export {
  type JudgedPost,
  type Judgement,
  judgePosts,
  PRIOR_SPREAD,
  type Verdict,
  verdictOn,
} from './pool-posterior.ts';
export { POOLING_METHODS, type PoolingMethod } from './pool-sums.ts';
export { type PostEffect, postEffects } from './post-effects.ts';
export { type PreTrend, type PreTrendOptions, preTrendTest } from './pre-trend.ts';
export { detectableDrift, preTrendPower } from './pre-trend-power.ts';
export { type ProblemPlace, StatisticsProblem } from './problem.ts';
export { createRandom, type Random } from './random.ts';
export { breakdown, type EventStudy, type SensitivityOptions, unionInterval } from './sensitivity.ts';
