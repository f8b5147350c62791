import { swedishHourOf } from '#app/shared/clock.ts';
import { addDays, daysBetween, type IsoDate } from '#app/shared/date.ts';

/** A first word this many days before something is due, and a last one this many. */
const HEADS_UP_DAYS = 7;
const LAST_CALL_DAYS = 1;
/** So late before anybody else is told, and then only the nearest chief, and only that it is late. */
export const ESCALATES_AFTER_DAYS = 14;
/** As long as something presses, a letter comes this often. */
const AGAIN_AFTER_DAYS = 7;
/** Nobody gets a letter before they are at work. */
const FIRST_HOUR = 7;

/** The days on which something of a person's own calls for their attention. */
export const ownCalls = (dueOn: IsoDate): readonly IsoDate[] => [
  addDays(dueOn, -HEADS_UP_DAYS),
  addDays(dueOn, -LAST_CALL_DAYS),
  addDays(dueOn, 1),
];

/** The day on which something that waits for another calls for the attention of the nearest chief. */
export const chiefCall = (dueOn: IsoDate): IsoDate => addDays(dueOn, ESCALATES_AFTER_DAYS);

/**
 * Is it time for a letter? When something has begun to call since the last one, or still does after a week. What has not called
 * yet is no reason to write, though a letter that is written counts it. Whether the day is quiet is asked before.
 */
export const isTimeToRemind = (
  calls: readonly IsoDate[],
  lastDay: IsoDate | null,
  today: IsoDate,
): boolean => {
  const calling = calls.filter(call => call <= today);
  if (calling.length === 0) return false;
  if (lastDay === null) return true;
  if (lastDay >= today) return false;
  return calling.some(call => call > lastDay) || daysBetween(lastDay, today) >= AGAIN_AFTER_DAYS;
};

/** True from seven in the morning, Swedish time. */
export const hasWorkBegun = (now: Date): boolean => swedishHourOf(now) >= FIRST_HOUR;
