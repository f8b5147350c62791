import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { balancedPanel } from './estimate-effects.ts';
import { defaultSpec } from './estimate-result.ts';
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
type Told = { readonly estimate: number; readonly se: number | undefined };
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
  /** Mean by the cohorts' shares, which are estimated too. */
  const byShares = (chosen: readonly (Influence & { group: number })[]): Influence => {
    const all = sum(chosen.map(({ group }) => shareOf(group)));
    const value = sum(chosen.map(effect => (shareOf(effect.group) / all) * effect.value));
    const influence = units.map((unit, i) =>
      sum(
        chosen.map(effect => {
          const share = shareOf(effect.group);
          const moved = (unit.start === effect.group ? (unit.weight * n) / total : 0) - share;
          return (share / all) * (effect.influence[i] ?? 0) + (moved / all) * (effect.value - value);
        }),
      ),
    );
    return { value, influence };
  };
  const equally = (chosen: readonly Influence[]): Influence => ({
    value: sum(chosen.map(one => one.value)) / chosen.length,
    influence: units.map((_, i) => sum(chosen.map(one => one.influence[i] ?? 0)) / chosen.length),
  });
  const clusters = [...new Set(units.map(unit => unit.cluster))];
  const toldOf = ({ value, influence }: Influence): Told => {
    const scores = clusters.map(name => sum(influence.filter((_, i) => units[i]?.cluster === name)));
    const se = Math.sqrt(sum(scores.map(score => score * score))) / n;
    return { estimate: value, se: se > 1e-12 ? se : undefined };
  };
  const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const post = effects.filter(({ group, time }) => time >= group);
  const byEvent = distinct(effects.map(({ group, time }) => time - group)).map(e => {
    const chosen = effects.filter(({ group, time }) => time - group === e);
    const cells = sum(chosen.map(({ group }) => units.filter(unit => unit.start === group).length));
    return { e, cells, ...byShares(chosen) };
  });
  const byGroup = distinct(post.map(({ group }) => group)).map(group => ({
    group,
    ...equally(post.filter(one => one.group === group)),
  }));
  const byTime = distinct(post.map(({ time }) => time)).map(time => ({
    time,
    ...byShares(post.filter(one => one.time === time)),
  }));
  const startByName = new Map(names.map(name => [name, startOf(rows.find(row => row.unit === name) as Row)]));
  const left = [...names].sort().flatMap(unit => {
    const start = startByName.get(unit) ?? 0;
    if (start <= (times[0] ?? 0)) return [{ unit, reason: 'noPreYears' }];
    if (!Number.isFinite(start)) return [];
    const own = rows.filter(row => row.unit === unit && row.time < latest);
    if (own.length < times.length) return [{ unit, reason: 'missingYears' }];
    return post.some(({ group }) => group === start) ? [] : [{ unit, reason: 'noComparison' }];
  });
  return {
    ...{
      ...toldOf(byShares(post)),
      effects: effects.map(one => ({ ...one, ...toldOf(one) })),
      clusters,
      left,
    },
    byEvent: byEvent.map(one => ({ e: one.e, cells: one.cells, ...toldOf(one) })),
    dynamic: toldOf(equally(byEvent.filter(({ e }) => e >= 0))),
    byGroup: byGroup.map(one => ({ group: one.group, ...toldOf(one) })),
    group: toldOf(byShares(byGroup)),
    byTime: byTime.map(one => ({ time: one.time, ...toldOf(one) })),
    calendar: toldOf(equally(byTime)),
  };
};

const cases = [1, 2, 3, 4].flatMap(seed =>
  (['notYetTreated', 'neverTreated'] as const).flatMap(controls =>
    (['n', 'none'] as const).map(weights => ({ seed, controls, weights })),
  ),
);

const close = (found: number | undefined, wanted: number): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThan(1e-9 * (1 + Math.abs(wanted)));

