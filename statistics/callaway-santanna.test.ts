import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { panelOf, type Row, rowsOf } from './panel.fixture.ts';

/*
 * Callaway & Sant'Anna by the slow road: unit by unit from the definitions, influence functions unit by unit, and the jackknife by
 * throwing rows away.
 */

type Unit = {
  readonly cluster: string;
  readonly start: number;
  readonly weight: number;
  readonly y: Map<number, number>;
};
type Influence = { readonly value: number; readonly influence: number[] };

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const slow = (rows: readonly Row[], controls: 'notYetTreated' | 'neverTreated', weights: 'n' | 'none') => {
  let times = [...new Set(rows.map(row => row.time))].sort();
  const names = [...new Set(rows.map(row => row.unit))];
  const last = times[times.length - 1] ?? 0;
  const startOf = ({ start }: Row): number => (start && start <= last ? start : Number.POSITIVE_INFINITY);
  // First the horizon, then those who begin at once, and only then who has every year.
  const latest = Math.max(...rows.map(startOf));
  times = times.filter(time => time < latest);
  const units = names
    .map(name => rows.filter(row => row.unit === name))
    .filter(cells => cells[0] && startOf(cells[0]) > (times[0] ?? 0))
    .filter(cells => cells.filter(({ time }) => time < latest).length === times.length)
    .map(
      (cells): Unit => ({
        cluster: cells[0]?.cluster ?? '',
        start: cells[0] ? startOf(cells[0]) : 0,
        weight: weights === 'n' ? sum(cells.map(cell => cell.n)) / cells.length : 1,
        y: new Map(cells.map(cell => [cell.time, cell.sum / cell.n])),
      }),
    );
  const groups = [...new Set(units.map(unit => unit.start))].filter(group => group < latest).sort();
  const n = units.length;
  const effects: (Influence & { group: number; time: number })[] = [];
  for (const group of groups) {
    for (let t = 1; t < times.length; t += 1) {
      const time = times[t] ?? 0;
      const base = (time >= group ? times.findLast(one => one < group) : times[t - 1]) ?? 0;
      const treated = units.map(unit => (unit.start === group ? unit.weight : 0));
      const compared = units.map(unit => {
        if (unit.start === group) return 0;
        const free =
          controls === 'neverTreated'
            ? unit.start === Number.POSITIVE_INFINITY
            : unit.start > Math.max(time, base);
        return free ? unit.weight : 0;
      });
      if (sum(compared) === 0) continue;
      const change = units.map(unit => (unit.y.get(time) ?? 0) - (unit.y.get(base) ?? 0));
      const meanOf = (w: readonly number[]): number =>
        sum(change.map((one, i) => one * (w[i] ?? 0))) / sum(w);
      const [one, other] = [meanOf(treated), meanOf(compared)];
      const influence = change.map(
        (d, i) =>
          n *
          (((treated[i] ?? 0) * (d - one)) / sum(treated) -
            ((compared[i] ?? 0) * (d - other)) / sum(compared)),
      );
      effects.push({ group, time, value: one - other, influence });
    }
  }
  const total = sum(units.map(unit => unit.weight));
  const shareOf = (group: number): number =>
    sum(units.filter(unit => unit.start === group).map(unit => unit.weight)) / total;
  const post = effects.filter(({ group, time }) => time >= group);
  const all = sum(post.map(({ group }) => shareOf(group)));
  const value = sum(post.map(effect => (shareOf(effect.group) / all) * effect.value));
  const influence = units.map((unit, i) =>
    sum(
      post.map(effect => {
        const share = shareOf(effect.group);
        const moved = (unit.start === effect.group ? (unit.weight * n) / total : 0) - share;
        return (share / all) * (effect.influence[i] ?? 0) + (moved / all) * (effect.value - value);
      }),
    ),
  );
  const clusters = [...new Set(units.map(unit => unit.cluster))];
  const scores = clusters.map(name => sum(influence.filter((_, i) => units[i]?.cluster === name)));
  return { value, se: Math.sqrt(sum(scores.map(score => score * score))) / n, effects, clusters };
};

const cases = [1, 2, 3, 4].flatMap(seed =>
  (['notYetTreated', 'neverTreated'] as const).flatMap(controls =>
    (['n', 'none'] as const).map(weights => ({ seed, controls, weights })),
  ),
);

const close = (found: number | undefined, wanted: number): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThan(1e-9 * (1 + Math.abs(wanted)));

describe.each(cases)('panel $seed against $controls, weights $weights', ({ seed, controls, weights }) => {
  it.each([
    ['some never get a post', false],
    ['all get a post in time', true],
  ])('when %s', (_, noNever) => {
    if (noNever && controls === 'neverTreated') return expect(noNever).toBe(true);
    const rows = rowsOf({ seed, noNever, missing: 0.03, schools: 9 });
    const found = estimate(panelOf(rows), {
      estimator: 'callawaySantAnna',
      controls,
      weights,
      inference: ['cr1', 'cv3'],
    });
    const wanted = slow(rows, controls, weights);
    close(found.att.estimate, wanted.value);
    close(found.att.se.cr1, wanted.se);
    expect(found.groupTime).toHaveLength(wanted.effects.length);
    found.groupTime?.forEach(({ group, time, estimate: value }, k) => {
      expect([group, time]).toEqual([wanted.effects[k]?.group, wanted.effects[k]?.time]);
      close(value, wanted.effects[k]?.value ?? Number.NaN);
    });
    const without = wanted.clusters.map(name => {
      // All years must still be years of the panel, as they are when a school is left out of the computation.
      const kept = rows.filter(row => row.cluster !== name);
      return slow(kept, controls, weights).value;
    });
    const g = without.length;
    close(found.att.se.cv3, Math.sqrt(((g - 1) / g) * sum(without.map(one => (one - wanted.value) ** 2))));
    expect(found.att.df.cv3).toBe(g - 1);
  });
});
