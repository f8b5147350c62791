import fc from 'fast-check';
import { type Role, roles } from '#app/access/index.ts';
import { buildHouse, houseRoutes } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '../database.ts';
import { buildWorld } from '../world.ts';

/** Texts that have broken other programs: empty, huge, badly encoded, of another kind than was asked for. */
const hostileTexts = [
  ...['', ' ', '0', '-1', '1e308', 'NaN', '2026-02-30', '9999999-12-31', '0000-00-00', '2026-10-01'],
  ...[
    '../../etc/passwd',
    '%00',
    '%',
    '%E0%A4%A',
    '\u0000',
    '\ud800',
    '\u202egnp.exe',
    '🏳️‍🌈',
    'x'.repeat(20_000),
  ],
  ...["'; drop table person; --", '<script>alert(1)</script>', '{{7*7}}', '=1+1'],
  ...['__proto__', 'constructor', 'toString', '00000000-0000-0000-0000-000000000000', '[]', '{"a":[1]}'],
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map(() => newId()) },
);

/** Names that the pages themselves use, so that requests come past the first check, and some that no page does. */
const name = fc.constantFrom(
  ...['datum', 'sortera', 'ordning', 'omrade', 'visa', 'jamfor', 'sida', 'fraga', 'enhet', 'till', 'nyckel'],
  ...[
    'unitId',
    'version',
    'startsOn',
    'endsOn',
    'name',
    'title',
    'role',
    'person',
    'text',
    'kind',
    'subjects',
  ],
  ...['__proto__', 'constructor', 'x'.repeat(300)],
);
const pairs = fc.array(fc.tuple(name, text), { maxLength: 8 });

const bodyTypes = [
  ...['', 'text/plain', 'application/json', 'multipart/form-data', 'multipart/form-data; boundary=x'],
  ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-16'],
];
const body = fc.oneof(
  { weight: 5, arbitrary: pairs.map(fields => ({ fields })) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom(...bodyTypes),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.json().map(json => new TextEncoder().encode(json)),
        fc.constant(new TextEncoder().encode('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf')),
      ),
    }),
  },
);

const encoded = (part: string): string => {
  try {
    return encodeURIComponent(part);
  } catch {
    // A lone surrogate has no encoding of its own: sent as bytes that are no text.
    return '%ED%A0%80';
  }
};

const queryOf = (fields: readonly (readonly [string, string])[]): string =>
  fields.map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join('&');

const isLetter = (character: number): boolean => character >= 32 && character < 127;

/**
 * Sends `runs` hostile requests to random addresses of the house, as people of every role and as nobody, and fails on the
 * first that is answered with a fault of ours (5xx), with a trace of the program's insides, or later than `slowest` ms.
 */
export const sendHostileRequests = async (runs: number, slowest: number): Promise<void> => {
  const database = await openQuickForTest();
  try {
    const world = await buildWorld(database);
    const house = buildHouse({ database, clock: systemClock, secure: false });
    const routes = houseRoutes({ secure: false, clock: systemClock });
    const tokens = ['', 'not-a-token', '%E0%A4%A'];
    for (const role of Object.keys(roles) as Role[]) tokens.push(await world.token(role, 'authority'));

    const request = fc.record({
      route: fc.constantFrom(...routes),
      otherMethod: fc.option(fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'), { freq: 8 }),
      ids: fc.array(fc.oneof(text, fc.constant(world.unitId)), { minLength: 3, maxLength: 3 }),
      query: pairs,
      body,
      token: fc.constantFrom(...tokens),
      said: fc.option(fc.constantFrom(...hostileTexts), { freq: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ route, otherMethod, ids, query, body: sent, token, said }) => {
        let next = 0;
        const path = route.path.replace(/:[a-zA-Z]+/g, () => encoded(ids[next++] ?? '') || 'x');
        const method = otherMethod ?? route.method;
        const cookie = `samsyn=${token}${said === null ? '' : `; samsyn-klart=${said}`}`;
        const headers = new Headers({
          origin: 'http://localhost',
          'sec-fetch-site': 'same-origin',
          cookie: [...cookie].filter(one => isLetter(one.charCodeAt(0))).join(''),
        });
        const carries = !['GET', 'HEAD'].includes(method);
        let payload: BodyInit | null = null;
        if (carries && 'fields' in sent) {
          headers.set('content-type', 'application/x-www-form-urlencoded');
          payload = queryOf(sent.fields);
        } else if (carries && 'type' in sent) {
          if (sent.type) headers.set('content-type', sent.type);
          payload = new Uint8Array(sent.bytes);
        }
        const started = performance.now();
        const answer = await house.fetch(
          new Request(`http://localhost${path}?${queryOf(query)}`, { method, headers, body: payload }),
        );
        const page = await answer.text();
        const took = performance.now() - started;
        const asked = `${method} ${path.slice(0, 200)}`;
        if (answer.status >= 500) throw new Error(`${asked} was answered ${answer.status}`);
        if (/\bat .+\.(ts|tsx|js):\d+/.test(page))
          throw new Error(`${asked} shows where in the program it is`);
        if (took > slowest) throw new Error(`${asked} took ${Math.round(took)} ms`);
      }),
      { numRuns: runs, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
  } finally {
    await database.close();
  }
};
