import { addYears, type IsoDate } from '#app/shared/date.ts';
import type { DeliveryState, ReceivedDelivery } from './delivery.ts';

/**
 * Gallringsregel: how long the cells of a delivery are kept. Which years hold is decided in the authority's plan for its documents; these
 * stand until it has decided its own. That a delivery was received is kept, without its cells.
 */
export type RetentionRule = {
  readonly id: 'ersatta' | 'återkallade' | 'gällande';
  readonly state: DeliveryState;
  /** Counted from the day it was replaced or withdrawn, or from the end of the academic year. */
  readonly years: number;
};

export const retentionRules: readonly RetentionRule[] = [
  { id: 'ersatta', state: 'ersatt', years: 2 },
  { id: 'återkallade', state: 'återkallad', years: 2 },
  { id: 'gällande', state: 'gäller', years: 15 },
];

/** Sak att gallra: a delivery whose cells should be disposed of, by which rule and since which day. */
export type DueDisposal = {
  readonly delivery: ReceivedDelivery;
  readonly rule: RetentionRule['id'];
  readonly dueOn: IsoDate;
};

/** From which day the cells of a delivery should be gone. */
export const disposalDay = (delivery: ReceivedDelivery, { years }: RetentionRule): IsoDate => {
  const from = delivery.replacedAt?.toISOString().slice(0, 10) ?? `${delivery.scope.academicYear + 1}-06-30`;
  return addYears(from, years);
};

/** Everything that is due on a day, the longest overdue first. What is disposed of already is not. */
export const dueForDisposal = (
  deliveries: readonly ReceivedDelivery[],
  today: IsoDate,
  rules: readonly RetentionRule[] = retentionRules,
): DueDisposal[] =>
  deliveries
    .filter(delivery => delivery.disposedAt === null)
    .flatMap(delivery => {
      const rule = rules.find(one => one.state === delivery.state);
      if (!rule) return [];
      const dueOn = disposalDay(delivery, rule);
      return dueOn <= today ? [{ delivery, rule: rule.id, dueOn }] : [];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
