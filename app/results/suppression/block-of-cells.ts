import { type CellSums, noPupils, subtract } from '../cell.ts';
import { type GradeScaleId, gradeScale } from '../grade-scale.ts';
import { type DeliveryKind, kindDescriptions } from '../kind.ts';
import { type Measure, measureDescriptions, type Share, shareOfGap, shareOfPassed } from '../measure.ts';
import type { KeptCell } from '../store.ts';
import type { GroupFacts, Part, ValueBounds } from './group.ts';
import type { Measured } from './identity.ts';
import { resultsBehind, withUnpaired } from './linked-results.ts';
import type { Atom, Block } from './release.ts';
import { fewestInside } from './thresholds.ts';

/** Vad en resultattabell handlar om: one kind of delivery, measure and level in one academic year. */
export type TableTopic = {
  readonly kind: DeliveryKind;
  readonly measure: Measure;
  readonly level: string;
  readonly academicYear: number;
  readonly semester: Measured['semester'];
};

/** The grades of the last spring are nearly always the final grades: they are decided as the same results, or each would tell of the other. */
export const finalGradesOf = <Topic extends TableTopic>(topic: Topic): Topic =>
  topic.kind === 'betyg_termin' && topic.level === '9' && topic.semester === 'VT'
    ? { ...topic, kind: 'slutbetyg', semester: null }
    : topic;

/** The topic as results that can be added: deliveries of different kinds, or on different scales, never can. */
const measuredOf = (topic: TableTopic, scale: GradeScaleId): Measured => {
  const { kind, measure, level, academicYear, semester } = finalGradesOf(topic);
  return { measure: [kind, scale, measure].join(' · '), level, academicYear, semester };
};

/** The results that differences are made of, by the name of such results. On the scale of grades, as every test is that has a difference. */
export const measuredBehind = (measured: Measured): readonly Measured[] => {
  const { kind, scale, measure } = namesIn(measured.measure);
  const { level, academicYear, semester } = measured;
  return resultsBehind({ kind, measure, level, academicYear, semester }).map(one =>
    measuredOf(one, one.kind === kind ? scale : kindDescriptions[one.kind].scale),
  );
};

const namesIn = (measured: string) => {
  const [kind, scale, measure] = measured.split(' · ');
  return { kind: kind as DeliveryKind, scale: scale as GradeScaleId, measure: measure as Measure };
};

/** What the name of such results says of each pupil's value. */
export const valueBoundsOf = (measured: string): ValueBounds => {
  const { scale, measure } = namesIn(measured);
  return valueBounds(measure, scale);
};

const languagePrefix = { motherTongue: 'Modersmål ' } as const;
/** A subject that names a language: that it is taught somewhere tells of its pupils. */
export const isLanguage = (subject: string): boolean => subject.startsWith(languagePrefix.motherTongue);

/** The subjects of some cells as they may be named inside: not a language that few read, which would tell who they are. */
export const namedSubjects = (cells: readonly KeptCell[]): string[] => {
  const ofAll = cells.filter(({ group }) => group === 'alla');
  return [...Map.groupBy(ofAll, ({ subject }) => subject)].flatMap(([subject, own]) => {
    const pupils = own.reduce((most, { n }) => Math.max(most, n), 0);
    return isLanguage(subject) && pupils < fewestInside ? [] : [subject];
  });
};

/** Subjects that every pupil has one of, or of which few have two: how many have one tells how many have the others. */
export const eitherOr: readonly (readonly string[])[] = [
  ['Svenska', 'Svenska som andraspråk'],
  ['Franska', 'Italienska', 'Ryska', 'Spanska', 'Tyska'],
];

/** The subjects that are decided together with one, itself among them. */
export const decidedWith = (subject: string): readonly string[] =>
  eitherOr.find(subjects => subjects.includes(subject)) ?? [subject];

/** The parts that a table of the measure can show. */
export const partsOf = (measure: Measure): readonly Part[] => {
  const { unit, perSubject } = measureDescriptions[measure];
  if (unit === 'andel') return ['antal', 'andel'];
  return perSubject ? ['antal', 'medelvärde', 'andel'] : ['antal', 'medelvärde'];
};

const spanOf = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** What a pupil can have within the share that the measure tells of, and outside it. */
const valueBounds = (measure: Measure, scale: GradeScaleId): ValueBounds => {
  const { lowest, highest, unit, perSubject } = measureDescriptions[measure];
  if (unit === 'skillnad i poäng') return { within: [0, highest], outside: [lowest, 0] };
  if (!perSubject || unit === 'andel') return { within: [lowest, highest], outside: [lowest, highest] };
  const { steps } = gradeScale(scale);
  const points = (isPass: boolean) => steps.filter(step => step.isPass === isPass).map(step => step.points);
  // A dash counts among those who have not passed, and has no points.
  return { within: spanOf(points(true)), outside: spanOf([0, ...points(false)]) };
};

