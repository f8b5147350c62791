import type { Prose } from '#app/documents/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { Figure } from '#app/shared/figure.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import type { Distribution } from './distribution.ts';
import type { Place } from './place.ts';
import type { QuestionKey } from './questions.ts';
import { type Scope, scopeParameters } from './scope.ts';
import { sv } from './sv.ts';

/** Asks for figures of one part of the authority. */
export type Ask = (question: QuestionKey, conditions?: Readonly<Record<string, string>>) => Figure;

export const asking = (distribution: Distribution, scope: Scope): Ask => {
  const parameters = scopeParameters(scope);
  return (question, conditions) =>
    distribution.figure(question, conditions ? { ...parameters, ...conditions } : parameters);
};

/** What the part is called: the unit's name, or the authority's. */
export const scopeName = (distribution: Distribution, { unitId }: Scope): string => {
  if (unitId === null) return distribution.organisation.root?.name ?? distribution.reading.authorityName;
  const found = distribution.organisation.find(unitId);
  return found?.name ?? distribution.place(unitId)?.unit.name ?? unitId;
};

/** 'Tjänsteregistret den 23 november 2026. Elevantal och lärare: Skolverket, läsåret 2025/26'. */
export const sourceLine = (distribution: Distribution, places: readonly Place[]): string => {
  const years = places.flatMap(({ statistics }) =>
    statistics.pupils.value === null || statistics.academicYearStart === null
      ? []
      : [statistics.academicYearStart],
  );
  const labels = [...new Set(years)].sort().map(academicYearLabel);
  return sv.sourceLine(distribution.reading.on, labels);
};

export const inSwedishOrder = (names: readonly string[]): string[] => [...names].sort(compareSwedish);

/** The word that goes with a figure: one or many. */
export const worded = (figure: Figure, one: string, many: string): string =>
  figure.value === 1 ? one : many;

/** Sentences after one another, with a blank between; those that say nothing are left out. */
export const sentences = (...parts: readonly Prose[]): Prose =>
  parts.filter(part => part.length > 0).flatMap((part, at) => (at === 0 ? part : [' ', ...part]));
