import { unitIdOn } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Stage } from './stages.ts';

/** Omgång: one round of an academic year, with the versions of routine and rubric that were in force when it opened. */
export type Round = {
  readonly id: string;
  readonly routineId: string;
  readonly routineNumber: number;
  readonly rubricVersion: number;
  /** 1 is the first of the academic year. */
  readonly number: number;
  readonly yearStart: number;
  readonly openedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly criteria: readonly string[];
};

/** Uppföljning: of one assignment, in one round. */
export type FollowUp = {
  readonly id: string;
  readonly roundId: string;
  readonly positionId: string;
  readonly assignmentId: string;
  /** The unit that answers for it; see `standingOn`. */
  readonly unitId: string;
  /** The unit where it was begun, when the position has left it since with the follow-up unfinished; null when not. */
  readonly begunAtUnitId: string | null;
  /** Who held the position when the round opened. */
  readonly holderId: string;
  /** Planned share of working time as it was then, 0–100; null when it was not known. */
  readonly plannedShare: number | null;
  readonly stage: Stage;
  readonly version: number;
};

/** What is kept of where a follow-up was begun, or finalised. */
type KeptAt = { readonly unitId: string; readonly wasFinalised: boolean };

/**
 * Which unit answers for a follow-up on a day. What is unfinished goes with its position to whoever leads there; what has once been
 * finalised stays where that was done, also when it is reopened.
 */
export const standingOn = (
  { unitId: keptAt, wasFinalised }: KeptAt,
  position: Parameters<typeof unitIdOn>[0] | undefined,
  on: IsoDate,
): Pick<FollowUp, 'unitId' | 'begunAtUnitId'> => {
  const unitId = wasFinalised || !position ? keptAt : unitIdOn(position, on);
  return { unitId, begunAtUnitId: unitId === keptAt ? null : keptAt };
};

/** Part: the two who rate. Whoever leads the unit rates as principal. */
export const parties = ['rektor', 'innehavare'] as const;
export type Party = (typeof parties)[number];

export const otherParty = (party: Party): Party => (party === 'rektor' ? 'innehavare' : 'rektor');
