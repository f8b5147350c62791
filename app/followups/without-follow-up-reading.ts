import { fullName, loadHoldings, loadPeople } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister, positionsOn } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import { loadRoutines } from './routine-store.ts';
import { askedAbout, type Without, withoutFollowUp } from './without-follow-up.ts';

/** Why what somebody holds is not followed up, and by name whom they may ask. */
export type WithoutView = {
  readonly why: Without;
  readonly ask: Readonly<Record<'rektor' | 'utvecklingsledare', readonly string[]>>;
};

/** True when somebody holds a position on a day. */
export const holdsPosition = async (tx: Scoped, personId: string, on: IsoDate): Promise<boolean> =>
  (await loadRegister(tx)).appointments.some(one => one.personId === personId && contains(one, on));

/** Reads why the positions that somebody holds give no follow-up as things stand. */
export const readWithout = async (tx: Scoped, personId: string, today: IsoDate): Promise<WithoutView[]> => {
  const organisation = await loadOrganisation(tx, today);
  const routines = await loadRoutines(tx);
  const holdings = (await loadHoldings(tx)).filter(one => contains(one, today));
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  const named = (ids: readonly string[]): readonly string[] =>
    ids.flatMap(id => {
      const person = people.get(id);
      return person && !person.isProtected ? [fullName(person)] : [];
    });
  return positionsOn(await loadRegister(tx), today)
    .filter(one => one.appointment?.personId === personId)
    .flatMap(({ unitId, assignment }): WithoutView[] => {
      const unit = organisation.find(unitId);
      if (!unit) return [];
      const why = withoutFollowUp(
        { unit, hasAssignment: assignment !== null },
        routines,
        organisation,
        today,
      );
      const { rektor, utvecklingsledare } = askedAbout(unitId, holdings, organisation);
      return [{ why, ask: { rektor: named(rektor), utvecklingsledare: named(utvecklingsledare) } }];
    });
};
