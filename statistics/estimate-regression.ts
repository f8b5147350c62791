import { absorb } from './absorption.ts';
import { biasReduced } from './bias-reduced.ts';
import { layOut } from './design.ts';
import type { DecidedSpec, Estimated, EventEffect } from './estimate-result.ts';
import { absorbBoth } from './joint-sweep.ts';
import { eventColumns, type OwnColumns } from './own-columns.ts';
import { clusterOf, type Panel, treatedFrom } from './panel.ts';
import { StatisticsProblem } from './problem.ts';
import type { Statistic } from './randomization.ts';
import { refinedResiduals, spread } from './reduction.ts';
import {
  centre,
  clusteredVariance,
  clusteredVariances,
  coefficientsWithoutOne,
  directionOf,
  planRegression,
  type Regression,
  regress,
  weightsOf,
} from './regression.ts';
import { meanOver, meansWithoutOne, product, REFERENCE_EVENT, treatedMean } from './sun-abraham.ts';
import { estimateText } from './sv.ts';
import { planDesign } from './sweep.ts';
import { clusterFactor, iidVariance, robustVariance } from './variance.ts';
import { wildBootstrap } from './wild-bootstrap.ts';

/** Per cell the column of the cells that count as treated, 0, or −1. */
const treatedColumn = (treated: Uint8Array): Int32Array => {
  const own = new Int32Array(treated.length);
  for (let i = 0; i < own.length; i += 1) own[i] = (treated[i] as number) - 1;
  return own;
};

/** Values by name, without those that do not exist, such as an error where no degree of freedom is left. */
const existing = <Name extends string>(
  values: Readonly<Partial<Record<Name, number>>>,
): Partial<Record<Name, number>> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  ) as Partial<Record<Name, number>>;

/** The errors, and the bootstrap, of one combination of a regression's coefficients. */
const inferenceOf = (regression: Regression, combination: Float64Array, spec: DecidedSpec) => {
  // Not defined from cells: robust errors with covariates of the pupils. Not made: what draws on a projection, with covariates.
  const { adjustment } = regression;
  const without = adjustment
    ? adjustment.ofPupils
      ? ['hc1', 'cr2', 'wildBootstrap']
      : ['cr2', 'wildBootstrap']
    : [];
  const asked = new Set(spec.inference.filter(name => !without.includes(name)));
  const estimate = product(combination, regression.coefficients);
  const direction = directionOf(regression, combination);
  const cr2 = asked.has('cr2') ? biasReduced(regression, direction) : undefined;
  const bootstrapP = asked.has('wildBootstrap')
    ? wildBootstrap(regression, direction, estimate, spec.bootstrap, spec.seed)
    : undefined;
  return {
    estimate,
    se: existing({
      ...(asked.has('iid') ? { iid: Math.sqrt(iidVariance(regression, direction, combination)) } : {}),
      ...(asked.has('hc1') ? { hc1: Math.sqrt(robustVariance(regression, direction)) } : {}),
      ...(asked.has('cr1')
        ? { cr1: Math.sqrt(clusteredVariance(regression, combination, clusterFactor(regression))) }
        : {}),
      ...(cr2 ? { cr2: cr2.se } : {}),
    }),
    ...existing(cr2 ? { cr2Df: cr2.df } : {}),
    ...(bootstrapP === undefined ? {} : { bootstrapP }),
  };
};

/** A regression's own columns, one per event time, as effects with CR1 errors. Undetermined ones are left out. */
export const eventEffects = (regression: Regression, { own, labels }: OwnColumns): EventEffect[] => {
  const varianceOf = clusteredVariances(regression, clusterFactor(regression));
  const cells = new Float64Array(labels.length);
  for (const k of own) if (k >= 0) cells[k] = (cells[k] as number) + 1;
  return labels.flatMap(({ event }, k) => {
    if (regression.determined[k] === 0) return [];
    const combination = new Float64Array(labels.length);
    combination[k] = 1;
    return [
      {
        e: event,
        estimate: regression.coefficients[k] as number,
        ...existing({ se: Math.sqrt(varianceOf(combination)) }),
        cells: cells[k] as number,
      },
    ];
  });
};

/**
 * Fixed-effects regression y = βD + effects. The event path is the same regression with one column per event time, −1 as reference;
 * it is left out where the event times are not all determined, since what is left then has no fixed meaning.
 */
