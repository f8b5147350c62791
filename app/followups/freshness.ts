import type { OrganisationOn, UnitOn } from '#app/organisation/index.ts';
import { addMonths, type IsoDate } from '#app/shared/date.ts';
import { areaOf } from './coverage.ts';

/** Färskhet: how long ago an assignment was last followed up, or that it never was: an answer of its own. */
export const freshnesses = ['färsk', 'börjar bli gammal', 'gammal', 'inte uppföljd än'] as const;
export type Freshness = (typeof freshnesses)[number];
export const isFreshness = (text: string): text is Freshness =>
  (freshnesses as readonly string[]).includes(text);

/** Months after which a follow-up begins to age, and is old. */
export const MONTHS_FRESH = 4;
export const MONTHS_AGEING = 8;

/** How fresh a follow-up that was finalised on a day is on another: fresh before four months, old after eight. */
export const freshnessOf = (finalisedOn: IsoDate | null, on: IsoDate): Freshness => {
  if (finalisedOn === null) return 'inte uppföljd än';
  if (on < addMonths(finalisedOn, MONTHS_FRESH)) return 'färsk';
  return on <= addMonths(finalisedOn, MONTHS_AGEING) ? 'börjar bli gammal' : 'gammal';
};

/** An assignment that somebody holds and that a routine is for. */
export type HeldAssignment = {
  readonly assignmentId: string;
  readonly positionId: string;
  readonly unitId: string;
  readonly holderId: string;
};

/** That a follow-up of an assignment was finalised on a day. Whether it was reopened later does not undo that it was made. */
export type FinalisedOn = { readonly assignmentId: string; readonly on: IsoDate };

/** An assignment with the day it was last followed up, as it was known on the day looked at. */
export type AssignmentFreshness = HeldAssignment & {
  readonly finalisedOn: IsoDate | null;
  readonly freshness: Freshness;
};

/** How fresh each assignment is on a day. What was finalised after it was not known then. */
export const freshnessOn = (
  held: readonly HeldAssignment[],
  finalised: readonly FinalisedOn[],
  on: IsoDate,
): AssignmentFreshness[] => {
  const latest = new Map<string, IsoDate>();
  for (const { assignmentId, on: day } of finalised)
    if (day <= on && day > (latest.get(assignmentId) ?? '')) latest.set(assignmentId, day);
  return held.map(one => {
    const finalisedOn = latest.get(one.assignmentId) ?? null;
    return { ...one, finalisedOn, freshness: freshnessOf(finalisedOn, on) };
  });
};

export type AreaFreshness = { readonly area: UnitOn; readonly assignments: readonly AssignmentFreshness[] };

/** The same by area, in the order of the organisation: never in the order of how fresh they are. */
export const freshnessByArea = (
  assignments: readonly AssignmentFreshness[],
  organisation: OrganisationOn,
): AreaFreshness[] => {
  const byArea = Map.groupBy(assignments, ({ unitId }) => areaOf(unitId, organisation)?.id ?? '');
  return organisation.all().flatMap(area => {
    const own = byArea.get(area.id);
    return own ? [{ area, assignments: own }] : [];
  });
};

export const withFreshness = (
  assignments: readonly AssignmentFreshness[],
  freshness: Freshness,
): AssignmentFreshness[] => assignments.filter(one => one.freshness === freshness);
