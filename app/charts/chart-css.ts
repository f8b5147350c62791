/** What the page's stylesheet needs for the charts: which width is shown, and the accent. The charts are readable without it. */
export const chartCss = `
.drawings { container-type: inline-size; }
.chart { display: block; max-width: 100%; height: auto; }
.drawing-narrow .chart { width: 100%; max-width: 26rem; }
:is(.drawing-wide, .drawing-broad) { display: none; }
@container (min-width: 34rem) {
  .drawing-wide { display: block; }
  .drawing-narrow { display: none; }
}
@container (min-width: 56rem) {
  .drawing-broad { display: block; }
  .drawings-broad .drawing-wide { display: none; }
}
.chart-accent { fill: var(--chart-accent, currentColor); }
.chart-accent-line { stroke: var(--chart-accent, currentColor); }
@media print {
  .drawings .drawing-wide { display: block; }
  .drawings .chart { width: 100%; max-width: 15cm; }
  .drawings :is(.drawing-narrow, .drawing-broad) { display: none; }
}
@media (forced-colors: active) {
  .chart-accent { fill: CanvasText; }
  .chart-accent-line { stroke: CanvasText; }
}
`;
