import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '#app/access/index.ts';
import { openBrowser, visitors } from '#tests/browser/browser.ts';
import { faultsOn, tooWideBy } from '#tests/browser/looking.ts';
import { crawl, pageRoutes } from '#tests/browser/walk.ts';
import { type RunningHouse, runCommand, startHouse, temporaryFolder, Visitor } from '#tests/house.ts';

/** A word that a Swedish school authority could well make up. */
const long = 'Uppföljningsansvarigförstelärarkollegiesamordnare';

/** Names of the longest kind, for an authority where everything there is, is long. */
const longOrganisation = `slag;namn;hor_till;skolenhetskod;skolformer;arskurser;start
Förvaltning;${long}förvaltningen;Långa kommunen;;;;2010-01-01
Rektorsområde;${long}området;${long}förvaltningen;;;;2010-01-01
Skolenhet;${long}skolan;${long}området;99000001;GR;7-9;2010-01-01`;
const longPositions = `tjanst_id;slag;enhet;amnen;uppdragstyp;uppdrag;behov;omfattning_procent;finansiering;tjanst_start;tjanst_slut;anstallningsnr;fornamn;efternamn;epost;innehav_start;innehav_slut
${long};Förstelärare;99000001;Ämnesövergripande;Annat;${long};${long};12,5;egna medel;2020-08-01;;E1;${long};${long};${long.toLowerCase().replaceAll(/[åä]/g, 'a').replaceAll('ö', 'o')}@kommun.example;2020-08-01;`;

/**
 * Pages in every state that people meet them in, at the width of a small telephone: seen by every role, asked about days
 * when there was nothing, filled in with nothing, in an authority that has only begun, and where every name is long.
 */
