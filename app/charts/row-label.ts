import { textWidth, wrapText } from './label.ts';
import type { Pen } from './pen.ts';

export const LINE = 16;
const PADDING = 8;

/** Where the labels of a chart's rows stand: in a column to the left, or above each row where the picture is narrow. */
export type LabelColumn = {
  /** Where the row's own marks may begin. */
  readonly right: number;
  readonly rowHeight: (label: string) => number;
  /** The middle of the marks in a row that begins at `y`. */
  readonly middle: (label: string, y: number) => number;
  readonly draw: (label: string, y: number) => string;
};

const NARROW = 480;

export const labelColumn = (labels: readonly string[], width: number, pen: Pen): LabelColumn => {
  if (width < NARROW) {
    const lines = (label: string) => wrapText(label, width - 4);
    return {
      right: 0,
      rowHeight: label => lines(label).length * LINE + 28,
      middle: (label, y) => y + lines(label).length * LINE + 13,
      draw: (label, y) =>
        lines(label)
          .map((line, index) => pen.text(0, y + 14 + index * LINE, line))
          .join(''),
    };
  }
  const column = Math.min(Math.max(60, ...labels.map(label => textWidth(label))), width * 0.36);
  const lines = (label: string) => wrapText(label, column);
  const rowHeight = (label: string) => lines(label).length * LINE + PADDING;
  return {
    right: column + 16,
    rowHeight,
    middle: (label, y) => y + rowHeight(label) / 2,
    draw: (label, y) =>
      lines(label)
        .map((line, index) => pen.text(0, y + PADDING / 2 + 12 + index * LINE, line))
        .join(''),
  };
};
