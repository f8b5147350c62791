import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation, lockRights, type OrganisationOn } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { isOrdered } from '#app/shared/period.ts';
import { looksLikePersonalNumber } from '#app/shared/personal-number.ts';
import { formatList } from '#app/shared/swedish.ts';
import { isRole, type RoleHolding, roles } from './role.ts';
import { loadHoldings, loadPeople, type Person, removeHolding, saveHolding, savePeople } from './store.ts';
import { sv } from './sv.ts';

export type NewPerson = {
  readonly givenName: string;
  readonly familyName: string;
  readonly employeeNumber: string;
  readonly email: string;
};

/** Adds a person to the register. */
export const addPerson = async (tx: Scoped, today: IsoDate, input: NewPerson): Promise<Outcome<Person>> => {
  const { errors } = sv.people;
  const problems: FieldError[] = [];
  if (!input.givenName || !input.familyName) problems.push({ field: 'givenName', text: errors.name });
  if (looksLikePersonalNumber(input.employeeNumber))
    problems.push({ field: 'employeeNumber', text: errors.number });
  if (input.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email))
    problems.push({ field: 'email', text: errors.email });
  const number = input.employeeNumber || null;
  if (number && (await loadPeople(tx)).some(person => person.employeeNumber === number)) {
    problems.push({ field: 'employeeNumber', text: errors.numberTaken });
  }
  if (problems.length > 0) return failed(...problems);
  const person: Person = {
    id: newId(tx.now),
    givenName: input.givenName,
    familyName: input.familyName,
    email: input.email || null,
    employeeNumber: number,
    gender: null,
    isProtected: false,
    presentation: null,
  };
  await savePeople(tx, [person]);
  await recordEvent(tx, { kind: 'personAdded', subject: `person:${person.id}`, happenedOn: today });
  return ok(person);
};

export type NewHolding = {
  readonly personId: string;
  readonly role: string;
  readonly unitId: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

/** What is wrong with a role that is about to be given; pure. */
export const checkHolding = (input: NewHolding, organisation: OrganisationOn): Outcome<RoleHolding> => {
  const { errors } = sv.people;
  const unit = organisation.find(input.unitId);
  const role = isRole(input.role) ? input.role : null;
  const problems: FieldError[] = [];
  if (!role) problems.push({ field: 'role', text: errors.role });
  if (!unit) problems.push({ field: 'unitId', text: errors.unit });
  if (role && unit) {
    const kinds: readonly string[] = roles[role].heldAt;
    if (!kinds.includes(unit.kind)) {
      const text = errors.heldAt(
        roles[role].text,
        formatList(
          kinds.map(kind => kind.toLowerCase()),
          'eller',
        ),
      );
      problems.push({ field: 'unitId', text });
    }
  }
  if (!isIsoDate(input.startsOn)) problems.push({ field: 'startsOn', text: errors.from });
  if (input.endsOn && !isIsoDate(input.endsOn)) problems.push({ field: 'endsOn', text: errors.from });
  const period = { startsOn: input.startsOn, endsOn: input.endsOn || null };
  if (problems.length === 0 && !isOrdered(period)) problems.push({ field: 'endsOn', text: errors.order });
  if (!role || problems.length > 0) return failed(...problems);
  return ok({ id: newId(), personId: input.personId, role, unitId: input.unitId, ...period });
};

/** Gives a person a role at a unit, for a period. */
export const giveRole = async (
  tx: Scoped,
  today: IsoDate,
  input: NewHolding,
): Promise<Outcome<RoleHolding>> => {
  const checked = checkHolding(input, await loadOrganisation(tx, today));
  if (!checked.ok) return checked;
  await saveHolding(tx, checked.value);
  const { role, unitId, startsOn, endsOn } = checked.value;
  await recordEvent(tx, {
    kind: 'roleGiven',
    subject: `person:${input.personId}`,
    happenedOn: today,
    details: { role, unitId, startsOn, endsOn },
  });
  return checked;
};

/**
 * Ends a role today; it gives no right from tomorrow. One that has not begun is taken away, or it would give its rights on its first
 * day; the log still tells of it. Returns false when there is no such role to end.
 */
export const endRole = async (tx: Scoped, today: IsoDate, holdingId: string): Promise<boolean> => {
  await lockRights(tx, 'alone');
  const holding = (await loadHoldings(tx)).find(one => one.id === holdingId);
  if (!holding || (holding.endsOn !== null && holding.endsOn <= today)) return false;
  if (holding.startsOn > today) await removeHolding(tx, holding.id);
  else await saveHolding(tx, { ...holding, endsOn: today });
  await recordEvent(tx, {
    kind: 'roleEnded',
    subject: `person:${holding.personId}`,
    happenedOn: today,
    details: { role: holding.role, unitId: holding.unitId },
  });
  return true;
};
