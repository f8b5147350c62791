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
  /** The unit as it was when the round opened; a reorganisation does not move what has been said. */
  readonly unitId: string;
  /** Who held the position when the round opened. */
  readonly holderId: string;
  /** Planned share of working time as it was then, 0–100; null when it was not known. */
  readonly plannedShare: number | null;
  readonly stage: Stage;
  readonly version: number;
};

/** Part: the two who rate. Whoever leads the unit rates as principal. */
export const parties = ['rektor', 'innehavare'] as const;
export type Party = (typeof parties)[number];

export const otherParty = (party: Party): Party => (party === 'rektor' ? 'innehavare' : 'rektor');
