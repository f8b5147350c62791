import {
  choosePartsToHide,
  everyPartNear,
  type Hidden,
  lossOfGroup,
  type Weakness,
} from './complementary.ts';
import { isOut, type Part, type PartState, type ResultGroup, type Told } from './group.ts';
import { partOf, type Variable } from './knowledge.ts';
import { copyOf, type Movement, movementOf, nothingReached, type Reached, type Target } from './movement.ts';
import { type Accounts, type Grounds, targetsOf } from './targets.ts';
import type { Audience } from './thresholds.ts';

const EPS = 1e-6;

/**
 * So much effort is spent on one table at most; then the rows that are missed least are hidden, and as much is spent again on the others; then
 * all of it is hidden. A table inside is decided ahead, or somebody waits for it, half a minute at most; a table leaves once.
 */
const mostEffort: Readonly<Record<Audience, number>> = {
  'inom huvudmannen': 3e7,
  'utanför huvudmannen': 1e8,
};
/** What part of it may go to showing more of what could have been hidden: in the largest tables somewhat more is. */
const PART_FOR_SPARING = 0.25;

/** So many quantities nearest to a weak one are hidden together, to see whether it moves then, before more are. */
const HIDDEN_TOGETHER = [40, 150] as const;

/** A quantity that is known too closely, with how far it should be able to move. */
type Weak = Target & { readonly movement: Movement };

/**
 * What is hidden besides, so that nothing that must stay unknown can be worked out: one weak number after the other is let move far
 * enough, at the least loss to the reader.
 */
export class Protection {
  private readonly grounds: Grounds;
  private readonly accounts: Accounts;
  private readonly told: Told[];
  private readonly hiddenBefore: ReadonlySet<string>;
  private readonly leastWeight: number;
  private readonly reached: Reached;
  /** How often the most effort may be spent. */
  private turns = 1;
  /** How far those can move at most that nothing lets move far enough. */
  private readonly most = new Map<number, number>();

  /** @param told what is shown of each group; more of it is hidden by `protect`. */
  constructor(grounds: Grounds, accounts: Accounts, told: Told[], hiddenBefore: ReadonlySet<string>) {
    this.grounds = grounds;
    this.accounts = accounts;
    this.told = told;
    this.hiddenBefore = hiddenBefore;
    const asked = grounds.knowledge.groups.filter(group => group.asked.length > 0);
    this.leastWeight = Math.min(...asked.map(({ weight }) => weight));
    this.reached = nothingReached(grounds.knowledge);
  }

  /** @returns the keys of the groups that nothing in the table can protect, since what has been told already gives them away */
  protect(): readonly string[] {
    for (;;) {
      const parts = this.nextParts();
      if (this.isSpent()) {
        if (this.turns > 1) return this.hideAll();
        // Units are given up for areas and the whole authority, which are missed more.
        this.turns = 2;
        this.hideRows(({ weight }) => weight <= this.leastWeight);
      } else if (parts.length === 0) return this.keysOf(this.most.keys());
      else for (const part of parts) this.hide(this.told, part);
    }
  }

  /** What to hide for the first weak number that hiding helps; nothing, when there is none. */
  private nextParts(): readonly Hidden[] {
    const movement = this.movementOf(this.told);
    for (const { variable, width } of targetsOf(this.grounds, this.told, this.accounts)) {
      if (this.isSpent()) return [];
      const wanted = Math.min(width, this.most.get(variable) ?? width);
      if (movement.isSoonWide(variable, wanted)) continue;
      const parts = this.partsFor({ variable, width: wanted, movement });
      if (parts === 'none needed') continue;
      if (parts.length > 0) return parts;
      this.most.set(variable, widthIn(movement, variable));
    }
    return [];
  }

  private isSpent(share = 1): boolean {
    const { effort, reader } = this.grounds;
    return effort.spent > share * this.turns * (reader.mostEffort ?? mostEffort[reader.audience]);
  }

  private movementOf(told: readonly Told[], reached = this.reached): Movement {
    const { knowledge, effort } = this.grounds;
    return movementOf(knowledge, told, reached, effort);
  }

  /** What to hide for a weak number; nothing, where nothing would let it move further: nothing is hidden in vain. */
  private partsFor(weak: Weak): readonly Hidden[] | 'none needed' {
    const { variable, width, movement } = weak;
    // A program that may split pupils knows what is not enough, sooner than the search for whole ones does.
    const weakness = this.weaknessOf(weak);
    const choice = choosePartsToHide(weakness);
    const isInside = this.grounds.reader.audience === 'inom huvudmannen';
    if (choice.parts.length > 0) {
      if (choice.isEnough) return this.spared(weak, choice.parts, width);
      return isInside && this.isOwnNumber(variable)
        ? choosePartsToHide(this.amongLeast(weakness)).parts
        : choice.parts;
    }
    if (choice.isEnough && movement.isWide(variable, width)) return 'none needed';
    // Whole pupils may need what split ones do not.
    const sizes = isInside
      ? choice.isEnough
        ? HIDDEN_TOGETHER
        : []
      : [...HIDDEN_TOGETHER, Number.POSITIVE_INFINITY];
    for (const size of sizes) {
      const all = everyPartNear(isInside ? this.amongLeast(weakness) : weakness, size);
      if (all.length > 0 && this.movementWithout(all).isWide(variable, width))
        return this.spared(weak, all, width);
    }
    return [];
  }

