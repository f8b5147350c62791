/** A unit's pupils in one academic year, as far as they are shown. */
export type UnitYear = {
  readonly unit: string;
  readonly academicYear: number;
  readonly pupils: number;
  readonly sum: number;
  readonly sumSquares: number;
};

/** Slump: how much pupils of a unit differ, and how much a unit's years differ beyond that. */
export type Chance = {
  /** σ², of pupils around the mean of their unit and year. */
  readonly pupilVariance: number;
  /** ω², of a unit's years around its own level and the authority's year; null when too few pairs of years tell it. */
  readonly yearVariance: number | null;
};

/** Fewer comparisons than this say too little of how years differ. */
const LEAST_COMPARISONS = 5;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Chance, from units' means of several years, by the method of moments. For a unit with years t − 1 and t let d be how far its mean moved. Around
 * the mean of the m units' moves,
 *
 *   E Σ (d − d̄)² = (m − 1)·2ω² + (1 − 1/m)·Σ σ²(1/n₍t−1₎ + 1/n₍t₎),
 *
 * since what all units share a year falls out with d̄, and what a unit always has falls out with d. ω² is solved from the sum over all pairs of
 * years, and not below 0. (Successive differences: von Neumann, Kent, Bellinson & Hart 1941.)
 *
 * @param isBroken tells that values of two years cannot be compared
 * @returns null when no unit has two pupils
 */
export const chanceOf = (
  groups: readonly UnitYear[],
  isBroken: (before: number, after: number) => boolean = () => false,
): Chance | null => {
  const freedom = groups.reduce((total, { pupils }) => total + pupils - 1, 0);
  if (freedom < 1) return null;
  const squares = groups.reduce(
    (total, { pupils, sum, sumSquares }) => total + Math.max(0, sumSquares - sum ** 2 / pupils),
    0,
  );
  const pupilVariance = squares / freedom;
  let [surplus, comparisons] = [0, 0];
  for (const year of new Set(groups.map(({ academicYear }) => academicYear))) {
    if (isBroken(year - 1, year)) continue;
    const moves = groups.flatMap(now => {
      const before = groups.find(one => one.unit === now.unit && one.academicYear === year - 1);
      if (now.academicYear !== year || !before) return [];
      return [
        {
          move: now.sum / now.pupils - before.sum / before.pupils,
          fromPupils: pupilVariance * (1 / now.pupils + 1 / before.pupils),
        },
      ];
    });
    if (moves.length < 2) continue;
    const mean = meanOf(moves.map(({ move }) => move));
    for (const { move, fromPupils } of moves)
      surplus += (move - mean) ** 2 - (1 - 1 / moves.length) * fromPupils;
    comparisons += moves.length - 1;
  }
  return {
    pupilVariance,
    yearVariance: comparisons < LEAST_COMPARISONS ? null : Math.max(0, surplus / (2 * comparisons)),
  };
};

/**
 * Where 19 of 20 groups of a size lie around the mean of all by chance alone: the mean ± 1.96·√(ω² + σ²/n), ω² counted as 0 where it is
 * unknown. Held within what a pupil can have.
 */
export const chanceAround = (
  mean: number,
  { pupilVariance, yearVariance }: Chance,
  pupils: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): { readonly from: number; readonly to: number } => {
  const reach = 1.96 * Math.sqrt((yearVariance ?? 0) + pupilVariance / pupils);
  return { from: Math.max(lowest, mean - reach), to: Math.min(highest, mean + reach) };
};
