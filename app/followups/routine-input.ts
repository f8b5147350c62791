import { isSchoolForm, type UnitOn } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { readDate } from '#app/shared/written-value.ts';
import { type Routine, type RoutineDecision, type UnionForm, type UnionStep, unionForms } from './routine.ts';
import { byCode, type Criterion, criterionFaults, freeCodes, type Level } from './rubric/rubric.ts';
import { fieldsIn, MOST_FIELDS, type RoundPlan, waysOut } from './spread.ts';
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
  readonly additions: readonly AdditionInput[];
};

/** A local addition as somebody writes it; one in which nothing is said is not there. */
export type AdditionInput = Criterion & { readonly rounds: readonly number[] };

/** So many additions the form has room for: each takes the place of something in a follow-up. */
export const MOST_ADDITIONS = 3;

export const additionField = (code: string, part: 'name' | 'rounds' | Level): string =>
  `tillagg-${code}-${part}`;

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

const isSaid = ({ name, levels, rounds }: AdditionInput): boolean =>
  [name, ...levels].some(text => text !== '') || rounds.length > 0;

const readRounds = (
  input: RoutineInput,
  additions: readonly AdditionInput[],
  problems: FieldError[],
): RoundPlan[] =>
  input.rounds
    .map((round, at) => {
      const number = at + 1;
      const added = additions.filter(one => one.rounds.includes(number)).map(one => one.code);
      return { ...round, number, criteria: [...round.criteria, ...added] };
    })
    .filter(round => round.dueDay !== '' || round.criteria.length > 0)
    .map(({ number, dueDay, criteria }) => {
      if (!isDayOfYear(dueDay))
        problems.push({ field: roundField(number, 'dueDay'), text: sv.routine.dueWrong(number) });
      return { number, dueDay, criteria: [...new Set(criteria)].sort(byCode) };
    });

/**
 * What is wrong with the additions as they are written: each is whole and asked in some round, and no round gets more fields than it may
 * by them. Says what could make room.
 */
const additionFaults = (additions: readonly AdditionInput[], rounds: readonly RoundPlan[]): FieldError[] => [
  ...additions.flatMap(addition => [
    ...criterionFaults(addition).map(({ at, text }) => ({ field: additionField(addition.code, at), text })),
    ...(addition.rounds.length === 0
      ? [{ field: additionField(addition.code, 'rounds'), text: sv.additions.noRound(addition.code) }]
      : []),
  ]),
  ...rounds
    .filter(plan => fieldsIn(plan) > MOST_FIELDS)
    .flatMap(plan => {
      const last = additions.filter(one => one.rounds.includes(plan.number)).at(-1);
      if (!last) return [];
      const { drop, room } = waysOut(rounds, plan.number);
      const text = sv.additions.full(plan.number, fieldsIn(plan), MOST_FIELDS, drop, room);
      return [{ field: additionField(last.code, 'rounds'), text }];
    }),
];

/** The same with codes of their own for additions whose code another routine has got meanwhile. */
export const withOwnCodes = (
  facts: Pick<Routine, 'additions' | 'rounds'>,
  taken: ReadonlySet<string>,
): Pick<Routine, 'additions' | 'rounds'> => {
  const free = freeCodes(new Set([...taken, ...facts.additions.map(one => one.code)]));
  const clashing = facts.additions.filter(one => taken.has(one.code));
  const own = new Map(clashing.map((one, at) => [one.code, free[at] ?? one.code]));
  const codeOf = (code: string): string => own.get(code) ?? code;
  return {
    additions: facts.additions.map(one => ({ ...one, code: codeOf(one.code) })),
    rounds: facts.rounds.map(plan => ({ ...plan, criteria: plan.criteria.map(codeOf).sort(byCode) })),
  };
};

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
  const additions = input.additions.filter(isSaid);
  const rounds = readRounds(input, additions, problems);
  problems.push(...additionFaults(additions, rounds));
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
    additions: additions.map(({ code, name, levels }) => ({ code, name, levels })),
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
