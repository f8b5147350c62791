import { drawChart } from '#app/charts/index.ts';
import {
  type Block,
  type Cell,
  type Prose,
  paragraph,
  picture,
  prose,
  type Table,
} from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import { compareSwedish, formatList } from '#app/shared/swedish.ts';
import { type AssignmentType, assignmentTypes } from '../assignment-type.ts';
import { fundings } from '../position.ts';
import { crossSubjectName } from '../subject.ts';
import { asking, inSwedishOrder, sentences, worded } from './asking.ts';
import type { Distribution } from './distribution.ts';
import { expectedSubjects, missingEverywhere, missingSubjects, subjectsAt } from './expected-subject.ts';
import { conditions } from './filter.ts';
import type { Place } from './place.ts';
import { MOST_UNITS, type PartRow, partRows } from './rows.ts';
import type { Scope } from './scope.ts';
import { hasStructures, structureBlocks } from './structure-blocks.ts';
import { sv } from './sv.ts';

const text = sv.use;
const source = (distribution: Distribution) => sv.sourceLine(distribution.reading.on, []);

/** A subject with how many positions have it. */
export type SubjectCount = { readonly subject: string; readonly figure: Figure };

/** Subjects that have a position, the most common first. */
export const subjectCounts = (distribution: Distribution, scope: Scope): readonly SubjectCount[] => {
  const ask = asking(distribution, scope);
  return [...subjectsAt(distribution.placesIn(scope))]
    .map(subject => ({ subject, figure: ask('positions.count', { subject }) }))
    .sort((a, b) => (b.figure.value ?? 0) - (a.figure.value ?? 0) || compareSwedish(a.subject, b.subject));
};

const joined = (parts: readonly Prose[]): Prose =>
  parts.flatMap((part, at) => {
    if (at === 0) return part;
    return [at === parts.length - 1 ? ` ${text.and} ` : ', ', ...part];
  });

/** Which subjects, which of them most, and what is cross-subject or has no assignment. */
export const subjectSentences = (distribution: Distribution, scope: Scope): Prose => {
  const ask = asking(distribution, scope);
  const counts = subjectCounts(distribution, scope);
  const [across, without] = [
    ask('positions.count', { subject: crossSubjectName }),
    ask('positions.count', { task: 'utan' }),
  ];
  const all = ask('positions.subjects');
  const said: Prose[] = [];
  if (counts.length > 0) {
    said.push(prose`${text.concern} ${all} ${worded(all, text.subject, text.subjects)}.`);
    const common = counts.slice(0, 3).map(({ subject, figure }) => {
      return prose`${subject.toLowerCase()} (${figure} ${worded(figure, text.position, text.positions)})`;
    });
    said.push([`${text.mostCommon} `, ...joined(common), '.']);
  }
  said.push(prose`${across} ${worded(across, text.isAcross, text.areAcross)}.`);
  if (without.value !== 0) said.push(prose`${without} ${worded(without, text.lacksTask, text.lackTask)}.`);
  return sentences(...said);
};

/** What is taught in compulsory school without any position for it. Nothing where there is no compulsory school. */
export const gapSentences = (distribution: Distribution, scope: Scope): Prose => {
  const places = distribution.placesIn(scope).filter(place => expectedSubjects(place).length > 0);
  if (places.length === 0) return [];
  const ask = asking(distribution, scope);
  const [nowhere, gaps] = [ask('positions.uncoveredSubjects'), ask('positions.gaps')];
  if (gaps.value === 0) return [text.noGaps];
  const names = missingEverywhere(places).map(subject => subject.toLowerCase());
  const everywhere =
    nowhere.value === 0
      ? [text.coveredSomewhere]
      : prose`${text.uncovered} ${nowhere} ${worded(nowhere, text.subject, text.subjects)}: ${formatList(inSwedishOrder(names))}.`;
  return places.length === 1
    ? everywhere
    : [...everywhere, ...prose` ${text.unitByUnit} ${gaps} ${text.gapsText}`];
};

/** A cell of the matrix: how many, or whether none is a gap or a question that does not arise. */
export type MatrixCell = { readonly figure: Figure; readonly isGap: boolean; readonly arises: boolean };

export type SubjectMatrix = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly part: PartRow; readonly cells: readonly MatrixCell[] }[];
};

const subjectColumns = (places: readonly Place[]): readonly string[] => [
  ...inSwedishOrder([...new Set([...places.flatMap(expectedSubjects), ...subjectsAt(places)])]),
  crossSubjectName,
];

/** Units or areas by subjects. A gap is a subject that is taught there and that no position there is for. */
export const subjectMatrix = (distribution: Distribution, scope: Scope): SubjectMatrix => {
  const columns = subjectColumns(distribution.placesIn(scope));
  return {
    columns,
    rows: partRows(distribution, scope).map(part => {
      const ask = asking(distribution, part.scope);
      const expected = new Set(part.places.flatMap(expectedSubjects));
      const missing = new Set(
        part.places.length === 1 ? part.places.flatMap(missingSubjects) : missingEverywhere(part.places),
      );
      return {
        part,
        cells: columns.map(subject => {
          const isGap = missing.has(subject);
          const figure = ask('positions.count', { subject });
          return { figure, isGap, arises: isGap || expected.has(subject) || figure.value !== 0 };
        }),
      };
    }),
  };
};

