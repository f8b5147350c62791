import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, recordEvent, type Scoped, withScope } from '#app/database/index.ts';
import {
  distributionChapters,
  distributionOf,
  distributionQuestions,
  readDistribution,
  sourceOf,
} from '#app/positions/index.ts';
import { figureCode, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { valueOfSource } from '#app/shared/figure-source.ts';
import { newId } from '#app/shared/id.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { onEachDatabase } from '#tests/database.ts';
import { saveSmallAuthority } from './figures.fixture.ts';
import { readCode } from './routes.tsx';
import { FigureCodeTaken, findFigure, freezeFigures } from './store.ts';
import { visibleSource } from './visible-source.ts';

const ON = '2026-11-23';

onEachDatabase('frozen figures', open => {
  let database: Database;
  let known: Awaited<ReturnType<typeof saveSmallAuthority>>;
  const scope = { authorityId: newId(), personId: null };
  const inside = <Result>(work: (tx: Scoped) => Promise<Result>) => withScope(database, scope, work);

  beforeAll(async () => {
    database = await open();
    known = await inside(saveSmallAuthority);
  });
  afterAll(() => database.close());

  const freezeAll = (tx: Scoped) =>
    readDistribution(tx, ON).then(async reading => {
      const figures = distributionChapters(reading, { compare: { on: '2025-11-23' } }).flatMap(
        one => one.figures,
      );
      await freezeFigures(tx, figures, figure => sourceOf(figure, reading));
      return figures;
    });

  it('read the register, the organisation and what is published as one state', async () => {
    const reading = await inside(tx => readDistribution(tx, ON));
    const distribution = distributionOf(reading);
    expect(distribution.figure('positions.count', {}).value).toBe(3);
    expect(distribution.figure('positions.count', { unit: known.oak.id, state: 'vakant' }).value).toBe(1);
    expect(distribution.figure('positions.pupils', {})).toMatchObject({ value: 460, approximate: true });
    expect(distribution.figure('positions.pupils', { unit: known.oak.id })).toMatchObject({
      value: null,
      missing: 'inte publicerat',
    });
  });

  it('are kept as they were printed, with the rows that they count', async () => {
    const figures = await inside(freezeAll);
    expect(figures.length).toBeGreaterThan(30);
    for (const figure of figures) {
      const frozen = await inside(tx => findFigure(tx, figure.code));
      expect(frozen?.figure).toEqual({ ...figure });
      expect(frozen && valueOfSource(frozen.source)).toBe(figure.value);
    }
  });

  it('stay what they were when the register changes', async () => {
    const [first] = await inside(freezeAll);
    const all = await inside(async tx =>
      distributionOf(await readDistribution(tx, ON)).figure('positions.count', {}),
    );
    await inside(async tx => {
      await tx.db
        .updateTable('career_position')
        .set({ ends_on: '2026-06-30' })
        .where('external_id', '=', 'T-3')
        .execute();
      await recordEvent(tx, { kind: 'positionChanged', subject: 'position', happenedOn: ON });
    });
    const now = await inside(async tx =>
      distributionOf(await readDistribution(tx, ON)).figure('positions.count', {}),
    );
    expect(now.value).toBe(2);
    expect(now.code).not.toBe(all.code);
    expect((await inside(tx => findFigure(tx, all.code)))?.figure.value).toBe(3);
    expect(first).toBeDefined();
  });

  it('can be frozen again without anything changing', async () => {
    const code = await inside(async tx => (await freezeAll(tx))[0]?.code ?? '');
    const before = await inside(tx => findFigure(tx, code));
    await inside(freezeAll);
    expect(await inside(tx => findFigure(tx, code))).toEqual(before);
  });

  it('refuse a code that belongs to another figure', async () => {
    const figure = makeFigure({
      value: 1,
      unit: 'antal',
      question: 'positions.count',
      parameters: {},
      cut: { on: ON, event: 99 },
    });
    const rows: FigureSource = { columns: [], rows: [], rule: { kind: 'rows' } };
    await inside(tx => freezeFigures(tx, [figure], () => rows));
    const other = { ...figure, question: 'positions.pupils' };
    await expect(inside(tx => freezeFigures(tx, [other], () => rows))).rejects.toThrow(FigureCodeTaken);
    const changed = { ...figure, value: 2 };
    await expect(inside(tx => freezeFigures(tx, [changed], () => rows))).rejects.toThrow(FigureCodeTaken);
    await expect(
      inside(tx =>
        freezeFigures(
          tx,
          [
            { ...figure, code: 'S-NY' },
            { ...other, code: 'S-NY' },
          ],
          () => rows,
        ),
      ),
    ).rejects.toThrow(FigureCodeTaken);
    expect(await inside(tx => findFigure(tx, 'S-NY'))).toBeNull();
  });

  it('are nobody else\u2019s: another authority finds none of them', async () => {
    const code = await inside(async tx => (await freezeAll(tx))[0]?.code ?? '');
    const elsewhere = { authorityId: newId(), personId: null };
    expect(await withScope(database, elsewhere, tx => findFigure(tx, code))).toBeNull();
  });

  it('can be asked for anew by their question', async () => {
    const question = distributionQuestions.find(one => one.key === 'positions.count');
    const figure = await inside(tx =>
      question
        ? question.ask(tx, { parameters: { unit: known.birch.id }, cut: { on: ON, event: 0 } })
        : Promise.reject(new Error('The question is not there')),
    );
    expect(figure.value).toBe(2);
    expect((await inside(tx => question?.source(tx, figure) ?? Promise.reject()))?.rows).toHaveLength(2);
  });
});

const source: FigureSource = {
  columns: ['Tjänst'],
  rows: [
    { cells: ['T-1'], unitId: 'björk', personId: 'anna' },
    { cells: ['T-2'], unitId: 'ek', personId: 'bo' },
    { cells: ['T-3'], unitId: 'ek', personId: 'borta' },
    { cells: ['T-4'], unitId: 'ek', personId: null },
  ],
  rule: { kind: 'rows' },
};
const person = (id: string, isProtected: boolean) => ({
  ...{ id, givenName: id, familyName: 'Prov', email: null, employeeNumber: null, gender: null },
  ...{ isProtected, presentation: null },
});
const people = new Map([
  ['anna', person('anna', false)],
  ['bo', person('bo', true)],
]);
const viewer = (units: readonly string[], administers = false): Viewer => ({
  authorityId: '',
  authorityName: '',
  isDemo: false,
  personId: 'x',
  name: 'X',
  roleLabels: [],
  holdingIds: [],
  granted: [],
  may: (action, { unitId }) => ({
    allowed: action === 'seeHolder' ? units.includes(unitId ?? '') : administers,
    because: '',
  }),
});

describe('the rows behind a figure', () => {
  it.each([
    [
      'nobody',
      viewer([]),
      ['visas inte för din roll', 'visas inte för din roll', 'visas inte för din roll', null],
    ],
    [
      'the principal of one school',
      viewer(['björk']),
      ['anna Prov', 'visas inte för din roll', 'visas inte för din roll', null],
    ],
    [
      'the one responsible for all',
      viewer(['björk', 'ek']),
      ['anna Prov', 'Skyddade personuppgifter', 'finns inte längre i registret', null],
    ],
    [
      'the administrator',
      viewer(['björk', 'ek'], true),
      ['anna Prov', 'bo Prov', 'finns inte längre i registret', null],
    ],
  ])('show %s the names that they may see', (_, looking, expected) => {
    const visible = visibleSource(source, people, looking);
    expect(visible.columns).toEqual(['Tjänst', 'Innehavare']);
    expect(visible.rows.map(row => row[1])).toEqual(expected);
    expect(visible.hidden).toBe(0);
  });

  it('leave out what tells of a person from those who may not see the person', () => {
    const personal = { ...source, rows: source.rows.map(row => ({ ...row, personal: true })) };
    const visible = visibleSource(personal, people, viewer(['björk']));
    expect(visible.rows.map(row => row[0])).toEqual(['T-1']);
    expect(visible.hidden).toBe(3);
  });
});

describe('a code written off a paper', () => {
  it.each([
    ['S-9F2M7KQ', 'S-9F2M7KQ'],
    [' s-9f2m7kq ', 'S-9F2M7KQ'],
    ['⟨S-9F2M7KQ⟩', 'S-9F2M7KQ'],
    ['S 9F2M7KQ', 'S-9F2M7KQ'],
    ['34', '34'],
    ['', ''],
  ])('%j is read as %j', (written, code) => {
    expect(readCode(written)).toBe(code);
  });

  it('is the code that figures have', () => {
    const code = figureCode({ question: 'positions.count', parameters: {}, cut: { on: ON, event: 1 } });
    expect(readCode(code)).toBe(code);
  });
});
