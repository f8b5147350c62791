import { choosePartsToHide, everyPart, type Hidden, lossOfGroup, type Weakness } from './complementary.ts';
import { changedPupils } from './difference.ts';
import {
  type HidingReason,
  isOut,
  type Link,
  type Part,
  type PartState,
  type Relation,
  type ResultGroup,
  type Told,
} from './group.ts';
import { type Knowledge, knowledgeOf, partOf, type Quantity, type Variable } from './knowledge.ts';
import { copyOf, type Movement, movementOf, nothingReached } from './movement.ts';
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

/** A table as it is asked for, with everything that has been told of the same pupils before. */
export type AskedTable = {
  /** Every group that can be worked out from others in the table or in what has been told, asked for or not. */
  readonly groups: readonly ResultGroup[];
  readonly relations: readonly Relation[];
  /** Differences with the results that they are made of, which are among the groups. */
  readonly links: readonly Link[];
  readonly reader: Reader;
  /** What has left the authority of these groups already, by key. */
  readonly told: ReadonlyMap<string, Told>;
  /** Groups that have been hidden before, by identity: hiding them again costs a reader least. */
  readonly hiddenBefore: ReadonlySet<string>;
};

/** What may be shown of each group that was asked for, by key; parts that were not asked for are left out. */
export type SuppressedTable = {
  readonly states: ReadonlyMap<string, Told>;
  /** Groups that nothing in this table can protect, since what has been told already gives them away. */
  readonly unprotected: readonly string[];
};

const EPS = 1e-6;
/** So much is spent on sparing in one table, as trials times the square of the quantities: in the very largest, somewhat more is hidden. */
const MOST_TRIALS = 1.5e8;

/** A quantity that must not be known closer than `width`. */
type Target = { readonly variable: number; readonly width: number };

const hidden = (because: HidingReason): PartState => ({ state: 'dold', because });

/**
 * Röjandekontroll: decides what of a table may be shown, by the ten rules, on the cells as they are when it is asked for. Hidden
 * groups look the same whatever the reason, and each is hidden so well that nobody can work out its number closer than the limit:
 * that is proved for every table, from the table itself and all that has been told before. The same question gives the same answer.
 * `without` leaves one rule out, so that a test can show what each of them is for.
 */
export const suppress = (
  { groups: unsorted, relations, links, reader, told: toldBefore, hiddenBefore }: AskedTable,
  without: SuppressionRule | null = null,
): SuppressedTable => {
  const holds = (rule: SuppressionRule) => rule !== without;
  const groups = [...unsorted].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  const before = (key: string): Told => (holds('differences') ? (toldBefore.get(key) ?? {}) : {});
  const knowledge = knowledgeOf(groups, relations, links);
  const accounts = accountsOf(knowledge, reader, before, holds);
  const told = groups.map(group => firstStates(group, accounts.earlier(group), reader, before, holds));
  const states = () =>
    new Map(
      groups.flatMap((group, index) =>
        group.asked.length === 0 || isUnnamed(told[index] ?? {})
          ? []
          : [[group.key, Object.fromEntries(group.asked.map(part => [part, told[index]?.[part]]))] as const],
      ),
    ) as ReadonlyMap<string, Told>;
  if (!holds('complementary')) return { states: states(), unprotected: [] };

  const reached = nothingReached(knowledge);
  /** How far those can move at most that cannot be let move far enough. */
  const most = new Map<number, number>();
  let trials = 0;
  for (;;) {
    const movement = movementOf(knowledge, told, reached);
    const wanted = ({ variable, width }: Target) => Math.min(width, most.get(variable) ?? width);
    const narrow = targetsOf(knowledge, told, reader, before, holds, accounts).find(
      target => !movement.isWide(target.variable, wanted(target)),
    );
    if (!narrow) break;
    const { variable } = narrow;
    const width = wanted(narrow);
    const movementWithout = (parts: readonly Hidden[]) => {
      const trial = [...told];
      for (const [group, part] of parts) hide(trial, groups, group, part, before);
      return movementOf(knowledge, trial, copyOf(reached));
    };
    const widthOf = ({ isWide, reach }: Movement): number => {
      isWide(variable, width);
      const [down, up] = reach(variable);
      return up - down;
    };
    /** Those of the parts that a proof makes use of; null when they do not suffice for it. */
    const used = (
      parts: readonly Hidden[],
      enough: number,
      proof: 'isWide' | 'isSoonWide',
    ): readonly Hidden[] | null => {
      trials += knowledge.variables.length ** 2;
      const without = movementWithout(parts);
      if (!without[proof](variable, enough)) return null;
      const moving = new Set(
        [...without.moved].flatMap(one => {
          const { group, quantity } = knowledge.variables[one] as Variable;
          return quantity === 'slack' ? [] : [`${group} antal`, `${group} ${partOf[quantity]}`];
        }),
      );
      const left = parts.filter(([group, part]) => moving.has(`${group} ${part}`));
      return left.length > 0 ? left : parts;
    };
    const lossOf = ([group, part]: Hidden) =>
      lossOfGroup(groups[group] as ResultGroup) * (part === 'antal' ? 3 : 1);
    /** A linear program may spread a move over several where one would do: what can be spared is shown after all. */
    const spared = (parts: readonly Hidden[], enough: number): readonly Hidden[] => {
      let needed = parts.length < 2 || trials > MOST_TRIALS ? null : used(parts, enough, 'isWide');
      if (!needed) return parts;
      for (const one of [...needed].sort((a, b) => lossOf(b) - lossOf(a))) {
        if (trials > MOST_TRIALS) break;
        const fewer: readonly Hidden[] = needed.filter(other => other !== one);
        if (fewer.length > 0 && fewer.length < needed.length)
          needed = used(fewer, enough, 'isSoonWide') ?? needed;
      }
      return needed;
    };
    const weakness: Weakness = {
      ...{ knowledge, told, hiddenBefore, target: variable, missing: width },
      reach: movement.reach(variable),
      canHide: (group, part) =>
        told[group]?.[part]?.state === 'visas' && !isOut(before((groups[group] as ResultGroup).key)[part]),
    };
    let parts = choosePartsToHide(weakness);
    let enough = width;
    if (!parts) {
      parts = everyPart(weakness);
      enough = Math.min(width, widthOf(movementWithout(parts)));
      if (enough < width - EPS) most.set(variable, enough);
      // Nothing that may be hidden would let it move further: then nothing is hidden in vain.
      if (enough <= widthOf(movement) + EPS) continue;
    }
    const needed = spared(parts, enough);
    for (const [group, part] of needed) hide(told, groups, group, part, before);
  }
  return {
    states: states(),
    unprotected: [
      ...new Set(
        [...most.keys()].map(variable => groups[knowledge.variables[variable]?.group ?? -1]?.key ?? ''),
      ),
    ],
  };
};

