import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Logger } from 'pino';
import { isRefusedValue, type Scoped } from '#app/database/index.ts';
import type { Clock } from '#app/shared/clock.ts';
import { isIsoDate } from '#app/shared/date.ts';
import { contentDisposition } from '#app/shared/file-name.ts';
import type { Action, Viewer } from '#app/shared/permission.ts';
import { formatDate } from '#app/shared/swedish.ts';
import type { Assets } from './assets.ts';
import { type BodyRefusal, BodyRefused } from './body.ts';
import { Button, Form, Hidden } from './components.tsx';
import { readForm, SentForm } from './form.ts';
import { isJson, readJsonBody } from './json-body.ts';
import { Layout, type NavigationItem } from './layout.tsx';
import { type Html, type PageParts, RightsLost, type Route, type Visit } from './route.ts';
import {
  isLoopback,
  isOwnRequest,
  newNonce,
  readCookie,
  scriptPolicy,
  securityHeaders,
  sessionCookie,
} from './security.ts';
import { sv } from './sv.ts';

/** What the house gives the web: who is looking, and how to reach the data. */
export type WebParts = {
  readonly routes: readonly Route[];
  readonly navigation: readonly NavigationItem[];
  readonly assets: Assets;
  readonly clock: Clock;
  readonly log: Logger;
  /** Our own address, when it is known; otherwise it is read from each request's Host. */
  readonly publicUrl?: string;
  readonly findViewer: (token: string | null) => Promise<Viewer>;
  /** One transaction on behalf of the viewer, for what they came to do; a page that is only read gets one that cannot write. */
  readonly transact: <Result>(
    viewer: Viewer,
    readOnly: boolean,
    work: (tx: Scoped) => Promise<Result>,
    action: Action,
  ) => Promise<Result>;
  /** Outside production the day can be moved; null hides the clock. */
  readonly demoDay: () => string | null;
};

const MAX_BODY = 60 * 1024 * 1024;
/** A visitor has nothing to send but a choice of person or a key. */
const MAX_VISITOR_BODY = 16 * 1024;
/** What somebody has written in a form, when their session ended before it was sent. */
const MAX_KEPT_BODY = 64 * 1024;

const mayBeKept = ({ method, headers }: Request): boolean => {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  const isTexts = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  return method === 'POST' && isTexts && length > 0 && length <= MAX_KEPT_BODY;
};
const DONE_COOKIE = 'samsyn-klart';
const refusalStatus: Readonly<Record<BodyRefusal, number>> = { tooLarge: 413, tooLong: 413, unreadable: 400 };

/** Builds the server from the routes of all rooms. Each request is checked for origin, viewer and right before its handler runs. */
export const createServer = (parts: WebParts): Hono => {
  const app = new Hono();
  app.use(compress());

  for (const route of parts.routes) {
    app.on(route.method, route.path, context => serve(parts, route, context));
  }
  app.get('/assets/*', context => {
    const file = parts.assets.read(new URL(context.req.url).pathname);
    if (!file) return context.body(null, 404);
    const headers = { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable' };
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        ...headers,
        'X-Content-Type-Options': 'nosniff',
        ...(file.type.startsWith('text/javascript') ? { 'Content-Security-Policy': scriptPolicy } : {}),
      },
    });
  });
  app.notFound(context => serve(parts, null, context));
  return app;
};

const toSignIn = (headers: Record<string, string>, url: URL): Response =>
  new Response(null, {
    status: 303,
    headers: {
      ...headers,
      Location: `/logga-in?till=${encodeURIComponent(url.pathname + url.search)}`,
      'Cache-Control': 'no-store',
    },
  });

const originOf = (parts: WebParts, request: Request): { origin: string; secure: boolean } => {
  const origin = parts.publicUrl ? new URL(parts.publicUrl).origin : new URL(request.url).origin;
  return { origin, secure: origin.startsWith('https:') };
};

