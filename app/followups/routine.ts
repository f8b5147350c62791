import { isSchoolForm, type OrganisationOn, type SchoolForm, type UnitOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains, type Period } from '#app/shared/period.ts';
import type { Round } from './follow-up.ts';
import { additionProblems, type Criterion, type Rubric } from './rubric/rubric.ts';
import { type RoundPlan, spreadProblems } from './spread.ts';
import { sv } from './sv.ts';

export const routineStates = ['utkast', 'beslutad'] as const;
export type RoutineState = (typeof routineStates)[number];

/** Which units a routine is for: a part of the organisation, by school form, and units that have none. */
export type RoutineScope = {
  /** null: the whole authority. */
  readonly unitId: string | null;
  readonly schoolForms: readonly SchoolForm[];
  /** Units without school form or school unit code: the mother-tongue unit. */
  readonly otherUnits: boolean;
};

/** How the union step was taken (MBL 11 or 19 §, or an agreement on cooperation). */
export const unionForms = ['förhandling (MBL 11 §)', 'information (MBL 19 §)', 'samverkan'] as const;
export type UnionForm = (typeof unionForms)[number];

/** Fackligt steg: until it is done, judgements of assignments that somebody holds are locked. */
export type UnionStep = {
  readonly on: IsoDate;
  readonly form: UnionForm;
  readonly parties: string;
  readonly view: string;
};

/** Who decided a routine, when, and by which paragraph and clause of the board. */
export type RoutineDecision = {
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
  readonly paragraph: string | null;
  /** The clause of a board item, where the board decided it. */
  readonly clauseId: string | null;
};

/** Beslutspunkt: what the board has decided, in the words of the room that keeps it, and where it stands. */
export type DecidedClause = {
  readonly value: string;
  /** To choose it by: the day, the paragraph and how the clause begins. */
  readonly text: string;
  /** What the board decided. */
  readonly clause: string;
  readonly href: string;
};

/** Rutin: how follow-up is done, in one of its versions. A decided version never changes; a new one takes over. */
export type Routine = Period & {
  readonly routineId: string;
  /** 1 is the first version. */
  readonly number: number;
  readonly title: string;
  readonly state: RoutineState;
  readonly scope: RoutineScope;
  readonly rubricVersion: number;
  /** How many follow-ups an assignment gets in an academic year: at least, and at most. */
  readonly fewest: number;
  readonly most: number;
  readonly rounds: readonly RoundPlan[];
  readonly additions: readonly Criterion[];
  /** For the principal: why, and what is expected. */
  readonly helpText: string;
  /** Samtalsguide: what to talk about, in which order. */
  readonly guide: string;
  readonly union: UnionStep | null;
  readonly decision: RoutineDecision | null;
  /** Counts writes, so that none is written over unseen. */
  readonly version: number;
};

/** The criteria that a routine asks about: the whole core, and its own additions. */
export const criteriaOf = (routine: Pick<Routine, 'additions'>, rubric: Rubric): readonly Criterion[] => [
  ...rubric.criteria,
  ...routine.additions,
];

/** Every criterion that decided routines ask about: the core of the rubric, and each addition as the latest of them has it. */
export const everyCriterion = (
  routines: readonly Pick<Routine, 'additions' | 'number' | 'state'>[],
  rubric: Rubric | undefined,
): Criterion[] => {
  const inOrder = routines.filter(one => one.state === 'beslutad').sort((a, b) => a.number - b.number);
  const additions = inOrder.flatMap(routine => routine.additions);
  return [...(rubric?.criteria ?? []), ...new Map(additions.map(one => [one.code, one])).values()];
};

/** True when the routine is meant for a unit, as the organisation stands. */
export const isFor = (
  { scope }: Pick<Routine, 'scope'>,
  unit: UnitOn,
  organisation: OrganisationOn,
): boolean => {
  if (scope.unitId !== null && !organisation.isWithin(unit.id, scope.unitId)) return false;
  const forms = unit.schoolForms.filter(isSchoolForm);
  return forms.length === 0 ? scope.otherUnits : forms.some(form => scope.schoolForms.includes(form));
};

/** The routine that a round follows, as it was decided. */
export const routineOf = (
  { routineId, routineNumber }: Pick<Round, 'routineId' | 'routineNumber'>,
  routines: readonly Routine[],
): Routine | undefined => routines.find(one => one.routineId === routineId && one.number === routineNumber);

/** The units that a routine is for on the day of the organisation, in its order. */
export const unitsOf = (routine: Pick<Routine, 'scope'>, organisation: OrganisationOn): UnitOn[] =>
  organisation.teachingUnits().filter(unit => isFor(routine, unit, organisation));

/** The decided routine in force for a unit on a day: the one that has been valid for the shortest time. */
export const routineFor = (
  routines: readonly Routine[],
  unit: UnitOn,
  organisation: OrganisationOn,
  on: IsoDate,
): Routine | null =>
  routines
    .filter(one => one.state === 'beslutad' && contains(one, on) && isFor(one, unit, organisation))
    .sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0] ?? null;

/** True on days when the union step has been taken, so that assignments that somebody holds may be judged. */
export const isUnlocked = ({ union }: Pick<Routine, 'union'>, on: IsoDate): boolean =>
  union !== null && union.on <= on;

/** Everything that must be mended before a routine can be decided. */
export const decidingProblems = (routine: Routine, rubric: Rubric): string[] => [
  ...(routine.title.trim() === '' ? [sv.routine.titleMissing] : []),
  ...(routine.helpText.trim() === '' ? [sv.routine.helpMissing] : []),
  ...(routine.guide.trim() === '' ? [sv.routine.guideMissing] : []),
  ...(routine.scope.schoolForms.length === 0 && !routine.scope.otherUnits ? [sv.routine.scopeMissing] : []),
  ...additionProblems(routine.additions),
  ...spreadProblems(routine.rounds, criteriaOf(routine, rubric), routine),
];

/** The versions of a routine that somebody looks for on a day: the one in force and what comes after it; the last one where none is. */
export const versionsToShow = (versions: readonly Routine[], today: IsoDate): readonly Routine[] => {
  const inForce = versions.findLastIndex(one => one.state === 'beslutad' && contains(one, today));
  return versions.slice(inForce === -1 ? -1 : inForce);
};
