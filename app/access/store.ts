import { sql } from 'kysely';
import { foreignKeys, type Scoped, writeRows } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newSecret, sha256 } from '#app/shared/id.ts';
import { isRole, type RoleHolding } from './role.ts';

/** En person i registret: someone who holds a role or a career position. Pupils are never persons here. */
export type Person = {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  /** Anställningsnummer: what a person is matched by when lists are read in; never by name or address. */
  readonly employeeNumber: string | null;
  readonly gender: 'kvinna' | 'man' | null;
  /** Skyddade personuppgifter: the name is shown to nobody but the administrator. */
  readonly isProtected: boolean;
  /** One line on a demo person: who they are and what they want. */
  readonly presentation: string | null;
};

export const fullName = (person: Pick<Person, 'givenName' | 'familyName'>): string =>
  `${person.givenName} ${person.familyName}`;

type PersonRow = {
  person_id: string;
  given_name: string;
  family_name: string;
  email: string | null;
  employee_number: string | null;
  gender: string | null;
  is_protected: boolean;
  presentation: string | null;
};

const toPerson = (row: PersonRow): Person => ({
  id: row.person_id,
  givenName: row.given_name,
  familyName: row.family_name,
  email: row.email,
  employeeNumber: row.employee_number,
  gender: row.gender as Person['gender'],
  isProtected: row.is_protected,
  presentation: row.presentation,
});

export const loadPeople = async (tx: Scoped): Promise<Person[]> => {
  const rows = await tx.db
    .selectFrom('person')
    .selectAll()
    .orderBy('family_name')
    .orderBy('given_name')
    .execute();
  return rows.map(toPerson);
};

export const findPerson = async (tx: Scoped, personId: string): Promise<Person | null> => {
  const row = await tx.db
    .selectFrom('person')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ? toPerson(row) : null;
};

export const savePeople = (tx: Scoped, people: readonly Person[]): Promise<void> =>
  writeRows(
    tx,
    'person',
    'person_id',
    people.map(person => ({
      person_id: person.id,
      given_name: person.givenName,
      family_name: person.familyName,
      email: person.email,
      employee_number: person.employeeNumber,
      gender: person.gender,
      is_protected: person.isProtected,
      presentation: person.presentation,
    })),
  );

/**
 * Removes those of the people whom nothing in the house needs any longer: nothing points at them but what goes with them. What may
 * point at a person is read from the list of foreign keys, so that no room has to know the others.
 */
export const removePeople = async (tx: Scoped, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const needed = foreignKeys
    .filter(key => key.references === 'person' && key.onDelete !== 'cascade')
    .map(
      ({ table, column }) => sql`not exists (select from ${sql.table(table)} needing
        where needing.authority_id = person.authority_id and needing.${sql.ref(column)} = person.person_id)`,
    );
  await sql`delete from person where person_id = any(${[...ids]}::uuid[])
    and ${sql.join(needed, sql` and `)}`.execute(tx.db);
};

type HoldingRow = {
  holding_id: string;
  person_id: string;
  role: string;
  unit_id: string;
  starts_on: IsoDate;
  ends_on: IsoDate | null;
};

/** Roles that this version does not know give no rights, and are left out. */
const toHoldings = (rows: readonly HoldingRow[]): RoleHolding[] =>
  rows.flatMap(row =>
    isRole(row.role)
      ? [
          {
            id: row.holding_id,
            personId: row.person_id,
            role: row.role,
            unitId: row.unit_id,
            startsOn: row.starts_on,
            endsOn: row.ends_on,
          },
        ]
      : [],
  );

export const loadHoldings = async (tx: Scoped): Promise<RoleHolding[]> =>
  toHoldings(await tx.db.selectFrom('role_holding').selectAll().orderBy('starts_on').execute());

export const loadHoldingsOf = async (tx: Scoped, personId: string): Promise<RoleHolding[]> =>
  toHoldings(await tx.db.selectFrom('role_holding').selectAll().where('person_id', '=', personId).execute());

