import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What is wrong with the page as it stands: accessibility violations, and content that makes it scroll sideways. */
export const faultsOn = async (page: Page, where: string, { forced = false } = {}): Promise<string[]> => {
  // Our pages hold no frames from elsewhere, so one pass in the page itself sees everything, in half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (forced ? axe.disableRules(['color-contrast']) : axe).analyze();
  const faults = violations.map(({ id, nodes }) => {
    const places = nodes.map(node => node.target.join(' ')).slice(0, 3);
    return `${where}: ${id} ${places.join(' | ')}`;
  });
  const over = await tooWideBy(page);
  return over > 0 ? [...faults, `${where}: ${over} px too wide`] : faults;
};

/** How many pixels the page is wider than its window; within tables and pictures it may scroll. */
export const tooWideBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The address and title of a page, for a fault to name. */
export const nameOf = async (page: Page): Promise<string> =>
  `${new URL(page.url()).pathname} ”${await page.title()}”`;
