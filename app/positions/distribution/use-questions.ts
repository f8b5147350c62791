import { assignmentTypes } from '../assignment-type.ts';
import type { DevelopmentNeed } from '../position.ts';
import { stepOf, unitOfChange } from './change.ts';
import type { Distribution, SeenChange } from './distribution.ts';
import { missingEverywhere, missingSubjects, subjectsAt } from './expected-subject.ts';
import type { Place } from './place.ts';
import { type DistributionQuestion, type Parameters, placeRow, sum } from './question.ts';
import { readScope } from './scope.ts';
import { sv } from './sv.ts';

const placesIn = (distribution: Distribution, parameters: Parameters): readonly Place[] =>
  distribution.placesIn(readScope(parameters));

/** How many subjects have a position; a position with two subjects gives two. Ämnesövergripande is not one of them. */
export const subjects: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({ value: subjectsAt(placesIn(distribution, parameters)).size }),
  source: (distribution, parameters) => {
    const places = placesIn(distribution, parameters);
    const positions = places.flatMap(place => place.positions);
    return {
      columns: sv.columns.subjects,
      rows: [...subjectsAt(places)].sort().map(subject => ({
        cells: [subject, positions.filter(one => one.assignment?.subjects.includes(subject)).length],
        unitId: null,
        personId: null,
      })),
      rule: { kind: 'rows' },
    };
  },
};

/** How many times a unit teaches a subject that no position at the unit is for. */
export const gaps: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({
    value: sum(placesIn(distribution, parameters).map(place => missingSubjects(place).length)),
  }),
  source: (distribution, parameters) => ({
    columns: sv.columns.gaps,
    rows: placesIn(distribution, parameters).flatMap(place =>
      missingSubjects(place).map(subject => placeRow(place, [place.unit.name, subject])),
    ),
    rule: { kind: 'rows' },
  }),
};

/** How many subjects taught at some of the units have no position at any of them. */
export const uncoveredSubjects: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({
    value: missingEverywhere(placesIn(distribution, parameters)).length,
  }),
  source: (distribution, parameters) => ({
    columns: sv.columns.uncovered,
    rows: missingEverywhere(placesIn(distribution, parameters)).map(subject => ({
      cells: [subject],
      unitId: null,
      personId: null,
    })),
    rule: { kind: 'rows' },
  }),
};

export type AskedNeed = {
  readonly need: DevelopmentNeed;
  readonly place: Place;
  readonly answeredBy: readonly string[];
};

/** The needs of the units on the day, with the assignments anywhere in the authority that answer them. */
export const needsIn = (distribution: Distribution, parameters: Parameters): readonly AskedNeed[] => {
  const wanted = parameters.state;
  return placesIn(distribution, parameters)
    .flatMap(place => place.needs.map(need => ({ need, place, answeredBy: distribution.answersTo(need.id) })))
    .filter(
      ({ answeredBy }) =>
        wanted === undefined || (answeredBy.length > 0 ? 'besvarat' : 'obesvarat') === wanted,
    );
};

/** How many needs the units have, answered by an assignment or not. */
export const needs: DistributionQuestion = {
  unit: () => 'antal',
  answer: (distribution, parameters) => ({ value: needsIn(distribution, parameters).length }),
  source: (distribution, parameters) => ({
    columns: sv.columns.needs,
    rows: needsIn(distribution, parameters).map(({ need, place, answeredBy }) =>
      placeRow(place, [
        need.title,
        place.unit.name,
        need.identifiedOn,
        answeredBy.length === 0 ? sv.unanswered : answeredBy.join(', '),
      ]),
    ),
    rule: { kind: 'rows' },
  }),
};

const NET = 'netto';

const changesOf = (distribution: Distribution, parameters: Parameters): readonly SeenChange[] => {
  const from = parameters.from ?? distribution.reading.on;
  const seen = distribution.changesIn(readScope(parameters), from);
  return parameters.change === NET
    ? seen.filter(({ kind }) => stepOf(kind) !== 0)
    : seen.filter(({ kind }) => kind === parameters.change);
};

/** How many positions something has happened to since another day, or how many more or fewer there are. */
export const change: DistributionQuestion = {
  unit: parameters => (parameters.change === NET ? 'förändring' : 'antal'),
  answer: (distribution, parameters) => {
    const seen = changesOf(distribution, parameters);
    return { value: parameters.change === NET ? sum(seen.map(({ kind }) => stepOf(kind))) : seen.length };
  },
  source: (distribution, parameters) => {
    const names = new Map(distribution.places.map(place => [place.unit.id, place.unit.name]));
    const earlier = distribution.onDay(parameters.from ?? distribution.reading.on).places;
    const nameThen = new Map(earlier.map(place => [place.unit.id, place.unit.name]));
    return {
      columns: sv.columns.changes,
      rows: changesOf(distribution, parameters).map(({ change, kind }) => {
        const { position, before, after } = change;
        const unitId = unitOfChange(change);
        const assignment = (after ?? before)?.assignment;
        return {
          cells: [
            position.externalId,
            names.get(unitId) ?? nameThen.get(unitId) ?? null,
            position.kind,
            assignment ? assignmentTypes[assignment.type] : null,
            sv.changes[kind],
            stepOf(kind),
          ],
          unitId,
          personId: (after ?? before)?.appointment?.personId ?? null,
        };
      }),
      rule: parameters.change === NET ? { kind: 'balance', column: 5 } : { kind: 'rows' },
    };
  },
};
