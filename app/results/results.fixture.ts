import type { Scoped } from '#app/database/index.ts';
import { saveAuthority, savePublishedValues, saveUnit, type Unit } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import { testCell } from './cell.fixture.ts';
import type { Delivery } from './delivery.ts';

const unit = (
  kind: Unit['kind'],
  name: string,
  parentId: string | null,
  schoolUnitCode: string | null,
  more: Partial<Unit['versions'][number]> = {},
): Unit => {
  const period = { startsOn: more.startsOn ?? '2015-07-01', endsOn: more.endsOn ?? null };
  const forms = { schoolForms: schoolUnitCode ? (['GR'] as const) : [], yearLevels: ['7', '8', '9'] };
  return {
    ...{ id: newId(), kind, schoolUnitCode },
    ...period,
    versions: [{ ...period, name, parentId, ...forms, ...more }],
  };
};

export const birchCode = '99000001';
export const oakCode = '99000002';
export const endedCode = '99000003';
export const upperCode = '99000004';

/** An invented authority with two schools for years 7–9, one that has ended, and an upper secondary school. */
export const enterResultsAuthority = async (tx: Scoped) => {
  const root = unit('Huvudman', 'Provkommun', null, null);
  const birch = unit('Skolenhet', 'Björkskolan', root.id, birchCode);
  const oak = unit('Skolenhet', 'Ekskolan', root.id, oakCode);
  const ended = unit('Skolenhet', 'Gamla skolan', root.id, endedCode, { endsOn: '2024-06-30' });
  const upper = unit('Skolenhet', 'Gymnasiet', root.id, upperCode, { schoolForms: ['GY'], yearLevels: [] });
  await saveAuthority(tx, {
    ...{ name: 'Provkommun', organisationNumber: null, municipalityCode: null, clauseStyle: 'attSatser' },
    ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
  });
  for (const one of [root, birch, oak, ended, upper]) await saveUnit(tx, one);
  await savePublishedValues(tx, [
    {
      ...{ source: 'Skolverket', schoolUnitCode: oakCode, measure: 'totalNumberOfPupils' },
      ...{ academicYearStart: 2025, value: 300, raw: '300', mark: 'EXISTS', approximate: false },
      fetchedOn: '2026-04-21',
    },
  ]);
  return { root, birch, oak, ended, upper };
};

/** A delivery of national tests in mathematics, åk 9, 2025/26, with these grades. */
export const deliveryOf = (
  grades: readonly string[],
  { schoolUnitCode = birchCode, ...more }: Partial<Delivery['scope']> = {},
): Delivery => {
  const scope = {
    ...{ kind: 'np_ak9' as const, schoolUnitCode, academicYear: 2025, semester: null },
    ...more,
  };
  const { academicYear, semester } = scope;
  return {
    scope,
    scale: 'A–F',
    ...{ rows: grades.length, pupils: grades.length, linkedPupils: null, notices: {} },
    cells: [testCell(grades, { schoolUnitCode, academicYear, semester })],
  };
};
