export type {
  BarRow,
  Bars,
  Change,
  Chart,
  ChartFacts,
  ChartTable,
  ChartTheme,
  DotMark,
  DotRow,
  DotStrip,
  Drawing,
  DrawnChart,
  Funnel,
  FunnelRow,
  Matrix,
  ScreenDrawings,
  Wheel,
} from './chart.ts';
export { chartCss } from './chart-css.ts';
export { ChartView, Drawings } from './chart-view.tsx';
export { chartDescription, chartTable, chartWidths, drawChart, renderChart } from './drawing.ts';
