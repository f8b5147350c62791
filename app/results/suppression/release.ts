import {
  type GroupFacts,
  isOut,
  type Link,
  type Part,
  type PartState,
  type Relation,
  type ResultGroup,
  type Told,
  type Unpaired,
  type ValueBounds,
} from './group.ts';
import { type GroupGender, type GroupIdentity, identityText, type Measured } from './identity.ts';
import { isHiddenIn, samePupils } from './linked-results.ts';
import type { Reader, SuppressionRule } from './primary.ts';
import { meanRounding } from './rounding.ts';
import { suppress } from './suppress.ts';
import { thresholds } from './thresholds.ts';

/** Minsta elevgrupp: the pupils of one gender (or all) in one subject at one unit. Everything else is sums of these. */
export type Atom = {
  readonly unit: string;
  readonly subject: string;
  readonly gender: GroupGender;
  readonly facts: GroupFacts;
};

/** All results that can be added to each other: one measure at one level in one academic year. */
export type Block = {
  readonly measured: Measured;
  readonly bounds: ValueBounds;
  readonly atoms: readonly Atom[];
  /** Subjects whose very name tells which few pupils there are (languages). */
  readonly languages: ReadonlySet<string>;
  /** Sets of subjects that every pupil has one of: how many have either is known from all other results. */
  readonly eitherOr: readonly (readonly string[])[];
  /** Of differences between two results: the results, grades first, as they are told. Nothing for other results. */
  readonly behind: readonly ToldBlock[];
};

/** A row that a table asks for. */
export type AskedGroup = {
  readonly identity: GroupIdentity;
  readonly parts: readonly Part[];
  readonly weight: number;
};

/** Utlämnad uppgift: what was told of a group in a release; nothing, for a group that others were sums of. */
export type LedgerEntry = {
  readonly identity: GroupIdentity;
  readonly facts: GroupFacts;
  readonly told: Told;
};

/** One release of a block: the groups as they were then. */
export type LedgerBlock = {
  readonly entries: readonly LedgerEntry[];
  /** Of differences: the results that they are made of, as they were told with them. */
  readonly behind?: readonly ToldBlock[];
};

/** A block as it left in one release. */
export type ReleasedBlock = LedgerBlock & { readonly releaseId: string };

/** A block as it is told to a reader. */
export type ToldBlock = { readonly bounds: ValueBounds; readonly entry: LedgerBlock };

/** What may be shown of each asked group, in the order asked. */
export type DecidedGroup = AskedGroup & { readonly facts: GroupFacts; readonly told: Told };
export type DecidedBlock = {
  readonly decided: readonly DecidedGroup[];
  /** What the ledger must remember, if the table leaves the authority. */
  readonly entry: LedgerBlock;
  /** Not empty: the table cannot leave, since what was told before would give these away. */
  readonly unprotected: readonly string[];
};

const unknownTeachers = (known: readonly GroupFacts['teachers'][]): GroupFacts['teachers'] => {
  const total = known.reduce<number>((sum, one) => sum + one, 0);
  if (total >= 3) return 3;
  return known.includes(0) ? 0 : (total as GroupFacts['teachers']);
};

const bothUnpaired = (one: Unpaired, other: Unpaired): Unpaired => ({
  counts: one.counts.map((count, way) => count + (other.counts[way] ?? 0)),
  below: one.below + other.below,
  above: one.above + other.above,
});

/**
 * Facts of several groups as one. Teachers of different units are different people; of one unit they may be the same, so there
 * the larger number is what is known at least.
 */
