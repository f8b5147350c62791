import { sql } from 'kysely';
import type { Scoped, Tables } from '#app/database/index.ts';
import type { SchoolForm } from '#app/organisation/index.ts';
import type { Round } from './follow-up.ts';
import type { Routine, UnionForm } from './routine.ts';
import type { Criterion, Rubric } from './rubric/rubric.ts';
import type { RoundPlan } from './spread.ts';
import type { SchoolHoliday } from './wheel.ts';

/** Every version of the rubric, oldest first. */
export const loadRubrics = async (tx: Scoped): Promise<Rubric[]> => {
  const rows = await tx.db.selectFrom('rubric_version').selectAll().orderBy('version').execute();
  return rows.map(row => ({
    version: row.version,
    validFrom: row.valid_from,
    criteria: row.criteria as Criterion[],
  }));
};

export const insertRubric = async (tx: Scoped, rubric: Rubric): Promise<void> => {
  await tx.db
    .insertInto('rubric_version')
    .values({
      authority_id: tx.authorityId,
      version: rubric.version,
      valid_from: rubric.validFrom,
      criteria: JSON.stringify(rubric.criteria),
    })
    .execute();
};

export const loadHolidays = async (tx: Scoped): Promise<SchoolHoliday[]> => {
  const rows = await tx.db.selectFrom('school_holiday').selectAll().orderBy('starts_on').execute();
  return rows.map(row => ({ name: row.name, startsOn: row.starts_on, endsOn: row.ends_on }));
};

/** Writes a holiday; one that begins the same day is replaced. */
export const saveHoliday = async (tx: Scoped, holiday: SchoolHoliday): Promise<void> => {
  const values = { ends_on: holiday.endsOn, name: holiday.name };
  await tx.db
    .insertInto('school_holiday')
    .values({ authority_id: tx.authorityId, starts_on: holiday.startsOn, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'starts_on']).doUpdateSet(values))
    .execute();
};

/** Every version of every routine, oldest first. */
export const loadRoutines = async (tx: Scoped): Promise<Routine[]> => {
  const rows = await tx.db
    .selectFrom('routine_version')
    .selectAll()
    .orderBy('routine_id')
    .orderBy('number')
    .execute();
  return rows.map(row => ({
    routineId: row.routine_id,
    number: row.number,
    title: row.title,
    state: row.state,
    scope: {
      unitId: row.scope_unit_id,
      schoolForms: row.school_forms as SchoolForm[],
      otherUnits: row.other_units,
    },
    rubricVersion: row.rubric_version,
    fewest: row.fewest,
    most: row.most,
    rounds: row.rounds as RoundPlan[],
    additions: row.additions as Criterion[],
    helpText: row.help_text,
    guide: row.guide,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    union:
      row.union_on === null
        ? null
        : {
            on: row.union_on,
            form: row.union_form as UnionForm,
            parties: row.union_parties ?? '',
            view: row.union_view ?? '',
          },
    decision:
      row.decided_on === null
        ? null
        : {
            decidedOn: row.decided_on,
            decidedBy: row.decided_by ?? '',
            paragraph: row.paragraph,
            clauseId: row.clause_id,
          },
    version: row.version,
  }));
};

export const findRoutine = async (tx: Scoped, routineId: string, number: number): Promise<Routine | null> =>
  (await loadRoutines(tx)).find(one => one.routineId === routineId && one.number === number) ?? null;

/** One version of a routine, that nobody else writes in until the transaction ends. */
export const lockRoutine = async (tx: Scoped, routineId: string, number: number): Promise<Routine | null> => {
  await tx.db
    .selectFrom('routine_version')
    .select('version')
    .where('routine_id', '=', routineId)
    .where('number', '=', number)
    .forUpdate()
    .execute();
  return findRoutine(tx, routineId, number);
};

const toRow = (routine: Routine) => ({
  title: routine.title,
  state: routine.state,
  scope_unit_id: routine.scope.unitId,
  school_forms: [...routine.scope.schoolForms],
  other_units: routine.scope.otherUnits,
  rubric_version: routine.rubricVersion,
  fewest: routine.fewest,
  most: routine.most,
  rounds: JSON.stringify(routine.rounds),
  additions: JSON.stringify(routine.additions),
  help_text: routine.helpText,
  guide: routine.guide,
  starts_on: routine.startsOn,
  ends_on: routine.endsOn,
  union_on: routine.union?.on ?? null,
  union_form: routine.union?.form ?? null,
  union_parties: routine.union?.parties ?? null,
  union_view: routine.union?.view ?? null,
  decided_on: routine.decision?.decidedOn ?? null,
  decided_by: routine.decision?.decidedBy ?? null,
  paragraph: routine.decision?.paragraph ?? null,
  clause_id: routine.decision?.clauseId ?? null,
});

export const insertRoutine = async (tx: Scoped, routine: Routine): Promise<void> => {
  await tx.db
    .insertInto('routine_version')
    .values({
      authority_id: tx.authorityId,
      routine_id: routine.routineId,
      number: routine.number,
      version: routine.version,
      ...toRow(routine),
    })
    .execute();
};

/** Writes a routine if it is still the version that was read; false when somebody came before. */
export const updateRoutine = async (tx: Scoped, routine: Routine, seen: number): Promise<boolean> => {
  const result = await tx.db
    .updateTable('routine_version')
    .set({ ...toRow(routine), version: seen + 1 })
    .where('routine_id', '=', routine.routineId)
    .where('number', '=', routine.number)
    .where('version', '=', seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

type RoundRow = Omit<Tables['follow_up_round'], 'authority_id'>;

const toRound = (row: RoundRow): Round => ({
  id: row.round_id,
  routineId: row.routine_id,
  routineNumber: row.routine_number,
  rubricVersion: row.rubric_version,
  number: row.number,
  yearStart: row.year_start,
  openedOn: row.opened_on,
  dueOn: row.due_on,
  criteria: row.criteria,
});

/** Lets one at a time open rounds of a routine, until the transaction ends. */
export const lockRounds = async (tx: Scoped, routineId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rounds ${tx.authorityId} ${routineId}`}, 0))`.execute(
    tx.db,
  );
};

/** Every round there has been, by year and number. */
export const loadRounds = async (tx: Scoped): Promise<Round[]> => {
  const rows = await tx.db
    .selectFrom('follow_up_round')
    .selectAll()
    .orderBy('year_start')
    .orderBy('number')
    .orderBy('round_id')
    .execute();
  return rows.map(toRound);
};

export const findRound = async (tx: Scoped, id: string): Promise<Round | null> => {
  const row = await tx.db
    .selectFrom('follow_up_round')
    .selectAll()
    .where('round_id', '=', id)
    .executeTakeFirst();
  return row ? toRound(row) : null;
};

export const insertRound = async (tx: Scoped, round: Round): Promise<void> => {
  await tx.db
    .insertInto('follow_up_round')
    .values({
      authority_id: tx.authorityId,
      round_id: round.id,
      routine_id: round.routineId,
      routine_number: round.routineNumber,
      rubric_version: round.rubricVersion,
      number: round.number,
      year_start: round.yearStart,
      opened_on: round.openedOn,
      due_on: round.dueOn,
      criteria: [...round.criteria],
    })
    .execute();
};

export const removeRound = async (tx: Scoped, roundId: string): Promise<void> => {
  await tx.db.deleteFrom('follow_up_round').where('round_id', '=', roundId).execute();
};
