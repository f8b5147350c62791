import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, eventsAbout, type Scope, withScope } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { receiveDeliveries } from './actions.ts';
import { auditReleased } from './audit/reading.ts';
import { testCell } from './cell.fixture.ts';
import type { CellGroup } from './cell.ts';
import { whenDecided } from './deciding/when-decided.ts';
import type { Delivery } from './delivery.ts';
import { receiptTexts } from './receipt.ts';
import { loadReleasedEntries, loadReleases, saveRelease } from './release-store.ts';
import { birchCode, deliveryOf, enterResultsAuthority, oakCode } from './results.fixture.ts';
import {
  previewRelease,
  type ResultTable,
  readRelease,
  readTableInside,
  releaseTable,
} from './table-actions.ts';
import type { TableQuestion } from './table-question.ts';
import { shownIn } from './views/shown.ts';

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
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) =>
    whenDecided(() => withScope(database, scope, work));
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
    expect(late.rows.map(({ earlier }) => earlier?.facts.pupils)).toEqual([90, 30, undefined]);
    await release();
    await deliver({ [birchCode]: grades(34, 10), [oakCode]: grades(40, 20) });
    expect(seen((await release()).table)).toEqual({
      Provkommun: 'visas',
      Björkskolan: 'visas',
      Ekskolan: 'visas',
    });
    expect((await act(auditReleased)).findings).toEqual([]);
  });

  it('does not tell how few had failed, nor their mean, when one more pupil comes', async () => {
    const shownOf = ({ rows }: ResultTable) =>
      rows.map(row => (['antal', 'medelvärde', 'andel'] as const).map(part => shownIn(row, part).text));
    await deliver({ [birchCode]: grades(28, 2), [oakCode]: grades(30, 14) });
    const first = shownOf((await release()).table);
    expect(first[1]).toEqual(['30', 'visas inte', 'nästan alla']);
    await deliver({ [birchCode]: grades(29, 2), [oakCode]: grades(30, 14) });
    const second = await release();
    if (second.kind !== 'released') throw new Error('Refused');
    expect(shownOf(second.table)).toEqual(first);
    const [latest] = await act(loadReleases);
    if (!latest) throw new Error('Nothing has left');
    expect(await act(tx => readRelease(tx, latest))).toMatchObject(second.table.rows);
    expect((await act(auditReleased)).findings).toEqual([]);
  });

  it('is read as it was told, also where somebody else let it leave while the one who asked first waited', async () => {
    const releaseAt = (now: string) =>
      whenDecided(() =>
        withScope(database, scope, tx => releaseTable(tx, question, terms), { now: new Date(now) }),
      );
    await deliver({ [birchCode]: grades(20, 10), [oakCode]: grades(40, 20) });
    await releaseAt('2026-11-23T12:00:01Z');
    await deliver({ [birchCode]: grades(22, 10), [oakCode]: grades(40, 20) });
    const late = await releaseAt('2026-11-23T12:00:00Z');
    if (late.kind !== 'released') throw new Error('Refused');
    const [latest] = await act(loadReleases);
    expect(latest?.id).toBe(late.id);
    expect(latest && (await act(tx => readRelease(tx, latest)))).toMatchObject(late.table.rows);
  });

  it('shows groups of five inside the authority, and records nothing', async () => {
    await deliver({ [birchCode]: grades(5, 3), [oakCode]: grades(20, 10) });
    const table = await act(tx => readTableInside(tx, question, () => true));
    expect(seen(table)).toEqual({ Provkommun: 'visas', Björkskolan: 'visas', Ekskolan: 'visas' });
    expect(await act(loadReleases)).toEqual([]);
  });

  describe('shown together, inside the authority,', () => {
    const cellsOf = (
      schoolUnitCode: string,
      subject: string,
      groups: Readonly<Record<'flickor' | 'pojkar', readonly string[]>>,
    ) => {
      const cell = (of: readonly string[], group: CellGroup) =>
        testCell(of, { schoolUnitCode, subject, group, academicYear: 2025, semester: null });
      const { flickor, pojkar } = groups;
      return [cell([...flickor, ...pojkar], 'alla'), cell(flickor, 'flickor'), cell(pojkar, 'pojkar')];
    };
    const deliverCells = async (
      units: Readonly<Record<string, Delivery['cells']>>,
      kind: Delivery['scope']['kind'] = 'np_ak9',
    ) => {
      const deliveries = Object.entries(units).map(([schoolUnitCode, cells]) => ({
        ...deliveryOf(grades(400, 0), { schoolUnitCode, kind }),
        cells,
      }));
      const receipt = await act(tx => receiveDeliveries(tx, { deliveries, isConfirmed: true, today }));
      if (receipt.kind !== 'received') throw new Error(receiptTexts(receipt).join('\n'));
    };
    const inside = (more: Partial<TableQuestion> = {}) =>
      act(tx => readTableInside(tx, { ...question, ...more }, () => false));
    const counts = (table: ResultTable) =>
      Object.fromEntries(
        table.rows.map(({ place, group }) => [
          place.name,
          group.told.antal?.state === 'visas' ? group.facts.pupils : null,
        ]),
      );

    it('all pupils and the girls do not tell of three boys', async () => {
      await deliverCells({
        [birchCode]: cellsOf(birchCode, 'Matematik', { flickor: grades(9, 5), pojkar: grades(2, 1) }),
        [oakCode]: cellsOf(oakCode, 'Matematik', { flickor: grades(12, 8), pojkar: grades(10, 10) }),
      });
      expect(counts(await inside()).Björkskolan).toBe(17);
      expect(counts(await inside({ group: 'flickor' })).Björkskolan).toBeNull();
      expect(counts(await inside({ group: 'pojkar' })).Björkskolan).toBeNull();
    });

    it('a subject that all have does not tell how few have the other kind of Swedish', async () => {
      const both = (unit: string, swedish: number, second: number) => [
        ...cellsOf(unit, 'Svenska', { flickor: grades(swedish, 5), pojkar: grades(swedish, 5) }),
        ...cellsOf(unit, 'Svenska som andraspråk', { flickor: grades(second, 0), pojkar: grades(1, 0) }),
      ];
      await deliverCells({ [birchCode]: both(birchCode, 20, 1), [oakCode]: both(oakCode, 25, 20) });
      const swedish = counts(await inside({ subject: 'Svenska' }));
      expect([swedish.Björkskolan, swedish.Ekskolan]).toEqual([null, null]);
      expect(swedish.Provkommun).toBe(110);
    });

    it('a reader with fewer rows sees the same of them as one with all', async () => {
      await deliver({ [birchCode]: grades(2, 1), [oakCode]: grades(20, 10) });
      const all = await act(tx => readTableInside(tx, question, () => false));
      const own = await act(tx =>
        readTableInside(
          tx,
          question,
          () => false,
          place => place.name === 'Ekskolan',
        ),
      );
      expect(seen(own)).toEqual({ Ekskolan: seen(all).Ekskolan });
      expect(seen(own)).toEqual({ Ekskolan: 'dold' });
    });

    it('betyg and their difference from the test do not tell of a test that is hidden', async () => {
      const ofOneTeacher = (unit: string) =>
        cellsOf(unit, 'Matematik', { flickor: grades(20, 5), pojkar: grades(20, 5) }).map(cell => ({
          ...cell,
          teachers: 1 as const,
        }));
      await deliverCells({
        [birchCode]: ofOneTeacher(birchCode),
        [oakCode]: cellsOf(oakCode, 'Matematik', { flickor: grades(30, 5), pojkar: grades(30, 5) }),
      });
      const ofGrades = (unit: string) => {
        const own = cellsOf(unit, 'Matematik', { flickor: grades(20, 6), pojkar: grades(20, 6) });
        // Half of them have 2.5 points more than on the test.
        const gaps = own.map(cell => ({
          ...{
            ...cell,
            measure: 'betyg minus provbetyg' as const,
            sum: 1.25 * cell.n,
            sumSquares: 3.125 * cell.n,
          },
          histogram: { högre: cell.n / 2, lika: cell.n / 2 },
        }));
        return [...own.map(cell => ({ ...cell, measure: 'betygspoäng' as const })), ...gaps];
      };
      await deliverCells({ [birchCode]: ofGrades(birchCode), [oakCode]: ofGrades(oakCode) }, 'slutbetyg');
      const means = async (more: Partial<TableQuestion>) =>
        Object.fromEntries(
          (await inside(more)).rows.map(({ place, group }) => [place.name, group.told.medelvärde?.state]),
        );
      expect((await means({})).Björkskolan).toBe('dold');
      expect((await means({ kind: 'slutbetyg', measure: 'betygspoäng' })).Björkskolan).toBe('visas');
      expect((await means({ kind: 'slutbetyg', measure: 'betyg minus provbetyg' })).Björkskolan).toBe('dold');
    });

    describe('betyg, provbetyg and their difference', () => {
      const tested = { kind: 'np_ak9', measure: 'provbetygspoäng' } as const;
      const graded = { kind: 'slutbetyg', measure: 'betygspoäng' } as const;
      const difference = { kind: 'slutbetyg', measure: 'betyg minus provbetyg' } as const;
      /** So many pupils with E or F on the test and the same grade, and so many with a grade alone: E. */
      const deliverBoth = async (
        units: Readonly<Record<string, readonly [passed: number, failed: number, missed: number]>>,
      ) => {
        const plain = (schoolUnitCode: string, of: readonly string[]) =>
          testCell(of, { schoolUnitCode, academicYear: 2025, semester: null });
        const cells = (of: (unit: string, counts: readonly [number, number, number]) => Delivery['cells']) =>
          Object.fromEntries(Object.entries(units).map(([unit, counts]) => [unit, of(unit, counts)]));
        await deliverCells(cells((unit, [passed, failed]) => [plain(unit, grades(passed, failed))]));
        await deliverCells(
          cells((unit, [passed, failed, missed]) => {
            const own = plain(unit, grades(passed + missed, failed));
            const n = passed + failed;
            return [
              { ...own, measure: 'betygspoäng' },
              {
                ...{ ...own, measure: 'betyg minus provbetyg', n, sum: 0, sumSquares: 0 },
                histogram: { lika: n },
              },
            ];
          }),
          'slutbetyg',
        );
      };
      const statesOf = ({ rows }: ResultTable) =>
        Object.fromEntries(rows.map(({ place, group }) => [place.name, group.told.medelvärde?.state]));

      it('do not tell the grade of the one who missed the test', async () => {
        await deliverBoth({ [birchCode]: [30, 10, 1], [oakCode]: [50, 10, 12] });
        expect(statesOf(await inside(graded))).toMatchObject({ Björkskolan: 'visas', Ekskolan: 'visas' });
        // The whole would tell it beside the other school, which is missed less.
        expect(statesOf(await inside(difference))).toEqual({
          ...{ Provkommun: 'visas', Björkskolan: 'dold', Ekskolan: 'dold' },
        });
      });

      it('are compared where ten or more missed the test, and where nobody did', async () => {
        await deliverBoth({ [birchCode]: [30, 10, 0], [oakCode]: [50, 10, 12] });
        expect(statesOf(await inside(difference))).toEqual({
          ...{ Provkommun: 'visas', Björkskolan: 'visas', Ekskolan: 'visas' },
        });
      });

      it('are remembered together when the difference leaves, so that a late test is not told by the three on different days', async () => {
        await deliverBoth({ [birchCode]: [30, 10, 0], [oakCode]: [50, 10, 12] });
        expect((await release({ ...question, ...difference })).kind).toBe('released');
        await deliver({ [birchCode]: grades(32, 10), [oakCode]: grades(50, 10) });
        expect(statesOf((await release({ ...question, ...tested })).table).Björkskolan).toBe('tidigare');
        expect((await release({ ...question, ...graded })).kind).toBe('released');
        expect((await act(auditReleased)).findings).toEqual([]);
      });

      it('leave as the difference alone: what is remembered besides stands in no table', async () => {
        await deliverBoth({ [birchCode]: [30, 10, 0], [oakCode]: [50, 10, 12] });
        await release({ ...question, ...difference });
        const [latest] = await act(loadReleases);
        if (!latest) throw new Error('Nothing has left');
        const rows = await act(tx => readRelease(tx, latest));
        expect(rows.map(({ group }) => group.identity.measure.split(' · ')[2])).toEqual(
          Array(3).fill('betyg minus provbetyg'),
        );
      });

      it('have a row for the school where nobody took the test, or what the whole has more would be theirs', async () => {
        await deliverBoth({ [birchCode]: [30, 10, 0], [oakCode]: [50, 10, 12] });
        const own = testCell(grades(7, 0), { schoolUnitCode: birchCode, academicYear: 2025, semester: null });
        const alone = [{ ...own, measure: 'betygspoäng' as const }];
        await deliverCells({ [birchCode]: alone }, 'slutbetyg');
        expect(Object.keys(statesOf(await inside(difference)))).toEqual([
          ...['Provkommun', 'Björkskolan', 'Ekskolan'],
        ]);
      });
    });

    it('the grades of the last spring and the final grades, which are the same: what is told of one holds for the other', async () => {
      const spring = { kind: 'betyg_termin', measure: 'betygspoäng', semester: 'VT' } as const;
      const final = { kind: 'slutbetyg', measure: 'betygspoäng' } as const;
      const deliverGrades = (kind: 'betyg_termin' | 'slutbetyg', birch: number) => {
        const semester = kind === 'betyg_termin' ? ('VT' as const) : null;
        const deliveries = [[birchCode, grades(birch, 10)] as const, [oakCode, grades(40, 20)] as const].map(
          ([schoolUnitCode, of]) => {
            const one = deliveryOf(of, { schoolUnitCode, kind, semester });
            return { ...one, cells: one.cells.map(cell => ({ ...cell, measure: 'betygspoäng' as const })) };
          },
        );
        return act(tx => receiveDeliveries(tx, { deliveries, isConfirmed: true, today }));
      };
      await deliverGrades('slutbetyg', 30);
      await deliverGrades('betyg_termin', 28);
      expect((await release({ ...question, ...final })).kind).toBe('released');
      const receipt = await release({ ...question, ...spring });
      expect(seen(receipt.table)).toEqual({
        ...{ Provkommun: 'tidigare', Björkskolan: 'tidigare', Ekskolan: 'visas' },
      });
      expect((await act(auditReleased)).findings).toEqual([]);
      expect(seen(await inside(spring))).toEqual({
        ...{ Provkommun: 'visas', Björkskolan: 'visas', Ekskolan: 'visas' },
      });
    });

    it('what has left is counted in: nobody is hidden by rows that somebody outside has been told', async () => {
      await deliver({ [birchCode]: grades(5, 3), [oakCode]: grades(20, 10) });
      await release();
      const table = await act(tx => readTableInside(tx, question, () => false));
      expect(seen(table)).toEqual({ Provkommun: 'visas', Björkskolan: 'visas', Ekskolan: 'visas' });
    });

    it('a language has no row for the school where three read it, not even one that says that it is hidden', async () => {
      const language = (unit: string, girls: number, boys: number) =>
        cellsOf(unit, 'Modersmål polska', { flickor: grades(girls, 0), pojkar: grades(boys, 0) });
      await deliverCells({ [birchCode]: language(birchCode, 2, 1), [oakCode]: language(oakCode, 12, 10) });
      const polish = { subject: 'Modersmål polska' } as const;
      expect(Object.keys(seen(await inside(polish)))).toEqual(['Provkommun', 'Ekskolan']);
      const receipt = await release({ ...question, ...polish });
      if (receipt.kind !== 'released') throw new Error('Refused');
      expect(Object.keys(seen(receipt.table))).toEqual(['Provkommun', 'Ekskolan']);
      const [latest] = await act(loadReleases);
      if (!latest) throw new Error('Nothing has left');
      const rows = await act(tx => readRelease(tx, latest));
      expect(rows.map(({ place }) => place.name)).toEqual(['Provkommun', 'Ekskolan']);
      expect((await act(auditReleased)).findings).toEqual([]);
    });

    it('a language that three pupils read has no table', async () => {
      await deliverCells({
        [birchCode]: cellsOf(birchCode, 'Modersmål polska', { flickor: grades(2, 0), pojkar: grades(1, 0) }),
      });
      expect((await inside({ subject: 'Modersmål polska' })).rows).toEqual([]);
    });
  });

  it('tells nothing of few with either kind of Swedish when both tables have left', async () => {
    const both = (schoolUnitCode: string, swedish: number, second: number) => {
      const of = (subject: string, count: number) =>
        testCell(grades(count - 5, 5), { schoolUnitCode, subject });
      return {
        ...deliveryOf(grades(200, 0), { schoolUnitCode }),
        cells: [of('Svenska', swedish), of('Svenska som andraspråk', second)],
      };
    };
    const deliveries = [both(birchCode, 40, 7), both(oakCode, 60, 30)];
    await act(tx => receiveDeliveries(tx, { deliveries, isConfirmed: true, today }));
    for (const subject of ['Svenska', 'Svenska som andraspråk']) {
      const receipt = await release({ ...question, subject });
      expect([subject, receipt.kind]).toEqual([subject, 'released']);
      expect(seen(receipt.table)).toEqual({ Provkommun: 'visas', Björkskolan: 'dold', Ekskolan: 'dold' });
    }
    expect((await act(auditReleased)).findings).toEqual([]);
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
