import { median } from '#app/shared/figure-source.ts';
import { assignmentTypes } from '../assignment-type.ts';
import { crossSubjectName } from '../subject.ts';
import type { Distribution } from './distribution.ts';
import { meeting } from './filter.ts';
import { genderSplitIsShown } from './gender-rule.ts';
import type { PlacedPosition } from './place.ts';
import { type DistributionQuestion, type Parameters, positionRow } from './question.ts';
import { readScope } from './scope.ts';
import { sv } from './sv.ts';

const counted = (distribution: Distribution, parameters: Parameters): readonly PlacedPosition[] =>
  meeting(distribution.positionsIn(readScope(parameters)), parameters);

/** The gender split may only be asked for where it does not point at somebody. */
const isWithheld = (distribution: Distribution, parameters: Parameters): boolean => {
  if (parameters.gender === undefined) return false;
  const { gender: _, ...others } = parameters;
  const holders = counted(distribution, { ...others, state: 'tillsatt' });
  const size = (gender: PlacedPosition['gender']) => holders.filter(one => one.gender === gender).length;
  const split = { women: size('kvinna'), men: size('man'), unknown: size(null) };
  return !genderSplitIsShown(split, new Set(holders.map(one => one.place)).size);
};

const subjectsText = ({ assignment }: PlacedPosition): string | null =>
  assignment && [...assignment.subjects, ...(assignment.crossSubject ? [crossSubjectName] : [])].join(', ');

const cells = (one: PlacedPosition) => [
  one.position.externalId,
  one.place.unit.name,
  one.position.kind,
  one.appointment ? sv.held : sv.vacant,
  subjectsText(one),
  one.assignment ? assignmentTypes[one.assignment.type] : null,
  one.assignment?.plannedShare ?? null,
];

/** How many positions, with any of the conditions in `filter.ts`. */
export const count: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) =>
    isWithheld(distribution, parameters)
      ? { value: null, missing: sv.missing.fewHolders }
      : { value: counted(distribution, parameters).length },
  source: (distribution, parameters) => {
    if (isWithheld(distribution, parameters)) return { columns: [], rows: [], rule: { kind: 'withheld' } };
    const positions = counted(distribution, parameters);
    if (parameters.gender === undefined) {
      const rows = positions.map(one => positionRow(one, cells(one)));
      return { columns: sv.columns.positions, rows, rule: { kind: 'rows' } };
    }
    const rows = positions.map(one => ({
      ...positionRow(one, [one.position.externalId, one.place.unit.name, one.gender ?? sv.unknownGender]),
      personal: true,
    }));
    return { columns: sv.columns.genders, rows, rule: { kind: 'rows' } };
  },
};

const measures = ['median', 'lowest', 'highest'] as const;
type Measure = (typeof measures)[number];
const measureOf = (parameters: Parameters): Measure =>
  measures.find(one => sv.measures[one] === parameters.measure) ?? 'median';

const knownShares = (positions: readonly PlacedPosition[]): number[] =>
  positions.flatMap(({ assignment }) => assignment?.plannedShare ?? []);

/** Planned share of working time: the median, the lowest or the highest of those that are known. */
export const plannedTime: DistributionQuestion = {
  unit: () => 'procent av arbetstid',
  answer: (distribution, parameters) => {
    const positions = counted(distribution, parameters);
    const shares = knownShares(positions);
    if (shares.length === 0) {
      const hasTask = positions.some(one => one.assignment !== null);
      return { value: null, missing: hasTask ? sv.missing.time : sv.missing.noTask };
    }
    const measure = measureOf(parameters);
    if (measure === 'median') return { value: median(shares) };
    return { value: measure === 'lowest' ? Math.min(...shares) : Math.max(...shares) };
  },
  source: (distribution, parameters) => ({
    columns: sv.columns.time,
    rows: counted(distribution, parameters)
      .filter(one => one.assignment !== null)
      .map(one =>
        positionRow(one, [
          one.position.externalId,
          one.place.unit.name,
          one.assignment?.plannedShare ?? null,
        ]),
      ),
    rule: { kind: measureOf(parameters), column: 2 },
  }),
};
