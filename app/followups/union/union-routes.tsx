import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { get, post, type Route, SentForm, type Visit } from '#app/web/index.ts';
import { routinePath } from '../pages/routine.tsx';
import { findInAddress, home, listCrumb } from '../routine-routes.tsx';
import { sv } from './sv.ts';
import { stateUnionView } from './union-actions.ts';
import { UnionViewForm } from './union-pages.tsx';
import { placeOfStep } from './union-reading.ts';
import { loadUnionViews } from './union-store.ts';

const placeOf = async (visit: Visit): Promise<Place | null> => {
  const found = await findInAddress(visit);
  return found ? placeOfStep(found.routine) : null;
};

const showForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]): Promise<Response> => {
  const found = await findInAddress(visit);
  if (!found) return visit.notFound();
  const { routine } = found;
  const { personId } = visit.viewer;
  const before = (await visit.transact(loadUnionViews)).filter(one => one.saidBy === personId).at(-1);
  return visit.page({
    title: sv.form.title,
    crumbs: [home, listCrumb, { text: routine.title, href: routinePath(routine) }, { text: sv.form.title }],
    problems,
    body: <UnionViewForm {...{ routine, form, problems }} party={before?.party ?? ''} today={visit.today} />,
  });
};

/** Where a union representative says what the organisation thinks of a version of a routine. */
export const unionRoutes = (): Route[] => [
  get(
    '/uppfoljning/rutiner/:id/:nummer/syn',
    'stateUnionView',
    visit => showForm(visit, new SentForm(), []),
    placeOf,
  ),

  post(
    '/uppfoljning/rutiner/:id/:nummer/syn',
    'stateUnionView',
    async visit => {
      const text = (name: string) => visit.form.text(name);
      const { id: routineId = '', nummer } = visit.parameters;
      const said = await visit.transact(tx =>
        stateUnionView(
          tx,
          visit.today,
          { routineId, number: Number(nummer), seenHash: text('seen') },
          { party: text('party'), on: text('on'), view: text('view') },
        ),
      );
      if (said === null) return visit.notFound();
      return said.ok
        ? visit.redirect(`/uppfoljning/rutiner/${routineId}/${nummer}`, sv.form.saved)
        : showForm(visit, visit.form, said.problems);
    },
    placeOf,
  ),
];
