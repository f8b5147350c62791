import { recordEvent, type Scoped } from '#app/database/index.ts';
import type { AcademicYear } from '#app/shared/academic-year.ts';
import { addDays, type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { overlaps } from '#app/shared/period.ts';
import {
  changeUnit,
  endUnit,
  heirField,
  type LeftBehind,
  newUnit,
  type ReorganisationInput,
  reorganise,
  type UnitInput,
  unitsLeftUnder,
  unitsTakenOver,
} from './change.ts';
import { lockRights } from './rights-store.ts';
import {
  loadAcademicYears,
  loadUnits,
  type PublishedValue,
  saveAcademicYear,
  savePublishedValues,
  saveSuccession,
  saveUnit,
} from './store.ts';
import { sv } from './sv.ts';
import { OrganisationOn, type SchoolForm, type Unit } from './unit.ts';

const dayFor = (input: { readonly from: string }, today: IsoDate): IsoDate =>
  isIsoDate(input.from) ? input.from : today;

/** Adds a unit to the organisation. */
export const addUnit = async (tx: Scoped, today: IsoDate, input: UnitInput): Promise<Outcome<Unit>> => {
  const result = newUnit(input, new OrganisationOn(await loadUnits(tx), dayFor(input, today)));
  if (!result.ok) return result;
  await saveUnit(tx, result.value);
  await recordEvent(tx, {
    kind: 'unitAdded',
    subject: `unit:${result.value.id}`,
    happenedOn: input.from,
    details: { name: input.name, kind: input.kind },
  });
  return result;
};

/** Gives a unit another name, place or school form from a day on. */
export const changeUnitFrom = async (
  tx: Scoped,
  today: IsoDate,
  unitId: string,
  input: UnitInput,
): Promise<Outcome<Unit> | null> => {
  await lockRights(tx, 'alone');
  const units = await loadUnits(tx);
  const unit = units.find(one => one.id === unitId);
  if (!unit) return null;
  const result = changeUnit(unit, input, new OrganisationOn(units, dayFor(input, today)));
  if (!result.ok) return result;
  await saveUnit(tx, result.value);
  await recordEvent(tx, {
    kind: 'unitChanged',
    subject: `unit:${unitId}`,
    happenedOn: input.from,
    details: { name: input.name, parentId: input.parentId },
  });
  return result;
};

/** Asks the rooms further out what still stands at units after a day. */
export type FindLeftBehind = (
  tx: Scoped,
  unitIds: readonly string[],
  lastDay: IsoDate,
) => Promise<readonly LeftBehind[]>;

/** Everything that would be left at a unit after its last day: units under it, and what other rooms keep there. */
export const leftBehindAt = async (
  tx: Scoped,
  unitId: string,
  lastDay: IsoDate,
  find: FindLeftBehind,
): Promise<readonly LeftBehind[]> => [
  ...unitsLeftUnder(await loadUnits(tx), unitId, lastDay),
  ...(await find(tx, [unitId], lastDay)),
];

/** Ends a unit after a day, when nothing stands there any longer. */
export const endUnitOn = async (
  tx: Scoped,
  unitId: string,
  lastDay: string,
  find: FindLeftBehind,
): Promise<Outcome<Unit> | null> => {
  await lockRights(tx, 'alone');
  const unit = (await loadUnits(tx)).find(one => one.id === unitId);
  if (!unit) return null;
  const result = endUnit(unit, lastDay);
  if (!result.ok) return result;
  const left = await leftBehindAt(tx, unitId, lastDay, find);
  if (left.length > 0) return failed({ field: 'lastDay', text: sv.errors.leftBehind(left.length) });
  await saveUnit(tx, result.value);
  await recordEvent(tx, { kind: 'unitEnded', subject: `unit:${unitId}`, happenedOn: lastDay });
  return result;
};

/** Ta över: what other rooms are asked to move. What they keep at some units goes to heirs, by its key, from a day on. Units are as they will be. */
export type TakeOver = {
  readonly unitIds: readonly string[];
  readonly on: IsoDate;
  readonly heirs: ReadonlyMap<string, string>;
  readonly units: readonly Unit[];
};

/** Lets the rooms further out move what they keep. Tells by key what cannot be moved; then nothing has been. */
export type MoveLeftBehind = (tx: Scoped, takeOver: TakeOver) => Promise<readonly FieldError[]>;

/** What becomes of a reorganisation. `asks`: nothing is done until it is said who takes over what is left. */
export type ReorganisationEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'asks'; readonly left: readonly LeftBehind[] }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly FieldError[];
      readonly left: readonly LeftBehind[];
    };

const replaced = (units: readonly Unit[], changed: readonly Unit[]): Unit[] => {
  const byId = new Map(changed.map(unit => [unit.id, unit]));
  return units.map(unit => byId.get(unit.id) ?? unit);
};

/**
 * Carries out a reorganisation: ends the earlier units, notes which took over, and places what was left with its heirs. What held before
 * the day holds still.
 */
