import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import type { Chart } from './chart.ts';
import { chartWidths, renderChart } from './drawing.ts';

/**
 * The drawing alone, in the two widths that `chartCss` chooses between. A page that shows title, source and table as well
 * uses the picture block of the documents room.
 */
export const ChartView: FC<{ chart: Chart }> = ({ chart }) => (
  <div class="drawings">
    {(['wide', 'narrow'] as const).map(size => (
      <div class={`drawing-${size}`}>
        {renderChart(chart, 'screen', chartWidths[size]).map(drawing => raw(drawing.svg))}
      </div>
    ))}
  </div>
);
