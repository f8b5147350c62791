import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { formatShortDate } from '#app/shared/swedish.ts';
import {
  ConflictPage,
  conflictTitle,
  get,
  linesBeside,
  post,
  type Route,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import { boardsPath, matterPath } from './addresses.ts';
import type { Commission } from './commission.ts';
import { governingUnit } from './governing-unit-reading.ts';
import type { Matter } from './matter.ts';
import { changeMatter, createMatter, giveCommission, recordReportBack } from './matter-actions.ts';
import { findMatter, loadMatters, loadOrders } from './matter-store.ts';
import {
  CommissionForm,
  MatterForm,
  MatterPage,
  MattersPage,
  matterName,
  ReportBackForm,
} from './pages/matter-pages.tsx';
import { sv } from './sv.ts';
import { openCommissions, openEnds, threadOf, withShownItems } from './thread.ts';

const empty = new SentForm();
const home = { text: sv.title, href: boardsPath };

/** Matters are governed by the administration that prepares them. */
const matterPlace = async (visit: Visit): Promise<Place> => ({
  unitId: await visit.transact(tx => governingUnit(tx, visit.today)),
});

const getToEdit = (path: string, handle: Route['handle']): Route =>
  get(path, 'editMatter', handle, matterPlace);
const postChange = (path: string, handle: Route['handle']): Route =>
  post(path, 'editMatter', handle, matterPlace);

const matterIdOf = (visit: Visit): string => visit.parameters.id ?? '';
const trail = (matter: Matter) => [home, { text: matterName(matter), href: matterPath(matter.id) }];

const readInput = (form: SentForm) => ({
  title: form.text('title'),
  registryNumber: form.text('registryNumber'),
  openedOn: form.text('openedOn'),
});

const matterForm = (
  visit: Visit,
  matter: Matter | null,
  form: SentForm,
  problems: readonly FieldError[],
): Promise<Response> => {
  const title = matter ? sv.matter.change : sv.matter.new;
  return visit.page({
    title,
    crumbs: [...(matter ? trail(matter) : [home]), { text: title }],
    problems,
    body: <MatterForm {...{ matter, form, problems }} today={visit.today} />,
  });
};

/** The commissions that stand in a matter's thread, oldest first. */
const readChain = (visit: Visit) =>
  visit.transact(async tx => {
    const matter = await findMatter(tx, matterIdOf(visit));
    if (!matter) return null;
    const thread = threadOf(matter.id, await loadOrders(tx));
    const commissions = thread.steps.flatMap((step): Commission[] =>
      step.kind === 'commission' ? [step.commission] : [],
    );
    return { matter, thread, commissions };
  });

const commissionForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
  const known = await readChain(visit);
  if (!known) return visit.notFound();
  return visit.page({
    title: sv.commission.new,
    crumbs: [...trail(known.matter), { text: sv.commission.new }],
    problems,
    body: <CommissionForm matter={known.matter} earlier={known.commissions} {...{ form, problems }} />,
  });
};

const reportBackForm = async (
  visit: Visit,
  commissionId: string,
  form: SentForm,
  problems: readonly FieldError[],
) => {
  const known = await readChain(visit);
  const commission = known?.commissions.find(one => one.id === commissionId) ?? known?.commissions[0];
  if (!known || !commission) return visit.notFound();
  return visit.page({
    title: sv.reportBack.new,
    crumbs: [...trail(known.matter), { text: sv.reportBack.new }],
    problems,
    body: (
      <ReportBackForm
        matter={known.matter}
        commissions={known.commissions}
        {...{ commission, form, problems }}
      />
    ),
  });
};

