import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInGroup, type Judged, type ProfileGroup, pointAtNobody } from './profile.ts';
import { shownGroups } from './profile-protection.ts';
import { type RatingScope, ratingScopes } from './rating.ts';
import type { Judgement } from './rubric/rubric.ts';
import { type Telling, tellings } from './telling.ts';

/** Some assignments at a unit of an area, each judged as told. */
const at = (
  areaId: string,
  unitId: string,
  said: readonly Judgement[],
  scope: RatingScope = 'ämne',
  telling: Telling = 'i tid',
): Omit<Judged, 'assignmentId'>[] =>
  said.map(judgement => ({ code: 'P1', judgement, unitId, areaId, scope, telling }));

const numbered = (judged: readonly Omit<Judged, 'assignmentId'>[]): Judged[] =>
  judged.map((one, index) => ({ ...one, assignmentId: String(index) }));

const shownOf = (judged: readonly Judged[], scope: RatingScope | null = null): string[] => {
  const profiles = shownProfiles(judged);
  const places = new Set([null, ...judged.flatMap(one => [one.areaId, one.unitId])]);
  return [...places].filter(placeId => profiles.of({ placeId, scope }) !== null).map(one => one ?? 'alla');
};

const shownProfiles = (judged: readonly Judged[]) => shownGroups(judged, one => one.judgement);

const mixed = (count: number): Judgement[] =>
  Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 3 : 2));

describe('what may be shown of a criterion, area by area', () => {
  it('is everything where every area has five that are not all alike', () =>
    expect(shownOf(numbered([...at('nord', 'n1', mixed(5)), ...at('syd', 's1', mixed(6))]))).toEqual([
      ...['alla', 'nord', 'n1', 'syd', 's1'],
    ]));

  it('is not the smallest of those that could be, where a single area is too small: it could be counted out', () => {
    const judged = [
      ...at('nord', 'n1', mixed(10)),
      ...at('syd', 's1', mixed(6)),
      ...at('väst', 'v1', mixed(5)),
    ];
    expect(shownOf(numbered([...judged, ...at('öst', 'ö1', mixed(2))]))).toEqual([
      ...['alla', 'nord', 'n1', 'syd', 's1'],
    ]);
  });

  it('need not be less where the hidden are enough together, and not all alike', () => {
    const judged = [
      ...at('nord', 'n1', mixed(6)),
      ...at('syd', 's1', mixed(3)),
      ...at('väst', 'v1', mixed(2)),
    ];
    expect(shownOf(numbered(judged))).toEqual(['alla', 'nord', 'n1']);
  });

  it('is nothing but the whole where the rest would tell of each one: all of them are judged alike', () => {
    const judged = [
      ...at('nord', 'n1', mixed(6)),
      ...at('syd', 's1', [4, 4, 4]),
      ...at('väst', 'v1', [4, 4]),
    ];
    expect(shownOf(numbered(judged))).toEqual(['alla']);
  });

  it('is nothing at all where the whole is fewer than five, or all alike', () => {
    expect(shownOf(numbered(at('nord', 'n1', mixed(4))))).toEqual([]);
    expect(shownOf(numbered([...at('nord', 'n1', [3, 3, 3]), ...at('syd', 's1', [3, 3, 3])]))).toEqual([]);
  });

  it('goes on to the units of an area, with the same care', () => {
    const judged = [
      ...at('nord', 'n1', mixed(7)),
      ...at('nord', 'n2', mixed(5)),
      ...at('nord', 'n3', mixed(1)),
    ];
    expect(shownOf(numbered([...judged, ...at('syd', 's1', mixed(5))]))).toEqual([
      ...['alla', 'nord', 'n1', 'syd', 's1'],
    ]);
  });
});

describe('what may be shown of subjects beside the whole school', () => {
  it('is both where both are enough', () => {
    const judged = numbered([
      ...at('nord', 'n1', mixed(6)),
      ...at('nord', 'n1', mixed(5), 'skolövergripande'),
    ]);
    for (const scope of ratingScopes) expect(shownOf(judged, scope)).toEqual(['alla', 'nord', 'n1']);
  });

  it('is neither where one is too small, though the other is not', () => {
    const judged = numbered([
      ...at('nord', 'n1', mixed(9)),
      ...at('nord', 'n1', mixed(2), 'skolövergripande'),
    ]);
    for (const scope of ratingScopes) expect(shownOf(judged, scope)).toEqual([]);
  });

  it('is neither where areas and scopes laid beside each other would tell of few', () => {
    // Those for the whole school are in one area alone: that area without them would be three.
    const judged = numbered([
      ...at('nord', 'n1', mixed(3)),
      ...at('nord', 'n1', mixed(5), 'skolövergripande'),
      ...at('syd', 's1', mixed(7)),
    ]);
    expect(shownOf(judged)).toEqual(['alla', 'nord', 'n1', 'syd', 's1']);
    expect(shownOf(judged, 'skolövergripande')).toEqual([]);
    // Every assignment in the south is for subjects: there it says nothing that the area does not.
    expect(shownOf(judged, 'ämne')).toEqual(['syd', 's1']);
  });
});

