import { type Database, enterInDirectory, type Scope, type Scoped, withScope } from '#app/database/index.ts';
import { saveAuthority, saveUnit, type Unit, type UnitKind } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import { type Person, savePeople } from './store.ts';

/** A unit by its name alone, for rules that ask no database. */
export const plainUnit = (id: string, kind: UnitKind, parentId: string | null): Unit => {
  const period = { startsOn: '2015-07-01', endsOn: null };
  const version = { ...period, name: id, parentId, schoolForms: [], yearLevels: [] };
  return { id, kind, schoolUnitCode: null, ...period, versions: [version] };
};

export type TestAuthority = {
  readonly scope: Scope;
  readonly units: Readonly<Record<'authority' | 'area' | 'school', string>>;
  /** One transaction in the authority, at a time of day when that matters. */
  readonly act: <Result>(work: (tx: Scoped) => Promise<Result>, now?: Date) => Promise<Result>;
};

/** An authority with an area and a school in it. */
export const newAuthority = async (database: Database): Promise<TestAuthority> => {
  const authorityId = newId();
  await enterInDirectory(database, {
    ...{ authority_id: authorityId, name: 'Ekdala kommun', slug: authorityId, is_demo: false },
  });
  const scope = { authorityId, personId: null };
  const period = { startsOn: '2015-07-01', endsOn: null };
  const units = await withScope(database, scope, async tx => {
    await saveAuthority(tx, {
      ...{
        name: 'Ekdala kommun',
        organisationNumber: null,
        municipalityCode: null,
        clauseStyle: 'attSatser',
      },
      ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
    });
    const add = async (
      name: string,
      kind: UnitKind,
      parentId: string | null,
      schoolUnitCode: string | null = null,
    ) => {
      const id = newId();
      const versions = [{ ...period, name, parentId, schoolForms: [], yearLevels: [] }];
      await saveUnit(tx, { id, kind, schoolUnitCode, ...period, versions });
      return id;
    };
    const authority = await add('Ekdala kommun', 'Huvudman', null);
    const area = await add('Norr', 'Rektorsområde', authority);
    return { authority, area, school: await add('Björkskolan', 'Skolenhet', area, '99000001') };
  });
  return {
    scope,
    units,
    act: (work, now) => withScope(database, scope, work, now ? { now } : {}),
  };
};

export const newPerson = (parts: Partial<Person> = {}): Person => ({
  ...{ id: newId(), givenName: 'Siv', familyName: 'Prov', email: null, employeeNumber: null },
  ...{ gender: null, isProtected: false, presentation: null },
  ...parts,
});

export const addNewPerson = async (tx: Scoped, parts: Partial<Person> = {}): Promise<Person> => {
  const person = newPerson(parts);
  await savePeople(tx, [person]);
  return person;
};
