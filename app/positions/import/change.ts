import type { Person } from '#app/access/index.ts';
import { changedFields } from '#app/shared/edit.ts';
import type { Appointment, Assignment, CareerPosition, DevelopmentNeed } from '../position.ts';

/** One thing before and after a file is read in; `before: null` is a new one. */
export type Change<Thing> = { readonly before: Thing | null; readonly after: Thing };

/** Everything a file would change, in an order in which it can be written. */
export type Changes = {
  readonly people: readonly Change<Person>[];
  readonly needs: readonly Change<DevelopmentNeed>[];
  readonly positions: readonly Change<CareerPosition>[];
  readonly appointments: readonly Change<Appointment>[];
  readonly assignments: readonly Change<Assignment>[];
};

export const countChanges = (changes: Changes): number =>
  Object.values(changes).reduce((sum, list) => sum + list.length, 0);

type Versioned = { readonly version: number };

/** The next version of a known thing, or null when nothing differs. */
export const changeOf = <Thing extends Versioned>(before: Thing, after: Thing): Change<Thing> | null =>
  changedFields(before, after).length === 0
    ? null
    : { before, after: { ...after, version: before.version + 1 } };
