import type { DesignPlan } from './sweep.ts';

/** Of what a column weighs, the most that a group of clusters may hold before anything is swept out. */
const LARGEST_SHARE = 0.25;

/** Groups of fewer cost more to try than their clusters to factor one by one. */
const LEAST_CLUSTERS = 4;

/** Steps that an answer by steps usually takes, and what a row costs in each, in multiplications. */
const USUAL_STEPS = 6;
const ROW_COST = 20;

/** How many multiplications it takes to factor the system of shared columns, and to solve it once. */
const costsOf = ({ first }: DesignPlan): { readonly factor: number; readonly solve: number } => {
  let factor = 0;
  let solve = 0;
  for (let i = 0; i < first.length; i += 1) {
    const begin = first[i] as number;
    solve += 2 * (i - begin);
    for (let j = begin; j < i; j += 1) factor += j - Math.max(begin, first[j] as number);
  }
  return { factor, solve };
};

/** Is it cheaper to leave out a cluster by steps than by factoring what is left? */
const isWorthwhile = (plan: DesignPlan): boolean => {
  const { factor, solve } = costsOf(plan);
  return factor > USUAL_STEPS * (solve + (ROW_COST * plan.design.rows) / plan.shapes.length);
};

/**
 * Clusters in groups of which none holds a large share of any column, each in the first group that has room for it.
 *
 * @param weight per row
 * @returns per cluster its group, 0, 1, …, or −1: it holds a large share by itself, few have room beside it, or the columns are so few
 *   that groups are of no use
 */
export const groupClusters = (plan: DesignPlan, weight: Float64Array): Int32Array => {
  const { design, shapes, places } = plan;
  const groups = new Int32Array(shapes.length).fill(-1);
  if (!isWorthwhile(plan)) return groups;
  const { unitStart, clusterStart, columnStart, columnCount } = design;
  const whole = new Float64Array(columnCount);
  const sizes = shapes.map(({ columns }, c) => {
    const held = new Float64Array(columns.length);
    const to = unitStart[clusterStart[c + 1] as number] as number;
    for (let i = unitStart[clusterStart[c] as number] as number; i < to; i += 1)
      for (let k = columnStart[i] as number; k < (columnStart[i + 1] as number); k += 1) {
        const at = places[k] as number;
        held[at] = (held[at] as number) + (weight[i] as number);
      }
    columns.forEach((column, k) => {
      whole[column] = (whole[column] as number) + (held[k] as number);
    });
    return held;
  });
  const loads: Float64Array[] = [];
  shapes.forEach(({ columns }, c) => {
    const held = sizes[c] as Float64Array;
    const fits = (load: Float64Array): boolean => {
      for (let k = 0; k < columns.length; k += 1) {
        const column = columns[k] as number;
        const share = (load[column] as number) + (held[k] as number);
        if (share > LARGEST_SHARE * (whole[column] as number)) return false;
      }
      return true;
    };
    let group = loads.findIndex(fits);
    if (group < 0) {
      const load = new Float64Array(columnCount);
      if (!fits(load)) return;
      group = loads.push(load) - 1;
    }
    groups[c] = group;
    const load = loads[group] as Float64Array;
    columns.forEach((column, k) => {
      load[column] = (load[column] as number) + (held[k] as number);
    });
  });
  return withoutSmall(groups, loads.length);
};

/** The groups that are large enough, numbered anew. */
const withoutSmall = (groups: Int32Array, count: number): Int32Array => {
  const members = new Int32Array(count);
  for (const group of groups) if (group >= 0) members[group] = (members[group] as number) + 1;
  let large = 0;
  const numbers = members.map(size => (size < LEAST_CLUSTERS ? -1 : large++));
  return groups.map(group => (group < 0 ? -1 : (numbers[group] as number)));
};
