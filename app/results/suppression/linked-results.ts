import { type KindDescription, kindDescriptions } from '../kind.ts';
import type { TableTopic } from './block-of-cells.ts';
import { type GroupFacts, isOut, type Unpaired, type ValueBounds } from './group.ts';
import { type GroupIdentity, identityText } from './identity.ts';
import type { Atom, LedgerBlock, LedgerEntry, ReleasedBlock, ToldBlock } from './release.ts';

/*
 * Results of the same pupils that tell of each other though they cannot be added: betyg, provbetyg and the difference between them. Whoever
 * has two of the three has the third, and those who have only one of the two results are what is left when all three are told.
 */

const testOf = ({ linked }: KindDescription) => linked.find(({ as }) => as === 'test');

/** The results that a difference is made of: the grades, and the tests that are delivered by themselves. None for other measures. */
export const resultsBehind = <Topic extends TableTopic>(topic: Topic): readonly Topic[] => {
  if (topic.measure !== 'betyg minus provbetyg') return [];
  const grades: Topic = { ...topic, measure: 'betygspoäng' };
  const test = testOf(kindDescriptions[topic.kind]);
  if (!test) return [grades];
  const academicYear = topic.academicYear - test.yearsBefore;
  return [grades, { ...topic, kind: test.kind, measure: 'provbetygspoäng', academicYear, semester: null }];
};

/** Those of a difference who have only one of the results: the grades, and the tests where they are delivered by themselves. */
const unpairedOf = (
  both: GroupFacts,
  results: readonly (GroupFacts | undefined)[],
  highest: number,
): Unpaired => {
  const [grades, tests] = results;
  const onlyIn = (one: GroupFacts | undefined, way: 'pupils' | 'basis') =>
    Math.max(0, (one?.[way] ?? 0) - both[way]);
  const counts = results.flatMap(one => [onlyIn(one, 'pupils'), onlyIn(one, 'basis')]);
  if (!grades || !tests) return { counts, below: Number.POSITIVE_INFINITY, above: Number.POSITIVE_INFINITY };
  // What those have who have only the one: their grades without the tests of the others.
  const left = (grades.sum ?? 0) - (tests.sum ?? 0) - (both.sum ?? 0);
  return {
    counts,
    below: Math.max(0, highest * onlyIn(grades, 'pupils') - left),
    above: Math.max(0, highest * onlyIn(tests, 'pupils') + left),
  };
};

/** Differences with those who have only one of the results that they are made of; `highest` is the most that a result can be. */
export const withUnpaired = (
  differences: readonly Atom[],
  behind: readonly (readonly Atom[])[],
  highest: number,
): readonly Atom[] => {
  const placeOf = ({ unit, subject, gender }: Atom) => JSON.stringify([unit, subject, gender]);
  const byPlace = behind.map(atoms => new Map(atoms.map(atom => [placeOf(atom), atom.facts] as const)));
  return differences.map(atom => {
    const results = byPlace.map(facts => facts.get(placeOf(atom)));
    return { ...atom, facts: { ...atom.facts, unpaired: unpairedOf(atom.facts, results, highest) } };
  });
};

/** What has left of differences with what had left of their results in the same releases, and those who had only one of them. */
export const withResultsOfTheTime = (
  ledger: readonly ReleasedBlock[],
  behind: readonly { readonly bounds: ValueBounds; readonly ledger: readonly ReleasedBlock[] }[],
  highest: number,
): readonly LedgerBlock[] =>
  ledger.map(({ releaseId, entries }) => {
    const results = behind.map(({ bounds, ledger: blocks }) => ({
      bounds,
      entry: { entries: blocks.find(one => one.releaseId === releaseId)?.entries ?? [] },
    }));
    const finders = results.map(({ entry }) => samePupils(entry.entries));
    return {
      behind: results,
      entries: entries.map(one => {
        const found = finders.map(find => find(one.identity)?.facts);
        return { ...one, facts: { ...one.facts, unpaired: unpairedOf(one.facts, found, highest) } };
      }),
    };
  });

/**
 * Finds the group of a result that is of the same pupils as a group of another. Units that have only the one kind of result are left out of
 * the other's groups.
 */
export const samePupils = (
  entries: readonly LedgerEntry[],
): ((identity: GroupIdentity) => LedgerEntry | undefined) => {
  const textOf = ({ subjects, gender }: GroupIdentity, units: readonly string[]) =>
    JSON.stringify([[...units].sort(), subjects, gender]);
  const known = new Set(entries.flatMap(({ identity }) => identity.units));
  const byPupils = new Map(
    entries.map(entry => [textOf(entry.identity, entry.identity.units), entry] as const),
  );
  return identity =>
    byPupils.get(
      textOf(
        identity,
        identity.units.filter(unit => known.has(unit)),
      ),
    );
};

/** Whether one of the results that a difference is made of is not told as it is, of the same pupils. */
export const isHiddenIn = (
  behind: readonly Pick<ToldBlock, 'entry'>[],
): ((identity: GroupIdentity) => boolean) => {
  const results = behind.map(({ entry }) => samePupils(entry.entries));
  return identity =>
    results.some(find => {
      const mean = find(identity)?.told.medelvärde;
      return mean !== undefined && mean.state !== 'visas';
    });
};

/** Several decisions on the same pupils as one, for the ledger: each group once, with all that was told of it. */
export const joinedBlock = (blocks: readonly LedgerBlock[]): LedgerBlock => {
  const joined = new Map<string, LedgerEntry>();
  for (const entry of blocks.flatMap(({ entries }) => entries)) {
    const key = identityText(entry.identity);
    const { told = {} } = joined.get(key) ?? {};
    const now = Object.entries(entry.told).filter(
      ([part, state]) => isOut(state) || !isOut(told[part as keyof typeof told]),
    );
    joined.set(key, { ...entry, told: { ...told, ...Object.fromEntries(now) } });
  }
  return { entries: [...joined.values()] };
};
