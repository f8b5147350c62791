import { formatNumber } from '#app/shared/swedish.ts';
import type { ChartTable, Funnel, FunnelRow } from './chart.ts';
import { textWidth, wrapText } from './label.ts';
import type { Pen } from './pen.ts';
import type { Piece, Plan } from './plan.ts';
import { LINE, labelColumn } from './row-label.ts';
import { charts } from './sv.ts';

const BAND = 17;
const SHADE = 0.8;

const valueText = (row: FunnelRow, chart: Funnel): string =>
  row.value === null ? (row.text ?? charts.unknown) : formatNumber(row.value, chart.decimals ?? 1);

const rangeText = (row: FunnelRow, chart: Funnel): string =>
  row.chance === null
    ? charts.none
    : charts.between(
        formatNumber(row.chance.from, chart.decimals ?? 1),
        formatNumber(row.chance.to, chart.decimals ?? 1),
      );

/** A scale from just under the lowest to just over the highest: what is compared is places, not lengths from 0. */
const scaleOf = (chart: Funnel, start: number, end: number) => {
  const values = chart.rows.flatMap(({ value, chance }) => [
    ...(value === null ? [] : [value]),
    ...(chance === null ? [] : [chance.from, chance.to]),
  ]);
  for (const line of [chart.mean, chart.beside]) if (line) values.push(line.value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(lowest) || highest <= lowest) return () => (start + end) / 2;
  return (value: number) => start + ((value - lowest) / (highest - lowest)) * (end - start);
};

/** With the digits that are written: where a dot stands must tell no more than the number beside it, which is rounded to protect the few. */
const asWritten = (chart: Funnel): Funnel => {
  const round = (value: number): number => Number(value.toFixed(chart.decimals ?? 1));
  return {
    ...chart,
    mean: chart.mean && { ...chart.mean, value: round(chart.mean.value) },
    ...(chart.beside ? { beside: { ...chart.beside, value: round(chart.beside.value) } } : {}),
    rows: chart.rows.map(row => ({
      ...row,
      value: row.value === null ? null : round(row.value),
      chance: row.chance && { from: round(row.chance.from), to: round(row.chance.to) },
    })),
  };
};

/**
 * A row per group in the order given: a band where chance alone would put a group of that size around the mean of all, and a dot for
 * where it is. Small groups have broad bands: it is a funnel told row by row, so that every name can be read.
 */
export const planFunnel = (asked: Funnel, width: number, pen: Pen): readonly Plan[] => {
  const chart = asWritten(asked);
  const labels = labelColumn(
    chart.rows.map(row => row.label),
    width,
    pen,
  );
  const room = Math.max(0, ...chart.rows.map(row => textWidth(valueText(row, chart)))) + 14;
  const start = labels.right + 8;
  const end = Math.max(start + 40, width - room);
  const at = scaleOf(chart, start, end);
  const lines = [
    ...(chart.mean ? [{ ...chart.mean, isMean: true }] : []),
    ...(chart.beside ? [{ ...chart.beside, isMean: false }] : []),
  ].map(line => ({ ...line, x: at(line.value) }));
  const ruled = (from: number, to: number): string =>
    lines.map(({ x, isMean }) => pen.line(x, from, x, to, 'muted', isMean ? undefined : '5 4')).join('');
  const head: Piece = {
    height: Math.max(1, lines.length) * LINE + 10,
    draw: y =>
      lines
        .map(({ label: name, value, x, isMean }, index) => {
          const label = `${name} ${formatNumber(value, chart.decimals ?? 1)}`;
          const half = textWidth(label) / 2;
          const middle = Math.min(Math.max(x, half), width - half);
          const under = y + (index + 1) * LINE - 3;
          return pen.text(middle, under, label, { anchor: 'middle', ...(isMean ? { bold: true } : {}) });
        })
        .join(''),
  };
  const rows = chart.rows.map((row): Piece => {
    const height = labels.rowHeight(row.label);
    return {
      height,
      draw: y => {
        const middle = labels.middle(row.label, y);
        const band =
          row.chance === null
            ? ''
            : pen.wash(
                at(row.chance.from),
                middle - BAND / 2,
                at(row.chance.to) - at(row.chance.from),
                BAND,
                SHADE,
              );
        const dot = row.value === null ? '' : pen.circle(at(row.value), middle, 4.4, 'accent');
        const written = pen.text(width, middle + 4.5, valueText(row, chart), {
          anchor: 'end',
          tone: row.value === null ? 'muted' : 'ink',
        });
        return [band, ruled(y, y + height), labels.draw(row.label, y), dot, written].join('');
      },
    };
  });
  const legend = wrapText(charts.chanceBand, width - 40);
  const foot: Piece = {
    height: 18 + legend.length * LINE,
    draw: y =>
      pen.wash(1, y + 10, 26, BAND, SHADE) +
      legend.map((line, index) => pen.text(36, y + 23 + index * LINE, line, { tone: 'muted' })).join(''),
  };
  return [{ head, rows, foot }];
};

export const tableOfFunnel = (chart: Funnel): ChartTable => ({
  columns: [
    { head: charts.unitHead, align: 'text' },
    { head: charts.pupilsHead, align: 'number' },
    { head: charts.measureHead(chart.unit), align: 'number' },
    { head: charts.chanceHead, align: 'text' },
  ],
  rows: chart.rows.map(row => ({
    cells: [
      row.label,
      row.count === null ? charts.none : formatNumber(row.count),
      valueText(row, chart),
      rangeText(row, chart),
    ],
  })),
});

export const describeFunnel = (chart: Funnel): string => {
  const written = (value: number): string => formatNumber(value, chart.decimals ?? 1);
  return [
    charts.funnel,
    ...(chart.mean ? [charts.meanSentence(chart.mean.label, written(chart.mean.value))] : []),
    ...(chart.beside ? [charts.besideSentence(chart.beside.label, written(chart.beside.value))] : []),
  ].join(' ');
};
