import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHouse, startHouse, temporaryFolder, Visitor } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { faultsOn } from './looking.ts';
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
];
/** Every width in light and dark when all is tried (`npm run test:long`), the two outermost otherwise. */
const looks: readonly (readonly [number, 'light' | 'dark'])[] = process.env.ALL_LOOKS
  ? [320, 768, 1280].flatMap(width => [[width, 'light'] as const, [width, 'dark'] as const])
  : [
      [320, 'light'],
      [1280, 'dark'],
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
    house = await startHouse(temporaryFolder());
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
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  /** Opens every page as somebody who reaches it, and looks. */
  const eachPage = async (
    look: (page: Page, address: string) => Promise<void>,
    { javaScript = true, forced = false } = {},
  ): Promise<void> => {
    for (const person of new Set(addresses.map(one => one.person))) {
      const open: BrowserContext = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        forcedColors: forced ? 'active' : 'none',
        javaScriptEnabled: javaScript,
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
        await page.goto(`${house.base}${address}`);
        await look(page, address);
      }
      expect(refused).toEqual([]);
      await open.close();
    }
  };

  it('is reached by links from the start page by somebody', () => {
    const reached = getRoutes.filter(route =>
      addresses.some(one => pattern(route).test(new URL(one.address, 'http://x').pathname)),
    );
    const unreached = getRoutes.filter(route => !reached.includes(route) && !unlinked.includes(route));
    expect(unreached).toEqual([]);
  });

  /** Pages that one comes to by other ways than a link from a page of a signed-in person. */
  const unlinked = [
    '/logga-in',
    '/logga-in/lank',
    '/demo/filer/:name',
    // Opens when the item has been sent: see the journey of an item.
    '/arenden/:id/skrivelser/:itemId/beslut',
  ];

  it(`has no accessibility violation and no sideways scroll (${looks.map(([width, scheme]) => `${width} px ${scheme}`).join(', ')})`, async () => {
    const faults: string[] = [];
    await eachPage(async (page, address) => {
      for (const [width, colorScheme] of looks) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        faults.push(...(await faultsOn(page, `${address}, ${width} px ${colorScheme}`)));
      }
    });
    expect(faults).toEqual([]);
  }, 1_200_000);

  it('has no accessibility violation in forced colours', async () => {
    const faults: string[] = [];
    await eachPage(
      async (page, address) => {
        faults.push(...(await faultsOn(page, address, { forced: true })));
      },
      { forced: true },
    );
    expect(faults).toEqual([]);
  }, 600_000);

  it('lets the keyboard reach every control, in the order of the page, with a visible focus', async () => {
    const faults: string[] = [];
    await eachPage(async (page, address) => {
      const expected = await page.evaluate(() => {
        const all = [
          ...document.querySelectorAll<HTMLElement>(
            'a[href], button, input, select, textarea, summary, [tabindex="0"]',
          ),
        ];
        const shown = all.filter(
          one =>
            one.checkVisibility() &&
            !one.hasAttribute('disabled') &&
            !(one instanceof HTMLInputElement && one.type === 'hidden'),
        );
        const radios = new Set<string>();
        return shown.filter(one => {
          if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
          if (radios.has(one.name)) return false;
          radios.add(one.name);
          return true;
        }).length;
      });
      const reached = new Set<number>();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      // A date field holds four stops of its own: year, month, day and the calendar.
      const dates = await page.locator('input[type=date]').count();
      for (let step = 0; step < expected + 4 * dates + 5 && step < 400; step += 1) {
        await page.keyboard.press('Tab');
        const { index, visible } = await page.evaluate(() => {
          const active = document.activeElement;
          const style = active ? getComputedStyle(active) : null;
          const outlined = style !== null && style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
          return {
            index: [...document.querySelectorAll('*')].indexOf(active ?? document.body),
            // The calendar within a date field draws its ring itself, inside the field.
            visible:
              outlined ||
              style?.boxShadow !== 'none' ||
              active === document.body ||
              active?.matches('[type=date]'),
          };
        });
        if (!visible) faults.push(`${address}: no visible focus on control ${index}`);
        if (index > 1) reached.add(index);
      }
      if (expected < 390 && reached.size < expected)
        faults.push(`${address}: ${reached.size} of ${expected} controls reached`);
    });
    expect(faults).toEqual([]);
  }, 240_000);

  it('says the same without JavaScript', async () => {
    const faults: string[] = [];
    await eachPage(
      async (page, address) => {
        const title = await page.locator('h1').first().textContent();
        if (!title) faults.push(`${address}: no heading`);
      },
      { javaScript: false },
    );
    expect(faults).toEqual([]);
  }, 120_000);
});
