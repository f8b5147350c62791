import { loadPeople, type Person, removePeople } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { Register } from '../position.ts';
import { checkRegister } from '../register-check.ts';
import { loadRegister, lockRegister } from '../store.ts';
import { sv } from '../sv.ts';
import type { Change } from './change.ts';
import { forgetBefore } from './earlier-names.ts';
import { fingerprint } from './fingerprint.ts';
import { writeChanges } from './run.ts';
import {
  changedTables,
  findImport,
  forgetEarlierNames,
  type ImportRun,
  type KeptChange,
  loadChanges,
  loadFollowedUp,
  removeRows,
  saveImport,
} from './run-store.ts';

const text = sv.import.undo;

/** What points comes before what it points at. */
const removalOrder = ['assignments', 'appointments', 'positions', 'needs'] as const;

/** What is to be done with one kind of things: those to be as they were, and those to be gone. */
type Reversal<Thing> = { readonly restored: readonly Change<Thing>[]; readonly removed: ReadonlySet<string> };

const isAsLeft = (current: object, after: Readonly<Record<string, unknown>>): boolean =>
  fingerprint(current) === (typeof after.fingerprint === 'string' ? after.fingerprint : fingerprint(after));

/**
 * Works out the undoing of one kind of things. `changedLater` collects those that somebody has changed since, which are
 * not undone over anybody's head.
 */
const reverse = <Thing extends { readonly id: string; readonly version: number }>(
  current: readonly Thing[],
  kept: readonly KeptChange[],
  changedLater: Thing[],
): Reversal<Thing> => {
  const byId = new Map(current.map(thing => [thing.id, thing]));
  const restored: Change<Thing>[] = [];
  const removed = new Set<string>();
  for (const { rowId, before, after } of kept) {
    const now = byId.get(rowId);
    if (!now) continue;
    if (!isAsLeft(now, after)) changedLater.push(now);
    else if (before === null) removed.add(rowId);
    else restored.push({ before: now, after: { ...(before as Thing), version: now.version + 1 } });
  }
  return { restored, removed };
};

const applied = <Thing extends { readonly id: string }>(
  current: readonly Thing[],
  { restored, removed }: Reversal<Thing>,
): Thing[] => {
  const replacing = new Map(restored.map(({ after }) => [after.id, after]));
  return current.filter(({ id }) => !removed.has(id)).map(thing => replacing.get(thing.id) ?? thing);
};

const sample = (names: Iterable<string>): string => {
  const all = [...new Set(names)];
  return all.length <= 10 ? all.join(', ') : `${all.slice(0, 10).join(', ')} …`;
};

/** Reverses what people's names became; one that has been changed since keeps its later name. */
const reversePeople = (people: readonly Person[], kept: readonly KeptChange[]): Change<Person>[] => {
  const byId = new Map(people.map(person => [person.id, person]));
  return kept.flatMap(({ rowId, before, after }) => {
    const now = byId.get(rowId);
    if (!now || before === null) return [];
    const { givenName, familyName, email } = now;
    if (!isAsLeft({ givenName, familyName, email }, after)) return [];
    return [{ before: now, after: { ...now, ...(before as Partial<Person>) } }];
  });
};

/**
 * Undoes a whole import: what it made is gone and what it changed is as it was. Refused, with the positions named, when
 * something it touched has been changed since.
 */
export const undoImport = async (
  tx: Scoped,
  today: IsoDate,
  importId: string,
): Promise<Outcome<ImportRun, string> | null> => {
  await lockRegister(tx);
  const run = await findImport(tx, importId);
  if (!run) return null;
  if (run.undoneAt !== null) return failed(text.alreadyUndone);
  const register = await loadRegister(tx);
  const all = await loadChanges(tx, importId);
  const kept = (what: keyof typeof changedTables) => all.filter(({ table }) => table === changedTables[what]);

  const later = {
    needs: [] as Register['needs'][number][],
    positions: [] as Register['positions'][number][],
    appointments: [] as Register['appointments'][number][],
    assignments: [] as Register['assignments'][number][],
  };
  const reversal = {
    needs: reverse(register.needs, kept('needs'), later.needs),
    positions: reverse(register.positions, kept('positions'), later.positions),
    appointments: reverse(register.appointments, kept('appointments'), later.appointments),
    assignments: reverse(register.assignments, kept('assignments'), later.assignments),
  };
  const externalId = new Map(register.positions.map(one => [one.id, one.externalId]));
  const after: Register = {
    needs: applied(register.needs, reversal.needs),
    positions: applied(register.positions, reversal.positions),
    appointments: applied(register.appointments, reversal.appointments),
    assignments: applied(register.assignments, reversal.assignments),
  };
  const positionOf = ({ positionId }: { readonly positionId: string }) => externalId.get(positionId) ?? '';
  const changedLater = new Set([
    ...later.positions.map(one => one.externalId),
    ...later.appointments.map(positionOf),
    ...later.assignments.map(positionOf),
  ]);
  const followedUp = await loadFollowedUp(tx);
  const rests = [
    ...register.positions.filter(one => reversal.positions.removed.has(one.id)),
    ...register.assignments.filter(one => reversal.assignments.removed.has(one.id)),
  ].filter(one => followedUp.has(one.id));
  const problems: string[] = [];
  if (rests.length > 0)
    problems.push(
      text.followedUp(sample(rests.map(one => ('externalId' in one ? one.externalId : positionOf(one))))),
    );
  if (changedLater.size > 0) problems.push(text.changedLater(sample(changedLater)));
  if (later.needs.length > 0) problems.push(text.needChangedLater(sample(later.needs.map(one => one.title))));
  if (problems.length === 0) {
    const stranded = [...after.appointments, ...after.assignments].filter(one =>
      reversal.positions.removed.has(one.positionId),
    );
    if (stranded.length > 0) problems.push(text.addedLater(sample(stranded.map(positionOf))));
    const needed = after.assignments.filter(
      one => one.needId !== null && reversal.needs.removed.has(one.needId),
    );
    if (needed.length > 0) problems.push(text.needUsedLater(sample(needed.map(positionOf))));
  }
  if (problems.length === 0) {
    const touched = new Set([
      ...reversal.positions.restored.map(change => change.after.id),
      ...reversal.appointments.restored.map(change => change.after.positionId),
      ...reversal.assignments.restored.map(change => change.after.positionId),
    ]);
    const broken = checkRegister(after, await loadUnits(tx), touched);
    if (broken.size > 0)
      problems.push(text.wouldBreak(sample([...broken].map(id => externalId.get(id) ?? ''))));
  }
  if (problems.length > 0) return failed(...problems);

  await writeChanges(tx, {
    people: reversePeople(await loadPeople(tx), kept('people')),
    needs: reversal.needs.restored,
    positions: reversal.positions.restored,
    appointments: reversal.appointments.restored,
    assignments: reversal.assignments.restored,
  });
  for (const what of removalOrder) await removeRows(tx, what, [...reversal[what].removed]);
  const added = kept('people').filter(({ before }) => before === null);
  await removePeople(
    tx,
    added.map(({ rowId }) => rowId),
  );
  const undone = { ...run, undoneAt: tx.now, undoneBy: tx.personId };
  await saveImport(tx, undone);
  await forgetEarlierNames(tx, new Date(forgetBefore(today)));
  await recordEvent(tx, {
    kind: 'importUndone',
    subject: `import:${importId}`,
    happenedOn: today,
    details: { fileName: run.fileName, created: run.created, changed: run.changed },
  });
  return ok(undone);
};
