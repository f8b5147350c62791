import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { effectsMatrix, leastSquares, weightsOf } from './dense.fixture.ts';
import { type DrawnPanel, drawnPanels, estimated, rowsFrom } from './drawn-panel.fixture.ts';
import { estimate } from './estimate.ts';
import { columnsOf, type Row, rowsOf } from './panel.fixture.ts';
import { clusterOf, type Panel, readPanel } from './panel.ts';
import type { CovariateColumns } from './panel-covariates.ts';
import { createRandom, type Random } from './random.ts';
import { estimateText } from './sv.ts';

/*
 * Borusyak, Jaravel & Spiess's imputation by the slow road: dense least squares on the cells without a post, what each treated cell
 * is then seen to lack, why some cannot be told, and errors by the weight v that every cell has in the mean.
 */

/**
 * Covariates of all kinds: one that moves with the outcome, one that only treated cells have, so that no cell without a post tells
 * what it is worth, and one that the units' own levels say already.
 */
const kinds = ['moving', 'treated', 'moving', 'fixed'] as const;

const covariateOf = (row: Row, kind: (typeof kinds)[number] | undefined, random: Random): number => {
  if (kind === 'fixed') return row.unit.length + row.unit.charCodeAt(1);
  if (kind === 'treated') return row.start > 0 && row.time > row.start ? 1 + random.uniform() : 0;
  return 0.3 * (row.sum / row.n) + random.normal();
};

const panelFrom = (drawn: DrawnPanel, covariates = 0): Panel => {
  const rows = rowsFrom(drawn);
  const random = createRandom(drawn.seed);
  const { sumSquares: _, ...columns } = columnsOf(rows);
  return readPanel({
    ...columns,
    covariates: Array.from({ length: covariates }, (__, k) => ({
      name: `x${k}`,
      value: { values: rows.map(row => covariateOf(row, kinds[(k + drawn.seed) % kinds.length], random)) },
    })),
  });
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Dense matrices of the whole panel, fitted to the cells without a post. */
const slow = (panel: Panel, { design, weights }: DrawnPanel, leastBefore: number) => {
  const rows = effectsMatrix(panel, design);
  const cells = [...panel.unit.keys()];
  const w = weightsOf(panel, weights).map((one, i) => (panel.treated[i] === 1 ? 0 : one));
  const { m, x, weighted, coefficients, fitted } = leastSquares(rows, [...panel.mean], w);
  const informed = m.mmul(x.transpose()).mmul(weighted);
  const unitOf = (i: number) => panel.unit[i] ?? 0;
  const free = cells.filter(i => panel.treated[i] === 0);
  const beforeOf = (i: number) => free.filter(one => unitOf(one) === unitOf(i)).length;
  const isTold = (i: number) => {
    const row = Matrix.rowVector(rows[i] ?? []);
    return Matrix.sub(row.mmul(informed), row).norm() < 1e-6;
  };
  const treated = cells.filter(i => panel.treated[i] === 1);
  const estimable = treated.filter(i => beforeOf(i) >= leastBefore && isTold(i));
  const tau = panel.mean.map((y, i) => y - (fitted[i] ?? 0));
  const reasonOf = (i: number) => {
    if (beforeOf(i) === 0) return 'noPreYears';
    if (beforeOf(i) < leastBefore) return 'fewPreYears';
    const sameYear = free.filter(one => panel.time[one] === panel.time[i]);
    const subject = (one: number) => panel.unitSubject[unitOf(one)];
    if (!sameYear.some(one => design === 'unitTime' || subject(one) === subject(i))) return 'noComparison';
    const inSchool = sameYear.some(one => clusterOf(panel, one) === clusterOf(panel, i));
    return design === 'sameSchool' && !inSchool ? 'wholeSchoolTreated' : 'notConnected';
  };
  const left = panel.unitNames.flatMap((unit, u) => {
    const own = treated.filter(i => unitOf(i) === u);
    const lacking = own.filter(i => !estimable.includes(i));
    if (lacking.length === 0) return [];
    if (lacking.length === own.length) return [{ unit, reason: reasonOf(own[0] ?? 0) }];
    return lacking.map(i => ({
      unit,
      time: panel.times[panel.time[i] ?? 0] ?? 0,
      reason: reasonOf(i),
    }));
  });
  /** Mean of some effects with its clustered error: se² = Σ_g (Σ v ε)². */
  const meanOf = (chosen: readonly number[]) => {
    const share = 1 / chosen.length;
    const pull = chosen.reduce(
      (sum, i) => sum.add(Matrix.rowVector(rows[i] ?? []).mul(share)),
      Matrix.zeros(1, rows[0]?.length ?? 0),
    );
    const v = pull
      .mmul(m)
      .mmul(weighted.transpose())
      .to1DArray()
      .map(one => -one);
    for (const i of chosen) v[i] = share;
    const cohort = (i: number) => `${panel.start[unitOf(i)]} ${panel.time[i]}`;
    const scores = new Map<number, number>();
    for (const i of [...free, ...chosen]) {
      const alike = chosen.filter(one => cohort(one) === cohort(i));
      const error = (tau[i] ?? 0) - (panel.treated[i] === 1 ? mean(alike.map(one => tau[one] ?? 0)) : 0);
      scores.set(clusterOf(panel, i), (scores.get(clusterOf(panel, i)) ?? 0) + (v[i] ?? 0) * error);
    }
    return {
      estimate: mean(chosen.map(i => tau[i] ?? 0)),
      se: Math.hypot(...scores.values()),
      cells: chosen.length,
    };
  };
  return { coefficients, tau, estimable, left, meanOf };
};

const near = (found: number | undefined, wanted: number): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted), `${found} against ${wanted}`).toBeLessThan(
    1e-7 * Math.max(1, Math.abs(wanted)),
  );