export const sumOfFacts = (all: readonly GroupFacts[], areSeparate: boolean): GroupFacts => {
  // Who has no pupils here is nobody's teacher here.
  const taught = all.filter(({ pupils }) => pupils > 0);
  const parts = taught.length > 0 ? taught : all;
  const sum = (of: (facts: GroupFacts) => number | null) =>
    parts.reduce<number | null>((total, facts) => {
      const value = of(facts);
      return total === null || value === null ? null : total + value;
    }, 0);
  const teachers = parts.map(facts => facts.teachers);
  const classes = parts.map(facts => facts.largestClass);
  const unpaired = all.flatMap(facts => (facts.unpaired ? [facts.unpaired] : []));
  return {
    pupils: sum(facts => facts.pupils) ?? 0,
    basis: sum(facts => facts.basis) ?? 0,
    part: sum(facts => facts.part),
    sum: sum(facts => facts.sum),
    teachers: areSeparate
      ? unknownTeachers(teachers)
      : teachers.reduce<GroupFacts['teachers']>((most, one) => (one > most ? one : most), 0),
    // A class has girls and boys: how many of both together cannot be told from the largest of each.
    largestClass: classes.some(one => one === null)
      ? null
      : areSeparate
        ? Math.max(0, ...classes.map(one => one ?? 0))
        : classes.reduce<number>((total, one) => total + (one ?? 0), 0),
    ...(unpaired[0] ? { unpaired: unpaired.reduce(bothUnpaired) } : {}),
  };
};

const fingerprint = ({ pupils, part, sum }: GroupFacts): string => `${pupils} ${part} ${sum}`;
/** The same pupils with the same results have the same key. */
export const keyOf = (identity: GroupIdentity, facts: GroupFacts): string =>
  `${identityText(identity)} ${fingerprint(facts)}`;

type Placed = { readonly identity: GroupIdentity; readonly facts: GroupFacts };

/** The groups of one state of a block: what is asked for, and everything it is a sum of. */
const snapshotOf = (block: Block, wanted: readonly GroupIdentity[]): readonly Placed[] => {
  const isGendered = wanted.some(({ gender }) => gender !== 'alla');
  const atoms = new Map<string, Placed>();
  const place = (unit: string, subject: string, gender: GroupGender, facts: GroupFacts) => {
    const identity: GroupIdentity = { ...block.measured, units: [unit], subjects: [subject], gender };
    atoms.set(identityText(identity), { identity, facts });
  };
  const byPlace = Map.groupBy(block.atoms, ({ unit, subject }) => JSON.stringify([unit, subject]));
  for (const [key, members] of byPlace) {
    const [unit, subject] = JSON.parse(key) as [string, string];
    const whole = members.find(({ gender }) => gender === 'alla');
    const genders = members.filter(({ gender }) => gender !== 'alla');
    const facts =
      whole?.facts ??
      sumOfFacts(
        genders.map(one => one.facts),
        false,
      );
    place(unit, subject, 'alla', facts);
    if (isGendered) for (const one of genders) place(unit, subject, one.gender, one.facts);
  }
  const all = new Map(atoms);
  for (const identity of wanted) {
    const key = identityText(identity);
    if (all.has(key)) continue;
    const members = membersOf(identity, [...atoms.values()]);
    if (members.length === 0) continue;
    all.set(key, {
      identity,
      facts: sumOfFacts(
        members.map(one => one.facts),
        identity.units.length > 1,
      ),
    });
  }
  return [...all.values()];
};

/** The atoms of the same gender that a group covers. */
const membersOf = (identity: GroupIdentity, placed: readonly Placed[]): readonly Placed[] =>
  placed.filter(
    ({ identity: one }) =>
      one.units.length === 1 &&
      one.subjects.length === 1 &&
      one.gender === identity.gender &&
      identity.units.includes(one.units[0] ?? '') &&
      identity.subjects.includes(one.subjects[0] ?? ''),
  );

const relationsOf = (placed: readonly Placed[]): readonly Relation[] => {
  const keys = (members: readonly Placed[]) => members.map(({ identity, facts }) => keyOf(identity, facts));
  return placed.flatMap(({ identity, facts }): Relation[] => {
    const total = keyOf(identity, facts);
    const isSingle = identity.units.length === 1 && identity.subjects.length === 1;
    if (!isSingle) return [{ total, parts: keys(membersOf(identity, placed)) }];
    if (identity.gender !== 'alla') return [];
    const genders = placed.filter(
      ({ identity: one }) =>
        one.gender !== 'alla' &&
        one.units.length === 1 &&
        one.units[0] === identity.units[0] &&
        one.subjects.length === 1 &&
        one.subjects[0] === identity.subjects[0],
    );
    return genders.length === 0 ? [] : [{ total, parts: keys(genders) }];
  });
};

