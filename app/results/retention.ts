import { addYears, type IsoDate } from '#app/shared/date.ts';
import type { DeliveryState, ReceivedDelivery } from './delivery.ts';

/**
 * Gallringsregel: which cells are kept for how long. That a delivery was received is kept, without its cells.
 */
export type RetentionRule = 'ersatta' | 'återkallade' | 'gällande';

/** Counted from the day a delivery was replaced or withdrawn, or from the end of the academic year. */
export type RetentionYears = Readonly<Record<RetentionRule, number>>;

/** These hold until the authority has decided its own in the plan for its documents. */
export const retentionYears: RetentionYears = { ersatta: 2, återkallade: 2, gällande: 15 };

const ruleOf: Readonly<Record<DeliveryState, RetentionRule>> = {
  ersatt: 'ersatta',
  återkallad: 'återkallade',
  gäller: 'gällande',
};

/** Sak att gallra: a delivery whose cells should be disposed of, by which rule and since which day. */
export type DueDisposal = {
  readonly delivery: ReceivedDelivery;
  readonly rule: RetentionRule;
  readonly dueOn: IsoDate;
};

/** From which day the cells of a delivery should be gone. */
const disposalDay = (delivery: ReceivedDelivery, years: number): IsoDate => {
  const from = delivery.replacedAt?.toISOString().slice(0, 10) ?? `${delivery.scope.academicYear + 1}-06-30`;
  return addYears(from, years);
};

/** Everything that is due on a day, the longest overdue first. What is disposed of already is not. */
export const dueForDisposal = (
  deliveries: readonly ReceivedDelivery[],
  today: IsoDate,
  years: RetentionYears = retentionYears,
): DueDisposal[] =>
  deliveries
    .filter(delivery => delivery.disposedAt === null)
    .flatMap(delivery => {
      const rule = ruleOf[delivery.state];
      const dueOn = disposalDay(delivery, years[rule]);
      return dueOn <= today ? [{ delivery, rule, dueOn }] : [];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
