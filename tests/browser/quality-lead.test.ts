import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { faultsOn, nameOf } from './looking.ts';

/** Karin leads the follow-up for the authority: she keeps it equal, sees who is late, and takes the routine through its steps. */
describe('the development leader in a browser', () => {
  let house: RunningHouse;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
    const context = await browser.newContext({
      viewport: { width: 768, height: 900 },
      locale: 'sv-SE',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Karin Sjövall' }).first().getByRole('button').click();
    await page.waitForURL(`${house.base}/`);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const look = async (): Promise<void> => {
    faults.push(...(await faultsOn(page, await nameOf(page))));
  };
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
    await page.waitForLoadState();
  };
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';

  it('sees which area is late, follows a number to what it counts, and that all have answered the same', async () => {
    await page.goto(`${house.base}/uppfoljning`);
    expect(await main()).toContain('Sent: Rektorsområde Yrkesprogram');
    expect(await main()).toContain('upprättade uppföljningar har svar på samma kärna');
    await look();
    const row = page.locator('tr', { hasText: 'Rektorsområde Natur och teknik' }).first();
    await row.locator('a.figure').first().click();
    await page.waitForURL(/siffra/);
    expect(await main()).toContain('Rektorsområde Natur och teknik');
    await look();
  }, 120_000);

  it('receives a follow-up that its principal has approved', async () => {
    await page.goto(`${house.base}/`);
    await press('Visa dem');
    const approved = page
      .locator('#uppdragen ~ * a, main table a', { hasText: /godkänd av rektor/i })
      .first();
    await approved.click();
    await page.waitForLoadState();
    await look();
    await press('Ta emot uppföljningen');
    expect(await main()).toContain('Uppföljningen är mottagen.');
    await look();
  }, 120_000);

  it('opens the next round for every area at once', async () => {
    await page.goto(`${house.base}/uppfoljning`);
    await press('Öppna uppföljning 3');
    expect(await page.locator('table').first().locator('thead').textContent()).toContain('Uppföljning 3');
    await look();
  }, 120_000);

  it('takes a new version of the routine through the union step to a decision, and gets it as PDF and Word', async () => {
    await page.goto(`${house.base}/uppfoljning/rutiner`);
    await look();
    await page.locator('main a', { hasText: 'Uppföljning av karriärtjänster' }).last().click();
    await page.waitForLoadState();
    if (!page.url().endsWith('/2')) await page.goto(page.url().replace(/\/\d+$/, '/2'));
    await look();
    await press('Anteckna beslutet');
    await look();
    await press('Anteckna beslutet');
    // Nothing is filled in: it says what is missing, and what to do.
    expect(await page.locator('[data-error-summary]').textContent()).toContain('Skriv');
    await look();
    await page.goBack();
    await page.goBack();

    await press('Anteckna det fackliga steget');
    await page.fill('#on', '2026-11-18');
    await page.getByLabel('samverkan').first().check();
    await page.fill('#parties', 'Sveriges Lärare och Sveriges Skolledare');
    await page.fill('#view', 'Inga synpunkter');
    await look();
    await press('Spara det fackliga steget');
    await press('Anteckna beslutet');
    await page.fill('#decidedOn', '2026-11-20');
    await page.fill('#decidedBy', 'förvaltningschefen');
    await press('Anteckna beslutet');
    expect(await main()).not.toContain('Anteckna beslutet');
    await look();

    const address = new URL(page.url()).pathname;
    await page.goto(`${house.base}${address}/jamfor`);
    expect(await main()).toContain('en vecka före samtalet');
    await look();
    for (const [file, begins] of [
      ['rutin.pdf', '%PDF'],
      ['rutin.docx', 'PK'],
    ] as const) {
      const answer = await page.context().request.get(`${house.base}${address}/${file}`);
      expect(answer.status()).toBe(200);
      expect((await answer.body()).subarray(0, begins.length).toString('latin1')).toBe(begins);
    }
  }, 180_000);

  it('sees what colleagues have answered as counts, without their words', async () => {
    await page.goto(`${house.base}/uppfoljning/puls`);
    await look();
    await page.locator('main table a').first().click();
    await page.waitForLoadState();
    expect(await main()).toContain('Åtta av elva svarade');
    expect(await main()).toContain('Exemplen visas bara för innehavaren och rektor.');
    await look();
  }, 120_000);

  it('meets no page with an accessibility violation', () => expect(faults).toEqual([]));
});
