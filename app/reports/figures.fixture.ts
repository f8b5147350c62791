import { type Person, savePeople } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { saveAuthority, savePublishedValues, saveUnit, type Unit } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';

const START = '2020-07-01';

const unit = (
  kind: Unit['kind'],
  name: string,
  parentId: string | null,
  schoolUnitCode: string | null = null,
): Unit => ({
  id: newId(),
  kind,
  schoolUnitCode,
  startsOn: START,
  endsOn: null,
  versions: [
    {
      startsOn: START,
      endsOn: null,
      name,
      parentId,
      schoolForms: kind === 'Skolenhet' ? ['GR'] : [],
      yearLevels: kind === 'Skolenhet' ? ['7', '8', '9'] : [],
    },
  ],
});

const person = (givenName: string, more: Partial<Person> = {}): Person => ({
  id: newId(),
  givenName,
  familyName: 'Prov',
  email: null,
  employeeNumber: null,
  gender: 'kvinna',
  isProtected: false,
  presentation: null,
  ...more,
});

/** A small authority: one area, two schools, three positions of which one is vacant, pupils published for one school. */
export const saveSmallAuthority = async (tx: Scoped) => {
  const root = unit('Huvudman', 'Ekdala kommun', null);
  const area = unit('Rektorsområde', 'Norra området', root.id);
  const birch = unit('Skolenhet', 'Björkskolan', area.id, '10000001');
  const oak = unit('Skolenhet', 'Ekskolan', area.id, '10000002');
  const [anna, bo] = [person('Anna'), person('Bo', { gender: 'man', isProtected: true })];
  await saveAuthority(tx, {
    name: 'Ekdala kommun',
    organisationNumber: null,
    municipalityCode: null,
    boardName: 'bildningsnämnden',
    administrationName: 'bildningsförvaltningen',
    clauseStyle: 'attSatser',
  });
  for (const one of [root, area, birch, oak]) await saveUnit(tx, one);
  await savePeople(tx, [anna, bo]);
  await savePublishedValues(tx, [
    {
      source: 'Skolverket',
      schoolUnitCode: '10000001',
      measure: 'totalNumberOfPupils',
      academicYearStart: 2025,
      value: 460,
      raw: 'cirka 460',
      mark: 'EXISTS',
      approximate: true,
      fetchedOn: '2026-04-21',
    },
  ]);
  const positions = [
    { unitId: birch.id, holder: anna, subjects: ['Matematik'] },
    { unitId: birch.id, holder: bo, subjects: ['Svenska'] },
    { unitId: oak.id, holder: null, subjects: [] },
  ].map(one => ({ ...one, id: newId() }));
  const owned = { authority_id: tx.authorityId, starts_on: START, version: 1 };
  await tx.db
    .insertInto('career_position')
    .values(
      positions.map(({ id, unitId }, index) => ({
        ...owned,
        position_id: id,
        external_id: `T-${index + 1}`,
        kind: 'Förstelärare',
        unit_id: unitId,
        funding: 'statsbidrag §16',
      })),
    )
    .execute();
  await tx.db
    .insertInto('appointment')
    .values(
      positions.flatMap(({ id, holder }) =>
        holder ? [{ ...owned, appointment_id: newId(), position_id: id, person_id: holder.id }] : [],
      ),
    )
    .execute();
  await tx.db
    .insertInto('assignment')
    .values(
      positions.map(({ id, subjects }) => ({
        ...owned,
        assignment_id: newId(),
        position_id: id,
        type: 'amnesansvar',
        secondary_types: [],
        title: 'Leda ämnet',
        cross_subject: subjects.length === 0,
        subjects,
      })),
    )
    .execute();
  await recordEvent(tx, { kind: 'positionsImported', subject: 'register', happenedOn: '2026-11-01' });
  return { root, area, birch, oak, anna, bo, positions };
};
