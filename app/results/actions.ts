import { recordEvents, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId, sha256 } from '#app/shared/id.ts';
import {
  type DeliveryDecision,
  type DeliveryQuestion,
  type WeighingGrounds,
  weighDelivery,
} from './decision.ts';
import {
  type Delivery,
  type DeliveryFault,
  type DeliveryScope,
  deliveryFaults,
  deliveryText,
  type ReceivedDelivery,
  type Surroundings,
  scopeText,
  type UnitFault,
  unitFault,
  type WithdrawalReason,
} from './delivery.ts';
import { isTeacherUnknownIn } from './reading/preview.ts';
import type { ColumnChoice } from './reading.ts';
import { type DueDisposal, dueForDisposal, type RetentionYears, retentionYears } from './retention.ts';
import {
  disposeCells,
  findDelivery,
  loadCells,
  loadDeliveries,
  loadLatestVersions,
  lockScopes,
  saveChoices,
  saveDeliveries,
  withdraw,
} from './store.ts';
import { loadSurroundings, loadWeighingGrounds } from './surroundings-reading.ts';

/** Kvittens: what came of deliveries that were sent together. Only `received` has changed anything. */
export type Receipt =
  | {
      readonly kind: 'received';
      readonly received: readonly ReceivedDelivery[];
      readonly unchanged: readonly ReceivedDelivery[];
      /** Whether it cannot be tried of some result if its teachers are few. */
      readonly isTeacherUnknown: boolean;
    }
  | { readonly kind: 'asks'; readonly asked: readonly Asked[] }
  | { readonly kind: 'refused'; readonly faults: readonly FoundFault[] };

/** A delivery that is doubtful, with what is asked about it. */
export type Asked = { readonly scope: DeliveryScope; readonly questions: readonly DeliveryQuestion[] };
export type FoundFault = {
  readonly scope: DeliveryScope;
  readonly fault: DeliveryFault | UnitFault | 'scope sent twice';
};

export type ReceivingInput = {
  readonly deliveries: readonly Delivery[];
  readonly choices?: readonly ColumnChoice[];
  readonly isConfirmed: boolean;
  readonly today: IsoDate;
};

const faultsOf = (deliveries: readonly Delivery[], surroundings: Surroundings): FoundFault[] => {
  const seen = new Set<string>();
  return deliveries.flatMap(delivery => {
    const { scope } = delivery;
    const key = scopeText(scope);
    const fault = unitFault(scope, surroundings.units);
    const found: FoundFault['fault'][] = [
      ...(seen.has(key) ? (['scope sent twice'] as const) : []),
      ...(fault ? [fault] : []),
      ...deliveryFaults(delivery, surroundings.subjects),
    ];
    seen.add(key);
    return found.map(one => ({ scope, fault: one }));
  });
};

type Weighed = {
  readonly delivery: Delivery;
  readonly decision: DeliveryDecision;
};

const weighAll = async (
  tx: Scoped,
  { deliveries, isConfirmed, today }: ReceivingInput,
): Promise<
  Exclude<Receipt, { kind: 'received' }> | { readonly kind: 'weighed'; readonly weighed: Weighed[] }
> => {
  const surroundings = await loadSurroundings(tx);
  const faults = faultsOf(deliveries, surroundings);
  if (faults.length > 0) return { kind: 'refused', faults };
  // A trial stands in a transaction that cannot write, and a lock is a kind of writing.
  if (!tx.readOnly)
    await lockScopes(
      tx,
      deliveries.map(({ scope }) => scope),
    );
  const kinds = [...new Set(deliveries.map(({ scope }) => scope.kind))];
  const grounds: WeighingGrounds = await loadWeighingGrounds(tx, kinds, surroundings, today);
  const weighed: Weighed[] = [];
  for (const delivery of deliveries)
    weighed.push({
      delivery,
      decision: await weighDelivery(delivery, grounds, { hash: sha256, isConfirmed }),
    });
  const asked = weighed.flatMap(({ delivery: { scope }, decision }): Asked[] =>
    decision.kind === 'ask' ? [{ scope, questions: decision.questions }] : [],
  );
  return asked.length > 0 ? { kind: 'asks', asked } : { kind: 'weighed', weighed };
};

/**
 * Takes deliveries in, all of them or none: checks each cell again, decides under a lock for each scope, replaces what stood, and
 * records the act. Deliveries that say what is here already change nothing; where any is doubtful, none is taken in until it is confirmed.
 */
export const receiveDeliveries = async (tx: Scoped, input: ReceivingInput): Promise<Receipt> => {
  const all = await weighAll(tx, input);
  return all.kind === 'weighed' ? carryOut(tx, all.weighed, input) : all;
};

/** What would come of deliveries, without a trace: how many would be new, and how many are here already. */
export const tryDeliveries = async (
  tx: Scoped,
  input: ReceivingInput,
): Promise<
  | Exclude<Receipt, { kind: 'received' }>
  | { readonly kind: 'tried'; readonly fresh: number; readonly unchanged: number }
