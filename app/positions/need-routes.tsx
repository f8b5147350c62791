import type { FieldError } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import type { Place } from '#app/shared/permission.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
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
import { addLocalSubject, addNeed, changeNeed, dropLocalSubject } from './actions.ts';
import type { NeedInput } from './change.ts';
import { NeedForm, type NeedLine, NeedsPage } from './pages/needs.tsx';
import { SubjectsPage } from './pages/subjects.tsx';
import { firstPlace } from './place.ts';
import { unitIdOn } from './placement.ts';
import { needPeriod, positionsOn } from './position.ts';
import { differencesOf, editablePlace, mayPlaceAt, placeableUnits, versionOf } from './position-routes.tsx';
import { type RegisterReading, readRegister } from './reading.ts';
import { unitName } from './rules.ts';
import { loadLocalSubjects } from './store.ts';
import { sv } from './sv.ts';

const empty = new SentForm();
const home: Crumb = { text: sv.title, href: '/tjanster' };
const needsHome: Crumb = { text: sv.needs.title, href: '/tjanster/behov' };

const readNeedForm = (form: SentForm): NeedInput => ({
  unitId: form.text('unitId'),
  title: form.text('title'),
  source: form.text('source'),
  identifiedOn: form.text('identifiedOn'),
  endedOn: form.text('endedOn'),
});

const placeOfNeed = async (visit: Visit): Promise<Place | null> => {
  const { register } = await visit.transact(tx => readRegister(tx, visit.today));
  const need = register.needs.find(one => one.id === visit.parameters.id);
  return need ? { unitId: unitIdOn(need, visit.today) } : null;
};

/** The needs of a day at the units there are then, each with what answers it; those that nothing answers first. */
const needLines = (reading: RegisterReading, visit: Visit): NeedLine[] => {
  const { register, units } = reading;
  const answers = Map.groupBy(
    positionsOn(register, visit.on).filter(({ assignment }) => assignment?.needId),
    ({ assignment }) => assignment?.needId ?? '',
  );
  return register.needs
    .filter(
      need =>
        contains(needPeriod(need), visit.on) && reading.organisation.find(unitIdOn(need, visit.on)) !== null,
    )
    .map(need => {
      const unit = units.get(unitIdOn(need, visit.on));
      return {
        need,
        unitName: unit ? unitName(unit, visit.on) : '',
        answers: (answers.get(need.id) ?? []).map(({ position, assignment }) => ({
          position,
          title: assignment?.title ?? '',
        })),
        mayEdit: visit.viewer.may('editPosition', { unitId: unitIdOn(need, visit.today) }).allowed,
      };
    })
    .sort(
      (a, b) =>
        Number(a.answers.length > 0) - Number(b.answers.length > 0) || compareSwedish(a.unitName, b.unitName),
    );
};

/** The routes of needs and of the authority's own subjects. */
export const needRoutes = (): Route[] => {
  const needForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const reading = await visit.transact(tx => readRegister(tx, visit.today));
    const need = reading.register.needs.find(one => one.id === visit.parameters.id) ?? null;
    const units = placeableUnits(visit, reading, need?.unitId ?? null);
    const title = need ? sv.needs.change : sv.needs.add;
    return visit.page({
      title,
      crumbs: [home, needsHome, { text: title }],
      problems,
      body: <NeedForm {...{ need, units, form, problems }} />,
    });
  };

  const subjectsPage = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const { names, catalogue } = await visit.transact(async tx => ({
      names: await loadLocalSubjects(tx),
      catalogue: (await readRegister(tx, visit.today)).catalogue,
    }));
    return visit.page({
      title: sv.subjects.title,
      crumbs: [home, { text: sv.subjects.title }],
      problems,
      body: (
        <SubjectsPage
          {...{ names, catalogue, form, problems }}
          mayEdit={visit.viewer.may('editPosition', { unitId: null }).allowed}
        />
      ),
    });
  };

  return [
    get('/tjanster/behov', 'seePositions', async visit => {
      const reading = await visit.transact(tx => readRegister(tx, visit.on));
      return visit.page({
        title: sv.needs.title,
        crumbs: [home, { text: sv.needs.title }],
        body: (
          <NeedsPage
            lines={needLines(reading, visit)}
            on={visit.on}
            mayAdd={firstPlace(visit.viewer, 'editPosition', reading.organisation) !== null}
          />
        ),
      });
    }),
    get('/tjanster/behov/nytt', 'editPosition', visit => needForm(visit, empty, []), editablePlace),
    post(
      '/tjanster/behov',
      'editPosition',
      async visit => {
        const refused = mayPlaceAt(visit);
        if (refused.length > 0) return needForm(visit, visit.form, refused);
        const result = await visit.transact(tx => addNeed(tx, visit.today, readNeedForm(visit.form)));
        return result.ok
          ? visit.redirect('/tjanster/behov', sv.needs.saved)
          : needForm(visit, visit.form, result.problems);
      },
      editablePlace,
    ),
    get('/tjanster/behov/:id', 'editPosition', visit => needForm(visit, empty, []), placeOfNeed),
    post(
      '/tjanster/behov/:id',
      'editPosition',
      async visit => {
        const input = readNeedForm(visit.form);
        const refused = mayPlaceAt(visit);
        if (refused.length > 0) return needForm(visit, visit.form, refused);
        const edit = await visit.transact(tx =>
          changeNeed(tx, visit.today, visit.parameters.id ?? '', versionOf(visit.form), input),
        );
        switch (edit.kind) {
          case 'saved':
            return visit.redirect('/tjanster/behov', sv.needs.saved);
          case 'wrong':
            return needForm(visit, visit.form, edit.problems);
          case 'missing':
            return visit.notFound();
          case 'conflict': {
            const { units } = await visit.transact(tx => readRegister(tx, visit.today));
            const { current } = edit;
            const inWords = (name: string, value: string) => {
              const unit = name === 'unitId' ? units.get(value) : undefined;
              return unit ? unitName(unit) : value;
            };
            return visit.page({
              title: conflictTitle,
              status: 409,
              crumbs: [home, needsHome, { text: conflictTitle }],
              body: (
                <ConflictPage
                  action={visit.path}
                  back="/tjanster/behov"
                  differences={differencesOf(
                    visit.form,
                    [
                      ['unitId', current.unitId],
                      ['title', current.title],
                      ['source', current.source ?? ''],
                      ['identifiedOn', current.identifiedOn],
                      ['endedOn', current.endedOn ?? ''],
                    ],
                    inWords,
                  )}
                  form={visit.form}
                  mark={{ version: current.version }}
                />
              ),
            });
          }
        }
      },
      placeOfNeed,
    ),
    get('/tjanster/amnen', 'seePositions', visit => subjectsPage(visit, empty, [])),
    post('/tjanster/amnen', 'editPosition', async visit => {
      const result = await visit.transact(tx => addLocalSubject(tx, visit.today, visit.form.text('name')));
      return result.ok
        ? visit.redirect('/tjanster/amnen', sv.subjects.added(result.value))
        : subjectsPage(visit, visit.form, result.problems);
    }),
    post('/tjanster/amnen/ta-bort', 'editPosition', async visit => {
      const result = await visit.transact(tx => dropLocalSubject(tx, visit.today, visit.form.text('name')));
      return result.ok
        ? visit.redirect('/tjanster/amnen', sv.subjects.removed(result.value))
        : subjectsPage(visit, visit.form, result.problems);
    }),
  ];
};
