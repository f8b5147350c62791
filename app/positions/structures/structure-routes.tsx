import { isId } from '#app/shared/id.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import {
  ConflictPage,
  type Crumb,
  conflictTitle,
  get,
  post,
  type Route,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import { differencesOf, versionOf } from '../position-routes.tsx';
import { readRegister } from '../reading.ts';
import { sv as positions } from '../sv.ts';
import type { Structure, StructureInput } from './structure.ts';
import { addStructure, changeStructure, sayNoStructures } from './structure-actions.ts';
import { StructureForm, UnitPage } from './structure-pages.tsx';
import { readUnitStructures, type UnitStructures } from './structure-reading.ts';
import { loadStructures } from './structure-store.ts';
import { sv } from './sv.ts';

const empty = new SentForm();
const home: Crumb = { text: positions.title, href: '/tjanster' };
const overview: Crumb = { text: sv.allUnits, href: '/fordelning/strukturer' };

const unitIn = (visit: Visit): string => visit.parameters.enhet ?? '';
const addressOf = (unitId: string): string => `/tjanster/strukturer/${unitId}`;

const placeOfUnit = async (visit: Visit): Promise<Place | null> => {
  const unitId = unitIn(visit);
  const { units } = await visit.transact(tx => readRegister(tx, visit.today));
  return units.has(unitId) ? { unitId } : null;
};

const placeOfStructure = async (visit: Visit): Promise<Place | null> => {
  const { enhet, struktur = '' } = visit.parameters;
  if (!isId(struktur)) return null;
  const all = await visit.transact(tx => loadStructures(tx));
  const found = all.find(one => one.id === struktur && one.unitId === enhet);
  return found ? { unitId: found.unitId } : null;
};

const readForm = (form: SentForm): StructureInput => ({
  ...{ subjects: form.text('subjects'), crossSubject: form.text('crossSubject') !== '' },
  ...{ ledBy: form.text('ledBy'), meets: form.text('meets'), minutes: form.text('minutes') },
  ...{ inPost: form.text('inPost'), questions: form.text('questions'), evidence: form.texts('evidence') },
  ...{ startsOn: form.text('startsOn'), endsOn: form.text('endsOn') },
});

const fieldsOf = (one: Structure): readonly (readonly [string, string])[] => [
  ['subjects', one.subjects.join(', ')],
  ['crossSubject', one.crossSubject ? sv.yes : ''],
  ['ledBy', one.ledBy ?? ''],
  ['meets', one.meets ?? ''],
  ['minutes', one.minutes === null ? '' : String(one.minutes)],
  ['inPost', one.inPost === null ? '' : one.inPost ? sv.yes : sv.no],
  ['questions', one.questions],
  ['evidence', one.evidence.join(', ')],
  ['startsOn', one.startsOn],
  ['endsOn', one.endsOn ?? ''],
];

const crumbsOf = (read: UnitStructures, last?: string): readonly Crumb[] => {
  const here = sv.title(read.unitName);
  return last === undefined
    ? [home, overview, { text: here }]
    : [home, overview, { text: here, href: addressOf(read.unit.id) }, { text: last }];
};

const readUnit = (visit: Visit, on: string): Promise<UnitStructures | null> =>
  visit.transact(tx => readUnitStructures(tx, unitIn(visit), on));

const showUnit = async (visit: Visit, problems: readonly FieldError[]): Promise<Response> => {
  const read = await readUnit(visit, visit.on);
  if (!read) return visit.notFound();
  const mayEdit = visit.viewer.may('editStructure', { unitId: read.unit.id }).allowed;
  return visit.page({
    title: sv.title(read.unitName),
    crumbs: crumbsOf(read),
    problems,
    body: <UnitPage {...{ read, mayEdit, problems }} />,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });
};

const showForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]): Promise<Response> => {
  const read = await readUnit(visit, visit.today);
  if (!read) return visit.notFound();
  const structure = [...read.now, ...read.other].find(one => one.id === visit.parameters.struktur) ?? null;
  // The answer that there are none has nothing to change: it ends when a group is written in.
  if (structure?.kind === 'inga strukturer') return visit.notFound();
  const title = structure ? sv.change : sv.add;
  return visit.page({
    title,
    crumbs: crumbsOf(read, title),
    problems,
    body: <StructureForm {...{ read, structure, form, problems }} />,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });
};

const showConflict = async (visit: Visit, current: Structure): Promise<Response> => {
  const read = await readUnit(visit, visit.today);
  if (!read) return visit.notFound();
  const inWords = (name: string, value: string) =>
    name === 'ledBy' ? (read.positions.get(value)?.externalId ?? value) : value;
  return visit.page({
    title: conflictTitle,
    status: 409,
    crumbs: crumbsOf(read, conflictTitle),
    body: (
      <ConflictPage
        action={visit.path}
        back={addressOf(read.unit.id)}
        differences={differencesOf(visit.form, fieldsOf(current), inWords, sv.differences)}
        form={visit.form}
        mark={{ version: current.version }}
      />
    ),
  });
};

/** The routes of a unit's structures. How it is unit by unit is a page of the distribution. */
export const structureRoutes = (): Route[] => [
  get('/tjanster/strukturer/:enhet', 'seeStructures', visit => showUnit(visit, []), placeOfUnit),
  get('/tjanster/strukturer/:enhet/ny', 'editStructure', visit => showForm(visit, empty, []), placeOfUnit),
  post(
    '/tjanster/strukturer/:enhet',
    'editStructure',
    async visit => {
      const unitId = unitIn(visit);
      const result = await visit.transact(tx => addStructure(tx, visit.today, unitId, readForm(visit.form)));
      return result.ok
        ? visit.redirect(addressOf(unitId), sv.done.added)
        : showForm(visit, visit.form, result.problems);
    },
    placeOfUnit,
  ),
  post(
    '/tjanster/strukturer/:enhet/inga',
    'editStructure',
    async visit => {
      const unitId = unitIn(visit);
      const result = await visit.transact(tx => sayNoStructures(tx, visit.today, unitId));
      return result.ok ? visit.redirect(addressOf(unitId), sv.done.none) : showUnit(visit, result.problems);
    },
    placeOfUnit,
  ),
  get(
    '/tjanster/strukturer/:enhet/:struktur',
    'editStructure',
    visit => showForm(visit, empty, []),
    placeOfStructure,
  ),
  post(
    '/tjanster/strukturer/:enhet/:struktur',
    'editStructure',
    async visit => {
      const unitId = unitIn(visit);
      const asked = { unitId, id: visit.parameters.struktur ?? '', version: versionOf(visit.form) };
      const edit = await visit.transact(tx => changeStructure(tx, visit.today, asked, readForm(visit.form)));
      switch (edit.kind) {
        case 'saved':
          return visit.redirect(addressOf(unitId), sv.done.changed);
        case 'wrong':
          return showForm(visit, visit.form, edit.problems);
        case 'conflict':
          return showConflict(visit, edit.current);
        case 'missing':
          return visit.notFound();
      }
    },
    placeOfStructure,
  ),
];
