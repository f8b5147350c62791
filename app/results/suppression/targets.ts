import { changedPupils } from './difference.ts';
import { isOut, type ResultGroup, type Told } from './group.ts';
import type { Knowledge, Quantity } from './knowledge.ts';
import { type Effort, movementOf, nothingReached, type Target } from './movement.ts';
import {
  fewOf,
  isAtEnd,
  isDominated,
  type Reader,
  reasonToHideGroup,
  type SuppressionRule,
  tailsOf,
} from './primary.ts';
import { thresholds } from './thresholds.ts';

/** What a table is decided on. */
export type Grounds = {
  readonly knowledge: Knowledge;
  readonly reader: Reader;
  /** What had been told of a group before this table, by key. */
  readonly before: (key: string) => Told;
  readonly holds: (rule: SuppressionRule) => boolean;
  readonly effort: Effort;
};

/** The same pupils as they are and as they were before a change of fewer than ten: who knows both knows what those few have. */
export type Accounts = {
  /** What was known of the group before this table; null when nothing was. */
  readonly earlier: (group: ResultGroup) => ResultGroup | null;
  /** Whether another account of the group is known, from before or by the table as it now stands. */
  readonly isKnownOtherwise: (group: ResultGroup, told: readonly Told[]) => boolean;
};

/** Those inside see what is true now; only what leaves must agree with what has left. */
const keepsWhatWasTold = ({ reader: { audience }, holds }: Grounds): boolean =>
  audience === 'utanför huvudmannen' && holds('differences');

export const accountsOf = (grounds: Grounds): Accounts => {
  if (!keepsWhatWasTold(grounds)) return { earlier: () => null, isKnownOtherwise: () => false };
  const { knowledge, reader, before, holds, effort } = grounds;
  const { groups, variableOf } = knowledge;
  const byIdentity = Map.groupBy(groups.entries(), ([, { identity }]) => identity);
  const near = (group: ResultGroup) =>
    (byIdentity.get(group.identity) ?? []).filter(
      ([, other]) =>
        other.key !== group.key && changedPupils(other.facts, group.facts) < thresholds.difference,
    );
  const isTold = (told: Told | undefined) => Object.values(told ?? {}).some(isOut);
  const movedBefore = movementOf(
    knowledge,
    groups.map(({ key }) => before(key)),
    nothingReached(knowledge),
    effort,
  );
  const known = new Map<number, boolean>();
  /** Not told itself, but no secret: a unit's girls and boys were told of, and so it was. The same all the while. */
  const follows = (index: number): boolean => {
    const pupils = holds('complementary') ? variableOf(index, 'pupils') : null;
    const is =
      known.get(index) ??
      (pupils !== null && !movedBefore.isWide(pupils, thresholds.pupils[reader.audience]));
    known.set(index, is);
    return is;
  };
  return {
    earlier: group => {
      const others = near(group);
      const told = others.findLast(([, { key }]) => isTold(before(key)));
      return (told ?? others.find(([index]) => follows(index)))?.[1] ?? null;
    },
    isKnownOtherwise: (group, told) => near(group).some(([index]) => isTold(told[index]) || follows(index)),
  };
};

export const isMeanHidden = (group: ResultGroup, holds: Grounds['holds']): boolean =>
  (holds('dominance') && isDominated(group.facts)) || (holds('tails of shares') && isAtEnd(group));

const scaleOf = ({ bounds: { within, outside } }: ResultGroup): number =>
  Math.max(within[1], outside[1]) - Math.min(within[0], outside[0]);

/**
 * Everything that must stay unknown, and how unknown. What is hidden only to protect others need not stay unknown itself: where it
 * can be worked out it protects nothing, and the proof for those others counts it as known.
 */
export const targetsOf = (
  { knowledge: { groups, variableOf, leftOversOf }, reader, before, holds }: Grounds,
  told: readonly Told[],
  { isKnownOtherwise }: Accounts,
): readonly Target[] => {
  const pupilsWidth = thresholds.pupils[reader.audience];
  return groups.flatMap((group, index) => {
    const states = told[index] ?? {};
    const found: Target[] = [];
    const add = (quantity: Quantity, width: number) => {
      const variable = variableOf(index, quantity);
      if (variable !== null) found.push({ variable, width });
    };
    const reason = reasonToHideGroup(group, reader, holds);
    const isForOther = reason === 'det ena är dolt';
    const whole = reason !== null && !isForOther;
    // One account of a group is told: no other that differs by few must be worked out from the rest, asked for or not.
    if (states.antal?.state !== 'visas' && (whole || isKnownOtherwise(group, told)))
      add('pupils', pupilsWidth);
    if (states.andel?.state !== 'visas') {
      const tails = holds('tails of shares') ? tailsOf(group.facts) : [];
      for (const tail of tails) add(tail === '~0' ? 'within' : 'outside', thresholds.tail);
    }
    if (states.medelvärde?.state !== 'visas') {
      const scale = scaleOf(group);
      if (!whole && isMeanHidden(group, holds)) add('sum', thresholds.meanWidth * scale * group.facts.basis);
      // A difference reaches as far down as up: each of its results over half of the scale.
      const [lower, upper] = group.sumLimits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      if (isForOther) add('sum', Math.min(thresholds.meanWidth * (scale / 2) * pupilsWidth, upper - lower));
    }
    // Whether the difference is shown or not: what few have who have only one of its results must not follow.
    if (holds('linked results')) {
      const share =
        states.medelvärde?.state === 'visas' && !isOut(before(group.key).medelvärde)
          ? thresholds.unpairedWidthShown
          : thresholds.unpairedWidth;
      for (const { variable, counts } of leftOversOf(index))
        for (const few of fewOf(counts, pupilsWidth))
          found.push({ variable, width: share * (scaleOf(group) / 2) * few });
    }
    return found;
  });
};
