import type { Highs, ModelData } from 'highs';
import { loadSolver } from '../solver.ts';

/** Σ coefficient × unknown, between two limits. */
export type Constraint = {
  readonly terms: readonly (readonly [unknown: number, coefficient: number])[];
  readonly from: number;
  readonly to: number;
};
/** An unknown number that is not below 0 unless it says so, and whole unless it says so. */
export type Unknown = { readonly isWhole: boolean; readonly from: number };
/** A sum of unknowns that somebody would like to know. */
export type Sought = { readonly terms: Constraint['terms']; readonly isWhole: boolean };
export type Interval = { readonly from: number; readonly to: number };

const HUGE = 1e7;
const EPS = 1e-6;

const valueIn = (sum: Sought, values: Float64Array): number =>
  sum.terms.reduce((total, [unknown, times]) => total + times * (values[unknown] ?? 0), 0);

/** Where the terms of each constraint begin, and where the last end. */
const startsOf = (constraints: readonly Constraint[]): number[] => {
  const starts = [0];
  for (const { terms } of constraints) starts.push((starts.at(-1) ?? 0) + terms.length);
  return starts;
};

const modelOf = (unknowns: readonly Unknown[], constraints: readonly Constraint[]): ModelData => ({
  numCols: unknowns.length,
  numRows: constraints.length,
  colCost: unknowns.map(() => 0),
  colLower: unknowns.map(({ from }) => Math.max(from, -HUGE)),
  colUpper: unknowns.map(() => HUGE),
  rowLower: constraints.map(({ from }) => from),
  rowUpper: constraints.map(({ to }) => to),
  matrix: {
    format: 'csr',
    numRows: constraints.length,
    numCols: unknowns.length,
    starts: startsOf(constraints),
    indices: constraints.flatMap(({ terms }) => terms.map(([unknown]) => unknown)),
    values: constraints.flatMap(({ terms }) => terms.map(([, coefficient]) => coefficient)),
  },
});

/** What follows at once from single numbers: unknowns that an equation leaves alone. Afterwards the constraints hold only the others. */
const settle = (unknowns: readonly Unknown[], constraints: readonly Constraint[]) => {
  const known = new Map<number, number>();
  let open = constraints;
  let isContradicted = false;
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    open = open.flatMap(({ terms, from, to }) => {
      let said = 0;
      const rest = terms.filter(([unknown, times]) => {
        const value = known.get(unknown);
        if (value !== undefined) said += times * value;
        return value === undefined;
      });
      if (rest.length === 0 && (said < from - EPS || said > to + EPS)) isContradicted = true;
      return rest.length === 0 ? [] : [{ terms: rest, from: from - said, to: to - said }];
    });
    for (const { terms, from, to } of open) {
      const [only] = terms;
      if (from !== to || terms.length !== 1 || !only || known.has(only[0])) continue;
      const value = from / only[1];
      const unknown = unknowns[only[0]];
      const isSplit = unknown?.isWhole === true && Math.abs(value - Math.round(value)) > EPS;
      if (isSplit || value < (unknown?.from ?? 0) - EPS) isContradicted = true;
      known.set(only[0], value);
      isSettled = false;
    }
  }
  const leader = unknowns.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (leader[at] !== at) at = leader[at] as number;
    leader[index] = at;
    return at;
  };
  for (const { terms } of open)
    for (const [unknown] of terms) leader[find(unknown)] = find(terms[0]?.[0] ?? unknown);
  return { known, open, find, isContradicted };
};

/**
 * The lowest and highest that each sought sum can have, for somebody who knows the constraints and nothing else. What hangs together is
 * solved together by HiGHS: first without asking for whole numbers, which can only make an interval wider than it is; where that leaves
 * it close to `enough`, with whole numbers. An interval that is at least `enough` wide is not followed to its ends.
 * Null when no numbers fit: what was published contradicts itself.
 */
export const boundsOf = async (
  unknowns: readonly Unknown[],
  constraints: readonly Constraint[],
  sought: readonly { readonly sum: Sought; readonly enough: number }[],
): Promise<readonly Interval[] | null> => {
  const highs = await loadSolver();
  const { known, open, find, isContradicted } = settle(unknowns, constraints);
  if (isContradicted) return null;
  const found: Interval[] = [];
  const bySystem = new Map<
    string,
    { readonly index: number; readonly enough: number; readonly sum: Sought; readonly said: number }[]
  >();
  for (const [index, { sum, enough }] of sought.entries()) {
    const said = sum.terms.reduce((total, [unknown, times]) => total + times * (known.get(unknown) ?? 0), 0);
    const terms = sum.terms.filter(([unknown]) => !known.has(unknown));
    found[index] = { from: said, to: said };
    if (terms.length === 0) continue;
    // A sum over several systems is sought in all of them together.
    const key = JSON.stringify([...new Set(terms.map(([unknown]) => find(unknown)))].sort((a, b) => a - b));
    bySystem.set(key, [...(bySystem.get(key) ?? []), { index, enough, sum: { ...sum, terms }, said }]);
  }
  for (const [key, wanted] of bySystem) {
    const systems = new Set(JSON.parse(key) as number[]);
    const members = unknowns.flatMap((_, unknown) =>
      !known.has(unknown) && systems.has(find(unknown)) ? [unknown] : [],
    );
    const place = new Map(members.map((unknown, column) => [unknown, column] as const));
    const moved = (terms: Constraint['terms']) =>
      terms.map(([unknown, times]) => [place.get(unknown) ?? 0, times] as const);
    const intervals = solved(
      highs,
      members.map(unknown => unknowns[unknown] as Unknown),
      open
        .filter(({ terms }) => place.has(terms[0]?.[0] ?? -1))
        .map(one => ({ ...one, terms: moved(one.terms) })),
      wanted.map(({ sum, enough }) => ({ sum: { ...sum, terms: moved(sum.terms) }, enough })),
    );
    if (intervals === null) return null;
    for (const [index, one] of wanted.entries()) {
      const { from, to } = intervals[index] as Interval;
      found[one.index] = { from: from + one.said, to: to + one.said };
    }
  }
  return found;
};

