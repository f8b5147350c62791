import type { Page } from 'playwright-core';

/** Where the keyboard has come on the page, noted by the page itself. */
type Stops = { readonly reached: Set<number>; readonly unseen: Set<number> };

/** How many controls the keyboard should reach: those that are shown, one of each set of radio buttons. */
const countControls = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]',
      ),
    ];
    const shown = all.filter(
      one =>
        one.checkVisibility() &&
        !one.hasAttribute('disabled') &&
        !(one instanceof HTMLInputElement && one.type === 'hidden'),
    );
    const radios = new Set<string>();
    return shown.filter(one => {
      if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
      if (radios.has(one.name)) return false;
      radios.add(one.name);
      return true;
    }).length;
  });

/** Lets the page note each control that gets the focus, and whether the focus can be seen there. */
const noteStops = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const stops: Stops = { reached: new Set(), unseen: new Set() };
    Reflect.set(window, 'samsynStops', stops);
    const all = [...document.querySelectorAll('*')];
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      const style = getComputedStyle(target);
      const isOutlined = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
      stops.reached.add(all.indexOf(target));
      // The calendar within a date field draws its ring itself, inside the field.
      if (!isOutlined && style.boxShadow === 'none' && !target.matches('[type=date]'))
        stops.unseen.add(all.indexOf(target));
    });
    (document.activeElement as HTMLElement | null)?.blur();
  });

/** Presses Tab so many times, as fast as the page takes it: each press is on its way before the one before it has been answered. */
const pressTab = async (page: Page, times: number): Promise<void> => {
  const browser = await page.context().newCDPSession(page);
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const presses = Array.from({ length: times }, () => [
    browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...tab }),
    browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...tab }),
  ]);
  await Promise.all(presses.flat());
  await browser.detach();
};

/** Goes through the page with the Tab key: controls that are not reached, and those where the focus does not show. */
export const keyboardFaults = async (page: Page, address: string): Promise<string[]> => {
  const expected = await countControls(page);
  await noteStops(page);
  // A date field holds four stops of its own: year, month, day and the calendar.
  const dates = await page.locator('input[type=date]').count();
  await pressTab(page, Math.min(expected + 4 * dates + 5, 400));
  const { reached, unseen } = await page.evaluate(() => {
    const stops = Reflect.get(window, 'samsynStops') as Stops;
    return { reached: stops.reached.size, unseen: [...stops.unseen] };
  });
  const faults = unseen.map(index => `${address}: no visible focus on control ${index}`);
  return expected < 390 && reached < expected
    ? [...faults, `${address}: ${reached} of ${expected} controls reached`]
    : faults;
};
