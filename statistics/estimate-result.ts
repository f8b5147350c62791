import type { AdjustmentName } from './callaway-adjusted.ts';
import type { Controls } from './callaway-cohorts.ts';
import type { DesignName } from './design.ts';
import type { NotEstimable } from './imputation.ts';
import type { RandomizationSpec } from './randomization.ts';
import type { Weighting } from './regression.ts';
import type { BootstrapSpec } from './wild-bootstrap.ts';

/** The four estimators of section 3 of the engine's design. */
export const ESTIMATORS = ['imputation', 'callawaySantAnna', 'sunAbraham', 'fixedEffects'] as const;
export type EstimatorName = (typeof ESTIMATORS)[number];

/** What may be asked for besides the estimate. */
export const INFERENCES = ['iid', 'hc1', 'cr1', 'cr2', 'cv3', 'wildBootstrap', 'randomization'] as const;
export type InferenceName = (typeof INFERENCES)[number];

/** What to estimate, and how. What is left out gets the value that `defaultSpec` has. */
export type EstimateSpec = {
  readonly estimator?: EstimatorName;
  /** Not used by Callaway–Sant'Anna, which compares changes between units directly. */
  readonly design?: DesignName;
  readonly weights?: Weighting;
  /** Only used by Callaway–Sant'Anna. */
  readonly controls?: Controls;
  /** Only used by Callaway–Sant'Anna, on a panel with covariates. */
  readonly adjustment?: AdjustmentName;
  /**
   * Only used by imputation: how many cells before the post a unit must have for its effects to count. 1 unless told, so that all
   * that can be estimated is, as the other estimators do; a study of posts asks for 2.
   */
  readonly leastBefore?: number;
  readonly inference?: readonly InferenceName[];
  readonly bootstrap?: Partial<BootstrapSpec>;
  readonly randomization?: Partial<RandomizationSpec>;
  /** Seed of bootstrap and randomization, stored with the result. */
  readonly seed?: number;
};

export type Errors = {
  readonly iid?: number;
  readonly hc1?: number;
  readonly cr1?: number;
  readonly cr2?: number;
  readonly cv3?: number;
};

export type AverageEffect = {
  readonly estimate: number;
  readonly pupilWeighted?: number;
  readonly se: Errors;
  readonly df: { readonly cr2?: number; readonly cv3?: number };
  readonly p: {
    readonly cr2?: number;
    readonly cv3?: number;
    readonly wildBootstrap?: number;
    readonly randomization?: number;
  };
  /** 95 %, by CV3 and t(G − 1). */
  readonly interval?: readonly [number, number];
};

export type EventEffect = {
  readonly e: number;
  readonly estimate: number;
  readonly se?: number;
  readonly cells: number;
};

type Mean = { readonly estimate: number; readonly se?: number };

export type EstimateResult = {
  readonly estimator: EstimatorName;
  readonly observations: number;
  readonly pupils?: number;
  readonly units: number;
  readonly clusters: number;
  readonly treatedClusters: number;
  readonly att: AverageEffect;
  readonly eventTime?: readonly EventEffect[];
  readonly groupTime?: readonly (Mean & { readonly group: number; readonly time: number })[];
  readonly aggregations?: {
    readonly simple: Mean;
    readonly dynamic: Mean & { readonly byEvent: readonly (Mean & { readonly e: number })[] };
    readonly group: Mean & { readonly byGroup: readonly (Mean & { readonly group: number })[] };
    readonly calendar: Mean & { readonly byTime: readonly (Mean & { readonly time: number })[] };
  };
  readonly perUnit?: readonly {
    readonly unit: string;
    readonly estimate: number;
    readonly pupilWeighted?: number;
    readonly cells: number;
  }[];
  readonly cells?: readonly { readonly unit: string; readonly time: number; readonly effect: number }[];
  readonly notEstimable: readonly NotEstimable[];
  /** The smallest effect found with 80 % power at 5 %: (t(.975, G − 1) + t(.8, G − 1))·se_CV3. */
  readonly mde?: number;
  readonly enumerated?: boolean;
  readonly assignments?: number;
  readonly seed: number;
};

/** Everything decided: what `estimate` works from. */
export type DecidedSpec = {
  readonly estimator: EstimatorName;
  readonly design: DesignName;
  readonly weights: Weighting;
  readonly controls: Controls;
  readonly adjustment: AdjustmentName;
  readonly leastBefore: number;
  readonly inference: readonly InferenceName[];
  readonly bootstrap: BootstrapSpec;
  readonly randomization: RandomizationSpec;
  readonly seed: number;
};

/** Apart from weights: by pupils where they are counted. */
export const defaultSpec: Omit<DecidedSpec, 'weights'> = {
  estimator: 'imputation',
  design: 'otherSchools',
  controls: 'notYetTreated',
  adjustment: 'doublyRobust',
  leastBefore: 1,
  inference: ['cv3'],
  bootstrap: { weights: 'rademacher', null: 'restricted', draws: 9999 },
  randomization: { unit: 'cluster', statistic: 'studentised', draws: 9999 },
  seed: 20_180_117,
};

/** What an estimator hands over; `estimate` makes the result of it. */
export type Estimated = {
  readonly estimate: number;
  readonly pupilWeighted?: number;
  /** The errors that the estimator defines, of those asked for. */
  readonly se: Omit<Errors, 'cv3'>;
  readonly cr2Df?: number;
  readonly bootstrapP?: number;
  /** The estimate with each cluster left out. */
  readonly withoutOne: readonly number[];
  readonly left: readonly NotEstimable[];
  readonly parts: Pick<EstimateResult, 'eventTime' | 'groupTime' | 'aggregations' | 'perUnit' | 'cells'>;
};
