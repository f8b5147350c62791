import type { DeliveryKind } from '#app/results/index.ts';
import { academicYearLabel, type Semester } from '#app/shared/academic-year.ts';

/** How the schools' systems write Ekdala's results: grades, words, letters and separators. */

/** A raw file of results, as a school system would give it. */
export type DemoResultFile = {
  readonly name: string;
  readonly kind: DeliveryKind;
  readonly academicYear: number;
  readonly semester: Semester | null;
  readonly bytes: Uint8Array;
};

export const firstResultYear = 2021;
export const lastResultYear = 2025;

export const resultYears: readonly number[] = Array.from(
  { length: lastResultYear - firstResultYear + 1 },
  (_, at) => firstResultYear + at,
);

const gradesFromLowest = ['F', 'E', 'D', 'C', 'B', 'A'] as const;
/** Where grades are parted, in SD from the mean: F below the first. */
const parts: Readonly<Record<string, readonly number[]>> = {
  MA: [-1.2, -0.3, 0.2, 0.8, 1.35],
  EN: [-1.9, -0.95, -0.4, 0.3, 0.95],
};
const usualParts = [-2.05, -0.7, -0.05, 0.7, 1.4];

/** The grade that stands for a result. @param value in pupil SD from the mean */
export const gradeOf = (subject: string, value: number): string =>
  gradesFromLowest[(parts[subject] ?? usualParts).filter(part => value >= part).length] ?? 'F';

export const words = {
  girl: 'Flicka',
  boy: 'Pojke',
  reached: 'uppnått',
  not: 'inte uppnått',
  absent: 'deltog inte',
} as const;

/** It has changed over the years, as it does. */
type Writing = {
  readonly delimiter: string;
  readonly encoding: 'utf-8' | 'utf-8 with mark' | 'windows-1252';
  readonly hyphen: boolean;
};
const writings: readonly Writing[] = [
  { delimiter: ';', encoding: 'windows-1252', hyphen: false },
  { delimiter: ';', encoding: 'utf-8 with mark', hyphen: true },
  { delimiter: '\t', encoding: 'utf-8', hyphen: false },
  { delimiter: ';', encoding: 'utf-8 with mark', hyphen: false },
  { delimiter: ';', encoding: 'utf-8 with mark', hyphen: true },
];
const writingOf = (academicYear: number): Writing => {
  const writing = writings[(academicYear - firstResultYear) % writings.length];
  if (!writing) throw new Error(`No way of writing for ${academicYear}`);
  return writing;
};

/** A pupil's number as the systems wrote it that year. */
export const numberWritten = (number: string, academicYear: number): string =>
  writingOf(academicYear).hyphen ? `${number.slice(0, 8)}-${number.slice(8)}` : number;

const bytesOf = (rows: readonly (readonly string[])[], { delimiter, encoding }: Writing): Uint8Array => {
  const text = rows.map(cells => `${cells.join(delimiter)}\r\n`).join('');
  // Every letter here is the same in Windows-1252 as in Latin-1.
  return encoding === 'windows-1252'
    ? new Uint8Array(Buffer.from(text, 'latin1'))
    : new TextEncoder().encode(encoding === 'utf-8' ? text : `\ufeff${text}`);
};

/** Rows under their header, written as they were that year. */
export const writeFile = (
  kind: DeliveryKind,
  academicYear: number,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  semester: Semester | null = null,
): DemoResultFile => ({
  name: `${[kind, academicYearLabel(academicYear).replace('/', '-'), ...(semester ? [semester] : [])].join('_')}.csv`,
  ...{ kind, academicYear, semester, bytes: bytesOf([header, ...rows], writingOf(academicYear)) },
});
