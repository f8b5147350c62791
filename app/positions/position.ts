import type { IsoDate } from '#app/shared/date.ts';
import { contains, gaps, type Period } from '#app/shared/period.ts';
import type { AssignmentType } from './assignment-type.ts';
import { type Placed, unitIdOn } from './placement.ts';

/** Förstelärare and lektor (SFS 2019:1288 5–7 §§); the Swedish values are those of SS 12000 and the ordinance. */
export const positionKinds = ['Förstelärare', 'Lektor'] as const;
export type PositionKind = (typeof positionKinds)[number];

/** Finansiering (SFS 2019:1288 16–17 §§): which grant frame the position is paid from, or the authority's own means. */
export const fundings = ['statsbidrag §16', 'statsbidrag §17', 'egna medel'] as const;
export type Funding = (typeof fundings)[number];

/** Anställningsform för innehavet: with an end it is time-limited, without one it is permanent. */
export const appointmentForms = ['Tillsvidare', 'Tidsbegränsat'] as const;
export type AppointmentForm = (typeof appointmentForms)[number];

/** Karriärtjänst: the slot at a unit, with a kind. It outlives its holders and its tasks, and may be moved to another unit. */
export type CareerPosition = Period &
  Placed & {
    readonly id: string;
    /** The authority's own number for the position, `tjanst_id` in lists. */
    readonly externalId: string;
    readonly kind: PositionKind;
    readonly funding: Funding;
    readonly version: number;
  };

/** Innehav, förordnande: a person in a position for a period. */
export type Appointment = Period & {
  readonly id: string;
  readonly positionId: string;
  readonly personId: string;
  readonly version: number;
};

/** Uppdrag (förstelärarens): the task of a position for a period. What is followed up is this, never the person. */
export type Assignment = Period & {
  readonly id: string;
  readonly positionId: string;
  readonly type: AssignmentType;
  readonly secondaryTypes: readonly AssignmentType[];
  readonly title: string;
  /** The need in the unit that the task answers. */
  readonly needId: string | null;
  readonly targetGroup: string | null;
  /** Planned share of working time, 0–100; null when it is not known. */
  readonly plannedShare: number | null;
  /** Ämnesövergripande: an answer of its own, never the absence of subjects. */
  readonly crossSubject: boolean;
  readonly subjects: readonly string[];
  readonly version: number;
};

/** Behov: what the unit's own quality work has found that it needs (skollagen 4 kap. 4 §). */
export type DevelopmentNeed = Placed & {
  readonly id: string;
  readonly title: string;
  /** Where the need was identified: 'Kvalitetsrapport 2025/26'. */
  readonly source: string | null;
  readonly identifiedOn: IsoDate;
  readonly endedOn: IsoDate | null;
  readonly version: number;
};

/** A need's time, as a period. */
export const needPeriod = ({ identifiedOn, endedOn }: DevelopmentNeed): Period => ({
  startsOn: identifiedOn,
  endsOn: endedOn,
});

/** Everything the register holds, for all time: what is true on a day is read out of it. */
export type Register = {
  readonly positions: readonly CareerPosition[];
  readonly appointments: readonly Appointment[];
  readonly assignments: readonly Assignment[];
  readonly needs: readonly DevelopmentNeed[];
};

export const appointmentForm = (appointment: Period): AppointmentForm =>
  appointment.endsOn === null ? 'Tillsvidare' : 'Tidsbegränsat';

/** The periods in which a position has had no holder. */
export const vacancies = (position: CareerPosition, appointments: readonly Appointment[]): Period[] =>
  gaps(
    position,
    appointments.filter(appointment => appointment.positionId === position.id),
  );

/** A position as it stands on one day: where, who holds it and what it is for, or null where nobody and nothing is. */
export type PositionOn = {
  readonly position: CareerPosition;
  readonly unitId: string;
  readonly appointment: Appointment | null;
  readonly assignment: Assignment | null;
};

/** The positions that exist on a day, each with its holder and task that day. */
export const positionsOn = (register: Register, on: IsoDate): PositionOn[] => {
  const holders = new Map(
    register.appointments.filter(one => contains(one, on)).map(one => [one.positionId, one]),
  );
  const tasks = new Map(
    register.assignments.filter(one => contains(one, on)).map(one => [one.positionId, one]),
  );
  return register.positions
    .filter(position => contains(position, on))
    .map(position => ({
      position,
      unitId: unitIdOn(position, on),
      appointment: holders.get(position.id) ?? null,
      assignment: tasks.get(position.id) ?? null,
    }));
};
