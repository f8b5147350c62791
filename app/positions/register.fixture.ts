import type { Person } from '#app/access/index.ts';
import { savePeople } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { saveAuthority, saveUnit, type Unit } from '#app/organisation/index.ts';
import type { Table } from '#app/shared/table.ts';
import { type ColumnName, positionColumns } from './import/column.ts';
import type { Known } from './import/plan.ts';
import type { Register } from './position.ts';
import { SubjectCatalogue } from './subject.ts';

/** A small invented authority for tests: two schools, one that has ended, two of the same name, and an area. */
const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const unit = (
  number: number,
  kind: Unit['kind'],
  name: string,
  schoolUnitCode: string | null,
  endsOn: string | null = null,
): Unit => ({
  id: id(number),
  kind,
  schoolUnitCode,
  startsOn: '2015-07-01',
  endsOn,
  versions: [
    {
      startsOn: '2015-07-01',
      endsOn,
      name,
      parentId: number === 1 ? null : id(1),
      schoolForms: kind === 'Skolenhet' ? ['GR'] : [],
      yearLevels: [],
    },
  ],
});

export const authority = unit(1, 'Huvudman', 'Provkommun', null);
export const area = unit(2, 'Rektorsområde', 'Norra området', null);
export const birchSchool = unit(3, 'Skolenhet', 'Björkskolan', '10000001');
export const oakSchool = unit(4, 'Skolenhet', 'Ekskolan', '10000002');
export const endedSchool = unit(5, 'Skolenhet', 'Gamla skolan', '10000003', '2024-06-30');
export const twinSchools = [
  unit(6, 'Skolenhet', 'Parkskolan', '10000004'),
  unit(7, 'Skolenhet', 'Parkskolan', '10000005'),
];
export const units: readonly Unit[] = [authority, area, birchSchool, oakSchool, endedSchool, ...twinSchools];

export const teacher: Person = {
  id: id(20),
  givenName: 'Alva',
  familyName: 'Prov',
  email: 'alva.prov@example.se',
  employeeNumber: '1001',
  gender: null,
  isProtected: false,
  presentation: null,
};

export const today = '2026-11-23';
export const emptyRegister: Register = { positions: [], appointments: [], assignments: [], needs: [] };

/** What a list is read against, with ids that count upwards. */
export const knownWith = (parts: Partial<Known> = {}): Known => {
  let next = 1000;
  return {
    register: emptyRegister,
    units,
    successions: [],
    people: [teacher],
    catalogue: new SubjectCatalogue(),
    today,
    newId: () => {
      next += 1;
      return id(next);
    },
    ...parts,
  };
};

export type RowText = Partial<Record<ColumnName, string>>;

const usual: Record<ColumnName, string> = {
  tjanst_id: 'F-001',
  slag: 'Förstelärare',
  enhet: '10000001',
  amnen: 'Matematik',
  uppdragstyp: 'Leder ämnesgrupp',
  uppdrag: 'Leder ämnesgruppen i matematik',
  behov: 'Fler ska nå målen i matematik',
  omfattning_procent: '15',
  finansiering: 'statsbidrag §16',
  tjanst_start: '2025-08-01',
  tjanst_slut: '',
  anstallningsnr: '1001',
  fornamn: 'Alva',
  efternamn: 'Prov',
  epost: 'alva.prov@example.se',
  innehav_start: '2025-08-01',
  innehav_slut: '',
};

/** A row without a holder. */
export const vacant: RowText = {
  anstallningsnr: '',
  fornamn: '',
  efternamn: '',
  epost: '',
  innehav_start: '',
  innehav_slut: '',
};

/** A list with the usual row changed as each part says; the first row of a file stands on line 2. */
export const tableOf = (...rows: readonly RowText[]): Table => ({
  header: positionColumns,
  rows: rows.map((row, at) => ({
    line: at + 2,
    cells: positionColumns.map(column => ({ ...usual, ...row })[column]),
  })),
  remarks: [],
});

/** The list as a file, for the tests' own plain reader. */
export const bytesOf = (table: Table): Uint8Array =>
  new TextEncoder().encode(JSON.stringify([table.header, table.rows.map(row => row.cells)]));

export const readPlainTable = async (bytes: Uint8Array) => {
  const [header, rows] = JSON.parse(new TextDecoder().decode(bytes)) as [string[], string[][]];
  const table: Table = { header, rows: rows.map((cells, at) => ({ line: at + 2, cells })), remarks: [] };
  return { ok: true as const, value: table };
};

/** Puts the invented authority in a database. */
export const enterAuthority = async (tx: Scoped): Promise<void> => {
  await saveAuthority(tx, {
    name: 'Provkommun',
    organisationNumber: null,
    municipalityCode: null,
    boardName: 'provnämnden',
    administrationName: 'provförvaltningen',
    clauseStyle: 'attSatser',
  });
  for (const one of units) await saveUnit(tx, one);
  await savePeople(tx, [teacher]);
};
