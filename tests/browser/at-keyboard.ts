import type { Page } from 'playwright-core';

/** A person at a keyboard: every key that is pressed for a purpose, or text that is written, counts as one interaction. */
export class AtKeyboard {
  interactions = 0;
  /** Characters written. */
  written = 0;
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
    this.written += text.length;
  }
}

/**
 * The pace that is assumed of a person, to say how many minutes a form takes. Slower than most: adults read some 240 words a minute
 * silently (Brysbaert 2019) and type some 50 (Dhakal and others 2018), of five characters each.
 */
export const pace = { wordsReadAMinute: 200, charactersTypedAMinute: 200, secondsAnInteraction: 4 } as const;

/** The minutes that a form takes at that pace: every word shown is read once, what is written is typed, each interaction is decided on. */
export const minutesOf = (form: {
  readonly wordsShown: number;
  readonly written: number;
  readonly interactions: number;
  /** What the program itself takes, in seconds. */
  readonly waited: number;
}): number =>
  form.wordsShown / pace.wordsReadAMinute +
  form.written / pace.charactersTypedAMinute +
  (form.interactions * pace.secondsAnInteraction + form.waited) / 60;

/** How many words a person sees in the main part of the page. */
export const wordsShownOn = async (page: Page): Promise<number> =>
  (await page.locator('main').innerText()).match(/\S+/g)?.length ?? 0;