/**
 * How many have one of the subjects that everyone has one of, at each unit: known from other results, where they are enough to be told of.
 * Where all have the same one there is nothing to hide.
 */
const knownTotals = (block: Block, isGendered: boolean, fewest: number): LedgerBlock => {
  const places = Map.groupBy(block.atoms, ({ unit, gender }) => JSON.stringify([unit, gender]));
  const totals = [...places].flatMap(([key, atoms]) => {
    const [unit, gender] = JSON.parse(key) as [string, GroupGender];
    if (gender !== 'alla' && !isGendered) return [];
    return block.eitherOr.flatMap((subjects): GroupIdentity[] => {
      const taken = atoms.filter(({ subject, facts }) => subjects.includes(subject) && facts.pupils > 0);
      return taken.length < 2
        ? []
        : [{ ...block.measured, units: [unit], subjects: [...subjects].sort(), gender }];
    });
  });
  if (totals.length === 0) return { entries: [] };
  return {
    entries: snapshotOf(block, totals).map(placed => ({
      ...placed,
      told:
        placed.identity.subjects.length > 1 && placed.facts.basis >= fewest
          ? { antal: { state: 'visas' } }
          : {},
    })),
  };
};

/** The groups of a block of differences with the results that they are made of, where there are both. */
const linksOf = (now: readonly Placed[], behind: readonly ToldBlock[]): readonly Link[] => {
  const results = behind.map(({ entry }) => samePupils(entry.entries));
  return now.flatMap(({ identity, facts }): Link[] => {
    const [grades, tests] = results.map(find => find(identity));
    const { unpaired } = facts;
    const { length } = identity.units;
    if (!unpaired || grades?.identity.units.length !== length || tests?.identity.units.length !== length)
      return [];
    const keys = [keyOf(grades.identity, grades.facts), keyOf(tests.identity, tests.facts)] as const;
    return [{ difference: keyOf(identity, facts), results: keys, unpaired }];
  });
};

const isTold = (told: Told): boolean => Object.values(told).some(isOut);

/** What stands in the ledger of the group that one refers to, whose numbers stay as they were told; null where it does so with none. */
export const toldEarlier = (
  told: Told,
  entries: readonly LedgerEntry[],
): Omit<LedgerEntry, 'identity'> | null => {
  const [key] = Object.values(told).flatMap(state => (state.state === 'tidigare' ? [state.key] : []));
  if (key === undefined) return null;
  const same = entries.filter(({ identity, facts }) => keyOf(identity, facts) === key);
  const out = same.flatMap(entry => Object.entries(entry.told).filter(([, state]) => isOut(state)));
  const [first] = same;
  return first ? { facts: first.facts, told: Object.fromEntries(out) } : null;
};

/**
 * Decides one block of a table: what may be shown of each asked group, given everything that has been told of the block before.
 * `earlier` is in order of time: what has left, and for readers inside also what they see in other tables of the same pupils.
 */
