import { multiplier } from './mde.ts';

/** What the trial designs below share. All sizes are in SD of the outcome, all shares 0 … 1. */
type Trial = {
  /** The share of the units that get the post. */
  readonly share?: number;
  readonly alpha?: number;
  readonly power?: number;
};

const detectable = (variance: number, df: number, { alpha = 0.05, power = 0.8 }: Trial): number =>
  multiplier(df, alpha, power) * Math.sqrt(variance);

/**
 * Schools are drawn by lot, all their pupils follow (CRA2, Dong & Maynard 2013, "PowerUp!"):
 * se² = ρ₂(1 − R₂²)/(P(1−P)J) + (1 − ρ₂)(1 − R₁²)/(P(1−P)Jn), df = J − g − 2.
 *
 * @param plan `schools` J, `pupils` n per school, `between` ρ₂ the share of the variance that lies between schools,
 *   `explainedBetween` R₂² and `explainedWithin` R₁² by covariates, `covariates` g on the level of schools
 */
export const schoolLotteryMde = (
  plan: Trial & {
    readonly schools: number;
    readonly pupils: number;
    readonly between: number;
    readonly explainedBetween?: number;
    readonly explainedWithin?: number;
    readonly covariates?: number;
  },
): number => {
  const { share = 0.5, schools, pupils, between } = plan;
  const { explainedBetween = 0, explainedWithin = 0, covariates = 0 } = plan;
  const spread = share * (1 - share) * schools;
  const variance =
    (between * (1 - explainedBetween) + ((1 - between) * (1 - explainedWithin)) / pupils) / spread;
  return detectable(variance, schools - covariates - 2, plan);
};

/**
 * Subjects (or classes) are drawn by lot within each of K schools (BCRA3). With `effectSpread` ω, the variance of effects between
 * schools as a share of ρ₃, schools count as drawn from more (df = K − 1); without it the schools are these and no others:
 * se² = ρ₃ω/K + ρ₂/(P(1−P)JK) + (1 − ρ₃ − ρ₂)/(P(1−P)JKn), df = K(J − 2) for these schools.
 *
 * @param plan `schools` K, `subjects` J per school, `pupils` n per subject, `betweenSubjects` ρ₂, `betweenSchools` ρ₃ (counted
 *   as 0 for these schools and no others)
 */
export const subjectLotteryMde = (
  plan: Trial & {
    readonly schools: number;
    readonly subjects: number;
    readonly pupils: number;
    readonly betweenSubjects: number;
    readonly betweenSchools?: number;
    readonly effectSpread?: number;
  },
): number => {
  const { share = 0.5, schools, subjects, pupils, betweenSubjects, effectSpread } = plan;
  const betweenSchools = effectSpread === undefined ? 0 : (plan.betweenSchools ?? 0);
  const spread = share * (1 - share) * subjects * schools;
  const variance =
    (betweenSchools * (effectSpread ?? 0)) / schools +
    (betweenSubjects + (1 - betweenSchools - betweenSubjects) / pupils) / spread;
  return detectable(variance, effectSpread === undefined ? schools * (subjects - 2) : schools - 1, plan);
};
