/** Mottagare: who is to see a table. What leaves the authority can never be called back, so it is held to more. */
export const audiences = ['inom huvudmannen', 'utanför huvudmannen'] as const;
export type Audience = (typeof audiences)[number];

/** The limits of the ten rules, in one place. */
export const thresholds = {
  /** Fewer pupils than this are never shown. 10 is what Skolverket uses; 5 inside is our own proposal. */
  pupils: { 'inom huvudmannen': 5, 'utanför huvudmannen': 10 },
  /** A side of a share with at most so many pupils is told as "nästan alla" or "nästan inga". */
  tail: 4,
  /** What differs by fewer pupils than this from something already told is not told anew. */
  difference: 10,
  /** A result that rests on fewer teachers than this describes a person. */
  teachers: 3,
  /** A mean that rests on one class to a larger part than this is that class's mean. */
  largestClassShare: 0.75,
  /** How much of the scale a hidden mean must be able to move over, at least. */
  meanWidth: 0.25,
  /** How much of the scale anything must be possible for those who have only one of two results. */
  unpairedWidth: 0.5,
  /** The same where the difference is shown: what is told of its results later takes some of the room away. */
  unpairedWidthShown: 0.65,
} as const;

/** So many pupils at least are told of inside the authority, in tables and anywhere else. */
export const fewestInside = thresholds.pupils['inom huvudmannen'];