export const carryOutReorganisation = async (
  tx: Scoped,
  input: ReorganisationInput,
  { find, move }: { readonly find: FindLeftBehind; readonly move: MoveLeftBehind },
): Promise<ReorganisationEnd> => {
  await lockRights(tx, 'alone');
  const known = await loadUnits(tx);
  const result = reorganise(known, input);
  if (!result.ok) return { kind: 'wrong', problems: result.problems, left: [] };
  const { ended, successions } = result.value;
  const lastDay = addDays(input.on, -1);
  const children = ended
    .flatMap(unit => unitsLeftUnder(known, unit.id, lastDay))
    .filter(({ key }) => !input.predecessorIds.includes(key));
  const kept = await find(tx, input.predecessorIds, lastDay);
  const left = [...children, ...kept];
  const heirOf = ({ key }: LeftBehind) => input.heirs.get(key) ?? '';
  if (!left.every(one => input.successorIds.includes(heirOf(one)))) return { kind: 'asks', left };
  const heirs = (some: readonly LeftBehind[]) => new Map(some.map(one => [one.key, heirOf(one)]));
  const wrong = (problems: readonly FieldError[]): ReorganisationEnd => ({
    ...{ kind: 'wrong', left },
    problems: problems.map(({ field, text }) => ({ field: heirField(field), text })),
  });
  const moved = unitsTakenOver(replaced(known, ended), heirs(children), input.on);
  if (!moved.ok) return wrong(moved.problems);
  const changed = [...ended, ...moved.value];
  const problems = await move(tx, {
    ...{ unitIds: input.predecessorIds, on: input.on },
    ...{ heirs: heirs(kept), units: replaced(known, changed) },
  });
  if (problems.length > 0) return wrong(problems);
  for (const unit of changed) await saveUnit(tx, unit);
  for (const succession of successions) await saveSuccession(tx, succession);
  await recordEvent(tx, {
    kind: 'organisationChanged',
    subject: `unit:${ended[0]?.id}`,
    happenedOn: input.on,
    details: {
      ...{ kind: input.kind, predecessors: input.predecessorIds, successors: input.successorIds },
      moved: left.length,
    },
  });
  return { kind: 'done' };
};

/** A year further away than this is a slip of the finger. */
const MOST_YEARS_AWAY = 30;

/** Decides the boundaries of an academic year. */
export const decideAcademicYear = async (
  tx: Scoped,
  today: IsoDate,
  input: {
    readonly startYear: string;
    readonly startsOn: string;
    readonly springStartsOn: string;
    readonly endsOn: string;
  },
): Promise<Outcome<AcademicYear>> => {
  const text = sv.academicYears;
  const problems: FieldError[] = [];
  const year = /^\d{4}$/.test(input.startYear) ? Number(input.startYear) : null;
  const startYear =
    year !== null && Math.abs(year - Number(today.slice(0, 4))) <= MOST_YEARS_AWAY ? year : null;
  if (startYear === null) problems.push({ field: 'startYear', text: text.yearWrong });
  for (const field of ['startsOn', 'springStartsOn', 'endsOn'] as const) {
    if (!isIsoDate(input[field])) problems.push({ field, text: sv.errors.date });
  }
  if (
    problems.length === 0 &&
    !(input.startsOn < input.springStartsOn && input.springStartsOn < input.endsOn)
  ) {
    problems.push({ field: 'startsOn', text: text.order });
  }
  if (problems.length === 0 && Number(input.startsOn.slice(0, 4)) !== startYear)
    problems.push({ field: 'startYear', text: text.otherYear(input.startsOn.slice(0, 4)) });
  if (startYear === null || problems.length > 0) return failed(...problems);
  const { startsOn, springStartsOn, endsOn } = input;
  const decided: AcademicYear = { startYear, startsOn, springStartsOn, endsOn };
  const others = (await loadAcademicYears(tx)).filter(other => other.startYear !== startYear);
  if (others.some(other => overlaps(other, decided)))
    return failed({ field: 'startsOn', text: text.overlap });
  await saveAcademicYear(tx, decided);
  await recordEvent(tx, {
    kind: 'academicYearDecided',
    subject: `academicYear:${startYear}`,
    happenedOn: today,
    details: { startsOn, springStartsOn, endsOn },
  });
  return ok(decided);
};

/** A school unit as a public register lists it. */
export type RegisteredUnit = {
  readonly schoolUnitCode: string;
  readonly name: string;
  readonly schoolForms: readonly SchoolForm[];
  readonly yearLevels: readonly string[];
};

export type RegisterReading = { readonly added: number; readonly known: number; readonly values: number };

/**
 * Takes in school units and published values from a public register. Units that are known stay as they are, wherever the
 * authority has placed them; new ones are placed under the authority, from `from` on. Reading the same file twice changes nothing.
 */
export const takeInRegister = async (
  tx: Scoped,
  from: IsoDate,
  units: readonly RegisteredUnit[],
  values: readonly PublishedValue[],
): Promise<RegisterReading> => {
  const existing = await loadUnits(tx);
  const root = existing.find(unit => unit.kind === 'Huvudman');
  if (!root) throw new Error('The authority has no top unit');
  const codes = new Set(existing.map(unit => unit.schoolUnitCode));
  const fresh = units.filter(unit => !codes.has(unit.schoolUnitCode));
  for (const { schoolUnitCode, name, schoolForms, yearLevels } of fresh) {
    await saveUnit(tx, {
      id: newId(tx.now),
      kind: 'Skolenhet',
      schoolUnitCode,
      startsOn: from,
      endsOn: null,
      versions: [{ startsOn: from, endsOn: null, name, parentId: root.id, schoolForms, yearLevels }],
    });
  }
  await savePublishedValues(tx, values);
  await recordEvent(tx, {
    kind: 'publishedRegisterTakenIn',
    subject: `unit:${root.id}`,
    happenedOn: from,
    details: { added: fresh.length, values: values.length, source: values[0]?.source ?? null },
  });
  return { added: fresh.length, known: units.length - fresh.length, values: values.length };
};
