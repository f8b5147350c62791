export { type Chapter, distributionChapters } from './chapters.ts';
export { Distribution, distributionOf, isDistributionQuestion, sourceOf } from './distribution.ts';
export { distributionQuestions, type QuestionText } from './question-texts.ts';
export { type DistributionReading, onAnotherDay, readDistribution } from './reading.ts';
export { routes as distributionRoutes } from './routes.tsx';
export { atUnit, type Scope, wholeAuthority } from './scope.ts';
