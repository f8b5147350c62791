import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears } from '#app/organisation/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type Party, parties } from './follow-up.ts';
import { loadFollowUps, loadHandedIn } from './follow-up-store.ts';
import { loadRounds } from './routine-store.ts';
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

/** What is late today, of this academic year and of the one before it. */
export const readLate = async (tx: Scoped, today: IsoDate): Promise<LateFollowUp[]> => {
  const year = academicYearOf(today, await loadAcademicYears(tx));
  const dueOn = new Map(
    (await loadRounds(tx))
      .filter(round => round.yearStart >= year.startYear - 1 && round.dueOn < today)
      .map(round => [round.id, round.dueOn]),
  );
  const late = (await loadFollowUps(tx, [...dueOn.keys()])).filter(
    one => !isFinalised(one.stage) && one.stage !== 'inställd',
  );
  const handedIn = await loadHandedIn(
    tx,
    late.filter(one => one.stage === 'pågår').map(one => one.id),
  );
  return late.map(one => ({
    unitId: one.unitId,
    dueOn: dueOn.get(one.roundId) ?? today,
    waitsFor:
      one.stage === 'pågår'
        ? parties.filter(party => !handedIn.get(one.id)?.[party])
        : one.stage === 'öppnad'
          ? parties
          : ['rektor'],
  }));
};
