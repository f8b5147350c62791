export { type FigureSource, valueOfSource } from '#app/shared/figure-source.ts';
export { type FigureQuestion, questionTitles } from './figure-question.ts';
export { routes as reportRoutes } from './routes.tsx';
export { FigureCodeTaken, type FrozenFigure, findFigure, freezeFigures } from './store.ts';
