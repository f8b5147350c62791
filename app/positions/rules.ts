import type { Unit } from '#app/organisation/index.ts';
import { teachingKinds } from '#app/organisation/index.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { encloses, isOrdered, overlaps, type Period } from '#app/shared/period.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import { stretchesOf } from './placement.ts';
import type { Appointment, Assignment, CareerPosition, DevelopmentNeed } from './position.ts';
import { sv } from './sv.ts';

/** The first two periods that share a day, in order of their start; null when none do. */
export const firstOverlap = <Dated extends Period>(
  dated: readonly Dated[],
): readonly [Dated, Dated] | null => {
  const sorted = [...dated].sort((a, b) => (a.startsOn < b.startsOn ? -1 : Number(a.startsOn > b.startsOn)));
  for (const [at, next] of sorted.entries()) {
    const earlier = sorted[at - 1];
    if (earlier && overlaps(earlier, next)) return [earlier, next];
  }
  return null;
};

/** More than half the working time: a career position is mainly teaching (SFS 2019:1288 4 §). */
export const LARGEST_USUAL_SHARE = 50;

/** Worth a remark, but allowed: the planned share leaves less than half the time for teaching. */
export const isLargeShare = (plannedShare: number | null): boolean =>
  plannedShare !== null && plannedShare > LARGEST_USUAL_SHARE;

/** The name a unit has on a day, or had last. */
export const unitName = (unit: Unit, on?: string): string =>
  (on === undefined
    ? undefined
    : unit.versions.find(version => version.startsOn <= on && (version.endsOn ?? '9999') >= on)?.name) ??
  unit.versions.at(-1)?.name ??
  '';

const order = (period: Period): FieldError[] =>
  isOrdered(period) ? [] : [{ field: 'endsOn', text: sv.rules.order(formatDate(period.startsOn)) }];

/** What is wrong with a stretch of a position's time at a unit. `begins` and `ends` name the controls that say when. */
const checkStretch = (stretch: Period, unit: Unit, begins: string, ends: string): FieldError[] => {
  const name = unitName(unit, stretch.startsOn);
  if (!teachingKinds.includes(unit.kind))
    return [{ field: 'unitId', text: sv.rules.notTeaching(name, unit.kind.toLowerCase()) }];
  if (stretch.startsOn < unit.startsOn)
    return [{ field: begins, text: sv.rules.unitStarts(name, formatDate(unit.startsOn)) }];
  if (unit.endsOn === null || encloses(unit, stretch)) return [];
  return stretch.startsOn > unit.endsOn
    ? [{ field: 'unitId', text: sv.rules.unitEnded(name, formatDate(unit.endsOn)) }]
    : [{ field: ends, text: sv.rules.unitEnds(name, formatDate(unit.endsOn)) }];
};

/**
 * What is wrong with a position: each unit it stands at must be one where there is teaching, and exist for as long as the position
 * stands there.
 */
export const checkPosition = (
  position: CareerPosition,
  findUnit: (unitId: string) => Unit | undefined,
): FieldError[] => {
  const problems = order(position);
  if (problems.length > 0) return problems;
  const stretches = stretchesOf(position, position);
  return stretches.flatMap((stretch, at) => {
    const unit = findUnit(stretch.unitId);
    if (!unit) return [{ field: 'unitId', text: sv.rules.unit }];
    const isLast = at === stretches.length - 1;
    return checkStretch(stretch, unit, at === 0 ? 'startsOn' : 'movesOn', isLast ? 'endsOn' : 'movesOn');
  });
};

/** What is wrong between a position and something that must lie within it. */
const within = (position: CareerPosition, inner: Period, what: string): FieldError[] => {
  if (inner.startsOn < position.startsOn) {
    const text = sv.rules.startsBefore(what, formatDate(position.startsOn));
    return [{ field: 'startsOn', text }];
  }
  if (position.endsOn !== null && !encloses(position, inner)) {
    const text =
      inner.endsOn === null
        ? sv.rules.endMissing(what, formatDate(position.endsOn))
        : sv.rules.endsAfter(what, formatDate(position.endsOn));
    return [{ field: inner.startsOn > position.endsOn ? 'startsOn' : 'endsOn', text }];
  }
  return [];
};

