import { describe, expect, it } from 'vitest';
import { auditDisclosure } from '../audit/disclosure.ts';
import { differenceBounds, gradeBounds, type Wish } from '../audit/linked-world.fixture.ts';
import { auditTerms, releaseAll } from '../audit/world.fixture.ts';
import type { GroupFacts, Told } from './group.ts';
import type { Measured } from './identity.ts';
import { isHiddenIn, joinedBlock, resultsBehind, withUnpaired } from './linked-results.ts';
import type { SuppressionRule } from './primary.ts';
import { type Atom, decideBlock } from './release.ts';

const outside = { audience: 'utanför huvudmannen' } as const;

/** Pupils who all passed with 15 points, and some who got a point more than on the test. */
const facts = (pupils: number, more: Partial<GroupFacts> = {}): GroupFacts => ({
  ...{ pupils, basis: pupils, part: pupils - 6, sum: (pupils - 6) * 15 },
  ...{ teachers: 3, largestClass: null },
  ...more,
});
const differing = (pupils: number): GroupFacts => facts(pupils, { part: 6, sum: 15 });

/** Schools with so many who have a grade, a test and both. */
type Schools = Readonly<Record<string, readonly [graded: number, tested: number, both: number]>>;

const measuredAs = (measure: string): Measured => ({
  ...{ measure, level: '9', academicYear: 2025 },
  semester: measure === 'provbetygspoäng' ? null : 'VT',
});

/** The tables of grades, of tests and of the difference between them. The tests of the first school may rest on one teacher. */
const tablesOf = (
  schools: Schools,
  teachersOfFirst: GroupFacts['teachers'] = 3,
): readonly [Wish, Wish, Wish] => {
  const units = Object.keys(schools);
  const atoms = (factsAt: (counts: Schools[string]) => GroupFacts): readonly Atom[] =>
    Object.entries(schools).map(([unit, counts]) => ({
      ...{ unit, subject: 'Matematik', gender: 'alla' },
      facts: factsAt(counts),
    }));
  const wish = (measure: string, its: readonly Atom[], bounds: Wish['block']['bounds']): Wish => ({
    block: {
      measured: measuredAs(measure),
      bounds,
      atoms: its,
      languages: new Set(),
      eitherOr: [],
      behind: [],
    },
    asked: [units, ...units.map(unit => [unit])].map(members => ({
      identity: { ...measuredAs(measure), units: members, subjects: ['Matematik'], gender: 'alla' },
      parts: ['antal', 'medelvärde', 'andel'],
      weight: members.length > 1 ? 12 : 2,
    })),
  });
  const grades = atoms(([graded]) => facts(graded));
  const tested = atoms(([, count]) => facts(count, { sum: (count - 6) * 15 - 15 })).map((atom, at) =>
    at === 0 ? { ...atom, facts: { ...atom.facts, teachers: teachersOfFirst } } : atom,
  );
  const both = withUnpaired(
    atoms(([, , count]) => differing(count)),
    [grades, tested],
    20,
  );
  const behind = [
    wish('betygspoäng', grades, gradeBounds),
    wish('provbetygspoäng', tested, gradeBounds),
  ] as const;
  return [...behind, { ...wish('skillnad', both, differenceBounds), behind }];
};

const found = async (wishes: readonly Wish[], without: SuppressionRule | null = null) => [
  ...new Set(
    (await auditDisclosure(releaseAll(wishes, without).released, auditTerms)).map(
      ({ disclosure, identity }) => `${disclosure}: ${identity.measure}`,
    ),
  ),
];

const toldTogether = (wishes: readonly Wish[]) =>
  wishes.map(({ block, asked }) => ({ bounds: block.bounds, ...decideBlock(block, asked, [], outside) }));

/** What is told of the difference, by units. */
const told = ([grades, tests, difference]: readonly [Wish, Wish, Wish]) => {
  const behind = toldTogether([grades, tests]);
  const { decided } = decideBlock({ ...difference.block, behind }, difference.asked, [], outside);
  return Object.fromEntries(
    decided.map(({ identity, told: { medelvärde } }) => [identity.units.join('+'), medelvärde?.state]),
  );
};

