import { describe, expect, it } from 'vitest';
import { createRandom } from '#statistics/index.ts';
import { boundsOfMeasure, drawFacts, languages } from '../audit/world.fixture.ts';
import type { GroupFacts, Part, Told } from './group.ts';
import type { GroupGender, Measured } from './identity.ts';
import {
  type AskedGroup,
  type Atom,
  type Block,
  decideBlock,
  type LedgerBlock,
  sumOfFacts,
  toldEarlier,
} from './release.ts';

const measured: Measured = { measure: 'betygspoäng', level: '9', academicYear: 2025, semester: 'VT' };

/** Pupils who passed and who did not, all who passed with 15 points. */
const facts = (passed: number, failed: number, more: Partial<GroupFacts> = {}): GroupFacts => ({
  pupils: passed + failed,
  basis: passed + failed,
  part: passed,
  sum: passed * 15,
  teachers: 3,
  largestClass: null,
  ...more,
});

const atom = (unit: string, its: GroupFacts, gender: GroupGender = 'alla', subject = 'Matematik'): Atom => ({
  ...{ unit, subject, gender },
  facts: its,
});

const blockOf = (...atoms: Atom[]): Block => ({
  ...{ measured, atoms, languages, eitherOr: [], behind: [] },
  bounds: boundsOfMeasure(measured.measure),
});

const ask = (
  units: readonly string[],
  gender: GroupGender = 'alla',
  subjects = ['Matematik'],
): AskedGroup => ({
  identity: { ...measured, ...{ units, subjects, gender } },
  parts: ['antal', 'medelvärde', 'andel'],
  weight: units.length > 1 ? 6 : 2,
});

const outside = { audience: 'utanför huvudmannen' } as const;
const inside = { audience: 'inom huvudmannen' } as const;

/** 'antal medelvärde andel', each as 'visas', its mark or 'dold'. */
const seen = (told: Told | undefined): string =>
  (['antal', 'medelvärde', 'andel'] as const)
    .map((part: Part) => {
      const state = told?.[part];
      return state?.state === 'svans' ? state.side : (state?.state ?? '-');
    })
    .join(' ');

const decide = (
  block: Block,
  asked: readonly AskedGroup[],
  earlier: readonly LedgerBlock[] = [],
  reader: Parameters<typeof decideBlock>[3] = outside,
) => decideBlock(block, asked, earlier, reader);
const seenOf = (...asked: Parameters<typeof decide>): string[] =>
  decide(...asked).decided.map(({ told }) => seen(told));

describe('a group by itself', () => {
  it.each<[string, GroupFacts, string, string]>([
    ['9 pupils', facts(5, 4), 'dold dold dold', 'visas dold ~100'],
    ['10 pupils', facts(5, 5), 'visas visas visas', 'visas visas visas'],
    ['4 pupils', facts(2, 2), 'dold dold dold', 'dold dold dold'],
    ['nobody', facts(0, 0), 'dold dold dold', 'dold dold dold'],
    ['all passed', facts(40, 0, { sum: 500 }), 'visas visas ~100', 'visas visas ~100'],
    ['four did not pass', facts(36, 4), 'visas visas ~100', 'visas visas ~100'],
    ['five did not pass', facts(35, 5), 'visas visas visas', 'visas visas visas'],
    ['four passed', facts(4, 36), 'visas dold ~0', 'visas dold ~0'],
    ['two teachers', facts(20, 10, { teachers: 2 }), 'dold dold dold', 'dold dold dold'],
    ['teachers not known', facts(20, 10, { teachers: 0 }), 'visas visas visas', 'visas visas visas'],
    ['a class of 76 %', facts(60, 40, { largestClass: 76 }), 'visas dold visas', 'visas dold visas'],
    ['a class of 75 %', facts(60, 40, { largestClass: 75 }), 'visas visas visas', 'visas visas visas'],
  ])('%s: outside and inside the authority', (_, its, out, within) => {
    const block = blockOf(atom('1', its));
    expect(seenOf(block, [ask(['1'])])).toEqual([out]);
    expect(seenOf(block, [ask(['1'])], [], inside)).toEqual([within]);
  });

  it('shows the principal what rests on two teachers', () => {
    const block = blockOf(atom('1', facts(20, 10, { teachers: 2 })));
    expect(seenOf(block, [ask(['1'])], [], { ...inside, seesTeachers: () => true })).toEqual([
      'visas visas visas',
    ]);
  });

  it('does not let a mean tell that everyone has the same grade', () => {
    expect(seenOf(blockOf(atom('1', facts(30, 0, { sum: 600 }))), [ask(['1'])])).toEqual(['visas dold ~100']);
    const merit: Block = {
      ...blockOf(atom('1', facts(30, 0, { part: null, sum: 600 }))),
      bounds: { within: [0, 20], outside: [0, 20] },
    };
    expect(seenOf(merit, [ask(['1'])])[0]).toMatch(/^visas dold/);
  });
});

