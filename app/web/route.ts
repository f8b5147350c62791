import type { HtmlEscapedString } from 'hono/utils/html';
import type { Scoped } from '#app/database/index.ts';
import type { Clock } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Action, Place, Viewer } from '#app/shared/permission.ts';
import type { SentForm } from './form.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Thrown when the roles that let somebody in have been taken away before they write. Nothing of the transaction is kept. */
export class RightsLost extends Error {}

/** A link in the trail from the authority down to where the reader is. The last has no address. */
export type Crumb = { readonly text: string; readonly href?: string };

export type PageParts = {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly problems?: readonly FieldError[];
  readonly body: Html;
  /** A program with a worker of its own, by the folder of its `page.ts` and `worker.ts`: 'app/browser/deliver'. */
  readonly program?: string;
  /** 202: it is being made ready; the page asks again by itself where it says `data-not-ready`. */
  readonly status?: 200 | 202 | 409 | 422;
};

/** One request, with all that a page may need. Rooms never meet the web framework. */
export type Visit = {
  readonly viewer: Viewer;
  readonly clock: Clock;
  readonly now: Date;
  readonly today: IsoDate;
  /** The day the reader looks at: `?datum=2026-10-01`, else today. */
  readonly on: IsoDate;
  /** Our own address, 'https://samsyn.kommun.se', for links that leave the program. */
  readonly origin: string;
  /** The secret of the viewer's session; only signing out needs it. */
  readonly sessionToken: string | null;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: SentForm;
  /** What was sent to an address that takes JSON; null when it is too large or no JSON. Read once, when it is asked for. */
  readonly readJson: () => Promise<unknown>;
  /** Runs one transaction on behalf of the viewer. */
  readonly transact: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;
  /** Notes that the viewer has read something: the one thing that is written when a page is only shown. */
  readonly noteReading: (work: (tx: Scoped) => Promise<void>) => Promise<void>;
  readonly page: (parts: PageParts) => Promise<Response>;
  /** To another page, with a line that says what was done. */
  readonly redirect: (address: string, done?: string) => Response;
  readonly file: (bytes: Uint8Array, name: string, type: string) => Response;
  /** An answer to a program of ours in the page, instead of a page. */
  readonly json: (value: unknown, status?: number) => Response;
  /** The one page for what is missing and for what the viewer may not see. */
  readonly notFound: () => Promise<Response>;
};

/**
 * An address and what may be done there. `place` says which unit governs the object of the request, read before the
 * handler runs; null means that there is no such object. Left out, the right is asked about the whole authority.
 */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly action: Action;
  readonly place?: (visit: Visit) => Promise<Place | null>;
  readonly handle: (visit: Visit) => Promise<Response>;
  /** What the address takes: a form unless it says JSON. Anything else is refused unread. */
  readonly takes?: 'json';
};

export const get = (
  path: string,
  action: Action,
  handle: Route['handle'],
  place?: NonNullable<Route['place']>,
): Route => ({ method: 'GET', path, action, handle, ...(place ? { place } : {}) });

export const post = (
  path: string,
  action: Action,
  handle: Route['handle'],
  place?: NonNullable<Route['place']>,
): Route => ({ method: 'POST', path, action, handle, ...(place ? { place } : {}) });

/** An address for a program of ours in the page: takes JSON and nothing else, so no file can come in by it. */
export const postJson = (path: string, action: Action, handle: Route['handle']): Route => ({
  method: 'POST',
  path,
  action,
  handle,
  takes: 'json',
});