> => {
  const all = await weighAll(tx, input);
  if (all.kind !== 'weighed') return all;
  const unchanged = all.weighed.filter(({ decision }) => decision.kind === 'unchanged').length;
  return { kind: 'tried', fresh: all.weighed.length - unchanged, unchanged };
};

const carryOut = async (
  tx: Scoped,
  weighed: readonly Weighed[],
  { choices = [], today }: ReceivingInput,
): Promise<Receipt> => {
  const kinds = [...new Set(weighed.map(({ delivery }) => delivery.scope.kind))];
  const latest = await loadLatestVersions(tx, kinds);
  const received = await saveDeliveries(
    tx,
    weighed.flatMap(({ delivery, decision }) =>
      decision.kind === 'accept'
        ? [
            {
              ...{ id: newId(tx.now), delivery, fingerprint: sha256(deliveryText(delivery)) },
              version: (latest.get(scopeText(delivery.scope)) ?? 0) + 1,
              replaces: decision.current?.id ?? null,
            },
          ]
        : [],
    ),
  );
  await saveChoices(tx, choices);
  const standing = new Set(
    weighed.flatMap(({ decision }) => (decision.kind === 'unchanged' ? [decision.current.id] : [])),
  );
  const unchanged =
    standing.size === 0 ? [] : (await loadDeliveries(tx)).filter(({ id }) => standing.has(id));
  if (received.length > 0)
    await recordEvents(
      tx,
      received.map(({ id, scope, version, cellCount }) => ({
        kind: 'resultsDelivered',
        subject: `delivery:${id}`,
        happenedOn: today,
        details: { ...scope, version, cells: cellCount },
      })),
    );
  const isTeacherUnknown = weighed.some(({ delivery }) => isTeacherUnknownIn(delivery.cells));
  return { kind: 'received', received, unchanged, isTeacherUnknown };
};

/** Lets an earlier delivery of a scope hold again, as a new version. Null when there is none such, or its cells are disposed of. */
export const restoreDelivery = async (
  tx: Scoped,
  deliveryId: string,
  today: IsoDate,
): Promise<Receipt | null> => {
  const earlier = await findDelivery(tx, deliveryId);
  if (!earlier || earlier.disposedAt !== null) return null;
  const { scope, scale, rows, pupils, linkedPupils, notices } = earlier;
  const kept = await loadCells(tx, { deliveryId });
  const cells = kept.map(({ deliveryId: _id, kind: _kind, scale: _scale, ...cell }) => cell);
  const delivery = { scope, scale, rows, pupils, linkedPupils, notices, cells };
  return receiveDeliveries(tx, { deliveries: [delivery], isConfirmed: true, today });
};

/**
 * Withdraws a delivery that was wrong: nothing of its scope holds until another is delivered or an earlier one is restored. Null when
 * there is none such, or it holds no more.
 */
export const withdrawDelivery = async (
  tx: Scoped,
  deliveryId: string,
  { because, today }: { readonly because: WithdrawalReason; readonly today: IsoDate },
): Promise<ReceivedDelivery | null> => {
  const found = await findDelivery(tx, deliveryId);
  if (!found) return null;
  await lockScopes(tx, [found.scope]);
  const standing = await findDelivery(tx, deliveryId);
  if (standing?.state !== 'gäller') return null;
  await withdraw(tx, deliveryId, because);
  await recordEvents(tx, [
    {
      ...{ kind: 'resultsWithdrawn', subject: `delivery:${deliveryId}`, happenedOn: today },
      details: { ...standing.scope, version: standing.version, because },
    },
  ]);
  return standing;
};

/** What is due for disposal today, with every delivery that there has ever been in sight. */
export const listDueForDisposal = async (
  tx: Scoped,
  { today, years = retentionYears }: { readonly today: IsoDate; readonly years?: RetentionYears },
): Promise<DueDisposal[]> => dueForDisposal(await loadDeliveries(tx, { withHistory: true }), today, years);

/** Disposes of the cells that are due, by a decision that is named in the log. Gives what was disposed of. */
export const disposeOfCells = async (
  tx: Scoped,
  {
    decision,
    today,
    years = retentionYears,
  }: { readonly decision: string; readonly today: IsoDate; readonly years?: RetentionYears },
): Promise<DueDisposal[]> => {
  const due = await listDueForDisposal(tx, { today, years });
  await disposeCells(
    tx,
    due.map(({ delivery }) => delivery.id),
  );
  if (due.length > 0)
    await recordEvents(
      tx,
      due.map(({ delivery, rule, dueOn }) => ({
        kind: 'resultCellsDisposed',
        subject: `delivery:${delivery.id}`,
        happenedOn: today,
        details: { rule, years: years[rule], dueOn, decision, cells: delivery.cellCount },
      })),
    );
  return due;
};
