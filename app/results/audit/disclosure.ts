import { type GroupFacts, parts, type Told, type ValueBounds } from '../suppression/group.ts';
import { type GroupIdentity, identityText, measuredText } from '../suppression/identity.ts';
import { boundsOf, type Constraint, type Interval, type Sought, type Unknown } from './bounds.ts';

/** One group of one release, as the ledger tells of it. */
export type ReleasedGroup = {
  readonly release: string;
  readonly identity: GroupIdentity;
  readonly facts: GroupFacts;
  readonly told: Told;
};

/** What the audit needs to know besides what was published. */
export type AuditTerms = {
  readonly boundsOf: (measure: string) => ValueBounds;
  readonly isLanguage: (subject: string) => boolean;
  /** Fewer pupils than this, and the group must stay unknown; also how wide its interval must be. */
  readonly fewest: number;
  readonly tail: number;
  readonly fewestTeachers: number;
  readonly largestClassShare: number;
  readonly meanWidth: number;
};

export const disclosures = [
  'elevantal för få',
  'elevantal går att räkna ut',
  'andel går att räkna ut',
  'medelvärde går att räkna ut',
  'skillnad mellan två utlämnanden',
  'det som var dolt visas som tidigare',
  'för få lärare',
  'en klass dominerar',
  'språk med få elever nämns',
  'uppgifterna motsäger varandra',
] as const;
/** Röjande: what somebody who has kept everything that was published can tell. */
export type Disclosure = (typeof disclosures)[number];

export type Finding = {
  readonly identity: GroupIdentity;
  readonly release: string;
  readonly disclosure: Disclosure;
  /** Between which values it must lie; null where it was told outright. */
  readonly interval: Interval | null;
};

type Column = 'within' | 'outside' | 'sum';
type Cast = { readonly group: ReleasedGroup; readonly terms: (column: Column) => Constraint['terms'] };

const isOut = (state: Told[keyof Told]): boolean => state?.state === 'visas' || state?.state === 'svans';
const factsText = ({ pupils, part, sum }: GroupFacts): string => JSON.stringify([pupils, part, sum]);

/**
 * Reads everything that was ever published as equations and asks what somebody who keeps it all can work out. It knows nothing of how
 * the hiding was decided: the smallest groups are the unknowns, what was shown of any group is an equation between them, and another
 * solver (HiGHS) tells how low and how high each hidden number can be. Only the words for a group are shared with suppression.
 */
export const auditDisclosure = async (
  released: readonly ReleasedGroup[],
  terms: AuditTerms,
): Promise<readonly Finding[]> => {
  const blocks = Map.groupBy(released, ({ identity }) => measuredText(identity));
  const findings: Finding[] = [];
  for (const block of blocks.values())
    findings.push(...toldOutright(block, terms), ...(await workedOut(block, terms)));
  return findings;
};

/** What needs no calculation: it should not have been told at all. */
const toldOutright = (block: readonly ReleasedGroup[], terms: AuditTerms): Finding[] => {
  const findings: Finding[] = [];
  const latest = new Map<string, ReleasedGroup[]>();
  for (const group of block) {
    const { identity, facts, told, release } = group;
    const find = (disclosure: Disclosure) => findings.push({ identity, release, disclosure, interval: null });
    const isTold = Object.values(told).some(isOut);
    if (isTold && facts.basis < terms.fewest) find('elevantal för få');
    if (isTold && facts.teachers > 0 && facts.teachers < terms.fewestTeachers) find('för få lärare');
    if (
      told.medelvärde?.state === 'visas' &&
      facts.largestClass !== null &&
      facts.largestClass > terms.largestClassShare * facts.basis
    )
      find('en klass dominerar');
    if (told.andel?.state === 'visas' && facts.part !== null) {
      const fewestOnASide = Math.min(facts.part, facts.pupils - facts.part);
      if (fewestOnASide <= terms.tail) find('andel går att räkna ut');
    }
    const isNamed = Object.values(told).some(state => !(state.state === 'dold' && state.because === 'språk'));
    if (
      identity.subjects.length === 1 &&
      terms.isLanguage(identity.subjects[0] ?? '') &&
      isNamed &&
      facts.basis < terms.fewest
    )
      find('språk med få elever nämns');
    const key = identityText(identity);
    const before = latest.get(key) ?? [];
    const isToldBefore = (part: keyof Told) => before.some(other => isOut(other.told[part]));
    if (parts.some(part => told[part]?.state === 'tidigare' && !isToldBefore(part)))
      find('det som var dolt visas som tidigare');
    if (!isTold) continue;
    if (before.some(other => isSmallChange(other.facts, facts, terms.fewest)))
      find('skillnad mellan två utlämnanden');
    latest.set(key, [...before, group]);
  }
  return findings;
};

