import { isSchoolForm, type UnitOn } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { readDate } from '#app/shared/written-value.ts';
import { type Routine, type RoutineDecision, type UnionForm, type UnionStep, unionForms } from './routine.ts';
import { byCode, type Criterion } from './rubric/rubric.ts';
import type { RoundPlan } from './spread.ts';
import { sv } from './sv.ts';
import { isDayOfYear } from './wheel.ts';

/** A routine as somebody writes it in a form; '' where nothing is said. */
export type RoutineInput = Readonly<
  Record<'title' | 'unitId' | 'fewest' | 'most' | 'startsOn' | 'endsOn' | 'helpText' | 'guide', string>
> & {
  readonly schoolForms: readonly string[];
  readonly otherUnits: boolean;
  /** In order; a round without a day is not there. */
  readonly rounds: readonly { readonly dueDay: string; readonly criteria: readonly string[] }[];
  readonly additions: readonly Criterion[];
};

export type RoutineFacts = Pick<
  Routine,
  | 'title'
  | 'scope'
  | 'fewest'
  | 'most'
  | 'rounds'
  | 'additions'
  | 'helpText'
  | 'guide'
  | 'startsOn'
  | 'endsOn'
>;

export const roundField = (number: number, part: 'dueDay' | 'criteria'): string => `${part}-${number}`;

const readCount = (text: string): number | null => {
  const count = Number(text);
  return /^[1-6]$/.test(text) ? count : null;
};

const readRounds = (input: RoutineInput, problems: FieldError[]): RoundPlan[] =>
  input.rounds
    .map((round, at) => ({ ...round, number: at + 1 }))
    .filter(round => round.dueDay !== '' || round.criteria.length > 0)
    .map(({ number, dueDay, criteria }) => {
      if (!isDayOfYear(dueDay))
        problems.push({ field: roundField(number, 'dueDay'), text: sv.routine.dueWrong(number) });
      return { number, dueDay, criteria: [...new Set(criteria)].sort(byCode) };
    });

/** Reads what was written. A draft may still lack things: what keeps it from being decided is told by `decidingProblems`. */
export const readRoutine = (input: RoutineInput, units: readonly UnitOn[]): Outcome<RoutineFacts> => {
  const problems: FieldError[] = [];
  const startsOn = readDate(input.startsOn);
  const endsOn = input.endsOn === '' ? null : readDate(input.endsOn);
  const [fewest, most] = [readCount(input.fewest), readCount(input.most)];
  if (input.title === '') problems.push({ field: 'title', text: sv.routine.titleMissing });
  if (startsOn === null) problems.push({ field: 'startsOn', text: sv.routine.startMissing });
  if (input.endsOn !== '' && (endsOn === null || endsOn < (startsOn ?? '')))
    problems.push({ field: 'endsOn', text: sv.routine.endBeforeStart });
  if (fewest === null || most === null || fewest > most)
    problems.push({ field: 'fewest', text: sv.routine.countWrong });
  if (input.unitId !== '' && !units.some(unit => unit.id === input.unitId))
    problems.push({ field: 'unitId', text: sv.routine.unitUnknown });
  const rounds = readRounds(input, problems);
  if (problems.length > 0 || startsOn === null || fewest === null || most === null)
    return failed(...problems);
  return ok({
    title: input.title,
    scope: {
      unitId: input.unitId || null,
      schoolForms: input.schoolForms.filter(isSchoolForm),
      otherUnits: input.otherUnits,
    },
    fewest,
    most,
    rounds,
    additions: input.additions,
    helpText: input.helpText,
    guide: input.guide,
    startsOn,
    endsOn,
  });
};

export type UnionInput = Readonly<Record<'on' | 'form' | 'parties' | 'view', string>>;

const isUnionForm = (text: string): text is UnionForm => (unionForms as readonly string[]).includes(text);

const isPast = (text: string, today: IsoDate): text is IsoDate => isIsoDate(text) && text <= today;

export const readUnionStep = (input: UnionInput, today: IsoDate): Outcome<UnionStep> => {
  const { on, form, parties, view } = input;
  const problems: FieldError[] = [
    ...(isPast(on, today) ? [] : [{ field: 'on', text: sv.routine.unionOn }]),
    ...(isUnionForm(form) ? [] : [{ field: 'form', text: sv.routine.unionForm }]),
    ...(parties === '' ? [{ field: 'parties', text: sv.routine.unionParties }] : []),
    ...(view === '' ? [{ field: 'view', text: sv.routine.unionView }] : []),
  ];
  return problems.length > 0 || !isUnionForm(form) ? failed(...problems) : ok({ on, form, parties, view });
};

export type RoutineDecisionInput = Readonly<
  Record<'decidedOn' | 'decidedBy' | 'paragraph' | 'clauseId', string>
>;

export const readRoutineDecision = (
  input: RoutineDecisionInput,
  today: IsoDate,
): Outcome<RoutineDecision> => {
  const { decidedOn, decidedBy } = input;
  const problems: FieldError[] = [
    ...(isPast(decidedOn, today) ? [] : [{ field: 'decidedOn', text: sv.routine.decidedOnWrong }]),
    ...(decidedBy === '' ? [{ field: 'decidedBy', text: sv.routine.decidedByMissing }] : []),
  ];
  if (problems.length > 0) return failed(...problems);
  return ok({
    decidedOn,
    decidedBy,
    paragraph: input.paragraph.replace(/^§\s*/, '') || null,
    clauseId: input.clauseId || null,
  });
};
