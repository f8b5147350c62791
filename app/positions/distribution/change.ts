import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import { type CareerPosition, type PositionOn, positionsOn } from '../position.ts';
import type { DistributionReading } from './reading.ts';

/**
 * What has become of a position between two days. Every position that exists on either day has exactly one answer to the
 * first question, opened, closed or kept, and a kept one exactly one to the second, about its holder.
 */
export const changeKinds = [
  'inrättad',
  'avslutad',
  'tillsatt',
  'vakant',
  'ny innehavare',
  'inflyttad',
  'utflyttad',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A position on two days; null where it does not exist that day. */
export type PositionChange = {
  readonly position: CareerPosition;
  readonly before: PositionOn | null;
  readonly after: PositionOn | null;
};

/** The unit that a change is told of: where the position stands, or stood when it no longer exists. */
export const unitOfChange = ({ position, before, after }: PositionChange): string =>
  (after ?? before)?.unitId ?? position.unitId;

export const changesBetween = (reading: DistributionReading, from: IsoDate): readonly PositionChange[] => {
  const before = new Map(positionsOn(reading.register, from).map(one => [one.position.id, one]));
  const after = new Map(positionsOn(reading.register, reading.on).map(one => [one.position.id, one]));
  return reading.register.positions
    .filter(position => contains(position, from) || contains(position, reading.on))
    .map(position => ({
      position,
      before: before.get(position.id) ?? null,
      after: after.get(position.id) ?? null,
    }));
};

/** What happened to a position, seen from a part of the authority that it stood in then (`wasIn`) or stands in now (`isIn`). */
export const kindOfChange = (
  { before, after }: PositionChange,
  wasIn: boolean,
  isIn: boolean,
): ChangeKind | null => {
  if (before === null) return isIn ? 'inrättad' : null;
  if (after === null) return wasIn ? 'avslutad' : null;
  if (wasIn !== isIn) return isIn ? 'inflyttad' : 'utflyttad';
  if (!isIn || before.appointment?.personId === after.appointment?.personId) return null;
  if (before.appointment === null) return 'tillsatt';
  return after.appointment === null ? 'vakant' : 'ny innehavare';
};

/** How the number of positions changes: one more, one fewer, or as many. */
export const stepOf = (kind: ChangeKind): number =>
  kind === 'inrättad' || kind === 'inflyttad' ? 1 : kind === 'avslutad' || kind === 'utflyttad' ? -1 : 0;
