import { silentWithoutOne } from './counting.ts';
import type { DesignName } from './design.ts';
import type { NotEstimable } from './imputation.ts';
import { eventColumns, type OwnColumns } from './own-columns.ts';
import { type Panel, selectCells } from './panel.ts';
import { coefficientsWithoutOne, type Regression, regress, type Weighting } from './regression.ts';

export type SunAbrahamOptions = { readonly design: DesignName; readonly weights: Weighting };

/** The regression, what its columns are about, and which columns each mean is made of. */
export type SunAbraham = {
  readonly regression: Regression;
  readonly own: Int32Array;
  readonly labels: OwnColumns['labels'];
  /**
   * Per column: its cells' share when means are formed, i.e. how many cells (or pupils) stand behind it. A cell that an effect of
   * its own fits whole says nothing and has no share, as in fixest.
   */
  readonly shares: Float64Array;
  /** Per column: its number of cells. */
  readonly cells: Float64Array;
  readonly left: readonly NotEstimable[];
};

/** The last event time before treatment: what all others are measured from. */
export const REFERENCE_EVENT = -1;

/**
 * The cells that can take part: without units treated from the first time on. Without never-treated units the last cohort is the
 * comparison, and the times from its start on are left out.
 */
export const comparableCells = (
  panel: Panel,
): { readonly panel: Panel; readonly left: readonly NotEstimable[] } => {
  const first = panel.times[
    panel.time.reduce((least, one) => Math.min(least, one), panel.times.length)
  ] as number;
  const hasNever = panel.start.some(start => start === Number.POSITIVE_INFINITY);
  const latest = hasNever ? Number.POSITIVE_INFINITY : Math.max(...panel.start);
  const keep = new Uint8Array(panel.cells);
  for (let i = 0; i < keep.length; i += 1) {
    const begins = panel.start[panel.unit[i] as number] as number;
    if (begins > first && (panel.times[panel.time[i] as number] as number) < latest) keep[i] = 1;
  }
  const left = panel.unitNames.flatMap((unit, u): NotEstimable[] => {
    const start = panel.start[u] as number;
    if (start <= first) return [{ unit, reason: 'noPreYears' }];
    return !hasNever && start === latest ? [{ unit, reason: 'noComparison' }] : [];
  });
  const selected = !keep.includes(0) ? panel : selectCells(panel, keep);
  const start = selected.start.map(begins => (begins === latest ? Number.POSITIVE_INFINITY : begins));
  return { panel: { ...selected, start }, left };
};

/**
 * Interaction-weighted event study (Sun & Abraham 2021, "Estimating dynamic treatment effects in event studies with heterogeneous
 * treatment effects", Journal of Econometrics 225): one column per cohort and event time except −1, never-treated units as
 * comparison. Means over cohorts use the cohorts' shares among the cells, taken as given (as fixest's sunab).
 */
export const sunAbraham = (whole: Panel, { design, weights }: SunAbrahamOptions): SunAbraham => {
  const { panel, left } = comparableCells(whole);
  const { own, labels } = eventColumns(panel, event => event !== REFERENCE_EVENT, true);
  const regression = regress(panel, { design, weights, own, ownCount: labels.length, leavingOut: true });
  const shares = new Float64Array(labels.length);
  const cells = new Float64Array(labels.length);
  own.forEach((k, i) => {
    if (k < 0 || regression.counted.speaks[i] === 0) return;
    shares[k] = (shares[k] as number) + (regression.weight[i] as number);
    cells[k] = (cells[k] as number) + 1;
  });
  return { regression, own, labels, shares, cells, left };
};

/** The combination of columns that is the mean over those chosen; columns that are not determined do not take part. */
export const meanOver = (
  { labels, shares, regression }: SunAbraham,
  chosen: (label: OwnColumns['labels'][number]) => boolean,
): Float64Array | undefined => {
  const picked = shares.map((share, k) =>
    regression.determined[k] === 1 && chosen(labels[k] as OwnColumns['labels'][number]) ? share : 0,
  );
  const sum = picked.reduce((total, share) => total + share, 0);
  return sum > 0 ? picked.map(share => share / sum) : undefined;
};

/** The fit and the combination of its columns that is the mean effect of treated cells; undefined where none is determined. */
export const treatedMean = (
  panel: Panel,
  options: SunAbrahamOptions,
): { readonly found: SunAbraham; readonly whole: Float64Array } | undefined => {
  if (comparableCells(panel).panel.cells === 0) return undefined;
  const found = sunAbraham(panel, options);
  const whole = meanOver(found, ({ event }) => event >= 0);
  return whole && { found, whole };
};

/** Σ c_k b_k. */
export const product = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, one, k) => sum + one * (b[k] as number), 0);

/** Clusters without which fewer years, or other units, are comparable: they alone have the first year, or who starts last. */
const clustersAtTheEdge = (panel: Panel): Uint8Array => {
  const { clusterNames, unitNames, unitCluster, unitStart } = panel;
  const edge = new Uint8Array(clusterNames.length);
  const mark = (of: (unit: number) => number): void => {
    let most = Number.NEGATIVE_INFINITY;
    let owners = new Set<number>();
    for (const u of unitNames.keys()) {
      const value = of(u);
      if (value > most) [most, owners] = [value, new Set()];
      if (value === most) owners.add(unitCluster[u] as number);
    }
    if (owners.size === 1) for (const c of owners) edge[c] = 1;
  };
  mark(u => panel.start[u] as number);
  mark(u => -(panel.time[unitStart[u] as number] as number));
  return edge;
};

/**
 * The mean effect of treated cells with each cluster that takes part left out: shares and coefficients anew, and which cells are
 * comparable where that hangs on the cluster. NaN where nothing is determined.
 *
 * @param all the panel that `sunAbraham` was given
 */
export const meansWithoutOne = (
  { regression, own, labels, shares }: SunAbraham,
  all: Panel,
  options: SunAbrahamOptions,
): readonly number[] => {
  const { panel, weight, counted } = regression;
  const edge = clustersAtTheEdge(all);
  const numbers = new Map(all.clusterNames.map((name, c) => [name, c]));
  const silent = silentWithoutOne(panel, options.design, regression.byPupils && panel.within !== undefined);
  const means: number[] = [];
  for (const { coefficients, determined } of coefficientsWithoutOne(regression)) {
    const cluster = means.length;
    const number = numbers.get(panel.clusterNames[cluster] as string) as number;
    if (edge[number] === 1) {
      const left = Uint8Array.from(all.unit, u => (all.unitCluster[u] === number ? 0 : 1));
      const anew = treatedMean(selectCells(all, left), options);
      means.push(anew ? product(anew.whole, anew.found.regression.coefficients) : Number.NaN);
      continue;
    }
    const rest = shares.slice();
    const forget = (i: number): void => {
      const k = own[i] as number;
      if (k >= 0 && counted.speaks[i] === 1) rest[k] = (rest[k] as number) - (weight[i] as number);
    };
    const from = panel.unitStart[panel.clusterStart[cluster] as number] as number;
    const to = panel.unitStart[panel.clusterStart[cluster + 1] as number] as number;
    for (let i = from; i < to; i += 1) forget(i);
    silent.get(cluster)?.forEach(forget);
    let sum = 0;
    let total = 0;
    labels.forEach(({ event }, k) => {
      if (event < 0 || determined[k] === 0) return;
      sum += (rest[k] as number) * (coefficients[k] as number);
      total += rest[k] as number;
    });
    means.push(sum / total);
  }
  return means;
};
