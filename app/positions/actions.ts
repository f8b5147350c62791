import { findPerson, fullName, loadPeople, type Person, savePeople } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits, type Unit } from '#app/organisation/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { changedFields, type Edit, missing, refused, saved } from '#app/shared/edit.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { overlaps } from '#app/shared/period.ts';
import { looksLikePersonalNumber } from '#app/shared/personal-number.ts';
import {
  type AppointmentInput,
  type AssignmentInput,
  type NeedInput,
  type PositionInput,
  readAssignment,
  readNeed,
  readPeriod,
  readPosition,
} from './change.ts';
import type { Appointment, Assignment, CareerPosition, DevelopmentNeed, Register } from './position.ts';
import { checkAppointment, checkContents, followPosition } from './rules.ts';
import {
  loadLocalSubjects,
  loadRegister,
  lockRegister,
  removeLocalSubject,
  saveAppointments,
  saveAssignments,
  saveLocalSubject,
  saveNeeds,
  savePositions,
} from './store.ts';
import { SubjectCatalogue } from './subject.ts';
import { sv } from './sv.ts';

const loadUnitsById = async (tx: Scoped): Promise<Map<string, Unit>> =>
  new Map((await loadUnits(tx)).map(unit => [unit.id, unit]));

/** Reads the register so that nobody else can change it before this transaction has ended. */
const openRegister = async (tx: Scoped): Promise<Register> => {
  await lockRegister(tx);
  return loadRegister(tx);
};

const note = (
  tx: Scoped,
  kind: string,
  positionId: string,
  happenedOn: IsoDate,
  details: Readonly<Record<string, unknown>>,
): Promise<number> => recordEvent(tx, { kind, subject: `position:${positionId}`, happenedOn, details });

/** Adds a position to the register. */
export const addPosition = async (
  tx: Scoped,
  today: IsoDate,
  input: PositionInput,
): Promise<Outcome<CareerPosition>> => {
  const register = await openRegister(tx);
  const result = readPosition(input, { id: newId(tx.now), version: 1 }, await loadUnitsById(tx), null);
  if (!result.ok) return result;
  if (register.positions.some(one => one.externalId === input.externalId))
    return wrong('externalId', sv.rules.externalIdTaken(input.externalId));
  await savePositions(tx, [result.value]);
  await note(tx, 'positionAdded', result.value.id, today, {
    changes: changedFields({ id: result.value.id }, result.value),
  });
  return result;
};

/** Changes a position. Its assignment follows when the position's first or last day is moved; a holder never does. */
export const changePosition = async (
  tx: Scoped,
  today: IsoDate,
  positionId: string,
  version: number,
  input: PositionInput,
): Promise<Edit<CareerPosition>> => {
  const register = await openRegister(tx);
  const current = register.positions.find(one => one.id === positionId);
  if (!current) return missing();
  if (current.version !== version) return { kind: 'conflict', current };
  const result = readPosition(
    input,
    { id: positionId, version: version + 1 },
    await loadUnitsById(tx),
    current,
  );
  if (!result.ok) return refused(...result.problems);
  const position = result.value;
  if (register.positions.some(one => one.id !== positionId && one.externalId === position.externalId))
    return refused({ field: 'externalId', text: sv.rules.externalIdTaken(position.externalId) });
  const own = register.assignments.filter(one => one.positionId === positionId);
  const followed = followPosition(current, position, own);
  const holders = register.appointments.filter(one => one.positionId === positionId);
  const outside = checkContents(position, holders, followed);
  if (outside.length > 0) return refused(...outside);
  const changes = changedFields(current, position);
  if (changes.length === 0) return saved(current);
  await savePositions(tx, [position]);
  await saveAssignments(
    tx,
    followed.filter(one => !own.includes(one)).map(one => ({ ...one, version: one.version + 1 })),
  );
  await note(tx, 'positionChanged', positionId, today, { changes });
  return saved(position);
};

