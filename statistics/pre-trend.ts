import type { Absorption } from './absorption.ts';
import { factorise, solve } from './cholesky.ts';
import type { DesignName } from './design.ts';
import { pValueF } from './distributions.ts';
import { eventColumns, type OwnColumns } from './own-columns.ts';
import { clusterOf, type Panel } from './panel.ts';
import { coefficientsWithoutOne, type Regression, regress, type Weighting } from './regression.ts';

export type PreTrendOptions = {
  readonly design: DesignName;
  readonly weights: Weighting;
  /** The event time the others are measured from: −1, or −2 when posts are announced in the spring before. */
  readonly reference?: number;
};

/** Placebo effects: event times before the reference, on the cells without a post only. */
export type Leads = { readonly regression: Regression; readonly columns: OwnColumns };

/** One column per event time before the reference; undefined when no unit has such years. */
export const leadColumns = (panel: Panel, reference = -1): OwnColumns | undefined => {
  const columns = eventColumns(panel, event => event < reference, false);
  return columns.labels.length > 0 ? columns : undefined;
};

/**
 * Regresses the cells without a post on the fixed effects and one column per event time before the reference (Borusyak, Jaravel &
 * Spiess 2024, section 4.4: the test does not touch the treated cells, so it does not bias them).
 *
 * @param absorption the design with these columns, swept with weight 0 for the treated, where that is done already
 */
export const leadRegression = (
  panel: Panel,
  { design, weights }: PreTrendOptions,
  columns: OwnColumns,
  absorption?: Absorption,
): Leads => {
  const use = panel.treated.map(one => 1 - one);
  const options = { design, weights, own: columns.own, ownCount: columns.labels.length, use };
  return { regression: regress(panel, options, absorption), columns };
};

export type PreTrend = {
  /** Wald statistic divided by q, its degrees of freedom q and G − 1, and its p-value. */
  readonly f: number;
  readonly q: number;
  readonly df: number;
  readonly p: number;
  /** The event time that the others are measured from. */
  readonly reference: number;
  /** V of the tested event times, in their order: lower triangle, row after row. */
  readonly covariance: readonly number[];
  /** Per event time: placebo effect and CV3 standard error. */
  readonly leads: readonly { readonly e: number; readonly estimate: number; readonly se: number }[];
};

/**
 * Joint test that placebo effects are 0: F = β'V⁻¹β/q, V the cluster jackknife covariance
 * (G − 1)/G·Σ_g (β̂₍₋g₎ − β̂)(β̂₍₋g₎ − β̂)', compared with F(q, G − 1).
 *
 * @param tested which event times to test jointly; all before the reference have columns of their own
 * @returns undefined when there are none, or V cannot be formed (as many event times as clusters, or one that exists in a
 * single cluster)
 */
export const preTrendTest = (
  panel: Panel,
  options: PreTrendOptions,
  tested: (event: number) => boolean = event => event >= -4,
): PreTrend | undefined => {
  const columns = leadColumns(panel, options.reference);
  if (!columns) return undefined;
  const { regression } = leadRegression(panel, options, columns);
  const events = columns.labels.map(({ event }) => event);
  const chosen = [...events.keys()].filter(
    k => regression.determined[k] === 1 && tested(events[k] as number),
  );
  const q = chosen.length;
  const free = [...panel.treated.keys()].filter(i => panel.treated[i] === 0);
  const clusters = new Set(free.map(i => clusterOf(panel, i))).size;
  if (q === 0 || q >= clusters) return undefined;
  const estimate = chosen.map(k => regression.coefficients[k] as number);
  const covariance = new Float64Array((q * (q + 1)) / 2);
  for (const { coefficients, determined } of coefficientsWithoutOne(regression)) {
    if (chosen.some(k => determined[k] === 0)) return undefined;
    const moved = chosen.map((k, at) => (coefficients[k] as number) - (estimate[at] as number));
    for (let a = 0, at = 0; a < q; a += 1)
      for (let b = 0; b <= a; b += 1, at += 1)
        covariance[at] =
          (covariance[at] as number) +
          ((clusters - 1) / clusters) * (moved[a] as number) * (moved[b] as number);
  }
  const formed = [...covariance];
  const variances = Float64Array.from(chosen, (_, a) => covariance[(a * (a + 1)) / 2 + a] as number);
  const factor = { size: q, values: covariance, first: new Int32Array(q) };
  if (factorise(factor, variances).rank < q) return undefined;
  const solved = Float64Array.from(estimate);
  solve(factor, solved);
  const f = estimate.reduce((sum, one, k) => sum + one * (solved[k] as number), 0) / q;
  const df = clusters - 1;
  return Object.freeze({
    ...{ f, q, df, p: pValueF(f, q, df), reference: options.reference ?? -1, covariance: formed },
    leads: chosen.map((k, a) => ({
      e: events[k] as number,
      estimate: estimate[a] as number,
      se: Math.sqrt(variances[a] as number),
    })),
  });
};
