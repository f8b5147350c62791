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

/** What was said in one round of a year; each assignment counts once in it. */
export type SaidInRound<One> = { readonly round: number; readonly said: readonly One[] };

/** What was said, round by round in the order they come: what was said in different rounds is never added. */
export const saidByRound = <One extends Placed>(
  said: readonly (readonly [roundNumber: number, One])[],
): SaidInRound<One>[] =>
  [...Map.groupBy(said, ([round]) => round)]
    .sort(([a], [b]) => a - b)
    .map(([round, all]) => ({
      round,
      said: [...new Map(all.map(([, one]) => [one.assignmentId, one])).values()],
    }));

/** Those of the latest round that is told of. */
export const latestRound = <One extends Placed>(
  said: readonly (readonly [roundNumber: number, One])[],
): readonly One[] => saidByRound(said).at(-1)?.said ?? [];

/** True when what was said points at nobody: enough are judged, and not all of them the same, which would tell of each one. */
export const pointAtNobody = (said: readonly unknown[]): boolean =>
  said.length >= FEWEST_JUDGED && said.some(one => one !== said[0]);

/** Whose judgements are counted: a place (nothing: the whole authority) and a scope (nothing: both). */
export type ProfileGroup = { readonly placeId: string | null; readonly scope: RatingScope | null };

export const isInGroup = (one: Placed, { placeId, scope }: ProfileGroup): boolean =>
  (placeId === null || one.areaId === placeId || one.unitId === placeId) &&
  (scope === null || one.scope === scope);
