import { type CellSums, subtract } from '../cell.ts';
import { type GradeScaleId, gradeScale } from '../grade-scale.ts';
import type { DeliveryKind } from '../kind.ts';
import { type Measure, measureDescriptions, type Share, shareOfGap, shareOfPassed } from '../measure.ts';
import type { KeptCell } from '../store.ts';
import type { GroupFacts, Part, ValueBounds } from './group.ts';
import type { Measured } from './identity.ts';
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

/** The topic as results that can be added: deliveries of different kinds, or on different scales, never can. */
const measuredOf = ({ kind, measure, ...rest }: TableTopic, scale: GradeScaleId): Measured => ({
  measure: [kind, scale, measure].join(' · '),
  level: rest.level,
  academicYear: rest.academicYear,
  semester: rest.semester,
});

/** What the name of such results says of each pupil's value. */
export const valueBoundsOf = (measured: string): ValueBounds => {
  const [, scale, measure] = measured.split(' · ');
  return valueBounds(measure as Measure, scale as GradeScaleId);
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

/** Everything of a topic that the authority has cells of, for the subjects that are asked for. */
export const blockOfCells = (topic: TableTopic, cells: readonly KeptCell[]): Block => {
  const ofTopic = cells.filter(
    cell =>
      cell.kind === topic.kind &&
      cell.measure === topic.measure &&
      cell.level === topic.level &&
      cell.academicYear === topic.academicYear &&
      cell.semester === topic.semester,
  );
  const scale = ofTopic[0]?.scale ?? 'A–F';
  const own = ofTopic.filter(cell => cell.scale === scale);
  const places = Map.groupBy(own, ({ schoolUnitCode, subject }) => JSON.stringify([schoolUnitCode, subject]));
  return {
    measured: measuredOf(topic, scale),
    bounds: valueBounds(topic.measure, scale),
    atoms: [...places.values()].flatMap(atomsOf),
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
