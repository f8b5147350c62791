export { type FigureSource, valueOfSource } from '#app/shared/figure-source.ts';
export type { FigureQuestion } from './figure-question.ts';
export { routes as reportRoutes } from './routes.tsx';
export { findFigure, freezeFigures, loadFrozen } from './store.ts';