export const saveHolding = async (tx: Scoped, holding: RoleHolding): Promise<void> => {
  const values = {
    person_id: holding.personId,
    role: holding.role,
    unit_id: holding.unitId,
    starts_on: holding.startsOn,
    ends_on: holding.endsOn,
  };
  await tx.db
    .insertInto('role_holding')
    .values({ authority_id: tx.authorityId, holding_id: holding.id, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'holding_id']).doUpdateSet(values))
    .execute();
};

/** Takes away a role that nobody has had: it has not begun. */
export const removeHolding = async (tx: Scoped, holdingId: string): Promise<void> => {
  await tx.db.deleteFrom('role_holding').where('holding_id', '=', holdingId).execute();
};

type TokenPurpose = 'session' | 'link';

/** What is kept of a secret: another text for a link than for a session, so that the one never passes for the other. */
const hashOf = (secret: string, purpose: TokenPurpose): string =>
  sha256(purpose === 'link' ? `link ${secret}` : secret);

const IDLE_MINUTES = 30;
const LONGEST_HOURS = 8;

/**
 * Starts a session and returns its token: the authority, so that the scope is known, and a secret kept only as its hash. The token
 * of a link opens nothing by itself: it is good for signing in once, so that who signs in is always in the log.
 */
export const startSession = async (
  tx: Scoped,
  personId: string,
  purpose: TokenPurpose = 'session',
): Promise<string> => {
  const secret = newSecret();
  const hash = hashOf(secret, purpose);
  await tx.db
    .insertInto('session')
    .values({
      authority_id: tx.authorityId,
      token_hash: hash,
      person_id: personId,
      created_at: tx.now,
      seen_at: tx.now,
    })
    .execute();
  return `${tx.authorityId}.${secret}`;
};

/** The authority a token speaks of, unverified: it only says in whose scope to look for the session. */
export const authorityOfToken = (token: string): string => token.slice(0, token.indexOf('.'));

const secretOfToken = (token: string): string => token.slice(token.indexOf('.') + 1);

/** The person of a living session, or null. A session rests after 30 minutes without use and ends after 8 hours. */
export const findSession = async (
  tx: Scoped,
  token: string,
  purpose: TokenPurpose = 'session',
): Promise<{ readonly person: Person; readonly seenAt: Date } | null> => {
  const row = await tx.db
    .selectFrom('session')
    .innerJoin('person', join =>
      join
        .onRef('person.authority_id', '=', 'session.authority_id')
        .onRef('person.person_id', '=', 'session.person_id'),
    )
    .selectAll('person')
    .select(['session.created_at', 'session.seen_at'])
    .where('token_hash', '=', hashOf(secretOfToken(token), purpose))
    .executeTakeFirst();
  if (!row) return null;
  const idle = tx.now.getTime() - row.seen_at.getTime();
  const age = tx.now.getTime() - row.created_at.getTime();
  if (idle > IDLE_MINUTES * 60_000 || age > LONGEST_HOURS * 3_600_000) return null;
  return { person: toPerson(row), seenAt: row.seen_at };
};

/** Notes that a session is in use. */
export const touchSession = async (tx: Scoped, token: string): Promise<void> => {
  const hash = hashOf(secretOfToken(token), 'session');
  await tx.db.updateTable('session').set({ seen_at: tx.now }).where('token_hash', '=', hash).execute();
};

/** Ends a session. False when there was none: of two who use the same link at once, one is told so. */
export const endSession = async (
  tx: Scoped,
  token: string,
  purpose: TokenPurpose = 'session',
): Promise<boolean> => {
  const ended = await tx.db
    .deleteFrom('session')
    .where('token_hash', '=', hashOf(secretOfToken(token), purpose))
    .executeTakeFirst();
  return ended.numDeletedRows > 0n;
};