export const estimateFixedEffects = (panel: Panel, spec: DecidedSpec): Estimated => {
  const { design, weights } = spec;
  const asked = { design, weights, own: treatedColumn(panel.treated), ownCount: 1, leavingOut: true };
  const events = eventColumns(panel, event => event !== REFERENCE_EVENT, false);
  const path = { design, weights, own: events.own, ownCount: events.labels.length };
  // The treated are those of all event times from 0 on, as long as no post ends.
  const swept =
    panel.returning === undefined
      ? absorbBoth(
          {
            ...{ fine: planRegression(panel, path), coarse: planRegression(panel, asked) },
            into: Int32Array.from(events.labels, ({ event }) => (event >= 0 ? 0 : -1)),
          },
          weightsOf(panel, weights),
        )
      : undefined;
  const regression = regress(panel, asked, swept?.coarse);
  if (regression.determined[0] === 0) throw new StatisticsProblem(estimateText.notIdentified);
  const along = swept && regress(panel, path, swept.fine);
  const withoutOne = Array.from(coefficientsWithoutOne(regression), ({ coefficients, determined }) =>
    determined[0] === 1 ? (coefficients[0] as number) : Number.NaN,
  );
  return {
    ...inferenceOf(regression, Float64Array.of(1), spec),
    withoutOne,
    left: [],
    parts: along?.determined.every(one => one === 1) ? { eventTime: eventEffects(along, events) } : {},
  };
};

/** With covariates: fitted anew for each start. */
const adjustedStatistic =
  (panel: Panel, { design, weights }: DecidedSpec): Statistic =>
  start => {
    const treated = treatedFrom(panel, start);
    const own = treatedColumn(treated);
    const regression = regress(panel, { design, weights, own, ownCount: 1 });
    if (regression.determined[0] === 0) return { coefficient: Number.NaN, se: Number.NaN };
    return {
      coefficient: regression.coefficients[0] as number,
      se: Math.sqrt(clusteredVariance(regression, Float64Array.of(1), 1)),
    };
  };

/** β and its clustered standard error for any starts; what does not depend on them is computed once. */
export const fixedEffectsStatistic = (panel: Panel, spec: DecidedSpec): Statistic => {
  if (panel.covariates) return adjustedStatistic(panel, spec);
  const weight = weightsOf(panel, spec.weights);
  const absorption = absorb(planDesign(layOut(panel, spec.design)), weight);
  const rest = refinedResiduals(absorption, centre(panel.mean, weight));
  const treated = new Uint8Array(panel.cells);
  const source = new Float64Array(panel.cells);
  const scores = new Float64Array(panel.clusterNames.length);
  const cluster = Int32Array.from({ length: panel.cells }, (_, i) => clusterOf(panel, i));
  return start => {
    treatedFrom(panel, start, treated);
    for (let i = 0; i < source.length; i += 1) source[i] = (weight[i] as number) * (treated[i] as number);
    const own = spread(absorption, source);
    let top = 0;
    let bottom = 0;
    for (let i = 0; i < source.length; i += 1) {
      own[i] = (treated[i] as number) - (own[i] as number);
      top += (source[i] as number) * (rest[i] as number);
      bottom += (source[i] as number) * (own[i] as number);
    }
    const coefficient = bottom > 1e-9 ? top / bottom : Number.NaN;
    scores.fill(0);
    for (let i = 0; i < source.length; i += 1) {
      const c = cluster[i] as number;
      const error = (rest[i] as number) - coefficient * (own[i] as number);
      scores[c] = (scores[c] as number) + (weight[i] as number) * (own[i] as number) * error;
    }
    let squares = 0;
    for (const score of scores) squares += score * score;
    return { coefficient, se: Math.sqrt(squares) / bottom };
  };
};

/** Sun & Abraham's estimate with its path and its cohort-time effects; all errors CR1. */
export const estimateSunAbraham = (panel: Panel, spec: DecidedSpec): Estimated => {
  const mean = treatedMean(panel, spec);
  if (!mean) throw new StatisticsProblem(estimateText.noComparison);
  const { found, whole } = mean;
  const { regression, labels, cells } = found;
  const varianceOf = clusteredVariances(regression, clusterFactor(regression));
  const effectOf = (combination: Float64Array) => ({
    estimate: product(combination, regression.coefficients),
    ...existing({ se: Math.sqrt(varianceOf(combination)) }),
  });
  const events = [...new Set(labels.map(({ event }) => event))];
  return {
    ...inferenceOf(regression, whole, spec),
    withoutOne: meansWithoutOne(found, panel, spec),
    left: found.left,
    parts: {
      eventTime: events.flatMap(e => {
        const combination = meanOver(found, ({ event }) => event === e);
        if (!combination) return [];
        const behind = cells.reduce((sum, one, k) => sum + (combination[k] === 0 ? 0 : one), 0);
        return [{ e, ...effectOf(combination), cells: behind }];
      }),
      groupTime: [...labels.keys()]
        .filter(k => regression.determined[k] === 1)
        .sort((a, b) => (labels[a]?.group ?? 0) - (labels[b]?.group ?? 0) || a - b)
        .map(k => {
          const combination = new Float64Array(labels.length);
          combination[k] = 1;
          const { group = 0, time = 0 } = labels[k] ?? {};
          return { group, time, ...effectOf(combination) };
        }),
    },
  };
};
