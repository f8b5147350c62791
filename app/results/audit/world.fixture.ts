import { createRandom } from '#statistics/index.ts';
import { loadSolver } from '../solver.ts';
import type { GroupFacts, Part, Told, ValueBounds } from '../suppression/group.ts';
import type { GroupGender, Measured } from '../suppression/identity.ts';
import type { SuppressionRule } from '../suppression/primary.ts';
import {
  type AskedGroup,
  type Atom,
  type Block,
  decideBlock,
  type LedgerBlock,
} from '../suppression/release.ts';
import { meanRounding } from '../suppression/rounding.ts';
import { thresholds } from '../suppression/thresholds.ts';
import type { AuditTerms, ReleasedGroup } from './disclosure.ts';
import {
  behindIn,
  type Chance,
  differenceBounds,
  eitherOr,
  gradeBounds,
  linkedWishes,
  points,
  swedishWishes,
  type Wish,
} from './linked-world.fixture.ts';

await loadSolver();

/** The worlds are drawn by the same source of chance as everything else that must come out the same each time. */
const chanceOf = (seed: number): Chance => {
  const random = createRandom(seed);
  return { below: limit => random.below(limit), isOne: in_ => random.below(in_) === 0 };
};

const bounds: Readonly<Record<string, ValueBounds>> = {
  betygspoäng: gradeBounds,
  provbetygspoäng: gradeBounds,
  skillnad: differenceBounds,
};
const noBounds: ValueBounds = { within: [0, 20], outside: [0, 20] };
export const boundsOfMeasure = (measure: string): ValueBounds => bounds[measure] ?? noBounds;

export const languages: ReadonlySet<string> = new Set([
  'Arabiska',
  'Somaliska',
  'Finska',
  'Tigrinja',
  'Polska',
]);

export const auditTerms: AuditTerms = {
  boundsOf: boundsOfMeasure,
  isLanguage: subject => languages.has(subject),
  behind: behindIn,
  roundingOf: facts => meanRounding(facts) ?? [0, 0],
  eitherOr,
  fewest: 10,
  tail: 4,
  fewestTeachers: 3,
  largestClassShare: 0.75,
  meanWidth: thresholds.meanWidth,
  unpairedWidth: thresholds.unpairedWidth,
};

/** Facts of so many pupils with grades drawn by chance; `skill` 0–100 shifts them. */
export const drawFacts = (
  chance: Chance,
  pupils: number,
  {
    teachers = 3,
    failing = null,
    skill = 50,
  }: { teachers?: GroupFacts['teachers']; failing?: number | null; skill?: number } = {},
): GroupFacts => {
  const failed =
    failing ?? Array.from({ length: pupils }).filter(() => chance.below(100) > 70 + skill * 0.28).length;
  let sum = 0;
  for (let pupil = failed; pupil < pupils; pupil += 1) sum += points[1 + chance.below(5)] ?? 10;
  return {
    pupils,
    basis: pupils,
    part: pupils - Math.min(failed, pupils),
    sum,
    teachers,
    largestClass: pupils <= 20 ? null : Math.ceil(pupils * 0.4),
  };
};

export const allParts: readonly Part[] = ['antal', 'medelvärde', 'andel'];

export const askFor = (
  measured: Measured,
  units: readonly string[],
  subjects: readonly string[],
  gender: GroupGender = 'alla',
): AskedGroup => ({
  identity: { ...measured, units: [...units].sort(), subjects: [...subjects].sort(), gender },
  parts: allParts,
  weight: units.length > 1 ? 6 : gender === 'alla' ? 2 : 1,
});

/** Runs the wishes one after another against one ledger. What cannot be protected is not released. */
export const releaseAll = (
  wishes: readonly Wish[],
  without: SuppressionRule | null = null,
): {
  readonly released: readonly ReleasedGroup[];
  readonly refused: number;
  readonly shown: number;
  readonly hidden: number;
} => {
  const ledger = new Map<string, LedgerBlock[]>();
  const released: ReleasedGroup[] = [];
  let [refused, shown, hidden] = [0, 0, 0];
  const reader = { audience: 'utanför huvudmannen' } as const;
  const keyOf = ({ block }: Wish) => JSON.stringify(block.measured);
  for (const [index, wish] of wishes.entries()) {
    const { block, asked, before } = wish;
    const earlier = ledger.get(keyOf(wish)) ?? [];
    const behind = (without === 'linked results' ? [] : (wish.behind ?? [])).map(one => ({
      key: keyOf(one),
      bounds: one.block.bounds,
      ...decideBlock(one.block, one.asked, ledger.get(keyOf(one)) ?? [], reader, without),
    }));
    const decision = decideBlock({ ...block, behind }, asked, earlier, reader, without);
    if ([decision, ...behind].some(({ unprotected }) => unprotected.length > 0) && without === null) {
      refused += 1;
      continue;
    }
    // A version that decides when results are delivered, and not when they are asked for, keeps what held then.
    const stored =
      without === 'at query time' && before
        ? new Map(
            decideBlock(before, asked, earlier, reader).entry.entries.map(
              one => [JSON.stringify(one.identity), one.told] as const,
            ),
          )
        : null;
    const entries = decision.entry.entries.map(one => ({
      ...one,
      told: stored?.get(JSON.stringify(one.identity)) ?? one.told,
    }));
    ledger.set(keyOf(wish), [...earlier, { ...decision.entry, entries }]);
    for (const { key, entry } of behind) {
      ledger.set(key, [...(ledger.get(key) ?? []), entry]);
      released.push(...entry.entries.map(one => ({ ...one, release: `${index}` })));
    }
    for (const { told } of entries)
      for (const state of Object.values(told as Told))
        if (state.state === 'dold') hidden += 1;
        else shown += 1;
    released.push(...entries.map(one => ({ ...one, release: `${index}` })));
  }
  return { released, refused, shown, hidden };
};

