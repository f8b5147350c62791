import { z } from 'zod';
import { semesters } from '#app/shared/academic-year.ts';
import { cellGroups } from './cell.ts';
import type { Delivery } from './delivery.ts';
import { gradeScaleIds, gradeScales, missingReasons } from './grade-scale.ts';
import { columnRoles, deliveryKinds } from './kind.ts';
import { gapSteps, measures } from './measure.ts';
import type { ColumnChoice } from './reading.ts';
import { noticeRules } from './remark.ts';

/**
 * The form in which deliveries are sent: nothing but counts, sums and words from closed lists. An unknown key, a text of its own or a
 * number that is too large for a school refuses all of it, so neither a name nor a personnummer can come along.
 */

/** More pupils than any school unit has in a year. */
const MOST_PUPILS = 100_000;
/** A unit with every subject, level and group has hundreds of cells; a large municipality some hundred units. */
const MOST_CELLS = 20_000;
const MOST_DELIVERIES = 2_000;

const count = z.int().min(0).max(MOST_PUPILS);
const sum = z.number().min(-1e9).max(1e9);

/** Counts by words of a list. A key that is not in the list is refused, and so is a list as a whole. */
const countsOf = (words: readonly string[]) =>
  z.strictObject(Object.fromEntries(words.map(word => [word, count.optional()])));

const steps = [
  ...new Set([...gradeScales.flatMap(scale => scale.steps.map(step => step.value)), ...gapSteps]),
];

const prior = z.strictObject({
  ...{ n: count, sumX: sum, sumSquaresX: sum, sumXY: sum, sumY: sum, sumSquaresY: sum },
});

const schoolUnitCode = z.string().regex(/^[1-9]\d{7}$/);
const academicYear = z.int().min(1990).max(2100);
const semester = z.enum(semesters).nullable();

const cell = z.strictObject({
  schoolUnitCode,
  // Compared with the authority's subjects and the kind's levels before anything is kept.
  subject: z.string().max(80),
  level: z.string().max(12),
  academicYear,
  semester,
  measure: z.enum(measures),
  group: z.enum(cellGroups),
  n: count,
  sum,
  sumSquares: sum,
  histogram: countsOf(steps).nullable(),
  missing: countsOf(missingReasons),
  prior: prior.nullable(),
  teachers: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  largestClass: count.nullable(),
});

const delivery = z.strictObject({
  scope: z.strictObject({ kind: z.enum(deliveryKinds), schoolUnitCode, academicYear, semester }),
  scale: z.enum(gradeScaleIds),
  rows: z.int().min(0).max(100_000_000),
  pupils: count,
  linkedPupils: count.nullable(),
  notices: countsOf(noticeRules),
  cells: z.array(cell).max(MOST_CELLS),
});

const choice = z.strictObject({
  kind: z.enum(deliveryKinds),
  headerHash: z.string().regex(/^[0-9a-f]{64}$/),
  columns: z.strictObject(
    Object.fromEntries(columnRoles.map(role => [role, z.int().min(0).max(2_000).optional()])),
  ),
});

const sentDeliveries = z.strictObject({
  deliveries: z.array(delivery).min(1).max(MOST_DELIVERIES),
  choices: z.array(choice).max(20).default([]),
  /** The registrar has been asked about deliveries that shrink, and has answered that they are whole. */
  isConfirmed: z.boolean().default(false),
});

export type SentDeliveriesInput = {
  readonly deliveries: readonly Delivery[];
  readonly choices: readonly ColumnChoice[];
  readonly isConfirmed: boolean;
};

/** Reads what was sent, or gives the place of the first thing that has no business in it. What stood there is never repeated. */
export const readSentDeliveries = (
  sent: unknown,
):
  | { readonly ok: true; readonly value: SentDeliveriesInput }
  | { readonly ok: false; readonly at: string } => {
  const read = sentDeliveries.safeParse(sent);
  if (read.success) return { ok: true, value: read.data as SentDeliveriesInput };
  const [issue] = read.error.issues;
  return { ok: false, at: (issue?.path ?? []).filter(part => isOwnWord(String(part))).join('.') };
};

const ownWords = new Set(
  [sentDeliveries, delivery, cell, prior, choice, delivery.shape.scope].flatMap(shape =>
    Object.keys(shape.shape),
  ),
);

/** A key that the sender made up may hold anything, so only our own are told. */
const isOwnWord = (part: string): boolean => ownWords.has(part) || /^\d{1,6}$/.test(part);