/** The matters, their commissions and their threads. */
export const matterRoutes = (): Route[] => [
  get(boardsPath, 'seeMatter', async visit => {
    const { matters, orders } = await visit.transact(async tx => ({
      matters: await loadMatters(tx),
      orders: await loadOrders(tx),
    }));
    const place = await matterPlace(visit);
    return visit.page({
      title: sv.title,
      body: (
        <MattersPage
          sent={orders.items.filter(
            ({ stage }) =>
              stage === 'utskickad' && visit.viewer.may('seeBoardItem', { ...place, state: stage }).allowed,
          )}
          waiting={openCommissions(orders)}
          matters={matters.map(matter => ({
            matter,
            open: openEnds(
              orders.commissions.filter(commission => commission.matterId === matter.id),
              orders.reportBacks,
            ).length,
          }))}
          today={visit.today}
          mayEdit={visit.viewer.may('editMatter', place).allowed}
        />
      ),
    });
  }),
  getToEdit(`${boardsPath}/nytt`, visit => matterForm(visit, null, empty, [])),
  postChange(boardsPath, async visit => {
    const result = await visit.transact(tx => createMatter(tx, readInput(visit.form)));
    if (!result.ok) return matterForm(visit, null, visit.form, result.problems);
    return visit.redirect(matterPath(result.value.id), sv.matter.created(result.value.title));
  }),
  get(`${boardsPath}/:id`, 'seeMatter', async visit => {
    const known = await readChain(visit);
    if (!known) return visit.notFound();
    const { matter } = known;
    const { viewer } = visit;
    const place = await matterPlace(visit);
    const thread = withShownItems(
      known.thread,
      item => viewer.may('seeBoardItem', { ...place, state: item.stage }).allowed,
    );
    return visit.page({
      title: matter.title,
      crumbs: [home, { text: matterName(matter) }],
      body: (
        <MatterPage
          {...{ matter, thread }}
          mayEdit={viewer.may('editMatter', place).allowed}
          mayWrite={viewer.may('editBoardItem', { ...place, state: 'utkast' }).allowed}
        />
      ),
    });
  }),
  getToEdit(`${boardsPath}/:id/andra`, async visit => {
    const matter = await visit.transact(tx => findMatter(tx, matterIdOf(visit)));
    return matter ? matterForm(visit, matter, empty, []) : visit.notFound();
  }),
  postChange(`${boardsPath}/:id/andra`, async visit => {
    const input = readInput(visit.form);
    const version = Number(visit.form.text('version'));
    const { result, matter } = await visit.transact(async tx => ({
      result: await changeMatter(tx, visit.today, matterIdOf(visit), version, input),
      matter: await findMatter(tx, matterIdOf(visit)),
    }));
    if (result.outcome === 'missing' || !matter) return visit.notFound();
    if (result.outcome === 'refused') return matterForm(visit, matter, visit.form, result.problems);
    if (result.outcome === 'saved') return visit.redirect(matterPath(matter.id), sv.matter.saved);
    const lines = (facts: { title: string; registryNumber: string | null; openedOn: string }) =>
      [
        [sv.matter.titleField, facts.title],
        [sv.matter.numberField, facts.registryNumber ?? ''],
        [sv.matter.openedField, formatShortDate(facts.openedOn)],
      ] as const;
    return visit.page({
      title: conflictTitle,
      crumbs: trail(matter),
      status: 409,
      body: (
        <ConflictPage
          action={`${matterPath(matter.id)}/andra`}
          back={matterPath(matter.id)}
          differences={linesBeside(lines(matter), lines(input))}
          form={visit.form}
          mark={{ version: matter.version }}
        />
      ),
    });
  }),
  getToEdit(`${boardsPath}/:id/uppdrag/nytt`, visit => commissionForm(visit, empty, [])),
  postChange(`${boardsPath}/:id/uppdrag/nytt`, async visit => {
    const { form } = visit;
    const result = await visit.transact(tx =>
      giveCommission(tx, matterIdOf(visit), {
        givenOn: form.text('givenOn'),
        paragraph: form.text('paragraph'),
        text: form.text('text'),
        addressee: form.text('addressee'),
        dueOn: form.text('dueOn'),
        questions: form.texts('question'),
        followsId: form.text('followsId'),
      }),
    );
    if (!result) return visit.notFound();
    if (!result.ok) return commissionForm(visit, form, result.problems);
    return visit.redirect(matterPath(matterIdOf(visit)), sv.commission.given);
  }),
  getToEdit(`${boardsPath}/:id/aterrapporter/ny`, visit =>
    reportBackForm(visit, visit.query.get('uppdrag') ?? '', empty, []),
  ),
  postChange(`${boardsPath}/:id/aterrapporter/ny`, async visit => {
    const { form } = visit;
    const commissionId = form.text('commissionId');
    const numbers = form
      .names()
      .flatMap(name => /^verdict-(\d+)$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    const result = await visit.transact(tx =>
      recordReportBack(tx, {
        commissionId,
        title: form.text('title'),
        reportedOn: form.text('reportedOn'),
        paragraph: form.text('paragraph'),
        decision: form.text('decision'),
        answers: numbers.map(number => ({
          verdict: form.text(`verdict-${number}`),
          text: form.text(`text-${number}`),
        })),
      }),
    );
    if (!result) return visit.notFound();
    if (!result.ok) return reportBackForm(visit, commissionId, form, result.problems);
    return visit.redirect(matterPath(matterIdOf(visit)), sv.reportBack.recorded);
  }),
];
