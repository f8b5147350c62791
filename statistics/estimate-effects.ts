import { type Absorption, absorb } from './absorption.ts';
import { type BalancedUnits, balance } from './callaway-cohorts.ts';
import { callawayStatistic } from './callaway-lottery.ts';
import { aggregate, groupTimeEffects, type Influenced, influenceError } from './callaway-santanna.ts';
import { simpleWithoutOne } from './callaway-without-one.ts';
import { eventEffects } from './estimate-regression.ts';
import type { DecidedSpec, Estimated, EventEffect } from './estimate-result.ts';
import {
  effectsWithoutOne,
  equalShares,
  type Imputation,
  type ImputationGround,
  impute,
  layGround,
  meanEffect,
  type NotEstimable,
  untreatedWeight,
  withoutEstimate,
  withRank,
} from './imputation.ts';
import { classesByEvent, imputationErrors } from './imputation-error.ts';
import { generalStatistic, prefixStatistic } from './imputation-lottery.ts';
import { schoolStatistic } from './imputation-school-lottery.ts';
import { absorbBoth } from './joint-sweep.ts';
import { type Panel, selectCells } from './panel.ts';
import { type Leads, leadColumns, leadRegression } from './pre-trend.ts';
import { StatisticsProblem } from './problem.ts';
import type { Statistic } from './randomization.ts';
import { multiply, refinedResiduals } from './reduction.ts';
import { planRegression } from './regression.ts';
import { estimateText } from './sv.ts';

/** Every unit's mean effect, over its cells and over its pupils. */
const unitEffects = ({ ground, residual, estimable }: Imputation) => {
  const { panel } = ground;
  return panel.unitNames.flatMap((unit, u) => {
    let cells = 0;
    let sum = 0;
    let pupils = 0;
    let pupilSum = 0;
    for (let i = panel.unitStart[u] as number; i < (panel.unitStart[u + 1] as number); i += 1) {
      if (estimable[i] !== 1) continue;
      const n = panel.pupils[i] as number;
      cells += 1;
      sum += residual[i] as number;
      pupils += n;
      pupilSum += n * (residual[i] as number);
    }
    if (cells === 0) return [];
    const weighted = panel.countsPupils ? { pupilWeighted: pupilSum / pupils } : {};
    return [{ unit, estimate: sum / cells, ...weighted, cells }];
  });
};

/** Mean effects by event time, with their errors, and the error of the mean over them all. */
const effectsByEvent = (imputation: Imputation): { path: EventEffect[]; error: number } => {
  const classes = classesByEvent(imputation);
  const { each, whole } = imputationErrors(imputation, classes);
  const sums = new Float64Array(classes.count);
  const cells = new Float64Array(classes.count);
  classes.of.forEach((k, i) => {
    if (k < 0) return;
    sums[k] = (sums[k] as number) + (imputation.residual[i] as number);
    cells[k] = (cells[k] as number) + 1;
  });
  const path = classes.events.map((e, k) => ({
    e,
    estimate: (sums[k] as number) / (cells[k] as number),
    se: each[k] as number,
    cells: cells[k] as number,
  }));
  return { path, error: whole };
};

/** The imputation and its placebo effects: both rest on the cells without a post, whose effects are swept once. */
const imputeBeside = (panel: Panel, spec: DecidedSpec): { imputation: Imputation; leads?: Leads } => {
  const ground = layGround(panel, spec);
  const weight = untreatedWeight(ground, panel.treated);
  const columns = leadColumns(panel);
  const fitTo = (absorption: Absorption) => impute(ground, panel.treated, refinedResiduals, absorption);
  if (!columns) return { imputation: fitTo(absorb(ground.plan, weight, true)) };
  const ownCount = columns.labels.length;
  const plan = planRegression(panel, { design: spec.design, own: columns.own, ownCount });
  const both = { fine: plan, coarse: ground.plan, into: new Int32Array(ownCount).fill(-1) };
  const { fine, coarse } = absorbBoth(both, weight);
  return { imputation: fitTo(coarse), leads: leadRegression(panel, spec, columns, fine) };
};

/**
 * The imputation estimate. `cr1` stands for its own clustered error (Borusyak, Jaravel & Spiess), which has no small-sample
 * factor; the path's errors after the start are the same kind, before the start CR1 of the regression of placebo effects.
 */
export const estimateImputation = (panel: Panel, spec: DecidedSpec): Estimated => {
  const { imputation, leads } = imputeBeside(panel, spec);
  const { residual, estimable } = imputation;
  const share = equalShares(imputation);
  if (!estimable.includes(1)) throw new StatisticsProblem(estimateText.noComparison);
  const { path, error } = effectsByEvent(imputation);
  const before = leads ? eventEffects(leads.regression, leads.columns) : [];
  const cells: number[] = [];
  for (let i = 0; i < panel.cells; i += 1) if (estimable[i] === 1) cells.push(i);
  return {
    estimate: meanEffect(imputation, share),
    ...(panel.countsPupils
      ? {
          pupilWeighted: meanEffect(imputation, multiply(share, panel.pupils)),
        }
      : {}),
    se: spec.inference.includes('cr1') ? { cr1: error } : {},
    withoutOne: effectsWithoutOne(imputation, spec),
    left: withoutEstimate(imputation),
    parts: {
      eventTime: [...before, ...path],
      perUnit: unitEffects(imputation),
      cells: cells.map(i => ({
        unit: panel.unitNames[panel.unit[i] as number] as string,
        time: panel.times[panel.time[i] as number] as number,
        effect: residual[i] as number,
      })),
    },
  };
};

