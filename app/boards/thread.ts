import type { IsoDate } from '#app/shared/date.ts';
import type { ItemHead } from './board-item.ts';
import {
  type Commission,
  isSettled,
  type QuestionState,
  questionStates,
  type ReportBack,
} from './commission.ts';
import { sentStages } from './stages.ts';

/** Everything the board has ordered and got back, over all matters. */
export type BoardOrders = {
  readonly commissions: readonly Commission[];
  readonly reportBacks: readonly ReportBack[];
  readonly items: readonly ItemHead[];
};

/** One thing that has happened in a matter, or is about to. `on` is null for what has no date yet. */
export type ThreadStep =
  | {
      readonly kind: 'commission';
      readonly on: IsoDate;
      readonly commission: Commission;
      readonly questions: readonly QuestionState[];
    }
  | {
      readonly kind: 'reportBack';
      readonly on: IsoDate | null;
      readonly reportBack: ReportBack;
      readonly commission: Commission;
    }
  | {
      readonly kind: 'item';
      readonly on: IsoDate | null;
      readonly item: ItemHead;
      readonly answers: readonly Commission[];
    };

/** A question that the board still waits for an answer to. */
export type OpenEnd = { readonly commission: Commission; readonly question: QuestionState };

/** Tråden: commission → report-back → decision → new commission, in order of time, with what is left open. */
export type Thread = { readonly steps: readonly ThreadStep[]; readonly openEnds: readonly OpenEnd[] };

/** The commissions of a matter, with those they go on from and those that go on from them, in whichever matter they lie. */
const chainOf = (matterId: string, commissions: readonly Commission[]): Commission[] => {
  const chain = new Set(commissions.filter(one => one.matterId === matterId).map(one => one.id));
  for (let before = -1; before < chain.size; ) {
    before = chain.size;
    for (const one of commissions) {
      if (chain.has(one.id) && one.followsId !== null) chain.add(one.followsId);
      if (one.followsId !== null && chain.has(one.followsId)) chain.add(one.id);
    }
  }
  return commissions.filter(one => chain.has(one.id));
};

const stepOrder: readonly ThreadStep['kind'][] = ['reportBack', 'item', 'commission'];

/** By date, what has none last. On one day the answer comes before the new commission it led to. */
const inTime = (a: ThreadStep, b: ThreadStep): number =>
  (a.on ?? '9999').localeCompare(b.on ?? '9999') || stepOrder.indexOf(a.kind) - stepOrder.indexOf(b.kind);

/** The thread of a matter. Nothing falls out of it: a commission is there from the day it was given. */
export const threadOf = (matterId: string, orders: BoardOrders): Thread => {
  const chain = chainOf(matterId, orders.commissions);
  const byId = new Map(chain.map(commission => [commission.id, commission]));
  const reportBacks = orders.reportBacks.filter(one => byId.has(one.commissionId));
  const answeredBy = (itemId: string) =>
    reportBacks
      .flatMap(one => {
        const commission = one.itemId === itemId ? byId.get(one.commissionId) : undefined;
        return commission ? [commission] : [];
      })
      .sort((a, b) => a.givenOn.localeCompare(b.givenOn));
  const items = orders.items.filter(item => item.matterId === matterId || answeredBy(item.id).length > 0);
  const steps: ThreadStep[] = [
    ...chain.map(
      (commission): ThreadStep => ({
        kind: 'commission',
        on: commission.givenOn,
        commission,
        questions: questionStates(commission, reportBacks),
      }),
    ),
    ...reportBacks.flatMap((reportBack): ThreadStep[] => {
      const commission = byId.get(reportBack.commissionId);
      return commission && reportBack.itemId === null
        ? [{ kind: 'reportBack', on: reportBack.reportedOn, reportBack, commission }]
        : [];
    }),
    ...items.map(
      (item): ThreadStep => ({
        kind: 'item',
        on: sentStages.includes(item.stage) ? (item.decidedOn ?? item.meetingOn) : item.meetingOn,
        item,
        answers: answeredBy(item.id),
      }),
    ),
  ].sort(inTime);
  return { steps, openEnds: openEnds(chain, reportBacks) };
};

/** The thread without the items that a reader may not see yet. Commissions and their state are open to all. */
export const withShownItems = (thread: Thread, isShown: (item: ItemHead) => boolean): Thread => ({
  ...thread,
  steps: thread.steps.filter(step => step.kind !== 'item' || isShown(step.item)),
});

/** Every question without a settled answer, what is due first, first. */
export const openEnds = (commissions: readonly Commission[], reportBacks: readonly ReportBack[]): OpenEnd[] =>
  inDueOrder(commissions).flatMap(commission =>
    questionStates(commission, reportBacks)
      .filter(question => question.state !== 'settled')
      .map(question => ({ commission, question })),
  );

/** The commissions that the board waits for, what is due first, first; those without a deadline last. */
export const openCommissions = ({
  commissions,
  reportBacks,
}: Pick<BoardOrders, 'commissions' | 'reportBacks'>): Commission[] =>
  inDueOrder(commissions).filter(commission => !isSettled(commission, reportBacks));

const inDueOrder = (commissions: readonly Commission[]): Commission[] =>
  [...commissions].sort(
    (a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.givenOn.localeCompare(b.givenOn),
  );
