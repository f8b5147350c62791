import type { RatingScope } from './rating.ts';
import type { Judgement } from './rubric/rubric.ts';
import type { Telling } from './telling.ts';

/** Fewer assignments than this say too much of one of them to be shown together. */
export const FEWEST_JUDGED = 5;

/** An assignment that something was said of, where it belonged when that round opened, and when it is told. */
export type Placed = {
  readonly assignmentId: string;
  readonly unitId: string;
  /** The principal area, or the unit itself where it stands in none. */
  readonly areaId: string;
  /** With which others it is counted. */
  readonly telling: Telling;
  /** Whether the assignment itself is for subjects or for the whole school. */
  readonly scope: RatingScope;
};

/** What an assignment was agreed to be for one criterion in a year. */
export type Judged = Placed & { readonly code: string; readonly judgement: Judgement };

/** Those of the latest round that is told of: what was said in different rounds is never added, and each assignment counts once. */
export const latestRound = <One extends Placed>(
  said: readonly (readonly [roundNumber: number, One])[],
): One[] => {
  const latest = Math.max(...said.map(([roundNumber]) => roundNumber));
  const own = said.flatMap(([roundNumber, one]) => (roundNumber === latest ? [one] : []));
  return [...new Map(own.map(one => [one.assignmentId, one])).values()];
};

/** True when what was said points at nobody: enough are judged, and not all of them the same, which would tell of each one. */
export const pointAtNobody = (said: readonly unknown[]): boolean =>
  said.length >= FEWEST_JUDGED && said.some(one => one !== said[0]);

/** Whose judgements are counted: a place (nothing: the whole authority) and a scope (nothing: both). */
export type ProfileGroup = { readonly placeId: string | null; readonly scope: RatingScope | null };

export const isInGroup = (one: Placed, { placeId, scope }: ProfileGroup): boolean =>
  (placeId === null || one.areaId === placeId || one.unitId === placeId) &&
  (scope === null || one.scope === scope);