/**
 * The road by which draws are imputed: made for what stays the same between draws, where something does.
 *
 * @returns what makes the statistic of a ground
 */
export const lotteryRoad = ({
  design,
  randomization,
}: Pick<DecidedSpec, 'design' | 'randomization'>): ((ground: ImputationGround) => Statistic) => {
  if (design !== 'sameSchool') return prefixStatistic;
  return randomization.unit === 'cluster' ? schoolStatistic : ground => generalStatistic(withRank(ground));
};

/** The imputation estimate and its clustered error for any starts. */
export const imputationStatistic = (panel: Panel, spec: DecidedSpec): Statistic => {
  const ground = layGround(panel, spec);
  return panel.covariates ? generalStatistic(withRank(ground)) : lotteryRoad(spec)(ground);
};

const startsOf = ({ units }: BalancedUnits, start: Float64Array): Float64Array =>
  Float64Array.from(units, u => start[u] as number);

/** Posts that Callaway–Sant'Anna cannot use although their unit has every year, and those that start the first year. */
const leftOut = (panel: Panel, { units, left }: BalancedUnits, used: ReadonlySet<number>): NotEstimable[] => {
  const present = [...panel.time];
  const first = panel.times[
    present.reduce((least, one) => Math.min(least, one), Number.MAX_SAFE_INTEGER)
  ] as number;
  const complete = new Set(units);
  const named = new Map(left.map(one => [one.unit, one]));
  return panel.unitNames.flatMap((unit, u): NotEstimable[] => {
    const start = panel.start[u] as number;
    if (start <= first) return [{ unit, reason: 'noPreYears' }];
    const incomplete = named.get(unit);
    if (incomplete) return [incomplete];
    return Number.isFinite(start) && complete.has(u) && !used.has(start)
      ? [{ unit, reason: 'noComparison' }]
      : [];
  });
};

/** Callaway & Sant'Anna's estimate; `cr1` stands for its influence-function error summed per cluster. */
export const estimateCallawaySantAnna = (panel: Panel, spec: DecidedSpec): Estimated => {
  if (spec.controls === 'neverTreated' && !panel.start.includes(Number.POSITIVE_INFINITY))
    throw new StatisticsProblem(estimateText.noComparison);
  const units = balance(panel, spec.weights);
  const start = startsOf(units, panel.start);
  const groupTime =
    units.units.length > 0 ? groupTimeEffects(units, start, spec.controls, spec.adjustment) : undefined;
  if (!groupTime)
    throw new StatisticsProblem(
      units.left.length > 0 ? estimateText.missingYears : estimateText.noComparison,
    );
  const { count, effects } = groupTime;
  const meanOf = (estimate: Influenced) => {
    const se = influenceError(estimate, count);
    return { estimate: estimate.value, ...(se === undefined ? {} : { se }) };
  };
  const { simple, dynamic, group, calendar } = aggregate(groupTime);
  const { estimate, se } = meanOf(simple);
  const used = new Set(effects.filter(({ group: g, time }) => time >= g).map(({ group: g }) => g));
  return {
    estimate,
    se: spec.inference.includes('cr1') && se !== undefined ? { cr1: se } : {},
    withoutOne: simpleWithoutOne(panel, units, spec),
    left: leftOut(panel, units, used),
    parts: {
      eventTime: dynamic.byEvent.map(one => ({ e: one.event, ...meanOf(one), cells: one.cells })),
      groupTime: effects.map(one => ({ group: one.group, time: one.time, ...meanOf(one) })),
      aggregations: {
        simple: meanOf(simple),
        dynamic: {
          ...meanOf(dynamic),
          byEvent: dynamic.byEvent.map(one => ({ e: one.event, ...meanOf(one) })),
        },
        group: {
          ...meanOf(group),
          byGroup: group.byGroup.map(one => ({ group: one.group, ...meanOf(one) })),
        },
        calendar: {
          ...meanOf(calendar),
          byTime: calendar.byTime.map(one => ({ time: one.time, ...meanOf(one) })),
        },
      },
    },
  };
};

/** The units that Callaway–Sant'Anna can use, which are the ones that may change places. */
export const balancedPanel = (panel: Panel, spec: DecidedSpec): Panel => {
  const kept = new Set(balance(panel, spec.weights).units);
  return selectCells(
    panel,
    Uint8Array.from(panel.unit, u => (kept.has(u) ? 1 : 0)),
  );
};

/** Callaway & Sant'Anna's simple mean and its clustered error for any starts of a panel where every unit has every time. */
export const callawaySantAnnaStatistic = (panel: Panel, spec: DecidedSpec): Statistic =>
  callawayStatistic(balance(panel, spec.weights), spec.controls, spec.adjustment);
