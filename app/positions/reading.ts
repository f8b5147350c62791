import { loadPeople, type Person } from '#app/access/index.ts';
import {
  eventsAbout,
  keepUntilNextEvent,
  latestEvent,
  type RecordedEvent,
  type Scoped,
} from '#app/database/index.ts';
import { loadUnits, OrganisationOn, type Unit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { findImport, type ImportRun, type KeptChange, loadChangesOf } from './import/run-store.ts';
import type { CareerPosition, Register } from './position.ts';
import { loadLocalSubjects, loadRegister } from './store.ts';
import { SubjectCatalogue } from './subject.ts';

/** All that the pages of the room are made of, as it stood when the page was asked for. */
export type RegisterReading = {
  readonly register: Register;
  readonly organisation: OrganisationOn;
  /** Units of all time, by id. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly people: ReadonlyMap<string, Person>;
  readonly catalogue: SubjectCatalogue;
  /** The number of the latest event: which state of the data this is. */
  readonly event: number;
};

export const readRegister = async (tx: Scoped, on: IsoDate): Promise<RegisterReading> => {
  const units = await keepUntilNextEvent(tx, 'units', () => loadUnits(tx));
  // Read anew each time: a name that has become protected must not be shown once more.
  const people = await loadPeople(tx);
  return {
    register: await loadRegister(tx),
    organisation: new OrganisationOn(units, on),
    units: new Map(units.map(unit => [unit.id, unit])),
    people: new Map(people.map(person => [person.id, person])),
    catalogue: new SubjectCatalogue(await loadLocalSubjects(tx)),
    event: await latestEvent(tx),
  };
};

/** What has happened to a position: the acts in the web, and what lists have done to it and what belongs to it. */
export type PositionHistory = {
  readonly events: readonly RecordedEvent[];
  readonly imported: readonly { readonly run: ImportRun; readonly change: KeptChange }[];
};

export const readHistory = async (
  tx: Scoped,
  register: Register,
  position: CareerPosition,
): Promise<PositionHistory> => {
  const belongs = (one: { readonly positionId: string }) => one.positionId === position.id;
  const ids = [
    position.id,
    ...register.appointments.filter(belongs).map(one => one.id),
    ...register.assignments.filter(belongs).map(one => one.id),
  ];
  const changes = await loadChangesOf(tx, ids);
  const runs = new Map<string, ImportRun | null>();
  for (const { importId } of changes)
    if (!runs.has(importId)) runs.set(importId, await findImport(tx, importId));
  return {
    events: await eventsAbout(tx, `position:${position.id}`),
    imported: changes.flatMap(change => {
      const run = runs.get(change.importId);
      return run ? [{ run, change }] : [];
    }),
  };
};
