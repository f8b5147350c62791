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
 * The keystroke-level model (Card, Moran and Newell 1980): the seconds that an experienced person takes for the parts of an action.
 * The mean typist's key is used, not the skilled one's.
 */
const keystrokeLevel = { thinkOfIt: 1.35, moveTheHand: 0.4, point: 1.1, pressAKey: 0.28 } as const;

/**
 * The pace that is assumed of a person, to say how many minutes a form takes. It is slower than what has been measured: adults read
 * some 240 words a minute silently (Brysbaert 2019) and type some 50 (Dhakal and others 2018), of five characters each. An interaction
 * is one thought, one move to the field, one aim and two keys by the keystroke-level model, and the rest up to four seconds. Nobody has
 * measured how long it takes to choose a level once its words are read: a quarter of a minute is our own assumption. What the entry
 * takes in truth is measured where the program is used, and shown on the page of the year.
 */
export const pace = {
  wordsReadAMinute: 200,
  charactersTypedAMinute: 200,
  secondsAnInteraction: 4,
  secondsToChooseALevel: 15,
} as const;

/** The model's own seconds for an interaction: what is assumed may not be less. */
export const secondsByTheModel =
  keystrokeLevel.thinkOfIt + keystrokeLevel.moveTheHand + keystrokeLevel.point + 2 * keystrokeLevel.pressAKey;

/** The minutes that a form takes at that pace: every word shown is read once, what is written is typed, each interaction is decided on. */
export const minutesOf = (form: {
  readonly wordsShown: number;
  readonly written: number;
  readonly interactions: number;
  readonly levels: number;
  /** What the program itself takes, in seconds. */
  readonly waited: number;
}): number =>
  form.wordsShown / pace.wordsReadAMinute +
  form.written / pace.charactersTypedAMinute +
  (form.interactions * pace.secondsAnInteraction + form.levels * pace.secondsToChooseALevel + form.waited) /
    60;

/** How many words a person sees in the main part of the page. */
export const wordsShownOn = async (page: Page): Promise<number> =>
  (await page.locator('main').innerText()).match(/\S+/g)?.length ?? 0;
