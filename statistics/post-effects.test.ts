import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { columnsOf, panelOf, type Row, rowsOf } from './panel.fixture.ts';
import { readPanel } from './panel.ts';
import { postEffects } from './post-effects.ts';

const options = { design: 'otherSchools', weights: 'n' } as const;

/** The same by dense least squares: one row per cell, one column per effect, and every v written out. */
const dense = (rows: readonly Row[], weighted: boolean, knowsPupils: boolean) => {
  const names = [...new Set(rows.flatMap(row => [row.unit, `${row.subject} ${row.time}`]))];
  const design = new Matrix(
    rows.map(row => names.map(name => Number(name === row.unit || name === `${row.subject} ${row.time}`))),
  );
  const treated = rows.map(row => row.start > 0 && row.time >= row.start);
  const hatOf = (weight: readonly number[]) => {
    const weights = Matrix.diag([...weight]);
    const inverse = new SingularValueDecomposition(design.transpose().mmul(weights).mmul(design), {
      autoTranspose: true,
    }).inverse();
    return design.mmul(inverse).mmul(design.transpose()).mmul(weights);
  };
  const y = Matrix.columnVector(rows.map(row => row.sum / row.n));
  const plain = hatOf(treated.map(one => (one ? 0 : 1)));
  const e = Matrix.sub(y, plain.mmul(y)).to1DArray();
  const untreated = rows.map((_, i) => i).filter(i => !treated[i]);
  const total = (value: (i: number) => number): number => untreated.reduce((sum, i) => sum + value(i), 0);
  const rank = Math.round(plain.trace());
  const variance = total(i => (e[i] ?? 0) ** 2) / (untreated.length - rank);
  const row = (i: number): Row => rows[i] as Row;
  const between = total(i => row(i).sumSquares - row(i).sum ** 2 / row(i).n) / total(i => row(i).n - 1);
  const shock = Math.max(0, variance - (between * total(i => 1 / row(i).n)) / untreated.length);
  const hat = hatOf(rows.map(({ n }, i) => (treated[i] ? 0 : weighted ? n : 1)));
  const effect = Matrix.sub(y, hat.mmul(y)).to1DArray();
  return (unit: string) => {
    const own = rows
      .map((_, i) => i)
      .filter(i => row(i).unit === unit && treated[i] && row(i).time < row(i).start + 3);
    const v = rows.map((_, i) => {
      const direct = own.includes(i) ? 1 / own.length : 0;
      return direct - own.reduce((sum, k) => sum + hat.get(k, i), 0) / own.length;
    });
    return {
      estimate: own.reduce((sum, i) => sum + (effect[i] ?? 0), 0) / own.length,
      se: Math.sqrt(
        v.reduce((sum, one, i) => sum + one ** 2 * (knowsPupils ? shock + between / row(i).n : variance), 0),
      ),
      years: own.length,
    };
  };
};

describe('the effect of each post', () => {
  // Every subject has units that never get the post, and nobody starts before the third year.
  const rows = rowsOf({ seed: 3, schools: 9, subjects: 3, posts: 0.3 });

  it.each([
    ['weighted by pupils', 'n', true],
    ['weighted alike', 'none', true],
    ['of cells without squares', 'none', false],
  ] as const)('%s is what dense least squares says, with its error', (_, weights, knowsPupils) => {
    const { sumSquares, ...others } = columnsOf(rows);
    const panel = readPanel(knowsPupils ? { ...others, sumSquares } : others);
    const { posts } = postEffects(panel, { design: 'otherSchools', weights });
    const byHand = dense(rows, weights === 'n', knowsPupils);
    expect(posts.length).toBeGreaterThan(4);
    for (const { unit, estimate, se, years } of posts) {
      const wanted = byHand(unit);
      expect(estimate).toBeCloseTo(wanted.estimate, 8);
      expect(se).toBeCloseTo(wanted.se, 8);
      expect(years).toBe(wanted.years);
    }
    expect(Math.max(...posts.map(({ years }) => years))).toBe(3);
  });

  it('is not moved by the unit’s own later years, and its error not by any year with the post', () => {
    const last = Math.max(...rows.map(row => row.time));
    const of = (changed: readonly Row[]) => postEffects(panelOf(changed), options).posts;
    const later = rows.map(row =>
      row.start > 0 && row.time >= row.start + 3
        ? { ...row, sum: row.sum + 9 * row.n, sumSquares: 1e9 }
        : row,
    );
    expect(last).toBeGreaterThan(2014);
    of(later).forEach((post, j) => {
      expect(post.estimate).toBeCloseTo(of(rows)[j]?.estimate ?? 0, 12);
      expect(post.se).toBeCloseTo(of(rows)[j]?.se ?? 0, 12);
    });
    const raised = rows.map(row =>
      row.start > 0 && row.time >= row.start ? { ...row, sum: row.sum + row.n, sumSquares: 1e9 } : row,
    );
    of(raised).forEach((post, j) => {
      expect(post.estimate).toBeCloseTo((of(rows)[j]?.estimate ?? 0) + 1, 8);
      expect(post.se).toBeCloseTo(of(rows)[j]?.se ?? 0, 12);
    });
  });

  it('is left out with its reason where there is nothing before the post', () => {
    const early = rows.map(row =>
      row.unit === rows.find(one => one.start > 0)?.unit ? { ...row, start: 2010 } : row,
    );
    const { posts, left } = postEffects(panelOf(early), options);
    const unit = rows.find(one => one.start > 0)?.unit;
    expect(posts.map(post => post.unit)).not.toContain(unit);
    expect(left).toContainEqual({ unit, reason: 'noPreYears' });
  });

  it('has no error, and is not told, where the effects leave nothing to judge it by', () => {
    const two = rowsOf({ seed: 1, schools: 3, subjects: 1, years: 3, missing: 0, absent: 0, posts: 0 })
      .filter(row => row.time < 2012)
      .filter(row => row.cluster !== 'Skola 2')
      .map(row => (row.cluster === 'Skola 0' ? { ...row, start: 2011 } : row));
    expect(postEffects(panelOf(two), options).posts).toEqual([]);
  });
});
