import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { changedFields, type Edit, missing, refused, saved } from '#app/shared/edit.ts';
import { newId } from '#app/shared/id.ts';
import { failed, type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { loadLocalSubjects, loadRegister, lockRegister } from '../store.ts';
import { SubjectCatalogue } from '../subject.ts';
import {
  checkStructure,
  givingWay,
  noStructures,
  readStructure,
  type Structure,
  type StructureInput,
  type StructureSurroundings,
} from './structure.ts';
import { loadStructures, removeStructure, saveStructure } from './structure-store.ts';
import { sv } from './sv.ts';

/** What a unit's structures are checked against, so that nobody else can change it before this transaction has ended. */
const openUnit = async (tx: Scoped, unitId: string): Promise<StructureSurroundings | null> => {
  await lockRegister(tx);
  const unit = (await loadUnits(tx)).find(one => one.id === unitId);
  if (!unit) return null;
  return {
    unit,
    others: (await loadStructures(tx)).filter(one => one.unitId === unitId),
    positions: (await loadRegister(tx)).positions,
    catalogue: new SubjectCatalogue(await loadLocalSubjects(tx)),
  };
};

/** Saves a structure with what gives way to it, each with a line in the log. */
const save = async (
  tx: Scoped,
  today: IsoDate,
  structure: Structure,
  { before, others }: { readonly before: Structure | null; readonly others: readonly Structure[] },
): Promise<void> => {
  const note = (kind: string, id: string, details: Readonly<Record<string, unknown>>) =>
    recordEvent(tx, { kind, subject: `structure:${id}`, happenedOn: today, details });
  for (const { before: answer, after } of givingWay(structure, others)) {
    if (after) {
      await saveStructure(tx, after);
      await note('structureChanged', answer.id, { changes: changedFields(answer, after) });
    } else {
      await removeStructure(tx, answer.id);
      await note('structureTakenBack', answer.id, { structure: answer });
    }
  }
  await saveStructure(tx, structure);
  await note(before ? 'structureChanged' : 'structureAdded', structure.id, {
    changes: changedFields(before ?? { id: structure.id }, structure),
  });
};

/** Ends a group with its unit, and lets it go on at the one that takes over. `ended` is null when it had not begun. */
export const moveGroup = async (
  tx: Scoped,
  on: IsoDate,
  ended: { readonly before: Structure; readonly after: Structure } | null,
  goesOn: Structure,
): Promise<void> => {
  if (ended) await save(tx, on, ended.after, { before: ended.before, others: [] });
  const all = await loadStructures(tx);
  const before = all.find(one => one.id === goesOn.id) ?? null;
  await save(tx, on, goesOn, { before, others: all.filter(one => one.unitId === goesOn.unitId) });
};

/** Writes down a subject group of a unit. */
export const addStructure = async (
  tx: Scoped,
  today: IsoDate,
  unitId: string,
  input: StructureInput,
): Promise<Outcome<Structure>> => {
  const around = await openUnit(tx, unitId);
  if (!around) return wrong('', sv.rules.noUnit);
  const result = readStructure(input, { id: newId(tx.now), version: 1 }, around);
  if (result.ok) await save(tx, today, result.value, { before: null, others: around.others });
  return result;
};

/** Writes down that a unit has no structures, from today. */
export const sayNoStructures = async (
  tx: Scoped,
  today: IsoDate,
  unitId: string,
): Promise<Outcome<Structure>> => {
  const around = await openUnit(tx, unitId);
  if (!around) return wrong('', sv.rules.noUnit);
  const structure = noStructures({ id: newId(tx.now), unitId }, today);
  const problems = checkStructure(structure, around);
  // The answer is a button and has no fields to point at.
  if (problems.length > 0) return failed(...problems.map(({ text }) => ({ field: '', text })));
  await save(tx, today, structure, { before: null, others: around.others });
  return ok(structure);
};

/** Changes a subject group, or ends it by its last day. */
export const changeStructure = async (
  tx: Scoped,
  today: IsoDate,
  { id, unitId, version }: Pick<Structure, 'id' | 'unitId' | 'version'>,
  input: StructureInput,
): Promise<Edit<Structure>> => {
  const around = await openUnit(tx, unitId);
  const current = around?.others.find(one => one.id === id);
  if (!around || current?.kind !== 'ämnesgrupp') return missing();
  if (current.version !== version) return { kind: 'conflict', current };
  const result = readStructure(input, { id, version: version + 1 }, around);
  if (!result.ok) return refused(...result.problems);
  if (changedFields(current, result.value).length === 0) return saved(current);
  await save(tx, today, result.value, { before: current, others: around.others });
  return saved(result.value);
};
