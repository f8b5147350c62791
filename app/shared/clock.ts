import type { IsoDate } from './date.ts';

/** Tells the time. Rules take dates as arguments; only the edges of the program ask the clock. */
export type Clock = { now(): Date; today(): IsoDate };

const swedishDay = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Sweden at a moment. */
export const swedishDayOf = (instant: Date): IsoDate => swedishDay.format(instant) as IsoDate;

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => swedishDayOf(new Date()),
};

/** A clock that shows another day while time goes on as usual: for tests, and for the demo outside production. */
export class MovableClock implements Clock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  today(): IsoDate {
    return swedishDayOf(this.now());
  }

  /** Moves the clock so that today is `day`, at the same time of day. */
  moveTo(day: IsoDate): void {
    this.#offset += Date.parse(`${day}T12:00:00Z`) - Date.parse(`${this.today()}T12:00:00Z`);
  }
}
