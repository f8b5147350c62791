import type { Part, ResultGroup, Told } from './group.ts';
import { movesByHighs } from './hard-programs.ts';
import { type Knowledge, partOf, type Quantity, range, type Variable } from './knowledge.ts';
import { bestMoves, type Row } from './linear-program.ts';
import { type Effort, effortOf, spansOf } from './movement.ts';
import type { StepColumn } from './whole-moves.ts';

/** A hidden quantity that is known too closely, and what may be hidden to protect it. */
export type Weakness = {
  readonly knowledge: Knowledge;
  readonly told: readonly Told[];
  readonly target: number;
  /** The width it must have. */
  readonly missing: number;
  /** How far it reaches as it is. */
  readonly reach: readonly [down: number, up: number];
  readonly canHide: (group: number, part: Part) => boolean;
  readonly hiddenBefore: ReadonlySet<string>;
  readonly effort: Effort;
};

/** How much a reader loses with a group; of two alike, the smaller one is missed less. */
export const lossOfGroup = ({ weight, facts }: ResultGroup): number => weight + facts.pupils / 10_000;

/** How much is lost when a part is hidden. Without the number of pupils nothing of the group is shown. */
const lossOf: Readonly<Record<Quantity, number>> = { pupils: 1.6, within: 0.5, outside: 0.5, sum: 0.6 };
/** Where a whole group must be hidden, all of it is: then its shares and means are lost already, and next to nothing more. */
const LOST_ALREADY = 0.02;
/** What readers are used to not seeing is missed less. */
const USED_TO_IT = 0.25;
/** Far above any sum of losses: protecting comes first. */
const PROTECTED = 1e5;
const EPS = 1e-6;
/** So many columns, and HiGHS finds the best moves sooner than we do. */
const MANY = 300;

export type Hidden = readonly [group: number, part: Part];

/** What is chosen to be hidden. */
export type Choice = {
  readonly parts: readonly Hidden[];
  /** Whether the weak quantity may then move as far as it must if pupils could be split, on the one side at least. */
  readonly isEnough: boolean;
};

/**
 * Chooses what to hide besides: the shown quantities that must be allowed to move for the weak one to move far enough, at the least
 * loss to the reader; as far as it can move, where nothing lets it move far enough. A linear program (Kelly, Golden and
 * Assad 1992, for networks); what it chooses is always proved afterwards.
 *
 * @returns no parts when nothing need be hidden (`isEnough`), or when hiding more would not let it move further
 */
export const choosePartsToHide = (weakness: Weakness): Choice => {
  const { missing, reach, knowledge, told, target } = weakness;
  const variable = knowledge.variables[target] as Variable;
  const [lower, upper] = range(variable, told[variable.group] ?? {}) ?? [0, 0];
  const ways = [
    { sign: 1, goal: Math.min(missing + reach[0], upper), so: reach[1] },
    { sign: -1, goal: Math.min(missing - reach[1], -lower), so: -reach[0] },
  ] as const;
  const now = reach[1] - reach[0];
  const near = neighbourhood(weakness, Number.POSITIVE_INFINITY);
  const found = ways
    // What cannot be reached on one side is left to the other, the next time.
    .filter(({ goal, so }) => goal > so + EPS)
    .map(way => {
      const { parts, move } = movedParts(weakness, near, way.sign, way.goal);
      return { parts, further: Math.max(0, move - way.so), isThere: move >= way.goal - EPS };
    });
  const widest = found.reduce((sum, { further }) => sum + further, now);
  const helping = found.filter(({ parts, further }) => parts.length > 0 && further > EPS);
  if (helping.length === 0) return { parts: [], isEnough: widest >= missing - EPS };
  const enough = helping.find(({ isThere }) => isThere);
  const [furthest] = helping.sort((one, other) => other.further - one.further);
  return { parts: (enough ?? furthest)?.parts ?? [], isEnough: enough !== undefined };
};

/** Everything that may be hidden among so many quantities nearest to the weak one. */
export const everyPartNear = (weakness: Weakness, size: number): readonly Hidden[] =>
  once(neighbourhood(weakness, size).flatMap(one => hideable(weakness, one)));

const once = (parts: readonly Hidden[]): readonly Hidden[] => [
  ...new Map(parts.map(one => [one.join(' '), one] as const)).values(),
];

/** The part that tells a quantity, where it may be hidden. */
const hideable = ({ knowledge, canHide }: Weakness, variable: number): readonly Hidden[] => {
  const { group, quantity } = knowledge.variables[variable] as Variable;
  return quantity === 'slack' || !canHide(group, partOf[quantity]) ? [] : [[group, partOf[quantity]]];
};

