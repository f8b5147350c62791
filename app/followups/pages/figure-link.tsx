import { figureText } from '#app/documents/index.ts';
import { type Figure, liveFigureHref } from '#app/shared/figure.ts';

/** A number that leads to the rows behind it. */
export const FigureLink = ({ figure }: { figure: Figure }) => (
  <a class="figure" href={liveFigureHref(figure)}>
    {figureText(figure)}
  </a>
);
