import { formatNumber } from '#app/shared/swedish.ts';
import type { BarRow, Bars, ChartTable } from './chart.ts';
import { textWidth } from './label.ts';
import type { Pen } from './pen.ts';
import { nothing, type Piece, type Plan } from './plan.ts';
import { labelColumn } from './row-label.ts';
import { scaleTo } from './scale.ts';
import { charts } from './sv.ts';

const BAR = 15;
/** Between a bar and its value, and as much again beyond the value. */
const GAP = 8;

const valueText = (row: BarRow, chart: Bars): string =>
  row.text ?? (row.value === null ? charts.unknown : formatNumber(row.value, chart.decimals ?? 0));

/** The value is written at the end of its bar, so that no axis has to be read off. */
export const planBars = (chart: Bars, width: number, pen: Pen): readonly Plan[] => {
  const labels = labelColumn(
    chart.rows.map(row => row.label),
    width,
    pen,
  );
  // Bars that share a scale with others leave room for the longest value of them all.
  const shared = chart.largest === undefined ? '' : formatNumber(chart.largest, chart.decimals ?? 0);
  const texts = [shared, ...chart.rows.map(row => valueText(row, chart))];
  const valueRoom = Math.max(...texts.map(text => textWidth(text))) + 2 * GAP;
  const end = Math.max(labels.right + 20, width - valueRoom);
  const largest = Math.max(chart.largest ?? 0, ...chart.rows.map(row => row.value ?? 0));
  const scale = scaleTo(largest, labels.right, end);
  const rows = chart.rows.map((row): Piece => {
    const height = labels.rowHeight(row.label);
    return {
      height,
      draw: y => {
        const middle = labels.middle(row.label, y);
        const length = row.value === null ? 0 : scale.at(row.value) - labels.right;
        const known = row.value !== null;
        return [
          labels.draw(row.label, y),
          known && length > 0 ? pen.bar(labels.right, middle - BAR / 2, Math.max(length, 1), BAR) : '',
          pen.line(
            labels.right,
            y + (labels.right === 0 ? height - 24 : 0),
            labels.right,
            y + height,
            'muted',
          ),
          pen.text(labels.right + length + GAP, middle + 4.5, valueText(row, chart), {
            tone: known ? 'ink' : 'muted',
          }),
        ].join('');
      },
    };
  });
  return [{ head: nothing, rows, foot: nothing }];
};

export const tableOfBars = (chart: Bars): ChartTable => ({
  columns: [
    { head: charts.rowHead, align: 'text' },
    { head: charts.measureHead(chart.unit), align: 'number' },
  ],
  rows: chart.rows.map(row => ({ cells: [row.label, valueText(row, chart)] })),
});

export const describeBars = (chart: Bars): string => charts.bars(chart.unit);
