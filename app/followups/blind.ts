import { type Party, parties } from './follow-up.ts';
import type { Rating } from './rating.ts';

/** The ratings of a follow-up, as far as they have been begun. */
export type Ratings = Readonly<Partial<Record<Party, Rating>>>;

/** That, and when, somebody handed in: this may be known before what they said. */
export type HandedIn = Readonly<Record<Party, boolean>>;

export const bothHandedIn = (handedIn: HandedIn): boolean => parties.every(party => handedIn[party]);