export const decideBlock = (
  block: Block,
  asked: readonly AskedGroup[],
  earlier: readonly LedgerBlock[],
  reader: Reader,
  without: SuppressionRule | null = null,
): DecidedBlock => {
  const isGendered = [...asked, ...earlier.flatMap(one => one.entries)].some(
    ({ identity }) => identity.gender !== 'alla',
  );
  const known =
    without === 'either or' ? [] : [knownTotals(block, isGendered, thresholds.pupils[reader.audience])];
  const ledger = [...earlier, ...known];
  const entries = ledger.flatMap(one => one.entries);
  const toldIdentities = entries.filter(({ told }) => isTold(told)).map(({ identity }) => identity);
  const now = snapshotOf(block, [...asked.map(one => one.identity), ...toldIdentities]);
  const askedByIdentity = new Map(asked.map(one => [identityText(one.identity), one] as const));
  const told = new Map<string, Record<string, PartState>>();
  const hiddenBefore = new Set<string>();
  const hiddenForOthers = new Set<string>();
  const learn = ({ identity, facts, told: parts }: LedgerEntry): void => {
    const key = keyOf(identity, facts);
    const known = told.get(key) ?? {};
    for (const [part, state] of Object.entries(parts)) {
      if (state.state === 'dold') hiddenBefore.add(identityText(identity));
      // What these numbers told beside a result that was hidden they tell for good, also when it is hidden no more.
      if (state.state === 'dold' && state.because === 'det ena är dolt') hiddenForOthers.add(key);
      // That a share was hidden where the pupils were shown says that it is no tail: that is told as well.
      const isTelling = state.state === 'dold' && part === 'andel' && parts.antal?.state === 'visas';
      if (state.state === 'visas' || state.state === 'svans' || (isTelling && !known[part]))
        known[part] = state;
    }
    told.set(key, known);
  };
  const behind = without === 'linked results' ? [] : block.behind;
  const isHidden = isHiddenIn(behind);
  /** Each time that groups were told of, the last of them now, with the results that they are made of. */
  const times = [
    ...ledger.map(one => ({ placed: one.entries, results: behind.length > 0 ? (one.behind ?? []) : [] })),
    { placed: now, results: behind },
  ];
  const groups = new Map<string, ResultGroup>();
  const add = ({ identity, facts }: Placed, wanted: AskedGroup | null, bounds = block.bounds) => {
    const key = keyOf(identity, facts);
    const isOwn = identity.measure === block.measured.measure;
    const isBehindHidden = isOwn && isHidden(identity);
    groups.set(key, {
      ...{ key, identity: identityText(identity), facts, bounds },
      asked: wanted?.parts ?? [],
      isBehindHidden: hiddenForOthers.has(key) || isBehindHidden,
      sumLimits:
        facts.unpaired && wanted && !isBehindHidden ? [-facts.unpaired.below, facts.unpaired.above] : null,
      rounding: behind.length > 0 ? meanRounding(facts) : null,
      namesLanguage: identity.subjects.length === 1 && block.languages.has(identity.subjects[0] ?? ''),
      weight: wanted?.weight ?? 1,
    });
  };
  const relations = new Map<string, Relation>();
  const relate = (placed: readonly Placed[]) => {
    for (const relation of relationsOf(placed)) relations.set(JSON.stringify(relation), relation);
  };
  const links = new Map<string, Link>();
  for (const entry of entries) {
    learn(entry);
    add(entry, null);
  }
  for (const { placed, results } of times) {
    relate(placed);
    for (const { bounds, entry } of results) {
      for (const one of entry.entries) {
        learn(one);
        add(one, null, bounds);
      }
      relate(entry.entries);
    }
    for (const link of linksOf(placed, results)) links.set(JSON.stringify(link), link);
  }
  for (const placed of now) add(placed, askedByIdentity.get(identityText(placed.identity)) ?? null);

  const { states, unprotected } = suppress(
    {
      groups: [...groups.values()],
      relations: [...relations.values()],
      links: [...links.values()],
      reader,
      told: told as ReadonlyMap<string, Told>,
      hiddenBefore,
    },
    without,
  );
  const stateOf = (placed: Placed): Told => states.get(keyOf(placed.identity, placed.facts)) ?? {};
  const byIdentity = new Map(now.map(placed => [identityText(placed.identity), placed] as const));
  return {
    decided: asked.flatMap(one => {
      const placed = byIdentity.get(identityText(one.identity));
      return placed ? [{ ...one, facts: placed.facts, told: stateOf(placed) }] : [];
    }),
    entry: { entries: now.map(placed => ({ ...placed, told: stateOf(placed) })), behind },
    unprotected,
  };
};
