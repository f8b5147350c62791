import * as fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse } from '../house.ts';
import { openBrowser } from './browser.ts';
import { faultsOn } from './looking.ts';

const tableOf = (subject: string): string =>
  `/resultat/tabell?${new URLSearchParams({
    ...{ slag: 'slutbetyg', matt: 'betygspoäng', amne: subject, niva: '9', lasar: '2025', grupp: 'flickor' },
  })}`;

describe('somebody who opens results that have not been decided yet', { timeout: 120_000 }, () => {
  let house: RunningHouse;
  let browser: Browser;
  let data: string;

  beforeAll(async () => {
    data = await demoFolder();
    house = await startHouse(data, '--wait', '0');
    browser = await openBrowser();
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    fs.rmSync(data, { recursive: true, force: true });
  });

  const signedIn = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'sv-SE', ...options });
    const page = await context.newPage();
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Utvecklingsledare' }).first().getByRole('button').click();
    return page;
  };
  const isThere = (page: Page) => page.getByRole('table').first().waitFor();

  it('reads why, and is shown them as soon as they are', async () => {
    const page = await signedIn({ viewport: { width: 320, height: 800 } });
    // As long as this is not over, the page asks in vain.
    let isLet = false;
    await page.route('**/resultat/tabell*', route =>
      isLet || route.request().isNavigationRequest() ? route.continue() : route.abort(),
    );
    const response = await page.goto(`${house.base}${tableOf('Matematik')}`);
    expect(response?.status()).toBe(202);
    expect(await page.getByRole('status').innerText()).toContain('Resultaten prövas först');
    expect(await faultsOn(page, 'waiting')).toEqual([]);
    isLet = true;
    await isThere(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('matematik, flickor');
  });

  it('follows a link where scripts are off', async () => {
    const page = await signedIn({ javaScriptEnabled: false });
    await page.goto(`${house.base}${tableOf('Kemi')}`);
    const link = page.getByRole('link', { name: 'Visa resultaten' });
    for (let asked = 0; asked < 60 && (await link.count()) > 0; asked += 1) {
      await new Promise(resolve => setTimeout(resolve, 200));
      await link.click();
    }
    await isThere(page);
  });
});
