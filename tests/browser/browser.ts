import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';

/** The real browser that the tests use; `npm test` sees to that there is one. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium: run npm test, which installs one, or set CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--lang=sv'],
  });
};

/** Everyone in the demo whose pages differ: between them they reach every page. */
export const visitors = async (
  base: string,
): Promise<readonly { name: string; personId: string; role: string }[]> => {
  const page = await (await fetch(`${base}/logga-in`)).text();
  return [
    ...page.matchAll(/<h2>([^<]+)<\/h2><p class="kind">([^<]*)<\/p>.*?name="person" value="([^"]+)"/gs),
  ].map(([, name = '', role = '', personId = '']) => ({ name, role, personId }));
};
