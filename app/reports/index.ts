export { type FigureSource, valueOfSource } from '#app/shared/figure-source.ts';
export type { FigureQuestion } from './figure-question.ts';
export { type FrozenFigure, findFigure, freezeFigures } from './store.ts';