const shareOf = (cell: KeptCell): Share | null => {
  const { unit, perSubject } = measureDescriptions[cell.measure];
  if (unit === 'andel') return { part: cell.sum, whole: cell.n };
  if (unit === 'skillnad i poäng') return shareOfGap(cell, 'högre');
  return perSubject ? shareOfPassed(cell, cell.scale) : null;
};

const factsOf = (cell: KeptCell): GroupFacts => {
  const share = shareOf(cell);
  return {
    pupils: share?.whole ?? cell.n,
    basis: cell.n,
    part: share?.part ?? null,
    sum: measureDescriptions[cell.measure].unit === 'andel' ? null : cell.sum,
    teachers: cell.teachers,
    largestClass: cell.largestClass,
  };
};

const isOf = (topic: TableTopic, cell: KeptCell): boolean =>
  cell.kind === topic.kind &&
  cell.measure === topic.measure &&
  cell.level === topic.level &&
  cell.academicYear === topic.academicYear &&
  cell.semester === topic.semester;

/**
 * Cells without a pupil, where there are grades or tests and nobody has both: the difference is about the same units as they are, or what a
 * total of them has more would be told.
 */
const emptyCells = (topic: TableTopic, cells: readonly KeptCell[]): readonly KeptCell[] => {
  const keyOf = ({ schoolUnitCode, subject, group }: KeptCell) => [schoolUnitCode, subject, group].join();
  const [grades = [], tests = []] = resultsBehind(topic).map(one => cells.filter(cell => isOf(one, cell)));
  const found = new Set(cells.filter(cell => isOf(topic, cell)).map(keyOf));
  const missing = [...grades, ...tests.filter(({ group }) => group === 'alla')].filter(
    cell => !found.has(keyOf(cell)),
  );
  const { kind, measure, academicYear, semester } = topic;
  const scale = grades[0]?.scale ?? 'A–F';
  const empty = missing.map(cell => ({
    ...{ ...cell, ...noPupils, histogram: {} },
    ...{ kind, measure, academicYear, semester, scale },
  }));
  return [...new Map(empty.map(cell => [keyOf(cell), cell] as const)).values()];
};

/**
 * Everything of a topic that the authority has cells of, for the subjects that are asked for. A difference is read beside the cells of the
 * results that it is made of.
 */
export const blockOfCells = (topic: TableTopic, cells: readonly KeptCell[]): Block => {
  const behind = resultsBehind(topic);
  const counted = cells.filter(cell => isOf(topic, cell));
  const ofTopic = counted.length === 0 ? [] : [...counted, ...emptyCells(topic, cells)];
  const scale = ofTopic[0]?.scale ?? 'A–F';
  const own = ofTopic.filter(cell => cell.scale === scale);
  const places = Map.groupBy(own, ({ schoolUnitCode, subject }) => JSON.stringify([schoolUnitCode, subject]));
  const atoms = [...places.values()].flatMap(atomsOf);
  return {
    measured: measuredOf(topic, scale),
    bounds: valueBounds(topic.measure, scale),
    atoms:
      behind.length === 0
        ? atoms
        : withUnpaired(
            atoms,
            behind.map(one => blockOfCells(one, cells).atoms),
            measureDescriptions[topic.measure].highest,
          ),
    ...{ eitherOr, behind: [] },
    languages: new Set(own.map(({ subject }) => subject).filter(isLanguage)),
  };
};

const atomsOf = (members: readonly KeptCell[]): Atom[] => {
  const atom = (cell: KeptCell, gender: Atom['gender']): Atom => ({
    ...{ unit: cell.schoolUnitCode, subject: cell.subject, gender },
    facts: factsOf(cell),
  });
  const all = members.find(({ group }) => group === 'alla');
  if (!all) return [];
  const known = members.filter(({ group }) => group !== 'alla');
  if (known.length === 0) return [atom(all, 'alla')];
  // Those whose gender the file does not tell are a group as well, though nobody asks for it.
  let left: CellSums = all;
  for (const cell of known) left = subtract(left, cell);
  const rest = { ...all, ...left };
  return [
    atom(all, 'alla'),
    ...known.map(cell => atom(cell, cell.group)),
    { ...atom(rest, 'okänt'), facts: { ...factsOf(rest), teachers: all.teachers, largestClass: null } },
  ];
};
