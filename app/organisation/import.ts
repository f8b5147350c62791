import { recordEvent, type Scoped } from '#app/database/index.ts';
import { addDays, type IsoDate, isIsoDate, latest } from '#app/shared/date.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError, Table } from '#app/shared/table.ts';
import { changeUnit, endUnit, newUnit, type UnitInput } from './change.ts';
import { lockRights } from './rights-store.ts';
import { loadUnits, saveSuccession, saveUnit } from './store.ts';
import { sv } from './sv.ts';
import { OrganisationOn, type Succession, type Unit } from './unit.ts';

/** The columns of organisation.csv. `tidigare_enhet` names the school unit code that the row's unit took over from. */
export const organisationColumns = [
  'slag',
  'namn',
  'hor_till',
  'skolenhetskod',
  'skolformer',
  'arskurser',
  'start',
  'slut',
  'tidigare_enhet',
] as const;

export type OrganisationPlan = {
  readonly units: readonly Unit[];
  readonly successions: readonly Succession[];
  readonly added: number;
  readonly changed: number;
};

const split = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** '7-9' and 'F–6' as the year levels between them; '7,8,9' as it stands. */
const readLevels = (text: string): string[] => {
  const order = ['F', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  return split(text).flatMap(part => {
    const [from, to] = part.split(/[-–]/).map(level => order.indexOf(level.trim()));
    return from !== undefined && to !== undefined && from >= 0 && to >= from
      ? order.slice(from, to + 1)
      : [part];
  });
};

/**
 * Reads a list of units into the organisation: pure. Rows stand in any order after what they belong to. A unit is known by
 * its school unit code, else by its kind and name; a known unit gets its new name and place from the row's start day, or is left alone
 * when nothing differs. Nothing is removed, and an empty cell leaves what is known. All that is wrong is told at once.
 */
export const planOrganisation = (
  table: Table,
  existing: readonly Unit[],
): Outcome<OrganisationPlan, FileError> => {
  const at = new Map(table.header.map((name, index) => [name.trim().toLowerCase(), index]));
  const lacking = ['slag', 'namn', 'hor_till', 'start'].filter(name => !at.has(name));
  if (lacking.length > 0) {
    return failed(...lacking.map(name => ({ line: null, column: name, text: sv.import.column(name) })));
  }
  const errors: FileError[] = [];
  let units = [...existing];
  const successions: Succession[] = [];
  const counts = { added: 0, changed: 0 };

  for (const { line, cells } of table.rows) {
    const cell = (name: string) => cells[at.get(name) ?? -1]?.trim() ?? '';
    const report = (column: string, text: string) => errors.push({ line, column, text });
    const start = cell('start');
    if (!isIsoDate(start)) {
      report('start', sv.errors.date);
      continue;
    }
    const code = cell('skolenhetskod');
    const known = code
      ? units.find(unit => unit.schoolUnitCode === code)
      : units.find(
          unit => unit.kind === cell('slag') && unit.versions.some(version => version.name === cell('namn')),
        );
    const from = known ? latest(start, known.startsOn) : start;
    const organisation = new OrganisationOn(units, from);
    const parents = organisation
      .all()
      .filter(unit => unit.name === cell('hor_till') && unit.kind !== 'Skolenhet');
    if (cell('hor_till') && parents.length !== 1) {
      report(
        'hor_till',
        parents.length === 0 ? sv.import.parent(cell('hor_till')) : sv.import.parents(cell('hor_till')),
      );
      continue;
    }
    const current = known && organisation.find(known.id);
    // What an empty cell does not say stays as it is known, as when the units came from Skolverket.
    const given = (name: string, known: readonly string[] | undefined, read: (text: string) => string[]) =>
      cell(name) === '' ? [...(known ?? [])] : read(cell(name));
    const input: UnitInput = {
      kind: cell('slag'),
      name: cell('namn'),
      parentId: parents[0]?.id ?? '',
      schoolUnitCode: code,
      schoolForms: given('skolformer', current?.schoolForms, split),
      yearLevels: given('arskurser', current?.yearLevels, readLevels),
      from,
    };
    const same =
      current &&
      current.name === input.name &&
      current.parentId === (input.parentId || null) &&
      current.schoolForms.join() === input.schoolForms.join() &&
      current.yearLevels.join() === input.yearLevels.join();
    const result = !known
      ? newUnit(input, organisation)
      : same
        ? ok(known)
        : changeUnit(known, input, organisation);
    if (!result.ok) {
      for (const problem of result.problems) report(columnOf[problem.field] ?? problem.field, problem.text);
      continue;
    }
    let unit = result.value;
    const lastDay = cell('slut');
    if (lastDay && unit.endsOn !== lastDay) {
      const ended = endUnit(unit, lastDay);
      if (!ended.ok) {
        report('slut', ended.problems[0]?.text ?? sv.errors.date);
        continue;
      }
      unit = ended.value;
    }
    const earlierCode = cell('tidigare_enhet');
    const earlier = units.find(one => one.schoolUnitCode === earlierCode);
    if (earlierCode && !earlier) {
      report('tidigare_enhet', sv.import.earlier(earlierCode));
      continue;
    }
    if (earlier && !known) {
      successions.push({
        predecessorId: earlier.id,
        successorId: unit.id,
        happenedOn: start,
        kind: 'ny kod',
      });
      const ended = endUnit(earlier, addDays(start, -1));
      if (ended.ok && earlier.endsOn === null)
        units = units.map(one => (one.id === earlier.id ? ended.value : one));
    }
    if (!known) counts.added += 1;
    else if (unit !== known) counts.changed += 1;
    units = [...units.filter(one => one.id !== unit.id), unit];
  }
  if (errors.length > 0) return failed(...errors);
  const before = new Map(existing.map(unit => [unit.id, unit]));
  return ok({ units: units.filter(unit => before.get(unit.id) !== unit), successions, ...counts });
};

const columnOf: Readonly<Record<string, string>> = {
  kind: 'slag',
  name: 'namn',
  parentId: 'hor_till',
  schoolUnitCode: 'skolenhetskod',
  schoolForms: 'skolformer',
  from: 'start',
};

/** Reads a list of units into the organisation: all of it, or none. */
export const importOrganisation = async (
  tx: Scoped,
  today: IsoDate,
  table: Table,
): Promise<Outcome<OrganisationPlan, FileError>> => {
  await lockRights(tx, 'alone');
  const plan = planOrganisation(table, await loadUnits(tx));
  if (!plan.ok || plan.value.units.length === 0) return plan;
  // Above before below, so that a parent stands when its child points at it.
  for (const unit of plan.value.units) await saveUnit(tx, unit);
  for (const succession of plan.value.successions) await saveSuccession(tx, succession);
  const { added, changed } = plan.value;
  await recordEvent(tx, {
    kind: 'organisationImported',
    subject: `authority:${tx.authorityId}`,
    happenedOn: today,
    details: { added, changed },
  });
  return plan;
};
