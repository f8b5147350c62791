import type { GroupFacts } from '../suppression/group.ts';
import { type GroupIdentity, type Measured, measuredText } from '../suppression/identity.ts';
import type { Constraint, Unknown } from './bounds.ts';
import type { AuditTerms, ReleasedGroup } from './disclosure.ts';

type Column = 'within' | 'outside' | 'sum';
type Terms = Constraint['terms'];
/** A group that was told of, as sums of unknowns. */
export type Cast = { readonly group: ReleasedGroup; readonly terms: (column: Column) => Terms };
/** Those at one unit who have only one of two results: an unknown, and how many they are. */
type Pair = { readonly only: number; readonly count: number };
/** Those of a group of differences who have only one of the two results: what they have together, and how many they are in each. */
type LeftOver = {
  readonly group: ReleasedGroup;
  readonly sum: Terms;
  readonly counts: readonly number[];
};

/** Everything that is known of results that have to do with each other. */
export type Equations = {
  readonly unknowns: readonly Unknown[];
  readonly constraints: readonly Constraint[];
  readonly cast: readonly Cast[];
  readonly pairs: readonly Pair[];
  readonly leftOver: readonly LeftOver[];
  /** Results that some difference is made of. */
  readonly behind: ReadonlySet<string>;
};

export const factsText = ({ pupils, part, sum }: GroupFacts): string => JSON.stringify([pupils, part, sum]);

const negative = (terms: Terms): Terms => terms.map(([unknown, times]) => [unknown, -times] as const);
const times = (terms: Terms, factor: number): Terms => terms.map(([unknown, one]) => [unknown, one * factor]);
const between = (terms: Terms, from: number, to: number): Constraint => ({ terms, from, to });
const exactly = (terms: Terms, value: number): Constraint => between(terms, value, value);

/** One release of results that can be added to each other. */
type Told = { readonly measured: Measured; readonly at: number; readonly groups: readonly ReleasedGroup[] };

const singlesIn = (groups: readonly ReleasedGroup[]): readonly ReleasedGroup[] =>
  groups.filter(({ identity }) => identity.units.length === 1 && identity.subjects.length === 1);

/** The smallest groups of a release that a group is the sum of. */
const partsOf = ({ groups }: Told, { units, subjects, gender }: GroupIdentity): readonly ReleasedGroup[] =>
  singlesIn(groups).filter(
    ({ identity }) =>
      identity.gender === gender &&
      units.includes(identity.units[0] ?? '') &&
      subjects.includes(identity.subjects[0] ?? ''),
  );

/**
 * The equations of results that have to do with each other. The unknowns are the pupils within and outside the share, and the sum of the
 * values, of each smallest group; a group that is the same in two releases is the same unknowns, one that has been corrected in between
 * is others.
 */
