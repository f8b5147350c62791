import { houseRoutes } from '#app/main.ts';
import { systemClock } from '#app/shared/clock.ts';
import type { Visitor } from '#tests/house.ts';

/** What an address of a route looks like: '/tjanster/:id' is '/tjanster/' and something. */
export const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`);
const isPage = (path: string): boolean => !/\.(csv|xlsx|pdf|docx|html|json|ics)$/.test(path);

/** Every route that answers with a page, the particular before the general. */
export const pageRoutes = (): string[] =>
  houseRoutes({ secure: false, clock: systemClock })
    .filter(route => route.method === 'GET' && isPage(route.path))
    .map(route => route.path)
    .sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')));

/** Follows the links from the start page as one person and returns one address of each page that was met. */
export const crawl = async (
  base: string,
  visitor: Visitor,
  routes: readonly string[],
): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  const waiting = ['/'];
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const address = waiting.shift() ?? '/';
    const path = new URL(address, base).pathname;
    const route = routes.find(one => pattern(one).test(path));
    if (!route || [...found.keys()].filter(key => key.startsWith(`${route} `)).length >= 2) continue;
    const answer = await visitor.get(address);
    if (!answer.headers.get('content-type')?.includes('text/html')) continue;
    const html = await answer.text();
    if (answer.status !== 200)
      throw new Error(`${address} answered ${answer.status} although a page links to it`);
    found.set(`${route} ${found.size}`, address);
    for (const [, href = ''] of html.matchAll(/href="(\/[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&');
      if (!next.startsWith('/assets') && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return found;
};
