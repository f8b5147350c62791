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
import { knowledgeOf } from './knowledge.ts';
import { type Reader, reasonToHideGroup, type SuppressionRule, tailsOf } from './primary.ts';
import { Protection } from './protection.ts';
import { accountsOf, type Grounds, isMeanHidden } from './targets.ts';

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
  const grounds: Grounds = {
    ...{ knowledge: knowledgeOf(groups, relations, links), reader, holds, effort: { spent: 0 } },
    before: key => (holds('differences') ? (toldBefore.get(key) ?? {}) : {}),
  };
  const accounts = accountsOf(grounds);
  const told = groups.map(group => firstStates(group, accounts.earlier(group), grounds));
  const unprotected = holds('complementary')
    ? new Protection(grounds, accounts, told, hiddenBefore).protect()
    : [];
  const states = groups.flatMap((group, index) =>
    group.asked.length === 0 || isUnnamed(told[index] ?? {})
      ? []
      : [[group.key, Object.fromEntries(group.asked.map(part => [part, told[index]?.[part]]))] as const],
  );
  return { states: new Map(states) as ReadonlyMap<string, Told>, unprotected };
};

/** A row that names a language few read is left out: that it is hidden would tell where there are some. */
const isUnnamed = (told: Told): boolean =>
  Object.values(told).some(state => state.state === 'dold' && state.because === 'språk');

/** What the group's own numbers, and what has been told of it before, allow. */
const firstStates = (
  group: ResultGroup,
  earlier: ResultGroup | null,
  { reader, before, holds }: Grounds,
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
