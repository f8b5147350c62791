/** Del av en grupps resultat som kan visas. */
export const parts = ['antal', 'medelvärde', 'andel'] as const;
export type Part = (typeof parts)[number];

/** Elevgrupp i en tabell: pupils told of together, with what is true of them and what is asked for. */
export type ResultGroup = {
  /** The same group with the same content has the same key; after a correction that changes it, the key is another. */
  readonly key: string;
  /** Which pupils, whatever the content: the same before and after a correction. */
  readonly identity: string;
  readonly facts: GroupFacts;
  readonly bounds: ValueBounds;
  /** What the table asks to show of it; nothing for a group that only can be worked out from others. */
  readonly asked: readonly Part[];
  /** The row itself names a language, so that its being there tells of its pupils. */
  readonly namesLanguage: boolean;
  /** A difference between two results of which one is hidden: it would follow from the other two. */
  readonly isBehindHidden: boolean;
  /** How far its sum can move for somebody who has been told both of the results that it is the difference between; null for all else. */
  readonly sumLimits: readonly [lower: number, upper: number] | null;
  /** How far down and up the sum may be although its mean is told, which is written rounded; null where that is not counted on. */
  readonly rounding: readonly [lower: number, upper: number] | null;
  /** How much a reader loses when it is hidden: what is hidden to protect others is chosen by the least loss. */
  readonly weight: number;
};

/** What is true of a group. */
export type GroupFacts = {
  /** Pupils with a value, or with a mark that counts as not passed. */
  readonly pupils: number;
  /** Those of them whom the mean rests on. */
  readonly basis: number;
  /** Pupils in the part that a share tells of (passed, higher grade); null when the measure has no share. */
  readonly part: number | null;
  /** Sum of the values, in the unit of the measure; null when the measure has no mean. */
  readonly sum: number | null;
  /** Teachers at least, 3 at most told apart; 0 when not known. */
  readonly teachers: 0 | 1 | 2 | 3;
  /** Pupils of the largest class; null when not known. */
  readonly largestClass: number | null;
  /** Of a difference between two results: those who have only one of them. Left out for all else. */
  readonly unpaired?: Unpaired;
};

/** Elever som bara har ett av två resultat. */
export type Unpaired = {
  /** How many, in each of the results and each way that they can be counted. */
  readonly counts: readonly number[];
  /** How far down and up the sum of the differences can go for somebody who knows the sums of both results: as far as theirs can. */
  readonly below: number;
  readonly above: number;
};

/** The lowest and highest value of a pupil within the part of a share, and outside it. Alike where there is no share. */
export type ValueBounds = { readonly within: Range; readonly outside: Range };
type Range = readonly [lowest: number, highest: number];

/** One group that is the sum of others with no pupil in common. */
export type Relation = { readonly total: string; readonly parts: readonly string[] };

/** A difference and the two results that it is made of, by their keys: it is the one without the other, but for those who have only one. */
export type Link = {
  readonly difference: string;
  readonly results: readonly [grades: string, tests: string];
  readonly unpaired: Unpaired;
};

/** How a part is told. `tail` says that at most four pupils are on that side of the share. */
export type PartState =
  | { readonly state: 'visas' }
  | { readonly state: 'svans'; readonly side: Tail }
  | { readonly state: 'dold'; readonly because: HidingReason }
  /** What was told before a correction of fewer than ten pupils stays as it was told, of the group with that key. */
  | { readonly state: 'tidigare'; readonly key: string };
export type Tail = '~0' | '~100';

/** Whether something of a part has been told by this state itself. */
export const isOut = (state: PartState | undefined): boolean =>
  state?.state === 'visas' || state?.state === 'svans';

/**
 * Skäl att dölja. For the authority's own explanation of a table as a whole: which group is hidden for which of the reasons is never
 * told, or the hidden ones could be told apart.
 */
export const hidingReasons = [
  'få elever',
  'få lärare',
  'en klass',
  'språk',
  'det ena är dolt',
  'skyddar andra',
] as const;
export type HidingReason = (typeof hidingReasons)[number];

/** What has been told of a group, part by part. */
export type Told = Readonly<Partial<Record<Part, PartState>>>;
