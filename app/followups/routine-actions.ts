import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { changedFields, type Edit, missing, refused, saved } from '#app/shared/edit.ts';
import { newId } from '#app/shared/id.ts';
import { type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { decidingProblems, type Routine } from './routine.ts';
import {
  type RoutineDecisionInput,
  type RoutineInput,
  readRoutine,
  readRoutineDecision,
  readUnionStep,
  type UnionInput,
  withOwnCodes,
} from './routine-input.ts';
import {
  findRoutine,
  insertRoutine,
  insertRubric,
  loadRoutines,
  loadRubrics,
  saveHoliday,
  updateRoutine,
} from './routine-store.ts';
import { coreCriteria, type Rubric, rubricProblems } from './rubric/rubric.ts';
import { sv } from './sv.ts';
import { askedHash } from './union/union-view.ts';
import type { SchoolHoliday } from './wheel.ts';

/** The rubric in force; the shipped one becomes the first version when there is none. */
export const currentRubric = async (tx: Scoped, today: IsoDate): Promise<Rubric> => {
  const known = await loadRubrics(tx);
  const inForce = known.filter(one => one.validFrom <= today).at(-1);
  if (inForce) return inForce;
  const first: Rubric = { version: known.length + 1, validFrom: today, criteria: coreCriteria };
  await insertRubric(tx, first);
  await recordEvent(tx, { kind: 'rubricAdded', subject: `rubric:${first.version}`, happenedOn: today });
  return first;
};

/** Adds a version of the rubric. Rounds that are open keep the one they were opened with. */
export const addRubric = async (
  tx: Scoped,
  today: IsoDate,
  rubric: Omit<Rubric, 'version'>,
): Promise<Outcome<Rubric>> => {
  const [first] = rubricProblems(rubric);
  if (first) return wrong('criteria', first);
  const known = await loadRubrics(tx);
  const added = { ...rubric, version: known.length + 1 };
  await insertRubric(tx, added);
  await recordEvent(tx, { kind: 'rubricAdded', subject: `rubric:${added.version}`, happenedOn: today });
  return ok(added);
};

export const addHoliday = async (tx: Scoped, today: IsoDate, holiday: SchoolHoliday): Promise<void> => {
  await saveHoliday(tx, holiday);
  await recordEvent(tx, {
    kind: 'holidayAdded',
    subject: `holiday:${holiday.startsOn}`,
    happenedOn: today,
    details: { ...holiday },
  });
};

const note = (
  tx: Scoped,
  kind: string,
  routine: Routine,
  today: IsoDate,
  details: Readonly<Record<string, unknown>> = {},
) =>
  recordEvent(tx, {
    kind,
    subject: `routine:${routine.routineId}`,
    happenedOn: today,
    details: { number: routine.number, ...details },
  });

/** The codes that the additions of other routines have: the same code never means two things in an authority. */
const codesOfOthers = async (tx: Scoped, routineId: string | null): Promise<ReadonlySet<string>> =>
  new Set(
    (await loadRoutines(tx))
      .filter(one => one.routineId !== routineId)
      .flatMap(one => one.additions.map(addition => addition.code)),
  );

/** Makes a new routine, as a draft. */
export const createRoutine = async (
  tx: Scoped,
  today: IsoDate,
  input: RoutineInput,
): Promise<Outcome<Routine>> => {
  const result = readRoutine(input, (await loadOrganisation(tx, today)).all());
  if (!result.ok) return result;
  const rubric = await currentRubric(tx, today);
  const routine: Routine = {
    ...result.value,
    ...withOwnCodes(result.value, await codesOfOthers(tx, null)),
    routineId: newId(tx.now),
    number: 1,
    state: 'utkast',
    rubricVersion: rubric.version,
    union: null,
    decision: null,
    version: 1,
  };
  await insertRoutine(tx, routine);
  await note(tx, 'routineCreated', routine, today);
  return ok(routine);
};

/** Begins the next version of a routine, with what the latest says; it needs a union step and a decision of its own. */
export const beginVersion = async (
  tx: Scoped,
  today: IsoDate,
  routineId: string,
): Promise<Outcome<Routine> | null> => {
  const versions = (await loadRoutines(tx)).filter(one => one.routineId === routineId);
  const latest = versions.at(-1);
  if (!latest) return null;
  if (latest.state === 'utkast') return wrong('', sv.routine.hasDraft);
  const rubric = await currentRubric(tx, today);
  const next: Routine = {
    ...latest,
    number: latest.number + 1,
    state: 'utkast',
    rubricVersion: rubric.version,
    union: null,
    decision: null,
    version: 1,
  };
  await insertRoutine(tx, next);
  await note(tx, 'routineVersionBegun', next, today);
  return ok(next);
};

/** Which version of a routine somebody changes, and which state of it they saw. */
export type RoutineMark = { readonly routineId: string; readonly number: number; readonly seen: number };

/** Changes a routine if nobody has since it was seen; `next` says what it becomes. */
const change = async (
  tx: Scoped,
  today: IsoDate,
  { routineId, number, seen }: RoutineMark,
  kind: string,
  next: (current: Routine) => Promise<Outcome<Routine>>,
): Promise<Edit<Routine>> => {
  const current = await findRoutine(tx, routineId, number);
  if (!current) return missing();
  if (current.version !== seen) return { kind: 'conflict', current };
  const result = await next(current);
  if (!result.ok) return refused(...result.problems);
  const routine = { ...result.value, version: seen + 1 };
  if (!(await updateRoutine(tx, routine, seen))) {
    const now = await findRoutine(tx, routineId, number);
    return now ? { kind: 'conflict', current: now } : missing();
  }
  await note(tx, kind, routine, today, {
    changed: changedFields(current, routine).map(({ field }) => field),
  });
  return saved(routine);
};

/** Writes in a draft. */
export const changeRoutine = (
  tx: Scoped,
  today: IsoDate,
  mark: RoutineMark,
  input: RoutineInput,
): Promise<Edit<Routine>> =>
  change(tx, today, mark, 'routineChanged', async current => {
    if (current.state !== 'utkast') return wrong('', sv.routine.decided);
    const result = readRoutine(input, (await loadOrganisation(tx, today)).all());
    if (!result.ok) return result;
    const own = withOwnCodes(result.value, await codesOfOthers(tx, mark.routineId));
    const next = { ...current, ...result.value, ...own };
    // The union step was about what was asked then: when something else is asked, it is taken anew.
    return ok(askedHash(next) === askedHash(current) ? next : { ...next, union: null });
  });

/** Notes that the union step has been taken; also for a decided routine, whose judgements it unlocks. */
export const recordUnionStep = (
  tx: Scoped,
  today: IsoDate,
  mark: RoutineMark,
  input: UnionInput,
): Promise<Edit<Routine>> =>
  change(tx, today, mark, 'unionStepTaken', async current => {
    const result = readUnionStep(input, today);
    return result.ok ? ok({ ...current, union: result.value }) : result;
  });

/** Notes that a routine has been decided, if nothing is missing in it. */
export const decideRoutine = (
  tx: Scoped,
  today: IsoDate,
  mark: RoutineMark,
  input: RoutineDecisionInput,
): Promise<Edit<Routine>> =>
  change(tx, today, mark, 'routineDecided', async current => {
    if (current.state !== 'utkast') return wrong('', sv.routine.decided);
    const rubric = (await loadRubrics(tx)).find(one => one.version === current.rubricVersion);
    if (!rubric) throw new Error(`There is no version ${current.rubricVersion} of the rubric`);
    const problems = decidingProblems(current, rubric);
    if (problems.length > 0) return { ok: false, problems: problems.map(text => ({ field: '', text })) };
    const result = readRoutineDecision(input, today);
    return result.ok ? ok({ ...current, state: 'beslutad', decision: result.value }) : result;
  });
