import type { Unit } from '#app/organisation/index.ts';
import { addDays } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { contains, encloses, isOrdered, overlaps, type Period } from '#app/shared/period.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import { readWhole } from '#app/shared/written-value.ts';
import { checkText, readPeriod, unknownSubject } from '../change.ts';
import { standsAt } from '../placement.ts';
import type { CareerPosition } from '../position.ts';
import { unitName } from '../rules.ts';
import { crossSubjectName, isCrossSubject, readNames, type SubjectCatalogue } from '../subject.ts';
import { sv } from './sv.ts';

/** A subject group, or the unit's answer that it has none. */
export const structureKinds = ['ämnesgrupp', 'inga strukturer'] as const;
export type StructureKind = (typeof structureKinds)[number];

/** How often a group meets. The last is an answer too. */
export const frequencies = [
  'varje vecka',
  'varannan vecka',
  'varje månad',
  'mer sällan',
  'inga bestämda möten',
] as const;
export type Frequency = (typeof frequencies)[number];

/** What a group looks at to see what its teaching leads to. */
export const lookedAt = [
  'elevarbeten',
  'resultat och bedömningar',
  'elevernas synpunkter',
  'besök på varandras lektioner',
  'egna planeringar',
  'annat',
] as const;
export type LookedAt = (typeof lookedAt)[number];

/** Struktur: what a unit has, for a period, for its teachers to analyse and develop their own teaching. */
export type Structure = Period & {
  readonly id: string;
  readonly unitId: string;
  readonly kind: StructureKind;
  /** Ämnesövergripande: an answer of its own, never the absence of subjects. */
  readonly crossSubject: boolean;
  readonly subjects: readonly string[];
  /** The career position whose assignment leads the group; null when none does, or it is not told. */
  readonly ledBy: string | null;
  /** null: nothing stated. */
  readonly meets: Frequency | null;
  /** Minutes of a meeting; null when nothing is stated. */
  readonly minutes: number | null;
  /** Whether the meetings have time in the timetable or the post; null when nothing is stated. */
  readonly inPost: boolean | null;
  /** The questions the group works with; '' when nothing is stated. */
  readonly questions: string;
  readonly evidence: readonly LookedAt[];
  readonly version: number;
};

export const SHORTEST_MEETING = 10;
export const LONGEST_MEETING = 480;

/** What can be asked of a unit's structures. */
export const structureMeasures = ['ämnesgrupp', 'bestämda möten', 'tid i tjänsten'] as const;
export type StructureMeasure = (typeof structureMeasures)[number];
/** What a unit says, by what stands on the day. Silence is an answer of its own, never a no. */
export const unitAnswers = ['ja', 'nej', 'inget angivet'] as const;
export type UnitAnswer = (typeof unitAnswers)[number];

export const isStructureMeasure = (text: string): text is StructureMeasure =>
  (structureMeasures as readonly string[]).includes(text);

const said: Readonly<Record<StructureMeasure, (structure: Structure) => boolean | null>> = {
  ämnesgrupp: structure => structure.kind === 'ämnesgrupp',
  'bestämda möten': ({ kind, meets }) => {
    if (kind === 'inga strukturer') return false;
    return meets === null ? null : meets !== 'inga bestämda möten';
  },
  'tid i tjänsten': ({ kind, inPost }) => (kind === 'inga strukturer' ? false : inPost),
};

/** For how many of a unit's groups something is so. */
export const groupsWith = (structures: readonly Structure[], measure: StructureMeasure): number =>
  structures.filter(one => said[measure](one) === true).length;

/** Yes when it is so for one group at least; no only when it is stated of all that it is not. */
export const unitAnswer = (structures: readonly Structure[], measure: StructureMeasure): UnitAnswer => {
  if (groupsWith(structures, measure) > 0) return 'ja';
  return structures.length > 0 && structures.every(one => said[measure](one) === false)
    ? 'nej'
    : 'inget angivet';
};

export const structuresOn = (structures: readonly Structure[], on: string): readonly Structure[] =>
  structures.filter(one => contains(one, on));

/** What a group is called: by its subjects, or Ämnesövergripande. */
export const groupName = ({
  crossSubject,
  subjects,
}: Pick<Structure, 'crossSubject' | 'subjects'>): string =>
  crossSubject ? crossSubjectName : sv.list(subjects);

/** How often and for how long a group meets; null when nothing is stated. */
export const meetingText = ({ meets, minutes }: Pick<Structure, 'meets' | 'minutes'>): string | null =>
  meets === null && minutes === null ? null : sv.meeting(meets, minutes);

/** What a person wrote in the form. Field names are those of the controls. */
export type StructureInput = Readonly<
  Record<'subjects' | 'ledBy' | 'meets' | 'minutes' | 'inPost' | 'questions' | 'startsOn' | 'endsOn', string>
> & { readonly crossSubject: boolean; readonly evidence: readonly string[] };

/** What a structure is checked against. */
export type StructureSurroundings = {
  readonly unit: Unit;
  /** All structures of the unit, for all time. */
  readonly others: readonly Structure[];
  readonly positions: readonly CareerPosition[];
  readonly catalogue: SubjectCatalogue;
};

