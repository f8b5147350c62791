import type { ChartTable, Matrix } from './chart.ts';
import { cutText, textWidth, wrapText } from './label.ts';
import type { Pen } from './pen.ts';
import type { Piece, Plan } from './plan.ts';
import { LINE } from './row-label.ts';
import { charts } from './sv.ts';

const CELL_HEIGHT = 26;
const LARGEST_CELL = 44;
const SMALLEST_CELL = 28;
const TURN = -52;
const LONGEST_HEAD = 190;
const sine = Math.sin((-TURN * Math.PI) / 180);
const cosine = Math.cos((-TURN * Math.PI) / 180);

/** Cuts a list into parts of nearly the same length, none longer than `most`. */
const evenParts = (length: number, most: number): readonly (readonly [number, number])[] => {
  const parts = Math.max(1, Math.ceil(length / most));
  const size = Math.ceil(length / parts);
  return Array.from(
    { length: parts },
    (_, index) => [index * size, Math.min(length, (index + 1) * size)] as const,
  );
};

/** Subjects stand at an angle above the columns. Where they do not fit in the width, the matrix goes on below. */
export const planMatrix = (chart: Matrix, width: number, pen: Pen): readonly Plan[] => {
  const heads = chart.columns.map(head => cutText(head, LONGEST_HEAD));
  const headLength = Math.max(0, ...heads.map(head => textWidth(head)));
  const longest = Math.max(60, ...chart.rows.map(row => textWidth(row.label)));
  const labelWidth = Math.min(longest, width * 0.42);
  // The last heads lean out to the right of their column.
  const lean = Math.min(headLength * cosine, width * 0.24);
  const room = width - labelWidth - 12 - lean;
  const fitting = Math.max(1, Math.floor(room / SMALLEST_CELL));
  const most = Math.max(1, ...chart.rows.flatMap(row => row.counts.map(value => value ?? 0)));
  const headHeight = headLength * sine + 18;
  const parts = evenParts(chart.columns.length, fitting);
  const widest = Math.max(1, ...parts.map(([from, to]) => to - from));
  const cell = Math.min(LARGEST_CELL, Math.floor(room / widest));
  const left = labelWidth + 12;

  return parts.map(([from, to], part): Plan => {
    const head: Piece = {
      height: headHeight,
      draw: y =>
        heads
          .slice(from, to)
          .map((text, index) =>
            pen.text(left + index * cell + cell / 2 + 3, y + headHeight - 7, text, { turn: TURN }),
          )
          .join(''),
    };
    const rows = chart.rows.map((row): Piece => {
      const lines = wrapText(row.label, labelWidth);
      const height = Math.max(CELL_HEIGHT, lines.length * LINE + 6);
      return {
        height,
        draw: y => {
          const middle = y + height / 2;
          const label = lines.map((line, index) =>
            pen.text(0, middle + 4.5 + (index - (lines.length - 1) / 2) * LINE, line),
          );
          const cells = row.counts.slice(from, to).map((value, index) => {
            const x = left + index * cell;
            const inner = [x + 1, y + 1, cell - 2, height - 2] as const;
            if (value === null)
              return pen.text(x + cell / 2, middle + 4.5, '–', { tone: 'muted', anchor: 'middle' });
            if (value === 0) return pen.hatch(...inner) + pen.frame(...inner);
            return (
              pen.wash(...inner, value / most) +
              pen.text(x + cell / 2, middle + 4.5, String(value), { anchor: 'middle', bold: true })
            );
          });
          return [...label, ...cells].join('');
        },
      };
    });
    const isLast = part === parts.length - 1;
    const foot: Piece = {
      height: isLast ? 34 : 20,
      draw: y =>
        isLast
          ? pen.hatch(1, y + 13, 24, 14) +
            pen.frame(1, y + 13, 24, 14) +
            pen.text(33, y + 24.5, charts.gap, { tone: 'muted' })
          : '',
    };
    return { head, rows, foot };
  });
};

export const tableOfMatrix = (chart: Matrix): ChartTable => ({
  columns: [
    { head: charts.unitHead, align: 'text' },
    ...chart.columns.map(head => ({ head, align: 'number' as const })),
  ],
  rows: chart.rows.map(row => ({
    cells: [row.label, ...row.counts.map(value => (value === null ? '–' : String(value)))],
  })),
});

export const describeMatrix = (chart: Matrix): string => {
  const empty = chart.columns.filter((_, index) => chart.rows.every(row => (row.counts[index] ?? 0) === 0));
  return charts.matrix(chart.rows.length, chart.columns.length, empty);
};