export const equationsOf = (family: readonly ReleasedGroup[], terms: AuditTerms): Equations => {
  const unknowns: Unknown[] = [];
  const constraints: Constraint[] = [];
  const make = (isWhole: boolean, from = 0) => unknowns.push({ isWhole, from }) - 1;
  const smallest = new Map<string, Readonly<Record<Column, number>>>();
  const unknownsOf = ({ identity, facts }: ReleasedGroup) => {
    const { units, subjects, gender } = identity;
    const key = JSON.stringify([measuredText(identity), units, subjects, gender, factsText(facts)]);
    const known = smallest.get(key);
    if (known) return known;
    const made = { within: make(true), outside: make(true), sum: make(false, -1e7) };
    smallest.set(key, made);
    return made;
  };
  const order = [...new Set(family.map(({ release }) => release))];
  const releases = [
    ...Map.groupBy(family, one => JSON.stringify([one.release, measuredText(one.identity)])).values(),
  ].map(
    (groups): Told => ({
      measured: groups[0]?.identity as GroupIdentity,
      at: order.indexOf(groups[0]?.release ?? ''),
      groups,
    }),
  );
  /** The same pupils in one release, as unknowns of its smallest groups. */
  const sumIn =
    (told: Told, identity: GroupIdentity) =>
    (column: Column): Terms =>
      partsOf(told, identity).map(one => [unknownsOf(one)[column], 1] as const);

  const cast: Cast[] = [];
  for (const told of releases) {
    for (const group of told.groups) cast.push({ group, terms: sumIn(told, group.identity) });
    constraints.push(...genders(told, sumIn), ...eitherOr(told, sumIn, terms));
  }
  // Beside a difference it counts that means are written rounded; elsewhere the sums are taken as known.
  const isRounded = releases.some(({ measured }) => terms.behind(measured).length > 0);
  for (const { group, terms: sumOf } of cast) constraints.push(...published(group, sumOf, terms, isRounded));

  const pairs = new Map<string, Pair>();
  const leftOver: LeftOver[] = [];
  for (const told of releases) {
    const results = terms.behind(told.measured).flatMap(one => atTheTime(told, one, releases) ?? []);
    if (results.length === 0) continue;
    const onlyIn = (result: Told, difference: ReleasedGroup): Pair | null => {
      const both = unknownsOf(difference);
      const own = sumIn(result, difference.identity);
      const [one] = own('within');
      const count = totalOf(result, difference.identity) - difference.facts.pupils;
      // Another version of the result than the difference was made of says nothing sure.
      if (!one || count < 0) return null;
      const key = JSON.stringify([one[0], both.within]);
      const pair = pairs.get(key) ?? { only: make(true), count };
      if (!pairs.has(key))
        constraints.push(
          exactly(
            [...own('within'), ...own('outside'), [both.within, -1], [both.outside, -1], [pair.only, -1]],
            0,
          ),
        );
      pairs.set(key, pair);
      return pair;
    };
    for (const difference of singlesIn(told.groups)) {
      const found = results.map(result => onlyIn(result, difference));
      const [grades, tests] = found;
      const [gradesTold, testsTold] = results;
      if (!grades || !tests || !gradesTold || !testsTold) continue;
      const { identity, facts } = difference;
      const limits = leftOverSums(
        [
          ...sumIn(gradesTold, identity)('sum'),
          ...negative(sumIn(testsTold, identity)('sum')),
          [unknownsOf(difference).sum, -1],
        ],
        [grades, tests],
        [gradesTold, testsTold].map(({ measured }) => terms.boundsOf(measured.measure)),
      );
      const left =
        totalOf(gradesTold, identity, 'sum') - totalOf(testsTold, identity, 'sum') - (facts.sum ?? 0);
      if (limits.every(({ isWithin }) => isWithin(left)))
        constraints.push(...limits.map(({ constraint }) => constraint));
    }
    const [grades, tests] = results;
    if (!grades || !tests) continue;
    for (const group of told.groups) {
      const own = sumIn(told, group.identity);
      leftOver.push({
        group,
        sum: [
          ...sumIn(grades, group.identity)('sum'),
          ...negative([...sumIn(tests, group.identity)('sum'), ...own('sum')]),
        ],
        counts: results.map(result => {
          const { identity } = group;
          const units = partsOf(result, identity).flatMap(one => one.identity.units);
          return totalOf(result, identity) - totalOf(told, { ...identity, units });
        }),
      });
    }
  }
  const behind = new Set(releases.flatMap(({ measured }) => terms.behind(measured).map(measuredText)));
  return { unknowns, constraints, cast, pairs: [...pairs.values()], leftOver, behind };
};

type SumIn = (told: Told, identity: GroupIdentity) => (column: Column) => Terms;

/** All pupils are girls, boys and those whose gender is not told. */
const genders = (told: Told, sumIn: SumIn): readonly Constraint[] =>
  singlesIn(told.groups)
    .filter(({ identity }) => identity.gender === 'alla')
    .flatMap(({ identity }) => {
      const of = (column: Column) =>
        (['flickor', 'pojkar', 'okänt'] as const).flatMap(gender =>
          sumIn(told, { ...identity, gender })(column),
        );
      return of('within').length === 0
        ? []
        : (['within', 'outside', 'sum'] as const).map(column =>
            exactly([...of(column), ...negative(sumIn(told, identity)(column))], 0),
          );
    });

