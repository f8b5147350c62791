import { formatList } from '#app/shared/swedish.ts';
import { byCode, type Criterion, isCore } from './rubric/rubric.ts';
import { sv } from './sv.ts';

/** A round as the routine plans it, every year anew. */
export type RoundPlan = {
  /** 1 is the first of the academic year. */
  readonly number: number;
  /** The day of the year it is due, '10-15'. */
  readonly dueDay: string;
  /** What is judged in it, in the order of the rubric. */
  readonly criteria: readonly string[];
};

/** A follow-up asks for no more than this many things. Adding one means dropping another. */
export const MOST_FIELDS = 7;

/** What is asked in every follow-up beside the criteria: the next step and the time. */
export const alwaysAsked = ['nextStep', 'actualShare'] as const;

export const fieldsIn = (plan: Pick<RoundPlan, 'criteria'>): number =>
  alwaysAsked.length + plan.criteria.length;

/** How many criteria there is room for in a follow-up. */
export const ROOM = MOST_FIELDS - alwaysAsked.length;

/** Shares the criteria out over rounds as evenly as can be, in the order of the rubric. */
export const spreadOver = (codes: readonly string[], rounds: number): string[][] => {
  const inOrder = [...codes].sort(byCode);
  return Array.from({ length: rounds }, (_, round) => inOrder.filter((_, at) => at % rounds === round));
};

/**
 * Everything that is wrong with how a routine spreads its criteria: each follow-up within seven fields, each core criterion
 * judged at least once a year, nothing asked that the rubric does not have.
 */
export const spreadProblems = (
  rounds: readonly RoundPlan[],
  criteria: readonly Criterion[],
  { fewest, most }: { readonly fewest: number; readonly most: number },
): string[] => {
  const known = new Set(criteria.map(one => one.code));
  const judged = new Set(rounds.flatMap(one => one.criteria));
  const missing = [...known].filter(code => !judged.has(code)).sort(byCode);
  return [
    ...(rounds.length < fewest || rounds.length > most
      ? [sv.spread.rounds(rounds.length, fewest, most)]
      : []),
    ...rounds
      .filter(plan => fieldsIn(plan) > MOST_FIELDS)
      .map(plan => sv.spread.tooMany(plan.number, fieldsIn(plan), MOST_FIELDS)),
    ...(missing.length > 0 ? [sv.spread.missing(formatList(missing), missing.every(isCore))] : []),
    ...[...judged].filter(code => !known.has(code)).map(sv.spread.unknown),
    ...rounds
      .filter(plan => new Set(plan.criteria).size < plan.criteria.length)
      .map(plan => sv.spread.twice(plan.number)),
  ];
};

/** What can be done where a round asks too much: what it need not ask, since another round does, and the rounds with room. */
export const waysOut = (
  rounds: readonly RoundPlan[],
  number: number,
): { readonly drop: readonly string[]; readonly room: readonly number[] } => {
  const others = rounds.filter(plan => plan.number !== number);
  const asked = rounds.find(plan => plan.number === number)?.criteria ?? [];
  return {
    drop: asked.filter(code => others.some(plan => plan.criteria.includes(code))),
    room: others.filter(plan => fieldsIn(plan) < MOST_FIELDS).map(plan => plan.number),
  };
};
