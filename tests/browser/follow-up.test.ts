import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse } from '#tests/house.ts';
import { openBrowser } from './browser.ts';

/** A person at a keyboard: every key that is pressed for a purpose, or text that is written, counts as one interaction. */
class AtKeyboard {
  interactions = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes on with Tab until a control is reached; moving about is not counted. */
  async reach(what: { readonly selector: string } | { readonly text: string }): Promise<void> {
    for (let step = 0; step < 300; step += 1) {
      const found = await this.page.evaluate(wanted => {
        const active = document.activeElement;
        if (!active || active === document.body) return false;
        return 'selector' in wanted
          ? active.matches(wanted.selector)
          : (active.textContent ?? '').trim() === wanted.text;
      }, what);
      if (found) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard never reached ${JSON.stringify(what)}`);
  }

  async press(what: Parameters<AtKeyboard['reach']>[0], key: string): Promise<void> {
    await this.reach(what);
    await this.page.keyboard.press(key);
    this.interactions += 1;
  }

  async write(selector: string, text: string): Promise<void> {
    await this.reach({ selector });
    await this.page.keyboard.type(text);
    this.interactions += 1;
  }
}

const signIn = async (page: Page, base: string, person: string): Promise<void> => {
  await page.goto(`${base}/logga-in`);
  await page.locator('li.card', { hasText: person }).first().getByRole('button').click();
  await page.waitForURL(`${base}/`);
};

describe('a principal with a phone, a keyboard and no script', () => {
  let house: RunningHouse;
  let browser: Browser;
  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const open = async (person: string): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      reducedMotion: 'reduce',
      locale: 'sv-SE',
    });
    const page = await context.newPage();
    await signIn(page, house.base, person);
    return page;
  };

  /** What a checker of accessibility finds; it needs scripts itself, so it looks in a window of its own. */
  const faultsOn = async (person: string, addresses: readonly string[]): Promise<string[]> => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'sv-SE' });
    const page = await context.newPage();
    await signIn(page, house.base, person);
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(`${house.base}${address}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      faults.push(...violations.map(one => `${address}: ${one.id} ${one.nodes[0]?.target.join(' ')}`));
    }
    await context.close();
    return faults;
  };

  it('judges an assignment in at most twelve interactions', async () => {
    const page = await open('Anders Ulvhult');
    const card = page.locator('li.card', { hasText: 'Innehavaren har lämnat sin bedömning' });
    const href = (await card.getByRole('link').getAttribute('href')) ?? '';
    const keyboard = new AtKeyboard(page);
    await keyboard.press({ selector: `a[href="${href}"]` }, 'Enter');
    await page.waitForURL(`${house.base}${href}`);
    const codes = await page
      .locator('fieldset[id$="-judgement"]')
      .evaluateAll(all => all.map(one => one.id.split('-')[0] ?? ''));
    expect(codes.length).toBeGreaterThan(2);

    await keyboard.write('#nextStep', 'Pröva samma uppgift i tre grupper före jul');
    await keyboard.write('#actualShare', '12');
    for (const code of codes) {
      // The third choice is level 3: two steps down from the first.
      await keyboard.reach({ selector: `[name="${code}-judgement"]` });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      keyboard.interactions += 1;
      await keyboard.press({ selector: `[name="${code}-evidence"]` }, 'Space');
    }
    await keyboard.press({ text: 'Lämna in' }, 'Enter');
    await page.waitForURL(`${house.base}${href.replace('/bedom', '')}`);

    expect(await page.locator('.done').textContent()).toContain('Nu ser ni varandras bedömningar');
    expect(keyboard.interactions).toBeLessThanOrEqual(12);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await page.context().close();
    expect(await faultsOn('Anders Ulvhult', [href.replace('/bedom', ''), '/uppfoljning'])).toEqual([]);
  }, 180_000);

  it('loses nothing when the session has ended, nor when something is missing', async () => {
    const page = await open('Anders Ulvhult');
    // In physics there is a whole draft already, which could be handed in as it stands.
    const unwritten = page.locator('li.card', { hasNotText: 'Fysik' });
    const link = unwritten.getByRole('link', { name: 'Bedöm uppdraget' }).first();
    const href = await link.getAttribute('href');
    await page.goto(`${house.base}${href}`);
    await page.fill('#nextStep', 'Det här får inte försvinna');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Spara utkast' }).click();
    expect(await page.locator('h1').textContent()).toBe('Du behöver logga in igen');

    const other = await page.context().newPage();
    await signIn(other, house.base, 'Anders Ulvhult');
    await page.getByRole('button', { name: 'Skicka det jag skrev igen' }).click();
    expect(await page.inputValue('#nextStep')).toBe('Det här får inte försvinna');
    expect(await page.locator('.done').textContent()).toContain('Utkastet är sparat');
    await page.waitForLoadState('load');

    await page.getByRole('button', { name: 'Lämna in' }).click();
    await page.locator('[data-error-summary]').waitFor();
    expect(await page.locator('[data-error-summary] li').count()).toBeGreaterThan(3);
    expect(await page.inputValue('#nextStep')).toBe('Det här får inte försvinna');
    await page.context().close();
  }, 180_000);

  it('gets the choice when the same form is open in two places', async () => {
    const page = await open('Anders Ulvhult');
    const href = await page.getByRole('link', { name: 'Bedöm uppdraget' }).first().getAttribute('href');
    await page.goto(`${house.base}${href}`);
    const second = await page.context().newPage();
    await second.goto(`${house.base}${href}`);
    await page.fill('#nextStep', 'Den första texten');
    await page.getByRole('button', { name: 'Spara utkast' }).click();
    await second.fill('#nextStep', 'Den andra texten');
    await second.getByRole('button', { name: 'Spara utkast' }).click();
    const both = (await second.locator('main').textContent()) ?? '';
    expect(both).toContain('Den första texten');
    expect(both).toContain('Den andra texten');
    await page.context().close();
  }, 180_000);
});
