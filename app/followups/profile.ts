import type { RatingScope } from './rating.ts';
import { byCode, type Judgement, judgements } from './rubric/rubric.ts';

/** Fewer assignments than this say too much of one of them to be shown together. */
export const FEWEST_JUDGED = 5;

/** An assignment, and where it belonged when the round opened in which something was said of it. */
export type Placed = {
  readonly assignmentId: string;
  readonly unitId: string;
  /** The principal area, or the unit itself where it stands in none. */
  readonly areaId: string;
  /** Whether the assignment itself is for subjects or for the whole school. */
  readonly scope: RatingScope;
};

/** What an assignment was agreed to be for one criterion in a year. */
export type Judged = Placed & { readonly code: string; readonly judgement: Judgement };

/** Each assignment once per criterion, as it was judged last: `judged` is in the order it was said. */
export const latestJudged = (judged: readonly Judged[]): Judged[] => [
  ...new Map(judged.map(one => [`${one.code} ${one.assignmentId}`, one])).values(),
];

/** How many assignments were judged to be what, for one criterion. Never added up over criteria, never a mean. */
export type CriterionCounts = {
  readonly code: string;
  readonly judged: number;
  readonly counts: ReadonlyMap<Judgement, number>;
};

type Said = Pick<Judged, 'code' | 'judgement'>;

/** What has been agreed for each criterion, counted. "Kan inte bedömas" is counted like the rest. */
export const countJudgements = (judged: readonly Said[]): CriterionCounts[] =>
  [...Map.groupBy(judged, one => one.code)]
    .map(([code, all]) => ({
      code,
      judged: all.length,
      counts: new Map(
        judgements.map(judgement => [judgement, all.filter(one => one.judgement === judgement).length]),
      ),
    }))
    .sort((a, b) => byCode(a.code, b.code));

/** True when what was said points at nobody: enough are judged, and not all of them the same, which would tell of each one. */
export const pointAtNobody = (said: readonly unknown[]): boolean =>
  said.length >= FEWEST_JUDGED && said.some(one => one !== said[0]);

/** The same of what has been counted. */
export const mayBeShown = ({ judged, counts }: CriterionCounts): boolean =>
  judged >= FEWEST_JUDGED && ![...counts.values()].includes(judged);

/** Whose judgements are counted: a place (nothing: the whole authority) and a scope (nothing: both). */
export type ProfileGroup = { readonly placeId: string | null; readonly scope: RatingScope | null };

export const isInGroup = (one: Placed, { placeId, scope }: ProfileGroup): boolean =>
  (placeId === null || one.areaId === placeId || one.unitId === placeId) &&
  (scope === null || one.scope === scope);
