import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Database, eventsAbout, type Scope, withScope } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { receiveDeliveries } from './actions.ts';
import { auditReleased } from './audit/reading.ts';
import { loadReleasedEntries, loadReleases, saveRelease } from './release-store.ts';
import { birchCode, deliveryOf, enterResultsAuthority, oakCode } from './results.fixture.ts';
import { previewRelease, type ResultTable, readTableInside, releaseTable } from './table-actions.ts';
import type { TableQuestion } from './table-question.ts';

const today = '2026-11-23';
const question: TableQuestion = {
  ...{ kind: 'np_ak9', measure: 'provbetygspoäng', level: '9', academicYear: 2025, semester: null },
  ...{ subject: 'Matematik', group: 'alla' },
};
const terms = { title: 'Nationella prov', recipient: 'nämnden', today };

/** So many with E and so many with F. */
const grades = (passed: number, failed: number): string[] => [
  ...Array<string>(passed).fill('E'),
  ...Array<string>(failed).fill('F'),
];

onEachDatabase('what leaves the authority', open => {
  let database: Database;
  let scope: Scope;
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) => withScope(database, scope, work);
  const deliver = (units: Readonly<Record<string, string[]>>) =>
    act(tx =>
      receiveDeliveries(tx, {
        deliveries: Object.entries(units).map(([schoolUnitCode, of]) => deliveryOf(of, { schoolUnitCode })),
        isConfirmed: true,
        today,
      }),
    );
  const release = (asked = question) => act(tx => releaseTable(tx, asked, terms));
  const seen = ({ rows }: ResultTable) =>
    Object.fromEntries(rows.map(({ place, group }) => [place.name, group.told.antal?.state]));

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: newId() };
    await act(enterResultsAuthority);
  });

  it('is told to the ledger with the hidden groups, and in the log without a number', async () => {
    await deliver({ [birchCode]: grades(5, 3), [oakCode]: grades(20, 10) });
    const receipt = await release();
    if (receipt.kind !== 'released') throw new Error('Refused');
    expect(seen(receipt.table)).toEqual({
      Provkommun: 'visas',
      Björkskolan: 'dold',
      Ekskolan: 'dold',
    });
    const entries = await act(tx => loadReleasedEntries(tx));
    expect(entries.map(({ facts }) => facts.pupils).sort((a, b) => a - b)).toEqual([8, 30, 38]);
    expect(await act(loadReleases)).toMatchObject([
      { id: receipt.id, recipient: 'nämnden', asked: question },
    ]);
    const [event] = await act(tx => eventsAbout(tx, `release:${receipt.id}`));
    expect(event?.kind).toBe('resultsReleased');
    expect(await act(auditReleased)).toEqual({ groups: 3, findings: [] });
  });

  it('keeps what it told when a grade comes late, and tells anew when a class does', async () => {
    await deliver({ [birchCode]: grades(20, 10), [oakCode]: grades(40, 20) });
    await release();
    await deliver({ [birchCode]: grades(22, 10), [oakCode]: grades(40, 20) });
    const late = await act(tx => previewRelease(tx, question));
    expect(seen(late)).toEqual({ Provkommun: 'tidigare', Björkskolan: 'tidigare', Ekskolan: 'visas' });
    expect(late.rows.map(({ earlier }) => earlier?.pupils)).toEqual([90, 30, undefined]);
    await release();
    await deliver({ [birchCode]: grades(34, 10), [oakCode]: grades(40, 20) });
    expect(seen((await release()).table)).toEqual({
      Provkommun: 'visas',
      Björkskolan: 'visas',
      Ekskolan: 'visas',
    });
    expect((await act(auditReleased)).findings).toEqual([]);
  });

  it('shows groups of five inside the authority, and records nothing', async () => {
    await deliver({ [birchCode]: grades(5, 3), [oakCode]: grades(20, 10) });
    const table = await act(tx => readTableInside(tx, question, () => true));
    expect(seen(table)).toEqual({ Provkommun: 'visas', Björkskolan: 'visas', Ekskolan: 'visas' });
    expect(await act(loadReleases)).toEqual([]);
  });

  it('refuses a table without results', async () => {
    expect((await release()).kind).toBe('refused');
  });

  it('is found by the audit when the rules have been passed over', async () => {
    await deliver({ [birchCode]: grades(5, 3), [oakCode]: grades(20, 10) });
    const { rows } = await act(tx => previewRelease(tx, question));
    const shown = { antal: { state: 'visas' } } as const;
    const entries = rows.map(({ group }, index) => ({
      identity: group.identity,
      facts: group.facts,
      told: index === 1 ? { antal: { state: 'dold', because: 'få elever' } as const } : shown,
    }));
    await act(tx =>
      saveRelease(tx, { id: newId(), title: 'För hand', recipient: 'pressen', asked: question }, { entries }),
    );
    const { findings } = await act(auditReleased);
    expect(findings.map(({ disclosure, interval }) => [disclosure, interval?.from])).toContainEqual([
      'elevantal går att räkna ut',
      8,
    ]);
  });
});
