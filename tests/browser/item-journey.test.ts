import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFolder, type RunningHouse, startHouse } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { faultsOn, nameOf } from './looking.ts';

const [lead, director, secretary, politician] = [
  'Karin Sjövall',
  'Margareta Ekdalen',
  'Birgitta Selånger',
  'Gunilla Åkervide',
];
const title = 'Uppföljning av lektorernas uppdrag';
const order = 'redovisa hur lektorernas uppdrag används';

/** The way of one item, from a blank matter to a new commission that waits for its answer, by hand in a real browser. */
describe('a board item goes from the desk to the board and back', { timeout: 120_000 }, () => {
  let house: RunningHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];
  let seen = 0;
  const started = performance.now();

  /** Looks at the page one stands on: nothing in the way of anyone, and nothing wider than the window. */
  const look = async (): Promise<void> => {
    seen += 1;
    faults.push(...(await faultsOn(page, await nameOf(page))));
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click();
  const fill = (label: string, text: string) => page.getByLabel(label).first().fill(text);
  const focused = () => page.evaluate(() => document.activeElement?.className);
  const be = async (name: string): Promise<void> => {
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: name }).getByRole('button').click();
    await page.waitForURL(`${house.base}/`);
  };
  const goToDay = async (day: string): Promise<void> => {
    await page.goto(`${house.base}/demo`);
    await fill('Dag', day);
    await Promise.all([
      page.waitForResponse(answer => answer.request().method() === 'POST'),
      press('Gå till dagen'),
    ]);
    await page.waitForLoadState();
  };
  /** What stands on the list of what is missing, in the order of the page. */
  const missing = () =>
    page.locator('section[aria-labelledby=saknas] ul').first().locator('li').allTextContents();

  const openFor = async (javaScriptEnabled: boolean): Promise<void> => {
    await context?.close();
    context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      locale: 'sv-SE',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  };

  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
    await openFor(true);
  }, 300_000);
  afterAll(async () => {
    console.log(
      `The journey took ${((performance.now() - started) / 1000).toFixed(0)} s and looked at ${seen} pages.`,
    );
    await browser?.close();
    await house?.stop();
  });

  it('tells what a form lacks, keeps what was written and takes the reader to the field', async () => {
    await be(lead);
    await follow('Ärenden');
    await follow('Nytt ärende');
    await look();
    await fill('Diarienummer', 'BIN 2026/118');
    await press('Skapa ärendet');
    await look();
    await expect.poll(focused).toContain('ds-error-summary');
    expect(await page.getByLabel('Diarienummer').inputValue()).toBe('BIN 2026/118');
    await follow('Skriv ärendets rubrik.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('title');
    await fill('Rubrik', title);
    await fill('Diarienummer', '');
    await press('Skapa ärendet');
    await page.getByText(`Ärendet ${title} är skapat.`).waitFor();
    await look();
  });

  it('takes in what the board ordered, word for word', async () => {
    await follow('Nytt uppdrag från nämnden');
    await press('För in uppdraget');
    await look();
    await fill('Beslutat den', '2026-06-16');
    await fill('Paragraf', '41');
    await fill('Till', 'bildningsförvaltningen');
    await page.getByLabel('Uppdraget', { exact: true }).fill(order);
    await fill('Fråga 1', 'hur många lektorer har ett uppdrag');
    await fill('Fråga 2', 'vilken effekt lektorernas uppdrag har haft');
    await fill('Ska vara klart senast', '2026-12-31');
    await press('För in uppdraget');
    await page.getByText('16 juni 2026, § 41: uppdrag till bildningsförvaltningen').waitFor();
    await look();
  });

  it('lists everything that is missing, each with the way to the very field', async () => {
    await follow('Ny tjänsteskrivelse');
    await look();
    await press('Skapa skrivelsen');
    await page.getByText('Skrivelsen är skapad och ifylld från tråden.').waitFor();
    await look();
    const links = await page
      .locator('section[aria-labelledby=saknas] a')
      .evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThanOrEqual(7);
    for (const link of links) {
      await page.goto(link);
      const field = new URL(link).hash.slice(1);
      const stands = field === '' || (await page.locator(`[id="${field}"]`).count()) === 1;
      expect([link, stands]).toEqual([link, true]);
    }
    await page.goBack();
  });

  it('is written part by part until nothing is missing', async () => {
    await page.goto(`${house.base}/arenden`);
    await follow(title);
    await follow('Ändra ärendet');
    await fill('Diarienummer', 'BIN 2026/131');
    await press('Spara');
    await follow(title);
    await page.locator('section[aria-labelledby=saknas]').waitFor();
    const item = page.url();

    await follow('Uppgifter om skrivelsen');
    await fill('Till sammanträdet den', '2026-12-16');
    await press('Spara');

    await follow('Svar på nämndens frågor');
    await look();
    await page.getByLabel('Svaret').first().selectOption('Besvarad');
    await page.getByLabel('Kapitel som svarar').first().selectOption({ index: 1 });
    await page.getByLabel('Svaret').nth(1).selectOption('Går inte att avgöra');
    await page.getByLabel('Svar med egna ord').nth(1).fill('');
    await press('Spara');
    await page.locator('section[aria-labelledby=saknas]').waitFor();
    expect((await missing()).join()).toContain('Skriv varför frågan');
    await follow('Svar på nämndens frågor');
    await page
      .getByLabel('Svar med egna ord')
      .nth(1)
      .fill('Varje lektor möter för få elever för att en effekt ska gå att skilja från slumpen.');
    await press('Spara');

    await follow('Beredning');
    await page
      .getByRole('textbox', { name: 'Beredning' })
      .fill('Förvaltningen har gått igenom lektorernas uppdrag tillsammans med rektorerna.');
    await press('Spara');

    await follow('Förslag till beslut');
    await look();
    const what = page.getByLabel('Vad ska nämnden besluta?');
    await what.nth(0).fill('godkänna återrapporteringen');
    await what.nth(1).fill('ge förvaltningschefen i uppdrag att följa upp lektorernas uppdrag');
    await press('Spara');
    await page.locator('section[aria-labelledby=saknas]').waitFor();
    expect((await missing()).join()).toContain('Beslutspunkt 2');
    await follow('Förslag till beslut');
    await what
      .nth(1)
      .fill(
        'ge förvaltningschefen i uppdrag att senast den 30 juni 2027 redovisa en uppföljning av lektorernas uppdrag',
      );
    await page.getByLabel('Punkten ger ett uppdrag som ska återrapporteras').nth(1).check();
    await page.getByLabel('Vem får uppdraget?').nth(1).fill('förvaltningschefen');
    await page.getByLabel('Senast den').nth(1).fill('2027-06-30');
    await press('Spara');

    await follow('Barns och elevers delaktighet');
    await page.getByLabel('Nej', { exact: true }).check();
    await page.getByLabel('Varför tillfrågades de inte?').selectOption({ index: 1 });
    await fill(
      'Förklara skälet',
      'Ärendet gäller hur lektorernas arbetstid används och ändrar inget i elevernas vardag.',
    );
    await fill(
      'Hur har det påverkat underlaget?',
      'Elevernas svar i skolenkäten har använts när frågorna till lektorerna skrevs.',
    );
    await page.getByLabel('Slag', { exact: true }).first().selectOption('Skolenkäten');
    await page.getByLabel('Daterat', { exact: true }).first().fill('2026-03-27');
    await page.getByLabel('Vad det visar').first().fill('Eleverna vill veta hur de bedöms.');
    await press('Spara');

    await follow('Expedieras till');
    await fill('Mottagare 1', 'Förvaltningschefen');
    await press('Spara');
    await page.goto(item);
    expect(await page.locator('section[aria-labelledby=saknas]').innerText()).toContain('Inget saknas.');
    await look();
  });

  it('keeps both texts when two write in the same part', async () => {
    const item = page.url();
    const other = await context.newPage();
    await other.goto(`${item}/sammanfattning`);
    await follow('Sammanfattning');
    await page.getByRole('textbox', { name: 'Sammanfattning' }).fill('Det första svaret.');
    await press('Spara');
    await page.getByText('Det är sparat.').waitFor();
    const first = page;
    page = other;
    await page.getByRole('textbox', { name: 'Sammanfattning' }).fill('Det andra svaret.');
    await press('Spara');
    await page.getByRole('heading', { name: 'Någon annan har ändrat under tiden' }).waitFor();
    await look();
    const both = await page.locator('.compare').innerText();
    expect(both).toContain('Det första svaret.');
    expect(both).toContain('Det andra svaret.');
    await press('Spara det jag skrev i stället');
    await page.getByText('Det är sparat.').waitFor();
    expect(await page.locator('main').innerText()).toContain('Det andra svaret.');
    await other.close();
    page = first;
    await page.goto(item);
  });

  it('is handed over, returned with a reason and handed over again', async () => {
    const item = page.url();
    await press('Lämna för godkännande');
    await page.getByText('Skrivelsen är lämnad för godkännande.').waitFor();
    await be(director);
    await page.getByRole('heading', { name: 'Godkänn tjänsteskrivelsen' }).first().waitFor();
    await look();
    await page.goto(item);
    await page.getByText('Lämna tillbaka').first().click();
    await press('Lämna tillbaka');
    await expect.poll(focused).toContain('ds-error-summary');
    await look();
    await page.getByText('Lämna tillbaka').first().click();
    await fill('Varför?', 'Skriv vem som har läst underlaget.');
    await press('Lämna tillbaka');
    await page.getByText('Skrivelsen är tillbaka hos handläggaren.').waitFor();
    await be(lead);
    await page.goto(item);
    await page.getByText('Skriv vem som har läst underlaget.').first().waitFor();
    await press('Lämna för godkännande');
    await page.getByText('Skrivelsen är lämnad för godkännande.').waitFor();
  });

  it('is approved by keyboard alone, and sent without JavaScript', async () => {
    const item = page.url();
    await be(director);
    await page.goto(item);
    let reached = '';
    for (let step = 0; step < 40 && reached !== 'Godkänn'; step += 1) {
      await page.keyboard.press('Tab');
      reached = await page.evaluate(() => document.activeElement?.textContent ?? '');
    }
    expect(reached).toBe('Godkänn');
    await page.keyboard.press('Enter');
    await page.getByText('Skrivelsen är godkänd.').waitFor();

    await openFor(false);
    await be(secretary);
    await page.goto(item);
    await press('Lämna till nämnden');
    await page.getByText('Skrivelsen är lämnad till nämnden.').waitFor();
    expect(await page.getByRole('link', { name: 'För in beslut' }).count()).toBe(1);
    const sent = page.url();
    await openFor(true);
    await be(secretary);
    await page.goto(sent);
    await look();
  });

  it('is read on one page by the politician, who can change nothing', async () => {
    const item = page.url();
    await be(politician);
    await follow('Ärenden');
    await look();
    await follow(title);
    await page.getByRole('heading', { name: 'På en sida' }).waitFor();
    await look();
    await page.getByRole('heading', { name: 'Vad beställde vi?' }).waitFor();
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.goto(`${item}/beslut`).then(answer => answer?.status())).toBe(404);
    await look();
    await page.goto(item);
  });

  it('takes in the decision clause by clause, and the new commission waits in the thread', async () => {
    const item = page.url();
    await be(secretary);
    await page.goto(`${item}/beslut`);
    await look();
    await press('För in beslutet');
    await look();
    const errors = await page.locator('[data-error-summary] li').allTextContents();
    expect(errors).toContain('Ange paragrafens nummer i protokollet.');
    expect(errors).toContain('Välj vad nämnden beslutade i punkt 1.');
    expect(errors.join()).toContain('Den dagen har inte varit än');

    await goToDay('2026-12-17');
    await be(secretary);
    await page.getByRole('heading', { name: 'För in nämndens beslut' }).first().waitFor();
    await page.goto(`${item}/beslut`);
    await fill('Paragraf', '112');
    await page.getByLabel('Nämndens beslut').nth(0).selectOption('Bifall');
    await page.getByLabel('Nämndens beslut').nth(1).selectOption('Ändrad lydelse');
    await press('För in beslutet');
    expect(await page.locator('[data-error-summary]').innerText()).toContain(
      'Skriv hur punkt 2 lyder efter ändringen.',
    );
    expect(await page.getByLabel('Paragraf').inputValue()).toBe('112');
    await page
      .getByLabel('Så här lyder beslutet')
      .nth(1)
      .fill(
        'ge förvaltningschefen i uppdrag att senast den 31 augusti 2027 redovisa en uppföljning av lektorernas uppdrag',
      );
    await page.getByLabel('Uppdraget ska vara klart senast').fill('2027-08-31');
    await press('För in beslutet');
    await page.getByText('Beslutet är infört.').waitFor();
    await look();
    expect(await page.locator('main').innerText()).toContain('Beslutat 16 december 2026, § 112');

    await follow('BIN 2026/131');
    await look();
    const thread = await page.locator('.thread').innerText();
    expect(thread.replaceAll('\u00a0', ' ')).toContain(
      '16 december 2026, § 112: uppdrag till förvaltningschefen',
    );
    expect(thread).toContain('väntar på svar');
    expect(thread).toContain('Senast 31 augusti 2027');
    await be(lead);
    await look();
    expect(await page.locator('main').innerText()).toContain('Svara på nämndens uppdrag');
  });

  it('is what a routine may rest on: its decision leads to the clause', async () => {
    await page.goto(`${house.base}/uppfoljning/rutiner`);
    await follow(/karriärtjänster.*version 2/);
    await follow('Anteckna det fackliga steget');
    await fill('Vilken dag?', '2026-12-16');
    await page.getByLabel('samverkan').first().check();
    await fill('Vilka organisationer var med?', 'Sveriges Lärare');
    await fill('Vad tyckte de?', 'Inga synpunkter');
    await press('Spara det fackliga steget');
    await follow('Anteckna beslutet');
    await fill('Vilken dag beslutades den?', '2026-12-16');
    await fill('Vem beslutade?', 'bildningsnämnden');
    await page.getByLabel('Nämndens beslutspunkt').selectOption({ index: 1 });
    await press('Anteckna beslutet');
    await look();
    await follow(/Nämndens beslutspunkt: /);
    expect(await page.locator('main').innerText()).toMatch(/16\sdecember\s2026.*§\s112/);
    expect(await page.locator('#beslut').innerText()).toBe('Nämndens beslut');
  });

  it('stood in nobody’s way: no accessibility violation and no sideways scroll on any page it passed', () => {
    expect(faults).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(20);
  });
});
