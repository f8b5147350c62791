import { fullName, type Person } from '#app/access/index.ts';
import { sv } from '../sv.ts';
import type { Change } from './change.ts';
import type { PositionRow, RowHolder, RowReader } from './row.ts';

const { errors, remarks } = sv.import;

type Met = { readonly line: number; readonly person: Person };

/**
 * Who the holders in a list are. A person is known by employee number, never by name or address: the same number with
 * another name is the same person with a new name.
 */
export class PeoplePlan {
  readonly changes: Change<Person>[] = [];
  readonly #known: ReadonlyMap<string, Person>;
  readonly #met = new Map<string, Met>();
  readonly #newId: () => string;

  constructor(people: readonly Person[], newId: () => string) {
    this.#known = new Map(
      people.flatMap(person => (person.employeeNumber ? [[person.employeeNumber, person] as const] : [])),
    );
    this.#newId = newId;
  }

  personId({ line }: PositionRow, holder: RowHolder, reader: RowReader): string {
    const met = this.#met.get(holder.employeeNumber);
    if (met) {
      if (fullName(met.person) !== fullName(holder) && !met.person.isProtected)
        reader.report(line, 'anstallningsnr', errors.twoNames(line, met.line));
      return met.person.id;
    }
    const known = this.#known.get(holder.employeeNumber);
    const person = known ? this.#renamed(known, holder) : this.#added(holder);
    if (known && person !== known && fullName(known) !== fullName(person))
      reader.remark(line, 'efternamn', remarks.newName);
    this.#met.set(holder.employeeNumber, { line, person });
    return person.id;
  }

  #added({ employeeNumber, givenName, familyName, email }: RowHolder): Person {
    const person: Person = {
      id: this.#newId(),
      givenName,
      familyName,
      email,
      employeeNumber,
      gender: null,
      isProtected: false,
      presentation: null,
    };
    this.changes.push({ before: null, after: person });
    return person;
  }

  /** A protected person's name and address are never taken from a list. */
  #renamed(known: Person, { givenName, familyName, email }: RowHolder): Person {
    if (known.isProtected) return known;
    const after = { ...known, givenName, familyName, email: email ?? known.email };
    if (fullName(after) === fullName(known) && after.email === known.email) return known;
    this.changes.push({ before: known, after });
    return after;
  }
}
