import type { AgreedContent } from './agreement.ts';
import { byCode, type Judgement, judgements } from './rubric/rubric.ts';

/** Fewer assignments than this say too much of one of them to be shown together. */
export const FEWEST_JUDGED = 5;

/** How many assignments were judged to be what, for one criterion. Never added up over criteria, never a mean. */
export type CriterionCounts = {
  readonly code: string;
  readonly judged: number;
  readonly counts: ReadonlyMap<Judgement, number>;
};

/** What has been agreed for each criterion, counted. "Kan inte bedömas" is counted like the rest. */
export const countJudgements = (agreed: readonly AgreedContent[]): CriterionCounts[] => {
  const said = agreed.flatMap(content =>
    content.lines.flatMap(line => (line.judgement === null ? [] : [{ code: line.code, is: line.judgement }])),
  );
  return [...Map.groupBy(said, one => one.code)]
    .map(([code, all]) => ({
      code,
      judged: all.length,
      counts: new Map(
        judgements.map(judgement => [judgement, all.filter(one => one.is === judgement).length]),
      ),
    }))
    .sort((a, b) => byCode(a.code, b.code));
};

/** True when the counts point at nobody: enough are judged, and not all of them the same, which would tell of each one. */
export const mayBeShown = ({ judged, counts }: CriterionCounts): boolean =>
  judged >= FEWEST_JUDGED && ![...counts.values()].includes(judged);
