import { type GroupFacts, parts, type Told, type ValueBounds } from '../suppression/group.ts';
import { type GroupIdentity, identityText, type Measured, measuredText } from '../suppression/identity.ts';
import { boundsOf, type Constraint, type Interval, type Sought } from './bounds.ts';
import { type Equations, equationsOf, factsText } from './equations.ts';

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
  /** The results that a difference is made of, the grades first; none for other results. */
  readonly behind: (measured: Measured) => readonly Measured[];
  /** How far down and up from a sum others have the same mean as it is written. */
  readonly roundingOf: (facts: GroupFacts) => readonly [lower: number, upper: number];
  /** Sets of subjects that every pupil has one of: how many have either is known to all. */
  readonly eitherOr: readonly (readonly string[])[];
  /** Fewer pupils than this, and the group must stay unknown; also how wide its interval must be. */
  readonly fewest: number;
  readonly tail: number;
  readonly fewestTeachers: number;
  readonly largestClassShare: number;
  readonly meanWidth: number;
  readonly unpairedWidth: number;
};

export const disclosures = [
  'elevantal för få',
  'elevantal går att räkna ut',
  'andel går att räkna ut',
  'betyg eller prov för dem som bara har det ena går att räkna ut',
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

const isOut = (state: Told[keyof Told]): boolean => state?.state === 'visas' || state?.state === 'svans';

/**
 * Reads everything that was ever published as equations and asks what somebody who keeps it all can work out. It knows nothing of how
 * the hiding was decided: the smallest groups are the unknowns, what was shown of any group is an equation between them, and another
 * solver (HiGHS) tells how low and how high each hidden number can be. Only the words for a group are shared with suppression.
 */
export const auditDisclosure = async (
  released: readonly ReleasedGroup[],
  terms: AuditTerms,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const block of Map.groupBy(released, ({ identity }) => measuredText(identity)).values())
    findings.push(...toldOutright(block, terms), ...(await workedOut(block, terms)));
  for (const family of familiesOf(released, terms)) findings.push(...(await workedOutOfThree(family, terms)));
  return findings;
};