describe('betyg, provbetyg and their difference', () => {
  it('do not tell the grade of the one who missed the test: the difference is hidden there, and at one more school', async () => {
    const tables = tablesOf({ '1': [41, 40, 40], '2': [72, 60, 60], '3': [45, 45, 45] });
    const states = told(tables);
    expect(states['1+2+3']).toBe('visas');
    expect(states['1']).toBe('dold');
    expect([states['2'], states['3']].sort()).toEqual(['dold', 'visas']);
    expect(await found(tables)).toEqual([]);
    const disclosure = 'betyg eller prov för dem som bara har det ena går att räkna ut: skillnad';
    expect(await found(tables, 'linked results')).toContain(disclosure);
  });

  it('do not tell the test of the one who has no grade', async () => {
    const tables = tablesOf({ '1': [40, 43, 40], '2': [60, 75, 60], '3': [45, 45, 45] });
    expect(told(tables)['1']).toBe('dold');
    expect(await found(tables)).toEqual([]);
  });

  it('are told where everybody has both, and where ten or more have only one', () => {
    expect(told(tablesOf({ '1': [50, 50, 50], '2': [70, 60, 60] }))).toEqual({
      '1+2': 'visas',
      '1': 'visas',
      '2': 'visas',
    });
  });

  it('are told of hundreds although a few missed the test, since means as they are written leave room for any grade', async () => {
    const tables = tablesOf({ '1': [141, 140, 140], '2': [152, 150, 150], '3': [145, 145, 145] });
    expect(told(tables)).toEqual({ '1+2+3': 'visas', '1': 'visas', '2': 'visas', '3': 'visas' });
    expect(await found(tables)).toEqual([]);
  });

  it('have the difference hidden of the whole authority too, where only nine have missed the test in all', () => {
    expect(told(tablesOf({ '1': [49, 40, 40], '2': [60, 60, 60] }))['1+2']).toBe('dold');
  });

  it('do not tell a test that rests on one teacher, on whatever days they leave', async () => {
    const [grades, tests, difference] = tablesOf({ '1': [50, 50, 50], '2': [60, 60, 60] }, 1);
    for (const order of [
      [grades, tests, difference],
      [difference, tests, grades],
      [tests, difference, grades],
    ]) {
      expect(await found(order)).toEqual([]);
      expect(await found(order, 'linked results')).not.toEqual([]);
    }
  });

  it('stay hidden when the grade of the one who missed the test is withdrawn later', () => {
    const [grades, tests, difference] = tablesOf({ '1': [41, 40, 40], '2': [72, 60, 60], '3': [45, 45, 45] });
    const behind = toldTogether([grades, tests]);
    const before = decideBlock({ ...difference.block, behind }, difference.asked, [], outside);
    const [laterGrades, laterTests, later] = tablesOf({
      '1': [60, 40, 40],
      '2': [72, 60, 60],
      '3': [45, 45, 45],
    });
    const after = decideBlock(
      { ...later.block, behind: toldTogether([laterGrades, laterTests]) },
      later.asked,
      [before.entry],
      outside,
    );
    const own = after.decided.find(({ identity }) => identity.units.join() === '1');
    expect(own?.told.medelvärde?.state).toBe('dold');
  });
});

