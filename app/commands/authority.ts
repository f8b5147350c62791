import {
  type Database,
  enterInDirectory,
  listAuthorities,
  recordEvent,
  withScope,
} from '#app/database/index.ts';
import { type SchoolAuthority, saveAuthority, saveUnit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { CommandProblem } from './command.ts';

const addressName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Sets up a school authority in an empty installation: its name, its place in the directory and the top of its tree. */
export const createAuthority = async (
  database: Database,
  authority: SchoolAuthority,
  since: IsoDate,
  isDemo = false,
): Promise<string> => {
  const authorityId = newId();
  await enterInDirectory(database, {
    authority_id: authorityId,
    name: authority.name,
    slug: addressName(authority.name),
    is_demo: isDemo,
  });
  await withScope(database, { authorityId, personId: null }, async tx => {
    await saveAuthority(tx, authority);
    const version = {
      startsOn: since,
      endsOn: null,
      name: authority.name,
      parentId: null,
      schoolForms: [],
      yearLevels: [],
    };
    await saveUnit(tx, {
      id: newId(),
      kind: 'Huvudman',
      schoolUnitCode: null,
      startsOn: since,
      endsOn: null,
      versions: [version],
    });
    await recordEvent(tx, {
      kind: 'authorityCreated',
      subject: `authority:${authorityId}`,
      happenedOn: since,
    });
  });
  return authorityId;
};

/** The authority a command speaks of: the only one, or the one named. */
export const chooseAuthority = async (database: Database, name: string | undefined): Promise<string> => {
  const all = await listAuthorities(database);
  const found = name ? all.filter(one => one.name === name || one.slug === name) : all;
  if (found.length === 1 && found[0]) return found[0].authority_id;
  if (all.length === 0) {
    throw new CommandProblem(
      'Här finns ingen huvudman än. Kör först samsyn init, eller samsyn import skolverket med --municipality.',
    );
  }
  throw new CommandProblem(`Ange vilken huvudman med --authority: ${all.map(one => one.name).join(', ')}.`);
};
