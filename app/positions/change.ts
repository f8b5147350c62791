import type { Unit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { isOrdered, type Period } from '#app/shared/period.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { readDate, readNumber } from '#app/shared/written-value.ts';
import { type AssignmentType, isAssignmentType } from './assignment-type.ts';
import { movedTo, type Placed, placedWithin } from './placement.ts';
import {
  type Assignment,
  type CareerPosition,
  type DevelopmentNeed,
  type Funding,
  fundings,
  type PositionKind,
  positionKinds,
} from './position.ts';
import { checkAssignment, checkNeed, checkPosition } from './rules.ts';
import { isCrossSubject, readNames, type SubjectCatalogue } from './subject.ts';
import { sv } from './sv.ts';

/** What a person wrote in a form, before it is known to be right. Field names are those of the controls. */
export type PositionInput = Readonly<
  Record<'externalId' | 'kind' | 'unitId' | 'movesOn' | 'funding' | 'startsOn' | 'endsOn', string>
>;
export type AppointmentInput = Readonly<
  Record<'employeeNumber' | 'givenName' | 'familyName' | 'email' | 'startsOn' | 'endsOn', string>
>;
export type AssignmentInput = Readonly<
  Record<
    'type' | 'title' | 'needId' | 'targetGroup' | 'plannedShare' | 'subjects' | 'startsOn' | 'endsOn',
    string
  >
> & { readonly secondaryTypes: readonly string[]; readonly crossSubject: boolean };
export type NeedInput = Readonly<Record<'unitId' | 'title' | 'source' | 'identifiedOn' | 'endedOn', string>>;

/** Which row an input becomes: a new one with a new id, or the next version of a known one. */
type Identity = { readonly id: string; readonly version: number };

const problem = (field: string, text: string): FieldError => ({ field, text });

/** Reads a first and a last day; the last may be left empty. */
export const readPeriod = (
  input: { readonly startsOn: string; readonly endsOn: string },
  problems: FieldError[],
): Period => {
  const startsOn = readDate(input.startsOn);
  const endsOn = input.endsOn === '' ? null : readDate(input.endsOn);
  if (startsOn === null) problems.push(problem('startsOn', sv.rules.date(input.startsOn)));
  if (input.endsOn !== '' && endsOn === null) problems.push(problem('endsOn', sv.rules.date(input.endsOn)));
  return { startsOn: startsOn ?? '', endsOn };
};

/** Longer texts belong in the documents of the unit, not in the register. */
export const LONGEST_TEXT = 500;

export const checkText = (field: string, text: string, problems: FieldError[]): void => {
  if (text.length > LONGEST_TEXT) problems.push(problem(field, sv.rules.longText(LONGEST_TEXT)));
  if (holdsPersonalNumber(text)) problems.push(problem(field, sv.rules.personalNumber));
};

const isKind = (text: string): text is PositionKind => (positionKinds as readonly string[]).includes(text);
const isFunding = (text: string): text is Funding => (fundings as readonly string[]).includes(text);

/**
 * Where a position stands by what was written: at the unit since the day that is written, and before it where it was known to stand. A
 * position that is moved needs a day, so that nobody changes what earlier days say without saying so: its own first day does.
 */
const readPlacement = (
  { unitId, movesOn }: Pick<PositionInput, 'unitId' | 'movesOn'>,
  known: Placed | null,
  period: Period,
  problems: FieldError[],
): Placed => {
  const on = movesOn === '' ? null : readDate(movesOn);
  if (movesOn !== '' && on === null) problems.push(problem('movesOn', sv.rules.date(movesOn)));
  if (!known) return { unitId, earlierUnits: [] };
  const wasMoved = known.unitId !== unitId || known.earlierUnits.length > 0;
  if (on === null) {
    if (wasMoved && movesOn === '')
      problems.push(problem('movesOn', sv.rules.moveNeedsDay(formatDate(period.startsOn))));
    return known;
  }
  if (known.unitId !== unitId) return movedTo(known, unitId, on, period);
  const left = known.earlierUnits.at(-1);
  if (left === undefined) {
    if (on > period.startsOn) problems.push(problem('movesOn', sv.rules.neverMoved));
    return known;
  }
  return movedTo({ unitId: left.unitId, earlierUnits: known.earlierUnits.slice(0, -1) }, unitId, on, period);
};

/** Makes a position of what was written, or says everything that is wrong with it. `known` is where it stood until now, null when it is new. */
export const readPosition = (
  input: PositionInput,
  { id, version }: Identity,
  units: ReadonlyMap<string, Unit>,
  known: Placed | null,
): Outcome<CareerPosition> => {
  const problems: FieldError[] = [];
  const unit = units.get(input.unitId);
  const { kind, funding } = input;
  if (input.externalId === '') problems.push(problem('externalId', sv.rules.externalId));
  checkText('externalId', input.externalId, problems);
  if (!isKind(kind)) problems.push(problem('kind', sv.rules.kind));
  if (!unit) problems.push(problem('unitId', sv.rules.unit));
  if (!isFunding(funding)) problems.push(problem('funding', sv.rules.funding));
  const period = readPeriod(input, problems);
  const placed = readPlacement(input, known, period, problems);
  if (!isKind(kind) || !isFunding(funding) || !unit || problems.length > 0) return failed(...problems);
  const position = {
    ...{ id, version, externalId: input.externalId, kind, funding },
    ...(isOrdered(period) ? placedWithin(placed, period) : placed),
    ...period,
  };
  const broken = checkPosition(position, unitId => units.get(unitId));
  return broken.length > 0 ? failed(...broken) : ok(position);
};

/** Makes an assignment of what was written, or says everything that is wrong with it. */
export const readAssignment = (
  input: AssignmentInput,
  { id, version }: Identity,
  known: {
    readonly position: CareerPosition;
    readonly others: readonly Assignment[];
    readonly needs: readonly DevelopmentNeed[];
    readonly catalogue: SubjectCatalogue;
  },
): Outcome<Assignment> => {
  const problems: FieldError[] = [];
  const { type } = input;
  if (!isAssignmentType(type)) problems.push(problem('type', sv.rules.type));
  const subjects = readNames(input.subjects, name => known.catalogue.findSubject(name));
  const crossSubject = input.crossSubject || subjects.unknown.some(isCrossSubject);
  for (const name of subjects.unknown) {
    if (!isCrossSubject(name)) problems.push(problem('subjects', unknownSubject(name, known.catalogue)));
  }
  const plannedShare = input.plannedShare === '' ? null : readNumber(input.plannedShare);
  if (input.plannedShare !== '' && plannedShare === null)
    problems.push(problem('plannedShare', sv.rules.share));
  if (input.needId !== '' && !known.needs.some(need => need.id === input.needId))
    problems.push(problem('needId', sv.rules.need));
  checkText('title', input.title, problems);
  checkText('targetGroup', input.targetGroup, problems);
  const period = readPeriod(input, problems);
  if (!isAssignmentType(type) || problems.length > 0) return failed(...problems);
  const assignment: Assignment = {
    id,
    version,
    positionId: known.position.id,
    type,
    secondaryTypes: input.secondaryTypes.filter(
      (one): one is AssignmentType => isAssignmentType(one) && one !== type,
    ),
    title: input.title,
    needId: input.needId || null,
    targetGroup: input.targetGroup || null,
    plannedShare,
    crossSubject,
    subjects: subjects.known.map(subject => subject.name),
    ...period,
  };
  const broken = checkAssignment(assignment, known.position, known.others);
  return broken.length > 0 ? failed(...broken) : ok(assignment);
};

/** What to say of a subject nobody knows, with the nearest that is known. */
export const unknownSubject = (name: string, catalogue: SubjectCatalogue): string =>
  sv.rules.subject(name, catalogue.nearestSubject(name)?.name ?? null);

/** Makes a need of what was written, or says everything that is wrong with it. Another unit than the known one has had it all along. */
export const readNeed = (
  input: NeedInput,
  { id, version }: Identity,
  units: ReadonlyMap<string, Unit>,
  known: Placed | null,
): Outcome<DevelopmentNeed> => {
  const problems: FieldError[] = [];
  if (!units.has(input.unitId)) problems.push(problem('unitId', sv.rules.unit));
  checkText('title', input.title, problems);
  checkText('source', input.source, problems);
  const identifiedOn: IsoDate | null = readDate(input.identifiedOn);
  const endedOn = input.endedOn === '' ? null : readDate(input.endedOn);
  if (identifiedOn === null) problems.push(problem('identifiedOn', sv.rules.date(input.identifiedOn)));
  if (input.endedOn !== '' && endedOn === null)
    problems.push(problem('endedOn', sv.rules.date(input.endedOn)));
  if (identifiedOn === null || problems.length > 0) return failed(...problems);
  const { unitId, title } = input;
  const need = {
    ...{ id, version, title, source: input.source || null, identifiedOn, endedOn },
    ...(known?.unitId === unitId ? known : { unitId, earlierUnits: [] }),
  };
  const broken = checkNeed(need);
  return broken.length > 0 ? failed(...broken) : ok(need);
};