const isSmallChange = (one: GroupFacts, other: GroupFacts, fewest: number): boolean => {
  if (factsText(one) === factsText(other)) return false;
  const passed = Math.abs((one.part ?? 0) - (other.part ?? 0));
  const failed = Math.abs(one.pupils - (one.part ?? 0) - (other.pupils - (other.part ?? 0)));
  return Math.abs(one.pupils - other.pupils) < fewest && passed < fewest && failed < fewest;
};

/** Groups that differ by few from what has been told of the same pupils: what they are now must not be worked out either. */
const keptEarlier = (block: readonly ReleasedGroup[], terms: AuditTerms) => {
  const out = Map.groupBy(
    block.filter(({ told }) => Object.values(told).some(isOut)),
    ({ identity }) => identityText(identity),
  );
  return ({ identity, facts }: ReleasedGroup): boolean =>
    (out.get(identityText(identity)) ?? []).some(other => isSmallChange(other.facts, facts, terms.fewest));
};

/** What can be worked out from the equations of one block, over all its releases. */
const workedOut = async (block: readonly ReleasedGroup[], terms: AuditTerms): Promise<Finding[]> => {
  const { unknowns, constraints, cast } = equationsOf(block, terms);
  const sought: {
    sum: Sought;
    enough: number;
    finding: Omit<Finding, 'interval'>;
    isFound: (interval: Interval) => boolean;
  }[] = [];
  const seen = new Set<string>();
  const isKept = keptEarlier(block, terms);
  for (const { group, terms: sumOf } of cast) {
    const { identity, facts, told, release } = group;
    const add = (
      disclosure: Disclosure,
      sum: Sought,
      enough: number,
      isFound: (interval: Interval) => boolean,
    ) => {
      const key = JSON.stringify([disclosure, sum.terms]);
      if (!seen.has(key)) sought.push({ sum, enough, finding: { identity, release, disclosure }, isFound });
      seen.add(key);
    };
    const pupils = { terms: [...sumOf('within'), ...sumOf('outside')], isWhole: true };
    const isSensitive =
      facts.basis < terms.fewest ||
      (facts.teachers > 0 && facts.teachers < terms.fewestTeachers) ||
      isKept(group);
    if (isSensitive && told.antal?.state !== 'visas')
      add('elevantal går att räkna ut', pupils, terms.fewest, ({ from, to }) => to - from < terms.fewest);
    if (facts.part !== null && told.andel?.state !== 'visas')
      for (const [side, count] of [
        ['within', facts.part],
        ['outside', facts.pupils - facts.part],
      ] as const)
        if (count <= terms.tail)
          add(
            'andel går att räkna ut',
            { terms: sumOf(side), isWhole: true },
            terms.tail,
            ({ from, to }) => to - from < terms.tail,
          );
    const isDominated =
      facts.largestClass !== null && facts.largestClass > terms.largestClassShare * facts.basis;
    if (
      facts.sum !== null &&
      isDominated &&
      told.antal?.state === 'visas' &&
      told.medelvärde?.state !== 'visas'
    ) {
      const { within, outside } = terms.boundsOf(identity.measure);
      const scale = Math.max(within[1], outside[1]) - Math.min(within[0], outside[0]);
      const enough = terms.meanWidth * scale * facts.basis;
      add(
        'medelvärde går att räkna ut',
        { terms: sumOf('sum'), isWhole: false },
        enough,
        ({ from, to }) => to - from < enough - 1e-3,
      );
    }
  }
  const intervals = await boundsOf(unknowns, constraints, sought);
  const [first] = block;
  if (intervals === null)
    return first
      ? [
          {
            identity: first.identity,
            release: first.release,
            disclosure: 'uppgifterna motsäger varandra',
            interval: null,
          },
        ]
      : [];
  return sought.flatMap(({ finding, isFound }, index) => {
    const interval = intervals[index] as Interval;
    return isFound(interval) ? [{ ...finding, interval }] : [];
  });
};