/** The person with an employee number; one who is not known is made when a name is given. */
const personFor = async (tx: Scoped, input: AppointmentInput): Promise<Outcome<Person>> => {
  const number = input.employeeNumber;
  if (number === '') return wrong('employeeNumber', sv.rules.employeeNumber);
  if (looksLikePersonalNumber(number)) return wrong('employeeNumber', sv.rules.employeeNumberPersonal);
  const known = (await loadPeople(tx)).find(person => person.employeeNumber === number);
  const name = `${input.givenName} ${input.familyName}`.trim();
  if (known) {
    const isSame = name === '' || name.toLocaleLowerCase('sv') === fullName(known).toLocaleLowerCase('sv');
    return isSame ? ok(known) : wrong('employeeNumber', sv.rules.otherName);
  }
  if (input.givenName === '' || input.familyName === '')
    return wrong('employeeNumber', sv.rules.newPersonName);
  if (input.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email))
    return wrong('email', sv.rules.email);
  const { givenName, familyName } = input;
  return ok({
    id: newId(tx.now),
    givenName,
    familyName,
    email: input.email || null,
    employeeNumber: number,
    gender: null,
    isProtected: false,
    presentation: null,
  });
};

/** Gives a position a holder for a period. */
export const appoint = async (
  tx: Scoped,
  today: IsoDate,
  positionId: string,
  input: AppointmentInput,
): Promise<Edit<Appointment>> => {
  const register = await openRegister(tx);
  const position = register.positions.find(one => one.id === positionId);
  if (!position) return missing();
  const problems: FieldError[] = [];
  const person = await personFor(tx, input);
  if (!person.ok) problems.push(...person.problems);
  const period = readPeriod(input, problems);
  if (!person.ok || problems.length > 0) return refused(...problems);
  const appointment: Appointment = {
    id: newId(tx.now),
    positionId,
    personId: person.value.id,
    version: 1,
    ...period,
  };
  const broken = checkAppointment(appointment, position, register.appointments);
  if (broken.length > 0) return refused(...broken);
  if ((await findPerson(tx, person.value.id)) === null) await savePeople(tx, [person.value]);
  await saveAppointments(tx, [appointment]);
  await note(tx, 'appointed', positionId, today, {
    personId: appointment.personId,
    startsOn: period.startsOn,
    endsOn: period.endsOn,
  });
  return saved(appointment);
};

/** Changes the days of an appointment, or ends it. One that belongs to another position is not there. */
export const changeAppointment = async (
  tx: Scoped,
  today: IsoDate,
  positionId: string,
  appointmentId: string,
  version: number,
  input: { readonly startsOn: string; readonly endsOn: string },
): Promise<Edit<Appointment>> => {
  const register = await openRegister(tx);
  const current = register.appointments.find(
    one => one.id === appointmentId && one.positionId === positionId,
  );
  const position = register.positions.find(one => one.id === positionId);
  if (!current || !position) return missing();
  if (current.version !== version) return { kind: 'conflict', current };
  const problems: FieldError[] = [];
  const period = readPeriod(input, problems);
  if (problems.length > 0) return refused(...problems);
  const appointment = { ...current, ...period, version: version + 1 };
  const broken = checkAppointment(appointment, position, register.appointments);
  if (broken.length > 0) return refused(...broken);
  const changes = changedFields(current, appointment);
  if (changes.length === 0) return saved(current);
  await saveAppointments(tx, [appointment]);
  await note(tx, 'appointmentChanged', position.id, today, { personId: current.personId, changes });
  return saved(appointment);
};

/** The assignments of a position, where one that goes on into a new one gives way to it the day before. */
const givingWay = (register: Register, positionId: string, startsOn: IsoDate | null): Assignment[] =>
  register.assignments
    .filter(one => one.positionId === positionId)
    .map(one =>
      startsOn !== null && one.startsOn < startsOn && overlaps(one, { startsOn, endsOn: null })
        ? { ...one, endsOn: addDays(startsOn, -1), version: one.version + 1 }
        : one,
    );

/** Gives a position a new assignment; the one before it ends the day before. */
export const giveAssignment = async (
  tx: Scoped,
  today: IsoDate,
  positionId: string,
  input: AssignmentInput,
): Promise<Edit<Assignment>> => {
  const register = await openRegister(tx);
  const position = register.positions.find(one => one.id === positionId);
  if (!position) return missing();
  const { startsOn } = readPeriod(input, []);
  const others = givingWay(register, positionId, startsOn || null);
  const catalogue = new SubjectCatalogue(await loadLocalSubjects(tx));
  const known = { position, others, needs: register.needs, catalogue };
  const result = readAssignment(input, { id: newId(tx.now), version: 1 }, known);
  if (!result.ok) return refused(...result.problems);
  await saveAssignments(tx, [...others.filter(one => !register.assignments.includes(one)), result.value]);
  await note(tx, 'assignmentGiven', positionId, today, {
    changes: changedFields({ id: result.value.id, positionId }, result.value),
  });
  return saved(result.value);
};