/** How many have one of the subjects that everyone has one of, at each unit where they have different ones: all results tell of it. */
const eitherOr = (told: Told, sumIn: SumIn, terms: AuditTerms): readonly Constraint[] =>
  terms.eitherOr.flatMap(subjects => {
    const taken = singlesIn(told.groups).filter(
      ({ identity, facts }) => subjects.includes(identity.subjects[0] ?? '') && facts.pupils > 0,
    );
    const places = Map.groupBy(taken, ({ identity }) => JSON.stringify([identity.units, identity.gender]));
    return [...places.values()].flatMap(([one, ...others]) => {
      if (!one || others.length === 0) return [];
      const identity: GroupIdentity = { ...one.identity, subjects };
      const basis = [one, ...others].reduce((sum, { facts }) => sum + facts.basis, 0);
      if (basis < terms.fewest) return [];
      const sumOf = sumIn(told, identity);
      return [exactly([...sumOf('within'), ...sumOf('outside')], totalOf(told, identity))];
    });
  });

const totalOf = (told: Told, identity: GroupIdentity, of: 'pupils' | 'sum' = 'pupils'): number =>
  partsOf(told, identity).reduce((sum, { facts }) => sum + (facts[of] ?? 0), 0);

/** Results as they were when a difference left: told with it, before it, or else as they were told first. */
const atTheTime = (difference: Told, result: Measured, releases: readonly Told[]): Told | null => {
  const own = releases.filter(({ measured }) => measuredText(measured) === measuredText(result));
  return own.findLast(({ at }) => at <= difference.at) ?? own[0] ?? null;
};

/**
 * What is left of grades without tests and without differences: the grades of those who have no test, without the tests of those who have
 * no grade. `isWithin` tells whether what is left keeps to it: another version of a result than the difference was made of may not.
 */
const leftOverSums = (
  left: Terms,
  [grades, tests]: readonly [Pair, Pair],
  bounds: readonly ReturnType<AuditTerms['boundsOf']>[],
): readonly { readonly constraint: Constraint; readonly isWithin: (left: number) => boolean }[] => {
  const [[low, high], [lowTest, highTest]] = bounds.map(
    ({ within, outside }) => [Math.min(within[0], outside[0]), Math.max(within[1], outside[1])] as const,
  ) as [readonly [number, number], readonly [number, number]];
  const atLeast = (terms: Terms): Constraint => ({ terms, from: 0, to: Number.POSITIVE_INFINITY });
  return [
    {
      constraint: atLeast([...left, [grades.only, -low], [tests.only, highTest]]),
      isWithin: sum => sum >= low * grades.count - highTest * tests.count,
    },
    {
      constraint: atLeast([...negative(left), [grades.only, high], [tests.only, -lowTest]]),
      isWithin: sum => sum <= high * grades.count - lowTest * tests.count,
    },
  ];
};

/** What one group's row says to everyone, and what everyone knows of how values are counted. */
const published = (
  { identity, facts, told }: ReleasedGroup,
  sumOf: Cast['terms'],
  terms: AuditTerms,
  isRounded: boolean,
): readonly Constraint[] => {
  const [within, outside, sum] = [sumOf('within'), sumOf('outside'), sumOf('sum')];
  const said: Constraint[] = [];
  if (told.antal?.state === 'visas') said.push(exactly([...within, ...outside], facts.pupils));
  const share = told.andel;
  if (facts.part !== null && share?.state === 'visas')
    said.push(exactly(within, facts.part), exactly(outside, facts.pupils - facts.part));
  if (share?.state === 'svans')
    said.push({ terms: share.side === '~0' ? within : outside, from: 0, to: terms.tail });
  if (
    facts.part !== null &&
    share?.state === 'dold' &&
    told.antal?.state === 'visas' &&
    facts.pupils > 2 * terms.tail
  )
    for (const side of [within, outside])
      said.push({ terms: side, from: terms.tail + 1, to: Number.POSITIVE_INFINITY });
  if (facts.sum !== null && told.medelvärde?.state === 'visas') {
    const [lower, upper] = isRounded ? terms.roundingOf(facts) : [0, 0];
    said.push(between(sum, facts.sum + lower, facts.sum + upper));
  }
  if (facts.sum === null) return said;
  const bounds = terms.boundsOf(identity.measure);
  for (const [end, sign] of [
    [0, 1],
    [1, -1],
  ] as const)
    said.push({
      terms: [
        ...times(sum, sign),
        ...times(within, -sign * bounds.within[end]),
        ...times(outside, -sign * bounds.outside[end]),
      ],
      from: 0,
      to: Number.POSITIVE_INFINITY,
    });
  return said;
};