describe('groups that are sums of each other', () => {
  const three = blockOf(atom('1', facts(4, 3)), atom('2', facts(12, 8)), atom('3', facts(40, 20)));
  const table = [ask(['1', '2', '3']), ask(['1']), ask(['2']), ask(['3'])];

  it('hides another group where a total would give one away, the one that is missed least', () => {
    expect(seenOf(three, table)).toEqual([
      'visas visas visas',
      'dold dold dold',
      'dold dold dold',
      'visas visas visas',
    ]);
  });

  it('hides the total as well where two hidden groups together are fewer than ten', () => {
    const block = blockOf(atom('1', facts(3, 1)), atom('2', facts(3, 2)));
    expect(seenOf(block, [ask(['1', '2']), ask(['1']), ask(['2'])])).toEqual(Array(3).fill('dold dold dold'));
  });

  it('does not give away the boys by all and the girls', () => {
    const block = blockOf(
      atom('1', facts(30, 15)),
      atom('1', facts(24, 14), 'flickor'),
      atom('1', facts(6, 1), 'pojkar'),
    );
    const [all, girls] = seenOf(block, [ask(['1']), ask(['1'], 'flickor')]);
    expect([all, girls].filter(one => one?.startsWith('visas'))).toHaveLength(1);
  });

  it('does not give away the few who failed by the shares of the others', () => {
    const block = blockOf(atom('1', facts(38, 2)), atom('2', facts(30, 10)));
    const states = seenOf(block, [ask(['1', '2']), ask(['1']), ask(['2'])]);
    expect(states[1]).toMatch(/~100$/);
    expect([states[0], states[2]].filter(one => one?.endsWith('dold'))).toHaveLength(1);
  });

  it('answers alike in whatever order it is asked', () => {
    const forwards = decide(three, table).decided;
    const backwards = decide({ ...three, atoms: [...three.atoms].reverse() }, [...table].reverse()).decided;
    expect([...backwards].reverse().map(({ told }) => told)).toEqual(forwards.map(({ told }) => told));
  });

  it('hides the same group as the year before, of two that would do', () => {
    const block = blockOf(atom('1', facts(4, 3)), atom('2', facts(14, 8)), atom('3', facts(14, 9)));
    const first = decide(block, [ask(['1', '2', '3']), ask(['1']), ask(['2']), ask(['3'])]);
    const hidden = first.decided.flatMap(({ told, identity }) =>
      told.antal?.state === 'dold' ? identity.units : [],
    );
    const grown = blockOf(
      ...block.atoms.map(one => ({
        ...one,
        facts: facts((one.facts.part ?? 0) + 12, one.facts.pupils - (one.facts.part ?? 0) + 1),
      })),
    );
    const small = {
      ...grown,
      atoms: grown.atoms.map(one => (one.unit === '1' ? atom('1', facts(4, 2)) : one)),
    };
    const second = decide(small, first.decided, [first.entry]);
    expect(
      second.decided.flatMap(({ told, identity }) => (told.antal?.state === 'dold' ? identity.units : [])),
    ).toEqual(hidden);
  });
});

