import type { Scoped } from '#app/database/index.ts';
import { swedishHourOf } from '#app/shared/clock.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';

/** A time of day in Sweden: 09:05, in summer as in winter. */
export const momentOn = (day: IsoDate, time: string): Date => {
  const winter = new Date(`${day}T${time}:00+01:00`);
  return swedishHourOf(winter) === Number(time.slice(0, 2)) ? winter : new Date(`${day}T${time}:00+02:00`);
};

const isWorkday = (day: IsoDate): boolean => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

/** So many working days after a day, or before it. */
export const workdaysFrom = (day: IsoDate, count: number): IsoDate => {
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, Math.sign(count));
    if (isWorkday(at)) left -= 1;
  }
  return at;
};

/** 'minutes' of a day as a time: 545 is 09:05. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Somebody acting at a moment, in a transaction that began as nobody. */
export const as = (tx: Scoped, personId: string | null, now: Date): Scoped => ({ ...tx, personId, now });

/**
 * What people do, each at their time: written down in any order, and done in the order of time, so that the log tells it as it would have
 * been.
 */
export class Diary {
  #waiting: { readonly at: Date; readonly act: () => Promise<void> }[] = [];

  add(at: Date, act: () => Promise<void>): void {
    this.#waiting.push({ at, act });
  }

  /** Does all that was to be done before a moment. */
  async until(moment: Date): Promise<void> {
    const isDue = ({ at }: { readonly at: Date }) => at < moment;
    const due = this.#waiting.filter(isDue).sort((a, b) => a.at.getTime() - b.at.getTime());
    this.#waiting = this.#waiting.filter(one => !isDue(one));
    for (const { act } of due) await act();
  }
}