/** Results that have to do with each other: those that can be added, and a difference with the two that it is made of. */
const familiesOf = (
  released: readonly ReleasedGroup[],
  terms: AuditTerms,
): readonly (readonly ReleasedGroup[])[] => {
  const leader = new Map<string, string>();
  const find = (text: string): string => {
    const next = leader.get(text);
    return next === undefined ? text : find(next);
  };
  for (const { identity } of new Map(released.map(one => [measuredText(one.identity), one])).values())
    for (const one of terms.behind(identity)) {
      const [from, to] = [find(measuredText(one)), find(measuredText(identity))];
      if (from !== to) leader.set(from, to);
    }
  return [...Map.groupBy(released, ({ identity }) => find(measuredText(identity))).values()];
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
    // A row is a name, also where its numbers are hidden.
    const isNamed = Object.keys(told).length > 0;
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

type Question = {
  readonly sum: Sought;
  readonly enough: number;
  readonly finding: Omit<Finding, 'interval'>;
};

/** What can be worked out from the equations of one block, over all its releases. */
const workedOut = async (block: readonly ReleasedGroup[], terms: AuditTerms): Promise<readonly Finding[]> => {
  const equations = equationsOf(block, terms);
  return answered(equations, [], ownQuestions(block, equations, terms));
};

/**
 * What betyg, provbetyg and their difference tell together. Those at the school know who missed the test, and how many they are is told by
 * the results themselves: neither what these have nor a mean that is hidden must follow.
 */
const workedOutOfThree = async (
  family: readonly ReleasedGroup[],
  terms: AuditTerms,
): Promise<readonly Finding[]> => {
  const equations = equationsOf(family, terms);
  if (equations.pairs.length === 0) return [];
  const known = equations.pairs.map(
    ({ only, count }): Constraint => ({ terms: [[only, 1]], from: count, to: count }),
  );
  const questions = [...unpairedQuestions(equations, terms), ...meansBehind(equations, terms)];
  return answered(equations, known, questions);
};

/** Those of the questions that are answered closer than enough. */
const answered = async (
  { unknowns, constraints, cast }: Equations,
  known: readonly Constraint[],
  questions: readonly Question[],
): Promise<readonly Finding[]> => {
  const seen = new Set<string>();
  const different = questions.filter(({ finding, sum }) => {
    const key = JSON.stringify([finding.disclosure, sum.terms]);
    return !seen.has(key) && seen.add(key);
  });
  const intervals = await boundsOf(unknowns, [...constraints, ...known], different);
  if (intervals === null)
    return cast.slice(0, 1).map(({ group: { identity, release } }) => ({
      ...{ identity, release, disclosure: 'uppgifterna motsäger varandra', interval: null },
    }));
  return different.flatMap(({ finding, enough, sum }, index) => {
    const interval = intervals[index] as Interval;
    const margin = sum.isWhole ? 0 : 1e-3;
    return interval.to - interval.from < enough - margin ? [{ ...finding, interval }] : [];
  });
};

const scaleOf = ({ identity }: ReleasedGroup, terms: AuditTerms): number => {
  const { within, outside } = terms.boundsOf(identity.measure);
  return Math.max(within[1], outside[1]) - Math.min(within[0], outside[0]);
};

const isOfFewTeachers = ({ teachers }: GroupFacts, terms: AuditTerms): boolean =>
  teachers > 0 && teachers < terms.fewestTeachers;
const isOfOneClass = ({ largestClass, basis }: GroupFacts, terms: AuditTerms): boolean =>
  largestClass !== null && largestClass > terms.largestClassShare * basis;

/** What must stay unknown of each group. */
const ownQuestions = (
  family: readonly ReleasedGroup[],
  { cast }: Equations,
  terms: AuditTerms,
): readonly Question[] => {
  const isKept = keptEarlier(family, terms);
  return cast.flatMap(({ group, terms: sumOf }): Question[] => {
    const { identity, facts, told, release } = group;
    const questions: Question[] = [];
    const add = (disclosure: Disclosure, sum: Sought, enough: number) =>
      questions.push({ sum, enough, finding: { identity, release, disclosure } });
    const pupils = { terms: [...sumOf('within'), ...sumOf('outside')], isWhole: true };
    const isSensitive = facts.basis < terms.fewest || isOfFewTeachers(facts, terms) || isKept(group);
    if (isSensitive && told.antal?.state !== 'visas') add('elevantal går att räkna ut', pupils, terms.fewest);
    if (facts.part !== null && told.andel?.state !== 'visas')
      for (const [side, count] of [
        ['within', facts.part],
        ['outside', facts.pupils - facts.part],
      ] as const)
        if (count <= terms.tail)
          add('andel går att räkna ut', { terms: sumOf(side), isWhole: true }, terms.tail);
    if (
      facts.sum !== null &&
      isOfOneClass(facts, terms) &&
      told.antal?.state === 'visas' &&
      told.medelvärde?.state !== 'visas'
    )
      add(
        'medelvärde går att räkna ut',
        { terms: sumOf('sum'), isWhole: false },
        terms.meanWidth * scaleOf(group, terms) * facts.basis,
      );
    return questions;
  });
};

/** What those have together who have only one of the two results, where they are few. */
const unpairedQuestions = ({ leftOver }: Equations, terms: AuditTerms): readonly Question[] =>
  leftOver.flatMap(({ group, sum, counts }) => {
    const few = counts.filter(count => count > 0 && count < terms.fewest);
    if (few.length === 0) return [];
    const { identity, release } = group;
    const disclosure = 'betyg eller prov för dem som bara har det ena går att räkna ut';
    return [
      {
        sum: { terms: sum, isWhole: false },
        // Each of the results reaches over half of the scale of their difference.
        enough: terms.unpairedWidth * (scaleOf(group, terms) / 2) * Math.max(...few),
        finding: { identity, release, disclosure },
      },
    ];
  });

/** The means of hidden grades and tests that rest on few teachers, or on one class. */
const meansBehind = ({ cast, behind }: Equations, terms: AuditTerms): readonly Question[] =>
  cast.flatMap(({ group, terms: sumOf }): Question[] => {
    const { identity, facts, told, release } = group;
    const mustBeHidden = isOfFewTeachers(facts, terms) || isOfOneClass(facts, terms);
    const isHidden = told.medelvärde !== undefined && !isOut(told.medelvärde);
    if (!behind.has(measuredText(identity)) || facts.sum === null || !mustBeHidden || !isHidden) return [];
    const pupils = Math.min(facts.basis, terms.fewest);
    return [
      {
        sum: { terms: sumOf('sum'), isWhole: false },
        enough: terms.meanWidth * scaleOf(group, terms) * pupils,
        finding: { identity, release, disclosure: 'medelvärde går att räkna ut' },
      },
    ];
  });
