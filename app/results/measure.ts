import type { CellSums } from './cell.ts';
import { type GradeScaleId, gradeScale, type MissingReason } from './grade-scale.ts';

/** Enhet för ett mått: `andel` is a share between 0 and 1 of pupils who each count as 0 or 1. */
export const measureUnits = ['poäng', 'meritpoäng', 'andel', 'skillnad i poäng'] as const;
export type MeasureUnit = (typeof measureUnits)[number];

/** Mått i en cell: what each pupil is counted with. */
export const measures = [
  'provbetygspoäng',
  'betygspoäng',
  'meritvärde',
  'betyg minus provbetyg',
  'kravnivå uppnådd',
  'godkänd i alla ämnen',
  'behörig till yrkesprogram',
] as const;
export type Measure = (typeof measures)[number];

/** What a measure is, for pages and for those who estimate effects on it. */
export type MeasureDescription = {
  readonly unit: MeasureUnit;
  /** The lowest and the highest a pupil can have. */
  readonly lowest: number;
  readonly highest: number;
  /** Set by the pupils' own teachers, in a national test, or both: what a change in it can be evidence of. */
  readonly rests: 'betyg' | 'nationella prov' | 'betyg och nationella prov';
  /** Belongs to a subject, or to the pupil's whole school result (`allSubjects`). */
  readonly perSubject: boolean;
};

const outcomes = { grades: 'betyg', tests: 'nationella prov', both: 'betyg och nationella prov' } as const;

export const measureDescriptions: Readonly<Record<Measure, MeasureDescription>> = {
  provbetygspoäng: { unit: 'poäng', lowest: 0, highest: 20, rests: outcomes.tests, perSubject: true },
  betygspoäng: { unit: 'poäng', lowest: 0, highest: 20, rests: outcomes.grades, perSubject: true },
  meritvärde: { unit: 'meritpoäng', lowest: 0, highest: 340, rests: outcomes.grades, perSubject: false },
  'betyg minus provbetyg': {
    unit: 'skillnad i poäng',
    lowest: -20,
    highest: 20,
    rests: outcomes.both,
    perSubject: true,
  },
  'kravnivå uppnådd': { unit: 'andel', lowest: 0, highest: 1, rests: outcomes.tests, perSubject: true },
  'godkänd i alla ämnen': { unit: 'andel', lowest: 0, highest: 1, rests: outcomes.grades, perSubject: false },
  'behörig till yrkesprogram': {
    unit: 'andel',
    lowest: 0,
    highest: 1,
    rests: outcomes.grades,
    perSubject: false,
  },
};

/**
 * Whether results of a measure rest on teachers that nobody has told of, so that it cannot be tried if they are few. What is about the
 * whole of a pupil's school results rests on all their teachers.
 */
export const isTeacherUnknown = (
  measure: Measure,
  { pupils, teachers }: { pupils: number; teachers: number },
): boolean => measureDescriptions[measure].perSubject && pupils > 0 && teachers === 0;

/** The subject of a measure that belongs to no single subject. */
const wholes = { allSubjects: 'Alla ämnen' } as const;
export const allSubjects = wholes.allSubjects;

/** The parts that the gap is counted in: how many have a higher, the same or a lower grade than test grade. */
export const gapSteps = ['högre', 'lika', 'lägre'] as const;
export type GapStep = (typeof gapSteps)[number];

/** Mått som räknas fram ur en cell when it is asked for, and is never stored: a share of the pupils in it. */
export const derivedMeasures = [
  'andel minst E',
  'andel högre betyg än provbetyg',
  'andel lägre betyg än provbetyg',
] as const;
export type DerivedMeasure = (typeof derivedMeasures)[number];

/** A share as counted: `part` of `whole` pupils. */
export type Share = { readonly part: number; readonly whole: number };

/** A pupil without basis for a grade (streck) has not passed, though the dash is no grade: such count in the whole. */
const notPassed: readonly MissingReason[] = ['streck'];

const sumOf = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The share of pupils who have passed, of those with a grade or a dash. Null when the cell keeps no grades. */
export const shareOfPassed = (sums: CellSums, scaleId: GradeScaleId): Share | null => {
  const { histogram } = sums;
  if (histogram === null) return null;
  const part = sumOf(
    gradeScale(scaleId)
      .steps.filter(step => step.isPass)
      .map(step => histogram[step.value] ?? 0),
  );
  return { part, whole: sums.n + sumOf(notPassed.map(reason => sums.missing[reason] ?? 0)) };
};

/** The share whose grade is higher (or lower) than their test grade, of those with both. Null when the cell is no gap. */
export const shareOfGap = (sums: CellSums, step: GapStep): Share | null =>
  sums.histogram === null ? null : { part: sums.histogram[step] ?? 0, whole: sums.n };

/** Decimals that a mean of the measure is written with, wherever it is told. */
export const decimalsOf = (measure: Measure): number =>
  measureDescriptions[measure].unit === 'meritpoäng' ? 0 : 1;
