import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { openBrowser } from '#tests/browser/browser.ts';
import { startHouse, temporaryFolder, Visitor } from '#tests/house.ts';
import { median } from '#tests/measured.ts';
import { millionRows } from '#tests/reading/long-file.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;
it('a million rows are read in the browser while the page answers', async () => {
  const folder = temporaryFolder();
  const house = await startHouse(folder);
  const browser = await openBrowser();
  try {
    const visitor = new Visitor(house.base);
    await visitor.signInAs('Administratör');
    const { surroundings } = await (
      await visitor.get('/resultat/inlamningar/underlag.json?slag=np_ak9')
    ).json();
    const codes = surroundings.units
      .filter(
        (unit: { yearLevels: string[]; endsOn: string | null }) =>
          unit.yearLevels.includes('9') && unit.endsOn === null,
      )
      .map((unit: { schoolUnitCode: string }) => unit.schoolUnitCode);
    const file = path.join(folder, 'million.csv');
    fs.writeFileSync(file, millionRows(ROWS, [codes[0], codes[1]]));
    const page = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
    await page.goto(`${house.base}/logga-in`);
    await page.locator('li.card', { hasText: 'Administratör' }).first().getByRole('button').click();
    await page.goto(`${house.base}/resultat/inlamningar/ny`);
    await page.getByLabel('Läsår').selectOption('2025');
    const seconds: number[] = [];
    const stills: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await page.getByLabel('Filer med resultat').setInputFiles(file);
      const measured = page.evaluate(
        () =>
          new Promise<{ seconds: number; still: number }>(resolve => {
            const from = performance.now();
            let last = from;
            let still = 0;
            const tick = setInterval(() => {
              const now = performance.now();
              still = Math.max(still, now - last);
              last = now;
              if (document.querySelector('[data-outcome] details.preview') === null) return;
              clearInterval(tick);
              resolve({ seconds: (now - from) / 1000, still });
            }, 20);
            document.querySelector<HTMLFormElement>('form[data-deliver]')?.requestSubmit();
          }),
      );
      const { seconds: time, still } = await measured;
      seconds.push(time);
      stills.push(still);
      expect(await page.locator('main').innerText()).toContain('50\u202f000 elever');
    }
    console.log(
      `${ROWS} rows in the browser: ${seconds.map(time => time.toFixed(1)).join(', ')} s, median ${median(seconds).toFixed(1)} s; longest time the page did not answer ${Math.max(...stills).toFixed(0)} ms`,
    );
    expect(median(seconds)).toBeLessThan(60);
  } finally {
    await browser.close();
    await house.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);
