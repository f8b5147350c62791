import { type Plan, type PlannedMde, plannedMde } from './mde.ts';

/** What would make a planned follow-up find smaller effects: its MDE as planned, and with one thing changed at a time. */
export type PlannedGains = {
  readonly planned: PlannedMde;
  /** With results from before linked to each pupil, which explain `r2` of the variation. */
  readonly withPriorResults: PlannedMde;
  /** One more year with the posts, and one more before them. */
  readonly oneMoreYear: PlannedMde;
  readonly oneMoreYearBefore: PlannedMde;
  /** Together with other authorities that are as this one. */
  readonly withNeighbours: PlannedMde;
};

/**
 * The planner's answers by formula (see `plannedMde`). Staggered starts and lotteries change who can be compared with whom, and so
 * the strength of the evidence, more than they change the MDE: the former is asked of `evidenceStrength`, the latter of
 * `placeboError` on the authority's own cells, and of `schoolLotteryMde` and `subjectLotteryMde`.
 *
 * @param options `r2` that earlier results explain (0.5 unless told), and how many `authorities` would follow up together (2)
 * @throws StatisticsProblem as `plannedMde`
 */
export const plannedGains = (
  plan: Plan,
  { r2 = 0.5, authorities = 2 }: { readonly r2?: number; readonly authorities?: number } = {},
): PlannedGains => {
  const times = (count: number): number => count * authorities;
  return Object.freeze({
    planned: plannedMde(plan),
    withPriorResults: plannedMde({ ...plan, r2: Math.max(plan.r2, r2) }),
    oneMoreYear: plannedMde({ ...plan, postYears: plan.postYears + 1 }),
    oneMoreYearBefore: plannedMde({ ...plan, preYears: plan.preYears + 1 }),
    withNeighbours: plannedMde({
      ...plan,
      schools: times(plan.schools),
      treatedSchools: times(plan.treatedSchools),
      posts: times(plan.posts),
    }),
  });
};
