import { pValueT } from './distributions.ts';
import {
  balancedPanel,
  callawaySantAnnaStatistic,
  estimateCallawaySantAnna,
  estimateImputation,
  imputationStatistic,
} from './estimate-effects.ts';
import { estimateFixedEffects, estimateSunAbraham, fixedEffectsStatistic } from './estimate-regression.ts';
import {
  type DecidedSpec,
  defaultSpec,
  type Estimated,
  type EstimateResult,
  type EstimateSpec,
  type EstimatorName,
} from './estimate-result.ts';
import { headlineOf, jackknifeError } from './jackknife.ts';
import { clusterOf, type Panel } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import { randomize, type Statistic } from './randomization.ts';
import { sunAbrahamStatistic } from './sun-abraham-lottery.ts';
import { estimateText } from './sv.ts';

/** Per estimator: how it estimates, and its statistic for other starts together with the panel whose units may change places. */
const estimators: Record<
  EstimatorName,
  {
    readonly estimate: (panel: Panel, spec: DecidedSpec) => Estimated;
    readonly lottery: (
      panel: Panel,
      spec: DecidedSpec,
    ) => { readonly panel: Panel; readonly statistic: Statistic };
  }
> = {
  imputation: {
    estimate: estimateImputation,
    lottery: (panel, spec) => ({ panel, statistic: imputationStatistic(panel, spec) }),
  },
  callawaySantAnna: {
    estimate: estimateCallawaySantAnna,
    lottery: (panel, spec) => {
      const balanced = balancedPanel(panel, spec);
      return { panel: balanced, statistic: callawaySantAnnaStatistic(balanced, spec) };
    },
  },
  sunAbraham: {
    estimate: estimateSunAbraham,
    lottery: (panel, spec) => ({ panel, statistic: sunAbrahamStatistic(panel, spec) }),
  },
  fixedEffects: {
    estimate: estimateFixedEffects,
    lottery: (panel, spec) => ({ panel, statistic: fixedEffectsStatistic(panel, spec) }),
  },
};

/** What the panel must have for there to be anything to estimate. */
const refuseHopeless = (panel: Panel, spec: DecidedSpec): void => {
  if (spec.weights === 'n' && !panel.countsPupils) throw new StatisticsProblem(estimateText.noCount);
  if (!panel.treated.includes(1)) throw new StatisticsProblem(estimateText.noTreated);
  if (!panel.treated.includes(0)) throw new StatisticsProblem(estimateText.noComparison);
  const needsStarts = spec.estimator !== 'fixedEffects' || spec.inference.includes('randomization');
  if (needsStarts && panel.returning !== undefined)
    throw new StatisticsProblem(estimateText.notAbsorbing(panel.returning), { column: 'treated' });
};

const freeze = <Value>(value: Value): Value => {
  // Numbers, texts and nothing at all count as frozen.
  if (!Object.isFrozen(value)) {
    for (const part of Object.values(value as object)) freeze(part);
    Object.freeze(value);
  }
  return value;
};

/**
 * Estimates the effect of posts on a panel of cells.
 *
 * `att.estimate` is, for imputation, the mean of τ̂ over the treated cells that can be estimated (`pupilWeighted` by their
 * pupils); for fixedEffects β; for sunAbraham the share-weighted mean; for callawaySantAnna the simple aggregation. `interval`
 * and `mde` rest on CV3 and t(G − 1) and are there whether or not cv3 is asked for, as long as the estimate exists without any
 * one cluster. Parts that an estimator does not define are absent.
 *
 * | | iid, hc1, cr2, wildBootstrap | cr1 |
 * |---|---|---|
 * | fixedEffects, sunAbraham | yes | fixest's |
 * | imputation | absent | Borusyak, Jaravel & Spiess's clustered error |
 * | callawaySantAnna | absent | influence functions summed per cluster |
 *
 * @param panel from `readPanel`
 * @throws {StatisticsProblem} when no unit has the post, there is nothing to compare with, the effect is not identified, weights n
 * lack a count, or the estimator needs starts and a unit goes back to no post
 */
export const estimate = (panel: Panel, spec: EstimateSpec): EstimateResult => {
  const decided: DecidedSpec = {
    ...defaultSpec,
    weights: panel.countsPupils ? 'n' : 'none',
    ...spec,
    bootstrap: { ...defaultSpec.bootstrap, ...spec.bootstrap },
    randomization: { ...defaultSpec.randomization, ...spec.randomization },
  };
  refuseHopeless(panel, decided);
  const { estimator, inference, seed } = decided;
  const { estimate: run, lottery } = estimators[estimator];
  const found = run(panel, decided);
  const cv3 = jackknifeError(found.estimate, found.withoutOne);
  const headline =
    cv3 === undefined ? undefined : { se: cv3, ...headlineOf(found.estimate, cv3, found.withoutOne.length) };
  const drawn = inference.includes('randomization') ? lottery(panel, decided) : undefined;
  const randomized = drawn && randomize(drawn.panel, drawn.statistic, decided.randomization, seed);
  const shown = inference.includes('cv3') ? headline : undefined;
  const { cr2 } = found.se;
  const { cr2Df } = found;
  const treatedClusters = new Set<number>();
  for (let i = 0; i < panel.cells; i += 1)
    if (panel.treated[i] === 1) treatedClusters.add(clusterOf(panel, i));
  return freeze({
    estimator,
    observations: panel.cells,
    ...(panel.countsPupils ? { pupils: panel.pupils.reduce((sum, n) => sum + n, 0) } : {}),
    units: panel.unitNames.length,
    clusters: panel.clusterNames.length,
    treatedClusters: treatedClusters.size,
    att: {
      estimate: found.estimate,
      ...(found.pupilWeighted === undefined ? {} : { pupilWeighted: found.pupilWeighted }),
      se: { ...found.se, ...(shown ? { cv3: shown.se } : {}) },
      df: { ...(cr2Df === undefined ? {} : { cr2: cr2Df }), ...(shown ? { cv3: shown.df } : {}) },
      p: {
        ...(cr2 === undefined || cr2Df === undefined ? {} : { cr2: pValueT(found.estimate / cr2, cr2Df) }),
        ...(shown ? { cv3: shown.p } : {}),
        ...(found.bootstrapP === undefined ? {} : { wildBootstrap: found.bootstrapP }),
        ...(randomized ? { randomization: randomized.p } : {}),
      },
      ...(headline ? { interval: headline.interval } : {}),
    },
    ...found.parts,
    notEstimable: found.left,
    ...(headline ? { mde: headline.mde } : {}),
    ...(randomized ? { enumerated: randomized.enumerated, assignments: randomized.assignments } : {}),
    seed,
  });
};