/** The target and what hangs together with it, nearest first, through what is hidden and what may be. */
const neighbourhood = (weakness: Weakness, size: number): readonly number[] => {
  const { knowledge, told, target } = weakness;
  const spans = spansOf(knowledge, told);
  const rowsOf = new Map<number, number[]>();
  for (const [index, row] of knowledge.rows.entries())
    for (const [variable] of row) rowsOf.set(variable, [...(rowsOf.get(variable) ?? []), index]);
  const seen = new Set([target]);
  const seenRows = new Set<number>();
  for (const variable of seen) {
    if (seen.size >= size) break;
    for (const row of rowsOf.get(variable) ?? []) {
      if (seenRows.has(row)) continue;
      seenRows.add(row);
      for (const [next] of knowledge.rows[row] as Row)
        if (spans[next] !== null || hideable(weakness, next).length > 0) seen.add(next);
    }
  }
  return [...seen].sort((a, b) => a - b);
};

/** What has to be hidden for the target to move to the goal, or as near to it as it can. */
const movedParts = (
  weakness: Weakness,
  near: readonly number[],
  sign: 1 | -1,
  goal: number,
): { readonly parts: readonly Hidden[]; readonly move: number } => {
  const { knowledge, told, target, effort } = weakness;
  const columns: StepColumn[] = [];
  const waysOf = new Map<number, (readonly [column: number, way: 1 | -1])[]>();
  const hiding: { readonly part: Hidden; readonly columns: readonly number[] }[] = [];
  for (const variable of near) {
    const one = knowledge.variables[variable] as Variable;
    const ways: (readonly [number, 1 | -1])[] = [];
    const add = (way: 1 | -1, column: Omit<StepColumn, 'isWhole'>): number => {
      ways.push([columns.length, way]);
      return columns.push({ ...column, isWhole: false }) - 1;
    };
    const span = range(one, told[one.group] ?? {});
    if (span) {
      const [lower, upper] = span;
      const isTarget = variable === target;
      add(1, {
        lower: isTarget && sign < 0 ? Math.max(lower, -goal) : lower,
        upper: isTarget && sign > 0 ? Math.min(upper, goal) : upper,
        gain: isTarget ? sign * PROTECTED : 0,
      });
      // A share that is hidden where the pupils are shown is no tail; it may be one when they are hidden too.
      const further = lower - (range(one, {})?.[0] ?? lower);
      const isShare = one.quantity === 'within' || one.quantity === 'outside';
      if (isShare && further > EPS && weakness.canHide(one.group, 'antal')) {
        const gain = -lossOfQuantity(weakness, { ...one, quantity: 'pupils' });
        hiding.push({ part: [one.group, 'antal'], columns: [add(-1, { lower: 0, upper: further, gain })] });
      }
    }
    // What is shown moves when it is hidden; a mean as it is written, a little before that.
    for (const part of hideable(weakness, variable)) {
      const [lower, upper] = rangeWhenHidden(one);
      const gain = -lossOfQuantity(weakness, one);
      const own = [add(1, { lower: 0, upper, gain }), add(-1, { lower: 0, upper: -lower, gain })] as const;
      hiding.push({ part, columns: own });
    }
    waysOf.set(variable, ways);
  }
  const rows = knowledge.rows.flatMap(row => {
    // What is told for good, and what lies further away, stands still.
    const terms = row.flatMap(([variable, coefficient]) =>
      (waysOf.get(variable) ?? []).map(([column, way]) => [column, way * coefficient] as const),
    );
    return terms.length === 0 ? [] : [terms];
  });
  effort.spent += effortOf.choice * columns.length;
  const moves = (columns.length > MANY ? movesByHighs(rows, columns) : null) ?? bestMoves(columns, rows);
  const isMoved = (column: number): boolean => Math.abs(moves[column] as number) > EPS;
  const move = (waysOf.get(target) ?? []).reduce(
    (sum, [column, way]) => sum + way * (moves[column] as number),
    0,
  );
  return {
    parts: once(hiding.filter(one => one.columns.some(isMoved)).map(({ part }) => part)),
    move: sign * move,
  };
};

/** How much a reader loses when the quantity is hidden, for each unit that it then moves. */
const lossOfQuantity = (
  { knowledge, target, hiddenBefore }: Weakness,
  { group: index, quantity }: Variable,
): number => {
  const group = knowledge.groups[index] as ResultGroup;
  const isForWhole = knowledge.variables[target]?.quantity === 'pupils';
  return (
    (lossOfGroup(group) *
      lossOf[quantity as Quantity] *
      (isForWhole && quantity !== 'pupils' ? LOST_ALREADY : 1) *
      (hiddenBefore.has(group.identity) ? USED_TO_IT : 1)) /
    (quantity === 'sum' ? Math.max(1, group.bounds.within[1]) : 1)
  );
};

/** How far a shown quantity may go once it is hidden. */
const rangeWhenHidden = ({ quantity, value, limits }: Variable): readonly [lower: number, upper: number] => {
  const [lower, upper] = limits ?? (quantity === 'sum' ? [-1e6, 1e6] : [-value, 1e6]);
  return [Math.max(lower, -1e6), Math.min(upper, 1e6)];
};
