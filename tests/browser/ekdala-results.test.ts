import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeliveryKind, isDeliveryKind, kindDescriptions } from '#app/results/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import { demoFolder, type RunningHouse, runCommand, startHouse, temporaryFolder } from '../house.ts';
import { openBrowser } from './browser.ts';

/**
 * Ekdala was loaded from its raw files when the program started. The same files are now delivered again, by the page in a real browser
 * and by the command. A delivery is known by what its cells say, so where nothing changes all three have made the same cells.
 */
type RawFile = {
  readonly name: string;
  readonly kind: DeliveryKind;
  readonly academicYear: number;
  /** HT or VT, for results of a semester. */
  readonly semester: string | undefined;
};

const rawFile = (name: string): RawFile => {
  const [, kind = '', start = '', semester] = /^(\w+)_(\d{4})-\d{2}(?:_([HV]T))?\.csv$/.exec(name) ?? [];
  if (!isDeliveryKind(kind)) throw new Error(`${name} is of no kind`);
  return { name, kind, academicYear: Number(start), semester };
};

describe('five years of raw files', { timeout: 400_000 }, () => {
  let house: RunningHouse | null = null;
  let browser: Browser;
  let page: Page;
  let files: RawFile[] = [];
  const work = temporaryFolder();
  let data: string;
  const raw = path.join(work, 'raw');

  beforeAll(async () => {
    const made = await runCommand('demo', '--out', path.join(work, 'out'), '--results', raw);
    if (made.code !== 0) throw new Error(made.complained);
    files = fs.readdirSync(raw).map(rawFile);
    data = await demoFolder();
    house = await startHouse(data);
    browser = await openBrowser();
    page = await browser.newPage({ locale: 'sv-SE', viewport: { width: 1280, height: 900 } });
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Administratör' }).first().getByRole('button').click();
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    for (const folder of [work, data]) fs.rmSync(folder, { recursive: true, force: true });
  });

  const linked = ({ kind, academicYear }: RawFile, as: 'prior' | 'test'): string[] =>
    kindDescriptions[kind].linked
      .filter(link => link.as === as)
      .flatMap(link =>
        files
          .filter(file => file.kind === link.kind && file.academicYear === academicYear - link.yearsBefore)
          .map(file => path.join(raw, file.name)),
      );

  it('are there: five kinds a year, and more in the last two', () => expect(files).toHaveLength(34));

  it('make the cells that are there already when the page reads them', async () => {
    for (const file of files) {
      await page.goto(`${house?.base}/resultat/inlamningar/ny`);
      await page.getByLabel('Slag av resultat').selectOption(file.kind);
      await page.getByLabel('Läsår').selectOption(String(file.academicYear));
      if (file.semester)
        await page.getByLabel(file.semester === 'HT' ? 'Höstterminen' : 'Vårterminen').check();
      await page.getByLabel('Filer med resultat').setInputFiles(path.join(raw, file.name));
      const [tests, prior] = [linked(file, 'test'), linked(file, 'prior')];
      if (tests.length > 0) await page.getByLabel('Filer med provbetyg').setInputFiles(tests);
      if (prior.length > 0) await page.getByLabel('Filer med tidigare resultat').setInputFiles(prior);
      await page.getByRole('button', { name: 'Läs filerna', exact: true }).click();
      await page.getByRole('heading', { name: 'Det här lämnas in' }).waitFor();
      await page.getByRole('button', { name: /^(Lämna resultaten|Ersätt)/ }).click();
      await page
        .getByText(/fanns redan|mottag/)
        .first()
        .waitFor();
      const said = await page.locator('main').innerText();
      expect([file.name, said]).toEqual([file.name, expect.stringContaining('fanns redan')]);
      expect([file.name, said]).toEqual([file.name, expect.not.stringContaining('mottag')]);
    }
    await house?.stop();
    house = null;
  });

  it('make the cells that are there already when the command reads them', async () => {
    for (const file of files) {
      const { code, said, complained } = await runCommand(
        ...['results', 'deliver', path.join(raw, file.name), '--data', data, '--kind', file.kind],
        ...['--year', academicYearLabel(file.academicYear)],
        ...(file.semester ? ['--semester', file.semester] : []),
        ...linked(file, 'prior').flatMap(one => ['--prior', one]),
        ...linked(file, 'test').flatMap(one => ['--tests', one]),
      );
      expect([file.name, code, complained]).toEqual([file.name, 0, '']);
      expect(said).toContain('fanns redan');
      expect(said).not.toContain('mottag');
    }
  });
});
