import { type DestinationStream, pino } from 'pino';
import { decide, type Role } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { createServer } from '#app/web/index.ts';

type ServerParts = Parameters<typeof createServer>[0];

/** The routes of a room behind a server of their own, without menu, styles and log. */
export const serveRoom = (
  parts: Pick<ServerParts, 'routes' | 'clock' | 'findViewer' | 'transact'>,
  said?: DestinationStream,
): ReturnType<typeof createServer> =>
  createServer({
    ...parts,
    navigation: [],
    assets: { styles: [], scripts: [], read: () => null },
    log: said ? pino({ level: 'trace' }, said) : pino({ level: 'silent' }),
    demoDay: () => null,
  });

type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

const isPairs = (fields: Fields): fields is readonly (readonly [string, string])[] => Array.isArray(fields);

/** Opens pages and sends forms as a browser does; pages are read with every space alike. */
export const browsing = (server: () => ReturnType<typeof createServer>) => {
  const ask = async (path: string, init?: RequestInit) => {
    const response = await server().request(`http://localhost${path}`, init);
    return { status: response.status, page: (await response.text()).replaceAll('\u00a0', ' ') };
  };
  return {
    see: (path: string) => ask(path),
    /** Fields by name, or in pairs where one name is sent more than once. */
    send: (path: string, fields: Fields) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        body: `${new URLSearchParams(isPairs(fields) ? fields.map(pair => [...pair]) : fields)}`,
      }),
  };
};

/** The same somebody from one request to the next. */
const somebody = newId();

/** Somebody who holds one role at a unit, and may what the rules of access say of it in the organisation of a day. */
export const viewerWith = async (
  act: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>,
  {
    authorityId,
    role,
    unitId,
    on,
    personId = somebody,
  }: {
    readonly authorityId: string;
    readonly role: Role;
    readonly unitId: string;
    readonly on: string;
    readonly personId?: string;
  },
): Promise<Viewer> => {
  const organisation = await act(tx => loadOrganisation(tx, on));
  const holdings = [{ id: newId(), personId, role, unitId, startsOn: '2020-01-01', endsOn: null }];
  return {
    ...{ authorityId, authorityName: 'Provkommun', isDemo: false, personId },
    ...{ name: 'Vera Visare', roleLabels: [], holdingIds: [], granted: [] },
    may: (action, place) => decide({ personId, holdings, organisation }, action, place),
  };
};
