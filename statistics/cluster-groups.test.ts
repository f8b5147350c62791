import { describe, expect, it } from 'vitest';
import { groupClusters } from './cluster-groups.ts';
import { type DesignName, layOut } from './design.ts';
import { eventColumns } from './own-columns.ts';
import { panelOf, type Row, rowsOf } from './panel.fixture.ts';
import type { Panel } from './panel.ts';
import { type DesignPlan, planDesign } from './sweep.ts';

/**
 * How many multiplications each way takes to leave out a school: to factor what is left, and an answer in six steps, each of which
 * solves by the factor and goes through the school's cells, at twenty a cell. Counted by going through them one by one.
 */
const costsOf = ({ first, design }: DesignPlan, schools: number) => {
  let anew = 0;
  let solving = 0;
  first.forEach((begin, i) => {
    for (let j = begin; j < i; j += 1) {
      // Once on the way down and once on the way up.
      solving += 2;
      for (let k = 0; k < j; k += 1) if (k >= begin && k >= (first[j] ?? 0)) anew += 1;
    }
  });
  return { anew, inSteps: 6 * (solving + (20 * design.rows) / schools) };
};

/** So many schools with the same units, in the same years and of the same size. */
const alike = (schools: number, subjects: number, years: number): Row[] => {
  const model = rowsOf({ seed: 5, schools: 2, subjects, years, missing: 0, absent: 0 }).filter(
    ({ cluster }) => cluster === 'Skola 1',
  );
  return Array.from({ length: schools }, (_, k) =>
    model.map(row => ({ ...row, unit: `${row.unit} i ${k}`, cluster: `Skola ${k}` })),
  ).flat();
};

const plansOf = (panel: Panel, design: DesignName): DesignPlan[] => {
  const { own, labels } = eventColumns(panel, event => event !== -1, true);
  return [planDesign(layOut(panel, design)), planDesign(layOut(panel, design, own, labels.length))];
};

describe('groups of schools', () => {
  it('are formed where an answer in six steps costs less than factoring anew, and nowhere else', () => {
    const seen = { formed: 0, not: 0 };
    const margins: number[] = [];
    for (let subjects = 3; subjects <= 10; subjects += 1)
      for (let years = 5; years <= 12; years += 1) {
        const panel = panelOf(alike(24, subjects, years));
        for (const design of ['unitTime', 'otherSchools', 'sameSchool'] as const)
          for (const plan of plansOf(panel, design)) {
            const { anew, inSteps } = costsOf(plan, 24);
            const formed = groupClusters(plan, panel.pupils).some(group => group >= 0);
            expect(formed, `${design}, ${subjects} × ${years}: ${anew} against ${inSteps}`).toBe(
              anew > inSteps,
            );
            seen[formed ? 'formed' : 'not'] += 1;
            margins.push(Math.abs(anew / inSteps - 1));
          }
      }
    expect(Math.min(seen.formed, seen.not)).toBeGreaterThan(20);
    expect(Math.min(...margins)).toBeLessThan(0.02);
  });

  it('may hold a quarter of a column and no more: of sixteen schools alike, four and four', () => {
    const groupsOf = (schools: number): number[] => {
      const panel = panelOf(alike(schools, 10, 12));
      return [...groupClusters(planDesign(layOut(panel, 'sameSchool')), panel.pupils)];
    };
    const inFours = Array.from({ length: 16 }, (_, c) => Math.floor(c / 4));
    expect(groupsOf(16)).toEqual(inFours);
    // Of nineteen a quarter is four and a bit; the last three are too few for a group.
    expect(groupsOf(19)).toEqual([...inFours, -1, -1, -1]);
    // Of fifteen a quarter is three and a bit: too few.
    expect(new Set(groupsOf(15))).toEqual(new Set([-1]));
  });

  it('have no room for a school that holds more than a quarter by itself', () => {
    // Forty parts of 78 are one school's, and nineteen of the others' are a little less than a quarter.
    const panel = panelOf(
      alike(39, 10, 12).map(row => {
        const times = row.cluster === 'Skola 0' ? 40 : 1;
        return { ...row, n: times * row.n, sum: times * row.sum, sumSquares: times * row.sumSquares };
      }),
    );
    const groups = groupClusters(planDesign(layOut(panel, 'sameSchool')), panel.pupils);
    const large = panel.clusterNames.indexOf('Skola 0');
    expect(groups[large]).toBe(-1);
    expect([0, 1].map(group => groups.filter(one => one === group).length)).toEqual([19, 19]);
  });
});