  private weaknessOf({ variable, width, movement }: Weak): Weakness {
    const { knowledge, before, effort } = this.grounds;
    return {
      ...{ knowledge, effort, told: this.told, hiddenBefore: this.hiddenBefore },
      ...{ target: variable, missing: width, reach: movement.reach(variable) },
      canHide: (group, part) =>
        this.told[group]?.[part]?.state === 'visas' && !isOut(before(this.group(group).key)[part]),
    };
  }

  /** Whether it is of a group itself, and not what few have who have only one of two results, which has no other row to be hidden in. */
  private isOwnNumber(variable: number): boolean {
    return this.grounds.knowledge.variables[variable]?.quantity !== 'slack';
  }

  /** What cannot be protected costs only rows that are missed least. */
  private amongLeast(weakness: Weakness): Weakness {
    return {
      ...weakness,
      canHide: (group, part) => this.group(group).weight <= this.leastWeight && weakness.canHide(group, part),
    };
  }

  /** A linear program may spread a move over several where one would do: what can be spared is shown after all. */
  private spared(weak: Weak, parts: readonly Hidden[], enough: number): readonly Hidden[] {
    let needed =
      parts.length < 2 || this.isSpent(PART_FOR_SPARING) ? null : this.used(weak, parts, enough, 'isWide');
    if (!needed) return parts;
    for (const one of [...needed].sort((a, b) => this.lossOf(b) - this.lossOf(a))) {
      if (this.isSpent(PART_FOR_SPARING)) break;
      const fewer: readonly Hidden[] = needed.filter(other => other !== one);
      if (fewer.length > 0 && fewer.length < needed.length)
        needed = this.used(weak, fewer, enough, 'isSoonWide') ?? needed;
    }
    return needed;
  }

  /** Those of the parts that a proof makes use of; null when they do not suffice for it. */
  private used(
    { variable }: Weak,
    parts: readonly Hidden[],
    enough: number,
    proof: 'isWide' | 'isSoonWide',
  ): readonly Hidden[] | null {
    const { variables } = this.grounds.knowledge;
    const without = this.movementWithout(parts);
    if (!without[proof](variable, enough)) return null;
    const moving = new Set(
      [...without.moved].flatMap(one => {
        const { group, quantity } = variables[one] as Variable;
        return quantity === 'slack' ? [] : [`${group} antal`, `${group} ${partOf[quantity]}`];
      }),
    );
    const left = parts.filter(([group, part]) => moving.has(`${group} ${part}`));
    return left.length > 0 ? left : parts;
  }

  private movementWithout(parts: readonly Hidden[]): Movement {
    const trial = [...this.told];
    for (const part of parts) this.hide(trial, part);
    return this.movementOf(trial, copyOf(this.reached));
  }

  private lossOf([group, part]: Hidden): number {
    return lossOfGroup(this.group(group)) * (part === 'antal' ? 3 : 1);
  }

  private group(index: number): ResultGroup {
    return this.grounds.knowledge.groups[index] as ResultGroup;
  }

  private keysOf(variables: Iterable<number>): readonly string[] {
    const groups = [...variables].map(one => (this.grounds.knowledge.variables[one] as Variable).group);
    return [...new Set(groups.map(index => this.group(index).key))];
  }

  /** Hides a part; without the number of pupils nothing is shown of the group, unless it has been told already. */
  private hide(told: Told[], [index, part]: Hidden): void {
    const { key, asked } = this.group(index);
    const now: Partial<Record<Part, PartState>> = { ...told[index] };
    for (const one of part === 'antal' ? asked : [part])
      if (!isOut(this.grounds.before(key)[one]))
        now[one] = now[one]?.state === 'dold' ? now[one] : { state: 'dold', because: 'skyddar andra' };
    told[index] = now;
  }

  private hideRows(isGivenUp: (group: ResultGroup) => boolean): void {
    for (const [index, group] of this.grounds.knowledge.groups.entries())
      if (isGivenUp(group)) this.hide(this.told, [index, 'antal']);
  }

  /** Nothing more is told than was told before. What has not been seen to be protected counts as not protected. */
  private hideAll(): readonly string[] {
    this.hideRows(() => true);
    const movement = this.movementOf(this.told);
    const narrow = targetsOf(this.grounds, this.told, this.accounts).filter(
      ({ variable, width }) => widthIn(movement, variable) < width - EPS,
    );
    return this.keysOf(narrow.map(({ variable }) => variable));
  }
}

const widthIn = ({ reach }: Movement, variable: number): number => {
  const [down, up] = reach(variable);
  return up - down;
};
