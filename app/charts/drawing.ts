import { readableCode } from '#app/shared/id.ts';
import { describeBars, planBars, tableOfBars } from './bars.ts';
import { describeChange, planChange, tableOfChange } from './change.ts';
import type { Chart, ChartTable, ChartTheme, Drawing, DrawnChart, ScreenDrawings } from './chart.ts';
import { describeDotStrip, planDotStrip, tableOfDotStrip } from './dot-strip.ts';
import { describeFunnel, planFunnel, tableOfFunnel } from './funnel.ts';
import { broadWidth, describeMatrix, planMatrix, tableOfMatrix } from './matrix.ts';
import { makePen, type Pen } from './pen.ts';
import { drawPlans, type Plan } from './plan.ts';
import { charts } from './sv.ts';
import { describeWheel, planWheel, tableOfWheel } from './wheel.ts';

/** Pixels. At 640 across the width of an A4 text block, a label is set in 9 points. */
export const chartWidths = { wide: 600, narrow: 300, paper: 640 } as const;
/** What fits on a page together with title and source. */
const PAPER_HEIGHT = 760;

const plan = (chart: Chart, width: number, pen: Pen): readonly Plan[] => {
  switch (chart.kind) {
    case 'dotStrip':
      return planDotStrip(chart, width, pen);
    case 'matrix':
      return planMatrix(chart, width, pen);
    case 'bars':
      return planBars(chart, width, pen);
    case 'change':
      return planChange(chart, width, pen);
    case 'funnel':
      return planFunnel(chart, width, pen);
    case 'wheel':
      return planWheel(chart, width, pen);
  }
};

/** What the chart shows, in words. */
export const chartDescription = (chart: Chart): string => {
  if (chart.description !== undefined) return chart.description;
  switch (chart.kind) {
    case 'dotStrip':
      return describeDotStrip(chart);
    case 'matrix':
      return describeMatrix(chart);
    case 'bars':
      return describeBars(chart);
    case 'change':
      return describeChange(chart);
    case 'funnel':
      return describeFunnel(chart);
    case 'wheel':
      return describeWheel(chart);
  }
};

/** The same numbers as the picture, for reading and for screen readers. */
export const chartTable = (chart: Chart): ChartTable => {
  switch (chart.kind) {
    case 'dotStrip':
      return tableOfDotStrip(chart);
    case 'matrix':
      return tableOfMatrix(chart);
    case 'bars':
      return tableOfBars(chart);
    case 'change':
      return tableOfChange(chart);
    case 'funnel':
      return tableOfFunnel(chart);
    case 'wheel':
      return tableOfWheel(chart);
  }
};

const codes = new WeakMap<Chart, string>();

/** Tells the chart apart from others on the same page; worked out once, as it is drawn in several widths. */
const codeOf = (chart: Chart): string => {
  const code = codes.get(chart) ?? readableCode(JSON.stringify(chart), 8);
  codes.set(chart, code);
  return code;
};

/**
 * The chart as SVG at the given width in pixels (320–1100). On screen it is always one drawing; on paper a long chart becomes
 * several, each with its head. The same chart gives the same text every time.
 */
export const renderChart = (
  chart: Chart,
  theme: ChartTheme,
  width: number = theme === 'paper' ? chartWidths.paper : chartWidths.wide,
): readonly Drawing[] => {
  const name = `d-${codeOf(chart)}-${theme}-${width}`;
  const pen = makePen(theme, name);
  const maxHeight = theme === 'paper' ? PAPER_HEIGHT : Number.POSITIVE_INFINITY;
  return drawPlans(
    plan(chart, width, pen),
    pen,
    { width, maxHeight },
    { title: chart.title, description: chartDescription(chart) },
  );
};

const only = (drawings: readonly Drawing[]): Drawing => drawings[0] ?? { svg: '', width: 0, height: 0 };

/** The chart in every width that a page chooses between. */
export const screenDrawings = (chart: Chart): ScreenDrawings => {
  const at = (width: number): Drawing => only(renderChart(chart, 'screen', width));
  const broad = chart.kind === 'matrix' ? broadWidth(chart, chartWidths.wide) : null;
  return {
    wide: at(chartWidths.wide),
    narrow: at(chartWidths.narrow),
    ...(broad === null ? {} : { broad: at(broad) }),
  };
};

/**
 * Everything a page or a document needs to show the chart: screen and paper, words and the table behind it. Each drawing is made
 * when it is first looked at: a page never shows paper.
 */
export const drawChart = (chart: Chart): DrawnChart => {
  let screen: ScreenDrawings | null = null;
  let paper: readonly Drawing[] | null = null;
  return {
    title: chart.title,
    description: chartDescription(chart),
    get screen() {
      screen ??= screenDrawings(chart);
      return screen;
    },
    get paper() {
      paper ??= renderChart(chart, 'paper');
      return paper;
    },
    source: charts.source(chart),
    table: chartTable(chart),
  };
};
