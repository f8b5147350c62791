import type { Person } from '#app/access/index.ts';
import type { OrganisationOn } from '#app/organisation/index.ts';
import { isIsoDate } from '#app/shared/date.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { formatDate } from '#app/shared/swedish.ts';
import type { OutTable } from '#app/shared/table.ts';
import { assignmentTypes } from './assignment-type.ts';
import { holderName } from './holder-name.ts';
import type { Register } from './position.ts';
import { type PositionKind, type PositionOn, positionKinds, positionsOn } from './position.ts';
import { workOn } from './position-work.ts';
import { crossSubjectName } from './subject.ts';
import { sv } from './sv.ts';

/** A position as a row of the list, with the words a reader may see. */
export type PositionLine = PositionOn & {
  readonly unitName: string;
  readonly subjects: string;
  readonly task: string;
  /** Null when the position is vacant. */
  readonly holder: string | null;
};

/** What the reader has chosen to see. Null and '' choose everything. */
export type PositionChoice = {
  readonly unitId: string | null;
  readonly kind: PositionKind | null;
  readonly subject: string | null;
  readonly state: 'vakant' | 'tillsatt' | null;
  /** Only those where this remains to be done. */
  readonly work: (typeof listedWork)[number] | null;
  readonly search: string;
};

/** What may remain to be done with a position; a need has a list of its own. */
export const listedWork = ['fill', 'succeed', 'describe', 'complete'] as const;

export const readChoice = (query: URLSearchParams): PositionChoice => {
  const kind = query.get('slag') ?? '';
  const state = query.get('lage') ?? '';
  return {
    unitId: query.get('enhet') || null,
    kind: positionKinds.find(one => one === kind) ?? null,
    subject: query.get('amne') || null,
    state: state === 'vakant' || state === 'tillsatt' ? state : null,
    work: listedWork.find(kind => sv.tasks.filter[kind].address === query.get('atgard')) ?? null,
    search: (query.get('sok') ?? '').trim(),
  };
};

type Sources = {
  readonly register: Register;
  readonly organisation: OrganisationOn;
  readonly people: ReadonlyMap<string, Person>;
};

export const subjectsText = (assignment: PositionOn['assignment']): string => {
  if (!assignment) return '';
  return assignment.crossSubject ? crossSubjectName : assignment.subjects.join(', ');
};

/** Every position on the day of the organisation, in words for one reader. */
export const positionLines = ({ register, organisation, people }: Sources, viewer: Viewer): PositionLine[] =>
  positionsOn(register, organisation.on).map(one => ({
    ...one,
    unitName: organisation.find(one.unitId)?.name ?? '',
    subjects: subjectsText(one.assignment),
    task: one.assignment?.title ?? '',
    holder: one.appointment && holderName(viewer, people.get(one.appointment.personId), one.unitId),
  }));

/** Those of the lines that are chosen. A search looks in what the reader sees, so it finds no name that is not shown. */
export const chosenLines = (
  lines: readonly PositionLine[],
  choice: PositionChoice,
  { organisation, register }: Pick<Sources, 'organisation' | 'register'>,
): PositionLine[] => {
  const waiting =
    choice.work === null
      ? null
      : new Set(
          workOn(register, organisation.on).flatMap(work =>
            work.kind !== 'answer' && work.kind === choice.work ? [work.position.id] : [],
          ),
        );
  const within =
    choice.unitId === null ? null : new Set(organisation.below(choice.unitId).map(unit => unit.id));
  const words = choice.search.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  return lines.filter(line => {
    const { position, assignment, appointment } = line;
    if (within && !within.has(line.unitId)) return false;
    if (waiting && !waiting.has(position.id)) return false;
    if (choice.kind && position.kind !== choice.kind) return false;
    if (choice.state && (appointment === null) !== (choice.state === 'vakant')) return false;
    if (choice.subject === crossSubjectName && !assignment?.crossSubject) return false;
    if (
      choice.subject &&
      choice.subject !== crossSubjectName &&
      !assignment?.subjects.includes(choice.subject)
    )
      return false;
    if (words.length === 0) return true;
    const type = assignment ? assignmentTypes[assignment.type] : '';
    const seen = [
      position.externalId,
      position.kind,
      line.unitName,
      line.subjects,
      line.task,
      type,
      line.holder ?? '',
    ]
      .join(' ')
      .toLocaleLowerCase('sv');
    return words.every(word => seen.includes(word));
  });
};

/** The list as a table that leaves the program. */
export const positionTable = (lines: readonly PositionLine[], on: string, event: number): OutTable => {
  const { facts } = sv.position;
  const name = (key: string) => facts[key] ?? key;
  return {
    title: sv.list.file,
    columns: [
      name('externalId'),
      name('kind'),
      sv.list.unit,
      sv.list.subjects,
      name('type'),
      sv.list.assignment,
      name('plannedShare'),
      name('funding'),
      name('startsOn'),
      name('endsOn'),
      sv.list.holder,
      sv.list.state,
    ],
    rows: lines.map(({ position, assignment, ...line }) => [
      position.externalId,
      position.kind,
      line.unitName,
      line.subjects,
      assignment ? assignmentTypes[assignment.type] : '',
      line.task,
      assignment?.plannedShare ?? null,
      position.funding,
      position.startsOn,
      position.endsOn ?? '',
      line.holder ?? '',
      line.holder === null ? sv.vacant : sv.held,
    ]),
    notes: [sv.list.fileNote(isIsoDate(on) ? formatDate(on) : on, event)],
  };
};
