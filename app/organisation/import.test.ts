import { describe, expect, it } from 'vitest';
import type { Table } from '#app/shared/table.ts';
import { organisationColumns, planOrganisation } from './import.ts';
import { OrganisationOn, type Unit } from './unit.ts';

/** A list as text: a header line and rows, columns divided by semicolons. Row 1 is the header. */
const table = (text: string): Table => {
  const [header = '', ...rows] = text.trim().split('\n');
  return {
    header: header.split(';').map(cell => cell.trim()),
    rows: rows.map((row, at) => ({ line: at + 2, cells: row.split(';').map(cell => cell.trim()) })),
    remarks: [],
  };
};

const header = organisationColumns.join(';');
const authority = `${header}\nHuvudman;Ekdala kommun;;;;;2010-01-01`;
const whole = `${authority}
  Förvaltning;Bildningsförvaltningen;Ekdala kommun;;;;2010-01-01
  Rektorsområde;Norr;Bildningsförvaltningen;;;;2010-01-01
  Skolenhet;Björkskolan;Norr;99000001;GR;7-9;2010-01-01
  Skolenhet;Åskolan;Norr;99000002;FKLASS, GR;F–6;2010-01-01`;

const plan = (text: string, existing: readonly Unit[] = []) => {
  const outcome = planOrganisation(table(text), existing);
  if (!outcome.ok) throw new Error(outcome.problems.map(problem => problem.text).join(' '));
  return outcome.value;
};
const problems = (text: string, existing: readonly Unit[] = []) => {
  const outcome = planOrganisation(table(text), existing);
  return outcome.ok ? [] : outcome.problems.map(({ line, column }) => [line, column]);
};

describe('a list of units', () => {
  it('becomes the organisation', () => {
    const { units, added, changed } = plan(whole);
    expect([added, changed]).toEqual([5, 0]);
    const organisation = new OrganisationOn(units, '2026-11-23');
    expect(organisation.all().map(unit => unit.name)).toEqual([
      ...['Ekdala kommun', 'Bildningsförvaltningen', 'Norr', 'Björkskolan', 'Åskolan'],
    ]);
    expect(organisation.findByCode('99000001')).toMatchObject({
      schoolForms: ['GR'],
      yearLevels: ['7', '8', '9'],
    });
    expect(organisation.findByCode('99000002')).toMatchObject({
      ...{ schoolForms: ['FKLASS', 'GR'], yearLevels: ['F', '1', '2', '3', '4', '5', '6'] },
    });
  });

  it('changes nothing when it is read again', () => {
    const { units } = plan(whole);
    expect(plan(whole, units)).toEqual({ units: [], successions: [], added: 0, changed: 0 });
  });

  it('leaves what is known of a unit where the list is silent, as when Skolverket has told more', () => {
    const { units } = plan(whole);
    const silent = plan(`${header}\nSkolenhet;Björkskolan;Ekdala kommun;99000001;;;2026-07-01`, units).units;
    expect(new OrganisationOn(silent, '2026-11-23').findByCode('99000001')).toMatchObject({
      ...{ schoolForms: ['GR'], yearLevels: ['7', '8', '9'] },
    });
  });

  it('gives a known unit its new name and place from the day of the row, and leaves the rest', () => {
    const before = plan(whole).units;
    const { units, added, changed } = plan(
      `${header}\nSkolenhet;Nya Björkskolan;Ekdala kommun;99000001;GR;7-9;2026-07-01`,
      before,
    );
    expect([units.length, added, changed]).toEqual([1, 0, 1]);
    const [unit] = units;
    expect(unit?.versions.map(version => [version.name, version.startsOn, version.endsOn])).toEqual([
      ['Björkskolan', '2010-01-01', '2026-06-30'],
      ['Nya Björkskolan', '2026-07-01', null],
    ]);
  });

  it('tells which unit took over from which, and ends the earlier one the day before', () => {
    const before = plan(whole).units;
    const row = 'Skolenhet;Björkskolan;Norr;99000011;GR;7-9;2024-07-01;;99000001';
    const { units, successions } = plan(`${header}\n${row}`, before);
    const [earlier, later] = [
      units.find(unit => unit.schoolUnitCode === '99000001'),
      units.find(unit => unit.schoolUnitCode === '99000011'),
    ];
    expect([earlier?.endsOn, later?.startsOn]).toEqual(['2024-06-30', '2024-07-01']);
    expect(successions).toEqual([
      { predecessorId: earlier?.id, successorId: later?.id, happenedOn: '2024-07-01', kind: 'ny kod' },
    ]);
    const now = [...before.filter(unit => unit.id !== earlier?.id), ...units];
    expect(plan(`${header}\n${row}`, now)).toMatchObject({ units: [], successions: [] });
  });

  it('ends a unit on the last day of its row', () => {
    const { units } = plan(
      `${header}\nSkolenhet;Björkskolan;Norr;99000001;GR;7-9;2010-01-01;2019-06-30`,
      plan(whole).units,
    );
    expect(units.map(unit => unit.endsOn)).toEqual(['2019-06-30']);
  });

  it('is read with its columns in any order and case, and without those that may be left out', () => {
    const { units } = plan(`START;Namn;SLAG;hor_till\n2010-01-01;Ekdala kommun;Huvudman;`);
    expect(units.map(unit => unit.kind)).toEqual(['Huvudman']);
  });

  it.each<[string, string, (string | number | null)[][]]>([
    [
      'columns are missing',
      'namn;start\nX;2010-01-01',
      [
        [null, 'slag'],
        [null, 'hor_till'],
      ],
    ],
    ['the day does not exist', `${authority}\nSkola;Å;Ekdala kommun;;;;2010-02-30`, [[3, 'start']]],
    ['the parent does not exist', `${authority}\nSkola;Å;Ekdla kommun;;;;2010-01-01`, [[3, 'hor_till']]],
    ['the kind does not exist', `${authority}\nSkolor;Å;Ekdala kommun;;;;2010-01-01`, [[3, 'slag']]],
    [
      'the code has lost a digit',
      `${authority}\nSkolenhet;Å;Ekdala kommun;9900001;;;2010-01-01`,
      [[3, 'skolenhetskod']],
    ],
    [
      'the form does not exist',
      `${authority}\nSkolenhet;Å;Ekdala kommun;99000001;XX;;2010-01-01`,
      [[3, 'skolformer']],
    ],
    [
      'the last day is before the first',
      `${authority}\nSkola;Å;Ekdala kommun;;;;2010-01-01;2009-12-31`,
      [[3, 'slut']],
    ],
    [
      'the earlier unit does not exist',
      `${authority}\nSkolenhet;Å;Ekdala kommun;99000001;;;2010-01-01;;99000009`,
      [[3, 'tidigare_enhet']],
    ],
    [
      'two rows are wrong',
      `${authority}\nSkola;;Ekdala kommun;;;;2010-01-01\nSkola;Å;Nej;;;;2010-01-01`,
      [
        [3, 'namn'],
        [4, 'hor_till'],
      ],
    ],
    [
      'two units have the name of the parent',
      `${whole}\nSkola;Norr;Ekdala kommun;;;;2010-01-01\nSkolenhet;Ö;Norr;99000004;;;2010-01-01`,
      [[8, 'hor_till']],
    ],
  ])('says where it is wrong when %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});
