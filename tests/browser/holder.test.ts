import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { brokenWords, faultsOn } from './looking.ts';

const said = {
  holder: 'Innehavarens steg: prova i en grupp till',
  principal: 'Rektorns steg: visa för kollegorna',
  agreed: 'Gemensamt steg: prova och visa',
};

describe('the one who holds a position', () => {
  let house: RunningHouse;
  let browser: Browser;
  let holder: Page;
  let principal: Page;
  let address = '';
  const faults: string[] = [];

  const be = async (name: string): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({ locale: 'sv-SE', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: name }).first().getByRole('button').click();
    await page.waitForURL(`${house.base}/`);
    return page;
  };
  /** Looks at the page with everything that is folded open, as narrow and as wide as it gets. */
  const look = async (page: Page): Promise<void> => {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    for (const [width, colorScheme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const where = `${new URL(page.url()).pathname} ”${await page.title()}”, ${width} px`;
      faults.push(...(await faultsOn(page, where)));
      faults.push(...(await brokenWords(page)).map(word => `${where}: broken: ${word}`));
    }
  };
  const main = (page: Page): Promise<string> => page.locator('main').innerText();
  const press = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.waitForLoadState();
  };
  const follow = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.getByRole('link', { name }).first().click();
    await page.waitForLoadState();
  };

  /** Judges everything alike, on the first piece of evidence. */
  const rate = async (page: Page, level: number, nextStep: string): Promise<void> => {
    await page.fill('#nextStep', nextStep);
    await page.fill('#actualShare', '20');
    for (const one of await page.locator('fieldset[id$="-judgement"]').all())
      await one.locator(`input[value="${level}"]`).check();
    if ((await page.locator('#evidence input:checked').count()) === 0)
      await page.locator('#evidence input').first().check();
    await press(page, 'Lämna in');
  };

  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
    holder = await be('Erik Ytterlid');
    principal = await be('Anders Ulvhult');
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it('finds the follow-up of the assignment, and judges it without seeing the principal', async () => {
    await holder.goto(`${house.base}/`);
    await follow(holder, 'Läs allt som sagts om ditt uppdrag');
    await look(holder);
    await follow(holder, /Uppföljning 2 2026/);
    address = new URL(holder.url()).pathname;
    const takeBack = holder.getByRole('button', { name: 'Ta tillbaka min bedömning' });
    if ((await takeBack.count()) > 0) {
      await takeBack.click();
      await holder.waitForLoadState();
    }
    await look(holder);
    await follow(holder, /Bedöm uppdraget|Fortsätt bedöma/);
    await look(holder);
    await holder.fill('#nextStep', '');
    await press(holder, 'Lämna in');
    await holder.locator('[data-error-summary]').waitFor();
    await look(holder);
    await rate(holder, 2, said.holder);
    expect(await main(holder)).toContain('Du har lämnat in');
    expect(await main(holder)).toContain(said.holder);
    await look(holder);

    await principal.goto(`${house.base}${address}`);
    expect(await main(principal)).not.toContain(said.holder);
  }, 240_000);

  it('sees both when both have handed in', async () => {
    await principal.goto(`${house.base}${address}/bedom`);
    await rate(principal, 3, said.principal);
    expect(await main(principal)).toContain(said.holder);
    await holder.goto(`${house.base}${address}`);
    const both = await main(holder);
    for (const one of [said.holder, said.principal, 'Rektor har satt en högre nivå än innehavaren'])
      expect(both).toContain(one);
    await look(holder);
  }, 240_000);

  it('writes what they agree on, and the principal approves it', async () => {
    await follow(holder, 'Skriv gemensam bedömning');
    await look(holder);
    await holder.fill('#nextStep', said.agreed);
    for (const one of await holder.locator('fieldset[id$="-judgement"]').all())
      await one.locator('input[value="3"]').check();
    // Where both said the same, the reason is folded away: it is seldom needed.
    for (const one of await holder.locator('textarea[id$="-reason"]:visible').all())
      await one.fill('Vi såg på samma underlag');
    await press(holder, 'Spara gemensam bedömning');
    expect(await main(holder)).toContain(said.agreed);
    await press(holder, 'Klarmarkera');
    await principal.goto(`${house.base}${address}`);
    await press(principal, 'Godkänn uppföljningen');
    expect(await main(principal)).toContain('godkänd och upprättad');
    await look(principal);
  }, 240_000);

  it('reads everything said, sees who has read it, and takes it along', async () => {
    const chief = await be('Leila Farahdal');
    await chief.goto(`${house.base}${address}`);
    expect(await main(chief)).toContain(said.agreed);
    expect(await main(chief)).not.toContain('Vem har läst');
    await chief.context().close();

    await holder.goto(`${house.base}${address}`);
    const whole = await main(holder);
    for (const one of [...Object.values(said), 'Vi såg på samma underlag', 'Vem har läst', 'Leila Farahdal'])
      expect(whole).toContain(one);
    await look(holder);
    for (const [file, begins] of [
      ['uppfoljning.pdf', '%PDF'],
      ['uppfoljning.docx', 'PK'],
    ] as const) {
      const answer = await holder.context().request.get(`${house.base}${address}/${file}`);
      expect(answer.status()).toBe(200);
      expect((await answer.body()).subarray(0, begins.length).toString('latin1')).toBe(begins);
    }
    await holder.goto(`${house.base}/uppfoljning/mitt`);
    const line = holder.locator('tr', { hasText: 'Uppföljning 2 2026' });
    expect(await line.innerText()).toMatch(/Läst av (två andra|en annan)/);
  }, 240_000);

  it('meets routine pages that are as whole when everything is open', async () => {
    const lead = await be('Karin Sjövall');
    await lead.goto(`${house.base}/uppfoljning/rutiner`);
    await look(lead);
    await follow(lead, /version 2/);
    const routine = new URL(lead.url()).pathname;
    for (const part of ['', '/jamfor', '/andra', '/fackligt', '/beslut']) {
      await lead.goto(`${house.base}${routine}${part}`);
      await look(lead);
    }
    for (const page of ['/uppfoljning', '/uppfoljning/matris', '/uppfoljning/arshjul']) {
      await lead.goto(`${house.base}${page}`);
      await look(lead);
    }
    await lead.context().close();
  }, 300_000);

  it('meets no page with an accessibility violation, a sideways scroll or a word that breaks', () =>
    expect(faults).toEqual([]));
});
