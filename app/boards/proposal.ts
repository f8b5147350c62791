import type { IsoDate } from '#app/shared/date.ts';

/** What the board did with a clause. A referral back (återremiss) is about the whole item. */
export const clauseDecisions = ['bifall', 'avslag', 'ändrad lydelse', 'återremiss'] as const;
export type ClauseDecision = (typeof clauseDecisions)[number];
export const isClauseDecision = (text: string): text is ClauseDecision =>
  clauseDecisions.includes(text as ClauseDecision);

/** Beslutspunkt, att-sats: one thing for the board to decide, decided on its own. */
export type ProposalClause = {
  readonly id: string;
  /** In the item's wording: what follows "att", or a whole sentence. */
  readonly text: string;
  /** True when it gives somebody a task: once decided it becomes a commission that waits for its report-back. */
  readonly givesCommission: boolean;
  readonly addressee: string | null;
  readonly dueOn: IsoDate | null;
  readonly decision: ClauseDecision | null;
  /** What was decided instead of the proposal. */
  readonly decidedText: string | null;
};
