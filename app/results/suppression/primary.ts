import type { GroupFacts, HidingReason, ResultGroup, Tail } from './group.ts';
import { type Audience, thresholds } from './thresholds.ts';

/** De tio reglerna mot att en elev eller en lärare pekas ut, by what each looks at. */
export const suppressionRules = [
  'few pupils',
  'tails of shares',
  'complementary',
  'differences',
  'teachers',
  'dominance',
  'languages',
  'at query time',
  'linked results',
  'either or',
] as const;
export type SuppressionRule = (typeof suppressionRules)[number];

/** Whom a table is for. */
export type Reader = {
  readonly audience: Audience;
  /** The reader is the principal of these groups, or the teacher. */
  readonly seesTeachers?: (group: ResultGroup) => boolean;
  /** How much effort a table gets, where it is not as much as the audience waits for. */
  readonly mostEffort?: number;
};

/** Why nothing at all may be told of the group; null when its own numbers allow it. */
export const reasonToHideGroup = (
  group: ResultGroup,
  reader: Reader,
  holds: (rule: SuppressionRule) => boolean,
): HidingReason | null => {
  const { facts } = group;
  const isFew = facts.basis < thresholds.pupils[reader.audience];
  if (isFew && group.namesLanguage && holds('languages')) return 'språk';
  if (isFew && holds('few pupils')) return 'få elever';
  const isOneTeachers = facts.teachers > 0 && facts.teachers < thresholds.teachers;
  if (isOneTeachers && holds('teachers') && !reader.seesTeachers?.(group)) return 'få lärare';
  return group.isBehindHidden && holds('linked results') ? 'det ena är dolt' : null;
};

/** Those who have only one of two results and are so few that the two and their difference would tell what they have. */
export const fewOf = (unpaired: readonly number[], fewest: number): readonly number[] =>
  unpaired.filter(count => count > 0 && count < fewest);

/** The mean of a group with one dominating class is that class's mean. */
export const isDominated = ({ largestClass, basis }: GroupFacts): boolean =>
  largestClass !== null && largestClass > thresholds.largestClassShare * basis;

/** A mean at an end of the scale, or so near that at most four pupils can be anywhere else, tells of every pupil. */
export const isAtEnd = ({ facts, bounds }: ResultGroup): boolean => {
  if (facts.sum === null || facts.part !== null) return false;
  const [lowest, highest] = bounds.within;
  const step = (highest - lowest) * 0.05;
  const near = Math.min(facts.sum - lowest * facts.basis, highest * facts.basis - facts.sum);
  return near <= thresholds.tail * step;
};

/** Which side of the share holds at most four pupils, nobody among them; both, one or none. */
export const tailsOf = ({ part, pupils }: GroupFacts): readonly Tail[] => {
  if (part === null || pupils === 0) return [];
  const tails: Tail[] = [];
  if (part <= thresholds.tail) tails.push('~0');
  if (pupils - part <= thresholds.tail) tails.push('~100');
  return tails;
};