const serve = async (parts: WebParts, route: Route | null, context: Context): Promise<Response> => {
  const request = context.req.raw;
  const { origin, secure } = originOf(parts, request);
  const nonce = newNonce();
  const headers = securityHeaders(nonce, secure);
  const url = new URL(request.url);
  const cookies = request.headers.get('cookie');
  let viewer: Viewer = nobody;

  const render = async (page: PageParts, status: number, done: string | null = null): Promise<Response> => {
    const demoDay = viewer.isDemo ? parts.demoDay() : null;
    const html = await Layout({
      ...page,
      viewer,
      navigation: parts.navigation,
      path: url.pathname,
      nonce,
      assets: parts.assets,
      done,
      demoDay: demoDay ? formatDate(demoDay) : null,
    });
    const answer = new Headers({
      ...(page.program ? securityHeaders(nonce, secure, true) : headers),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    if (done) answer.append('Set-Cookie', `${DONE_COOKIE}=; Path=/; Max-Age=0`);
    // As bytes: a text would be looked through once more on its way out.
    return new Response(Buffer.from(`<!doctype html>${html}`), { status, headers: answer });
  };
  const answerJson = (value: unknown, code = 200): Response =>
    new Response(JSON.stringify(value), {
      status: code,
      headers: {
        ...headers,
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
      },
    });
  const takesJson = route?.takes === 'json';
  const message = (title: string, body: Html, status: number) => render({ title, body }, status);

  try {
    const isHere = parts.publicUrl !== undefined || isLoopback(url.hostname);
    if (!isHere || !isOwnRequest(request.method, request.headers, origin)) {
      parts.log.warn({ path: url.pathname }, 'refused a request from elsewhere');
      return await message(
        sv.refused.title,
        <Message title={sv.refused.title} text={sv.refused.text} />,
        403,
      );
    }
    const sessionToken = readCookie(cookies, sessionCookie(secure).name);
    viewer = await parts.findViewer(sessionToken);
    const missing = () => message(sv.notFound.title, <NotFound />, 404);
    // A visitor is asked to sign in for every closed address alike, so that none tells whether it exists, and before anything
    // that was sent is read; but a form of texts is kept, since its writer's session may have ended meanwhile.
    const isVisitor = viewer.personId === null;
    if (route && isVisitor && !viewer.may(route.action, { unitId: null }).allowed) {
      if (!mayBeKept(request)) return toSignIn(headers, url);
      const form = await readForm(request, MAX_KEPT_BODY);
      return await message(sv.kept.title, <KeptForm path={url.pathname} form={form} />, 401);
    }
    if (!route) return await missing();

    const asked = url.searchParams.get('datum') ?? '';
    const today = parts.clock.today();
    const done = readDone(cookies);
    const visit: Visit = {
      viewer,
      clock: parts.clock,
      now: parts.clock.now(),
      today,
      on: isIsoDate(asked) ? asked : today,
      origin,
      sessionToken,
      path: url.pathname,
      parameters: context.req.param(),
      query: url.searchParams,
      form:
        request.method === 'POST' && !takesJson
          ? await readForm(request, isVisitor ? MAX_VISITOR_BODY : MAX_BODY)
          : new SentForm(),
      readJson: () => readJsonBody(request),
      json: answerJson,
      transact: work => parts.transact(viewer, request.method !== 'POST', work, route.action),
      noteReading: work => parts.transact(viewer, false, work, route.action),
      page: page => render(page, page.status ?? (page.problems?.length ? 422 : 200), done),
      redirect: (address, said) => {
        const answer = new Headers({ ...headers, Location: address, 'Cache-Control': 'no-store' });
        if (said)
          answer.append(
            'Set-Cookie',
            `${DONE_COOKIE}=${encodeURIComponent(said)}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`,
          );
        return new Response(null, { status: 303, headers: answer });
      },
      file: (bytes, name, type) =>
        new Response(new Uint8Array(bytes), {
          headers: {
            ...headers,
            'Content-Type': type,
            'Content-Disposition': contentDisposition(name),
            'Cache-Control': 'no-store',
          },
        }),
      notFound: missing,
    };

    const place = route.place ? await route.place(visit) : { unitId: null };
    const decision = place ? viewer.may(route.action, place) : null;
    if (!decision?.allowed) {
      parts.log.info(
        { path: url.pathname, action: route.action, because: decision?.because ?? 'missing' },
        'denied',
      );
      return await missing();
    }
    if (takesJson && !isJson(request.headers)) return answerJson({ text: sv.onlyJson }, 415);
    return await route.handle(visit);
  } catch (error) {
    if (error instanceof BodyRefused) {
      parts.log.info({ path: url.pathname, reason: error.reason }, 'refused a body');
      const { title, text } = sv[error.reason];
      if (takesJson) return answerJson({ text }, refusalStatus[error.reason]);
      return message(title, <Message title={title} text={text} />, refusalStatus[error.reason]);
    }
    if (error instanceof RightsLost) {
      parts.log.info({ path: url.pathname }, 'refused a write by somebody whose rights have changed');
      const { title, text } = sv.rightsLost;
      if (takesJson) return answerJson({ text }, 403);
      return message(title, <Message title={title} text={text} />, 403);
    }
    if (isRefusedValue(error)) {
      parts.log.warn({ error, path: url.pathname }, 'refused a value');
      if (request.method !== 'POST') return message(sv.notFound.title, <NotFound />, 404);
      return message(
        sv.unreadable.title,
        <Message title={sv.unreadable.title} text={sv.unreadable.text} />,
        400,
      );
    }
    const code = randomBytes(4).toString('hex').toUpperCase();
    parts.log.error({ error, code, path: url.pathname }, 'failed');
    return message(
      sv.failure.title,
      <Message title={sv.failure.title} text={sv.failure.text} extra={`${sv.failure.code}: ${code}`} />,
      500,
    );
  }
};

/** What the page before said was done; nothing when the cookie is not one of ours. */
const readDone = (cookies: string | null): string | null => {
  try {
    return decodeURIComponent(readCookie(cookies, DONE_COOKIE) ?? '') || null;
  } catch {
    return null;
  }
};

const nobody: Viewer = {
  authorityId: '',
  authorityName: '',
  isDemo: false,
  personId: null,
  name: null,
  roleLabels: [],
  holdingIds: [],
  granted: [],
  may: () => ({ allowed: false, because: '' }),
};

const Message = ({ title, text, extra }: { title: string; text: string; extra?: string }) => (
  <>
    <h1>{title}</h1>
    <p>{text}</p>
    {extra && <p>{extra}</p>}
  </>
);

/** What was sent by somebody whose session has ended, to be sent again: nothing that was written is lost. */
const KeptForm = ({ path, form }: { path: string; form: SentForm }) => (
  <>
    <h1>{sv.kept.title}</h1>
    <p>{sv.kept.text}</p>
    <ol>
      {sv.kept.steps.map(step => (
        <li>{step}</li>
      ))}
    </ol>
    <p>
      <a class="ds-link" href="/logga-in" target="_blank" rel="noopener">
        {sv.kept.signIn}
      </a>
    </p>
    <Form action={path}>
      {form.names().flatMap(name => form.texts(name).map(text => <Hidden name={name} value={text} />))}
      <Button>{sv.kept.again}</Button>
    </Form>
  </>
);

const NotFound = () => (
  <>
    <h1>{sv.notFound.title}</h1>
    <p>{sv.notFound.text}</p>
    <p>
      <a class="ds-link" href="/">
        {sv.notFound.back}
      </a>
    </p>
  </>
);
