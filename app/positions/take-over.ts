import { type TakeOver, teachingKinds } from '#app/organisation/index.ts';
import { addDays } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Period } from '#app/shared/period.ts';
import type { Kept } from './left-behind.ts';
import { type Placed, takenOver } from './placement.ts';
import { type CareerPosition, type DevelopmentNeed, needPeriod } from './position.ts';
import { checkPosition, unitName } from './rules.ts';
import type { Structure } from './structures/structure.ts';
import { sv } from './sv.ts';

/** A thing before and after the day. */
type Moved<Thing> = { readonly before: Thing; readonly after: Thing };

/** A subject group that ends with its unit, or had not begun (null), and what it is at the unit that takes over. */
type GroupChange = {
  readonly ended: Moved<Structure> | null;
  readonly goesOn: Structure;
};

/** What becomes of what the register keeps at units that others take over from. */
export type RegisterTakeOver = {
  readonly positions: readonly Moved<CareerPosition>[];
  readonly needs: readonly Moved<DevelopmentNeed>[];
  readonly groups: readonly GroupChange[];
};

/**
 * Positions and needs move on the day, and what held before it holds still. A subject group belongs to its unit, with its meetings and its
 * time: it ends with the unit, and one with the same content begins at the heir.
 */
export const takeOver = (
  { positions, needs, structures }: Kept,
  { unitIds, on, heirs }: TakeOver,
  newId: () => string,
): RegisterTakeOver => {
  const heirOf = ({ id }: { readonly id: string }) => heirs.get(id);
  const moved = <Thing extends Placed & { readonly id: string; readonly version: number }>(
    things: readonly Thing[],
    periodOf: (thing: Thing) => Period,
  ): Moved<Thing>[] =>
    things.flatMap(before => {
      const heirId = heirOf(before);
      if (heirId === undefined) return [];
      const placed = takenOver(before, periodOf(before), unitIds, heirId, on);
      return [{ before, after: { ...before, ...placed, version: before.version + 1 } }];
    });
  return {
    positions: moved(positions, position => position),
    needs: moved(needs, needPeriod),
    groups: structures.flatMap((before): GroupChange[] => {
      const heirId = heirOf(before);
      if (heirId === undefined) return [];
      if (before.startsOn >= on)
        return [{ ended: null, goesOn: { ...before, unitId: heirId, version: before.version + 1 } }];
      const after = { ...before, endsOn: addDays(on, -1), version: before.version + 1 };
      const goesOn = { ...before, id: newId(), unitId: heirId, startsOn: on, version: 1 };
      return [{ ended: { before, after }, goesOn }];
    }),
  };
};

/** What is wrong with a take-over, by the key of what cannot be where it was to go. Units are as they will be. */
export const checkTakeOver = (change: RegisterTakeOver, { units, heirs }: TakeOver): FieldError[] => {
  const unitById = new Map(units.map(unit => [unit.id, unit]));
  const wrongHeirs = [...heirs].flatMap(([field, unitId]): FieldError[] => {
    const unit = unitById.get(unitId);
    if (!unit) return [{ field, text: sv.rules.unit }];
    const teaches = teachingKinds.includes(unit.kind);
    return teaches ? [] : [{ field, text: sv.rules.notTeaching(unitName(unit), unit.kind.toLowerCase()) }];
  });
  if (wrongHeirs.length > 0) return wrongHeirs;
  return change.positions.flatMap(({ after }) =>
    checkPosition(after, unitId => unitById.get(unitId)).map(({ text }) => ({ field: after.id, text })),
  );
};
