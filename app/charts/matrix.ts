import type { ChartTable, Matrix } from './chart.ts';
import { cutText, textWidth, wrapText } from './label.ts';
import { type Box, FONT_SIZE, type Pen } from './pen.ts';
import type { Piece, Plan } from './plan.ts';
import { LINE } from './row-label.ts';
import { charts } from './sv.ts';

const LARGEST_CELL = 44;
const LONGEST_HEAD = 190;

/** How close a matrix is set, in pixels and degrees. */
type Look = {
  readonly smallestCell: number;
  readonly rowHeight: number;
  readonly size: number;
  /** How the heads lean; upright heads take no room to the right of their column. */
  readonly turn: number;
  /** The largest share of the width that the labels take. */
  readonly labels: number;
  /** Above the heads' own height. */
  readonly headroom: number;
};
const roomy: Look = {
  smallestCell: 28,
  rowHeight: 26,
  size: FONT_SIZE,
  turn: -52,
  labels: 0.42,
  headroom: 18,
};
/** For many columns in little room: 11 pixels are about 7.5 points on paper. */
const dense: Look = { smallestCell: 15.5, rowHeight: 21, size: 11, turn: -90, labels: 0.3, headroom: 10 };
/** Narrower than this the dense look has no room for names, and the matrix goes on below itself instead. */
const LEAST_DENSE_WIDTH = 560;

const sine = (look: Look): number => Math.sin((-look.turn * Math.PI) / 180);
const cosine = (look: Look): number => Math.cos((-look.turn * Math.PI) / 180);

type Frame = {
  readonly look: Look;
  readonly labelWidth: number;
  readonly headLength: number;
  readonly lean: number;
};

const measure = (chart: Matrix, width: number, look: Look): Frame => {
  const headLength = Math.max(
    0,
    ...chart.columns.map(head => textWidth(cutText(head, LONGEST_HEAD, look.size), look.size)),
  );
  const longest = Math.max(60, ...chart.rows.map(row => textWidth(row.label, look.size)));
  return {
    look,
    labelWidth: Math.min(longest, width * look.labels),
    headLength,
    // The last heads lean out to the right of their column.
    lean: Math.min(headLength * cosine(look), width * 0.24),
  };
};

const LABEL_GAP = 12;
const roomIn = (frame: Frame, width: number): number => width - frame.labelWidth - LABEL_GAP - frame.lean;
const fits = (chart: Matrix, frame: Frame, width: number): boolean =>
  roomIn(frame, width) >= chart.columns.length * frame.look.smallestCell;

/** The first look that holds all columns side by side; in several parts, it is the roomy one. */
const frameFor = (chart: Matrix, width: number): Frame => {
  const wanted = measure(chart, width, roomy);
  if (fits(chart, wanted, width) || width < LEAST_DENSE_WIDTH) return wanted;
  const close = measure(chart, width, dense);
  return fits(chart, close, width) ? close : wanted;
};

const WIDEST = 1_120;

/** The width at which all columns stand side by side in the roomy look; null where `width` is enough, or nothing is. */
export const broadWidth = (chart: Matrix, width: number): number | null => {
  if (fits(chart, measure(chart, width, roomy), width)) return null;
  const frame = measure(chart, WIDEST, roomy);
  const needed = frame.labelWidth + LABEL_GAP + frame.lean + chart.columns.length * (roomy.smallestCell + 2);
  return Math.ceil(Math.min(WIDEST, needed));
};

/** Cuts a list into parts of nearly the same length, none longer than `most`. */
const evenParts = (length: number, most: number): readonly (readonly [number, number])[] => {
  const parts = Math.max(1, Math.ceil(length / most));
  const size = Math.ceil(length / parts);
  return Array.from(
    { length: parts },
    (_, index) => [index * size, Math.min(length, (index + 1) * size)] as const,
  );
};

/** Subjects stand at an angle or upright above the columns. Where they do not fit in the width, the matrix goes on below. */
export const planMatrix = (chart: Matrix, width: number, pen: Pen): readonly Plan[] => {
  const frame = frameFor(chart, width);
  const { look, labelWidth } = frame;
  const { size } = look;
  const line = Math.round((LINE * size) / FONT_SIZE);
  const baseline = size * 0.35;
  const heads = chart.columns.map(head => cutText(head, LONGEST_HEAD, size));
  const room = roomIn(frame, width);
  const most = Math.max(1, ...chart.rows.flatMap(row => row.counts.map(value => value ?? 0)));
  const headHeight = frame.headLength * sine(look) + look.headroom;
  const parts = evenParts(chart.columns.length, Math.max(1, Math.floor(room / look.smallestCell)));
  const widest = Math.max(1, ...parts.map(([from, to]) => to - from));
  const cell = Math.min(LARGEST_CELL, Math.floor((room / widest) * 2) / 2);
  const left = labelWidth + LABEL_GAP;
  const upright = look.turn === -90;
  // A leaning head begins just right of the middle; an upright one stands on it.
  const headStart = cell / 2 + (upright ? baseline : 3);

  return parts.map(([from, to], part): Plan => {
    const head: Piece = {
      height: headHeight,
      draw: y =>
        heads
          .slice(from, to)
          .map((text, index) =>
            pen.text(left + index * cell + headStart, y + headHeight - 7, text, { turn: look.turn, size }),
          )
          .join(''),
    };
    const rows = chart.rows.map((row): Piece => {
      const lines = wrapText(row.label, labelWidth, size);
      const height = Math.max(look.rowHeight, lines.length * line + 6);
      return {
        height,
        draw: y => {
          const middle = y + height / 2;
          const label = lines.map((text, index) =>
            pen.text(0, middle + baseline + (index - (lines.length - 1) / 2) * line, text, { size }),
          );
          const gaps: Box[] = [];
          const cells = row.counts.slice(from, to).map((value, index) => {
            const x = left + index * cell;
            const inner: Box = [x + 1, y + 1, cell - 2, height - 2];
            if (value === null)
              return pen.text(x + cell / 2, middle + baseline, '–', {
                tone: 'muted',
                anchor: 'middle',
                size,
              });
            if (value === 0) {
              gaps.push(inner);
              return '';
            }
            return (
              pen.wash(...inner, value / most) +
              pen.text(x + cell / 2, middle + baseline, String(value), { anchor: 'middle', bold: true, size })
            );
          });
          return [...label, pen.gaps(gaps), ...cells].join('');
        },
      };
    });
    const isLast = part === parts.length - 1;
    const foot: Piece = {
      height: isLast ? 34 : 20,
      draw: y =>
        isLast
          ? pen.gaps([[1, y + 13, 24, 14]]) + pen.text(33, y + 24.5, charts.gap, { tone: 'muted', size })
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
  return charts.matrix(empty);
};
