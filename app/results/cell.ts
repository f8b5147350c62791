import type { Semester } from '#app/shared/academic-year.ts';
import type { MissingReason } from './grade-scale.ts';
import type { Measure } from './measure.ts';

/** Grupp av elever i en cell. The groups of gender are parts of `alla`, and only of those whose gender the file tells. */
export const cellGroups = ['alla', 'flickor', 'pojkar'] as const;
export type CellGroup = (typeof cellGroups)[number];

/** What a cell is about. Two cells of one delivery never have the same. */
export type CellKey = {
  /** Eight digits. */
  readonly schoolUnitCode: string;
  /** A name in the authority's list of subjects ('Matematik'), or `allSubjects`. */
  readonly subject: string;
  /** Årskurs ('9'), kurs or nivå ('MATMAT01b', 'MATE1000X'), or kurs in sfi ('C'). */
  readonly level: string;
  /** The year the läsår starts. */
  readonly academicYear: number;
  /** Null where results belong to the whole academic year. */
  readonly semester: Semester | null;
  readonly measure: Measure;
  readonly group: CellGroup;
};

/**
 * What a cell holds: sums over pupils. They add up: two groups with nobody in common are one by `merge`, and a group without a
 * part of it is `subtract`. Every pupil's value is a whole number of quarters (`isExact`), so sums of doubles are exact.
 */
export type CellSums = {
  /** Pupils with a value. */
  readonly n: number;
  /** Σy, in the unit of the measure. */
  readonly sum: number;
  /** Σy². */
  readonly sumSquares: number;
  /** Pupils with each value: of the grade scale, or of `gapSteps`. Null for measures without steps (meritvärde). */
  readonly histogram: Readonly<Record<string, number>> | null;
  /** Pupils without a value, by reason: never part of n. */
  readonly missing: Readonly<Partial<Record<MissingReason, number>>>;
  /** Sums over those pupils of n whose prior result was found; null when none were. */
  readonly prior: PriorSums | null;
  /** How many teachers the result rests on at least, at most 3 told apart; 0 when the file does not tell. */
  readonly teachers: 0 | 1 | 2 | 3;
  /** Pupils of n in the largest class; null when the file does not tell. */
  readonly largestClass: number | null;
};

/** Sums over pupils with both a value (y) and a prior result (x): what regression on the prior result needs, exactly. */
export type PriorSums = {
  readonly n: number;
  readonly sumX: number;
  readonly sumSquaresX: number;
  readonly sumXY: number;
  /** Σy and Σy² over these pupils, who may be fewer than those of the cell. */
  readonly sumY: number;
  readonly sumSquaresY: number;
};

/** Cell: sums over a group of pupils. Personal data under access control: with n = 1 it is a pupil's result. */
export type Cell = CellKey & CellSums;

/** The key as one text: the same for the same key, different for different ones. */
export const cellKeyText = (key: CellKey): string =>
  JSON.stringify([
    key.schoolUnitCode,
    key.subject,
    key.level,
    key.academicYear,
    key.semester,
    key.measure,
    key.group,
  ]);

export const noPupils: CellSums = {
  n: 0,
  sum: 0,
  sumSquares: 0,
  histogram: null,
  missing: {},
  prior: null,
  teachers: 0,
  largestClass: null,
};

/** Pupils of the cell with and without a value. */
export const pupilsOf = ({ n, missing }: CellSums): number =>
  Object.values(missing).reduce((total, count) => total + count, n);

/** Larger results have no place in a school. */
const LARGEST = 2 ** 20;

/** A value whose sums and squares stay exact in doubles for 10⁹ pupils: whole quarters. */
export const isExact = (value: number): boolean => Number.isInteger(value * 4) && Math.abs(value) <= LARGEST;

type Counts = Readonly<Record<string, number>>;

/** Counts of both with a sign; what comes to 0 is left out, so that taking a part away gives what was there before it. */
const joined = (one: Counts, other: Counts, sign: 1 | -1): Record<string, number> => {
  const all = new Map(Object.entries(one));
  for (const [value, count] of Object.entries(other)) all.set(value, (all.get(value) ?? 0) + sign * count);
  return Object.fromEntries([...all].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const joinedPrior = (one: PriorSums | null, other: PriorSums | null, sign: 1 | -1): PriorSums | null => {
  if (other === null) return one;
  const from = one ?? { n: 0, sumX: 0, sumSquaresX: 0, sumXY: 0, sumY: 0, sumSquaresY: 0 };
  const all = {
    n: from.n + sign * other.n,
    sumX: from.sumX + sign * other.sumX,
    sumSquaresX: from.sumSquaresX + sign * other.sumSquaresX,
    sumXY: from.sumXY + sign * other.sumXY,
    sumY: from.sumY + sign * other.sumY,
    sumSquaresY: from.sumSquaresY + sign * other.sumSquaresY,
  };
  return all.n === 0 ? null : all;
};

/** Either may be `noPupils`, which has no histogram to add. */
const joinedHistogram = (one: CellSums, other: CellSums, sign: 1 | -1): CellSums['histogram'] => {
  if (one.histogram === null && other.histogram === null) return null;
  return joined(one.histogram ?? {}, other.histogram ?? {}, sign);
};

const joinedSums = (one: CellSums, other: CellSums, sign: 1 | -1) => ({
  n: one.n + sign * other.n,
  sum: one.sum + sign * other.sum,
  sumSquares: one.sumSquares + sign * other.sumSquares,
  histogram: joinedHistogram(one, other, sign),
  missing: joined(one.missing, other.missing, sign),
  prior: joinedPrior(one.prior, other.prior, sign),
});

const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

/** Two groups with nobody in common as one. Teachers may be the same ones, so the larger number is what is known at least. */
export const merge = (one: CellSums, other: CellSums): CellSums => ({
  ...joinedSums(one, other, 1),
  teachers: one.teachers > other.teachers ? one.teachers : other.teachers,
  largestClass: larger(one.largestClass, other.largestClass),
});

/**
 * A group without a part of it. How many teachers and how large a class is left cannot be told.
 * @throws RangeError when the part is no part of the whole: some count would be below 0
 */
export const subtract = (whole: CellSums, part: CellSums): CellSums => {
  const rest = { ...joinedSums(whole, part, -1), teachers: 0 as const, largestClass: null };
  const counts = [
    rest.n,
    rest.prior?.n ?? 0,
    ...Object.values(rest.histogram ?? {}),
    ...Object.values(rest.missing),
  ];
  if (counts.some(count => count < 0)) throw new RangeError('A part cannot hold more pupils than the whole.');
  return rest;
};
