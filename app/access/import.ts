import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits, OrganisationOn } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { looksLikePersonalNumber } from '#app/shared/personal-number.ts';
import type { FileError, Table } from '#app/shared/table.ts';
import { checkHolding } from './actions.ts';
import { type RoleHolding, roles } from './role.ts';
import { loadHoldings, loadPeople, type Person, saveHolding, savePeople } from './store.ts';
import { sv } from './sv.ts';

export type PeopleImport = { readonly people: number; readonly roles: number };

const roleByText = new Map(Object.entries(roles).map(([key, role]) => [role.text.toLowerCase(), key]));

/**
 * Reads people and the roles they hold, from the columns anstallningsnr, fornamn, efternamn, epost, kon, roll, enhet, start, slut
 * and presentation; a person with several roles has several rows. All rows, or none with everything that is wrong. A person is known by employee
 * number, a role by person, role, unit and first day; what is known already is left as it is, so the same file twice changes nothing.
 */
export const importPeople = async (
  tx: Scoped,
  today: IsoDate,
  table: Table,
): Promise<Outcome<PeopleImport, FileError>> => {
  const at = new Map(table.header.map((name, index) => [name.trim().toLowerCase(), index]));
  const lacking = ['anstallningsnr', 'fornamn', 'efternamn', 'roll', 'enhet', 'start'].filter(
    name => !at.has(name),
  );
  if (lacking.length > 0) {
    return failed(...lacking.map(name => ({ line: null, column: name, text: sv.import.column(name) })));
  }
  const units = await loadUnits(tx);
  const people = new Map((await loadPeople(tx)).map(person => [person.employeeNumber, person]));
  const held = new Set((await loadHoldings(tx)).map(keyOf));
  const errors: FileError[] = [];
  const newPeople: Person[] = [];
  const newHoldings: RoleHolding[] = [];

  for (const { line, cells } of table.rows) {
    const cell = (name: string) => cells[at.get(name) ?? -1]?.trim() ?? '';
    const report = (column: string, text: string) => errors.push({ line, column, text });
    const number = cell('anstallningsnr');
    if (!number) report('anstallningsnr', sv.import.number);
    else if (looksLikePersonalNumber(number)) report('anstallningsnr', sv.people.errors.number);
    if (!cell('fornamn') || !cell('efternamn')) report('fornamn', sv.people.errors.name);
    if (!isIsoDate(cell('start'))) {
      report('start', sv.people.errors.from);
      continue;
    }
    const day = cell('start') > today ? cell('start') : today;
    const organisation = new OrganisationOn(units, day);
    const unit =
      organisation.findByCode(cell('enhet')) ?? organisation.all().find(one => one.name === cell('enhet'));
    if (!unit) report('enhet', sv.import.unit(cell('enhet')));
    let person = people.get(number);
    if (!person) {
      const gender = cell('kon');
      person = {
        id: newId(tx.now),
        givenName: cell('fornamn'),
        familyName: cell('efternamn'),
        email: cell('epost') || null,
        employeeNumber: number,
        gender: gender === 'kvinna' || gender === 'man' ? gender : null,
        isProtected: false,
        presentation: cell('presentation') || null,
      };
      people.set(number, person);
      newPeople.push(person);
    }
    if (!unit) continue;
    const input = {
      personId: person.id,
      role: roleByText.get(cell('roll').toLowerCase()) ?? cell('roll'),
      unitId: unit.id,
      startsOn: cell('start'),
      endsOn: cell('slut'),
    };
    const checked = checkHolding(input, organisation);
    if (!checked.ok) {
      for (const problem of checked.problems) report(columnOf[problem.field] ?? problem.field, problem.text);
    } else if (!held.has(keyOf(checked.value))) {
      held.add(keyOf(checked.value));
      newHoldings.push(checked.value);
    }
  }
  if (errors.length > 0) return failed(...errors);
  const counts = { people: newPeople.length, roles: newHoldings.length };
  if (counts.people + counts.roles === 0) return ok(counts);
  await savePeople(tx, newPeople);
  for (const holding of newHoldings) await saveHolding(tx, holding);
  await recordEvent(tx, {
    kind: 'peopleImported',
    subject: `authority:${tx.authorityId}`,
    happenedOn: today,
    details: counts,
  });
  return ok(counts);
};

const keyOf = (holding: Omit<RoleHolding, 'id'>): string =>
  [holding.personId, holding.role, holding.unitId, holding.startsOn].join(' ');

const columnOf: Readonly<Record<string, string>> = {
  role: 'roll',
  unitId: 'enhet',
  startsOn: 'start',
  endsOn: 'slut',
};
