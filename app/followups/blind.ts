import type { Evidence } from './evidence.ts';
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

/**
 * True when a reader may see a piece of evidence. What was written in the form of a follow-up belongs to the rating there, and is
 * the writing party's own until both have handed in. `holderId` tells the parties apart.
 */
export const mayReadEvidence = (
  evidence: Pick<Evidence, 'followUpId' | 'addedBy'>,
  reader: Party | null,
  holderId: string,
  openFollowUps: ReadonlySet<string>,
): boolean =>
  evidence.followUpId === null ||
  openFollowUps.has(evidence.followUpId) ||
  (reader !== null && (evidence.addedBy === holderId) === (reader === 'innehavare'));
