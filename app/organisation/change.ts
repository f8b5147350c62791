import { addDays, type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { formatDate, formatList } from '#app/shared/swedish.ts';
import { sv } from './sv.ts';
import {
  isSchoolForm,
  OrganisationOn,
  parentKinds,
  type Succession,
  type SuccessionKind,
  successionKinds,
  type Unit,
  type UnitKind,
  type UnitVersion,
  unitKinds,
} from './unit.ts';

/** What a person writes about a unit: all as text, as it comes from a form or a file. */
export type UnitInput = {
  readonly kind: string;
  readonly name: string;
  readonly parentId: string;
  readonly schoolUnitCode: string;
  readonly schoolForms: readonly string[];
  readonly yearLevels: readonly string[];
  readonly from: string;
};

const isUnitKind = (text: string): text is UnitKind => (unitKinds as readonly string[]).includes(text);

/** What is wrong with a school unit code, or null: eight digits, and beware of the spreadsheet that ate the first. */
export const codeProblem = (code: string): string | null => {
  if (/^[1-9]\d{7}$/.test(code)) return null;
  return /^\d{7}$/.test(code) ? sv.errors.sevenDigits(code) : sv.errors.code(code);
};

const checkVersion = (
  input: UnitInput,
  kind: UnitKind | null,
  organisation: OrganisationOn,
): Outcome<UnitVersion> => {
  const { errors } = sv;
  const problems: FieldError[] = [];
  if (!input.name) problems.push({ field: 'name', text: errors.name });
  if (!isIsoDate(input.from)) problems.push({ field: 'from', text: errors.date });
  const parent = input.parentId ? organisation.find(input.parentId) : null;
  if (kind && kind !== 'Huvudman') {
    if (!parent) problems.push({ field: 'parentId', text: errors.parent });
    else if (!parentKinds[kind].includes(parent.kind)) {
      const allowed = formatList(
        parentKinds[kind].map(one => one.toLowerCase()),
        'eller',
      );
      problems.push({ field: 'parentId', text: errors.parentKind(kind.toLowerCase(), allowed) });
    }
  }
  const forms = input.schoolForms.filter(isSchoolForm);
  if (forms.length !== input.schoolForms.length)
    problems.push({ field: 'schoolForms', text: errors.schoolForm });
  if (problems.length > 0) return failed(...problems);
  return ok({
    startsOn: input.from,
    endsOn: null,
    name: input.name,
    parentId: parent?.id ?? null,
    schoolForms: forms,
    yearLevels: input.yearLevels,
  });
};

/** A new unit from a day on. */
export const newUnit = (input: UnitInput, organisation: OrganisationOn): Outcome<Unit> => {
  const kind = isUnitKind(input.kind) ? input.kind : null;
  const problems: FieldError[] = [];
  if (!kind) problems.push({ field: 'kind', text: sv.errors.kind });
  if (kind === 'Huvudman' && organisation.root) problems.push({ field: 'kind', text: sv.errors.oneRoot });
  if (input.schoolUnitCode) {
    const problem = codeProblem(input.schoolUnitCode);
    if (problem) problems.push({ field: 'schoolUnitCode', text: problem });
    else if (organisation.findByCode(input.schoolUnitCode)) {
      problems.push({ field: 'schoolUnitCode', text: sv.errors.codeTaken(input.schoolUnitCode) });
    }
  } else if (kind === 'Skolenhet') problems.push({ field: 'schoolUnitCode', text: sv.errors.codeNeeded });
  const version = checkVersion(input, kind, organisation);
  if (!version.ok) problems.push(...version.problems);
  if (!kind || !version.ok || problems.length > 0) return failed(...problems);
  return ok({
    id: newId(),
    kind,
    schoolUnitCode: input.schoolUnitCode || null,
    startsOn: input.from,
    endsOn: null,
    versions: [version.value],
  });
};

/**
 * What a unit is called and where it stands, from a day on. What held before that day holds still, so a report on an
 * earlier day reads as it did.
 */
export const changeUnit = (unit: Unit, input: UnitInput, organisation: OrganisationOn): Outcome<Unit> => {
  const version = checkVersion(input, unit.kind, organisation);
  if (!version.ok) return version;
  const { from } = input;
  if (from < unit.startsOn) {
    return failed({ field: 'from', text: sv.errors.beforeStart(formatDate(unit.startsOn)) });
  }
  if (unit.endsOn !== null && from > unit.endsOn) {
    return failed({ field: 'from', text: sv.errors.afterEnd(formatDate(unit.endsOn)) });
  }
  if (version.value.parentId !== null && organisation.isWithin(version.value.parentId, unit.id)) {
    return failed({ field: 'parentId', text: sv.errors.ownChild });
  }
  const earlier = unit.versions
    .filter(one => one.startsOn < from)
    .map(one => (contains(one, from) ? { ...one, endsOn: addDays(from, -1) } : one));
  return ok({ ...unit, versions: [...earlier, { ...version.value, endsOn: unit.endsOn }] });
};

/** The unit's last day. Its history stays; positions at it must have been moved or ended by then. */
export const endUnit = (unit: Unit, lastDay: IsoDate): Outcome<Unit> => {
  if (!isIsoDate(lastDay)) return failed({ field: 'lastDay', text: sv.errors.date });
  if (lastDay < unit.startsOn)
    return failed({ field: 'lastDay', text: sv.errors.beforeStart(formatDate(unit.startsOn)) });
  const versions = unit.versions
    .filter(one => one.startsOn <= lastDay)
    .map((one, at, begun) => (at === begun.length - 1 ? { ...one, endsOn: lastDay } : one));
  return ok({ ...unit, endsOn: lastDay, versions });
};

/** Det som blir kvar: what still stands at a unit after its last day, in words, and where it is seen to. */
export type LeftBehind = { readonly key: string; readonly text: string; readonly href: string };

/** Units that would be left under a unit after its last day. */
export const unitsLeftUnder = (units: readonly Unit[], unitId: string, lastDay: IsoDate): LeftBehind[] =>
  units.flatMap(unit => {
    const [last] = unit.versions.slice(-1);
    const livesOn = (unit.endsOn === null || unit.endsOn > lastDay) && last?.parentId === unitId;
    return livesOn
      ? [{ key: unit.id, text: `${unit.kind} ${last.name}`, href: `/organisation/${unit.id}/andra` }]
      : [];
  });

/** The name of the control that says who takes over something that is left. */
export const heirField = (key: string): string => `till-${key}`;

export type ReorganisationInput = {
  readonly kind: string;
  readonly predecessorIds: readonly string[];
  readonly successorIds: readonly string[];
  readonly on: string;
  /** Which unit takes over what is left at the earlier ones, by the key of what is left. */
  readonly heirs: ReadonlyMap<string, string>;
};

export type Reorganisation = { readonly ended: readonly Unit[]; readonly successions: readonly Succession[] };

const isSuccessionKind = (text: string): text is SuccessionKind =>
  (successionKinds as readonly string[]).includes(text);

/** The units that stood under units that end, placed under their heirs from a day on; what is wrong is told by unit. */
export const unitsTakenOver = (
  units: readonly Unit[],
  heirs: ReadonlyMap<string, string>,
  on: IsoDate,
): Outcome<readonly Unit[]> => {
  const organisation = new OrganisationOn(units, on);
  const moved: Unit[] = [];
  const problems: FieldError[] = [];
  for (const unit of units) {
    const parentId = heirs.get(unit.id);
    const last = unit.versions.at(-1);
    if (parentId === undefined || !last) continue;
    const { name, schoolForms, yearLevels } = last;
    const { kind, schoolUnitCode } = unit;
    const from = unit.startsOn > on ? unit.startsOn : on;
    const result = changeUnit(
      unit,
      { kind, name, parentId, schoolUnitCode: schoolUnitCode ?? '', schoolForms, yearLevels, from },
      organisation,
    );
    if (result.ok) moved.push(result.value);
    else problems.push(...result.problems.map(({ text }) => ({ field: unit.id, text })));
  }
  return problems.length > 0 ? failed(...problems) : ok(moved);
};

/**
 * Omorganisation: which units took over which from a day on. The earlier units end the day before; nothing of theirs is
 * moved or renamed.
 */
export const reorganise = (
  units: readonly Unit[],
  input: Omit<ReorganisationInput, 'heirs'>,
): Outcome<Reorganisation> => {
  const { errors } = sv;
  const problems: FieldError[] = [];
  const find = (id: string) => units.find(unit => unit.id === id);
  const predecessors = input.predecessorIds.map(find).filter(unit => unit !== undefined);
  const successors = input.successorIds.map(find).filter(unit => unit !== undefined);
  const kind = isSuccessionKind(input.kind) ? input.kind : null;
  if (!kind) problems.push({ field: 'kind', text: errors.succession });
  if (!isIsoDate(input.on)) problems.push({ field: 'on', text: errors.date });
  if (predecessors.length === 0) problems.push({ field: 'predecessorIds', text: errors.predecessor });
  if (successors.length === 0) problems.push({ field: 'successorIds', text: errors.successor });
  if (predecessors.some(unit => successors.includes(unit)))
    problems.push({ field: 'successorIds', text: errors.sameUnit });
  if (!kind || problems.length > 0) return failed(...problems);
  const ended: Unit[] = [];
  for (const unit of predecessors) {
    const result = endUnit(unit, addDays(input.on, -1));
    if (!result.ok) return failed({ field: 'on', text: result.problems[0]?.text ?? errors.date });
    ended.push(result.value);
  }
  const successions = predecessors.flatMap(one =>
    successors.map(other => ({ predecessorId: one.id, successorId: other.id, happenedOn: input.on, kind })),
  );
  return ok({ ended, successions });
};
