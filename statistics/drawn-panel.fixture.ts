import fc from 'fast-check';
import type { DesignName } from './design.ts';
import { estimate } from './estimate.ts';
import type { EstimateResult, EstimateSpec } from './estimate-result.ts';
import { type Row, rowsOf } from './panel.fixture.ts';
import type { Panel } from './panel.ts';
import { StatisticsProblem } from './problem.ts';

/**
 * Random panels with everything that real ones have: missing years, units that do not exist, schools with one unit, cohorts with one
 * unit, units always or never treated, unequal sizes, and nobody who never gets a post.
 */
export const drawnPanels = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  schools: fc.integer({ min: 3, max: 7 }),
  subjects: fc.integer({ min: 1, max: 3 }),
  years: fc.integer({ min: 4, max: 6 }),
  missing: fc.constantFrom(0, 0.05, 0.2),
  absent: fc.constantFrom(0, 0.3),
  posts: fc.constantFrom(0.3, 0.7),
  noNever: fc.boolean(),
  // Some posts start in the first year.
  early: fc.boolean(),
  // One school alone has the first year.
  lone: fc.constantFrom(false, false, false, true),
  design: fc.constantFrom<DesignName>('unitTime', 'otherSchools', 'sameSchool'),
  weights: fc.constantFrom('n' as const, 'none' as const),
});
export type DrawnPanel = typeof drawnPanels extends fc.Arbitrary<infer Value> ? Value : never;

/** Its rows; posts that begin after the last year are none. */
export const rowsFrom = ({ early, lone, ...shape }: DrawnPanel): Row[] => {
  const rows = rowsOf(shape).filter(({ cluster, time }) => !lone || cluster === 'Skola 1' || time > 2010);
  const last = Math.max(...rows.map(({ time }) => time));
  const first = lone ? 2011 : 2010;
  return rows.map(row => {
    const start = row.start > last ? 0 : row.start;
    return { ...row, start: early && start === 2012 && row.subject !== 'Ä1' ? first : start };
  });
};

/** The estimate, or what it is refused for. */
export const estimated = (panel: Panel, spec: EstimateSpec): EstimateResult | string => {
  try {
    return estimate(panel, spec);
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return problem.message;
    throw problem;
  }
};
