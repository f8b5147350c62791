import type { GroupFacts, Part, ValueBounds } from '../suppression/group.ts';
import type { Measured } from '../suppression/identity.ts';
import { withUnpaired } from '../suppression/linked-results.ts';
import type { AskedGroup, Atom, Block } from '../suppression/release.ts';

/** A source of chance that gives the same each time. */
export type Chance = {
  readonly below: (limit: number) => number;
  readonly isOne: (of: number) => boolean;
};
/** One table that leaves the authority: the block as it was then, what was asked for, and the results that its numbers are made of. */
export type Wish = {
  readonly block: Block;
  readonly asked: readonly AskedGroup[];
  readonly before?: Block;
  readonly behind?: readonly Wish[];
};

const HIGHEST = 20;
export const points = [0, 10, 12.5, 15, 17.5, 20] as const;
export const gradeBounds: ValueBounds = { within: [10, 20], outside: [0, 0] };
export const differenceBounds: ValueBounds = { within: [0, 20], outside: [-20, 0] };
export const eitherOr: readonly (readonly string[])[] = [['Svenska', 'Svenska som andraspråk']];

const linkedLevel = '8';
/** The grades and the tests that a difference is made of. */
export const behindIn = ({ measure, ...rest }: Measured): readonly Measured[] =>
  measure === 'skillnad'
    ? [
        { ...rest, measure: 'betygspoäng' },
        { ...rest, measure: 'provbetygspoäng', semester: null },
      ]
    : [];

const allParts: readonly Part[] = ['antal', 'medelvärde', 'andel'];
const tableOf = (measured: Measured, units: readonly string[], subject: string): AskedGroup[] =>
  [units, ...units.map(unit => [unit])].map(members => ({
    identity: { ...measured, units: [...members].sort(), subjects: [subject], gender: 'alla' },
    parts: allParts,
    weight: members.length > 1 ? 6 : 2,
  }));

const factsOf = (
  values: readonly number[],
  isWithin: (value: number) => boolean,
  teachers: 1 | 3,
): GroupFacts => ({
  pupils: values.length,
  basis: values.length,
  part: values.filter(isWithin).length,
  sum: values.reduce((sum, value) => sum + value, 0),
  teachers,
  largestClass: null,
});

type Pair = readonly [grade: number | null, test: number | null];
type School = { readonly unit: string; readonly index: number; readonly pupils: readonly Pair[] };

const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter(value => value !== null);

/** The three tables of what the pupils of some schools have, the difference last. */
const linkedTables = (
  academicYear: number,
  schools: readonly School[],
  languages: ReadonlySet<string>,
): readonly [Wish, Wish, Wish] => {
  const measured: Measured = { measure: 'skillnad', level: linkedLevel, academicYear, semester: 'VT' };
  const [gradeMeasured, testMeasured] = behindIn(measured) as [Measured, Measured];
  const atoms = (
    valueIn: (pupil: Pair) => number | null,
    teachersOf: (index: number) => 1 | 3 = () => 3,
  ): Atom[] =>
    schools.map(({ unit, index, pupils }) => ({
      ...{ unit, subject: 'Matematik', gender: 'alla' },
      facts: factsOf(known(pupils.map(valueIn)), value => value > 0, teachersOf(index)),
    }));
  const grades = atoms(([grade]) => grade);
  // Always a school where the test rests on one teacher.
  const tests = atoms(
    ([, test]) => test,
    index => (index === 1 ? 1 : 3),
  );
  const differences = atoms(([grade, test]) => (grade === null || test === null ? null : grade - test));
  const wishOf = (of: Measured, its: readonly Atom[], bounds: ValueBounds): Wish => ({
    block: { languages, eitherOr, behind: [], measured: of, bounds, atoms: its },
    asked: tableOf(
      of,
      schools.map(({ unit }) => unit),
      'Matematik',
    ),
  });
  const behind = [
    wishOf(gradeMeasured, grades, gradeBounds),
    wishOf(testMeasured, tests, gradeBounds),
  ] as const;
  const difference = wishOf(measured, withUnpaired(differences, [grades, tests], HIGHEST), differenceBounds);
  return [...behind, { ...difference, behind }];
};

/** Grades, tests and the difference between them, where some have only the one, in tables that leave in any order, before and after late tests. */
export const linkedWishes = (
  chance: Chance,
  academicYear: number,
  units: readonly string[],
  languages: ReadonlySet<string>,
): readonly Wish[] => {
  const draw = () => chance.below(points.length);
  const many = (count: number, pupil: () => Pair) => Array.from({ length: count }, pupil);
  const schools = units.map((unit, index): School => {
    // Always a school where few missed the test.
    const missedTest = index === 0 ? 1 + chance.below(9) : chance.isOne(3) ? 0 : chance.below(25);
    const onlyTest = index > 1 && chance.isOne(3) ? chance.below(14) : 0;
    const both = (): Pair => {
      const test = draw();
      return [points[Math.min(test + chance.below(2), points.length - 1)] ?? 0, points[test] ?? 0];
    };
    return {
      ...{ unit, index },
      pupils: [
        ...many(20 + chance.below(40), both),
        ...many(missedTest, () => [points[draw()] ?? 0, null]),
        ...many(onlyTest, () => [null, points[draw()] ?? 0]),
      ],
    };
  });
  const turned = (tables: readonly Wish[]): readonly Wish[] => {
    const first = chance.below(tables.length);
    return [...tables.slice(first), ...tables.slice(0, first)];
  };
  let left = 1 + chance.below(12);
  const place = 2 + chance.below(units.length - 2);
  const late = schools.map((school, at) => ({
    ...school,
    pupils: school.pupils.map(([grade, test]): Pair => {
      if (at !== place || test !== null || left === 0) return [grade, test];
      left -= 1;
      return [grade, grade];
    }),
  }));
  const before = turned(linkedTables(academicYear, schools, languages));
  if (chance.isOne(2)) return before;
  // Some of the tables leave before the late tests have come, and all of them afterwards.
  const after = turned(linkedTables(academicYear, late, languages));
  return [...before.filter(({ behind }) => behind !== undefined || chance.isOne(2)), ...after];
};

/** Swedish and Swedish as a second language, which every pupil has one of: always a unit where few have the second. */
export const swedishWishes = (
  chance: Chance,
  academicYear: number,
  units: readonly string[],
  languages: ReadonlySet<string>,
): readonly Wish[] => {
  const measured: Measured = { measure: 'betygspoäng', level: '7', academicYear, semester: 'VT' };
  const [subjects = []] = eitherOr;
  const atoms = units.flatMap((unit, index) =>
    subjects.flatMap((subject, which): Atom[] => {
      const pupils =
        which === 0 ? 25 + chance.below(40) : index === 0 ? 1 + chance.below(9) : chance.below(40);
      const values = Array.from({ length: pupils }, () => points[chance.below(points.length)] ?? 0);
      return pupils === 0
        ? []
        : [{ unit, subject, gender: 'alla', facts: factsOf(values, value => value > 0, 3) }];
    }),
  );
  const block: Block = { languages, eitherOr, behind: [], measured, bounds: gradeBounds, atoms };
  return subjects.map(subject => ({ block, asked: tableOf(measured, units, subject) }));
};
