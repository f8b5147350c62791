import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, type Scope, withScope } from '#app/database/index.ts';
import { figureText } from '#app/documents/index.ts';
import { valueOfSource } from '#app/shared/figure-source.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { receiveDeliveries } from './actions.ts';
import { whenDecided } from './deciding/when-decided.ts';
import { resultQuestions } from './question-texts.ts';
import { birchCode, deliveryOf, enterResultsAuthority, oakCode } from './results.fixture.ts';
import { releaseTable } from './table-actions.ts';
import { resultChapters } from './told-chapter.ts';
import { readAllTold, readToldOfPlace } from './told-reading.ts';
import { toldValue } from './views/shown.ts';

const today = '2026-11-23';
const grades = (passed: number, failed: number): string[] => [
  ...Array<string>(passed).fill('C'),
  ...Array<string>(failed).fill('F'),
];
const question = {
  ...({
    kind: 'np_ak9',
    measure: 'provbetygspoäng',
    level: '9',
    academicYear: 2025,
    semester: null,
  } as const),
  ...({ subject: 'Matematik', group: 'alla' } as const),
};

describe('a number in a table that has left', () => {
  let database: Database;
  let scope: Scope;
  let units: Awaited<ReturnType<typeof enterResultsAuthority>>;
  let release = '';
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) =>
    whenDecided(() => withScope(database, scope, work));
  const deliver = (...of: (readonly [schoolUnitCode: string, grades: readonly string[]])[]) =>
    act(tx =>
      receiveDeliveries(tx, {
        deliveries: of.map(([schoolUnitCode, pupils]) => deliveryOf(pupils, { schoolUnitCode })),
        isConfirmed: true,
        today,
      }),
    );
  const [told] = resultQuestions;
  if (!told) throw new Error('There is no question');
  const ask = (parameters: Record<string, string>, on = today) =>
    act(tx =>
      told.ask(tx, { parameters: { release, ...parameters }, cut: { on: on as typeof today, event: 1 } }),
    );
  const sourceOf = (figure: Awaited<ReturnType<typeof ask>>) => act(tx => told.source(tx, figure));

  beforeAll(async () => {
    database = await openQuickForTest();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: null };
    units = await act(enterResultsAuthority);
    await deliver([birchCode, grades(4, 3)], [oakCode, grades(30, 12)]);
    const receipt = await act(tx =>
      releaseTable(tx, question, { title: 'Matematik', recipient: 'nämnden', today }),
    );
    if (receipt.kind !== 'released') throw new Error('The table could not leave');
    release = receipt.id;
  });

  it('is told with its unit, and follows from the rows behind it', async () => {
    const figure = await ask({ part: 'medelvärde' });
    expect(figureText(figure)).toBe('10,4\u00a0poäng');
    const source = await sourceOf(figure);
    expect(valueOfSource(source)).toBe(figure.value);
    expect(source.rows[0]?.cells).toEqual([
      'Tabellen ”Matematik”, lämnad till nämnden',
      'Provkommun',
      today,
      10.4,
    ]);
    expect(source.rows.slice(1).map(({ cells }) => cells[1])).toEqual(
      expect.arrayContaining(['Björkskolan', 'Ekskolan']),
    );
  });

  it('is no more exact than it was told, so that the pupils’ own sum cannot be counted out', async () => {
    expect((await ask({ part: 'medelvärde' })).value).not.toBe((34 * 15) / 49);
    expect((await ask({ part: 'medelvärde' })).value).toBe(10.4);
    expect((await ask({ part: 'andel' })).value).toBe(69);
    expect(toldValue(233.14, 'medelvärde', 'meritvärde')).toBe(233);
  });

  it('stays the same, under the same code, when a school delivers again', async () => {
    const before = await ask({ part: 'medelvärde' });
    const source = await sourceOf(before);
    await deliver([birchCode, grades(51, 0)]);
    const after = await ask({ part: 'medelvärde' }, '2027-01-15');
    expect([after.value, after.code, after.cut]).toEqual([before.value, before.code, before.cut]);
    expect(await sourceOf(after)).toEqual(source);
  });

  it('has neither value nor rows where it was hidden', async () => {
    for (const part of ['antal', 'medelvärde', 'andel']) {
      const figure = await ask({ unit: units.birch.id, part });
      expect([figure.value, figureText(figure)]).toEqual([null, 'visas inte']);
      expect(await sourceOf(figure)).toEqual({ columns: [], rows: [], rule: { kind: 'withheld' } });
    }
  });

  it('stands in a document of the day it left and later, as it was told last, and never a hidden one', async () => {
    const chapters = (on: string) =>
      act(async tx => resultChapters(await readAllTold(tx), on as typeof today));
    expect(await chapters('2026-11-22')).toEqual([]);
    const [chapter] = await chapters(today);
    expect(chapter?.figures.map(({ value }) => value)).toContain(10.4);
    expect(chapter?.figures.filter(({ value }) => value === null)).toEqual([]);
    const table = chapter?.blocks.find(block => block.kind === 'table');
    expect(table?.rows.find(({ cells }) => cells[0] === 'Björkskolan')?.cells.slice(1)).toEqual(
      Array<string>(3).fill('visas inte'),
    );
    await act(tx => releaseTable(tx, question, { title: 'Matematik', recipient: 'nämnden', today }));
    const [later] = await chapters('2026-12-01');
    expect(later?.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(1);
    expect(later?.figures[0]?.parameters.release).not.toBe(release);
  });

  it('is told of its place alone, hidden where it was hidden, and not before the day it left', async () => {
    const of = (unitId: string | null, on: string, schoolForms: readonly string[] = ['GR']) =>
      act(async tx =>
        (await readToldOfPlace(tx, { unitId, schoolForms }, on as typeof today)).map(({ title, numbers }) => [
          title,
          ...numbers.map(({ figure }) => figure.value),
        ]),
      );
    expect(await of(null, '2026-11-22')).toEqual([]);
    expect(await of(null, today)).toEqual([['Matematik', 49, 10.4, 69]]);
    expect(await of(null, today, [])).toEqual([['Matematik', 49, 10.4, 69]]);
    expect(await of(null, today, ['GY', 'VUX'])).toEqual([]);
    expect(await of(units.birch.id, today)).toEqual([['Matematik', null, null, null]]);
    expect(await of(newId(), today)).toEqual([]);
  });

  it.each([
    [{ part: 'sum' }],
    [{ part: 'medelvärde', release: newId() }],
    [{ part: 'medelvärde', unit: newId() }],
  ])('is not made up for %o', async parameters => {
    const figure = await ask(parameters);
    expect([figure.value, figureText(figure)]).toEqual([null, 'finns inte i någon utlämnad tabell']);
    expect((await sourceOf(figure)).rows).toEqual([]);
  });

  it('belongs to the authority alone', async () => {
    const parameters = { release, part: 'medelvärde' };
    scope = { authorityId: newId(), personId: null };
    await act(enterResultsAuthority);
    expect((await ask(parameters)).value).toBeNull();
  });
});
