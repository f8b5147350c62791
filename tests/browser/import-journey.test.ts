import * as fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  packed,
  sheetOf,
  textRow,
  windows1252,
  workbookParts,
} from '#app/exchange/spreadsheets/made-files.ts';
import { demoFolder, type RunningHouse, startHouse } from '#tests/house.ts';
import { openBrowser } from './browser.ts';
import { faultsOn, nameOf } from './looking.ts';

const columns = [
  ...['tjanst_id', 'slag', 'enhet', 'amnen', 'uppdragstyp', 'uppdrag', 'behov', 'omfattning_procent'],
  ...['finansiering', 'tjanst_start', 'tjanst_slut', 'anstallningsnr', 'fornamn', 'efternamn', 'epost'],
  ...['innehav_start', 'innehav_slut'],
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

const known: Row = {
  ...{ tjanst_id: 'X-1', slag: 'Förstelärare', enhet: 'Centralskolan', amnen: 'Matematik' },
  ...{ uppdragstyp: 'Coachning', uppdrag: 'Coachar', omfattning_procent: '12,5', finansiering: 'egna medel' },
  ...{ tjanst_start: '2026-08-01', anstallningsnr: 'E9001', fornamn: 'Åsa', efternamn: 'Öström' },
  innehav_start: '2026-08-01',
};
/** Another position with a holder of its own. */
const other: Row = { tjanst_id: 'X-2', anstallningsnr: 'E9002', fornamn: 'Bo' };
const cellsOf = (row: Row): string[] => columns.map(column => ({ ...known, ...row })[column] ?? '');
const listOf = (rows: readonly Row[], between = ';', header: readonly string[] = columns): string =>
  [header, ...rows.map(cellsOf)].map(cells => cells.join(between)).join('\r\n');
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const asWorkbook = (...rows: readonly Row[]): Buffer =>
  Buffer.from(
    sheetOf([[...columns], ...rows.map(cellsOf)].map((cells, at) => textRow(at + 1, ...cells)).join('')),
  );
/** A small file that unpacks to seventy megabytes of nothing. */
const bomb = (): Buffer =>
  Buffer.from(
    packed({
      ...workbookParts({ sheets: [{ name: 'Blad1', rows: '' }] }),
      'xl/worksheets/sheet1.xml': ' '.repeat(70_000_000),
    }),
  );

describe('a list is read in by hand in a real browser', { timeout: 120_000 }, () => {
  let house: RunningHouse;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  const look = async () => faults.push(...(await faultsOn(page, await nameOf(page))));
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const shown = () => page.locator('main').innerText();
  /** Chooses a file on the page of the import and has it checked. */
  const check = async (buffer: Buffer, name = 'lista.csv'): Promise<string> => {
    await page.goto(`${house.base}/tjanster/import`);
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name, mimeType: 'text/plain', buffer });
    await press('Kontrollera filen');
    await page.waitForLoadState();
    return shown();
  };
  const count = async (): Promise<string> => {
    await page.goto(`${house.base}/tjanster`);
    return /\d+ tjänster den/.exec(await shown())?.[0] ?? '';
  };

  beforeAll(async () => {
    house = await startHouse(await demoFolder());
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Camilla Vassberg' }).getByRole('button').click();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it('says what is wrong with each list, where, and what to do; nothing is saved', async () => {
    const before = await count();
    const refused: readonly (readonly [what: string, text: RegExp, list: Buffer, name?: string])[] = [
      ['an unknown unit', /Enheten ”Ekskolan” finns inte/, bytes(listOf([{ enhet: 'Ekskolan' }]))],
      ['a lost zero', /har sju siffror.*inledande nolla/s, bytes(listOf([{ enhet: '9302765' }]))],
      [
        'two holders at once',
        /två innehavare samtidigt från 2026-09-01/,
        bytes(listOf([{}, { anstallningsnr: 'E9002', fornamn: 'Bo', innehav_start: '2026-09-01' }])),
      ],
      ['no such day', /Dagen ”2026-02-30” finns inte/, bytes(listOf([{ tjanst_start: '2026-02-30' }]))],
      [
        'a personal number',
        /ser ut som ett personnummer/,
        bytes(listOf([{ anstallningsnr: '811218-9876' }])),
      ],
      ['one in a text', /ser ut som ett personnummer/, bytes(listOf([{ uppdrag: 'För 811218-9876' }]))],
      ['a bomb', /packar upp till orimligt mycket/, bomb(), 'lista.xlsx'],
      ['nothing', /Filen är tom/, bytes('')],
      ['a picture', /Filen är en bild/, fs.readFileSync('docs/images/fordelning.png'), 'bild.png'],
    ];
    for (const [what, text, list, name] of refused)
      expect([what, await check(list, name)]).toEqual([what, expect.stringMatching(text)]);
    await check(bytes(listOf([{ enhet: 'Ekskolan' }])));
    await look();
    expect(await count()).toBe(before);
  });

  it('reads Windows-1252, tabs and a workbook alike, and shows how the first rows were read', async () => {
    for (const [list, name] of [
      [Buffer.from(windows1252(listOf([{}]))), 'lista.csv'],
      [bytes(listOf([{}], '\t')), 'lista.txt'],
      [asWorkbook({}), 'lista.xlsx'],
    ] as const) {
      const preview = await check(list, name);
      expect(preview).toContain('En tjänst läggs till');
      expect(preview).toContain('Så läses de första raderna');
      expect(preview).toContain('Öström');
    }
    await look();
  });

  it('asks once which column is which', async () => {
    const header = columns.map(column => (column === 'enhet' ? 'Arbetsställe' : column));
    await check(bytes(listOf([{}], ';', header)));
    await look();
    await press('Fortsätt');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('ds-error-summary');
    await look();
    await page.getByLabel('enhet', { exact: true }).selectOption('Arbetsställe');
    await press('Fortsätt');
    await page.getByText('En tjänst läggs till').waitFor();
    expect(await check(bytes(listOf([{ tjanst_id: 'X-2' }], ';', header)))).toContain('En tjänst läggs till');
  });

  it('reads a list in, formula text as text, knows it again, and takes the whole of it back', async () => {
    const before = await count();
    const list = bytes(listOf([{ uppdrag: '=1+1' }, { ...other, uppdrag: '@hej' }]));
    await check(list);
    await press('Läs in två tjänster');
    await page.getByText('Filen är inläst: två nya tjänster').waitFor();
    await look();
    const run = page.url();
    expect(await count()).not.toBe(before);
    await page.goto(`${house.base}/tjanster?sok=X-1`);
    expect(await shown()).toContain('=1+1');
    const file = await page.request.get(`${house.base}/tjanster?sok=X-1&format=csv`);
    expect(await file.text()).toContain("'=1+1");
    expect(await check(list)).toContain('redan inläst');
    await look();
    await page.goto(run);
    await press('Ångra hela inläsningen');
    await page.getByText('Inläsningen är ångrad.').waitFor();
    expect(await count()).toBe(before);
  });

  it('stood in nobody’s way on any page', () => expect(faults).toEqual([]));
});
