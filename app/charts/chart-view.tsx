import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import type { Chart, ScreenDrawings } from './chart.ts';
import { screenDrawings } from './drawing.ts';

/** A chart's drawings, of which `chartCss` shows the one that there is room for. */
export const Drawings: FC<{ of: ScreenDrawings }> = ({ of }) => (
  <div class={of.broad ? 'drawings drawings-broad' : 'drawings'}>
    {of.broad && <div class="drawing-broad">{raw(of.broad.svg)}</div>}
    <div class="drawing-wide">{raw(of.wide.svg)}</div>
    <div class="drawing-narrow">{raw(of.narrow.svg)}</div>
  </div>
);

/**
 * The drawings alone. A page that shows title, source and table as well uses the picture block of the documents room.
 */
export const ChartView: FC<{ chart: Chart }> = ({ chart }) => <Drawings of={screenDrawings(chart)} />;
