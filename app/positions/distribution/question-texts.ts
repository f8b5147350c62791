import type { Scoped } from '#app/database/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import { distributionOf, isDistributionQuestion } from './distribution.ts';
import { questions } from './questions.ts';
import { readDistribution } from './reading.ts';
import { sv } from './sv.ts';

/** A number that readers can ask for: what it is, how it is counted, what it is today, and the rows it counts. */
export type QuestionText = {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  readonly ask: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>) => Promise<Figure>;
  readonly source: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};

/** The numbers of the distribution, for the page that explains a figure. */
export const distributionQuestions: readonly QuestionText[] = Object.keys(questions)
  .filter(isDistributionQuestion)
  .map(key => ({
    key,
    ...sv.questions[key],
    ask: async (tx, { parameters, cut }) =>
      distributionOf(await readDistribution(tx, cut.on)).figure(key, parameters),
    source: async (tx, figure) => distributionOf(await readDistribution(tx, figure.cut.on)).source(figure),
  }));