const shown = ({ figure, isGap }: MatrixCell): number | null =>
  figure.value === 0 && !isGap ? null : figure.value;

/** A row of the matrix as text: the subjects that have positions with how many, and those that are missing. */
const matrixRow = (
  { part, cells }: SubjectMatrix['rows'][number],
  columns: readonly string[],
): readonly Cell[] => {
  const named = columns.map((subject, at) => ({ subject: subject.toLowerCase(), cell: cells[at] }));
  const taken = named.flatMap(({ subject, cell }): Prose[] =>
    cell && cell.figure.value !== 0 ? [prose`${subject} ${cell.figure}`] : [],
  );
  const missing = named.filter(({ cell }) => cell?.isGap).map(({ subject }) => subject);
  return [
    part.name,
    taken.length === 0 ? text.doesNotArise : taken.flatMap((one, at) => (at === 0 ? one : [', ', ...one])),
    missing.length === 0 ? text.doesNotArise : missing.join(', '),
  ];
};

/** Where most positions are, and where there is none at all. */
export const matrixFinding = (distribution: Distribution, scope: Scope): string => {
  const [most] = subjectCounts(distribution, scope);
  if (!most) return text.matrixAcross;
  const missing = missingEverywhere(distribution.placesIn(scope)).map(subject => subject.toLowerCase());
  const none = missing.length === 0 ? '' : text.matrixNone(inSwedishOrder(missing));
  return `${text.matrixMost(most.subject.toLowerCase())}${none}`;
};

export const matrixPicture = (distribution: Distribution, scope: Scope): readonly Block[] => {
  const matrix = subjectMatrix(distribution, scope);
  if (matrix.rows.length === 0 || distribution.positionsIn(scope).length === 0) return [];
  const ask = asking(distribution, scope);
  const [all, gaps] = [ask('positions.count'), ask('positions.gaps')];
  const drawn = drawChart({
    kind: 'matrix',
    title: matrixFinding(distribution, scope),
    unit: text.matrixUnit,
    n: sv.spread.pictureN(all.value ?? 0, distribution.placesIn(scope).length),
    source: sv.spread.register,
    on: distribution.reading.on,
    columns: matrix.columns,
    rows: matrix.rows.map(({ part, cells }) => ({ label: part.name, counts: cells.map(shown) })),
  });
  return [
    picture(drawn, {
      source: source(distribution),
      figures: [all, gaps],
      table: {
        columns: text.matrixHeads.map(head => ({ head, align: 'text' })),
        rows: matrix.rows.map(row => ({ cells: matrixRow(row, matrix.columns) })),
      },
    }),
  ];
};

/** Every subject with its number of positions and of vacancies. */
export const subjectTable = (distribution: Distribution, scope: Scope): Table => {
  const ask = asking(distribution, scope);
  const row = (subject: string) => ({
    cells: [
      subject,
      ask('positions.count', { subject }),
      ask('positions.count', { subject, state: 'vakant' }),
    ],
  });
  return {
    kind: 'table',
    caption: text.subjectCaption(distribution.reading.on),
    columns: text.subjectHeads.map((head, at) => ({ head, align: at === 0 ? 'text' : 'number' })),
    rows: [...subjectCounts(distribution, scope).map(({ subject }) => row(subject)), row(crossSubjectName)],
    note: [text.subjectNote],
    source: source(distribution),
  };
};

export type TypeCount = {
  readonly type: AssignmentType;
  readonly main: Figure;
  /** As main type or as one of the others. */
  readonly partOf: Figure;
};

/** Assignment types that occur, those that are the main type of most first. */
export const typeCounts = (distribution: Distribution, scope: Scope): readonly TypeCount[] => {
  const ask = asking(distribution, scope);
  return (Object.keys(assignmentTypes) as AssignmentType[])
    .map(type => ({
      type,
      main: ask('positions.count', { type }),
      partOf: ask('positions.count', { partOf: type }),
    }))
    .filter(({ partOf }) => partOf.value !== 0)
    .sort((a, b) => (b.main.value ?? 0) - (a.main.value ?? 0));
};

export const typePicture = (distribution: Distribution, scope: Scope): readonly Block[] => {
  const counts = typeCounts(distribution, scope);
  const [first] = counts;
  if (!first) return [];
  const withTask = asking(distribution, scope)('positions.count', { task: 'med' });
  const drawn = drawChart({
    kind: 'bars',
    title: text.typeTitle(assignmentTypes[first.type]),
    unit: text.typeUnit,
    n: text.typeN(withTask.value ?? 0),
    source: sv.spread.register,
    on: distribution.reading.on,
    rows: counts.map(({ type, main }) => ({ label: assignmentTypes[type], value: main.value })),
  });
  return [
    picture(drawn, {
      source: source(distribution),
      figures: [withTask],
      table: {
        columns: text.typeHeads.map((head, at) => ({ head, align: at === 0 ? 'text' : 'number' })),
        rows: counts.map(({ type, main, partOf }) => ({ cells: [assignmentTypes[type], main, partOf] })),
      },
    }),
  ];
};

