import { type DataCut, type Figure, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { medianMinutes } from './burden.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { type AssignmentFreshness, type Freshness, isFreshness, withFreshness } from './freshness.ts';
import type { ProfileGroup } from './profile.ts';
import type { Counts } from './profile-protection.ts';
import { isRatingScope } from './rating.ts';
import { cannotJudge, type Judgement, readJudgement } from './rubric/rubric.ts';
import { isFinalised } from './stages.ts';
import { sv } from './sv.ts';
import { isTimeAgainstPlan, type TimeAgainstPlan } from './time-against-plan.ts';

/** The question keys of the numbers of this room. */
export const COUNT = 'followups.count';

export const MINUTES = 'followups.minutes';

/** The median time of a rating in an academic year, minutes; without a value for too few. */
export const minutesFigure = (yearStart: number, seconds: readonly number[], cut: DataCut): Figure => {
  const value = medianMinutes(seconds);
  return makeFigure({
    ...{ question: MINUTES, parameters: { year: String(yearStart) }, value, unit: 'minuter', cut },
    ...(value === null ? { missing: sv.figures.tooFewTimed } : {}),
  });
};

/** The times themselves, shortest first, with nothing that says whose they are; none where they are too few. */
export const minutesSource = (seconds: readonly number[]): FigureSource =>
  medianMinutes(seconds) === null
    ? { columns: [], rows: [], rule: { kind: 'withheld' } }
    : {
        columns: sv.figures.minuteColumns,
        rows: seconds.map(one => ({ cells: [one / 60], unitId: null, personId: null })),
        rule: { kind: 'median', column: 0 },
      };

export const JUDGEMENTS = 'followups.judgements';

/** A level, or "kan inte bedömas", of a criterion in a year: of the whole authority, a part of it, or the assignments of a scope. */
export type JudgementsAsked = ProfileGroup & {
  readonly yearStart: number;
  readonly code: string;
  readonly judgement: Judgement;
  /** One that came before the latest round in which it was judged that year; null for the latest. */
  readonly round: number | null;
};

export const readJudgementsAsked = (parameters: Readonly<Record<string, string>>): JudgementsAsked => ({
  yearStart: Number(parameters.year),
  code: parameters.criterion ?? '',
  round: Number(parameters.round) || null,
  judgement: readJudgement(parameters.level ?? '') ?? cannotJudge,
  placeId: parameters.unit ?? null,
  scope: isRatingScope(parameters.scope ?? '') ? (parameters.scope as ProfileGroup['scope']) : null,
});

/** How many finalised assignments of a year were judged to be something, for one criterion; withheld where it points at somebody. */
export const judgementsFigure = (
  { yearStart, code, judgement, round, placeId, scope }: JudgementsAsked,
  shown: Counts<Judgement> | null,
  cut: DataCut,
): Figure =>
  makeFigure({
    question: JUDGEMENTS,
    parameters: {
      ...{ year: String(yearStart), criterion: code, level: String(judgement) },
      ...(placeId === null ? {} : { unit: placeId }),
      ...(scope === null ? {} : { scope }),
      ...(round === null ? {} : { round: String(round) }),
    },
    ...{ ...countOf(shown, judgement), unit: 'antal', cut },
  });

/** A count among those that may be shown; where they may not, the words for it. */
const countOf = <Value>(
  shown: Counts<Value> | null,
  value: Value,
): Pick<Figure, 'value'> & Pick<Partial<Figure>, 'missing'> =>
  shown === null ? { value: null, missing: sv.figures.tooFewJudged } : { value: shown.get(value) ?? 0 };

/** As many rows as the number, with nothing that says whose they are: what they share. */
const namelessSource = (
  { value }: Figure,
  columns: readonly string[],
  cells: readonly string[],
): FigureSource =>
  value === null
    ? { columns: [], rows: [], rule: { kind: 'withheld' } }
    : {
        columns,
        rows: Array.from({ length: value }, () => ({ cells, unitId: null, personId: null })),
        rule: { kind: 'rows' },
      };

export const judgementsSource = (figure: Figure): FigureSource =>
  namelessSource(figure, sv.figures.judgementColumns, [
    figure.parameters.criterion ?? '',
    figure.parameters.level ?? '',
  ]);

export const TIME = 'followups.time';

/** Assignments by the time they were given beside the time planned, in a year: of the whole authority, or a part of it. */
export type TimeAsked = {
  readonly yearStart: number;
  readonly placeId: string | null;
  readonly time: TimeAgainstPlan;
};

/** Reads the parameters of such a count; null when they speak of none. */
export const readTimeAsked = (parameters: Readonly<Record<string, string>>): TimeAsked | null => {
  const time = parameters.time ?? '';
  return isTimeAgainstPlan(time)
    ? { yearStart: Number(parameters.year), placeId: parameters.unit ?? null, time }
    : null;
};

export const timeFigure = (
  { yearStart, placeId, time }: TimeAsked,
  shown: Counts<TimeAgainstPlan> | null,
  cut: DataCut,
): Figure =>
  makeFigure({
    question: TIME,
    parameters: { year: String(yearStart), ...(placeId === null ? {} : { unit: placeId }), time },
    ...{ ...countOf(shown, time), unit: 'antal', cut },
  });

export const timeSource = (figure: Figure): FigureSource =>
  namelessSource(figure, sv.figures.timeColumns, [figure.parameters.time ?? '']);

export const FRESHNESS = 'followups.freshness';

/** What a count of assignments by how fresh they are is of: a part of the organisation (nothing: all of it). */
export type FreshnessAsked = { readonly unitId: string | null; readonly freshness: Freshness };

/** Reads the parameters of such a count; null when they speak of none. */
export const readFreshnessAsked = (parameters: Readonly<Record<string, string>>): FreshnessAsked | null => {
  const freshness = parameters.state ?? '';
  return isFreshness(freshness) ? { unitId: parameters.unit ?? null, freshness } : null;
};

/** How many of the assignments of that part were so fresh on the day of the cut. */
export const freshnessFigure = (
  { unitId, freshness }: FreshnessAsked,
  assignments: readonly AssignmentFreshness[],
  cut: DataCut,
): Figure =>
  makeFigure({
    question: FRESHNESS,
    parameters: { ...(unitId === null ? {} : { unit: unitId }), state: freshness },
    value: withFreshness(assignments, freshness).length,
    ...{ unit: 'antal', cut },
  });

/** The rows behind it: which assignments, at which unit, last followed up when. */
export const freshnessSource = (
  { freshness }: FreshnessAsked,
  assignments: readonly AssignmentFreshness[],
  names: { readonly position: (id: string) => string; readonly unit: (id: string) => string },
): FigureSource => ({
  columns: sv.figures.freshnessColumns,
  rows: withFreshness(assignments, freshness).map(one => ({
    cells: [names.position(one.positionId), names.unit(one.unitId), one.finalisedOn],
    ...{ unitId: one.unitId, personId: one.holderId, personal: true },
  })),
  rule: { kind: 'rows' },
});

/** Which follow-ups a number counts: of those that should be finalised, or those that are. */
export const countStates = ['ska bli klar', 'klar', 'inställd'] as const;
export type CountState = (typeof countStates)[number];

const counts: Readonly<Record<CountState, (followUp: FollowUp) => boolean>> = {
  'ska bli klar': one => one.stage !== 'inställd',
  klar: one => isFinalised(one.stage),
  inställd: one => one.stage === 'inställd',
};

export const isCountState = (text: string): text is CountState =>
  (countStates as readonly string[]).includes(text);

/** What a count is of: a round, the part of the organisation (nothing: all of it), and the state. */
export type Counted = {
  readonly roundId: string;
  readonly unitId: string | null;
  readonly state: CountState;
};

export const countedParameters = ({ roundId, unitId, state }: Counted): Readonly<Record<string, string>> => ({
  round: roundId,
  ...(unitId === null ? {} : { unit: unitId }),
  state,
});

/** Reads the parameters of a count; null when they speak of none. */
export const readCounted = (parameters: Readonly<Record<string, string>>): Counted | null => {
  const state = parameters.state ?? '';
  return parameters.round && isCountState(state)
    ? { roundId: parameters.round, unitId: parameters.unit ?? null, state }
    : null;
};

/** The follow-ups a count is of. `within` says whether a unit belonged to the part asked about when the round opened. */
export const countedIn = (
  followUps: readonly FollowUp[],
  { roundId, state }: Counted,
  within: (followUp: FollowUp) => boolean,
): FollowUp[] => followUps.filter(one => one.roundId === roundId && counts[state](one) && within(one));

export const countFigure = (counted: Counted, value: number | null, cut: DataCut): Figure =>
  makeFigure({ question: COUNT, parameters: countedParameters(counted), value, unit: 'antal', cut });

/** The rows behind a count: which assignments, at which unit. Where each stands is told by the question, not by the row. */
export const countSource = (
  followUps: readonly FollowUp[],
  names: {
    readonly position: (id: string) => string;
    readonly unit: (id: string) => string;
    readonly round: Round;
  },
): FigureSource => ({
  columns: sv.figures.columns,
  rows: followUps.map(one => ({
    cells: [names.position(one.positionId), names.unit(one.unitId), sv.routine.round(names.round.number)],
    unitId: one.unitId,
    personId: one.holderId,
    personal: true,
  })),
  rule: { kind: 'rows' },
});