describe('a difference', () => {
  const topic = { kind: 'slutbetyg', level: '9', academicYear: 2025, semester: null } as const;

  const identity = {
    ...{ ...measuredAs('betygspoäng'), units: ['1'], subjects: ['Kemi'] },
    gender: 'alla',
  } as const;

  it('is made of the grades, and of the national tests where they are delivered by themselves', () => {
    expect(resultsBehind({ ...topic, measure: 'betyg minus provbetyg' })).toEqual([
      { ...topic, measure: 'betygspoäng' },
      { ...topic, kind: 'np_ak9', measure: 'provbetygspoäng' },
    ]);
    expect(resultsBehind({ ...topic, kind: 'kursbetyg', measure: 'betyg minus provbetyg' })).toHaveLength(1);
    expect(resultsBehind({ ...topic, measure: 'betygspoäng' })).toEqual([]);
  });

  it.each<[string, Told, boolean]>([
    ['is shown', { medelvärde: { state: 'visas' } }, false],
    ['is hidden', { medelvärde: { state: 'dold', because: 'skyddar andra' } }, true],
    ['stands as it was told before a change of few', { medelvärde: { state: 'tidigare', key: '' } }, true],
    ['was not asked for', {}, false],
  ])('of a result whose mean %s', (_, its, isHidden) => {
    const entry = { entries: [{ identity, facts: facts(40), told: its }] };
    // The second school has no grades: of both together they are those of the first.
    expect(isHiddenIn([{ entry }])({ ...identity, units: ['1', '2'] })).toBe(isHidden);
  });

  it('is remembered once for each group, with all that was told in several tables', () => {
    const one = (its: Told) => ({ entries: [{ identity, facts: facts(40), told: its }] });
    const shown: Told = { antal: { state: 'visas' } };
    const hidden: Told = { antal: { state: 'dold', because: 'skyddar andra' } };
    for (const blocks of [
      [one(shown), one({})],
      [one({}), one(shown)],
      [one(shown), one(hidden)],
      [one(hidden), one(shown)],
    ])
      expect(joinedBlock(blocks)).toEqual(one(shown));
  });
});

describe('Swedish and Swedish as a second language', () => {
  const measured = measuredAs('betygspoäng');
  const subjects = ['Svenska', 'Svenska som andraspråk'];
  const table = (second: Readonly<Record<string, number>>): readonly Wish[] => {
    const units = Object.keys(second);
    const atoms = Object.entries(second).flatMap(([unit, count]): Atom[] => [
      { unit, subject: 'Svenska', gender: 'alla', facts: facts(50) },
      ...(count === 0
        ? []
        : [
            {
              ...{ unit, subject: 'Svenska som andraspråk', gender: 'alla' as const },
              facts: facts(count, { part: Math.floor(count / 2), sum: Math.floor(count / 2) * 15 }),
            },
          ]),
    ]);
    const block: Wish['block'] = {
      measured,
      bounds: gradeBounds,
      atoms,
      languages: new Set<string>(),
      eitherOr: [subjects],
      behind: [],
    };
    return subjects.map(subject => ({
      block,
      asked: [units, ...units.map(unit => [unit])].map(members => ({
        identity: { ...measured, units: members, subjects: [subject], gender: 'alla' },
        parts: ['antal', 'medelvärde', 'andel'],
        weight: members.length > 1 ? 12 : 2,
      })),
    }));
  };

  it('do not tell how few have the second, by how many have the first and how many there are in all', async () => {
    const tables = table({ '1': 3, '2': 20, '3': 15 });
    expect(await found(tables)).toEqual([]);
    expect(await found(tables, 'either or')).toContain('elevantal går att räkna ut: betygspoäng');
  });

  it('have the first hidden whole where the second is hidden: its mean and its share would tell how many they are', () => {
    const [{ block, asked } = { block: undefined, asked: [] }] = table({ '1': 3, '2': 20, '3': 15 });
    if (!block) throw new Error('No table');
    const { decided } = decideBlock(block, asked, [], outside);
    const own = decided.find(({ identity }) => identity.units.join() === '1');
    expect(Object.values(own?.told ?? {}).map(({ state }) => state)).toEqual(['dold', 'dold', 'dold']);
    expect(decided.find(({ identity }) => identity.units.length === 3)?.told.antal?.state).toBe('visas');
  });

  it('hide nothing of a school where nobody has the second', () => {
    const [{ block, asked } = { block: undefined, asked: [] }] = table({ '1': 0, '2': 20, '3': 15 });
    if (!block) throw new Error('No table');
    const { decided } = decideBlock(block, asked, [], outside);
    expect(decided.map(({ told: { antal } }) => antal?.state)).toEqual(['visas', 'visas', 'visas', 'visas']);
  });
});
