import { fullName, loadHoldings, loadPeople, stepStates } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import type { Place, Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { routinePath } from '../pages/routine.tsx';
import { type Routine, versionsToShow } from '../routine.ts';
import { loadRoutines } from '../routine-store.ts';
import { askedAbout } from '../without-follow-up.ts';
import { sv } from './sv.ts';
import { loadUnionViews } from './union-store.ts';
import { askedHash, type UnionView } from './union-view.ts';

/** What a view of the union step takes of somebody, minutes. */
const MINUTES = { read: 10, note: 3 } as const;

/** Where a routine belongs, and whether its union step waits. */
export const placeOfStep = ({ scope, union }: Pick<Routine, 'scope' | 'union'>): Place => ({
  unitId: scope.unitId,
  state: stepStates[union === null ? 0 : 1],
});

/** What a union has said, with the name of who wrote it, and whether the version asks something else since. */
export type SaidView = Pick<UnionView, 'party' | 'on' | 'view'> & {
  readonly by: string | null;
  readonly isOutdated: boolean;
};

/** Where the union step of a version stands, as somebody may read it. */
export type UnionStanding = {
  /** Empty for those who are neither party, until the step has been noted. */
  readonly views: readonly SaidView[];
  /** Who notes the step, by name. */
  readonly recorders: readonly string[];
  readonly mayState: boolean;
};

const isBetween = (viewer: Viewer, routine: Routine): boolean =>
  viewer.may('stateUnionView', placeOfStep(routine)).allowed ||
  viewer.may('editRoutine', { unitId: routine.scope.unitId }).allowed;

/** Those who note the step: whoever leads the development nearest to what the routine is for, to the top when it is for all. */
const recordersOf = async (tx: Scoped, { scope }: Routine, today: IsoDate): Promise<readonly string[]> => {
  const organisation = await loadOrganisation(tx, today);
  const holdings = (await loadHoldings(tx)).filter(one => contains(one, today));
  if (scope.unitId !== null) return askedAbout(scope.unitId, holdings, organisation).utvecklingsledare;
  const leaders = holdings.filter(one => one.role === 'utvecklingsledare');
  const depthOf = ({ unitId }: { readonly unitId: string }) => organisation.upFrom(unitId).length;
  const nearest = Math.min(...leaders.map(depthOf));
  return [...new Set(leaders.filter(one => depthOf(one) === nearest).map(one => one.personId))];
};

/** The latest that each organisation has said. */
const latestOfEach = (views: readonly UnionView[]): UnionView[] => [
  ...new Map(views.map(one => [one.party.toLowerCase(), one])).values(),
];

export const readUnionStanding = async (
  tx: Scoped,
  viewer: Viewer,
  routine: Routine,
  today: IsoDate,
): Promise<UnionStanding> => {
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  const nameOf = (id: string): string | null => {
    const person = people.get(id);
    return person && !person.isProtected ? fullName(person) : null;
  };
  const recorders = await recordersOf(tx, routine, today);
  const said = (await loadUnionViews(tx)).filter(
    one => one.routineId === routine.routineId && one.number === routine.number,
  );
  const hash = askedHash(routine);
  const isOpen = routine.union !== null || isBetween(viewer, routine);
  return {
    views: (isOpen ? latestOfEach(said) : []).map(({ party, on, view, saidBy, askedHash: of }) => ({
      ...{ party, on, view, by: nameOf(saidBy), isOutdated: of !== hash },
    })),
    recorders: recorders.flatMap(id => nameOf(id) ?? []),
    mayState: viewer.may('stateUnionView', placeOfStep(routine)).allowed,
  };
};

/** The card of whoever notes the step; null for those who may but of whom others are named, so that one matter waits in one place. */
const noteTask = async (
  tx: Scoped,
  viewer: Viewer,
  routine: Routine,
  parties: readonly string[],
  today: IsoDate,
): Promise<Task | null> => {
  const recorders = await recordersOf(tx, routine, today);
  const isTheirs = recorders.length === 0 || recorders.some(id => id === viewer.personId);
  if (!isTheirs) return null;
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  const others = recorders
    .filter(id => id !== viewer.personId)
    .flatMap(id => {
      const person = people.get(id);
      return person && !person.isProtected ? [fullName(person)] : [];
    });
  return {
    title: sv.tasks.note(routine.title, routine.number),
    about: sv.tasks.said(parties, others),
    dueOn: null,
    minutes: MINUTES.note,
    href: `${routinePath(routine)}/fackligt`,
    button: sv.tasks.noteButton,
  };
};

/**
 * Versions that wait for their union step: for a representative who has not said anything of what they ask, and for whoever notes the
 * step when something has been said.
 */
export const unionTasks = async (tx: Scoped, viewer: Viewer, today: IsoDate): Promise<Task[]> => {
  const byRoutine = Map.groupBy(await loadRoutines(tx), one => one.routineId);
  const waiting = [...byRoutine.values()]
    .flatMap(versions => versionsToShow(versions, today))
    .filter(one => one.union === null && isBetween(viewer, one));
  if (waiting.length === 0) return [];
  const views = await loadUnionViews(tx);
  const tasks: Task[] = [];
  for (const routine of waiting) {
    const hash = askedHash(routine);
    const said = views.filter(one => one.routineId === routine.routineId && one.number === routine.number);
    const current = said.filter(one => one.askedHash === hash);
    const isDraft = routine.state === 'utkast';
    if (viewer.may('stateUnionView', placeOfStep(routine)).allowed) {
      if (current.some(one => one.saidBy === viewer.personId)) continue;
      const hasSpoken = said.some(one => one.saidBy === viewer.personId);
      tasks.push({
        title: sv.tasks.read(routine.title, routine.number, isDraft),
        about: hasSpoken ? sv.tasks.changed : sv.tasks.waits(isDraft),
        dueOn: isDraft && routine.startsOn > today ? routine.startsOn : null,
        minutes: MINUTES.read,
        href: `${routinePath(routine)}#fackligt`,
        button: sv.tasks.readButton,
      });
    } else if (current.length > 0) {
      const parties = latestOfEach(current).map(one => one.party);
      const task = await noteTask(tx, viewer, routine, parties, today);
      if (task) tasks.push(task);
    }
  }
  return tasks;
};
