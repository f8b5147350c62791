import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '#app/exchange/index.ts';
import { readResults } from '#app/results/reading/index.ts';
import { demoFolder, type RunningHouse, startHouse, Visitor } from '#tests/house.ts';
import { testPupils } from '#tests/reading/world.ts';
import { openBrowser } from './browser.ts';
import { faultsOn } from './looking.ts';

const pupils = testPupils(1_000);
/** Names that stand nowhere else, so that finding any of them means that an identity got out. */
const nameOfPupil = (at: number): string => `Kanarieelev${at} Fågelström`;
const grades = 'ABCDEF';

/** National tests of åk 9 for the pupils, with their names and numbers. */
const fileOf = (
  unitCode: string,
  count: number,
  header = 'Personnummer;Namn;Skolenhetskod;Klass;MA;SV;EN',
): Buffer =>
  Buffer.from(
    [
      header,
      ...pupils
        .slice(0, count)
        .map((pnr, at) =>
          [
            ...[pnr, nameOfPupil(at), unitCode, `9${'ABCD'.charAt(at % 4)}`],
            ...[0, 1, 2].map(subject => grades.charAt((at + subject * 2) % 6)),
          ].join(';'),
        ),
    ].join('\n'),
  );

describe('results are delivered in a real browser', { timeout: 180_000 }, () => {
  let house: RunningHouse;
  let browser: Browser;
  let page: Page;
  let unitCode = '';
  let surroundings: Parameters<typeof readResults>[0]['surroundings'];
  let folder: string;
  const faults: string[] = [];
  const sent: string[] = [];
  let said = '';

  const note = (request: Request): void => {
    sent.push(
      `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`,
    );
  };
  const look = async (state: string): Promise<void> => {
    for (const [width, colorScheme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      faults.push(...(await faultsOn(page, `${state}, ${width} px ${colorScheme}`)));
    }
  };
  const choose = (buffer: Buffer, name = 'np9.csv'): Promise<void> =>
    page.getByLabel('Filer med resultat').setInputFiles({ name, mimeType: 'text/csv', buffer });
  const read = async (heading: string | RegExp): Promise<string> => {
    await page.getByRole('button', { name: 'Läs filerna', exact: true }).click();
    await page.getByRole('heading', { name: heading }).waitFor();
    return page.locator('main').innerText();
  };
  const openPage = async (): Promise<void> => {
    await page.goto(`${house.base}/resultat/inlamningar/ny`);
    await page.getByLabel('Läsår').selectOption('2026');
  };

  beforeAll(async () => {
    folder = await demoFolder();
    house = await startHouse(folder);
    house.process.stdout?.on('data', chunk => {
      said += chunk;
    });
    house.process.stderr?.on('data', chunk => {
      said += chunk;
    });
    const visitor = new Visitor(house.base);
    await visitor.signInAs('Administratör');
    const background = await (await visitor.get('/resultat/inlamningar/underlag.json?slag=np_ak9')).json();
    surroundings = background.surroundings;
    unitCode =
      surroundings.units.find(unit => unit.yearLevels.includes('9') && unit.endsOn === null)
        ?.schoolUnitCode ?? '';
    browser = await openBrowser();
    const context = await browser.newContext({
      locale: 'sv-SE',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.on('request', note);
    page.on('console', message => {
      if (/Content Security Policy|Trusted|Error/.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', error => faults.push(String(error)));
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Administratör' }).first().getByRole('button').click();
    await openPage();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('asks only for what the kind can have', async () => {
    await look('the form');
    expect(await page.getByLabel('Filer med tidigare resultat').isVisible()).toBe(true);
    expect(await page.getByLabel('Höstterminen').isVisible()).toBe(false);
    await page.getByLabel('Slag av resultat').selectOption('betyg_termin');
    expect(await page.getByLabel('Höstterminen').isVisible()).toBe(true);
    expect(await page.getByLabel('Filer med provbetyg').isVisible()).toBe(true);
    await page.getByLabel('Slag av resultat').selectOption('np_ak9');
    expect(await page.getByLabel('Läsår').inputValue()).toBe('2025');
    await openPage();
  });

  it('asks which column is which, and remembers nothing of the pupils', async () => {
    await choose(fileOf(unitCode, 20, 'ID-nr;Namn;Skola;Klass;MA;SV;EN'));
    expect(await read('Välj kolumner')).toContain(
      'Filen saknar kolumnen skolenhetskod. Välj vilken kolumn i er fil',
    );
    await look('the question about columns');
    await page.getByLabel('Kolumn med personnummer').selectOption({ label: 'A: ID-nr' });
    await page.getByLabel('Kolumn med skolenhetskod').selectOption({ label: 'C: Skola' });
    await page.getByRole('button', { name: 'Läs filerna igen' }).click();
    await page.getByRole('heading', { name: 'Det här lämnas in' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('20 elever');
  });

  it('tells what is wrong by row, in a list that can be downloaded', async () => {
    const text = fileOf(unitCode, 5)
      .toString()
      .replace(`;${unitCode};`, `;${unitCode.slice(1)};`)
      .replace(/;B$/m, ';G');
    await choose(Buffer.from(text));
    const shown = await read(/fel att rätta/);
    expect(shown).toContain(`Skolenhetskoden ${unitCode.slice(1)} har sju siffror. Den ska ha åtta.`);
    expect(shown).toContain("Betyget 'G' används inte i nationella prov");
    await look('what is wrong');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Ladda ner/ }).click(),
    ]);
    const list = fs.readFileSync(await download.path(), 'utf8');
    expect(list.split('\r\n')[0]).toBe('\ufeffFil;Rad;Kolumn;Värde;Slag;Anmärkning;Regel');
    expect(list).not.toContain('Kanarieelev');
    for (const pnr of pupils.slice(0, 5)) expect(list).not.toContain(pnr);
  });

  it('asks about letters that have become wrong, and reads them when told the encoding', async () => {
    const twice = new TextDecoder('windows-1252').decode(fileOf(unitCode, 12));
    await choose(Buffer.from(twice, 'utf8'));
    expect(await read(/ett fel att rätta/)).toContain('Tecknen å, ä och ö har blivit fel');
    await look('wrong letters');
    await page.getByRole('button', { name: 'Läs filerna igen' }).click();
    await page.getByRole('heading', { name: 'Det här lämnas in' }).waitFor();
  });

  it('is gone through by the keyboard alone, and sends the cells that the command line would send', async () => {
    await openPage();
    await choose(fileOf(unitCode, 1_000));
    await page.getByLabel('Filer med resultat').focus();
    const pressUntil = async (name: string): Promise<void> => {
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === name) break;
      }
      await page.keyboard.press('Enter');
    };
    await pressUntil('Läs filerna');
    await page.getByRole('heading', { name: 'Det här lämnas in' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Det här lämnas in');
    await look('what is about to be sent');
    sent.length = 0;
    expect(await page.locator('main').innerText()).toContain('läsårets vårtermin har inte börjat');
    await pressUntil('Ja, det stämmer. Lämna resultaten');
    await page.getByRole('heading', { name: 'Resultaten är inlämnade' }).waitFor();
    await look('the receipt');
    const posted = sent.filter(line => line.startsWith('POST'));
    expect(posted).toHaveLength(1);
    const body = JSON.parse((posted[0] ?? '').slice((posted[0] ?? '').indexOf(' {"deliveries"')));
    const files = [{ name: 'np9.csv', bytes: new Uint8Array(fileOf(unitCode, 1_000)), encoding: null }];
    const onCommandLine = await readResults(
      {
        ...{ kind: 'np_ak9', academicYear: 2026, semester: null, files, prior: [], tests: [] },
        surroundings,
        choices: [],
      },
      { readRows },
    );
    expect(onCommandLine).toMatchObject({ kind: 'read', deliveries: body.deliveries });
  });

  it('asks before anything is sent when a delivery has shrunk, and replaces the last one only when told that it is whole', async () => {
    await openPage();
    await choose(fileOf(unitCode, 400));
    const posted = sent.filter(line => line.startsWith('POST')).length;
    const shown = await read('Det här lämnas in');
    expect(shown).toContain('Stämmer det här?');
    expect(shown).toMatch(/innehåller 400 elever på 400 rader.*innehöll 1000 elever på 1000 rader/s);
    expect(sent.filter(line => line.startsWith('POST'))).toHaveLength(posted);
    await look('the question about a smaller file');
    await page.getByRole('button', { name: 'Ja, det stämmer. Lämna resultaten' }).click();
    await page.getByRole('heading', { name: 'Resultaten är inlämnade' }).waitFor();
  });

  it('keeps every look accessible, within 320 px, and within the content policy', () =>
    expect(faults).toEqual([]));

  it('lets no worker reach anything', async () => {
    const worker = await page.locator('script[data-worker]').getAttribute('data-worker');
    const answer = await fetch(`${house.base}${worker}`);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self'");
    const others = await fetch(`${house.base}/logga-in`);
    expect(others.headers.get('content-security-policy')).toContain("trusted-types 'none'");
  });

  it('leaves no identity in any request, in the data, or in what the program says', async () => {
    await page.close();
    await house.stop();
    const planted = [...pupils, ...pupils.map(pnr => `${pnr.slice(0, 8)}-${pnr.slice(8)}`)];
    const found = (text: string): string[] => [
      ...planted.filter(pnr => text.includes(pnr)),
      ...(text.includes('Kanarieelev') || text.includes('Fågelström') ? ['a name'] : []),
    ];
    expect(sent.length).toBeGreaterThan(5);
    expect(found(sent.join('\n'))).toEqual([]);
    expect(found(said)).toEqual([]);
    const files = fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile());
    expect(files.length).toBeGreaterThan(100);
    for (const entry of files)
      expect(found(fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))).toEqual([]);
  });

  it('says why it needs JavaScript where there is none, with the command', async () => {
    const again = await startHouse(await demoFolder());
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' });
    const still = await context.newPage();
    await still.goto(`${again.base}/logga-in`);
    await still.locator('li.card', { hasText: 'Administratör' }).first().getByRole('button').click();
    await still.goto(`${again.base}/resultat/inlamningar/ny`);
    const shown = await still.locator('main').innerText();
    expect(shown).toContain('Den här sidan behöver JavaScript');
    expect(shown).toContain('samsyn results deliver');
    expect(await still.locator('form[data-deliver]').isVisible()).toBe(false);
    await context.close();
    await again.stop();
  });
});