/**
 * The equations of a block. The unknowns are the pupils within and outside the share, and the sum of the values, of each smallest
 * group; a group that is the same in two releases is the same unknowns, one that has been corrected in between is others.
 */
const equationsOf = (block: readonly ReleasedGroup[], terms: AuditTerms) => {
  const unknowns: Unknown[] = [];
  const constraints: Constraint[] = [];
  const smallest = new Map<
    string,
    { readonly within: number; readonly outside: number; readonly sum: number }
  >();
  const make = (isWhole: boolean, from = 0) => unknowns.push({ isWhole, from }) - 1;
  const unknownsOf = (unit: string, subject: string, gender: string, facts: GroupFacts) => {
    const key = JSON.stringify([unit, subject, gender, factsText(facts)]);
    const known = smallest.get(key);
    if (known) return known;
    const made = { within: make(true), outside: make(true), sum: make(false, -1e7) };
    smallest.set(key, made);
    return made;
  };
  const cast: Cast[] = [];
  for (const release of Map.groupBy(block, one => one.release).values()) {
    const single = release.filter(
      ({ identity }) => identity.units.length === 1 && identity.subjects.length === 1,
    );
    const find = (unit: string, subject: string, gender: string) =>
      single.find(
        ({ identity }) =>
          identity.units[0] === unit && identity.subjects[0] === subject && identity.gender === gender,
      );
    const termsOf = (identity: GroupIdentity) => (column: Column) =>
      identity.units.flatMap(unit =>
        identity.subjects.flatMap(subject => {
          const one = find(unit, subject, identity.gender);
          return one ? [[unknownsOf(unit, subject, identity.gender, one.facts)[column], 1] as const] : [];
        }),
      );
    for (const group of release) cast.push({ group, terms: termsOf(group.identity) });
    for (const { identity } of single.filter(one => one.identity.gender === 'alla')) {
      const [unit = '', subject = ''] = [identity.units[0], identity.subjects[0]];
      const genders = ['flickor', 'pojkar', 'okänt'].filter(gender => find(unit, subject, gender));
      if (genders.length === 0) continue;
      for (const column of ['within', 'outside', 'sum'] as const)
        constraints.push({
          terms: [
            ...termsOf(identity)(column).map(([unknown]) => [unknown, -1] as const),
            ...genders.flatMap(gender => {
              const one = find(unit, subject, gender);
              return one ? [[unknownsOf(unit, subject, gender, one.facts)[column], 1] as const] : [];
            }),
          ],
          from: 0,
          to: 0,
        });
    }
  }
  for (const { group, terms: sumOf } of cast) constraints.push(...published(group, sumOf, terms));
  return { unknowns, constraints, cast };
};

/** What one group's row says to everyone, and what everyone knows of how values are counted. */
const published = (
  { identity, facts, told }: ReleasedGroup,
  sumOf: Cast['terms'],
  terms: AuditTerms,
): Constraint[] => {
  const [within, outside, sum] = [sumOf('within'), sumOf('outside'), sumOf('sum')];
  const pupils = [...within, ...outside];
  const exactly = (of: Constraint['terms'], value: number): Constraint => ({
    terms: of,
    from: value,
    to: value,
  });
  const said: Constraint[] = [];
  if (told.antal?.state === 'visas') said.push(exactly(pupils, facts.pupils));
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
  if (facts.sum !== null && told.medelvärde?.state === 'visas') said.push(exactly(sum, facts.sum));
  if (facts.sum !== null) {
    const bounds = terms.boundsOf(identity.measure);
    for (const [end, sign] of [
      [0, 1],
      [1, -1],
    ] as const)
      said.push({
        terms: [
          ...sum.map(([unknown]) => [unknown, sign] as const),
          ...within.map(([unknown]) => [unknown, -sign * bounds.within[end]] as const),
          ...outside.map(([unknown]) => [unknown, -sign * bounds.outside[end]] as const),
        ],
        from: 0,
        to: Number.POSITIVE_INFINITY,
      });
  }
  return said;
};
