import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rules about what is drawn, which differ with width and colours. All others read the document, and that is the same. */
const drawn = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/**
 * What is wrong with the page as it stands: accessibility violations, what makes it scroll sideways, and tables that scroll without a sign.
 * `again`: the same parts of the page have been looked at in other colours or another width, so only what is drawn is.
 */
export const faultsOn = async (
  page: Page,
  where: string,
  { forced = false, again = false } = {},
): Promise<string[]> => {
  // Our pages hold no frames from elsewhere, so one pass in the page itself sees everything, in half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const silent = await silentTables(page);
  // Contrast is the system's own in forced colours.
  const rules = drawn.filter(rule => !forced || rule !== 'color-contrast');
  if (again) axe.withRules(rules);
  else if (forced) axe.disableRules(['color-contrast']);
  // Contrast cannot be told on a picture, and the shadow at the side of a table is one.
  await showShadows(page, false);
  const { violations } = await axe.analyze();
  await showShadows(page, true);
  const faults = violations.map(({ id, nodes }) => {
    const places = nodes.map(node => node.target.join(' ')).slice(0, 3);
    return `${where}: ${id} ${places.join(' | ')}`;
  });
  faults.push(...silent.map(name => `${where}: a table goes on to the side without a sign: ${name}`));
  const over = await tooWideBy(page);
  return over > 0 ? [...faults, `${where}: ${over} px too wide`] : faults;
};

/** Which parts of the page are shown: the same text for two looks that show the same. */
export const shownOn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')].map(one => (one.checkVisibility() ? '1' : '0')).join(''),
  );

const showShadows = (page: Page, isShown: boolean): Promise<void> =>
  page.evaluate(shown => {
    for (const one of document.querySelectorAll<HTMLElement>('.table-frame'))
      one.style.backgroundImage = shown ? '' : 'none';
  }, isShown);

/** Whatever scrolls sideways with nothing to see at its side, no focus for the keyboard, or no name. */
const silentTables = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter(
        one =>
          one.scrollWidth > one.clientWidth + 1 &&
          /^(auto|scroll)$/.test(getComputedStyle(one).overflowX) &&
          one.checkVisibility(),
      )
      .filter(one => {
        const name = one.getAttribute('aria-label') ?? '';
        const shadow = getComputedStyle(one).backgroundAttachment;
        return one.tabIndex !== 0 || name.trim() === '' || !shadow.includes('local');
      })
      .map(one => one.getAttribute('aria-label') ?? `${one.tagName.toLowerCase()}.${one.className}`),
  );

/** How many pixels the page is wider than its window; within tables and pictures it may scroll. */
export const tooWideBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The address and title of a page, for a fault to name. */
export const nameOf = async (page: Page): Promise<string> =>
  `${new URL(page.url()).pathname} ”${await page.title()}”`;

/** Words that go on in the next line without a hyphen: a column is too narrow for them. */
export const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const broken = new Set<string>();
    const texts = document.createTreeWalker(
      document.querySelector('main') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node as Text;
      const { parentElement } = text;
      if (!parentElement?.checkVisibility() || parentElement.closest('.ds-sr-only, option')) continue;
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set(
          [...range.getClientRects()].filter(one => one.width > 0).map(one => Math.round(one.top)),
        );
        if (lines.size > 1) broken.add(word);
      }
    }
    return [...broken];
  });
