import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, latestEvents, type Scoped, withScope } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import type { Table } from '#app/shared/table.ts';
import { onEachDatabase } from '#tests/database.ts';
import {
  addUnit,
  carryOutReorganisation,
  changeUnitFrom,
  decideAcademicYear,
  endUnitOn,
  leftBehindAt,
  type TakeOver,
  takeInRegister,
} from './actions.ts';
import type { UnitInput } from './change.ts';
import { importOrganisation } from './import.ts';
import { loadOrganisation } from './reading.ts';
import {
  loadAcademicYears,
  loadPublishedValues,
  loadSuccessions,
  loadUnits,
  type PublishedValue,
} from './store.ts';

const today = '2026-11-23';
const unit = (name: string, kind: string, parentId: string, schoolUnitCode = '') => ({
  ...{ kind, name, parentId, schoolUnitCode, schoolForms: [], yearLevels: [], from: '2015-07-01' },
});

onEachDatabase('acts on the organisation', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** Each test has an authority of its own, with a top unit. */
  const newAuthority = async () => {
    const scope = { authorityId: newId(), personId: null };
    const act = <Result>(work: (tx: Scoped) => Promise<Result>) => withScope(database, scope, work);
    const added = await act(tx => addUnit(tx, today, unit('Ekdala kommun', 'Huvudman', '')));
    if (!added.ok) throw new Error('no authority');
    return { act, rootId: added.value.id };
  };
  const nothingLeft = async () => [];
  const nothingKept = { find: nothingLeft, move: nothingLeft };
  const kinds = async (tx: Scoped) => (await latestEvents(tx, null, 50)).map(event => event.kind);

  it('adds a unit and notes that it was added', async () => {
    const { act, rootId } = await newAuthority();
    const added = await act(tx => addUnit(tx, today, unit('Åskolan', 'Skolenhet', rootId, '99000001')));
    expect(added.ok).toBe(true);
    const organisation = await act(tx => loadOrganisation(tx, today));
    expect(organisation.findByCode('99000001')).toMatchObject({ name: 'Åskolan', parentId: rootId });
    expect(await act(kinds)).toEqual(['unitAdded', 'unitAdded']);
  });

  it('saves and notes nothing when something is wrong', async () => {
    const { act, rootId } = await newAuthority();
    const added = await act(tx => addUnit(tx, today, unit('', 'Skolenhet', rootId, '1')));
    expect(added.ok).toBe(false);
    expect(await act(loadUnits)).toHaveLength(1);
    expect(await act(kinds)).toEqual(['unitAdded']);
  });

  it('changes a unit from a day, and what held before it can still be seen', async () => {
    const { act, rootId } = await newAuthority();
    const added = await act(tx => addUnit(tx, today, unit('Åskolan', 'Skolenhet', rootId, '99000001')));
    const id = added.ok ? added.value.id : '';
    const change = { ...unit('Nya skolan', 'Skolenhet', rootId), from: '2026-07-01' };
    expect((await act(tx => changeUnitFrom(tx, today, id, change)))?.ok).toBe(true);
    const nameOn = async (day: string) => (await act(tx => loadOrganisation(tx, day))).find(id)?.name;
    expect(await nameOn('2026-06-30')).toBe('Åskolan');
    expect(await nameOn('2026-07-01')).toBe('Nya skolan');
    expect(await act(kinds)).toContain('unitChanged');
  });

  it('knows no unit of another authority', async () => {
    const [here, there] = [await newAuthority(), await newAuthority()];
    const change = unit('Tagen', 'Huvudman', '');
    expect(await here.act(tx => changeUnitFrom(tx, today, there.rootId, change))).toBeNull();
    expect(await here.act(tx => endUnitOn(tx, there.rootId, today, nothingLeft))).toBeNull();
    expect((await there.act(loadUnits))[0]?.endsOn).toBeNull();
  });

  it('ends a unit when nothing is left there, and its history stays', async () => {
    const { act, rootId } = await newAuthority();
    const added = await act(tx => addUnit(tx, today, unit('Åskolan', 'Skolenhet', rootId, '99000001')));
    const id = added.ok ? added.value.id : '';
    expect((await act(tx => endUnitOn(tx, id, '2027-06-30', nothingLeft)))?.ok).toBe(true);
    const exists = async (day: string) => (await act(tx => loadOrganisation(tx, day))).find(id) !== null;
    expect([await exists('2027-06-30'), await exists('2027-07-01')]).toEqual([true, false]);
    expect(await act(kinds)).toContain('unitEnded');
  });

  it('does not end a unit where something stands longer than it, and says how much', async () => {
    const { act, rootId } = await newAuthority();
    const added = await act(tx => addUnit(tx, today, unit('Norr', 'Rektorsområde', rootId)));
    const id = added.ok ? added.value.id : '';
    const school = await act(tx => addUnit(tx, today, unit('Åskolan', 'Skolenhet', id, '99000001')));
    const schoolId = school.ok ? school.value.id : '';
    const asked: unknown[] = [];
    const one = async (_tx: Scoped, unitIds: readonly string[], lastDay: string) => {
      asked.push([unitIds, lastDay]);
      return [{ key: 'f1', text: 'Förstelärare F-1', href: '/tjanster/f1' }];
    };
    const refused = await act(tx => endUnitOn(tx, id, '2027-06-30', one));
    expect(refused).toMatchObject({ ok: false, problems: [{ field: 'lastDay' }] });
    expect(JSON.stringify(refused)).toContain('Två saker gäller längre');
    expect(asked).toEqual([[[id], '2027-06-30']]);
    expect(await act(tx => leftBehindAt(tx, id, '2027-06-30', one))).toEqual([
      { key: schoolId, text: 'Skolenhet Åskolan', href: `/organisation/${schoolId}/andra` },
      { key: 'f1', text: 'Förstelärare F-1', href: '/tjanster/f1' },
    ]);
    expect((await act(loadUnits)).find(found => found.id === id)?.endsOn).toBeNull();
    expect(await act(kinds)).not.toContain('unitEnded');
  });

  describe('a reorganisation when something stands at a unit that ends', () => {
    const add = async (act: Awaited<ReturnType<typeof newAuthority>>['act'], input: UnitInput) => {
      const added = await act(tx => addUnit(tx, today, input));
      if (!added.ok) throw new Error(JSON.stringify(added.problems));
      return added.value.id;
    };
    const one = async () => [{ key: 'f1', text: 'Förstelärare F-1', href: '/tjanster/f1' }];

    it('does nothing before it is said who takes over, and then lets it be moved', async () => {
      const { act, rootId } = await newAuthority();
      const before = await add(act, unit('Ett', 'Skolenhet', rootId, '99000001'));
      const after = await add(act, unit('Två', 'Skolenhet', rootId, '99000002'));
      const other = await add(act, unit('Tre', 'Skolenhet', rootId, '99000003'));
      const moved: TakeOver[] = [];
      const carryOut = (heirs: [string, string][]) =>
        act(tx =>
          carryOutReorganisation(
            tx,
            {
              ...{ kind: 'ny kod', predecessorIds: [before], successorIds: [after] },
              ...{ on: '2027-07-01', heirs: new Map(heirs) },
            },
            {
              find: one,
              move: async (_tx, order) => {
                moved.push(order);
                return [];
              },
            },
          ),
        );
      for (const said of [[], [['f1', '']], [['f1', other]]] as [string, string][][])
        expect(await carryOut(said)).toEqual({ kind: 'asks', left: await one() });
      expect(await act(loadSuccessions)).toEqual([]);
      expect(moved).toEqual([]);
      expect(await carryOut([['f1', after]])).toEqual({ kind: 'done' });
      expect(moved).toMatchObject([{ unitIds: [before], on: '2027-07-01', heirs: new Map([['f1', after]]) }]);
      expect(moved[0]?.units.find(found => found.id === before)?.endsOn).toBe('2027-06-30');
      expect(await act(loadSuccessions)).toHaveLength(1);
    });

    it('changes nothing when something cannot be moved, and says what', async () => {
      const { act, rootId } = await newAuthority();
      const before = await add(act, unit('Ett', 'Skolenhet', rootId, '99000001'));
      const after = await add(act, unit('Två', 'Skolenhet', rootId, '99000002'));
      const end = await act(tx =>
        carryOutReorganisation(
          tx,
          {
            ...{ kind: 'ny kod', predecessorIds: [before], successorIds: [after] },
            ...{ on: '2027-07-01', heirs: new Map([['f1', after]]) },
          },
          { find: one, move: async () => [{ field: 'f1', text: 'Det går inte.' }] },
        ),
      );
      expect(end).toMatchObject({ kind: 'wrong', problems: [{ field: 'till-f1', text: 'Det går inte.' }] });
      expect(await act(loadSuccessions)).toEqual([]);
      expect((await act(loadUnits)).every(found => found.endsOn === null)).toBe(true);
    });

    it('moves the schools of a principal area to the area that takes over, from the day on', async () => {
      const { act, rootId } = await newAuthority();
      const north = await add(act, unit('Norr', 'Rektorsområde', rootId));
      const south = await add(act, unit('Söder', 'Rektorsområde', rootId));
      const school = await add(act, unit('Åskolan', 'Skolenhet', north, '99000001'));
      const carryOut = (heirs: [string, string][]) =>
        act(tx =>
          carryOutReorganisation(
            tx,
            {
              ...{ kind: 'sammanslagning', predecessorIds: [north], successorIds: [south] },
              ...{ on: '2027-07-01', heirs: new Map(heirs) },
            },
            nothingKept,
          ),
        );
      expect(await carryOut([])).toMatchObject({ kind: 'asks', left: [{ key: school }] });
      expect(await carryOut([[school, south]])).toEqual({ kind: 'done' });
      const areaOn = async (day: string) =>
        (await act(tx => loadOrganisation(tx, day))).enclosing(school, 'Rektorsområde')?.name;
      expect([await areaOn('2027-06-30'), await areaOn('2027-07-01')]).toEqual(['Norr', 'Söder']);
    });
  });

  it('carries out a reorganisation whole', async () => {
    const { act, rootId } = await newAuthority();
    const add = async (name: string, code: string) => {
      const added = await act(tx => addUnit(tx, today, unit(name, 'Skolenhet', rootId, code)));
      return added.ok ? added.value.id : '';
    };
    const [one, two, both] = [
      await add('Ett', '99000001'),
      await add('Två', '99000002'),
      await add('Båda', '99000003'),
    ];
    const plan = {
      kind: 'sammanslagning',
      predecessorIds: [one, two],
      successorIds: [both],
      on: '2026-07-01',
      heirs: new Map(),
    };
    expect(await act(tx => carryOutReorganisation(tx, plan, nothingKept))).toEqual({ kind: 'done' });
    const namesOn = async (day: string) =>
      (await act(tx => loadOrganisation(tx, day))).teachingUnits().map(found => found.name);
    expect(await namesOn('2026-06-30')).toEqual(['Båda', 'Ett', 'Två']);
    expect(await namesOn('2026-07-01')).toEqual(['Båda']);
    expect((await act(loadSuccessions)).map(found => found.predecessorId).sort()).toEqual([one, two].sort());
  });

  describe('academic years', () => {
    const year = (parts = {}) => ({
      ...{ startYear: '2026', startsOn: '2026-08-17', springStartsOn: '2027-01-11', endsOn: '2027-06-11' },
      ...parts,
    });

    it('are decided, and decided again', async () => {
      const { act } = await newAuthority();
      await act(tx => decideAcademicYear(tx, today, year()));
      await act(tx => decideAcademicYear(tx, today, year({ startsOn: '2026-08-18' })));
      expect((await act(loadAcademicYears)).map(one => one.startsOn)).toEqual(['2026-08-18']);
    });

    it.each([
      ['the days come in the wrong order', { springStartsOn: '2026-08-17' }, ['startsOn']],
      ['spring starts on the last day', { springStartsOn: '2027-06-11' }, ['startsOn']],
      ['the year is not written out', { startYear: '26' }, ['startYear']],
      ['the year is a slip of the finger', { startYear: '2205' }, ['startYear']],
      ['it begins in another year than it is called by', { startYear: '2025' }, ['startYear']],
      ['two days do not exist', { startsOn: '2026-08-32', endsOn: '' }, ['startsOn', 'endsOn']],
      [
        'it runs into another',
        { startYear: '2027', startsOn: '2027-06-11', springStartsOn: '2028-01-10', endsOn: '2028-06-09' },
        ['startsOn'],
      ],
    ])('are refused when %s', async (_, parts, fields) => {
      const { act } = await newAuthority();
      await act(tx => decideAcademicYear(tx, today, year()));
      const result = await act(tx => decideAcademicYear(tx, today, year(parts)));
      expect(result.ok ? [] : result.problems.map(problem => problem.field)).toEqual(fields);
      expect(await act(loadAcademicYears)).toHaveLength(1);
    });

    it('may start the day after the one before ends', async () => {
      const { act } = await newAuthority();
      await act(tx => decideAcademicYear(tx, today, year()));
      const next = {
        startYear: '2027',
        startsOn: '2027-06-12',
        springStartsOn: '2028-01-10',
        endsOn: '2028-06-09',
      };
      expect((await act(tx => decideAcademicYear(tx, today, year(next)))).ok).toBe(true);
    });
  });

  describe('a public register', () => {
    const listed = [
      {
        schoolUnitCode: '99000001',
        name: 'Åskolan',
        schoolForms: ['GR' as const],
        yearLevels: ['7', '8', '9'],
      },
      { schoolUnitCode: '99000002', name: 'Björkskolan', schoolForms: ['GR' as const], yearLevels: ['F'] },
    ];
    const value = (parts: Partial<PublishedValue> = {}): PublishedValue => ({
      ...{
        source: 'Skolverket',
        schoolUnitCode: '99000001',
        measure: 'totalNumberOfPupils',
        academicYearStart: 2025,
      },
      ...{ value: 460, raw: 'cirka 460', mark: 'value', approximate: true, fetchedOn: '2026-04-21' },
      ...parts,
    });

    it('is taken in once, however many times it is read', async () => {
      const { act } = await newAuthority();
      const read = () => act(tx => takeInRegister(tx, '2010-01-01', listed, [value()]));
      expect(await read()).toEqual({ added: 2, known: 0, values: 1 });
      expect(await read()).toEqual({ added: 0, known: 2, values: 1 });
      expect(await act(loadUnits)).toHaveLength(3);
      expect(await act(tx => loadPublishedValues(tx))).toEqual([value()]);
    });

    it('leaves a known unit where the authority has placed it', async () => {
      const { act, rootId } = await newAuthority();
      await act(tx => addUnit(tx, today, unit('Vår skola', 'Skolenhet', rootId, '99000001')));
      await act(tx => takeInRegister(tx, '2010-01-01', listed, []));
      const organisation = await act(tx => loadOrganisation(tx, today));
      expect(organisation.findByCode('99000001')?.name).toBe('Vår skola');
    });

    it('has newer values in place of older, and a mark is never a number', async () => {
      const { act } = await newAuthority();
      await act(tx => takeInRegister(tx, '2010-01-01', listed, [value()]));
      const newer = value({
        value: null,
        raw: '.',
        mark: 'suppressed',
        approximate: false,
        fetchedOn: '2026-10-01',
      });
      await act(tx => takeInRegister(tx, '2010-01-01', listed, [newer]));
      expect(await act(tx => loadPublishedValues(tx, ['totalNumberOfPupils']))).toEqual([newer]);
      expect(await act(tx => loadPublishedValues(tx, ['anotherMeasure']))).toEqual([]);
    });
  });

  it('reads a list of units whole or not at all', async () => {
    const { act } = await newAuthority();
    const table = (...rows: string[][]): Table => ({
      header: ['slag', 'namn', 'hor_till', 'skolenhetskod', 'start'],
      rows: rows.map((cells, at) => ({ line: at + 2, cells })),
      remarks: [],
    });
    const good = ['Skolenhet', 'Åskolan', 'Ekdala kommun', '99000001', '2015-07-01'];
    const bad = ['Skolenhet', 'Björkskolan', 'Ekdala kommun', '990000', '2015-07-01'];
    expect((await act(tx => importOrganisation(tx, today, table(good, bad)))).ok).toBe(false);
    expect(await act(loadUnits)).toHaveLength(1);
    expect((await act(tx => importOrganisation(tx, today, table(good)))).ok).toBe(true);
    expect(await act(loadUnits)).toHaveLength(2);
    const events = await act(kinds);
    expect((await act(tx => importOrganisation(tx, today, table(good)))).ok).toBe(true);
    expect(await act(kinds)).toEqual(events);
  });
});
