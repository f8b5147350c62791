import { type Database, listAuthorities, type Scoped, withScope } from '#app/database/index.ts';
import { loadOrganisation, lockRights, OrganisationOn, readAuthority } from '#app/organisation/index.ts';
import type { Clock } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { isId } from '#app/shared/id.ts';
import { contains } from '#app/shared/period.ts';
import type { Granted, Viewer } from '#app/shared/permission.ts';
import { type Asker, decide } from './permissions.ts';
import { roles } from './role.ts';
import {
  authorityOfToken,
  findSession,
  fullName,
  loadHoldingsOf,
  type Person,
  touchSession,
} from './store.ts';

const nobodyIn = (authorityId: string, authorityName: string, isDemo: boolean): Viewer => ({
  authorityId,
  authorityName,
  isDemo,
  personId: null,
  name: null,
  roleLabels: [],
  holdingIds: [],
  granted: [],
  may: (action, place) =>
    decide(
      { personId: null, holdings: [], organisation: new OrganisationOn([], '1900-01-01') },
      action,
      place,
    ),
});

/** What is known of the authority where somebody's rights are asked for, and the roles they hold there today. */
type Surroundings = Pick<Viewer, 'authorityId' | 'authorityName' | 'isDemo'> &
  Pick<Asker, 'holdings' | 'organisation'>;

/** A person as one who looks: with the rights of the roles that they hold, whether or not they are signed in. */
export const viewerOf = (
  person: Pick<Person, 'id' | 'givenName' | 'familyName'>,
  { authorityId, authorityName, isDemo, holdings, organisation }: Surroundings,
): Viewer => {
  const granted: Granted[] = [];
  return {
    ...{ authorityId, authorityName, isDemo, personId: person.id, name: fullName(person) },
    roleLabels: holdings.map(holding => {
      const unit = organisation.find(holding.unitId);
      const label = roles[holding.role].text;
      return unit && unit.kind !== 'Huvudman' ? `${label}, ${unit.name}` : label;
    }),
    holdingIds: holdings.map(holding => holding.id),
    granted,
    may: (action, place) => {
      const decision = decide({ personId: person.id, holdings, organisation }, action, place);
      if (decision.allowed) granted.push({ action, place });
      return decision;
    },
  };
};

/**
 * Whether somebody still has the roles that they were let in by, and may still do what they were let in to do as the organisation
 * stands. Asked in the transaction in which they write, since either may have changed after the request came, and kept so until it is
 * over. `alone`: what they write changes what rights rest on.
 */
export const stillMay = async (
  tx: Scoped,
  { personId, holdingIds, granted }: Pick<Viewer, 'personId' | 'holdingIds' | 'granted'>,
  today: IsoDate,
  { alone }: { readonly alone: boolean },
): Promise<boolean> => {
  if (personId === null || holdingIds.length === 0) return true;
  await lockRights(tx, alone ? 'alone' : 'together');
  const holdings = (await loadHoldingsOf(tx, personId)).filter(holding => contains(holding, today));
  if (!holdingIds.every(id => holdings.some(holding => holding.id === id))) return false;
  const organisation = await loadOrganisation(tx, today);
  return granted.every(
    ({ action, place }) => decide({ personId, holdings, organisation }, action, place).allowed,
  );
};

/**
 * Who is behind a session token, with the rights that hold at this moment: roles are read anew for each request, so a role
 * taken away is gone at the next click. Without a living session, a visitor to the installation's first authority.
 */
export const findViewer = async (database: Database, clock: Clock, token: string | null): Promise<Viewer> => {
  const authorities = await listAuthorities(database);
  const authorityId = token === null ? '' : authorityOfToken(token);
  const authority = authorities.find(one => one.authority_id === authorityId);
  const visited = authority ?? authorities[0];
  const visitor = nobodyIn(visited?.authority_id ?? '', visited?.name ?? '', visited?.is_demo ?? false);
  if (token === null || !authority || !isId(authorityId)) return visitor;

  const scope = { authorityId, personId: null };
  // A session is as old as it is, whatever day the demo shows.
  const now = new Date();
  const found = await withScope(
    database,
    scope,
    async tx => {
      const session = await findSession(tx, token);
      if (!session) return null;
      const today = clock.today();
      return {
        session,
        authority: await readAuthority(tx),
        holdings: (await loadHoldingsOf(tx, session.person.id)).filter(holding => contains(holding, today)),
        organisation: await loadOrganisation(tx, today),
      };
    },
    { now, readOnly: true },
  );
  if (!found) return visitor;
  // Noted at most once a minute: reading a page should rarely cost a write.
  if (now.getTime() - found.session.seenAt.getTime() > 60_000) {
    await withScope(database, scope, tx => touchSession(tx, token), { now });
  }

  return viewerOf(found.session.person, {
    ...{ authorityId, authorityName: found.authority.name, isDemo: authority.is_demo },
    ...{ holdings: found.holdings, organisation: found.organisation },
  });
};
