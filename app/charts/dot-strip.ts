import { formatNumber } from '#app/shared/swedish.ts';
import type { ChartTable, DotMark, DotRow, DotStrip } from './chart.ts';
import { cutText, textWidth } from './label.ts';
import type { Pen } from './pen.ts';
import type { Piece, Plan } from './plan.ts';
import { LINE, labelColumn } from './row-label.ts';
import { scaleTo } from './scale.ts';
import { charts } from './sv.ts';

const drawMarks = (pen: Pen, mark: DotMark, xs: readonly number[], y: number, r: number): string =>
  pen.marks(mark.kind === 'Lektor' ? 'diamond' : 'circle', xs, y, r, mark.vacant);

/** Every kind of mark, in the order they stand in a row: what is vacant last. */
const rowOrder: readonly DotMark[] = [
  { kind: 'Förstelärare', vacant: false },
  { kind: 'Lektor', vacant: false },
  { kind: 'Förstelärare', vacant: true },
  { kind: 'Lektor', vacant: true },
];

const count = (row: DotRow, { kind, vacant }: DotMark): number => {
  let found = 0;
  for (const mark of row.positions) if (mark.kind === kind && mark.vacant === vacant) found += 1;
  return found;
};

/** The kinds of marks that occur, in the order of the legend: the two of each kind beside each other. */
const kindsIn = (rows: readonly DotRow[]): readonly DotMark[] =>
  rowOrder
    .filter(mark => rows.some(row => count(row, mark) > 0))
    .sort((a, b) => a.kind.localeCompare(b.kind, 'sv'));

const legend = (rows: readonly DotRow[], width: number, pen: Pen): Piece => {
  const entries: { readonly mark: DotMark; readonly x: number; readonly line: number }[] = [];
  let x = 0;
  let line = 0;
  for (const mark of kindsIn(rows)) {
    const room = textWidth(charts.markNames(mark)) + 48;
    if (x > 0 && x + room > width) {
      x = 0;
      line += 1;
    }
    entries.push({ mark, x, line });
    x += room;
  }
  return {
    height: (line + 1) * 20 + 8,
    draw: y =>
      entries
        .map(entry => {
          const middle = y + 18 + entry.line * 20;
          return (
            drawMarks(pen, entry.mark, [entry.x + 7], middle, 5) +
            pen.text(entry.x + 19, middle + 4.5, charts.markNames(entry.mark), { tone: 'muted' })
          );
        })
        .join(''),
  };
};

/** Marks to the left count the positions; the measure stands to the right on its own scale, with the mean as a line. */
export const planDotStrip = (chart: DotStrip, width: number, pen: Pen): readonly Plan[] => {
  const labels = labelColumn(
    chart.rows.map(row => row.label),
    width,
    pen,
  );
  const write = (value: number) => formatNumber(value, chart.decimals ?? 0);
  const most = Math.max(1, ...chart.rows.map(row => row.positions.length));
  const values = chart.rows.flatMap(row => (row.value === null ? [] : [row.value]));
  const measured = values.length > 0 || chart.mean !== null;
  const valueColumn = measured
    ? Math.max(textWidth(charts.none), ...values.map(value => textWidth(write(value))))
    : 0;
  const room = width - labels.right;
  const step = Math.min(15, (room * (measured ? 0.45 : 1) - 8) / most);
  const radius = Math.min(5.2, step * 0.4);
  const scaleStart = labels.right + Math.max(step * most + 24, room * 0.36);
  const scaleEnd = width - valueColumn - 20;
  const scale = scaleTo(Math.max(0, ...values, chart.mean?.value ?? 0), scaleStart, scaleEnd);
  const meanX = chart.mean === null ? null : scale.at(chart.mean.value);

  const head: Piece = {
    height: LINE * 2 + 14,
    draw: y => {
      const counted = pen.text(labels.right, y + 13, charts.positions, { tone: 'muted' });
      const baseline = pen.line(0, y + LINE * 2 + 12, width, y + LINE * 2 + 12);
      if (!measured) return counted + baseline;
      const unit = pen.text(width, y + 13, cutText(charts.measureHead(chart.unit), width - scaleStart), {
        tone: 'muted',
        anchor: 'end',
      });
      if (chart.mean === null || meanX === null) return counted + unit + baseline;
      const label = `${chart.mean.label} ${write(chart.mean.value)}`;
      const half = textWidth(label) / 2;
      const x = Math.min(Math.max(meanX, half), width - half);
      return counted + unit + pen.text(x, y + LINE + 15, label, { anchor: 'middle', bold: true }) + baseline;
    },
  };

  const rows = chart.rows.map((row): Piece => {
    const height = labels.rowHeight(row.label);
    return {
      height,
      draw: y => {
        const middle = labels.middle(row.label, y);
        let drawn = 0;
        const marks = rowOrder.map(mark => {
          const xs = Array.from(
            { length: count(row, mark) },
            (_, index) => labels.right + radius * 1.4 + (drawn + index) * step,
          );
          drawn += xs.length;
          return xs.length === 0 ? '' : drawMarks(pen, mark, xs, middle, radius);
        });
        const none =
          row.positions.length === 0
            ? [pen.text(labels.right, middle + 4.5, charts.noPositions, { tone: 'muted' })]
            : [];
        const measure = !measured
          ? []
          : row.value === null
            ? [pen.text(width, middle + 4.5, charts.none, { tone: 'muted', anchor: 'end' })]
            : [
                pen.line(scaleStart, middle, scaleEnd, middle),
                pen.circle(scale.at(row.value), middle, 3.6, 'ink'),
                pen.text(width, middle + 4.5, write(row.value), { anchor: 'end' }),
              ];
        const mean = meanX === null ? '' : pen.line(meanX, y, meanX, y + height, 'muted');
        return [mean, labels.draw(row.label, y), ...marks, ...none, ...measure].join('');
      },
    };
  });
  return [{ head, rows, foot: legend(chart.rows, width, pen) }];
};

export const tableOfDotStrip = (chart: DotStrip): ChartTable => {
  const kinds = kindsIn(chart.rows);
  return {
    columns: [
      { head: charts.unitHead, align: 'text' },
      ...kinds.map(mark => ({ head: charts.markHeads(mark), align: 'number' as const })),
      { head: charts.measureHead(chart.unit), align: 'number' },
    ],
    rows: chart.rows.map(row => ({
      cells: [
        row.label,
        ...kinds.map(mark => formatNumber(count(row, mark))),
        row.value === null ? charts.none : formatNumber(row.value, chart.decimals ?? 0),
      ],
    })),
  };
};

export const describeDotStrip = (chart: DotStrip): string => {
  const measured = chart.rows.flatMap(row => (row.value === null ? [] : [{ ...row, value: row.value }]));
  const [first] = measured;
  const last = measured.at(-1);
  const write = (value: number) => formatNumber(value, chart.decimals ?? 0);
  const range =
    first && last && measured.length > 1
      ? ` ${charts.range(first.label, write(first.value), last.label, write(last.value), chart.unit)}`
      : '';
  const mean = chart.mean ? ` ${charts.meanSentence(chart.mean.label, write(chart.mean.value))}` : '';
  return `${charts.dotStrip}${range}${mean}`;
};
