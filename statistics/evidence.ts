import { quantileT } from './distributions.ts';

/** How sure one can be of an estimated effect, 0 (description only) to 5. */
export type EvidenceLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** Which comparisons the estimate rests on. */
export type EvidenceDesign = {
  /** Posts were given by lot, or in an order drawn by lot. */
  readonly randomised: boolean;
  /** Compared with units that get the post later. */
  readonly notYetTreated: boolean;
  /** Compared with the same subject in other schools, and with other subjects in the same school. */
  readonly otherSchools: boolean;
  readonly sameSchool: boolean;
  /** The distance between the two estimates in standard errors of the main one, where both were made. */
  readonly gapInErrors?: number;
  /** Compared with the authority's trend, before and after. */
  readonly beforeAfter: boolean;
};

/** `flatGrades`: betyg, where the gap between betyg and provbetyg has not moved. */
export type EvidenceOutcome = 'nationalTests' | 'flatGrades' | 'grades' | 'other';

/** What is known of an estimate, in the terms that its strength is judged by. Shares are 0 … 1. */
export type EvidenceFacts = {
  readonly design: EvidenceDesign;
  /** At 80 % power, with the CV3 standard error, in SD. */
  readonly mde: number;
  readonly schools: number;
  readonly treatedSchools: number;
  readonly preYears: number;
  readonly missingOutcomes: number;
  readonly outcome: EvidenceOutcome;
  /** p of the joint test of effects before the start. */
  readonly preTrendP?: number;
  /** M̄*; left out where there is no effect to put in doubt. */
  readonly breakdown?: number;
  /** The difference between treated and others in how missing outcomes changed, and composition, in SD. */
  readonly missingChange?: number;
  readonly compositionChange?: number;
  /** The share of treated units that changed principal or began another programme in the year of the start. */
  readonly otherChanges?: number;
  /** Whether the effect changes sign when some one school is left out. */
  readonly signChanges?: boolean;
};

export type EvidenceColumn = 'design' | 'mde' | 'schools' | 'preYears' | 'missingOutcomes' | 'outcome';
export type EvidenceSubtraction = 'preTrend' | 'differentialChange' | 'otherChanges' | 'oneSchool';

/**
 * The strength with its reasons: what every column allows, which columns hold it down, and what was subtracted and why. Words
 * are chosen elsewhere.
 */
export type Evidence = {
  readonly level: EvidenceLevel;
  /** The minimum over the columns, before anything is subtracted. */
  readonly start: EvidenceLevel;
  readonly columns: readonly {
    readonly column: EvidenceColumn;
    readonly level: EvidenceLevel;
    readonly binds: boolean;
  }[];
  readonly subtractions: readonly { readonly reason: EvidenceSubtraction; readonly points: number }[];
};

/** Level 5 first: what each column asks for. */
const MDE_AT_MOST = [0.05, 0.05, 0.1, 0.2];
const SCHOOLS_AT_LEAST: readonly (readonly [all: number, treated: number])[] = [
  [30, 15],
  [20, 10],
  [12, 6],
  [8, 4],
];
const MISSING_AT_MOST = [0.05, 0.1, 0.2, 0.3, 0.4];
const PRE_YEARS_AT_LEAST = [4, 4, 3, 2, 1];

/** A lottery makes alike what years before the start otherwise must show to be alike. */
const PRE_YEARS_WITH_LOTTERY = 2;

const OUTCOME_LEVELS: Readonly<Record<EvidenceOutcome, EvidenceLevel>> = {
  nationalTests: 5,
  flatGrades: 3,
  grades: 2,
  other: 1,
};

const level = (value: number): EvidenceLevel => Math.max(0, Math.min(5, value)) as EvidenceLevel;

/** The highest level whose requirement is met: 5 for the first in the list, and so on; `otherwise` when none is. */
const firstMet = <Requirement>(
  requirements: readonly Requirement[],
  met: (requirement: Requirement) => boolean,
  otherwise: EvidenceLevel,
): EvidenceLevel => {
  const place = requirements.findIndex(met);
  return place < 0 ? otherwise : level(5 - place);
};

const designLevel = (design: EvidenceDesign): EvidenceLevel => {
  if (design.randomised) return 5;
  const { otherSchools, sameSchool, gapInErrors = Number.POSITIVE_INFINITY } = design;
  if (otherSchools && sameSchool && Math.abs(gapInErrors) < 1) return 4;
  if (design.notYetTreated) return 3;
  if (otherSchools || sameSchool) return 2;
  return design.beforeAfter ? 1 : 0;
};

