import { addDays, type IsoDate } from '#app/shared/date.ts';
import { contains, gaps } from '#app/shared/period.ts';
import { unitIdOn } from './placement.ts';
import {
  type Appointment,
  type Assignment,
  type CareerPosition,
  type DevelopmentNeed,
  needPeriod,
  type Register,
} from './position.ts';

/** An appointment that ends within so many days is time to decide about: a term's notice, with margin. */
export const DECIDE_BEFORE_DAYS = 90;

/** What an assignment may lack, in the order it is asked for. */
export type Lack = 'need' | 'plannedShare' | 'subjects';

/**
 * Det som återstår att göra med en tjänst eller ett behov: what the register itself shows that somebody has to do. It concerns
 * the position and its conditions, never how anyone does their work.
 */
export type PositionWork =
  | { readonly kind: 'fill'; readonly position: CareerPosition; readonly vacantSince: IsoDate }
  | {
      readonly kind: 'succeed';
      readonly position: CareerPosition;
      readonly appointment: Appointment & Ending;
    }
  | { readonly kind: 'describe'; readonly position: CareerPosition }
  | {
      readonly kind: 'complete';
      readonly position: CareerPosition;
      readonly assignment: Assignment;
      readonly lacks: readonly Lack[];
    }
  | { readonly kind: 'answer'; readonly need: DevelopmentNeed };

type Ending = { readonly endsOn: IsoDate };

export const workKinds = ['fill', 'succeed', 'describe', 'complete', 'answer'] as const;
export type WorkKind = PositionWork['kind'];

/** The unit whose work it is on a day. */
export const unitOf = (work: PositionWork, on: IsoDate): string =>
  unitIdOn(work.kind === 'answer' ? work.need : work.position, on);

const lacksOf = (assignment: Assignment): Lack[] => {
  const lacks: Lack[] = [];
  if (assignment.needId === null) lacks.push('need');
  if (assignment.plannedShare === null) lacks.push('plannedShare');
  if (!assignment.crossSubject && assignment.subjects.length === 0) lacks.push('subjects');
  return lacks;
};

/** What the holding of a position asks for: somebody to hold it, or a decision before its holder's time is out. */
const holdingWork = (
  position: CareerPosition,
  appointments: readonly Appointment[],
  on: IsoDate,
): PositionWork[] => {
  const vacancy = gaps(position, appointments).find(gap => contains(gap, on));
  // A position that has an end is on its way out, and a vacancy that has one is already seen to.
  if (vacancy)
    return position.endsOn === null && vacancy.endsOn === null
      ? [{ kind: 'fill', position, vacantSince: vacancy.startsOn }]
      : [];
  const held = appointments.find(one => contains(one, on));
  if (!held || held.endsOn === null || held.endsOn > addDays(on, DECIDE_BEFORE_DAYS)) return [];
  const { endsOn } = held;
  const goesOn = position.endsOn === null || position.endsOn > endsOn;
  const isSucceeded = appointments.some(one => one.startsOn > endsOn);
  return goesOn && !isSucceeded ? [{ kind: 'succeed', position, appointment: { ...held, endsOn } }] : [];
};

/** What the task of a position asks for: that there is one, and that it says what it answers, how much and in what. */
const assignmentWork = (
  position: CareerPosition,
  assignments: readonly Assignment[],
  on: IsoDate,
): PositionWork[] => {
  const assignment = assignments.find(one => contains(one, on));
  if (!assignment) return assignments.some(one => one.startsOn > on) ? [] : [{ kind: 'describe', position }];
  const lacks = lacksOf(assignment);
  return lacks.length === 0 ? [] : [{ kind: 'complete', position, assignment, lacks }];
};

/** Everything that the register shows remains to be done on a day, position by position and then need by need. */
export const workOn = (register: Register, on: IsoDate): PositionWork[] => {
  const appointments = Map.groupBy(register.appointments, one => one.positionId);
  const assignments = Map.groupBy(register.assignments, one => one.positionId);
  const answered = new Set(
    register.assignments.filter(one => one.endsOn === null || one.endsOn >= on).map(one => one.needId),
  );
  return [
    ...register.positions
      .filter(position => contains(position, on))
      .flatMap(position => [
        ...holdingWork(position, appointments.get(position.id) ?? [], on),
        ...assignmentWork(position, assignments.get(position.id) ?? [], on),
      ]),
    ...register.needs
      .filter(need => contains(needPeriod(need), on) && !answered.has(need.id))
      .map((need): PositionWork => ({ kind: 'answer', need })),
  ];
};
