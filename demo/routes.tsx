import { fullName, loadHoldings, loadPeople, roles } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { type Clock, MovableClock } from '#app/shared/clock.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { get, post, type Route, type Visit } from '#app/web/index.ts';
import { demoFiles, isDemoFile, readDemoFile } from './files.ts';
import { DemoPage, type DemoPerson } from './page.tsx';
import { sv } from './sv.ts';

/** Those one may be, by employee number. */
const loadDemoPeople = async (tx: Scoped, today: IsoDate): Promise<ReadonlyMap<string, DemoPerson>> => {
  const organisation = await loadOrganisation(tx, today);
  const held = (await loadHoldings(tx)).filter(holding => contains(holding, today));
  return new Map(
    (await loadPeople(tx))
      .filter(person => person.presentation !== null)
      .map(person => {
        const holding = held.find(one => one.personId === person.id);
        const unit = holding && organisation.find(holding.unitId);
        const role = holding ? [roles[holding.role].text, unit?.name].filter(Boolean).join(', ') : '';
        const { id, givenName, employeeNumber } = person;
        return [employeeNumber ?? '', { id, givenName, name: fullName(person), role }] as const;
      }),
  );
};

const [earliestDay, latestDay]: readonly [IsoDate, IsoDate] = ['2010-01-01', '2039-12-31'];

const dayProblem = (day: string): string | null => {
  if (!isIsoDate(day)) return sv.day.wrong;
  return day < earliestDay || day > latestDay ? sv.day.outside : null;
};

/**
 * The pages about the demo, there only where the authority is the fictitious one. `clock` can be moved by anyone, which is why
 * production has another; `root` is the folder that holds package.json.
 */
export const demoRoutes = (clock: Clock, root: string): Route[] => {
  const show = async (visit: Visit, problems: readonly FieldError[] = []): Promise<Response> => {
    const people = await visit.transact(tx => loadDemoPeople(tx, visit.today));
    const isMovable = clock instanceof MovableClock;
    return visit.page({
      title: sv.title,
      problems,
      body: <DemoPage {...{ people, isMovable, problems }} today={visit.today} form={visit.form} />,
    });
  };

  return [
    get('/demo', 'signIn', visit => (visit.viewer.isDemo ? show(visit) : visit.notFound())),

    post('/demo/dag', 'signIn', async visit => {
      if (!visit.viewer.isDemo || !(clock instanceof MovableClock)) return visit.notFound();
      const day = visit.form.text('day');
      const problem = dayProblem(day);
      if (problem !== null) return show(visit, [{ field: 'day', text: problem }]);
      clock.moveTo(day);
      return visit.redirect('/demo', sv.day.moved(formatDate(day)));
    }),

    get('/demo/filer/:name', 'signIn', async visit => {
      const name = visit.parameters.name ?? '';
      if (!visit.viewer.isDemo || !isDemoFile(name)) return visit.notFound();
      return visit.file(readDemoFile(root, name), name, demoFiles[name]);
    }),
  ];
};