/** The answers to yes and no in the form. */
export const yesNo = { ja: true, nej: false } as const;

const isFrequency = (text: string): text is Frequency => (frequencies as readonly string[]).includes(text);
const isLookedAt = (text: string): text is LookedAt => (lookedAt as readonly string[]).includes(text);
const isYesNo = (text: string): text is keyof typeof yesNo => Object.hasOwn(yesNo, text);

/** What is wrong with the days of a structure: it lies within its unit, and nobody says that there are none where there are. */
export const checkStructure = (
  structure: Structure,
  { unit, others }: Pick<StructureSurroundings, 'unit' | 'others'>,
): FieldError[] => {
  if (!isOrdered(structure))
    return [{ field: 'endsOn', text: sv.rules.order(formatDate(structure.startsOn)) }];
  if (!encloses(unit, structure)) {
    const name = unitName(unit, structure.startsOn);
    return structure.startsOn < unit.startsOn
      ? [{ field: 'startsOn', text: sv.rules.unitStarts(name, formatDate(unit.startsOn)) }]
      : [{ field: 'endsOn', text: sv.rules.unitEnds(name, formatDate(unit.endsOn ?? '')) }];
  }
  const clash = others.find(
    one => one.id !== structure.id && structure.kind === 'inga strukturer' && overlaps(one, structure),
  );
  if (!clash) return [];
  const text = clash.kind === 'inga strukturer' ? sv.rules.saidNone : sv.rules.hasGroups;
  return [{ field: 'startsOn', text: text(formatPeriod(clash)) }];
};

/**
 * What becomes of the unit's answers that it has none when it gets a group: one from before the group ends the day before it, one given
 * since is taken back (null).
 */
export const givingWay = (
  group: Structure,
  others: readonly Structure[],
): readonly { readonly before: Structure; readonly after: Structure | null }[] =>
  others
    .filter(one => one.kind === 'inga strukturer' && group.kind === 'ämnesgrupp' && overlaps(one, group))
    .map(before => ({
      before,
      after:
        before.startsOn < group.startsOn
          ? { ...before, endsOn: addDays(group.startsOn, -1), version: before.version + 1 }
          : null,
    }));

/** Makes a subject group of what was written, or says everything that is wrong with it. */
export const readStructure = (
  input: StructureInput,
  { id, version }: { readonly id: string; readonly version: number },
  around: StructureSurroundings,
): Outcome<Structure> => {
  const problems: FieldError[] = [];
  const add = (field: string, text: string) => problems.push({ field, text });
  const subjects = readNames(input.subjects, name => around.catalogue.findSubject(name));
  const crossSubject = input.crossSubject || subjects.unknown.some(isCrossSubject);
  for (const name of subjects.unknown)
    if (!isCrossSubject(name)) add('subjects', unknownSubject(name, around.catalogue));
  if (!crossSubject && subjects.known.length === 0 && problems.length === 0)
    add('subjects', sv.rules.subjectMissing);
  if (crossSubject && subjects.known.length > 0) add('subjects', sv.rules.subjectOrCross);
  const leader = around.positions.find(one => one.id === input.ledBy && standsAt(one, one, around.unit.id));
  if (input.ledBy !== '' && !leader) add('ledBy', sv.rules.leader);
  const meets = isFrequency(input.meets) ? input.meets : null;
  if (input.meets !== '' && meets === null) add('meets', sv.rules.frequency);
  const minutes = input.minutes === '' ? null : readWhole(input.minutes);
  const isLength = minutes !== null && minutes >= SHORTEST_MEETING && minutes <= LONGEST_MEETING;
  if (input.minutes !== '' && !isLength) add('minutes', sv.rules.minutes(SHORTEST_MEETING, LONGEST_MEETING));
  else if (isLength && meets === 'inga bestämda möten') add('minutes', sv.rules.minutesOfNothing);
  const inPost = isYesNo(input.inPost) ? yesNo[input.inPost] : null;
  if (input.inPost !== '' && inPost === null) add('inPost', sv.rules.yesNo);
  checkText('questions', input.questions, problems);
  const evidence = input.evidence.filter(isLookedAt);
  if (evidence.length < input.evidence.length) add('evidence', sv.rules.evidence);
  const period = readPeriod(input, problems);
  if (problems.length > 0) return failed(...problems);
  const structure: Structure = {
    ...{ id, version, unitId: around.unit.id, kind: 'ämnesgrupp', crossSubject },
    ...{ subjects: subjects.known.map(one => one.name), ledBy: leader?.id ?? null, meets, minutes, inPost },
    ...{ questions: input.questions, evidence, ...period },
  };
  const broken = checkStructure(structure, around);
  return broken.length > 0 ? failed(...broken) : ok(structure);
};

/** The unit's answer that it has none, from a day on. */
export const noStructures = (
  { id, unitId }: Pick<Structure, 'id' | 'unitId'>,
  startsOn: string,
): Structure => ({
  ...{ id, unitId, kind: 'inga strukturer', crossSubject: false, subjects: [], ledBy: null, meets: null },
  ...{ minutes: null, inPost: null, questions: '', evidence: [], startsOn, endsOn: null, version: 1 },
});
