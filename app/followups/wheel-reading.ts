import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation, type OrganisationOn } from '#app/organisation/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { isFor, type Routine } from './routine.ts';
import { loadHolidays, loadRounds, loadRoutines } from './routine-store.ts';
import { dueDateIn } from './wheel.ts';

/** Förfallodag: when a round of a routine is due in an academic year; as it was opened, else as the wheel says. */
export type DueDay = {
  readonly routineId: string;
  readonly yearStart: number;
  /** 1 is the first of the academic year. */
  readonly number: number;
  readonly title: string;
  readonly on: IsoDate;
};

/** A routine concerns those who are where it is used, or over such a place, or over none at all: they lead the whole. */
const concerns = (routine: Routine, unitIds: readonly string[], organisation: OrganisationOn): boolean =>
  unitIds.some(unitId => {
    const taught = organisation.teachingUnits(unitId);
    return taught.length === 0 || taught.some(unit => isFor(routine, unit, organisation));
  });

/** The due days of this academic year and the next, earliest first, of the routines that concern somebody at these units. */
export const readDueDays = async (
  tx: Scoped,
  today: IsoDate,
  unitIds: readonly string[],
): Promise<DueDay[]> => {
  const years = await loadAcademicYears(tx);
  const holidays = await loadHolidays(tx);
  const organisation = await loadOrganisation(tx, today);
  const opened = new Map(
    (await loadRounds(tx)).map(round => [
      `${round.routineId} ${round.yearStart} ${round.number}`,
      round.dueOn,
    ]),
  );
  const routines = (await loadRoutines(tx)).filter(
    one => one.state === 'beslutad' && concerns(one, unitIds, organisation),
  );
  const thisYear = academicYearOf(today, years);
  const found = new Map<string, DueDay>();
  for (const year of [thisYear, academicYearOf(addDays(thisYear.endsOn, 1), years)]) {
    for (const routine of routines) {
      if (routine.startsOn > year.endsOn || (routine.endsOn !== null && routine.endsOn < year.startsOn))
        continue;
      for (const { number, dueDay } of routine.rounds) {
        const key = `${routine.routineId} ${year.startYear} ${number}`;
        // A later version of the routine takes the place of the one before it.
        found.set(key, {
          ...{ routineId: routine.routineId, yearStart: year.startYear, number, title: routine.title },
          on: opened.get(key) ?? dueDateIn(dueDay, year, holidays),
        });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.number - b.number));
};
