export { type Chapter, distributionChapters } from './chapters.ts';
export { distributionOf, isDistributionQuestion, sourceOf } from './distribution.ts';
export { distributionQuestions, figureNames } from './question-texts.ts';
export { onAnotherDay, readDistribution } from './reading.ts';
export { routes as distributionRoutes } from './routes.tsx';