const columnLevels = (facts: EvidenceFacts): Record<EvidenceColumn, EvidenceLevel> => {
  const { design, mde, schools, treatedSchools, preYears, missingOutcomes, outcome } = facts;
  return {
    design: designLevel(design),
    mde: firstMet(MDE_AT_MOST, most => mde <= most, 1),
    schools: firstMet(SCHOOLS_AT_LEAST, ([all, treated]) => schools >= all && treatedSchools >= treated, 1),
    preYears:
      design.randomised && preYears >= PRE_YEARS_WITH_LOTTERY
        ? 5
        : firstMet(PRE_YEARS_AT_LEAST, least => preYears >= least, 0),
    missingOutcomes: firstMet(MISSING_AT_MOST, most => missingOutcomes <= most, 0),
    outcome: OUTCOME_LEVELS[outcome],
  };
};

const subtractionsOf = (facts: EvidenceFacts) => {
  const { preTrendP = 1, breakdown = Number.POSITIVE_INFINITY } = facts;
  const points: Record<EvidenceSubtraction, number> = {
    preTrend: breakdown < 0.5 ? 2 : preTrendP < 0.1 || breakdown < 1 ? 1 : 0,
    differentialChange:
      Math.abs(facts.missingChange ?? 0) > 0.05 || Math.abs(facts.compositionChange ?? 0) > 0.1 ? 1 : 0,
    otherChanges: (facts.otherChanges ?? 0) > 0.25 ? 1 : 0,
    oneSchool: facts.signChanges ? 1 : 0,
  };
  return (Object.keys(points) as EvidenceSubtraction[])
    .filter(reason => points[reason] > 0)
    .map(reason => Object.freeze({ reason, points: points[reason] }));
};

/**
 * The strength of the evidence by rule: the minimum over the columns design, MDE, schools, years before, missing outcomes and
 * outcome, less one for each threat that is seen (two for a breakdown M̄* under 0.5), never below 0. Direction is another
 * matter: see `directionOf`.
 *
 * @throws RangeError for shares outside 0 … 1 and numbers that are not numbers
 */
export const evidenceStrength = (facts: EvidenceFacts): Evidence => {
  for (const share of [facts.missingOutcomes, facts.otherChanges ?? 0])
    if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is 0 … 1, not ${share}.`);
  for (const number of [facts.mde, facts.schools, facts.treatedSchools, facts.preYears])
    if (!(number >= 0)) throw new RangeError(`Neither an MDE nor a count can be ${number}.`);
  const levels = columnLevels(facts);
  const start = level(Math.min(...Object.values(levels)));
  const subtractions = subtractionsOf(facts);
  return Object.freeze({
    level: level(start - subtractions.reduce((sum, { points }) => sum + points, 0)),
    start,
    columns: Object.freeze(
      (Object.keys(levels) as EvidenceColumn[]).map(column =>
        Object.freeze({ column, level: levels[column], binds: levels[column] === start }),
      ),
    ),
    subtractions: Object.freeze(subtractions),
  });
};

/** Effects smaller than this, in SD, are no reason to act. */
export const NEGLIGIBLE_EFFECT = 0.05;

/**
 * What an estimate says about direction, apart from how strong the evidence is. `negligible`: effects beyond ±0.05 SD can be
 * ruled out, which is a finding too.
 */
export type Direction = {
  readonly direction: 'positive' | 'negative' | 'negligible' | 'open';
  /** The smallest size such that larger effects, either way, are ruled out: the farther end of the 90 % interval. */
  readonly ruledOutBeyond: number;
};

/**
 * The direction of an effect: positive or negative when the 95 % interval excludes 0; negligible when the 90 % interval lies
 * within ±0.05 SD, which is two one-sided tests at 5 % (TOST; Schuirmann 1987); both can hold, and then the sign is told.
 *
 * @param estimate and its standard error, in SD of the outcome
 * @param df degrees of freedom, schools − 1
 */
export const directionOf = (estimate: number, se: number, df: number): Direction => {
  const reach = quantileT(0.975, df) * se;
  const ruledOutBeyond = Math.abs(estimate) + quantileT(0.95, df) * se;
  const sign = estimate - reach > 0 ? 'positive' : estimate + reach < 0 ? 'negative' : undefined;
  const direction = sign ?? (ruledOutBeyond < NEGLIGIBLE_EFFECT ? 'negligible' : 'open');
  return Object.freeze({ direction, ruledOutBeyond });
};
