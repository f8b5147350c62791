import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse, Visitor } from '#tests/house.ts';
import { AtKeyboard, minutesOf, pace, secondsByTheModel, wordsShownOn } from './at-keyboard.ts';
import { openBrowser } from './browser.ts';
import { openFullestRound } from './fullest-round.ts';

/** A follow-up takes no longer, minutes. */
const MOST_MINUTES = 6;
const MOST_INTERACTIONS = 12;

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

  /** Judges an assignment from the card on the start page to the receipt, by keyboard, and measures it against the bars. */
  const judge = async (
    page: Page,
    href: string,
    write: (keyboard: AtKeyboard) => Promise<void>,
    levels: (at: number) => 3 | 4 = () => 3,
  ): Promise<{ codes: readonly string[]; receipt: string }> => {
    const keyboard = new AtKeyboard(page);
    await keyboard.reach({ selector: `a[href="${href}"]` });
    let waited = 0;
    const waitFor = async (work: () => Promise<unknown>) => {
      const started = performance.now();
      await work();
      waited += (performance.now() - started) / 1000;
    };
    await waitFor(async () => {
      await keyboard.press({ selector: `a[href="${href}"]` }, 'Enter');
      await page.waitForURL(`${house.base}${href}`);
    });
    const wordsShown = await wordsShownOn(page);
    const codes = await page
      .locator('fieldset[id$="-judgement"]')
      .evaluateAll(all => all.map(one => one.id.split('-')[0] ?? ''));

    await keyboard.write('#nextStep', 'Pröva samma uppgift i tre grupper före jul');
    await keyboard.write('#actualShare', '12');
    await write(keyboard);
    for (const [at, code] of codes.entries()) {
      // The third choice is level 3: two steps down from the first.
      await keyboard.reach({ selector: `[name="${code}-judgement"]` });
      for (let step = 1; step < levels(at); step += 1) await page.keyboard.press('ArrowDown');
      keyboard.interactions += 1;
    }
    await keyboard.reach({ text: 'Lämna in' });
    await waitFor(async () => {
      await keyboard.press({ text: 'Lämna in' }, 'Enter');
      await page.waitForURL(`${house.base}${href.replace('/bedom', '')}`);
    });
    const { interactions, written } = keyboard;
    const minutes = minutesOf({ wordsShown, written, interactions, waited, levels: codes.length });
    console.log(
      `${codes.length} criteria, ${wordsShown} words shown, ${written} characters written, ${interactions} interactions, ${waited.toFixed(1)} s of the program: ${minutes.toFixed(1)} minutes at ${JSON.stringify(pace)}`,
    );
    expect(interactions).toBeLessThanOrEqual(MOST_INTERACTIONS);
    expect(minutes).toBeLessThanOrEqual(MOST_MINUTES);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    return { codes, receipt: (await page.locator('.done').textContent()) ?? '' };
  };

  const hrefOf = async (page: Page, card: string): Promise<string> =>
    (await page
      .locator('li.card', { hasText: card })
      .first()
      .getByRole('link', { name: 'Bedöm uppdraget' })
      .getAttribute('href')) ?? '';

  it('judges an assignment that the holder has judged, and sees what both have said', async () => {
    const page = await open('Anders Ulvhult');
    const href = await hrefOf(page, 'Innehavaren har lämnat sin bedömning');
    const { receipt } = await judge(page, href, keyboard =>
      keyboard.press({ selector: '[name="evidence"]:not(:checked)' }, 'Space'),
    );
    expect(receipt).toContain('Nu ser ni varandras bedömningar');
    await page.context().close();
    expect(await faultsOn('Anders Ulvhult', [href.replace('/bedom', ''), '/uppfoljning'])).toEqual([]);
  }, 180_000);

  describe('in the fullest round there may be', () => {
    let fullest: readonly string[] = [];
    beforeAll(async () => {
      fullest = await openFullestRound(house.base, 'Rektorsområde Centrum');
    }, 120_000);

    /** Evidence that somebody has noted on the page of the follow-up before the form is opened. */
    const note = async (who: string, href: string, kinds: readonly string[]): Promise<void> => {
      const visitor = new Visitor(house.base);
      await visitor.signInAs(who);
      for (const kind of kinds)
        await visitor.post(href.replace('/bedom', '/underlag'), {
          ...{ kind, datedOn: '2026-11-12', what: 'Ämnesgruppens frågor' },
        });
    };

    /** A new piece of a day that has been, written in the form. */
    const writePiece = async (keyboard: AtKeyboard): Promise<void> => {
      await keyboard.press({ selector: '#new1-kind' }, 'ArrowDown');
      // The browser of the test takes a day as month, day and year.
      await keyboard.write('#new1-datedOn', '11112026');
      await keyboard.write('#new1-what', 'Samtal med ämnesgruppen om uppgifterna');
    };

    it('judges the first assignment, and writes down what it rests on', async () => {
      const page = await open('Henrik Alstad');
      const href = await hrefOf(page, 'Matematik');
      const { codes, receipt } = await judge(page, href, writePiece);
      expect(codes.toSorted()).toEqual(fullest.toSorted());
      expect(receipt).toContain('Du har lämnat in din bedömning');
      await page.context().close();
    }, 180_000);

    it('judges one where they have noted something, and writes down a piece of another day beside it, for level 4', async () => {
      const page = await open('Henrik Alstad');
      const href = await hrefOf(page, 'Kemi');
      await note('Henrik Alstad', href, ['enkät']);
      const { codes, receipt } = await judge(page, href, writePiece, at => (at === 0 ? 4 : 3));
      expect(codes.toSorted()).toEqual(fullest.toSorted());
      expect(receipt).toContain('Du har lämnat in din bedömning');
      await page.goto(`${house.base}${href.replace('/bedom', '')}`);
      const said = await page.locator('main').innerText();
      expect(said).toContain('Ämnesgruppens frågor');
      expect(said).toContain('Samtal med ämnesgruppen om uppgifterna');
      await page.context().close();
    }, 180_000);

    it('judges one where they have noted two things, which stand ticked, for level 4', async () => {
      const page = await open('Henrik Alstad');
      const href = await hrefOf(page, 'Svenska');
      await note('Henrik Alstad', href, ['minnesanteckning', 'enkät']);
      const { codes } = await judge(
        page,
        href,
        async () => expect(await page.locator('[name="evidence"]:checked').count()).toBe(2),
        at => (at === 0 ? 4 : 3),
      );
      expect(codes.toSorted()).toEqual(fullest.toSorted());
      await page.context().close();
      expect(await faultsOn('Henrik Alstad', [href.replace('/bedom', '')])).toEqual([]);
    }, 180_000);
  });

  it('is thought to take at least as long for each thing as the keystroke-level model says', () => {
    expect(pace.secondsAnInteraction).toBeGreaterThanOrEqual(secondsByTheModel);
  });

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

    // Nothing has been noted since last time, so a new piece stands open.
    await page.fill('#new1-datedOn', '');
    await page.fill('#new1-what', 'Besök i två grupper');
    await page.getByRole('button', { name: 'Lämna in' }).click();
    await page.locator('[data-error-summary]').waitFor();
    // What is wrong with the new evidence and what is missing in the rating is told in one list, in the order of the form.
    const leads = await page
      .locator('[data-error-summary] a')
      .evaluateAll(all => all.map(one => one.getAttribute('href')));
    expect(leads.slice(0, 3)).toEqual(['#actualShare', '#new1-kind', '#new1-datedOn']);
    expect(leads.length).toBeGreaterThan(5);
    await page.locator('[data-error-summary] a').nth(1).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('new1-kind');
    expect(await page.inputValue('#new1-what')).toBe('Besök i två grupper');
    expect(await page.inputValue('#nextStep')).toBe('Det här får inte försvinna');
    await page.context().close();
  }, 180_000);

  it('loses nothing when the connection is gone, and is told of it', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'sv-SE' });
    const page = await context.newPage();
    page.on('dialog', dialog => dialog.accept());
    await signIn(page, house.base, 'Anders Ulvhult');
    const unwritten = page.locator('li.card', { hasNotText: 'Fysik' });
    const href = await unwritten.getByRole('link', { name: 'Bedöm uppdraget' }).last().getAttribute('href');
    await page.goto(`${house.base}${href}`);
    const first = page.locator('input[name$="-judgement"]').nth(2);
    await page.fill('#nextStep', 'Skrivet före avbrottet');

    await context.setOffline(true);
    const told = page.locator('.connection');
    expect(await told.innerText()).toContain('Ingen anslutning just nu');
    await first.check();
    await page.fill('#actualShare', '8');
    await page.getByRole('button', { name: 'Spara utkast' }).click();
    // The form stays where it is, with all that was written.
    expect(page.url()).toBe(`${house.base}${href}`);
    expect(await page.inputValue('#nextStep')).toBe('Skrivet före avbrottet');
    // Somebody who loads the page anew gets the browser's own words about it.
    await page.reload().catch(() => null);
    expect(await page.locator('#nextStep').count()).toBe(0);

    await context.setOffline(false);
    await page.goto(`${house.base}${href}`);
    expect(await page.getByText('har lagts tillbaka').isVisible()).toBe(true);
    expect(await page.inputValue('#nextStep')).toBe('Skrivet före avbrottet');
    expect(await first.isChecked()).toBe(true);
    await context.setOffline(true);
    await told.getByText('Ingen anslutning').waitFor();
    await context.setOffline(false);
    await told.getByText('Anslutningen är tillbaka').waitFor();
    await page.getByRole('button', { name: 'Spara utkast' }).click();
    await page.locator('.done', { hasText: 'Utkastet är sparat' }).waitFor();
    await context.close();

    // The server has it: it is there in a window that knows nothing of this one.
    const elsewhere = await open('Anders Ulvhult');
    await elsewhere.goto(`${house.base}${href}`);
    expect(await elsewhere.inputValue('#nextStep')).toBe('Skrivet före avbrottet');
    expect(await elsewhere.inputValue('#actualShare')).toBe('8');
    expect(await elsewhere.locator('input[name$="-judgement"]').nth(2).isChecked()).toBe(true);
    await elsewhere.context().close();
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
