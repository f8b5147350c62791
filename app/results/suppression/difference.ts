import type { GroupFacts } from './group.ts';

/**
 * How many pupils, at least, differ between two accounts of the same group: late grades, corrected ones, pupils who came or left.
 * What differs by few tells of those few, for anyone who lays the accounts side by side.
 */
export const changedPupils = (one: GroupFacts, other: GroupFacts): number => {
  const between = (a: number | null, b: number | null) => (a === null || b === null ? 0 : Math.abs(a - b));
  const outside = (facts: GroupFacts) => (facts.part === null ? null : facts.pupils - facts.part);
  const counted = Math.max(
    between(one.pupils, other.pupils),
    between(one.part, other.part),
    between(outside(one), outside(other)),
  );
  return counted === 0 && one.sum !== other.sum ? 1 : counted;
};
