import type { DeliveryKind } from '#app/results/index.ts';
import { createRandom, type Random } from '#statistics/index.ts';
import { lastingDraws, makeCohort, type ResultPupil, type ResultSchool } from './result-pupils.ts';
import {
  type DemoResultFile,
  firstResultYear,
  gradeOf,
  lastResultYear,
  numberWritten,
  resultYears,
  words,
  writeFile,
} from './result-writing.ts';

/**
 * The raw files of Ekdala's compulsory schools, as the schools' systems would give them: made on demand from a seed, so that no file with
 * pupils lies among the sources. Numbers are of Skatteverket's test series, and everything else is invented. Spread between schools,
 * between years and between pupils is as in published Swedish statistics.
 */

const SEED = 20_261_123;

/** Of a standard deviation of pupils: what lasts at a school, what a year brings it, and what a post adds. */
const SCHOOL = 0.3;
const SUBJECT_AT_SCHOOL = 0.15;
const YEAR_AT_SCHOOL = 0.1;
const POST = 0.03;
/** How much of a result lasts from one test to the next. */
const LASTING = Math.sqrt(0.7);
const PASSING = Math.sqrt(0.3);
const ABSENT = 0.03;
const STROKE = 0.006;
const PER_CLASS = 25;
const CLASSES_PER_TEACHER = 2;

/** A teacher's grade lies a little over the test, most in mathematics. */
const leniency: Readonly<Record<string, number>> = { MA: 0.35 };
const USUAL_LENIENCY = 0.3;

const gradedSubjects = [
  ...['BI', 'BL', 'EN', 'FY', 'GE', 'HI', 'HKK', 'IDH', 'KE', 'MA'],
  ...['MU', 'RE', 'SH', 'SL', 'SV', 'SVA', 'TK'],
];
const sciences = ['BI', 'FY', 'KE'];
const societies = ['GE', 'HI', 'RE', 'SH'];

/** Whether a school had a post in a subject in an academic year: the posts of Ekdala's own register. */
export type HasPost = (schoolUnitCode: string, subjectCode: string, academicYear: number) => boolean;

class Results {
  readonly #random: Random;
  readonly #hasPost: HasPost;
  readonly #lasting: (key: string) => number;

  constructor(random: Random, hasPost: HasPost) {
    this.#random = random;
    this.#hasPost = hasPost;
    this.#lasting = lastingDraws(random);
  }

