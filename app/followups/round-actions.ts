import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister, positionsOn } from '#app/positions/index.ts';
import { academicYearLabel, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { overlaps } from '#app/shared/period.ts';
import { formatDate } from '#app/shared/swedish.ts';
import type { FollowUp, Round } from './follow-up.ts';
import {
  insertFollowUps,
  isAnythingWritten,
  loadFollowUps,
  lockFollowUpsIn,
  removeFollowUps,
} from './follow-up-store.ts';
import { type Routine, unitsOf } from './routine.ts';
import {
  insertRound,
  loadHolidays,
  loadRounds,
  loadRoutines,
  lockRounds,
  removeRound,
} from './routine-store.ts';
import type { RoundPlan } from './spread.ts';
import { sv } from './sv.ts';
import { dueDateIn } from './wheel.ts';

/** Which round of which routine is opened, in which academic year. */
export type RoundOpening = {
  readonly routineId: string;
  readonly yearStart: number;
  readonly number: number;
};

export type OpenedRound = { readonly round: Round; readonly followUps: readonly FollowUp[] };

/** The assignments that a routine is for today and that nobody follows up in the round yet. */
const missingIn = async (tx: Scoped, today: IsoDate, routine: Routine, round: Round): Promise<FollowUp[]> => {
  const organisation = await loadOrganisation(tx, today);
  const units = new Set(unitsOf(routine, organisation).map(unit => unit.id));
  const known = new Set((await loadFollowUps(tx, [round.id], today)).map(one => one.positionId));
  return positionsOn(await loadRegister(tx), today).flatMap(
    ({ position, unitId, appointment, assignment }) =>
      units.has(unitId) && !known.has(position.id) && appointment && assignment
        ? [
            {
              id: newId(tx.now),
              roundId: round.id,
              positionId: position.id,
              assignmentId: assignment.id,
              unitId,
              begunAtUnitId: null,
              holderId: appointment.personId,
              plannedShare: assignment.plannedShare,
              stage: 'pågår' as const,
              version: 1,
            },
          ]
        : [],
  );
};

/**
 * Opens a round, with a follow-up for each assignment that somebody holds today; opened again, it takes in those that have come
 * since. The versions of routine and rubric in force today stay with it.
 */
export const openRound = async (
  tx: Scoped,
  today: IsoDate,
  { routineId, yearStart, number }: RoundOpening,
): Promise<Outcome<OpenedRound>> => {
  await lockRounds(tx, routineId);
  const routines = (await loadRoutines(tx)).filter(one => one.routineId === routineId);
  const year = academicYearOf(`${yearStart}-10-01`, await loadAcademicYears(tx));
  const decided = routines.filter(one => one.state === 'beslutad');
  if (decided.length === 0) return wrong('', sv.round.notDecided);
  const ofYear = (await loadRounds(tx)).filter(
    one => one.routineId === routineId && one.yearStart === yearStart,
  );
  const opened = ofYear.find(one => one.number === number);
  const routine = opened
    ? decided.find(one => one.number === opened.routineNumber)
    : decided.filter(one => overlaps(one, year) && one.startsOn <= today).at(-1);
  if (!routine) return wrong('', sv.round.notInForce(academicYearLabel(yearStart)));
  const plan = routine.rounds.find(one => one.number === number);
  if (!plan) return wrong('', sv.round.unknown);
  const holidays = await loadHolidays(tx);
  const dueOf = (one: RoundPlan): IsoDate => dueDateIn(one.dueDay, year, holidays);
  // A round whose time is over was never opened, or the routine is younger; one whose time is to come has its turn first.
  const skipped = routine.rounds.find(
    one => one.number < number && dueOf(one) >= today && !ofYear.some(other => other.number === one.number),
  );
  if (!opened && skipped) return wrong('', sv.round.otherFirst(skipped.number, formatDate(dueOf(skipped))));
  const round: Round = opened ?? {
    id: newId(tx.now),
    routineId,
    routineNumber: routine.number,
    rubricVersion: routine.rubricVersion,
    number,
    yearStart,
    openedOn: today,
    dueOn: dueOf(plan),
    criteria: plan.criteria,
  };
  const followUps = await missingIn(tx, today, routine, round);
  if (followUps.length === 0) return wrong('', opened ? sv.round.already : sv.round.noAssignments);
  if (!opened) await insertRound(tx, round);
  await insertFollowUps(tx, followUps);
  await recordEvent(tx, {
    kind: opened ? 'roundExtended' : 'roundOpened',
    subject: `round:${round.id}`,
    happenedOn: today,
    details: { yearStart, number, followUps: followUps.length },
  });
  return ok({ round, followUps });
};

/**
 * Takes back a round that was opened by mistake, as if it had never been: only while nobody has written anything in it, so that nothing is
 * lost. It can be opened anew.
 */
export const withdrawRound = async (
  tx: Scoped,
  today: IsoDate,
  { routineId, yearStart, number }: RoundOpening,
): Promise<Outcome<Round>> => {
  await lockRounds(tx, routineId);
  const round = (await loadRounds(tx)).find(
    one => one.routineId === routineId && one.yearStart === yearStart && one.number === number,
  );
  if (!round) return wrong('', sv.round.notOpen);
  const followUpIds = await lockFollowUpsIn(tx, round.id);
  if (await isAnythingWritten(tx, followUpIds)) return wrong('', sv.round.written);
  await removeFollowUps(tx, followUpIds);
  await removeRound(tx, round.id);
  await recordEvent(tx, {
    kind: 'roundWithdrawn',
    subject: `round:${round.id}`,
    happenedOn: today,
    details: { yearStart, number, followUps: followUpIds.length },
  });
  return ok(round);
};