describe('what is imputed', () => {
  it.each([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 1],
    [2, 1],
  ])(
    'is what a dense regression imputes, with %i covariates and %i cells before',
    (covariates, leastBefore) => {
      const reasons = new Set<string>();
      fc.assert(
        fc.property(drawnPanels, drawn => {
          const panel = panelFrom(drawn, covariates);
          if (!panel.treated.includes(1)) return;
          const { design, weights } = drawn;
          const found = estimated(panel, { design, weights, leastBefore, inference: ['cr1'] });
          const { tau, estimable, left, meanOf } = slow(panel, drawn, leastBefore);
          if (typeof found === 'string') {
            expect(found).toBe(estimateText.noComparison);
            expect(estimable).toEqual([]);
            return;
          }
          for (const { reason } of left) reasons.add(reason);
          expect(found.notEstimable).toEqual(left);
          const nameOf = (i: number) => panel.unitNames[panel.unit[i] ?? 0] ?? '';
          expect(found.cells?.map(({ unit, time }) => ({ unit, time }))).toEqual(
            estimable.map(i => ({ unit: nameOf(i), time: panel.times[panel.time[i] ?? 0] })),
          );
          estimable.forEach((i, k) => {
            near(found.cells?.[k]?.effect, tau[i] ?? 0);
          });
          const whole = meanOf(estimable);
          near(found.att.estimate, whole.estimate);
          near(found.att.se.cr1, whole.se);
          const byPupils = (cells: readonly number[]): number =>
            cells.reduce((sum, i) => sum + (panel.pupils[i] ?? 0) * (tau[i] ?? 0), 0) /
            cells.reduce((sum, i) => sum + (panel.pupils[i] ?? 0), 0);
          near(found.att.pupilWeighted, byPupils(estimable));

          const units = panel.unitNames.flatMap((unit, u) => {
            const own = estimable.filter(i => panel.unit[i] === u);
            return own.length > 0 ? [{ unit, own }] : [];
          });
          expect(found.perUnit?.map(({ unit, cells }) => ({ unit, cells }))).toEqual(
            units.map(({ unit, own }) => ({ unit, cells: own.length })),
          );
          units.forEach(({ own }, k) => {
            near(found.perUnit?.[k]?.estimate, mean(own.map(i => tau[i] ?? 0)));
            near(found.perUnit?.[k]?.pupilWeighted, byPupils(own));
          });

          const eventOf = (i: number) =>
            (panel.times[panel.time[i] ?? 0] ?? 0) - (panel.start[panel.unit[i] ?? 0] ?? 0);
          const events = [...new Set(estimable.map(eventOf))].sort((a, b) => a - b);
          const after = found.eventTime?.filter(({ e }) => e >= 0) ?? [];
          expect(after.map(({ e }) => e)).toEqual(events);
          events.forEach((e, k) => {
            const wanted = meanOf(estimable.filter(i => eventOf(i) === e));
            near(after[k]?.estimate, wanted.estimate);
            near(after[k]?.se, wanted.se);
            expect(after[k]?.cells).toBe(wanted.cells);
          });
        }),
        { numRuns: 60 },
      );
      expect(reasons).toContain('noPreYears');
      expect(reasons).toContain('noComparison');
      if (leastBefore > 1) expect(reasons).toContain('fewPreYears');
    },
  );

  it('rests on the pupils’ own covariates as if every pupil had a row of its own', () => {
    let seen = 0;
    fc.assert(
      fc.property(drawnPanels, drawn => {
        const random = createRandom(drawn.seed);
        const rows = rowsFrom(drawn).slice(0, 45);
        const pupils = rows.flatMap(row =>
          Array.from({ length: 2 + random.below(3) }, () => {
            const x = random.normal() + 0.2 * (row.time - 2010);
            return { row, x, y: row.sum / row.n + 0.7 * x + random.normal() };
          }),
        );
        type Pupil = (typeof pupils)[number];
        const sums = (of: (pupil: Pupil) => number) => ({
          values: rows.map(row =>
            pupils.reduce((sum, pupil) => sum + (pupil.row === row ? of(pupil) : 0), 0),
          ),
        });
        const { unit, cluster, subject, time, start } = columnsOf(rows);
        const panel = readPanel({
          ...{ unit, cluster, subject, time, start, n: sums(() => 1) },
          ...{ sum: sums(({ y }) => y), sumSquares: sums(({ y }) => y * y) },
          covariates: [
            {
              ...{ name: 'x', sum: sums(({ x }) => x), sumSquares: sums(({ x }) => x * x) },
              sumProduct: sums(({ x, y }) => x * y),
            },
          ],
        });
        const { design } = drawn;
        const found = estimated(panel, { design, weights: 'n' });
        if (typeof found === 'string') return;
        const isTreated = ({ row }: Pupil) => row.start > 0 && row.time >= row.start;
        const codes = [
          pupils.map(({ row }) => row.unit),
          pupils.map(({ row }) => (design === 'unitTime' ? `${row.time}` : `${row.subject} ${row.time}`)),
          ...(design === 'sameSchool' ? [pupils.map(({ row }) => `${row.cluster} ${row.time}`)] : []),
        ];
        const { fitted } = leastSquares(
          pupils.map(({ x }, i) => [
            ...codes.flatMap(code => [...new Set(code)].map(level => (code[i] === level ? 1 : 0))),
            x,
          ]),
          pupils.map(({ y }) => y),
          pupils.map(pupil => (isTreated(pupil) ? 0 : 1)),
        );
        for (const { unit: name, time: year, effect } of found.cells ?? []) {
          const own = [...pupils.keys()].filter(
            i => pupils[i]?.row.unit === name && pupils[i]?.row.time === year,
          );
          near(effect, mean(own.map(i => (pupils[i]?.y ?? 0) - (fitted[i] ?? 0))));
          seen += 1;
        }
      }),
      { numRuns: 25 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('rests on the cells’ covariates alone where a cell counts as one, or where nobody has told how pupils’ results vary', () => {
    const rows = rowsOf({ seed: 5, missing: 0.05 });
    const random = createRandom(8);
    const means = rows.map(row => 0.3 * (row.sum / row.n) + random.normal());
    const valuesOf = (of: (row: Row, mean: number) => number) => ({
      values: rows.map((row, i) => of(row, means[i] ?? 0)),
    });
    const varying = {
      ...{ name: 'x', sum: valuesOf((row, mean) => row.n * mean) },
      sumSquares: valuesOf((row, mean) => row.n * (mean * mean + 2)),
      sumProduct: valuesOf((row, mean) => row.sum * mean + row.n * 1.5),
    };
    const even = { name: 'x', value: valuesOf((_, mean) => mean) };
    const { sumSquares, ...columns } = columnsOf(rows);
    const told = { ...columns, sumSquares };
    const effectOf = (of: typeof columns, covariate: CovariateColumns, weights: 'n' | 'none') =>
      estimate(readPanel({ ...of, covariates: [covariate] }), { weights }).att.estimate;
    near(effectOf(told, varying, 'none'), effectOf(told, even, 'none'));
    near(effectOf(columns, varying, 'n'), effectOf(columns, even, 'n'));
    expect(effectOf(told, varying, 'n')).not.toBeCloseTo(effectOf(columns, even, 'n'), 4);
  });
});
