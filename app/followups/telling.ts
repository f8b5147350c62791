import { type IsoDate, latest } from '#app/shared/date.ts';

/** With which others what a follow-up says is counted: those of its round that were finalised in time, or those that came later. */
export const tellings = ['i tid', 'senare'] as const;
export type Telling = (typeof tellings)[number];

/**
 * Whether what a follow-up says is counted on a day, and with which others; null while it is not. Those of a round are counted together, from
 * the day after its last day; those that came later when the academic year is over, and those that came after that never. Whoever looks
 * from day to day then never sees one come alone, and with it what that one was judged to be.
 *
 * @param finalisedOn the day it was first finalised
 */
export const tellingOf = (
  finalisedOn: IsoDate | null,
  { dueOn, yearEndsOn, on }: { readonly dueOn: IsoDate; readonly yearEndsOn: IsoDate; readonly on: IsoDate },
): Telling | null => {
  if (finalisedOn === null) return null;
  if (finalisedOn <= dueOn) return on > dueOn ? 'i tid' : null;
  const last = latest(dueOn, yearEndsOn);
  return finalisedOn <= last && on > last ? 'senare' : null;
};