  /** What a pupil knows, in pupil SD, when it is tested. */
  known(pupil: ResultPupil, school: ResultSchool, subject: string, academicYear: number): number {
    const code = school.schoolUnitCode;
    return (
      LASTING * pupil.standing(subject) +
      PASSING * this.#random.normal() +
      SCHOOL * this.#lasting(code) +
      SUBJECT_AT_SCHOOL * this.#lasting(`${code} ${subject}`) +
      YEAR_AT_SCHOOL * this.#lasting(`${code} ${academicYear}`) +
      (subject === 'SVA' ? -0.9 : 0) +
      (this.#hasPost(code, subject, academicYear) ? POST : 0)
    );
  }

  chance(): number {
    return this.#random.uniform();
  }

  normal(): number {
    return this.#random.normal();
  }

  /** One of several subjects, the same for a whole school in a year: which test of NO or SO it had. */
  oneOf(subjects: readonly string[], school: ResultSchool, academicYear: number): string {
    const at = Math.abs(
      Math.floor(this.#lasting(`${school.schoolUnitCode} ${academicYear} ${subjects[0]}`) * 1_000),
    );
    return subjects[at % subjects.length] ?? '';
  }
}

type Placed = {
  readonly pupil: ResultPupil;
  readonly school: ResultSchool;
  readonly className: string;
  readonly classAt: number;
};

/** Pupils by school, divided into classes in the order of the school's list. */
const inClasses = (
  pupils: readonly ResultPupil[],
  level: string,
  of: (pupil: ResultPupil) => ResultSchool | null,
): Placed[] => {
  const bySchool = Map.groupBy(
    pupils.flatMap(pupil => {
      const school = of(pupil);
      return school ? [{ pupil, school }] : [];
    }),
    ({ school }) => school,
  );
  return [...bySchool.values()].flatMap(all => {
    const classes = Math.max(1, Math.round(all.length / PER_CLASS));
    return all.map((one, at) => {
      const classAt = at % classes;
      return { ...one, classAt, className: `${level}${String.fromCharCode(65 + classAt)}` };
    });
  });
};

const columns = {
  pupil: ['Personnummer', 'Efternamn', 'Förnamn', 'Kön', 'Skolenhetskod', 'Årskurs', 'Klass'],
  test: ['Ämne', 'Provbetyg', 'Lärare', 'Skyddade personuppgifter'],
  parts: ['Ämne', 'Delprov A', 'Delprov B', 'Delprov C', 'Delprov D', 'Delprov E', 'Delprov F'],
} as const;
const pupilCells = ({ pupil, school, className }: Placed, level: string, academicYear: number): string[] => [
  numberWritten(pupil.number, academicYear),
  pupil.isProtected ? '' : pupil.familyName,
  pupil.isProtected ? '' : pupil.givenName,
  pupil.isGirl ? words.girl : words.boy,
  school.schoolUnitCode,
  level,
  className,
];

const teacherOf = ({ school, classAt }: Placed, subject: string): string =>
  `${subject}${Math.floor(classAt / CLASSES_PER_TEACHER) + 1}-${school.schoolUnitCode.slice(-2)}`;

const languageOf = (pupil: ResultPupil): string => (pupil.secondLanguage ? 'SVA' : 'SV');

const testRows = (
  results: Results,
  placed: readonly Placed[],
  level: '6' | '9',
  academicYear: number,
): string[][] =>
  placed.flatMap(one => {
    const { pupil, school } = one;
    const more =
      level === '9'
        ? [results.oneOf(sciences, school, academicYear), results.oneOf(societies, school, academicYear)]
        : [];
    return [languageOf(pupil), 'EN', 'MA', ...more].map(subject => {
      const value = results.known(pupil, school, subject, academicYear);
      const grade = results.chance() < ABSENT ? words.absent : gradeOf(subject, value);
      const cells = pupilCells(one, level, academicYear);
      return [...cells, subject, grade, teacherOf(one, subject), pupil.isProtected ? '1' : ''];
    });
  });

const partRows = (results: Results, placed: readonly Placed[], academicYear: number): string[][] =>
  placed.flatMap(one =>
    [languageOf(one.pupil), 'MA'].map(subject => {
      const value = results.known(one.pupil, one.school, subject, academicYear);
      const isAbsent = results.chance() < ABSENT;
      const reached = Array.from({ length: 6 }, () => value + 0.8 * results.normal() > -1.7);
      const written = reached.map(is => (isAbsent ? words.absent : is ? words.reached : words.not));
      return [...pupilCells(one, '3', academicYear), subject, ...written];
    }),
  );

/** One row for each pupil, one column for each subject: the language that is not read stays empty. */
const finalRows = (results: Results, placed: readonly Placed[], academicYear: number): string[][] =>
  placed.map(one => {
    const { pupil, school } = one;
    const grades = gradedSubjects.map(subject => {
      if (subject === 'SV' || subject === 'SVA') {
        if (subject !== languageOf(pupil)) return '';
      }
      if (results.chance() < STROKE) return '-';
      const value =
        results.known(pupil, school, subject, academicYear) + (leniency[subject] ?? USUAL_LENIENCY);
      return gradeOf(subject, value);
    });
    return [...pupilCells(one, '9', academicYear), ...grades];
  });

/** Every raw file of the compulsory schools' five years, oldest first. The same schools and posts give the same bytes. */
export const makeResultFiles = (schools: readonly ResultSchool[], hasPost: HasPost): DemoResultFile[] => {
  const random = createRandom(SEED);
  const results = new Results(random, hasPost);
  const cohorts = new Map<number, ResultPupil[]>();
  for (let leaving = firstResultYear; leaving <= lastResultYear + 6; leaving += 1)
    cohorts.set(leaving, makeCohort(random, schools, leaving));
  return resultYears.flatMap(academicYear => {
    const of = (leaving: number) => cohorts.get(leaving) ?? [];
    const third = inClasses(of(academicYear + 6), '3', pupil => pupil.lower);
    const sixth = inClasses(of(academicYear + 3), '6', pupil => pupil.lower);
    const ninth = inClasses(of(academicYear), '9', pupil => pupil.upper);
    const file = (kind: DeliveryKind, header: readonly string[], rows: string[][]) =>
      writeFile(kind, academicYear, [...columns.pupil, ...header], rows);
    return [
      file('np_ak3', columns.parts, partRows(results, third, academicYear)),
      file('np_ak6', columns.test, testRows(results, sixth, '6', academicYear)),
      file('np_ak9', columns.test, testRows(results, ninth, '9', academicYear)),
      file('slutbetyg', gradedSubjects, finalRows(results, ninth, academicYear)),
    ];
  });
};