/** The same numbers and errors, about the same things, in the same order. */
const agrees = (
  found: readonly (Partial<Told> | undefined)[] | undefined,
  wanted: readonly Told[],
  about: readonly string[] = [],
): void => {
  const namesOf = (one: object | undefined) =>
    about.map(key => (one as Readonly<Record<string, unknown>> | undefined)?.[key]);
  expect(found?.map(namesOf)).toEqual(wanted.map(namesOf));
  wanted.forEach(({ estimate: value, se }, k) => {
    close(found?.[k]?.estimate, value);
    if (se === undefined) expect(found?.[k]?.se).toBeUndefined();
    else close(found?.[k]?.se, se);
  });
};

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
    agrees([{ estimate: found.att.estimate, se: found.att.se.cr1 }], [wanted]);
    agrees(found.groupTime, wanted.effects, ['group', 'time']);
    agrees(found.eventTime, wanted.byEvent, ['e', 'cells']);
    const { simple, dynamic, group, calendar } = found.aggregations ?? {};
    agrees([simple], [wanted]);
    agrees([dynamic, group, calendar], [wanted.dynamic, wanted.group, wanted.calendar]);
    agrees(dynamic?.byEvent, wanted.byEvent, ['e']);
    agrees(group?.byGroup, wanted.byGroup, ['group']);
    agrees(calendar?.byTime, wanted.byTime, ['time']);
    expect(found.notEstimable.toSorted((a, b) => (a.unit < b.unit ? -1 : 1))).toEqual(wanted.left);
    const without = wanted.clusters.map(name => {
      // All years must still be years of the panel, as they are when a school is left out of the computation.
      const kept = rows.filter(row => row.cluster !== name);
      return slow(kept, controls, weights).estimate;
    });
    const g = without.length;
    close(found.att.se.cv3, Math.sqrt(((g - 1) / g) * sum(without.map(one => (one - wanted.estimate) ** 2))));
    expect(found.att.df.cv3).toBe(g - 1);
  });
});

it('lets nobody who has a post from the first year change places with others, since nothing is known of the time before', () => {
  const rows = rowsOf({ seed: 4, missing: 0 }).map(row =>
    row.cluster === 'Skola 2' ? { ...row, start: 2010 } : row,
  );
  const panel = panelOf(rows);
  const { unitNames } = balancedPanel(panel, { ...defaultSpec, weights: 'n', estimator: 'callawaySantAnna' });
  const others = new Set(rows.filter(({ cluster }) => cluster !== 'Skola 2').map(({ unit }) => unit));
  expect([...unitNames].toSorted()).toEqual([...others].toSorted());
});

describe('a post without an estimate is told with why', () => {
  const rows = rowsOf({ seed: 4, missing: 0, noNever: true });
  const [last, first] = [Math.max(...rows.map(({ start }) => start)), 'Skola 2'];
  const gap = rows.find(({ cluster, start }) => cluster !== first && start < last);
  const panel = panelOf(
    rows
      .filter(row => row.unit !== gap?.unit || row.time !== 2011)
      .map(row => (row.cluster === first ? { ...row, start: 2010 } : row)),
  );
  const unitsWhere = (is: (row: Row) => boolean): string[] => [
    ...new Set(rows.filter(is).map(({ unit }) => unit)),
  ];

  it('no year before it, a year that is missing, or nobody left to compare with', () => {
    const { notEstimable, groupTime = [] } = estimate(panel, { estimator: 'callawaySantAnna' });
    const told = (reason: string) =>
      notEstimable.filter(one => one.reason === reason).map(({ unit }) => unit);
    expect(told('noPreYears').toSorted()).toEqual(unitsWhere(({ cluster }) => cluster === first).toSorted());
    expect(told('missingYears')).toEqual([gap?.unit]);
    expect(told('noComparison').toSorted()).toEqual(
      unitsWhere(({ cluster, start }) => cluster !== first && start === last).toSorted(),
    );
    expect(notEstimable).toHaveLength(new Set(notEstimable.map(({ unit }) => unit)).size);
    expect(groupTime.map(({ group }) => group)).not.toContain(last);
  });
});