describe('what has been told before', () => {
  const asFirst = blockOf(atom('1', facts(30, 12)), atom('2', facts(40, 20)));
  const first = decide(asFirst, [ask(['1']), ask(['2']), ask(['1', '2'])]);

  it.each([
    [1, 'tidigare'],
    [9, 'tidigare'],
    [10, 'visas'],
  ])('a change of %i pupils is %s', (more, state) => {
    const changed = blockOf(atom('1', facts(30 + more, 12)), atom('2', facts(40, 20)));
    const [one, two, both] = decide(
      changed,
      [ask(['1']), ask(['2']), ask(['1', '2'])],
      [first.entry],
    ).decided;
    expect(one?.told.antal?.state).toBe(state);
    expect(two?.told.antal?.state).toBe('visas');
    expect(both?.told.antal?.state).toBe(state);
  });

  it('keeps a grade that was corrected for one pupil as it was told', () => {
    const changed = blockOf(atom('1', facts(30, 12, { sum: 452.5 })), atom('2', facts(40, 20)));
    expect(decide(changed, [ask(['1'])], [first.entry]).decided[0]?.told.medelvärde?.state).toBe('tidigare');
  });

  it('keeps a tail a tail and a hidden mean hidden when a grade is corrected', () => {
    const few = blockOf(atom('1', facts(30, 3, { largestClass: 31 })));
    const before = decide(few, [ask(['1'])]);
    expect(before.decided.map(({ told }) => seen(told))).toEqual(['visas dold ~100']);
    const changed = blockOf(atom('1', facts(30, 4, { largestClass: 31 })));
    const [now] = decide(changed, [ask(['1'])], [before.entry]).decided;
    expect(seen(now?.told)).toBe('tidigare dold tidigare');
    expect(toldEarlier(now?.told ?? {}, before.entry.entries)?.told).toEqual({
      antal: { state: 'visas' },
      andel: { state: 'svans', side: '~100' },
    });
  });

  it('does not let two changed units and their total tell of the one that changed little', () => {
    const changed = blockOf(atom('1', facts(42, 12)), atom('2', facts(39, 20)));
    const again = decide(changed, [ask(['1', '2']), ask(['1']), ask(['2'])], [first.entry]);
    const shown = again.decided.filter(({ told }) => told.antal?.state === 'visas');
    expect(again.decided[2]?.told.antal?.state).toBe('tidigare');
    expect(shown.length).toBeLessThan(2);
  });

  it('counts a unit as told of where it follows from the whole, and the girls and boys of the others', () => {
    const second = [
      atom('2', facts(40, 10)),
      atom('2', facts(20, 5), 'flickor'),
      atom('2', facts(20, 5), 'pojkar'),
    ];
    const asItWas = blockOf(atom('1', facts(30, 12)), ...second, atom('3', facts(35, 15)));
    const asked = [ask(['1', '2', '3']), ask(['2'], 'flickor'), ask(['2'], 'pojkar'), ask(['3'])];
    const before = decide(asItWas, asked);
    expect(before.decided.every(({ told }) => told.antal?.state === 'visas')).toBe(true);
    const grown = blockOf(atom('1', facts(32, 12)), ...second, atom('3', facts(55, 30)));
    const [now] = decide(grown, [ask(['1'])], [before.entry]).decided;
    expect(now?.told.antal?.state).toBe('dold');
  });

  it('does not tell how a unit was by what is told of the others, now that it has changed little', () => {
    const third = atom('2', facts(40, 10));
    const asItWas = blockOf(atom('1', facts(30, 12)), third, atom('3', facts(35, 15)));
    const before = decide(asItWas, [ask(['1', '2', '3']), ask(['3'])]);
    expect(before.decided.map(({ told }) => told.antal?.state)).toEqual(['visas', 'visas']);
    const grown = blockOf(atom('1', facts(32, 12)), third, atom('3', facts(55, 30)));
    const now = decide(grown, [ask(['1']), ask(['2']), ask(['3'])], [before.entry]);
    const [one, two] = now.decided.map(({ told }) => told.antal?.state);
    expect([one, two]).not.toEqual(['visas', 'visas']);
    expect(now.unprotected).toEqual([]);
  });

  it('hides a merged pair that would give one of them away', () => {
    const block = blockOf(
      atom('1', facts(5, 2)),
      atom('2', facts(20, 10)),
      atom('3', facts(30, 12)),
      atom('4', facts(9, 9)),
    );
    const units = decide(
      block,
      ['1', '2', '3', '4'].map(unit => ask([unit])),
    );
    expect(units.decided.map(({ told }) => told.antal?.state)).toEqual(['dold', 'visas', 'visas', 'visas']);
    const [merged] = decide(block, [ask(['1', '2'])], [units.entry]).decided;
    expect(merged?.told.antal?.state).toBe('dold');
  });

  it('remembers that a share hidden beside its pupils was no tail', () => {
    const block = blockOf(atom('1', facts(78, 1)), atom('2', facts(31, 6)));
    const units: LedgerBlock = {
      entries: decide(block, [ask(['1']), ask(['2'])]).entry.entries.map(entry =>
        entry.identity.units[0] === '2'
          ? { ...entry, told: { ...entry.told, andel: { state: 'dold', because: 'skyddar andra' } } }
          : entry,
      ),
    };
    // Seven who did not pass in all, five or more of them at the second unit: at most two at the first, which was told as at most four.
    expect(decide(block, [ask(['1', '2'])], [units]).decided[0]?.told.andel?.state).toBe('dold');
  });

  it('refuses what earlier releases give away, and names it', () => {
    const shown: LedgerBlock = {
      entries: decide(asFirst, [ask(['1', '2']), ask(['2'])]).entry.entries,
    };
    const now = {
      ...asFirst,
      atoms: asFirst.atoms.map(one =>
        one.unit === '1' ? { ...one, facts: { ...one.facts, teachers: 2 as const } } : one,
      ),
    };
    const decision = decide(now, [ask(['1'])], [shown]);
    expect(decision.unprotected).toHaveLength(1);
    expect(decision.unprotected[0]).toContain('"1"');
  });
});

