import type { Random } from '#statistics/index.ts';
import { words } from './result-writing.ts';
import { testNumbersOf } from './test-number.ts';

/** Årskull och skolor of Ekdala's invented pupils, before any result is made of them. */

/** A school as the results need it. */
export type ResultSchool = {
  readonly schoolUnitCode: string;
  readonly yearLevels: readonly string[];
  /** Academic years, by their start, in which it had pupils. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** Pupils in each year level. */
  readonly perLevel: number;
};

/** An invented pupil: what is written in the files, and what lies behind the results. */
export type ResultPupil = {
  readonly number: string;
  readonly isGirl: boolean;
  readonly familyName: string;
  readonly givenName: string;
  /** Reads svenska som andraspråk. */
  readonly secondLanguage: boolean;
  readonly isProtected: boolean;
  /** Standing in a subject, in pupil SD, that lasts through school. */
  readonly standing: (subject: string) => number;
  /** The school in years F–6 and in 7–9; null for those who were elsewhere then. */
  readonly lower: ResultSchool | null;
  readonly upper: ResultSchool | null;
};

const girls = [
  'Alva',
  'Ella',
  'Freja',
  'Iris',
  'Klara',
  'Leya',
  'Märta',
  'Nour',
  'Saga',
  'Tyra',
  'Zahra',
  'Åse',
];
const boys = [
  'Adam',
  'Björn',
  'Elis',
  'Hugo',
  'Ivar',
  'Kasper',
  'Loke',
  'Milo',
  'Omar',
  'Sixten',
  'Vidar',
  'Örjan',
];
const families = [
  'Almgren',
  'Björkö',
  'Dahlén',
  'Ekvall',
  'Fjällgren',
  'Granath',
  'Haddad',
  'Källman',
  'Lövdahl',
  'Norrby',
  'Rönn',
  'Sjögren',
  'Tallmyr',
  'Öberg',
];

const SECOND_LANGUAGE = 0.12;
const PROTECTED = 0.004;
/** Pupils of an upper school who came to the municipality after year 6. */
const MOVED_IN = 0.08;

/** Draws from a normal distribution that are the same each time they are asked for: what a school, or a pupil, has that lasts. */
export const lastingDraws = (random: Random): ((key: string) => number) => {
  const kept = new Map<string, number>();
  return key => {
    const known = kept.get(key) ?? random.normal();
    kept.set(key, known);
    return known;
  };
};

const pick = (random: Random, from: readonly string[]): string => from[random.below(from.length)] ?? '';

const isGirlsNumber = (number: string): boolean => Number(number.at(-2)) % 2 === 0;

/** A made-up name for whoever has this number. */
export const somebody = (
  random: Random,
  number: string,
): { readonly gender: string; readonly familyName: string; readonly givenName: string } => {
  const isGirl = isGirlsNumber(number);
  return {
    gender: isGirl ? words.girl : words.boy,
    familyName: pick(random, families),
    givenName: pick(random, isGirl ? girls : boys),
  };
};

/** Schools with this year level, each as many times as it has places. */
const places = (schools: readonly ResultSchool[], level: string, academicYear: number): ResultSchool[] =>
  schools
    .filter(
      school =>
        school.yearLevels.includes(level) &&
        school.firstYear <= academicYear &&
        academicYear <= school.lastYear,
    )
    .flatMap(school => Array.from({ length: school.perLevel }, () => school));

/**
 * The pupils who leave year 9 (or would) in the spring after `leaving`: they were in year 6 three years before, and are born sixteen
 * years before that spring. A pupil of a school for F–9 stays there.
 */
export const makeCohort = (
  random: Random,
  schools: readonly ResultSchool[],
  leaving: number,
): ResultPupil[] => {
  const lower = places(schools, '6', leaving - 3);
  const upper = places(schools, '9', leaving);
  const stays = ({ yearLevels }: ResultSchool) => yearLevels.includes('6') && yearLevels.includes('9');
  const waiting = upper.filter(school => !stays(school));
  const numbers = testNumbersOf(leaving - 15);
  const order = Int32Array.from(numbers.keys());
  random.shuffle(order);
  const mixed = Int32Array.from(waiting.keys());
  random.shuffle(mixed);
  let next = 0;
  const newPupil = (from: ResultSchool | null, to: ResultSchool | null): ResultPupil => {
    const number = numbers[order[next] ?? 0] ?? '';
    next += 1;
    const isGirl = isGirlsNumber(number);
    const general = random.normal();
    const own = lastingDraws(random);
    return {
      number,
      isGirl,
      familyName: pick(random, families),
      givenName: pick(random, isGirl ? girls : boys),
      secondLanguage: random.uniform() < SECOND_LANGUAGE,
      isProtected: random.uniform() < PROTECTED,
      standing: subject => 0.8 * general + 0.6 * own(subject),
      lower: from,
      upper: to,
    };
  };
  let taken = 0;
  const pupils = lower.map(from => {
    if (stays(from)) return newPupil(from, from);
    if (random.uniform() < MOVED_IN) return newPupil(from, null);
    const to = waiting[mixed[taken] ?? -1] ?? null;
    if (to) taken += 1;
    return newPupil(from, to);
  });
  while (taken < waiting.length) {
    pupils.push(newPupil(null, waiting[mixed[taken] ?? -1] ?? null));
    taken += 1;
  }
  return pupils;
};
