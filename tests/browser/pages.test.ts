import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse, Visitor } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { keyboardFaults } from './keyboard.ts';
import { faultsOn, shownOn } from './looking.ts';
import { crawl, pageRoutes, pattern } from './walk.ts';

/** Between them these see every page: who may edit what differs. */
const people = [
  'Administratör',
  'Förvaltningschef',
  'Nämndsekreterare',
  'Utvecklingsledare',
  'Rektor',
  'Förstelärare',
  'Förtroendevald',
  'Anders Ulvhult',
  'Leila Farahdal',
  'Amina Haddadi',
  'Facklig företrädare',
];
/** Every width in light and dark when all is tried (`npm run test:long`), the two outermost otherwise. */
const looks: readonly (readonly [number, 'light' | 'dark'])[] = process.env.ALL_LOOKS
  ? [320, 768, 1280].flatMap(width => [[width, 'light'] as const, [width, 'dark'] as const])
  : [
      [320, 'light'],
      [1280, 'dark'],
    ];

/** Pages that one comes to by other ways than a link from a page of a signed-in person. */
const unlinked = [
  '/logga-in',
  '/logga-in/lank',
  '/demo/filer/:name',
  // Opens when the item has been sent: see the journey of an item.
  '/arenden/:id/skrivelser/:itemId/beslut',
];

describe('every page in a real browser', () => {
  let house: RunningHouse;
  let browser: Browser;
  /** Address by person: who is looking at what. */
  const addresses: { person: string; address: string }[] = [];
  const getRoutes = pageRoutes();

  const signIn = async (role: string): Promise<Visitor> => {
    const visitor = new Visitor(house.base);
    await visitor.signInAs(role);
    return visitor;
  };

  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
    const covered = new Map<string, number>();
    for (const person of people) {
      for (const [key, address] of await crawl(house.base, await signIn(person), getRoutes)) {
        const route = key.split(' ')[0] ?? '';
        if (covered.has(route)) continue;
        covered.set(route, (covered.get(route) ?? 0) + 1);
        addresses.push({ person, address });
      }
    }
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  /** Opens every page as somebody who reaches it, and looks. */
  const eachPage = async (
    look: (page: Page, address: string, sent: string) => Promise<void>,
  ): Promise<void> => {
    for (const person of new Set(addresses.map(one => one.person))) {
      const open: BrowserContext = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        locale: 'sv-SE',
      });
      const page = await open.newPage();
      const refused: string[] = [];
      page.on('console', message => {
        if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
      });
      await page.goto(`${house.base}/logga-in`);
      await page.locator('li.card', { hasText: person }).first().getByRole('button').click();
      for (const { address } of addresses.filter(one => one.person === person)) {
        const answer = await page.goto(`${house.base}${address}`);
        await look(page, address, (await answer?.text()) ?? '');
      }
      expect(refused).toEqual([]);
      await open.close();
    }
  };

  /**
   * What is wrong in some width and colours, in forced colours, for the keyboard, and in the page as it was sent: each page is opened once
   * for all of it.
   */
  const faults = {
    looks: [] as string[],
    forced: [] as string[],
    keyboard: [] as string[],
    sent: [] as string[],
  };

  const lookAt = async (page: Page, address: string, sent: string): Promise<void> => {
    const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(sent) ?? [];
    if (heading.replace(/<[^>]*>/g, '').trim() === '') faults.sent.push(`${address}: no heading`);
    const seen = new Set<string>();
    const isSeen = async (): Promise<boolean> => {
      const shown = await shownOn(page);
      const again = !process.env.ALL_LOOKS && seen.has(shown);
      seen.add(shown);
      return again;
    };
    for (const [width, colorScheme] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const where = `${address}, ${width} px ${colorScheme}`;
      faults.looks.push(...(await faultsOn(page, where, { again: await isSeen() })));
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    faults.forced.push(...(await faultsOn(page, address, { forced: true, again: await isSeen() })));
    await page.emulateMedia({ forcedColors: 'none' });
    faults.keyboard.push(...(await keyboardFaults(page, address)));
  };

  it('is reached by links from the start page by somebody', () => {
    const reached = getRoutes.filter(route =>
      addresses.some(one => pattern(route).test(new URL(one.address, 'http://x').pathname)),
    );
    const unreached = getRoutes.filter(route => !reached.includes(route) && !unlinked.includes(route));
    expect(unreached).toEqual([]);
  });

  it(`has no accessibility violation and no sideways scroll (${looks.map(([width, scheme]) => `${width} px ${scheme}`).join(', ')})`, async () => {
    await eachPage(lookAt);
    expect(faults.looks).toEqual([]);
  }, 1_800_000);

  it('has no accessibility violation in forced colours', () => expect(faults.forced).toEqual([]));

  it('lets the keyboard reach every control, in the order of the page, with a visible focus', () =>
    expect(faults.keyboard).toEqual([]));

  it('has its heading before any script has run', () => expect(faults.sent).toEqual([]));
});
