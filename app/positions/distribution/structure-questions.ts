import {
  groupsWith,
  isStructureMeasure,
  type StructureMeasure,
  type UnitAnswer,
  unitAnswer,
} from '../structures/structure.ts';
import type { Distribution } from './distribution.ts';
import type { Place } from './place.ts';
import { type DistributionQuestion, type Parameters, placeRow } from './question.ts';
import { readScope } from './scope.ts';
import { sv } from './sv.ts';

/** Yes or no: all but those that have said nothing. */
export const ANSWERED = 'ja eller nej';

/** A unit with what it says of one thing, and for how many of its groups it is so. */
export type AnsweringUnit = {
  readonly place: Place;
  readonly answer: UnitAnswer;
  readonly groups: number;
};

/** What each unit where teaching is done says of one thing; all of them, also those that have said nothing. */
export const structureAnswers = (
  distribution: Distribution,
  parameters: Parameters,
  measure: StructureMeasure,
): readonly AnsweringUnit[] =>
  distribution
    .placesIn(readScope(parameters))
    .filter(place => place.teaches)
    .map(place => ({
      place,
      answer: unitAnswer(place.structures, measure),
      groups: groupsWith(place.structures, measure),
    }));

const counted = (distribution: Distribution, parameters: Parameters): readonly AnsweringUnit[] => {
  const { measure = '', answer = '' } = parameters;
  if (!isStructureMeasure(measure)) return [];
  return structureAnswers(distribution, parameters, measure).filter(one =>
    answer === ANSWERED ? one.answer !== 'inget angivet' : one.answer === answer,
  );
};

/** How many units say yes, no or nothing of groups, of standing meetings or of time in the post. */
export const structures: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({ value: counted(distribution, parameters).length }),
  source: (distribution, parameters) => ({
    columns: sv.columns.structures,
    rows: counted(distribution, parameters).map(({ place, answer, groups }) =>
      placeRow(place, [place.unit.name, parameters.measure ?? '', answer, groups]),
    ),
    rule: { kind: 'rows' },
  }),
};
