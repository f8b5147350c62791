import type { GroupFacts } from './group.ts';

/** Grades, tests and their differences lie whole steps apart, in points, and their means are written with so many decimals. */
const STEP = 2.5;
export const DECIMALS = 1;

/**
 * How far down and up from a group's sum other sums have the same mean as it is written, in whole steps. In a small group the written mean
 * tells the sum; in one of hundreds it leaves room for many.
 *
 * @returns null where the sum has no room, or there is none
 */
export const meanRounding = ({
  sum,
  basis,
}: Pick<GroupFacts, 'sum' | 'basis'>): readonly [lower: number, upper: number] | null => {
  if (sum === null || basis === 0) return null;
  const written = Number((sum / basis).toFixed(DECIMALS)) * basis;
  const half = 0.5 * 10 ** -DECIMALS * basis;
  // What lies on the very limit may be written either way, and is not counted on.
  const room = (points: number): number => STEP * Math.max(0, Math.ceil(points / STEP - 1e-9) - 1);
  const [lower, upper] = [room(sum - written + half), room(written + half - sum)];
  return lower + upper > 0 ? [0 - lower, upper] : null;
};
