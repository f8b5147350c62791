import { Matrix, pseudoInverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { pValueF } from './distributions.ts';
import { estimate } from './estimate.ts';
import { eventTimeOf } from './own-columns.ts';
import { panelOf, rowsOf } from './panel.fixture.ts';
import { clusterOf, type Panel, selectCells } from './panel.ts';
import { preTrendTest } from './pre-trend.ts';

const rows = rowsOf({ seed: 31, schools: 14, years: 8, posts: 0.5 });
const panel = panelOf(rows);

/** Placebo effects by dense least squares on the cells without a post. */
const dense = (of: Panel): number[] => {
  const cells = Array.from({ length: of.cells }, (_, i) => i).filter(i => of.treated[i] === 0);
  const events = [...new Set(cells.map(i => eventTimeOf(of, i)))]
    .filter(e => e < -1 && Number.isFinite(e))
    .sort((a, b) => a - b);
  const indicators = (code: (i: number) => string): number[][] => {
    const levels = [...new Set(cells.map(code))];
    return cells.map(i => levels.map(level => (code(i) === level ? 1 : 0)));
  };
  const units = indicators(i => String(of.unit[i]));
  const years = indicators(i => `${of.unitSubject[of.unit[i] ?? 0]} ${of.time[i]}`);
  const x = new Matrix(
    cells.map((i, k) => [
      ...(units[k] ?? []),
      ...(years[k] ?? []),
      ...events.map(e => (eventTimeOf(of, i) === e ? 1 : 0)),
    ]),
  );
  const y = Matrix.columnVector(cells.map(i => of.mean[i] ?? 0));
  const coefficients = pseudoInverse(x.transpose().mmul(x), 1e-10).mmul(x.transpose()).mmul(y).to1DArray();
  const own = coefficients.slice(-events.length);
  return events.flatMap((e, k) => (e >= -4 ? [own[k] ?? 0] : []));
};

describe('the test of earlier trends', () => {
  const find = () => preTrendTest(panel, { design: 'otherSchools', weights: 'none' });

  it('is the Wald test of placebo effects with the jackknife’s covariance', () => {
    const found = find();
    const estimates = dense(panel);
    const q = estimates.length;
    const g = panel.clusterNames.length;
    const covariance = Matrix.zeros(q, q);
    for (let c = 0; c < g; c += 1) {
      const keep = Uint8Array.from({ length: panel.cells }, (_, i) => (clusterOf(panel, i) === c ? 0 : 1));
      const moved = Matrix.columnVector(
        dense(selectCells(panel, keep)).map((one, k) => one - (estimates[k] ?? 0)),
      );
      covariance.add(moved.mmul(moved.transpose()).mul((g - 1) / g));
    }
    const b = Matrix.columnVector(estimates);
    const f = b.transpose().mmul(pseudoInverse(covariance, 1e-12)).mmul(b).get(0, 0) / q;
    expect(found?.q).toBe(3);
    expect(found?.df).toBe(g - 1);
    expect(found?.f).toBeCloseTo(f, 7);
    expect(found?.p).toBeCloseTo(pValueF(f, q, g - 1), 8);
    found?.leads.forEach(({ estimate: value, se }, k) => {
      expect(value).toBeCloseTo(estimates[k] ?? 0, 9);
      expect(se).toBeCloseTo(Math.sqrt(covariance.get(k, k)), 9);
    });
    const triangle = covariance.to2DArray().flatMap((row, k) => row.slice(0, k + 1));
    expect(found?.covariance.length).toBe(triangle.length);
    found?.covariance.forEach((one, at) => {
      expect(one).toBeCloseTo(triangle[at] ?? Number.NaN, 9);
    });
  });

  it('shows the same placebo effects as the event path', () => {
    const path = estimate(panel, { design: 'otherSchools', weights: 'none' }).eventTime;
    const leads = find()?.leads ?? [];
    expect(leads.map(({ e }) => e)).toEqual([-4, -3, -2]);
    for (const { e, estimate: value } of leads)
      expect(path?.find(one => one.e === e)?.estimate).toBeCloseTo(value, 12);
  });

  it('can take −2 as reference, when posts are announced the year before', () => {
    const announced = preTrendTest(panel, { design: 'otherSchools', weights: 'n', reference: -2 });
    expect(announced?.leads.map(({ e }) => e)).toEqual([-4, -3]);
    expect([announced?.reference, find()?.reference]).toEqual([-2, -1]);
  });

  it('does not count a school where everybody had the post from the first year on', () => {
    const already = rows
      .filter(row => row.cluster === 'Skola 3')
      .map(row => ({ ...row, unit: `${row.unit} till`, cluster: 'Skola 99', start: 2010 }));
    const [with99, without] = [panelOf([...rows, ...already]), panelOf(rows)].map(one =>
      preTrendTest(one, { design: 'otherSchools', weights: 'n' }),
    );
    expect(with99?.df).toBe(13);
    expect(with99?.p).toBeCloseTo(without?.p ?? Number.NaN, 9);
  });

  it('leaves out a year that only units without any other year have, and tests the rest', () => {
    const before = rows.map(row => ({ ...row, start: row.start && 2013 }));
    const alone = { ...before[0], unit: 'ensam', time: 2010, start: 2014 } as (typeof rows)[number];
    const [withIt, without] = [panelOf([...before, alone]), panelOf(before)].map(one =>
      preTrendTest(one, { design: 'otherSchools', weights: 'n' }),
    );
    expect(without?.leads.map(({ e }) => e)).toEqual([-3, -2]);
    expect(withIt?.leads.map(({ e }) => e)).toEqual([-3, -2]);
    expect(withIt?.p).toBeCloseTo(without?.p ?? Number.NaN, 9);
  });

  it('is not made when a year before exists in one school only', () => {
    const late = rows.map(row => ({
      ...row,
      start: row.start && row.cluster !== 'Skola 3' ? 2012 : row.start,
    }));
    const events = [...new Set(late.filter(row => row.start > 0).map(row => row.time - row.start))];
    const most = Math.min(...events);
    const test = (tested: (event: number) => boolean) =>
      preTrendTest(panelOf(late), { design: 'otherSchools', weights: 'n' }, tested);
    expect(test(event => event === -2)?.q).toBe(1);
    expect(test(event => event === most)).toBeUndefined();
    expect(test(event => event === most || event === -2)).toBeUndefined();
  });

  it('is not made when there is nothing before, or more years than schools', () => {
    expect(preTrendTest(panel, { design: 'otherSchools', weights: 'n' }, () => false)).toBeUndefined();
    const three = panelOf(rowsOf({ seed: 31, schools: 3, years: 8, posts: 0.5 }));
    expect(preTrendTest(three, { design: 'unitTime', weights: 'n' })).toBeUndefined();
    const late = panelOf(rowsOf({ seed: 2 }).map(row => ({ ...row, start: row.start && 2011 })));
    expect(preTrendTest(late, { design: 'unitTime', weights: 'n' })).toBeUndefined();
  });
});
