import { addYears, type IsoDate } from '#app/shared/date.ts';

/** So long what somebody was called before a list renamed them is kept, for the import to be undone whole. */
export const KEPT_YEARS = 1;

/** Imports made before this day no longer need the earlier names: those who were misnamed have been able to say so for a year. */
export const forgetBefore = (today: IsoDate): IsoDate => addYears(today, -KEPT_YEARS);