type Unit = { readonly code: string; readonly size: number };

/** Five academic years of an authority with mergers, moves, late grades and corrections, and what it lets out. */
export const worldOf = (seed: number, years = 5): readonly Wish[] => {
  const chance = chanceOf(seed);
  const units: Unit[] = Array.from({ length: 6 + chance.below(5) }, (_, index) => ({
    code: `${41000000 + index}`,
    // Schools of every size; always a small one, one where two teach and one where a class dominates.
    size:
      index === 0
        ? 3 + chance.below(4)
        : index < 4
          ? 30 + chance.below(40)
          : chance.isOne(4)
            ? 5 + chance.below(14)
            : 15 + chance.below(80),
  }));
  const areaCount = 2 + chance.below(2);
  const areaOf = new Map(
    units.map(({ code }, index) => [code, index < 3 ? 0 : chance.below(areaCount)] as const),
  );
  const mergesIn = 2022 + chance.below(3);
  const movesIn = 2022 + chance.below(3);
  const wishes: Wish[] = [];
  for (let academicYear = 2021; academicYear < 2021 + years; academicYear += 1) {
    const isMerged = academicYear >= mergesIn;
    const codes = units.map(({ code }) => code);
    // The two last become one unit with a code of its own.
    const [one, other] = codes.slice(-2) as [string, string];
    const merged = '41999999';
    const present: readonly string[] = isMerged ? [...codes.slice(0, -2), merged] : codes;
    const area = (code: string) => (code === merged ? areaOf.get(one) : areaOf.get(code)) ?? 0;
    const areasNow = (shift: boolean) =>
      Array.from({ length: areaCount }, (_, index) =>
        present.filter(
          code => (shift && code === present[1] ? (area(code) + 1) % areaCount : area(code)) === index,
        ),
      ).filter(members => members.length > 1 && members.length < present.length);
    const areas = areasNow(academicYear >= movesIn);

    const measured: Measured = { measure: 'betygspoäng', level: '9', academicYear, semester: 'VT' };
    const drawUnit = (code: string): Atom[] => {
      const unit = units.find(candidate => candidate.code === code);
      const size = unit?.size ?? units.slice(-2).reduce((sum, { size: each }) => sum + each, 0);
      const pupils = Math.max(2, size + chance.below(7) - 3);
      const teachers = code === codes[2] ? 2 : pupils > 12 || chance.isOne(2) ? 3 : 0;
      const girls = Math.min(
        pupils,
        chance.isOne(5) ? chance.below(6) : Math.round(pupils * (0.4 + chance.below(20) / 100)),
      );
      const unknown = chance.isOne(6) ? Math.min(1 + chance.below(2), pupils - girls) : 0;
      const skill = chance.below(100);
      const facts = (count: number) =>
        drawFacts(chance, count, { teachers, skill, failing: code === codes[1] ? Math.min(count, 1) : null });
      const parts = [
        { gender: 'flickor' as const, facts: facts(girls) },
        { gender: 'pojkar' as const, facts: facts(pupils - girls - unknown) },
        ...(unknown > 0 ? [{ gender: 'okänt' as const, facts: facts(unknown) }] : []),
      ];
      const whole = parts.reduce<GroupFacts>(
        (sum, { facts: each }) => ({
          teachers: sum.teachers,
          largestClass: sum.largestClass,
          pupils: sum.pupils + each.pupils,
          basis: sum.basis + each.basis,
          part: (sum.part ?? 0) + (each.part ?? 0),
          sum: (sum.sum ?? 0) + (each.sum ?? 0),
        }),
        { pupils: 0, basis: 0, part: 0, sum: 0, teachers, largestClass: null },
      );
      const largestClass = code === codes[3] ? Math.ceil(pupils * 0.8) : Math.ceil(pupils * 0.5);
      return [{ gender: 'alla' as const, facts: { ...whole, largestClass } }, ...parts].map(
        ({ gender, facts: each }) => ({ unit: code, subject: 'Matematik', gender, facts: each }),
      );
    };
    const block: Block = {
      measured,
      bounds: boundsOfMeasure(measured.measure),
      atoms: present.flatMap(drawUnit),
      ...{ languages, eitherOr, behind: [] },
    };
    const ask = (groups: readonly (readonly string[])[], gender: GroupGender = 'alla') =>
      groups.map(members => askFor(measured, members, ['Matematik'], gender));
    const all = [present];
    const singles = present.map(code => [code]);
    const genders = (['flickor', 'pojkar'] as const).filter(() => !chance.isOne(3));
    const tables: AskedGroup[][] = [
      [...ask(all), ...ask(areas)],
      [...ask(all), ...ask(areas), ...ask(singles)],
      genders.flatMap(gender => [...ask(all, gender), ...ask(singles, gender)]),
      [...ask(areasNow(academicYear < movesIn)), ...ask(singles)],
    ];
    for (let turn = tables.length - 1; turn > 0; turn -= 1) {
      const swap = chance.below(turn + 1);
      [tables[turn], tables[swap]] = [tables[swap] as AskedGroup[], tables[turn] as AskedGroup[]];
    }
    const chosen = tables.filter((table, index) => table.length > 0 && (index < 2 || chance.isOne(2)));
    for (const asked of chosen) wishes.push({ block, asked });
    // Late grades and corrections: some few pupils at one unit, and a whole class at another.
    const late = correct(chance, block, present[chance.below(present.length)] ?? '', 1 + chance.below(4));
    wishes.push({ block: late, asked: tables[0] as AskedGroup[], before: block });
    if (chance.isOne(2)) {
      const moved = correct(
        chance,
        late,
        present[1 + chance.below(present.length - 1)] ?? '',
        12 + chance.below(9),
      );
      wishes.push({ block: moved, asked: [...ask(all), ...ask(singles)], before: late });
    }
    if (!isMerged && chance.isOne(2))
      // After the merger the earlier years are shown for what has become of the units.
      wishes.push({ block, asked: ask([...all, [one, other]]) });

    // A class had been counted at the wrong unit: what could be shown when it was delivered cannot be shown when it is asked for.
    const tested: Measured = { ...measured, measure: 'provbetygspoäng' };
    const asDelivered: Block = {
      measured: tested,
      bounds: boundsOfMeasure(tested.measure),
      ...{ languages, eitherOr, behind: [] },
      atoms: present.map(unit => ({
        unit,
        subject: 'Matematik',
        gender: 'alla' as const,
        facts: drawFacts(chance, unit === present[0] ? 22 : 26 + chance.below(40), {}),
      })),
    };
    const asItIs: Block = {
      ...asDelivered,
      atoms: asDelivered.atoms.map(atom =>
        atom.unit === present[0] ? { ...atom, facts: drawFacts(chance, 5 + chance.below(4), {}) } : atom,
      ),
    };
    wishes.push({
      block: asItIs,
      asked: [present, ...singles].map(members => askFor(tested, members, ['Matematik'])),
      before: asDelivered,
    });

    const tongue: Measured = { ...measured, measure: 'provbetygspoäng', level: '6' };
    const tongues: Block = {
      measured: tongue,
      bounds: boundsOfMeasure(tongue.measure),
      ...{ languages, eitherOr, behind: [] },
      atoms: [...languages].flatMap((subject, index) =>
        present.slice(0, 4).map(unit => ({
          unit,
          subject,
          gender: 'alla' as const,
          facts: drawFacts(chance, index === 0 ? 1 : chance.below(index === 1 ? 30 : 12), {}),
        })),
      ),
    };
    const covered = present.slice(0, 4);
    wishes.push(
      ...linkedWishes(chance, academicYear, present.slice(0, 5), languages),
      ...swedishWishes(chance, academicYear, present.slice(0, 4), languages),
    );
    wishes.push({
      block: tongues,
      asked: [
        askFor(tongue, covered, [...languages]),
        ...[...languages].map(language => askFor(tongue, covered, [language])),
        ...covered.map(unit => askFor(tongue, [unit], [...languages])),
      ],
    });
  }
  return wishes;
};

/** The same block after so many pupils have come to one unit. */
const correct = (chance: Chance, block: Block, unit: string, pupils: number): Block => {
  const change = drawFacts(chance, pupils, {});
  return {
    ...block,
    atoms: block.atoms.map(atom =>
      atom.unit !== unit || (atom.gender !== 'alla' && atom.gender !== 'pojkar')
        ? atom
        : {
            ...atom,
            facts: {
              ...atom.facts,
              pupils: atom.facts.pupils + change.pupils,
              basis: atom.facts.basis + change.basis,
              part: (atom.facts.part ?? 0) + (change.part ?? 0),
              sum: (atom.facts.sum ?? 0) + (change.sum ?? 0),
            },
          },
    ),
  };
};
