import { academicYearLabel } from '#app/shared/academic-year.ts';
import { isIsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { get, post, type Route, SentForm, type Visit } from '#app/web/index.ts';
import {
  addUnit,
  carryOutReorganisation,
  changeUnitFrom,
  decideAcademicYear,
  endUnitOn,
  type FindLeftBehind,
  leftBehindAt,
  type MoveLeftBehind,
} from './actions.ts';
import { heirField, type LeftBehind, type ReorganisationInput, type UnitInput } from './change.ts';
import { AcademicYearsPage, OrganisationPage, UnitForm, UnitPage } from './pages.tsx';
import { loadOrganisation } from './reading.ts';
import { EndingPage, ReorganisePage } from './reorganisation-pages.tsx';
import { loadAcademicYears, loadPublishedValues, loadSuccessions, loadUnits } from './store.ts';
import { sv } from './sv.ts';
import { OrganisationOn, type Unit } from './unit.ts';

const readUnit = (form: SentForm): UnitInput => ({
  kind: form.text('kind'),
  name: form.text('name'),
  parentId: form.text('parentId'),
  schoolUnitCode: form.text('schoolUnitCode').replaceAll(' ', ''),
  schoolForms: form.texts('schoolForms'),
  yearLevels: form.texts('yearLevels'),
  from: form.text('from'),
});

/** What a unit is called, or was last. */
const nameOf = (unit: Unit): string => unit.versions.at(-1)?.name ?? '';

const empty = new SentForm();
const home = { text: sv.title, href: '/organisation' };
const mayEdit = (visit: Visit) => visit.viewer.may('editOrganisation', { unitId: null }).allowed;

/** What the other rooms are asked of units that are to end: what stands there, and to move it to those that take over. */
export type Remains = { readonly findLeftBehind: FindLeftBehind; readonly moveLeftBehind: MoveLeftBehind };

const readReorganisation = (form: SentForm): ReorganisationInput => {
  const mark = heirField('');
  const heirs = form
    .names()
    .filter(name => name.startsWith(mark))
    .map(name => [name.slice(mark.length), form.text(name)] as const);
  return {
    ...{ kind: form.text('kind'), on: form.text('on'), heirs: new Map(heirs) },
    ...{ predecessorIds: form.texts('predecessorIds'), successorIds: form.texts('successorIds') },
  };
};

/** The routes of the organisation and its academic years. */
export const routes = ({ findLeftBehind, moveLeftBehind }: Remains): Route[] => {
  const unitForm = async (
    visit: Visit,
    unitId: string | null,
    form: SentForm,
    problems: readonly FieldError[],
  ) => {
    const units = await visit.transact(loadUnits);
    const organisation = new OrganisationOn(units, visit.today);
    const unit = units.find(one => one.id === unitId) ?? null;
    if (unitId !== null && !unit) return visit.notFound();
    const title = unit ? sv.changeUnit : sv.addUnit;
    return visit.page({
      title,
      crumbs: [home, { text: title }],
      problems,
      body: <UnitForm {...{ unit, organisation, form, problems }} today={visit.today} />,
    });
  };
  const reorganiseForm = async (
    visit: Visit,
    form: SentForm,
    problems: readonly FieldError[],
    left: readonly LeftBehind[],
  ) => {
    const organisation = await visit.transact(tx => loadOrganisation(tx, visit.today));
    const title = sv.reorganisation.title;
    return visit.page({
      title,
      crumbs: [home, { text: title }],
      problems,
      body: <ReorganisePage {...{ organisation, form, problems, left }} />,
    });
  };
  const yearsPage = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const years = await visit.transact(loadAcademicYears);
    const title = sv.academicYears.title;
    return visit.page({
      title,
      crumbs: [home, { text: title }],
      problems,
      body: <AcademicYearsPage {...{ years, form, problems }} mayEdit={mayEdit(visit)} />,
    });
  };

  const endingPage = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const unitId = visit.parameters.id ?? '';
    const chosen = form.text('lastDay') || visit.query.get('lastDay') || '';
    const lastDay = isIsoDate(chosen) ? chosen : visit.today;
    const found = await visit.transact(async tx => {
      const unit = (await loadUnits(tx)).find(one => one.id === unitId);
      return unit && { unit, left: await leftBehindAt(tx, unitId, lastDay, findLeftBehind) };
    });
    if (!found) return visit.notFound();
    const name = nameOf(found.unit);
    return visit.page({
      title: sv.ending.title,
      crumbs: [home, { text: name, href: `/organisation/${unitId}` }, { text: sv.ending.title }],
      problems,
      body: <EndingPage {...found} {...{ name, lastDay, form, problems }} />,
    });
  };

  return [
    get('/organisation', 'seeOrganisation', async visit => {
      const organisation = await visit.transact(tx => loadOrganisation(tx, visit.on));
      return visit.page({
        title: sv.title,
        body: <OrganisationPage organisation={organisation} today={visit.today} mayEdit={mayEdit(visit)} />,
      });
    }),
    get('/organisation/ny', 'editOrganisation', visit => unitForm(visit, null, empty, [])),
    get('/organisation/omorganisera', 'editOrganisation', visit => reorganiseForm(visit, empty, [], [])),
    get('/organisation/lasar', 'seeOrganisation', visit => yearsPage(visit, empty, [])),
    post('/organisation/lasar', 'editOrganisation', async visit => {
      const text = (name: string) => visit.form.text(name);
      const result = await visit.transact(tx =>
        decideAcademicYear(tx, visit.today, {
          startYear: text('startYear'),
          startsOn: text('startsOn'),
          springStartsOn: text('springStartsOn'),
          endsOn: text('endsOn'),
        }),
      );
      if (!result.ok) return yearsPage(visit, visit.form, result.problems);
      return visit.redirect(
        '/organisation/lasar',
        sv.academicYears.saved(academicYearLabel(result.value.startYear)),
      );
    }),
    post('/organisation/omorganisera', 'editOrganisation', async visit => {
      const end = await visit.transact(tx =>
        carryOutReorganisation(tx, readReorganisation(visit.form), {
          find: findLeftBehind,
          move: moveLeftBehind,
        }),
      );
      if (end.kind !== 'done')
        return reorganiseForm(visit, visit.form, end.kind === 'wrong' ? end.problems : [], end.left);
      return visit.redirect('/organisation', sv.reorganisation.done);
    }),
    post('/organisation', 'editOrganisation', async visit => {
      const input = readUnit(visit.form);
      const result = await visit.transact(tx => addUnit(tx, visit.today, input));
      if (!result.ok) return unitForm(visit, null, visit.form, result.problems);
      return visit.redirect(`/organisation/${result.value.id}`, sv.added(input.name));
    }),
    get('/organisation/:id', 'seeOrganisation', async visit => {
      const known = await visit.transact(async tx => ({
        units: await loadUnits(tx),
        successions: await loadSuccessions(tx),
        published: await loadPublishedValues(tx, Object.keys(sv.measures)),
      }));
      const unit = known.units.find(one => one.id === visit.parameters.id);
      if (!unit) return visit.notFound();
      const organisation = new OrganisationOn(known.units, visit.on);
      const name = organisation.find(unit.id)?.name ?? nameOf(unit);
      const trail = organisation
        .upFrom(unit.id)
        .slice(1)
        .reverse()
        .map(one => ({ text: one.name, href: `/organisation/${one.id}` }));
      return visit.page({
        title: name,
        crumbs: [home, ...trail, { text: name }],
        body: (
          <UnitPage
            {...{ unit, organisation }}
            units={known.units}
            successions={known.successions.filter(
              one => one.predecessorId === unit.id || one.successorId === unit.id,
            )}
            published={known.published.filter(value => value.schoolUnitCode === unit.schoolUnitCode)}
            today={visit.today}
            mayEdit={mayEdit(visit)}
          />
        ),
      });
    }),
    get('/organisation/:id/andra', 'editOrganisation', visit =>
      unitForm(visit, visit.parameters.id ?? '', empty, []),
    ),
    get('/organisation/:id/avsluta', 'editOrganisation', visit => endingPage(visit, empty, [])),
    post('/organisation/:id/avsluta', 'editOrganisation', async visit => {
      const unitId = visit.parameters.id ?? '';
      const lastDay = visit.form.text('lastDay');
      const result = await visit.transact(tx => endUnitOn(tx, unitId, lastDay, findLeftBehind));
      if (!result) return visit.notFound();
      if (!result.ok) return endingPage(visit, visit.form, result.problems);
      const said = sv.ending.done(nameOf(result.value), formatDate(lastDay));
      return visit.redirect(`/organisation/${unitId}`, said);
    }),
    post('/organisation/:id', 'editOrganisation', async visit => {
      const input = readUnit(visit.form);
      const unitId = visit.parameters.id ?? '';
      const result = await visit.transact(tx => changeUnitFrom(tx, visit.today, unitId, input));
      if (!result) return visit.notFound();
      if (!result.ok) return unitForm(visit, unitId, visit.form, result.problems);
      return visit.redirect(`/organisation/${unitId}`, sv.changed(input.name));
    }),
  ];
};