describe('pages in every state', () => {
  const houses: RunningHouse[] = [];
  let browser: Browser;
  let seen = 0;
  let same = 0;
  /** What has been looked at: most pages are the same to most roles, and a page that is the same has the same faults. */
  const known = new Set<string>();
  const routes = pageRoutes();

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    console.log(
      `${seen} states of pages were looked at, and ${same} that were the same as one of them were not.`,
    );
    await browser?.close();
    for (const house of houses) await house.stop();
  });

  const open = async (...options: Parameters<typeof startHouse>): Promise<RunningHouse> => {
    const house = await startHouse(...options);
    houses.push(house);
    return house;
  };
  const signedIn = async (
    base: string,
    visitor: Visitor,
  ): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 900 },
      locale: 'sv-SE',
      reducedMotion: 'reduce',
    });
    await context.addCookies(visitor.cookies().map(cookie => ({ ...cookie, url: base })));
    return { context, page: await context.newPage() };
  };
  /** Opens each address and says what is wrong there. `then` brings the page into the state that is asked for. */
  const look = async (
    base: string,
    visitor: Visitor,
    addresses: readonly string[],
    then: (page: Page) => Promise<boolean> = async () => true,
  ): Promise<string[]> => {
    const { context, page } = await signedIn(base, visitor);
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(`${base}${address}`);
      if (!(await then(page))) continue;
      const shown = await page.locator('main').innerHTML();
      if (known.has(shown)) {
        same += 1;
        continue;
      }
      known.add(shown);
      seen += 1;
      faults.push(...(await faultsOn(page, address)));
    }
    await context.close();
    return faults;
  };
  const visitorOf = async (base: string, name: string): Promise<Visitor> => {
    const visitor = new Visitor(base);
    await visitor.signInAs(name);
    return visitor;
  };
  /** Sets up an authority of its own from lists, and signs in its administrator. */
  const begin = async (
    name: string,
    lists: Readonly<Record<string, string>>,
  ): Promise<{ base: string; visitor: Visitor }> => {
    const data = temporaryFolder();
    const run = async (...args: readonly string[]) => {
      const { code, said, complained } = await runCommand(...args, '--data', data);
      expect([code, complained]).toEqual([0, '']);
      return said;
    };
    await run('init', '--name', name, '--admin', `${long} ${long}`, '--number', 'A1');
    for (const [kind, text] of Object.entries(lists)) {
      const file = path.join(temporaryFolder(), `${kind}.csv`);
      fs.writeFileSync(file, text);
      await run('import', kind, file);
    }
    const key = /nyckel=(\S+)/.exec(await run('sign-in-link', 'A1'))?.[1] ?? '';
    const { base } = await open(data, '--no-demo');
    const visitor = new Visitor(base);
    await visitor.post('/logga-in/lank', { token: key });
    return { base, visitor };
  };

  describe('in Ekdala', () => {
    let base = '';
    beforeAll(async () => {
      ({ base } = await open(temporaryFolder()));
    }, 300_000);

    // One of each role: what differs between two principals is only which unit they see.
    it.each(Object.values(roles).map(role => role.text))(
      'as %s sees them',
      async role => {
        const someone = (await visitors(base)).find(one => one.role.split(',')[0] === role);
        expect(someone).toBeDefined();
        const visitor = await visitorOf(base, someone?.name ?? '');
        const addresses = [...(await crawl(base, visitor, routes)).values()];
        expect(await look(base, visitor, addresses)).toEqual([]);
      },
      300_000,
    );

    it('on days with nothing, and asked for what there is nothing of', async () => {
      const administrator = await visitorOf(base, 'Administratör');
      const onOtherDays = [...(await crawl(base, administrator, routes)).values()]
        .filter(address =>
          /^\/(?:tjanster|fordelning|organisation)(?:\/(?:amnen|uppdrag|tid|forandring))?$/.test(address),
        )
        .flatMap(address => ['1990-01-01', '2017-12-20', '2039-12-31'].map(day => `${address}?datum=${day}`));
      const nothing = [
        '/tjanster?sok=finnsinte',
        '/personer?sok=finnsinte',
        '/tjanster?lage=vakant&amne=Musik',
      ];
      expect(onOtherDays.length).toBeGreaterThan(10);
      expect(await look(base, administrator, [...onOtherDays, ...nothing])).toEqual([]);
    }, 300_000);

    it('with every form sent empty', async () => {
      const administrator = await visitorOf(base, 'Administratör');
      const all = [...(await crawl(base, administrator, routes)).values()];
      // Sent as it stands, or with its fields emptied: what comes back with errors takes focus to its summary.
      const sendEmpty = async (page: Page): Promise<boolean> => {
        const form = page.locator('main form[method=post]:has(.field)').first();
        if ((await form.count()) === 0) return false;
        await form.evaluate((one: HTMLFormElement) => {
          for (const field of one.querySelectorAll<HTMLInputElement>(
            'input:not([type=hidden],[type=radio],[type=checkbox],[type=file]), textarea',
          ))
            field.value = '';
          one.noValidate = true;
        });
        await form.getByRole('button').last().click();
        await page.waitForLoadState();
        if ((await page.locator('[data-error-summary]').count()) === 0) return false;
        const takesFocus = await page.evaluate(() =>
          document.activeElement?.hasAttribute('data-error-summary'),
        );
        expect([page.url(), takesFocus]).toEqual([page.url(), true]);
        return true;
      };
      const before = seen;
      expect(await look(base, administrator, all, sendEmpty)).toEqual([]);
      expect(seen - before).toBeGreaterThan(10);
    }, 300_000);
  });

  it('in an authority that has only begun, and in one where every name is long', async () => {
    const empty = await begin('Nya kommunen', {});
    const faults = await look(empty.base, empty.visitor, [
      ...(await crawl(empty.base, empty.visitor, routes)).values(),
    ]);
    const wordy = await begin('Långa kommunen', { organisation: longOrganisation, positions: longPositions });
    const addresses = [...(await crawl(wordy.base, wordy.visitor, routes)).values()];
    faults.push(...(await look(wordy.base, wordy.visitor, addresses)));
    expect(faults).toEqual([]);
  }, 600_000);

  it('with text at 200 per cent, and with the spacing that a reader may choose', async () => {
    const { base } = await open(temporaryFolder());
    const visitor = await visitorOf(base, 'Administratör');
    const { context, page } = await signedIn(base, visitor);
    await page.setViewportSize({ width: 640, height: 900 });
    const faults: string[] = [];
    for (const address of (await crawl(base, visitor, routes)).values()) {
      await page.goto(`${base}${address}`);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        const spacing = new CSSStyleSheet();
        spacing.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
        );
        document.adoptedStyleSheets = [spacing];
      });
      seen += 1;
      const over = await tooWideBy(page);
      if (over > 0) faults.push(`${address}: ${over} px too wide`);
    }
    await context.close();
    expect(faults).toEqual([]);
  }, 600_000);
});