/**
 * What is wrong with an appointment. It lies within its position; a position is held by one person at a time and cannot
 * be shared; and nobody holds two positions at once (SFS 2019:1288 3 §). `others` may hold the appointment itself.
 */
export const checkAppointment = (
  appointment: Appointment,
  position: CareerPosition,
  others: readonly Appointment[],
): FieldError[] => {
  const problems = [...order(appointment), ...within(position, appointment, sv.rules.theAppointment)];
  if (problems.length > 0) return problems;
  for (const other of others) {
    if (other.id === appointment.id || !overlaps(other, appointment)) continue;
    if (other.positionId === position.id)
      return [{ field: 'startsOn', text: sv.rules.held(formatPeriod(other)) }];
    if (other.personId === appointment.personId)
      return [{ field: 'employeeNumber', text: sv.rules.holdsAnother(formatPeriod(other)) }];
  }
  return [];
};

/** What is wrong with an assignment. It lies within its position, one at a time, says its subject and a possible share. */
export const checkAssignment = (
  assignment: Assignment,
  position: CareerPosition,
  others: readonly Assignment[],
): FieldError[] => {
  const problems = order(assignment);
  if (!assignment.crossSubject && assignment.subjects.length === 0)
    problems.push({ field: 'subjects', text: sv.rules.subjectMissing });
  if (assignment.crossSubject && assignment.subjects.length > 0)
    problems.push({ field: 'subjects', text: sv.rules.subjectOrCross });
  if (assignment.title === '') {
    const text = assignment.type === 'annat' ? sv.rules.otherNeedsText : sv.rules.titleMissing;
    problems.push({ field: 'title', text });
  }
  const share = assignment.plannedShare;
  if (share !== null && (share < 0 || share > 100))
    problems.push({ field: 'plannedShare', text: sv.rules.share });
  if (problems.length > 0) return problems;
  problems.push(...within(position, assignment, sv.rules.theAssignment));
  const other = others.find(
    one => one.id !== assignment.id && one.positionId === position.id && overlaps(one, assignment),
  );
  if (other) problems.push({ field: 'startsOn', text: sv.rules.hasAssignment(formatPeriod(other)) });
  return problems;
};

/** What is wrong with a need. */
export const checkNeed = (need: DevelopmentNeed): FieldError[] => {
  const problems: FieldError[] = [];
  if (need.title === '') problems.push({ field: 'title', text: sv.rules.needTitle });
  if (need.endedOn !== null && need.endedOn < need.identifiedOn)
    problems.push({ field: 'endedOn', text: sv.rules.order(formatDate(need.identifiedOn)) });
  return problems;
};

/**
 * The assignments of a position whose own period has changed. One that began or ended with the position still does;
 * the others stay as they are.
 */
export const followPosition = (
  before: CareerPosition,
  after: CareerPosition,
  assignments: readonly Assignment[],
): Assignment[] =>
  assignments.map(assignment => {
    const startsOn = assignment.startsOn === before.startsOn ? after.startsOn : assignment.startsOn;
    const endsOn = assignment.endsOn === before.endsOn ? after.endsOn : assignment.endsOn;
    return startsOn === assignment.startsOn && endsOn === assignment.endsOn
      ? assignment
      : { ...assignment, startsOn, endsOn };
  });

/** What would fall outside a position if its period were changed so. */
export const checkContents = (
  position: CareerPosition,
  appointments: readonly Appointment[],
  assignments: readonly Assignment[],
): FieldError[] => {
  const outside = (inner: Period, what: string): FieldError[] =>
    encloses(position, inner)
      ? []
      : [{ field: 'endsOn', text: sv.rules.insideChanged(what, formatPeriod(inner)) }];
  return [
    ...appointments.flatMap(one => outside(one, sv.rules.anAppointment)),
    ...assignments.flatMap(one => outside(one, sv.rules.anAssignment)),
  ];
};
