import { type Party, parties } from './follow-up.ts';
import type { Rating } from './rating.ts';

/** The ratings of a follow-up, as far as they have been begun. */
export type Ratings = Readonly<Partial<Record<Party, Rating>>>;

/** That, and when, somebody handed in: this may be known before what they said. */
export type HandedIn = Readonly<Record<Party, boolean>>;

export const bothHandedIn = (handedIn: HandedIn): boolean => parties.every(party => handedIn[party]);

/** The parties whose ratings a reader may see. `reader`: the party that reads, null for anybody else. */
export const readableParties = (reader: Party | null, handedIn: HandedIn): readonly Party[] => {
  if (bothHandedIn(handedIn)) return parties;
  return reader === null ? [] : [reader];
};
