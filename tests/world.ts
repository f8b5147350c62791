import { type Role, saveHolding, savePeople, startSession } from '#app/access/index.ts';
import { type Database, recordEvent, type Scoped, withScope } from '#app/database/index.ts';
import { saveAuthority, saveUnit, type UnitKind } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';

/** How far from the object a person stands in the matrix. The object belongs to the unit `own`, or to the whole authority. */
export const standings = [
  'own',
  'areaAbove',
  'authority',
  'sameArea',
  'otherArea',
  'otherSchoolForm',
  'otherAuthority',
  'left',
  'notYet',
] as const;
export type Standing = (typeof standings)[number];

export type World = {
  readonly authorityId: string;
  readonly unitId: string;
  /** A session token of somebody who holds the role in that standing. */
  readonly token: (role: Role, standing: Standing) => Promise<string>;
  /** Runs something as the authority itself. */
  readonly inside: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;
};

const since = { startsOn: '2015-01-01', endsOn: null };

const buildTree = async (tx: Scoped) => {
  const unit = async (kind: UnitKind, name: string, parentId: string | null) => {
    const id = newId();
    const version = { ...since, name, parentId, schoolForms: [], yearLevels: [] };
    await saveUnit(tx, { id, kind, schoolUnitCode: null, ...since, versions: [version] });
    return id;
  };
  const authority = await unit('Huvudman', 'Provkommun', null);
  const lower = await unit('Verksamhetsområde', 'Grundskola', authority);
  const upper = await unit('Verksamhetsområde', 'Gymnasium', authority);
  const north = await unit('Rektorsområde', 'Norr', lower);
  const south = await unit('Rektorsområde', 'Söder', lower);
  const west = await unit('Rektorsområde', 'Väst', upper);
  const own = await unit('Skolenhet', 'Egna skolan', north);
  const beside = await unit('Skolenhet', 'Grannskolan', north);
  const other = await unit('Skolenhet', 'Södra skolan', south);
  const gymnasium = await unit('Skolenhet', 'Gymnasiet', west);
  return { authority, north, own, beside, other, gymnasium };
};

const createAuthority = async (database: Database, name: string): Promise<string> => {
  const authorityId = newId();
  await database.owner
    .insertInto('authority_directory')
    .values({ authority_id: authorityId, name, slug: name.toLowerCase(), is_demo: false })
    .execute();
  await withScope(database, { authorityId, personId: null }, async tx => {
    await saveAuthority(tx, {
      ...{ name, organisationNumber: null, municipalityCode: null, clauseStyle: 'attSatser' },
      ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
    });
    await recordEvent(tx, {
      kind: 'authorityCreated',
      subject: `authority:${authorityId}`,
      happenedOn: '2015-01-01',
    });
  });
  return authorityId;
};

/** A municipality with two school forms and three areas, and another beside it, for asking who may do what. */
export const buildWorld = async (database: Database): Promise<World> => {
  const authorityId = await createAuthority(database, 'Provkommun');
  const elsewhere = await createAuthority(database, 'Grannkommun');
  const scope = { authorityId, personId: null };
  const tree = await withScope(database, scope, buildTree);
  const foreign = await withScope(database, { authorityId: elsewhere, personId: null }, buildTree);
  const places: Record<Standing, string> = {
    own: tree.own,
    areaAbove: tree.north,
    authority: tree.authority,
    sameArea: tree.beside,
    otherArea: tree.other,
    otherSchoolForm: tree.gymnasium,
    otherAuthority: foreign.authority,
    left: tree.authority,
    notYet: tree.authority,
  };
  const periods: Partial<Record<Standing, { startsOn: string; endsOn: string | null }>> = {
    left: { startsOn: '2015-01-01', endsOn: '2020-06-30' },
    notYet: { startsOn: '2099-01-01', endsOn: null },
  };
  return {
    authorityId,
    unitId: tree.own,
    inside: work => withScope(database, scope, work),
    token: (role, standing) => {
      const home = standing === 'otherAuthority' ? elsewhere : authorityId;
      return withScope(database, { authorityId: home, personId: null }, async tx => {
        const personId = newId();
        await savePeople(tx, [
          {
            ...{ id: personId, givenName: role, familyName: standing, email: null, employeeNumber: null },
            ...{ gender: null, isProtected: false, presentation: null },
          },
        ]);
        const period = periods[standing] ?? since;
        await saveHolding(tx, { id: newId(), personId, role, unitId: places[standing], ...period });
        return startSession(tx, personId);
      });
    },
  };
};
