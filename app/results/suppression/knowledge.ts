import type { Link, Part, PartState, Relation, ResultGroup, Told } from './group.ts';
import type { Row } from './linear-program.ts';
import { thresholds } from './thresholds.ts';

/** Quantity of a group: pupils, those within the part of the share, those outside it, and the sum of the values. */
export const quantities = ['pupils', 'within', 'outside', 'sum'] as const;
export type Quantity = (typeof quantities)[number];

/** Which part of what is shown tells the quantity. */
export const partOf: Readonly<Record<Quantity, Part>> = {
  pupils: 'antal',
  within: 'andel',
  outside: 'andel',
  sum: 'medelvärde',
};

/** One quantity of one group, or what is left up to a limit (`slack`): from where it is, how far it may move. */
export type Variable = {
  readonly group: number;
  readonly quantity: Quantity | 'slack';
  readonly value: number;
  /** How far it may move whatever is shown; null where nothing is known of it. */
  readonly limits: readonly [lower: number, upper: number] | null;
  /** How far it may move although it is told, since it is told rounded; null where it is told exactly. */
  readonly rounding: readonly [lower: number, upper: number] | null;
};

type LeftOver = { readonly variable: number; readonly counts: readonly number[] };

/**
 * Everything that ties the quantities of a table's groups together, for anyone who knows how schools count: a total is the sum of
 * its parts, pupils are within or outside, and a sum of values lies between the lowest and the highest that so many pupils can have.
 * It holds whatever is shown; what is shown is told by `range`.
 */
export type Knowledge = {
  readonly groups: readonly ResultGroup[];
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
  readonly variableOf: (group: number, quantity: Quantity) => number | null;
  /** What those of a difference have together who have only one of its results, each time that the three were told. */
  readonly leftOversOf: (group: number) => readonly LeftOver[];
};

const quantityOf = ({ facts }: ResultGroup, quantity: Quantity): number | null => {
  switch (quantity) {
    case 'pupils':
      return facts.pupils;
    case 'within':
      return facts.part;
    case 'outside':
      return facts.part === null ? null : facts.pupils - facts.part;
    case 'sum':
      return facts.sum;
  }
};

export const knowledgeOf = (
  groups: readonly ResultGroup[],
  relations: readonly Relation[],
  links: readonly Link[],
): Knowledge => {
  const variables: Variable[] = [];
  const rows: Row[] = [];
  const places = new Map<string, number>();
  const byKey = new Map(groups.map((group, index) => [group.key, index] as const));
  for (const [index, group] of groups.entries())
    for (const quantity of quantities) {
      const value = quantityOf(group, quantity);
      if (value === null) continue;
      places.set(`${index} ${quantity}`, variables.length);
      const [limits, rounding] = quantity === 'sum' ? [group.sumLimits, group.rounding] : [null, null];
      variables.push({ group: index, quantity, value, limits, rounding });
    }
  const variableOf = (group: number, quantity: Quantity) => places.get(`${group} ${quantity}`) ?? null;
  const slack = (group: number, value: number) => {
    variables.push({ group, quantity: 'slack', value, limits: null, rounding: null });
    return variables.length - 1;
  };

  const totals = new Set<number>();
  for (const { total, parts } of relations) {
    const whole = byKey.get(total);
    const members = parts.map(part => byKey.get(part));
    if (whole === undefined || members.some(member => member === undefined))
      throw new Error(`A relation names a group that the table does not have: ${total}`);
    totals.add(whole);
    for (const quantity of quantities) {
      const sum = variableOf(whole, quantity);
      const terms = members.map(member => variableOf(member as number, quantity));
      if (sum === null || terms.some(term => term === null)) continue;
      rows.push([[sum, -1], ...terms.map(term => [term as number, 1] as const)]);
    }
  }
  for (const [index, { bounds }] of groups.entries()) {
    const [pupils, within, outside, sum] = quantities.map(quantity => variableOf(index, quantity));
    if (typeof pupils !== 'number') continue;
    const hasShare = typeof within === 'number' && typeof outside === 'number';
    if (hasShare)
      rows.push([
        [pupils, -1],
        [within, 1],
        [outside, 1],
      ]);
    // What holds for the parts holds for their total.
    if (typeof sum !== 'number' || totals.has(index)) continue;
    const value = (variable: number) => (variables[variable] as Variable).value;
    for (const [end, sign] of [
      [0, 1],
      [1, -1],
    ] as const) {
      const terms: (readonly [number, number])[] = hasShare
        ? [
            [within, bounds.within[end]],
            [outside, bounds.outside[end]],
          ]
        : [[pupils, bounds.within[end]]];
      const limit = terms.reduce((total, [variable, each]) => total + value(variable) * each, 0);
      // Sums are quarters; a limit that the data themselves break is no limit.
      const room = Math.max(0, sign * (value(sum) - limit));
      rows.push([
        [sum, sign],
        ...terms.flatMap(([variable, each]) => (each === 0 ? [] : [[variable, -sign * each] as const])),
        [slack(index, room), -1],
      ]);
    }
  }
  const leftOvers = new Map<number, LeftOver[]>();
  for (const { difference, results, unpaired } of links) {
    const index = byKey.get(difference);
    const [sum, grades, tests] = [difference, ...results].map(key => variableOf(byKey.get(key) ?? -1, 'sum'));
    if (index === undefined) continue;
    if (typeof sum !== 'number' || typeof grades !== 'number' || typeof tests !== 'number') continue;
    const { below, above, counts } = unpaired;
    const variable =
      variables.push({
        group: index,
        quantity: 'slack',
        value: below,
        limits: [-below, above],
        rounding: null,
      }) - 1;
    leftOvers.set(index, [...(leftOvers.get(index) ?? []), { variable, counts }]);
    rows.push([
      [sum, 1],
      [grades, -1],
      [tests, 1],
      [variable, -1],
    ]);
  }
  const leftOversOf = (group: number) => leftOvers.get(group) ?? [];
  return { groups, variables, rows, variableOf, leftOversOf };
};

/** How far a quantity may be from where it is, by what has been told of its group. Null when it is told exactly. */
export const range = (
  { quantity, value, limits, rounding }: Variable,
  told: Told,
): readonly [lower: number, upper: number] | null => {
  if (quantity === 'slack') return limits ?? [-value, Number.POSITIVE_INFINITY];
  const own: PartState | undefined = told[partOf[quantity]];
  if (own?.state === 'visas') return rounding;
  if (quantity === 'sum') return limits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (quantity === 'pupils') return [-value, Number.POSITIVE_INFINITY];
  if (own?.state === 'svans') {
    const isTail = (own.side === '~0') === (quantity === 'within');
    return isTail ? [-value, thresholds.tail - value] : [-value, Number.POSITIVE_INFINITY];
  }
  // A share that is not shown where the pupils are is no tail, or it would have been told as one.
  const isKnownBroad = own?.state === 'dold' && told.antal?.state === 'visas';
  const least = isKnownBroad && value > thresholds.tail ? thresholds.tail + 1 : 0;
  return [least - value, Number.POSITIVE_INFINITY];
};