describe('languages', () => {
  it('are not named where few study them: the row is left out, so that nobody can tell it from one where nobody does', () => {
    const block = blockOf(
      atom('1', facts(20, 10), 'alla', 'Arabiska'),
      atom('1', facts(3, 1), 'alla', 'Tigrinja'),
    );
    const [named, few] = decide(block, [
      ask(['1'], 'alla', ['Arabiska']),
      ask(['1'], 'alla', ['Tigrinja']),
    ]).decided;
    expect(named?.told.antal).toEqual({ state: 'visas' });
    expect(few?.told).toEqual({});
  });
});

/** The time of the processor: other work on the machine is not the table's. In milliseconds. */
const timeOf = <Result>(work: () => Result): { readonly result: Result; readonly time: number } => {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, time: (user + system) / 1000 };
};

const chanceFrom = (seed: number) => {
  const random = createRandom(seed);
  return {
    below: (limit: number) => random.below(limit),
    isOne: (of: number) => random.below(of) === 0,
  };
};

describe('a large table', () => {
  it('of twenty units and five subjects with their totals is decided while someone waits', () => {
    const chance = chanceFrom(5);
    const units = Array.from({ length: 20 }, (_, u) => `${41_000_000 + u}`);
    const subjects = ['Bild', 'Kemi', 'Matematik', 'Musik', 'Svenska'];
    const atoms = units.flatMap(unit => {
      const pupils = chance.isOne(3) ? 4 + chance.below(12) : 20 + chance.below(80);
      return subjects.map(subject => atom(unit, drawFacts(chance, pupils), 'alla', subject));
    });
    const asked = [...units.map(unit => [unit]), units].flatMap(members =>
      [...subjects.map(subject => [subject]), subjects].map(some => ask(members, 'alla', some)),
    );
    const { result, time } = timeOf(() => decide(blockOf(...atoms), asked));
    // About a second and a half on quiet cores.
    expect(time).toBeLessThan(8_000);
    expect(result.unprotected).toEqual([]);
    const states = result.decided.flatMap(({ told }) => Object.values(told).map(({ state }) => state));
    expect(states.filter(state => state === 'visas').length).toBeGreaterThan(250);
    expect(states).toContain('dold');
  });

  /** Girls and boys in Swedish and in Swedish as a second language, inside, after all pupils. */
  const decideGenders = (
    unitCount: number,
    teachers: GroupFacts['teachers'],
    reader: Parameters<typeof decideBlock>[3] = inside,
  ) => {
    const chance = chanceFrom(5);
    const units = Array.from({ length: unitCount }, (_, u) => `${41_000_000 + u}`);
    const subjects = ['Svenska', 'Svenska som andraspråk'];
    const atoms = units.flatMap(unit => {
      const pupils = chance.isOne(5) ? 8 + chance.below(12) : 40 + chance.below(90);
      return subjects.flatMap((subject, index) => {
        const some = Math.round(pupils * (index === 0 ? 0.85 : 0.15) * (0.5 + chance.below(100) / 100));
        const girls = drawFacts(chance, Math.round(some * 0.48), { teachers });
        const boys = drawFacts(chance, some - girls.pupils, { teachers });
        return [
          atom(unit, sumOfFacts([girls, boys], false), 'alla', subject),
          atom(unit, girls, 'flickor', subject),
          atom(unit, boys, 'pojkar', subject),
        ];
      });
    });
    const block = { ...blockOf(...atoms), eitherOr: [subjects] };
    const half = unitCount / 2;
    const places = [...units.map(unit => [unit]), units.slice(0, half), units.slice(half), units];
    const askedOf = (genders: readonly GroupGender[]) =>
      places.flatMap(place =>
        subjects.flatMap(subject => genders.map(gender => ask(place, gender, [subject]))),
      );
    const all = decide(block, askedOf(['alla']), [], inside);
    const genders = decide(block, askedOf(['flickor', 'pojkar']), [all.entry], reader);
    const shown = (isWanted: (units: readonly string[]) => boolean) =>
      genders.decided
        .filter(({ identity }) => isWanted(identity.units))
        .flatMap(({ told }) => Object.values(told).filter(({ state }) => state !== 'dold')).length;
    return {
      unprotected: genders.unprotected,
      ofUnits: shown(members => members.length === 1),
      ofMany: shown(members => members.length > 1),
    };
  };

  it('of girls and boys hides nothing in vain, where all pupils told more than it could hide', () => {
    const { unprotected, ofUnits, ofMany } = decideGenders(8, 3);
    expect(unprotected.length).toBeGreaterThan(0);
    expect(ofUnits + ofMany).toBeGreaterThan(30);
  });

  it('of girls and boys gives up the units for the areas where it takes more effort than it gets, and then all', () => {
    const decided = (mostEffort: number) => decideGenders(12, 3, { ...inside, mostEffort });
    const [whole, areas, nothing] = [decided(3e7), decided(1e6), decided(1e3)];
    expect(whole.ofUnits).toBeGreaterThan(30);
    expect(areas.ofUnits).toBe(0);
    expect(areas.ofMany).toBeGreaterThan(10);
    expect(nothing.ofUnits + nothing.ofMany).toBe(0);
  });

  it('of girls and boys in twenty units is decided to the end, unit by unit, while somebody waits', () => {
    const { result, time } = timeOf(() => decideGenders(20, 3));
    // About four seconds on quiet cores.
    expect(time).toBeLessThan(45_000);
    expect(result.ofUnits).toBeGreaterThan(50);
    expect(result.ofMany).toBeGreaterThan(20);
  }, 90_000);
});
