import { formatNumber } from '#app/shared/swedish.ts';
import type { Change, ChartTable } from './chart.ts';
import { textWidth } from './label.ts';
import type { Pen } from './pen.ts';
import type { Piece, Plan } from './plan.ts';
import { LINE, labelColumn } from './row-label.ts';
import { axisTo } from './scale.ts';
import { charts } from './sv.ts';

type ChangeRow = Change['rows'][number];

const write = (value: number | null, chart: Change): string =>
  value === null ? charts.unknown : formatNumber(value, chart.decimals ?? 0);

/** '+3', '−2', '0', or nothing when one of the values is not known. */
const difference = (row: ChangeRow, chart: Change): string => {
  if (row.from === null || row.to === null) return '';
  const step = Number((row.to - row.from).toFixed(chart.decimals ?? 0));
  return `${step > 0 ? '+' : ''}${formatNumber(step, chart.decimals ?? 0)}`;
};

const summary = (row: ChangeRow, chart: Change): string => {
  const step = difference(row, chart);
  return `${write(row.from, chart)} → ${write(row.to, chart)}${step === '' ? '' : ` (${step})`}`;
};

/** Then and now on one scale, joined by a line; the numbers stand to the right. */
export const planChange = (chart: Change, width: number, pen: Pen): readonly Plan[] => {
  const labels = labelColumn(
    chart.rows.map(row => row.label),
    width,
    pen,
  );
  const valueRoom = Math.max(0, ...chart.rows.map(row => textWidth(summary(row, chart)))) + 14;
  const start = labels.right + 8;
  const end = Math.max(start + 40, width - valueRoom - 8);
  const largest = Math.max(0, ...chart.rows.flatMap(row => [row.from ?? 0, row.to ?? 0]));
  const scale = axisTo(largest, start, end);

  const head: Piece = {
    height: LINE + 16,
    draw: y => {
      const middle = y + 12;
      const second = start + textWidth(chart.from) + 40;
      return [
        pen.circle(start, middle, 5, 'accent', true),
        pen.text(start + 12, middle + 4.5, chart.from, { tone: 'muted' }),
        pen.circle(second, middle, 5, 'accent'),
        pen.text(second + 12, middle + 4.5, chart.to, { tone: 'muted' }),
        pen.line(0, y + LINE + 12, width, y + LINE + 12),
      ].join('');
    },
  };
  const rows = chart.rows.map((row): Piece => {
    const height = labels.rowHeight(row.label);
    return {
      height,
      draw: y => {
        const middle = labels.middle(row.label, y);
        const grid = scale.ticks.map(tick =>
          pen.line(scale.at(tick), middle - 11, scale.at(tick), middle + 11),
        );
        const both = row.from !== null && row.to !== null;
        return [
          labels.draw(row.label, y),
          ...grid,
          both ? pen.line(scale.at(row.from), middle, scale.at(row.to), middle, 'accent') : '',
          row.from === null ? '' : pen.circle(scale.at(row.from), middle, 5, 'accent', true),
          row.to === null ? '' : pen.circle(scale.at(row.to), middle, 5, 'accent'),
          pen.text(width, middle + 4.5, summary(row, chart), { anchor: 'end' }),
        ].join('');
      },
    };
  });
  const foot: Piece = {
    height: 24,
    draw: y =>
      scale.ticks
        .map(tick =>
          pen.text(scale.at(tick), y + 15, formatNumber(tick, Number.isInteger(tick) ? 0 : 1), {
            tone: 'muted',
            anchor: 'middle',
            size: 12,
          }),
        )
        .join(''),
  };
  return [{ head, rows, foot }];
};

export const tableOfChange = (chart: Change): ChartTable => ({
  columns: [
    { head: charts.rowHead, align: 'text' },
    { head: chart.from, align: 'number' },
    { head: chart.to, align: 'number' },
    { head: charts.change, align: 'number' },
  ],
  rows: chart.rows.map(row => ({
    cells: [row.label, write(row.from, chart), write(row.to, chart), difference(row, chart) || '–'],
  })),
});

export const describeChange = (chart: Change): string => charts.changeText(chart.from, chart.to);