class NoNumbersFit extends Error {}

const solved = (...asked: Parameters<typeof solve>): readonly Interval[] | null => {
  try {
    return solve(...asked);
  } catch (error) {
    if (error instanceof NoNumbersFit) return null;
    throw error;
  }
};

/**
 * The intervals of sums within one system. Counts without the sums of values have whole numbers at their ends of themselves, nearly
 * always; it is then enough that some sums of values fit them. Where that does not tell, the solver is asked with everything at once.
 */
const solve = (
  highs: Highs,
  unknowns: readonly Unknown[],
  constraints: readonly Constraint[],
  sought: readonly { readonly sum: Sought; readonly enough: number }[],
): readonly Interval[] => {
  const { minimize, maximize } = highs.constants.objectiveSense;
  const { optimal } = highs.constants.modelStatus;
  const isCount = ([unknown]: readonly [number, number]) => unknowns[unknown]?.isWhole === true;
  const onCounts = constraints.filter(({ terms }) => terms.every(isCount));
  return highs.withModel(modelOf(unknowns, onCounts), counts =>
    highs.withModel(modelOf(unknowns, constraints), everything => {
      for (const model of [counts, everything])
        model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
      let isExact = false;
      const reached = sought.map(() => ({ from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }));
      const note = (values: Float64Array): void => {
        for (const [index, { sum }] of sought.entries()) {
          const value = valueIn(sum, values);
          const one = reached[index] as { from: number; to: number };
          one.from = Math.min(one.from, value);
          one.to = Math.max(one.to, value);
        }
      };
      const best = (model: typeof counts, sum: Sought, sense: typeof minimize): Float64Array => {
        for (const [unknown, times] of sum.terms) model.changeColCost(unknown, times);
        model.changeObjectiveSense(sense);
        const { modelStatus } = model.run();
        if (modelStatus !== optimal) throw new NoNumbersFit();
        const values = model.getSolution().colValue;
        for (const [unknown] of sum.terms) model.changeColCost(unknown, 0);
        return values;
      };
      /** Whether the counts are whole, and some sums of values fit them. */
      const isPossible = (values: Float64Array): boolean => {
        const whole = unknowns.flatMap(({ isWhole }, unknown) => (isWhole ? [unknown] : []));
        if (whole.some(unknown => Math.abs((values[unknown] ?? 0) - Math.round(values[unknown] ?? 0)) > EPS))
          return false;
        for (const unknown of whole) {
          const value = Math.round(values[unknown] ?? 0);
          everything.changeColBounds(unknown, value, value);
        }
        const { modelStatus } = everything.run();
        if (modelStatus === optimal) note(everything.getSolution().colValue);
        for (const unknown of whole) everything.changeColBounds(unknown, unknowns[unknown]?.from ?? 0, HUGE);
        return modelStatus === optimal;
      };
      const end = (sum: Sought, sense: typeof minimize): number => {
        const rounded = (at: number) =>
          sum.isWhole ? (sense === minimize ? Math.ceil(at - EPS) : Math.floor(at + EPS)) : at;
        if (sum.isWhole && !isExact) {
          const values = best(counts, sum, sense);
          if (isPossible(values)) return rounded(valueIn(sum, values));
        }
        return rounded(valueIn(sum, best(everything, sum, sense)));
      };
      const found = sought.map(({ sum, enough }, index): Interval => {
        const one = reached[index] as { from: number; to: number };
        // Seen already, with whole numbers: there is no need to go to the ends.
        if (one.to - one.from >= enough) return one;
        return { from: end(sum, minimize), to: end(sum, maximize) };
      });
      const close = found.flatMap((interval, index) => {
        const { sum, enough } = sought[index] as (typeof sought)[number];
        const one = reached[index] as { from: number; to: number };
        return sum.isWhole && interval.to - interval.from >= enough && one.to - one.from < enough
          ? [index]
          : [];
      });
      if (close.length === 0) return found;
      isExact = true;
      everything.options.set({ solver: 'choose', presolve: 'choose' });
      for (const [unknown, { isWhole }] of unknowns.entries())
        if (isWhole) everything.changeColIntegrality(unknown, highs.constants.variableType.integer);
      for (const index of close) {
        const { sum } = sought[index] as (typeof sought)[number];
        const [one, interval] = [reached[index] as Interval, found[index] as Interval];
        found[index] = {
          from: one.from <= interval.from + EPS ? interval.from : end(sum, minimize),
          to: one.to >= interval.to - EPS ? interval.to : end(sum, maximize),
        };
      }
      return found;
    }),
  );
};
