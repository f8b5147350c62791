import { randomBytes } from 'node:crypto';

/** A value for one response: only styles and scripts that carry it may run. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** The one policy of trusted addresses that a page may make: for its own worker. */
const workerPolicy = 'samsyn-worker';

/**
 * The headers of every response. Nothing from elsewhere, nothing inline, no frame around us. A page with a worker may make the policy
 * that names its address; no other page may make any.
 */
export const securityHeaders = (
  nonce: string,
  secure: boolean,
  hasWorker = false,
): Record<string, string> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${hasWorker ? workerPolicy : "'none'"}`,
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
});

/**
 * The policy of a script by itself, which is that of the worker it starts: it may load its own parts and reach nothing else, so what
 * a worker reads cannot leave it but by the page.
 */
export const scriptPolicy = "default-src 'none'; script-src 'self'";

/**
 * True when a request that changes something comes from one of our own pages. Browsers say where a request comes from in
 * `Sec-Fetch-Site` and `Origin`; one that says neither is refused, since it cannot be told from a forged one.
 */
export const isOwnRequest = (method: string, headers: Headers, ownOrigin: string): boolean => {
  if (method === 'GET' || method === 'HEAD') return true;
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (origin !== null) return origin === ownOrigin;
  return site === 'same-origin';
};

/**
 * True when the request names this machine itself. Without a public address the program is for this machine alone, and another name
 * means that somebody else's page has been pointed here (DNS rebinding).
 */
export const isLoopback = (hostname: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(hostname) || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** Names of the session cookie: `__Host-` binds it to this host and to HTTPS; plain HTTP on loopback cannot use that. */
export const sessionCookie = (secure: boolean): { readonly name: string; readonly attributes: string } => ({
  name: secure ? '__Host-samsyn' : 'samsyn',
  attributes: `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
});

export const readCookie = (header: string | null, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
};
