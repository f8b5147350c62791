import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  isOwnRequest,
  newNonce,
  readCookie,
  securityHeaders,
  sessionCookie,
} from './security.ts';

const own = 'https://samsyn.ekdala.example';

/** What browsers, and those who pretend to be one, may say of where a request comes from. */
const origins: readonly (string | null)[] = [
  null,
  own,
  'null',
  '',
  'https://evil.example',
  'https://samsyn.ekdala.example.evil.example',
  'https://evil.samsyn.ekdala.example',
  'http://samsyn.ekdala.example',
  'https://samsyn.ekdala.example:8443',
  'https://SAMSYN.ekdala.example',
  `${own}/`,
  `${own}, https://evil.example`,
];
const sites: readonly (string | null)[] = [
  null,
  'same-origin',
  'same-site',
  'cross-site',
  'none',
  '',
  'SAME-ORIGIN',
];

describe('a request that changes something', () => {
  const grid = origins.flatMap(origin => sites.map(site => ({ origin, site })));

  it.each(grid)('from $origin, said to be $site', ({ origin, site }) => {
    const headers = new Headers();
    if (origin !== null) headers.set('origin', origin);
    if (site !== null) headers.set('sec-fetch-site', site);
    // Ours only when nothing it says speaks against it, and something it says speaks for it.
    const speaksFor = origin === own || (origin === null && site === 'same-origin');
    const speaksAgainst = (origin !== null && origin !== own) || (site !== null && site !== 'same-origin');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'OPTIONS', 'ANYTHING']) {
      expect(isOwnRequest(method, headers, own)).toBe(speaksFor && !speaksAgainst);
    }
  });

  it('is never ours from an origin that is not exactly our own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), origin => {
        const sent = origin.replace(/[^\u0020-\u007e]/g, '').trim();
        fc.pre(sent !== own);
        const headers = new Headers({ origin: sent, 'sec-fetch-site': 'same-origin' });
        expect(isOwnRequest('POST', headers, own)).toBe(false);
      }),
    );
  });
});

it.each(['GET', 'HEAD'])('a %s request may come from anywhere, since it changes nothing', method => {
  const headers = new Headers({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
  expect(isOwnRequest(method, headers, own)).toBe(true);
});

describe('the headers of a response', () => {
  const policy = (nonce: string) =>
    new Map(
      (securityHeaders(nonce, true)['Content-Security-Policy'] ?? '')
        .split('; ')
        .map(part => [part.split(' ')[0] ?? '', part.split(' ').slice(1)] as const),
    );

  it('let run only what carries the nonce of this response', () => {
    expect(policy('abc').get('default-src')).toEqual(["'none'"]);
    expect(policy('abc').get('script-src')).toEqual(["'nonce-abc'"]);
    expect(policy('abc').get('style-src')).toEqual(["'nonce-abc'"]);
    expect(policy('abc').get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy('abc').get('form-action')).toEqual(["'self'"]);
    expect(policy('abc').get('base-uri')).toEqual(["'none'"]);
  });

  it('allow nothing inline and nothing from elsewhere', () => {
    const all = [...policy('abc').values()].flat();
    expect(all.filter(source => /unsafe|\*|https?:/.test(source))).toEqual([]);
  });

  it('ask for HTTPS only where the program is reached over HTTPS', () => {
    expect(securityHeaders('abc', true)).toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders('abc', false)).not.toHaveProperty('Strict-Transport-Security');
  });

  it('have a nonce that is never the same', () => {
    const nonces = Array.from({ length: 1_000 }, newNonce);
    expect(new Set(nonces).size).toBe(1_000);
    expect(nonces.filter(nonce => Buffer.from(nonce, 'base64').length !== 16)).toEqual([]);
  });
});

describe('the session cookie', () => {
  it('is bound to this host and to HTTPS, where there is HTTPS', () => {
    expect(sessionCookie(true)).toEqual({
      ...{ name: '__Host-samsyn', attributes: 'Path=/; HttpOnly; SameSite=Lax; Secure' },
    });
  });

  it('has a plain name on loopback, where browsers refuse the other', () => {
    expect(sessionCookie(false)).toEqual({ name: 'samsyn', attributes: 'Path=/; HttpOnly; SameSite=Lax' });
  });
});

describe('a cookie', () => {
  it.each<[string | null, string | null]>([
    ['samsyn=abc', 'abc'],
    ['samsyn=a', 'a'],
    ['a=1; samsyn=abc; b=2', 'abc'],
    ['a=1;samsyn=abc', 'abc'],
    ['samsyn=a=b==', 'a=b=='],
    ['samsyn=', ''],
    ['samsyn=first; samsyn=second', 'first'],
    ['__Host-samsyn=abc', null],
    ['xsamsyn=abc', null],
    ['samsynx=abc', null],
    ['SAMSYN=abc', null],
    ['samsyn', null],
    ['=abc', null],
    [';;; ', null],
    ['', null],
    [null, null],
  ])('in %j is %j', (header, expected) => {
    expect(readCookie(header, 'samsyn')).toBe(expected);
  });

  it('may have a name of one letter', () => expect(readCookie('b=2; a=1', 'a')).toBe('1'));

  it('is read whatever stands around it', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/).filter(text => text !== 'samsyn');
    const value = fc.stringMatching(/^[A-Za-z0-9._~-]{0,20}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, value)),
        fc.array(fc.tuple(name, value)),
        value,
        (before, after, secret) => {
          const header = [...before, ['samsyn', secret], ...after].map(pair => pair.join('=')).join('; ');
          expect(readCookie(header, 'samsyn')).toBe(secret);
        },
      ),
    );
  });
});

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['[::1]', true],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['0.0.0.0', false],
  ['10.0.0.5', false],
  ['evil.example', false],
])('the name %s means this machine: %s', (name, means) => expect(isLoopback(name)).toBe(means));
