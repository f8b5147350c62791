import type { Placed } from './profile.ts';
import { type ActualShare, unknownShare } from './rating.ts';

/** Tid mot plan: what was agreed that an assignment has been given, beside what it was planned to have. Not known is an answer. */
export const timesAgainstPlan = [
  'mindre än planerat',
  'som planerat',
  'mer än planerat',
  'vet inte',
  'ingen planerad tid',
] as const;
export type TimeAgainstPlan = (typeof timesAgainstPlan)[number];
export const isTimeAgainstPlan = (text: string): text is TimeAgainstPlan =>
  (timesAgainstPlan as readonly string[]).includes(text);

/** The time of an assignment, as it was agreed last in a year. */
export type TimeSaid = Placed & { readonly time: TimeAgainstPlan };

/** As planned is up to this part of the plan more or less: nobody knows their working time closer than that. */
const TOLERANCE = 0.1;

/** What floating point adds to a difference that is exactly the tolerance. */
const ROUNDING = 1e-9;

/** Shares of working time, 0–100. Null while nothing has been said of the actual one. */
export const timeAgainstPlan = (
  planned: number | null,
  actual: ActualShare | null,
): TimeAgainstPlan | null => {
  if (actual === null) return null;
  if (planned === null) return 'ingen planerad tid';
  if (actual === unknownShare) return 'vet inte';
  if (Math.abs(actual - planned) <= planned * TOLERANCE + ROUNDING) return 'som planerat';
  return actual < planned ? 'mindre än planerat' : 'mer än planerat';
};
