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

const swedishHour = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** The hour in Sweden at a moment, 0–23. */
export const swedishHourOf = (instant: Date): number => Number(swedishHour.format(instant));

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => swedishDayOf(new Date()),
};

const swedishTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** How far Sweden's clocks are before UTC at a moment, in milliseconds: one hour in winter and two in summer. */
const aheadOfUtc = (instant: Date): number =>
  Date.parse(`${swedishTime.format(instant).replace(' ', 'T')}Z`) -
  Math.floor(instant.getTime() / 1000) * 1000;

/** A clock that shows another day while time goes on as usual: for tests, and for the demo outside production. */
export class MovableClock implements Clock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  today(): IsoDate {
    return swedishDayOf(this.now());
  }

  /** Moves the clock so that today is `day`, at the same time of day in Sweden, in summer as in winter. */
  moveTo(day: IsoDate): void {
    const before = aheadOfUtc(this.now());
    this.#offset += Date.parse(`${day}T12:00:00Z`) - Date.parse(`${this.today()}T12:00:00Z`);
    this.#offset += before - aheadOfUtc(this.now());
  }
}
