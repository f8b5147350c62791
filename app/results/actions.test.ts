import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Database, eventsAbout, latestEvent, type Scope, withScope } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import {
  disposeOfCells,
  listDueForDisposal,
  type Receipt,
  receiveDeliveries,
  restoreDelivery,
  tryDeliveries,
  withdrawDelivery,
} from './actions.ts';
import type { Delivery } from './delivery.ts';
import {
  birchCode,
  deliveryOf,
  endedCode,
  enterResultsAuthority,
  oakCode,
  upperCode,
} from './results.fixture.ts';
import { loadCells, loadChoices, loadDeliveries, loadHistory } from './store.ts';

const today = '2026-11-23';
const first = ['A', 'B', 'C', 'C', 'D', 'E', 'E', 'F', 'F', 'B'];
const corrected = ['A', 'B', 'C', 'C', 'D', 'E', 'E', 'E', 'F', 'B'];

onEachDatabase('deliveries', open => {
  let database: Database;
  let scope: Scope;
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) => withScope(database, scope, work);
  const deliver = (deliveries: readonly Delivery[], isConfirmed = false): Promise<Receipt> =>
    act(tx => receiveDeliveries(tx, { deliveries, isConfirmed, today }));
  const cells = () => act(tx => loadCells(tx));

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: newId() };
    await act(enterResultsAuthority);
  });

  it('are kept with their cells, exactly as they were sent', async () => {
    const sent = deliveryOf(first);
    expect(await deliver([sent])).toMatchObject({
      kind: 'received',
      received: [{ version: 1, state: 'gäller', pupils: 10, receivedBy: scope.personId }],
    });
    expect(await cells()).toEqual([
      { ...sent.cells[0], deliveryId: expect.any(String), kind: 'np_ak9', scale: 'A–F' },
    ]);
  });

  it('replace the whole of the one before, which is kept as history', async () => {
    await deliver([deliveryOf(first)]);
    await deliver([deliveryOf(corrected)]);
    const sent = deliveryOf(corrected);
    expect(await cells()).toMatchObject([{ sum: sent.cells[0]?.sum }]);
    const history = await act(tx => loadHistory(tx, sent.scope));
    expect(history.map(({ version, state }) => [version, state])).toEqual([
      [2, 'gäller'],
      [1, 'ersatt'],
    ]);
    const [, earlier] = history;
    const old = await act(tx => loadCells(tx, { deliveryId: earlier?.id ?? '' }));
    expect(old).toMatchObject([{ sum: deliveryOf(first).cells[0]?.sum }]);
  });

  it('that say what is here already change nothing at all', async () => {
    await deliver([deliveryOf(first)]);
    const before = await act(latestEvent);
    const again = await deliver([deliveryOf(first)]);
    expect(again).toMatchObject({ kind: 'received', received: [], unchanged: [{ version: 1 }] });
    expect(await act(latestEvent)).toBe(before);
    expect(await act(tx => loadDeliveries(tx, { withHistory: true }))).toHaveLength(1);
  });

  it('record the act without a number of pupils', async () => {
    const receipt = await deliver([deliveryOf(first)]);
    const [one] = receipt.kind === 'received' ? receipt.received : [];
    const [event] = await act(tx => eventsAbout(tx, `delivery:${one?.id}`));
    expect(event).toMatchObject({ kind: 'resultsDelivered', happenedOn: today, actorId: scope.personId });
    expect(event?.details).toEqual({ ...deliveryOf(first).scope, version: 1, cells: 1 });
  });

  it('sent together are taken in together, or none of them', async () => {
    await deliver([deliveryOf(first)]);
    const good = deliveryOf(corrected, { schoolUnitCode: birchCode, academicYear: 2024 });
    const wrong = { ...deliveryOf(first), pupils: 3 };
    expect(await deliver([good, wrong])).toMatchObject({ kind: 'refused' });
    const shrunk = deliveryOf(['A', 'B', 'C']);
    expect(await deliver([good, shrunk])).toMatchObject({
      kind: 'asks',
      asked: [{ questions: [{ pupils: 3, expectedPupils: 10 }] }],
    });
    expect(await act(tx => loadDeliveries(tx))).toHaveLength(1);
  });

  it('that shrink are taken in when the registrar says they are whole', async () => {
    await deliver([deliveryOf(first)]);
    expect(await deliver([deliveryOf(['A', 'B'])])).toMatchObject({ kind: 'asks' });
    expect(await deliver([deliveryOf(['A', 'B'])], true)).toMatchObject({ received: [{ version: 2 }] });
  });

  it('with as many pupils and fewer subjects ask, and name what is gone', async () => {
    const both = deliveryOf(first);
    const cells = both.cells.flatMap(cell => [cell, { ...cell, subject: 'Svenska' }]);
    await deliver([{ ...both, rows: 20, cells }]);
    expect(await deliver([both])).toMatchObject({
      kind: 'asks',
      asked: [
        {
          questions: [
            { because: 'förra inlämningen', pupils: 10, rows: 10, expectedPupils: 10, expectedRows: 20 },
            { because: 'ämnen saknas', subjects: ['Svenska'] },
          ],
        },
      ],
    });
  });

  it('are weighed against the published number of pupils the first time', async () =>
    expect(await deliver([deliveryOf(first, { schoolUnitCode: oakCode })])).toMatchObject({
      kind: 'asks',
      asked: [{ questions: [{ expected: 100, because: 'registret' }] }],
    }));

  it.each([
    ['an unknown unit', { schoolUnitCode: '99000009' }, 'unit is not known'],
    ['a unit that had ended', { schoolUnitCode: endedCode }, 'unit was not open'],
    ['a unit of another school form', { schoolUnitCode: upperCode }, 'unit has another school form'],
  ])('of %s are refused', async (_, where, fault) =>
    expect(await deliver([deliveryOf(first, where)])).toMatchObject({ kind: 'refused', faults: [{ fault }] }),
  );

  it('of one scope twice are refused', async () =>
    expect(await deliver([deliveryOf(first), deliveryOf(corrected)])).toMatchObject({
      kind: 'refused',
      faults: [{ fault: 'scope sent twice' }],
    }));

  it('of one scope at the same time become versions after each other', async () => {
    await Promise.all([deliver([deliveryOf(first)]), deliver([deliveryOf(corrected)])]);
    const history = await act(tx => loadHistory(tx, deliveryOf(first).scope));
    expect(history.map(({ version }) => version)).toEqual([2, 1]);
    expect(history.filter(({ state }) => state === 'gäller')).toHaveLength(1);
  });

  it('that were replaced can hold again, as a new version', async () => {
    await deliver([deliveryOf(first)]);
    await deliver([deliveryOf(corrected)]);
    const [, earlier] = await act(tx => loadHistory(tx, deliveryOf(first).scope));
    const receipt = await act(tx => restoreDelivery(tx, earlier?.id ?? '', today));
    expect(receipt).toMatchObject({ kind: 'received', received: [{ version: 3 }] });
    expect(await cells()).toMatchObject([{ sum: deliveryOf(first).cells[0]?.sum }]);
    expect(await act(tx => restoreDelivery(tx, newId(), today))).toBeNull();
  });

  it('that were wrong are withdrawn with a reason, and nothing of them is lost', async () => {
    await deliver([deliveryOf(first)]);
    await deliver([deliveryOf(corrected)]);
    const [standing, earlier] = await act(tx => loadHistory(tx, deliveryOf(first).scope));
    const because = 'fel skolenhet' as const;
    const id = standing?.id ?? '';
    await act(tx => withdrawDelivery(tx, id, { because, today }));
    expect(await cells()).toEqual([]);
    expect(await act(tx => loadCells(tx, { deliveryId: id }))).toHaveLength(1);
    const history = await act(tx => loadHistory(tx, deliveryOf(first).scope));
    expect(history.map(({ state, withdrawn }) => [state, withdrawn])).toEqual([
      ['återkallad', { because, by: scope.personId }],
      ['ersatt', null],
    ]);
    const [event] = await act(tx => eventsAbout(tx, `delivery:${id}`));
    expect(event).toMatchObject({ kind: 'resultsWithdrawn', details: { because, version: 2 } });
    expect(await act(tx => withdrawDelivery(tx, id, { because, today }))).toBeNull();
    expect(await act(tx => restoreDelivery(tx, earlier?.id ?? '', today))).toMatchObject({
      received: [{ version: 3, state: 'gäller' }],
    });
  });

  it('that were withdrawn are followed by the next version, or hold again', async () => {
    await deliver([deliveryOf(first)]);
    const [only] = await act(tx => loadHistory(tx, deliveryOf(first).scope));
    await act(tx => withdrawDelivery(tx, only?.id ?? '', { because: 'fel läsår', today }));
    expect(await deliver([deliveryOf(corrected)])).toMatchObject({ received: [{ version: 2 }] });
    expect(await act(tx => restoreDelivery(tx, only?.id ?? '', today))).toMatchObject({
      received: [{ version: 3 }],
    });
  });

  it('are tried without a trace in a transaction that cannot write', async () => {
    const receipt = withScope(
      database,
      scope,
      tx => tryDeliveries(tx, { deliveries: [deliveryOf(first)], isConfirmed: false, today }),
      { readOnly: true },
    );
    expect(await receipt).toEqual({ kind: 'tried', fresh: 1, unchanged: 0 });
    expect(await act(tx => loadDeliveries(tx))).toEqual([]);
  });

  it('bring along how their columns were understood', async () => {
    const choices = [
      { kind: 'np_ak9' as const, headerHash: 'a'.repeat(64), columns: { pupil: 0, grade: 3 } },
    ];
    await act(tx =>
      receiveDeliveries(tx, { deliveries: [deliveryOf(first)], choices, isConfirmed: false, today }),
    );
    expect(await act(tx => loadChoices(tx, 'np_ak9'))).toEqual(choices);
    expect(await act(tx => loadChoices(tx, 'np_ak6'))).toEqual([]);
  });

  it('lose their cells by decision when they are due, and nothing else goes', async () => {
    await deliver([deliveryOf(first)]);
    await deliver([deliveryOf(corrected), deliveryOf(['A', ...corrected], { academicYear: 2024 })]);
    const later = '2031-01-01';
    const due = await act(tx => listDueForDisposal(tx, { today: later }));
    expect(due.map(({ delivery, rule }) => [delivery.version, rule])).toEqual([[1, 'ersatta']]);
    expect(await act(tx => disposeOfCells(tx, { decision: 'BUN 2031/7', today: later }))).toHaveLength(1);
    const id = due[0]?.delivery.id ?? '';
    expect(await act(tx => loadCells(tx, { deliveryId: id }))).toEqual([]);
    expect(await cells()).toHaveLength(2);
    expect(await act(tx => listDueForDisposal(tx, { today: later }))).toEqual([]);
    expect(await act(tx => restoreDelivery(tx, id, later))).toBeNull();
    const [event] = await act(tx => eventsAbout(tx, `delivery:${id}`));
    expect(event).toMatchObject({
      kind: 'resultCellsDisposed',
      details: { decision: 'BUN 2031/7', years: 2 },
    });
  });

  it('of another authority are never seen', async () => {
    await deliver([deliveryOf(first)]);
    const other = { authorityId: newId(), personId: null };
    expect(await withScope(database, other, tx => loadCells(tx))).toEqual([]);
  });
});
