import type { DeliveryKind } from '#app/results/index.ts';
import { type Semester, semesters } from '#app/shared/academic-year.ts';
import { createRandom, type Random } from '#statistics/index.ts';
import type { HasPost } from './result-files.ts';
import { lastingDraws, type ResultSchool, somebody } from './result-pupils.ts';
import {
  type DemoResultFile,
  gradeOf,
  lastResultYear,
  numberWritten,
  resultYears,
  writeFile,
} from './result-writing.ts';
import { testNumbersOf } from './test-number.ts';

/**
 * The raw files of upper secondary, adult and mother-tongue education: course grades in five years, subject grades from the year
 * that the first pupils read by Gy25, and the last two years of komvux, sfi and mother tongue. Invented like the compulsory schools'.
 */
const SEED = 20_270_117;
const ADULT_YEARS = 2;

const AT_UNIT = 0.2;
const COURSE_AT_UNIT = 0.15;
const YEAR_AT_UNIT = 0.1;
const POST = 0.03;
const LENIENCY = 0.3;
const ABSENT_FROM_TEST = 0.05;
const GROUP = 28;

/** A course with the subject that a post would be in, by the register's name of it. */
type Course = { readonly code: string; readonly subject: string; readonly isTested: boolean };

const course = (code: string, subject: string, isTested = false): Course => ({ code, subject, isTested });
const mathematics = (track: string) => course(`MATMAT01${track}`, 'Matematik', true);
const english = course('ENGENG05', 'Engelska', true);
const swedish = course('SVESVE01', 'Svenska', true);

/** What is read in the first year at a unit of upper secondary education, and by how many. */
const upperSecondary: readonly {
  readonly unit: string;
  readonly pupils: number;
  readonly courses: readonly Course[];
}[] = [
  {
    unit: '99501386',
    pupils: 140,
    courses: [
      mathematics('c'),
      english,
      swedish,
      course('FYSFYS01a', 'Fysik'),
      course('BIOBIO01', 'Biologi'),
    ],
  },
  {
    unit: '99512947',
    pupils: 150,
    courses: [
      ...[mathematics('b'), english, swedish],
      ...[course('SAMSAM01b', 'Samhällskunskap'), course('HISHIS01b', 'Historia')],
    ],
  },
  {
    unit: '99524608',
    pupils: 120,
    courses: [mathematics('a'), english, swedish, course('SAMSAM01a1', 'Samhällskunskap')],
  },
];

/** The same subjects by Gy25, where a level takes the place of a course. */
const levelOf: Readonly<Record<string, string>> = {
  Matematik: 'MATE1000X',
  Engelska: 'ENGE1000X',
  Svenska: 'SVEN1000X',
  Fysik: 'FYSI1000X',
  Biologi: 'BIOL1000X',
  Samhällskunskap: 'SAMH1000X',
  Historia: 'HIST1000X',
};
const FIRST_BY_LEVELS = 2025;
/** Courses of the second year, by the older rules, in the year when the first pupils read by levels. */
const later: Readonly<Record<string, string>> = {
  MATMAT01a: 'MATMAT02a',
  MATMAT01b: 'MATMAT02b',
  MATMAT01c: 'MATMAT02c',
  ENGENG05: 'ENGENG06',
  SVESVE01: 'SVESVE02',
};

const ADULT_UNIT = '99607351';
const adultCourses: readonly (readonly [course: Course, students: number])[] = [
  [course('MATMAT01a', 'Matematik'), 60],
  [english, 75],
  [course('SVASVA01', 'Svenska som andraspråk'), 55],
  [course('GRNMAT2', 'Matematik'), 30],
];
const sfiCourses: readonly (readonly [code: string, students: number])[] = [
  ['A', 18],
  ['B', 45],
  ['C', 70],
  ['D', 65],
];
const SFI = 'Svenska för invandrare';

const languages = ['ARA', 'SOM', 'FIN', 'TIR', 'PRS', 'POL'] as const;
/** Pupils in a year level who are graded in their mother tongue: one in so many. */
const ONE_IN_WITH_MOTHER_TONGUE = 9;

const columns = {
  person: ['Personnummer', 'Efternamn', 'Förnamn', 'Kön', 'Skolenhetskod'],
  course: ['Klass', 'Kurskod', 'Betyg', 'Provbetyg', 'Lärare'],
  level: ['Klass', 'Nivåkod', 'Betyg', 'Provbetyg', 'Lärare'],
  adult: ['Kurskod', 'Betyg', 'Lärare'],
  motherTongue: ['Årskurs', 'Språkkod', 'Termin', 'Betyg', 'Lärare'],
} as const;

class Grading {
  readonly #random: Random;
  readonly #hasPost: HasPost;
  readonly #lasting: (key: string) => number;

  constructor(random: Random, hasPost: HasPost) {
    this.#random = random;
    this.#hasPost = hasPost;
    this.#lasting = lastingDraws(random);
  }

  /** What a student of a unit knows in a subject, in pupil SD. */
  known(unit: string, subject: string, academicYear: number): number {
    return (
      this.#random.normal() +
      AT_UNIT * this.#lasting(unit) +
      COURSE_AT_UNIT * this.#lasting(`${unit} ${subject}`) +
      YEAR_AT_UNIT * this.#lasting(`${unit} ${academicYear}`) +
      (this.#hasPost(unit, subject, academicYear) ? POST : 0)
    );
  }

  isAbsent(): boolean {
    return this.#random.uniform() < ABSENT_FROM_TEST;
  }
}

/** People of an age, each met once in a year; the cells that every file begins with. */
class Students {
  readonly #random: Random;
  readonly #academicYear: number;
  readonly #numbers: readonly string[];
  #next = 0;