/** Planned time: the middle, the range, how many have little, how many are not known. */
export const timeSentences = (distribution: Distribution, scope: Scope): Prose => {
  const ask = asking(distribution, scope);
  const median = ask('positions.plannedTime', { measure: sv.measures.median });
  const unknown = ask('positions.count', { time: conditions.unknown });
  const missing = prose`${text.timeUnknown} ${unknown} ${worded(unknown, text.task, text.tasks)}.`;
  if (median.value === null) return unknown.value === 0 ? [] : missing;
  const [lowest, highest] = [
    ask('positions.plannedTime', { measure: sv.measures.lowest }),
    ask('positions.plannedTime', { measure: sv.measures.highest }),
  ];
  const [little, known] = [
    ask('positions.count', { time: conditions.known, atMost: '10' }),
    ask('positions.count', { time: conditions.known }),
  ];
  return [
    ...prose`${text.timeMedian} ${median} ${text.ofTime}`,
    ...(lowest.value === highest.value ? ['.'] : prose` (${text.from} ${lowest} ${text.to} ${highest}).`),
    ...prose` ${little} ${text.of} ${known} ${worded(known, text.task, text.tasks)} ${text.atMostTen}`,
    ...(unknown.value === 0 ? [] : [' ', ...missing]),
  ];
};

/** Needs and assignments: what is answered, what is not, and what answers nothing. */
export const needSentences = (distribution: Distribution, scope: Scope): Prose => {
  const ask = asking(distribution, scope);
  const all = ask('positions.needs');
  const aimless = ask('positions.count', { need: 'utan' });
  const withoutNeed = prose`${aimless} ${worded(aimless, text.isAimless, text.areAimless)}`;
  if (all.value === 0) return [text.noNeeds, ' ', ...withoutNeed];
  const [answered, unanswered] = [
    ask('positions.needs', { state: 'besvarat' }),
    ask('positions.needs', { state: 'obesvarat' }),
  ];
  return [
    ...prose`${text.needs} ${all} ${worded(all, text.need, text.needMany)}. ${answered} ${worded(answered, text.isAnswered, text.areAnswered)}, ${unanswered} ${text.isNot}. `,
    ...withoutNeed,
  ];
};

/** Appointment form, financing and gender of the holders, in one small table. */
export const holdingTable = (distribution: Distribution, scope: Scope): Table => {
  const ask = asking(distribution, scope);
  const row = (group: string, name: string, asked: Record<string, string>) => ({
    cells: [`${group}: ${name}`, ask('positions.count', asked)],
  });
  return {
    kind: 'table',
    caption: text.holdingCaption(distribution.reading.on),
    columns: text.holdingHeads.map((head, at) => ({ head, align: at === 0 ? 'text' : 'number' })),
    rows: [
      row(text.form, text.permanent, { form: 'Tillsvidare' }),
      row(text.form, text.limited, { form: 'Tidsbegränsat' }),
      ...fundings.map(funding => row(text.funding, text.fundingNames[funding], { funding })),
      row(text.holders, text.women, { gender: 'kvinna' }),
      row(text.holders, text.men, { gender: 'man' }),
      row(text.holders, text.genderUnknown, { gender: conditions.unknownGender }),
    ],
    note: [sv.genderRule],
    source: source(distribution),
  };
};

/** All about how the positions are used, as it stands in a document. */
export const useBlocks = (distribution: Distribution, scope: Scope): readonly Block[] => {
  const gaps = gapSentences(distribution, scope);
  const time = timeSentences(distribution, scope);
  const compulsory: Scope = { ...scope, schoolForm: 'GR' };
  const matrix =
    distribution.placesIn(compulsory).length > 0 && distribution.placesIn(compulsory).length <= MOST_UNITS
      ? matrixPicture(distribution, compulsory)
      : [];
  return [
    { kind: 'heading', level: 2, text: text.subjectsHeading },
    paragraph(subjectSentences(distribution, scope)),
    ...(gaps.length === 0 ? [] : [paragraph(gaps)]),
    ...matrix,
    subjectTable(distribution, scope),
    { kind: 'heading', level: 2, text: text.typesHeading },
    ...typePicture(distribution, scope),
    { kind: 'heading', level: 2, text: text.timeHeading },
    ...(time.length === 0 ? [] : [paragraph(time)]),
    holdingTable(distribution, scope),
    { kind: 'heading', level: 2, text: text.needsHeading },
    paragraph(needSentences(distribution, scope)),
    ...(hasStructures(distribution, scope)
      ? [
          { kind: 'heading', level: 2, text: sv.structures.heading } as const,
          ...structureBlocks(distribution, scope),
        ]
      : []),
  ];
};
