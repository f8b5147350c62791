import type { Scoped } from '#app/database/index.ts';
import type { FigureName } from '#app/documents/index.ts';
import { isSchoolForm, schoolForms } from '#app/organisation/index.ts';
import { isIsoDate } from '#app/shared/date.ts';
import { type Figure, parameterText } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { assignmentTypes, isAssignmentType } from '../assignment-type.ts';
import { scopeName } from './asking.ts';
import { distributionOf, isDistributionQuestion } from './distribution.ts';
import { questions } from './questions.ts';
import { type DistributionReading, readDistribution } from './reading.ts';
import { sv } from './sv.ts';

/** A number that readers can ask for: what it is, how it is counted, what it is now, and the rows it counts. */
export type QuestionText = {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  /** A parameter's value in words. */
  readonly words: (parameter: string, value: string) => string;
  readonly ask: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>) => Promise<Figure>;
  readonly source: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};

const words = (parameter: string, value: string): string => {
  if ((parameter === 'type' || parameter === 'partOf') && isAssignmentType(value))
    return assignmentTypes[value];
  if (parameter === 'schoolForm' && isSchoolForm(value)) return schoolForms[value];
  if (parameter === 'from' && isIsoDate(value)) return formatDate(value);
  return value;
};

/** The numbers of the distribution, for the page that explains a figure. */
export const distributionQuestions: readonly QuestionText[] = Object.keys(questions)
  .filter(isDistributionQuestion)
  .map(key => ({
    key,
    ...sv.questions[key],
    words,
    ask: async (tx, { parameters, cut }) =>
      distributionOf(await readDistribution(tx, cut.on)).figure(key, parameters),
    source: async (tx, figure) => distributionOf(await readDistribution(tx, figure.cut.on)).source(figure),
  }));

/**
 * What each figure answers, by its code, for the list of figures in a document: in the group 'Antal karriärtjänster' the
 * name 'Björkskolan, läge vakant'. Figures of other rooms are left out.
 */
export const figureNames = (
  figures: readonly Figure[],
  reading: DistributionReading,
): Readonly<Record<string, FigureName>> => {
  const distribution = distributionOf(reading);
  return Object.fromEntries(
    figures.flatMap(({ code, question, parameters }) => {
      if (!isDistributionQuestion(question)) return [];
      const { unit, ...conditions } = parameters;
      const said = Object.entries(conditions).map(
        ([name, value]) => `${parameterText(name).toLowerCase()} ${words(name, value)}`,
      );
      const about = scopeName(distribution, { unitId: unit ?? null, schoolForm: null });
      return [[code, { group: sv.questions[question].title, name: [about, ...said].join(', ') }]];
    }),
  );
};
