import { figuresIn, figureText, type Manuscript } from '#app/documents/index.ts';
import type { DataCut, FigureUnit } from '#app/shared/figure.ts';

/** A number of a document as a line in `figures.json`: what it is, of what, in which state of the data, and how it reads. */
export type ItemFigure = {
  readonly id: string;
  readonly code: string;
  readonly value: number | null;
  readonly unit: FigureUnit;
  readonly question: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly dataCut: DataCut;
  readonly text: string;
};

/** Every figure in a document, once, in the order they are first met. */
export const itemFigures = (manuscript: Pick<Manuscript, 'blocks' | 'questions'>): ItemFigure[] =>
  figuresIn(manuscript).map(figure => ({
    id: figure.code,
    code: figure.code,
    value: figure.value,
    unit: figure.unit,
    question: figure.question,
    title: manuscript.questions?.[figure.question] ?? figure.question,
    parameters: figure.parameters,
    dataCut: figure.cut,
    text: figureText(figure),
  }));