/** A row that names a language few read is left out: that it is hidden would tell where there are some. */
const isUnnamed = (told: Told): boolean =>
  Object.values(told).some(state => state.state === 'dold' && state.because === 'språk');

/** Hides a part; without the number of pupils nothing is shown of the group, unless it has been told already. */
const hide = (
  told: Told[],
  groups: readonly ResultGroup[],
  index: number,
  part: Part,
  before: (key: string) => Told,
): void => {
  const group = groups[index] as ResultGroup;
  const parts = part === 'antal' ? group.asked : [part];
  const now = { ...told[index] };
  for (const one of parts)
    if (!isOut(before(group.key)[one]))
      now[one] = now[one]?.state === 'dold' ? now[one] : hidden('skyddar andra');
  told[index] = now;
};

/** What the group's own numbers, and what has been told of it before, allow. */
const firstStates = (
  group: ResultGroup,
  earlier: ResultGroup | null,
  reader: Reader,
  before: (key: string) => Told,
  holds: (rule: SuppressionRule) => boolean,
): Told => {
  const { facts, asked } = group;
  const states: Partial<Record<Part, PartState>> = { ...before(group.key) };
  for (const part of asked) if (!isOut(states[part])) delete states[part];
  const whole = reasonToHideGroup(group, reader, holds);
  const tails = holds('tails of shares') ? tailsOf(facts) : [];
  for (const part of asked) {
    if (states[part]) continue;
    if (whole) states[part] = hidden(whole);
    else if (earlier)
      // What was hidden before the change is hidden after it: it would be known of all but those who changed.
      states[part] = isOut(before(earlier.key)[part])
        ? { state: 'tidigare', key: earlier.key }
        : hidden('skyddar andra');
    else if (part === 'medelvärde' && isMeanHidden(group, holds)) states[part] = hidden('en klass');
    else if (part === 'andel' && tails.length === 2) states[part] = hidden('få elever');
    else if (part === 'andel' && tails[0]) states[part] = { state: 'svans', side: tails[0] };
    else states[part] = { state: 'visas' };
  }
  return states;
};

const isMeanHidden = (group: ResultGroup, holds: (rule: SuppressionRule) => boolean): boolean =>
  (holds('dominance') && isDominated(group.facts)) || (holds('tails of shares') && isAtEnd(group));

/** Those inside see what is true now; only what leaves must agree with what has left. */
const keepsWhatWasTold = ({ audience }: Reader, holds: (rule: SuppressionRule) => boolean): boolean =>
  audience === 'utanför huvudmannen' && holds('differences');

/** The same pupils as they are and as they were before a change of fewer than ten: who knows both knows what those few have. */
type Accounts = {
  /** What was known of the group before this table; null when nothing was. */
  readonly earlier: (group: ResultGroup) => ResultGroup | null;
  /** Whether another account of the group is known, from before or by the table as it now stands. */
  readonly isKnownOtherwise: (group: ResultGroup, told: readonly Told[]) => boolean;
};

const accountsOf = (
  knowledge: Knowledge,
  reader: Reader,
  before: (key: string) => Told,
  holds: (rule: SuppressionRule) => boolean,
): Accounts => {
  if (!keepsWhatWasTold(reader, holds)) return { earlier: () => null, isKnownOtherwise: () => false };
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

const scaleOf = ({ bounds: { within, outside } }: ResultGroup): number =>
  Math.max(within[1], outside[1]) - Math.min(within[0], outside[0]);

/**
 * Everything that must stay unknown, and how unknown. What is hidden only to protect others need not stay unknown itself: where it
 * can be worked out it protects nothing, and the proof for those others counts it as known.
 */
const targetsOf = (
  { groups, variableOf, leftOversOf }: Knowledge,
  told: readonly Told[],
  reader: Reader,
  before: (key: string) => Told,
  holds: (rule: SuppressionRule) => boolean,
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
