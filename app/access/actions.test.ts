import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, latestEvents, type Scoped } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { contains } from '#app/shared/period.ts';
import type { Table } from '#app/shared/table.ts';
import { onEachDatabase } from '#tests/database.ts';
import { addNewPerson, newAuthority } from './access.fixture.ts';
import { addPerson, endRole, giveRole } from './actions.ts';
import { importPeople } from './import.ts';
import { loadHoldings, loadPeople } from './store.ts';

const today = '2026-11-23';
const siv = { givenName: 'Siv', familyName: 'Prov', employeeNumber: 'E1001', email: 'siv@ekdala.example' };
const fields = (result: { ok: boolean; problems?: readonly { field: string }[] }) =>
  (result.problems ?? []).map(problem => problem.field);

onEachDatabase('acts on people and roles', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  const kinds = async (tx: Scoped) => (await latestEvents(tx, null, 50)).map(event => event.kind);

  describe('a new person', () => {
    it('is added, and the log says so without a name', async () => {
      const { act } = await newAuthority(database);
      expect((await act(tx => addPerson(tx, today, siv))).ok).toBe(true);
      expect(await act(loadPeople)).toMatchObject([{ ...siv, gender: null, isProtected: false }]);
      const events = await act(tx => latestEvents(tx, null, 5));
      expect(events.map(event => event.kind)).toEqual(['personAdded']);
      expect(JSON.stringify(events)).not.toMatch(/Siv|Prov|E1001/);
    });

    it.each([
      ['has no given name', { givenName: '' }, ['givenName']],
      ['has no family name', { familyName: '' }, ['givenName']],
      ['has a personnummer for employee number', { employeeNumber: '198107249289' }, ['employeeNumber']],
      ['has an address that is none', { email: 'siv(at)ekdala' }, ['email']],
      ['has another person’s number', { employeeNumber: 'E1000' }, ['employeeNumber']],
      [
        'is wrong in every way',
        { familyName: '', employeeNumber: '810724-9289', email: 'x' },
        ['givenName', 'employeeNumber', 'email'],
      ],
    ])('who %s is refused', async (_, parts, expected) => {
      const { act } = await newAuthority(database);
      await act(tx => addNewPerson(tx, { employeeNumber: 'E1000' }));
      expect(fields(await act(tx => addPerson(tx, today, { ...siv, ...parts })))).toEqual(expected);
      expect(await act(loadPeople)).toHaveLength(1);
      expect(await act(kinds)).toEqual([]);
    });

    it('needs neither number nor address', async () => {
      const { act } = await newAuthority(database);
      for (const familyName of ['Ett', 'Två']) {
        const added = await act(tx =>
          addPerson(tx, today, { ...siv, familyName, employeeNumber: '', email: '' }),
        );
        expect(added).toMatchObject({ ok: true, value: { employeeNumber: null, email: null } });
      }
    });
  });

  describe('a role', () => {
    it.each([
      ['rektor', 'school', []],
      ['rektor', 'area', []],
      ['rektor', 'authority', ['unitId']],
      ['förstelärare', 'school', []],
      ['förstelärare', 'area', ['unitId']],
      ['förtroendevald', 'authority', []],
      ['förtroendevald', 'school', ['unitId']],
      ['administratör', 'authority', []],
      ['administratör', 'area', ['unitId']],
      ['kejsare', 'authority', ['role']],
      ['toString', 'authority', ['role']],
      ['', 'authority', ['role']],
    ] as const)('%s at the %s', async (role, unit, expected) => {
      const { act, units } = await newAuthority(database);
      const { id: personId } = await act(addNewPerson);
      const input = { personId, role, unitId: units[unit], startsOn: '2026-08-01', endsOn: '' };
      expect(fields(await act(tx => giveRole(tx, today, input)))).toEqual(expected);
      expect(await act(loadHoldings)).toHaveLength(expected.length === 0 ? 1 : 0);
      expect(await act(kinds)).toEqual(expected.length === 0 ? ['roleGiven'] : []);
    });

    it.each([
      ['the end comes before the start', { startsOn: '2026-08-01', endsOn: '2026-07-31' }, ['endsOn']],
      ['it is for one day', { startsOn: '2026-08-01', endsOn: '2026-08-01' }, []],
      ['the start does not exist', { startsOn: '2026-02-29', endsOn: '' }, ['startsOn']],
      ['the end does not exist', { startsOn: '2026-08-01', endsOn: 'sommaren' }, ['endsOn']],
      ['the unit does not exist', { startsOn: '2026-08-01', endsOn: '', unitId: newId() }, ['unitId']],
    ])('is checked when %s', async (_, parts, expected) => {
      const { act, units } = await newAuthority(database);
      const { id: personId } = await act(addNewPerson);
      const input = { personId, role: 'rektor', unitId: units.school, ...parts };
      expect(fields(await act(tx => giveRole(tx, today, input)))).toEqual(expected);
    });

    it.each([
      ['in force', '2026-08-01', '', true, '2026-11-23'],
      ['in force with an end to come', '2026-08-01', '2027-06-30', true, '2026-11-23'],
      ['that begins later, and is taken away', '2027-01-01', '', true, undefined],
      ['that ends today', '2026-08-01', '2026-11-23', false, '2026-11-23'],
      ['that has ended', '2020-08-01', '2021-06-30', false, '2021-06-30'],
    ])('%s can be ended: from %s to %s', async (_, startsOn, endsOn, ended, lastDay) => {
      const { act, units } = await newAuthority(database);
      const { id: personId } = await act(addNewPerson);
      const input = { personId, role: 'rektor', unitId: units.school, startsOn, endsOn };
      const given = await act(tx => giveRole(tx, today, input));
      const id = given.ok ? given.value.id : '';
      expect(await act(tx => endRole(tx, today, id))).toBe(ended);
      const [holding] = await act(loadHoldings);
      expect(holding?.endsOn).toBe(lastDay);
      expect(await act(kinds)).toEqual(ended ? ['roleEnded', 'roleGiven'] : ['roleGiven']);
    });

    it('ended today gives its rights today and none from tomorrow', async () => {
      const { act, units } = await newAuthority(database);
      const { id: personId } = await act(addNewPerson);
      const input = { personId, role: 'rektor', unitId: units.school, startsOn: '2026-08-01', endsOn: '' };
      const given = await act(tx => giveRole(tx, today, input));
      await act(tx => endRole(tx, today, given.ok ? given.value.id : ''));
      const [holding] = await act(loadHoldings);
      expect(['2026-11-23', '2026-11-24'].map(day => holding && contains(holding, day))).toEqual([
        true,
        false,
      ]);
    });

    it('of another authority cannot be ended', async () => {
      const [here, there] = [await newAuthority(database), await newAuthority(database)];
      const { id: personId } = await there.act(addNewPerson);
      const input = {
        personId,
        role: 'rektor',
        unitId: there.units.school,
        startsOn: '2026-08-01',
        endsOn: '',
      };
      const given = await there.act(tx => giveRole(tx, today, input));
      expect(await here.act(tx => endRole(tx, today, given.ok ? given.value.id : ''))).toBe(false);
    });
  });

  describe('a list of people', () => {
    const header = [
      'anstallningsnr',
      'fornamn',
      'efternamn',
      'epost',
      'kon',
      'roll',
      'enhet',
      'start',
      'slut',
    ];
    const table = (...rows: string[]): Table => ({
      ...{ header, remarks: [] },
      rows: rows.map((row, at) => ({ line: at + 2, cells: row.split(';') })),
    });
    const rektor = 'E1001;Siv;Prov;siv@ekdala.example;kvinna;Rektor;Björkskolan;2026-08-01;';
    const places = (result: {
      ok: boolean;
      problems?: readonly { line: number | null; column: string | null }[];
    }) => (result.problems ?? []).map(({ line, column }) => [line, column]);

    it('gives people and roles once, however many times it is read', async () => {
      const { act } = await newAuthority(database);
      const second = 'E1001;Siv;Prov;;;Lärare;99000001;2020-08-01;2021-06-30';
      const read = () => act(tx => importPeople(tx, today, table(rektor, second)));
      expect(await read()).toEqual({ ok: true, value: { people: 1, roles: 2 } });
      expect(await read()).toEqual({ ok: true, value: { people: 0, roles: 0 } });
      expect(await act(loadPeople)).toMatchObject([{ employeeNumber: 'E1001', gender: 'kvinna' }]);
      expect((await act(loadHoldings)).map(one => [one.role, one.endsOn])).toEqual([
        ['lärare', '2021-06-30'],
        ['rektor', null],
      ]);
      expect(await act(kinds)).toEqual(['peopleImported']);
    });

    it.each<[string, string, (string | number)[][]]>([
      ['the number is missing', ';Siv;Prov;;;Rektor;Björkskolan;2026-08-01;', [[3, 'anstallningsnr']]],
      [
        'the number is a personnummer',
        '198107249289;Siv;Prov;;;Rektor;Björkskolan;2026-08-01;',
        [[3, 'anstallningsnr']],
      ],
      ['a name is missing', 'E2;;Prov;;;Rektor;Björkskolan;2026-08-01;', [[3, 'fornamn']]],
      ['the role does not exist', 'E2;Siv;Prov;;;Kejsare;Björkskolan;2026-08-01;', [[3, 'roll']]],
      ['the role is not held there', 'E2;Siv;Prov;;;Administratör;Björkskolan;2026-08-01;', [[3, 'enhet']]],
      ['the unit does not exist', 'E2;Siv;Prov;;;Rektor;Borta;2026-08-01;', [[3, 'enhet']]],
      ['the day does not exist', 'E2;Siv;Prov;;;Rektor;Björkskolan;2026-02-30;', [[3, 'start']]],
      [
        'the end is before the start',
        'E2;Siv;Prov;;;Rektor;Björkskolan;2026-08-01;2026-07-31',
        [[3, 'slut']],
      ],
    ])('is refused whole when %s', async (_, row, expected) => {
      const { act } = await newAuthority(database);
      expect(places(await act(tx => importPeople(tx, today, table(rektor, row))))).toEqual(expected);
      expect([await act(loadPeople), await act(loadHoldings), await act(kinds)]).toEqual([[], [], []]);
    });

    it('needs its columns', async () => {
      const { act } = await newAuthority(database);
      const result = await act(tx =>
        importPeople(tx, today, { header: ['roll', 'enhet'], rows: [], remarks: [] }),
      );
      expect(places(result)).toEqual(
        ['anstallningsnr', 'fornamn', 'efternamn', 'start'].map(name => [null, name]),
      );
    });
  });
});