/** Corrects or ends an assignment. */
export const changeAssignment = async (
  tx: Scoped,
  today: IsoDate,
  positionId: string,
  assignmentId: string,
  version: number,
  input: AssignmentInput,
): Promise<Edit<Assignment>> => {
  const register = await openRegister(tx);
  const current = register.assignments.find(one => one.id === assignmentId && one.positionId === positionId);
  const position = register.positions.find(one => one.id === positionId);
  if (!current || !position) return missing();
  if (current.version !== version) return { kind: 'conflict', current };
  const catalogue = new SubjectCatalogue(await loadLocalSubjects(tx));
  const known = { position, others: register.assignments, needs: register.needs, catalogue };
  const result = readAssignment(input, { id: assignmentId, version: version + 1 }, known);
  if (!result.ok) return refused(...result.problems);
  const changes = changedFields(current, result.value);
  if (changes.length === 0) return saved(current);
  await saveAssignments(tx, [result.value]);
  await note(tx, 'assignmentChanged', position.id, today, { changes });
  return saved(result.value);
};

/** Writes down a need that the unit's own quality work has found. */
export const addNeed = async (
  tx: Scoped,
  today: IsoDate,
  input: NeedInput,
): Promise<Outcome<DevelopmentNeed>> => {
  const result = readNeed(input, { id: newId(tx.now), version: 1 }, await loadUnitsById(tx), null);
  if (!result.ok) return failed(...result.problems);
  await saveNeeds(tx, [result.value]);
  await recordEvent(tx, {
    kind: 'needAdded',
    subject: `need:${result.value.id}`,
    happenedOn: today,
    details: { changes: changedFields({ id: result.value.id }, result.value) },
  });
  return result;
};

/** Changes or ends a need; what answers it stays linked. */
export const changeNeed = async (
  tx: Scoped,
  today: IsoDate,
  needId: string,
  version: number,
  input: NeedInput,
): Promise<Edit<DevelopmentNeed>> => {
  const register = await openRegister(tx);
  const current = register.needs.find(one => one.id === needId);
  if (!current) return missing();
  if (current.version !== version) return { kind: 'conflict', current };
  const result = readNeed(input, { id: needId, version: version + 1 }, await loadUnitsById(tx), current);
  if (!result.ok) return refused(...result.problems);
  const changes = changedFields(current, result.value);
  if (changes.length === 0) return saved(current);
  await saveNeeds(tx, [result.value]);
  await recordEvent(tx, {
    kind: 'needChanged',
    subject: `need:${needId}`,
    happenedOn: today,
    details: { changes },
  });
  return saved(result.value);
};

/** Adds a subject of the authority's own. */
export const addLocalSubject = async (tx: Scoped, today: IsoDate, name: string): Promise<Outcome<string>> => {
  if (name === '') return wrong('name', sv.rules.localSubject);
  const known = new SubjectCatalogue(await loadLocalSubjects(tx)).findSubject(name);
  if (known) return wrong('name', sv.rules.localSubjectKnown(known.name));
  await saveLocalSubject(tx, name);
  await recordEvent(tx, {
    kind: 'localSubjectAdded',
    subject: `subject:${name}`,
    happenedOn: today,
    details: { name },
  });
  return ok(name);
};

/** Takes away a subject of the authority's own that no assignment has used. */
export const dropLocalSubject = async (
  tx: Scoped,
  today: IsoDate,
  name: string,
): Promise<Outcome<string>> => {
  const register = await openRegister(tx);
  if (register.assignments.some(one => one.subjects.includes(name)))
    return wrong('name', sv.rules.localSubjectUsed(name));
  await removeLocalSubject(tx, name);
  await recordEvent(tx, {
    kind: 'localSubjectRemoved',
    subject: `subject:${name}`,
    happenedOn: today,
    details: { name },
  });
  return ok(name);
};