  constructor(random: Random, academicYear: number, age: number) {
    this.#random = random;
    this.#academicYear = academicYear;
    this.#numbers = testNumbersOf(academicYear + 1 - age);
  }

  next(unit: string): string[] {
    const number = this.#numbers[this.#next] ?? '';
    this.#next += 1;
    const { gender, familyName, givenName } = somebody(this.#random, number);
    return [numberWritten(number, this.#academicYear), familyName, givenName, gender, unit];
  }
}

const teacherOf = (code: string, group: number): string => `${code.slice(0, 3)}${1 + group}`;
const shortOf: Readonly<Record<string, string>> = { Matematik: 'MA', Engelska: 'EN' };

const gradesAt = (
  grading: Grading,
  students: Students,
  academicYear: number,
  codeOf: (one: Course) => string | undefined,
): string[][] =>
  upperSecondary.flatMap(({ unit, pupils, courses }) => {
    const read = courses.flatMap(one => {
      const code = codeOf(one);
      return code === undefined ? [] : [{ ...one, code }];
    });
    return Array.from({ length: read.length === 0 ? 0 : pupils }, (_, at) => {
      const person = students.next(unit);
      const group = Math.floor(at / GROUP);
      return read.map(({ code, subject, isTested }) => {
        const value = grading.known(unit, subject, academicYear);
        const short = shortOf[subject] ?? subject;
        const test = isTested ? (grading.isAbsent() ? 'deltog inte' : gradeOf(short, value)) : '';
        const grade = gradeOf(short, value + LENIENCY);
        return [...person, `${unit.slice(3, 5)}${group + 1}`, code, grade, test, teacherOf(code, group)];
      });
    }).flat();
  });

const adultRows = (
  grading: Grading,
  random: Random,
  academicYear: number,
  read: readonly (readonly [course: Course, students: number])[],
): string[][] =>
  read.flatMap(([{ code, subject }, count], at) => {
    const students = new Students(random, academicYear, 28 + at);
    return Array.from({ length: count }, (_, k) => {
      const value = grading.known(ADULT_UNIT, subject, academicYear);
      const group = Math.floor(k / GROUP);
      return [
        ...students.next(ADULT_UNIT),
        code,
        gradeOf(shortOf[subject] ?? subject, value),
        teacherOf(subject, group),
      ];
    });
  });

const motherTongueRows = (
  grading: Grading,
  random: Random,
  academicYear: number,
  semester: Semester,
  schools: readonly ResultSchool[],
): string[][] =>
  ['6', '7', '8', '9'].flatMap(level => {
    const students = new Students(random, academicYear, 7 + Number(level));
    return schools
      .filter(
        ({ yearLevels, firstYear, lastYear }) =>
          yearLevels.includes(level) && firstYear <= academicYear && academicYear <= lastYear,
      )
      .flatMap(({ schoolUnitCode, perLevel }) =>
        Array.from({ length: Math.round(perLevel / ONE_IN_WITH_MOTHER_TONGUE) }, () => {
          // Arabic is read by the most, and each language after it by fewer.
          const language =
            languages[Math.min(random.below(languages.length), random.below(languages.length))];
          const value = grading.known('Modersmål', String(language), academicYear) + LENIENCY;
          return [
            ...students.next(schoolUnitCode),
            ...[level, String(language), semester, gradeOf('ML', value), `ML${language}`],
          ];
        }),
      );
  });

/** Every such file, oldest first. The same posts and schools give the same bytes. */
export const makeCourseFiles = (schools: readonly ResultSchool[], hasPost: HasPost): DemoResultFile[] => {
  const random = createRandom(SEED);
  const grading = new Grading(random, hasPost);
  return resultYears.flatMap(academicYear => {
    const file = (
      kind: DeliveryKind,
      header: readonly string[],
      rows: string[][],
      semester: Semester | null = null,
    ) => writeFile(kind, academicYear, [...columns.person, ...header], rows, semester);
    const byLevels = academicYear >= FIRST_BY_LEVELS;
    const first = new Students(random, academicYear, 17);
    const second = new Students(random, academicYear, 18);
    const upper = byLevels
      ? [
          file(
            'kursbetyg',
            columns.course,
            gradesAt(grading, second, academicYear, ({ code }) => later[code]),
          ),
          file(
            'amnesbetyg',
            columns.level,
            gradesAt(grading, first, academicYear, ({ subject }) => levelOf[subject]),
          ),
        ]
      : [
          file(
            'kursbetyg',
            columns.course,
            gradesAt(grading, first, academicYear, ({ code }) => code),
          ),
        ];
    const adult =
      academicYear > lastResultYear - ADULT_YEARS
        ? [
            file('komvux', columns.adult, adultRows(grading, random, academicYear, adultCourses)),
            file(
              'sfi',
              columns.adult,
              adultRows(
                ...([grading, random, academicYear] as const),
                sfiCourses.map(([code, count]) => [course(code, SFI), count] as const),
              ),
            ),
            ...semesters.map(semester =>
              file(
                'modersmal',
                columns.motherTongue,
                motherTongueRows(grading, random, academicYear, semester, schools),
                semester,
              ),
            ),
          ]
        : [];
    return [...upper, ...adult];
  });
};
