import { choosePartsToHide, everyPart, type Hidden, lossOfGroup, type Weakness } from './complementary.ts';
import { isOut, type Part, type PartState, type ResultGroup, type Told } from './group.ts';
import { partOf, type Variable } from './knowledge.ts';
import { copyOf, type Movement, movementOf, nothingReached, type Reached, type Target } from './movement.ts';
import { type Accounts, type Grounds, targetsOf } from './targets.ts';
import type { Audience } from './thresholds.ts';

const EPS = 1e-6;

/**
 * So much effort is spent on one table at most; then everything that may be hidden is. Somebody waits for a table inside (about a
 * second); a table leaves once.
 */
const mostEffort: Readonly<Record<Audience, number>> = {
  'inom huvudmannen': 1.2e8,
  'utanför huvudmannen': 1e10,
};
/** What part of it may go to showing more of what could have been hidden: in the largest tables somewhat more is. */
const PART_FOR_SPARING = 0.25;

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
  private readonly reached: Reached;
  /** How far those can move at most that nothing lets move far enough. */
  private readonly most = new Map<number, number>();

  /** @param told what is shown of each group; more of it is hidden by `protect`. */
  constructor(grounds: Grounds, accounts: Accounts, told: Told[], hiddenBefore: ReadonlySet<string>) {
    this.grounds = grounds;
    this.accounts = accounts;
    this.told = told;
    this.hiddenBefore = hiddenBefore;
    this.reached = nothingReached(grounds.knowledge);
  }

  /** @returns the keys of the groups that nothing in the table can protect, since what has been told already gives them away */
  protect(): readonly string[] {
    for (let weak = this.nextWeak(); weak; weak = this.nextWeak()) {
      if (this.isSpent()) return this.hideAll();
      for (const part of this.partsFor(weak)) this.hide(this.told, part);
    }
    return this.keysOf(this.most.keys());
  }

  private isSpent(share = 1): boolean {
    const { effort, reader } = this.grounds;
    return effort.spent > share * mostEffort[reader.audience];
  }

  private movementOf(told: readonly Told[], reached = this.reached): Movement {
    const { knowledge, effort } = this.grounds;
    return movementOf(knowledge, told, reached, effort);
  }

  private wanted({ variable, width }: Target): number {
    return Math.min(width, this.most.get(variable) ?? width);
  }

  private nextWeak(): Weak | null {
    const movement = this.movementOf(this.told);
    for (const target of targetsOf(this.grounds, this.told, this.accounts)) {
      const { variable } = target;
      const width = this.wanted(target);
      if (!movement.isWide(variable, width)) return { variable, width, movement };
    }
    return null;
  }

  /** What to hide for a weak number. Nothing, where nothing would let it move further: then nothing is hidden in vain. */
  private partsFor(weak: Weak): readonly Hidden[] {
    const { variable, width, movement } = weak;
    const weakness = this.weaknessOf(weak);
    const parts = choosePartsToHide(weakness);
    if (parts) return this.spared(weak, parts, width);
    const all = everyPart(weakness);
    const enough = all.length === 0 ? 0 : widthOf(this.movementWithout(all), weak);
    const [down, up] = movement.reach(variable);
    if (enough < width - EPS) this.most.set(variable, Math.max(enough, up - down));
    return enough <= up - down + EPS ? [] : this.spared(weak, all, Math.min(width, enough));
  }

  private weaknessOf({ variable, width, movement }: Weak): Weakness {
    const { knowledge, before } = this.grounds;
    return {
      ...{ knowledge, told: this.told, hiddenBefore: this.hiddenBefore },
      ...{ target: variable, missing: width, reach: movement.reach(variable) },
      canHide: (group, part) =>
        this.told[group]?.[part]?.state === 'visas' && !isOut(before(this.group(group).key)[part]),
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

  /** Nothing more is told than was told before. What has not been seen to be protected counts as not protected. */
  private hideAll(): readonly string[] {
    for (const index of this.told.keys()) this.hide(this.told, [index, 'antal']);
    const { reach } = this.movementOf(this.told);
    const narrow = targetsOf(this.grounds, this.told, this.accounts).filter(({ variable, width }) => {
      const [down, up] = reach(variable);
      return up - down < width - EPS;
    });
    return this.keysOf(narrow.map(({ variable }) => variable));
  }
}

const widthOf = ({ isWide, reach }: Movement, { variable, width }: Weak): number => {
  isWide(variable, width);
  const [down, up] = reach(variable);
  return up - down;
};