describe('what is told on two days', () => {
  it('is decided apart and added: those that came later are left out while they are few', () => {
    const early = at('nord', 'n1', mixed(6));
    const few = at('nord', 'n1', [4, 4], 'ämne', 'senare');
    const many = at('nord', 'n1', [4, 4, 4, 4, 3], 'ämne', 'senare');
    const of = (judged: Omit<Judged, 'assignmentId'>[]) =>
      shownProfiles(numbered(judged)).of({ placeId: 'nord', scope: null });
    expect(of(early)).toEqual(
      new Map<Judgement, number>([
        [3, 3],
        [2, 3],
      ]),
    );
    expect(of([...early, ...few])).toEqual(of(early));
    expect(of([...early, ...many])).toEqual(
      new Map<Judgement, number>([
        [3, 4],
        [2, 3],
        [4, 4],
      ]),
    );
  });
});

const levels: readonly Judgement[] = [2, 3, 'kan inte bedömas'];
type Place = Pick<Judged, 'areaId' | 'unitId' | 'scope' | 'telling'>;

/** Small authorities: at most five kinds of place, so that every way they could have been judged can be tried. */
const authority = fc
  .uniqueArray(
    fc.record({
      areaId: fc.constantFrom('nord', 'syd', 'väst'),
      unit: fc.constantFrom(1, 2),
      scope: fc.constantFrom(...ratingScopes),
      telling: fc.constantFrom<Telling>('i tid', 'i tid', 'senare'),
      said: fc.array(fc.constantFrom(...levels), { minLength: 1, maxLength: 6 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
      selector: ({ areaId, unit, scope, telling }) => `${areaId} ${unit} ${scope} ${telling}`,
    },
  )
  .map(places =>
    numbered(
      places.flatMap(({ areaId, unit, scope, telling, said }) =>
        at(areaId, `${areaId}${unit}`, said, scope, telling),
      ),
    ),
  );

const groupsOf = (judged: readonly Judged[]): ProfileGroup[] =>
  [...new Set([null, ...judged.flatMap(one => [one.areaId, one.unitId])])].flatMap(placeId =>
    [null, ...ratingScopes].map(scope => ({ placeId, scope })),
  );

/** Every way to spread a number over the levels. */
const spreads = (count: number, over: number): number[][] =>
  over === 1
    ? [[count]]
    : Array.from({ length: count + 1 }, (_, first) =>
        spreads(count - first, over - 1).map(rest => [first, ...rest]),
      ).flat();

/**
 * Everything that the authority could have been judged for all that a reader has before them: how many there are everywhere, which anybody
 * can see on the board, and every number shown, on the first day and on the second. Each way is a count per level for each kind of place.
 */
const worldsOf = (judged: readonly Judged[]): { readonly places: Place[]; readonly worlds: number[][][] } => {
  const kinds = [...Map.groupBy(judged, one => `${one.unitId} ${one.scope} ${one.telling}`).values()];
  const places = kinds.flatMap(([one]) => (one ? [one] : []));
  // Whoever has kept what stood there the day before knows what came.
  const told = tellings.flatMap(telling => {
    const profiles = shownProfiles(judged.filter(one => one.telling === telling));
    return groupsOf(judged).flatMap(group => {
      const counts = profiles.of(group);
      return counts ? [{ telling, group, counts: levels.map(level => counts.get(level) ?? 0) }] : [];
    });
  });
  const inside = told.map(({ telling, group }) =>
    places.map(place => place.telling === telling && isInGroup(place as Judged, group)),
  );
  const lastOf = inside.map(within => within.lastIndexOf(true));
  let worlds: { readonly said: number[][]; readonly sums: number[][] }[] = [
    { said: [], sums: told.map(() => levels.map(() => 0)) },
  ];
  for (const [at, kind] of kinds.entries())
    worlds = worlds.flatMap(({ said, sums }) =>
      spreads(kind.length, levels.length).flatMap(spread => {
        const next = sums.map((sum, one) =>
          inside[one]?.[at] ? sum.map((value, level) => value + (spread[level] ?? 0)) : sum,
        );
        const fits = told.every(({ counts }, one) =>
          counts.every((value, level) => {
            const so = next[one]?.[level] ?? 0;
            return (lastOf[one] ?? -1) <= at ? so === value : so <= value;
          }),
        );
        return fits ? [{ said: [...said, spread], sums: next }] : [];
      }),
    );
  return { places, worlds: worlds.map(({ said }) => said) };
};

const textIn = (world: number[][], places: readonly Place[], group: ProfileGroup): string =>
  levels
    .map((_, level) =>
      places.reduce(
        (sum, place, at) => sum + (isInGroup(place as Judged, group) ? (world[at]?.[level] ?? 0) : 0),
        0,
      ),
    )
    .join(' ');

describe('what is hidden', () => {
  it('could have been otherwise, for all that is shown: nothing can be added or subtracted to it', () => {
    let tried = 0;
    fc.assert(
      fc.property(authority, judged => {
        const profiles = shownProfiles(judged);
        const { places, worlds } = worldsOf(judged);
        expect(worlds.length).toBeGreaterThan(0);
        for (const group of groupsOf(judged)) {
          const own = judged.filter(one => isInGroup(one, group));
          if (own.length === 0 || pointAtNobody(own.map(one => one.judgement))) continue;
          tried += 1;
          expect(profiles.of(group)).toBeNull();
          expect(new Set(worlds.map(world => textIn(world, places, group))).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 150 },
    );
    expect(tried).toBeGreaterThan(300);
  });

  it('is the same in whatever order the judgements come', () => {
    fc.assert(
      fc.property(authority, fc.infiniteStream(fc.nat()), (judged, random) => {
        const shuffled = judged
          .map(one => ({ one, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        for (const group of groupsOf(judged))
          expect(shownProfiles(shuffled).of(group)).toEqual(shownProfiles(judged).of(group));
      }),
    );
  });
});
