import type { Scoped } from '#app/database/index.ts';
import type { OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Action, Viewer } from '#app/shared/permission.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import { inOrder, type Task } from '#app/shared/task.ts';
import { type PositionWork, unitOf, type WorkKind, workKinds, workOn } from './position-work.ts';
import { readRegister } from './reading.ts';
import { sv } from './sv.ts';

const text = sv.tasks;

/** Whose work it is: the right that says who answers for it. */
const duties: Readonly<Record<WorkKind, Action>> = {
  fill: 'fillPosition',
  succeed: 'fillPosition',
  describe: 'shapeAssignment',
  complete: 'shapeAssignment',
  answer: 'shapeAssignment',
};

const minutes: Readonly<Record<WorkKind, number>> = {
  fill: 5,
  succeed: 5,
  describe: 10,
  complete: 5,
  answer: 10,
};

/** So many of one kind stand one by one; more become one card that leads to the list of them. */
const MOST_CARDS = 3;

const addressOf = (work: PositionWork): string => {
  switch (work.kind) {
    case 'fill':
      return `/tjanster/${work.position.id}/innehav`;
    case 'succeed':
      return `/tjanster/${work.position.id}`;
    case 'describe':
      return `/tjanster/${work.position.id}/uppdrag`;
    case 'complete':
      return `/tjanster/${work.position.id}/uppdrag/${work.assignment.id}`;
    case 'answer':
      return '/tjanster/behov';
  }
};

const aboutOf = (work: PositionWork, unitName: string): string => {
  switch (work.kind) {
    case 'fill':
      return text.about.fill(work.position, unitName, work.vacantSince);
    case 'succeed':
      return text.about.succeed(work.position, unitName, work.appointment.endsOn);
    case 'describe':
      return text.about.describe(work.position, unitName);
    case 'complete':
      return text.about.complete(work.position, unitName, work.assignment.title, work.lacks);
    case 'answer':
      return text.about.answer(work.need.title, unitName);
  }
};

const dueOn = (work: PositionWork): IsoDate | null =>
  work.kind === 'succeed' ? work.appointment.endsOn : null;

const card = (work: PositionWork, unitName: string): Task => ({
  title: text.one[work.kind],
  about: aboutOf(work, unitName),
  dueOn: dueOn(work),
  minutes: minutes[work.kind],
  href: addressOf(work),
  button: text.button[work.kind],
});

/** Many of one kind as one thing to do, with the names of the units; the list has them all. */
const summary = (
  kind: WorkKind,
  works: readonly PositionWork[],
  nameOf: (work: PositionWork) => string,
): Task => {
  const units = [...new Set(works.map(nameOf))].sort(compareSwedish);
  const dues = works.flatMap(work => dueOn(work) ?? []).sort();
  return {
    title: text.many[kind](works.length),
    about: text.atUnits(units),
    dueOn: dues[0] ?? null,
    minutes: works.length * minutes[kind],
    href: kind === 'answer' ? '/tjanster/behov' : `/tjanster?atgard=${text.filter[kind].address}`,
    button: text.showAll,
  };
};

/** What a holder should know of their own position: that its time is running out. */
const ownTasks = (
  works: readonly PositionWork[],
  viewer: Viewer,
  nameOf: (work: PositionWork) => string,
): Task[] =>
  works.flatMap((work): Task[] =>
    work.kind === 'succeed' && work.appointment.personId === viewer.personId
      ? [
          {
            title: text.own.title,
            about: text.own.about(work.position, nameOf(work), work.appointment.endsOn),
            dueOn: work.appointment.endsOn,
            minutes: null,
            href: addressOf(work),
            button: text.own.button,
          },
        ]
      : [],
  );

/** The tasks of one person, out of everything that remains to be done. */
export const tasksOf = (
  works: readonly PositionWork[],
  viewer: Viewer,
  organisation: OrganisationOn,
): Task[] => {
  const unitIdOf = (work: PositionWork) => unitOf(work, organisation.on);
  const nameOf = (work: PositionWork) => organisation.find(unitIdOf(work))?.name ?? '';
  const answersFor = new Map<string, boolean>();
  const isTheirs = (work: PositionWork): boolean => {
    const [duty, unitId] = [duties[work.kind], unitIdOf(work)];
    const key = `${duty} ${unitId}`;
    const known = answersFor.get(key) ?? viewer.may(duty, { unitId }).allowed;
    answersFor.set(key, known);
    return known;
  };
  // What a unit that has ended left unanswered is history, not work.
  const there = works.filter(work => organisation.find(unitIdOf(work)) !== null);
  const theirs = Map.groupBy(there.filter(isTheirs), work => work.kind);
  return inOrder([
    ...ownTasks(works, viewer, nameOf),
    ...workKinds.flatMap(kind => {
      const some = theirs.get(kind) ?? [];
      return some.length > MOST_CARDS
        ? [summary(kind, some, nameOf)]
        : some.map(work => card(work, nameOf(work)));
    }),
  ]);
};

/** What waits for a person among the positions: vacancies, holders who are about to leave, tasks and needs that lack something. */
export const positionTasks = async (tx: Scoped, viewer: Viewer, today: IsoDate): Promise<Task[]> => {
  const { register, organisation } = await readRegister(tx, today);
  return tasksOf(workOn(register, today), viewer, organisation);
};
