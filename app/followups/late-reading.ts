import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation } from '#app/organisation/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { isMovedOut } from './coverage.ts';
import { type Party, parties } from './follow-up.ts';
import { loadFollowUps, loadHandedIn } from './follow-up-store.ts';
import { routineOf } from './routine.ts';
import { loadRounds, loadRoutines } from './routine-store.ts';
import { isFinalised } from './stages.ts';

/**
 * Försenad uppföljning: the unit, since when and which party it waits for. Not which assignment, not whose, and nothing of what
 * has been judged.
 */
export type LateFollowUp = {
  readonly unitId: string;
  readonly dueOn: IsoDate;
  readonly waitsFor: readonly Party[];
};

/** What is late today, of this academic year and of the one before it. What has moved out of what its routine is for is not. */
export const readLate = async (tx: Scoped, today: IsoDate): Promise<LateFollowUp[]> => {
  const year = academicYearOf(today, await loadAcademicYears(tx));
  const rounds = new Map(
    (await loadRounds(tx))
      .filter(round => round.yearStart >= year.startYear - 1 && round.dueOn < today)
      .map(round => [round.id, round]),
  );
  const routines = await loadRoutines(tx);
  const organisation = await loadOrganisation(tx, today);
  const late = (await loadFollowUps(tx, [...rounds.keys()], today)).filter(one => {
    const round = rounds.get(one.roundId);
    return (
      round &&
      !isFinalised(one.stage) &&
      one.stage !== 'inställd' &&
      !isMovedOut(one, routineOf(round, routines), organisation)
    );
  });
  const handedIn = await loadHandedIn(
    tx,
    late.filter(one => one.stage === 'pågår').map(one => one.id),
  );
  return late.map(one => ({
    unitId: one.unitId,
    dueOn: rounds.get(one.roundId)?.dueOn ?? today,
    waitsFor:
      one.stage === 'pågår'
        ? parties.filter(party => !handedIn.get(one.id)?.[party])
        : one.stage === 'öppnad'
          ? parties
          : ['rektor'],
  }));
};
