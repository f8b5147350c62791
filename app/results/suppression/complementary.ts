import type { Part, ResultGroup, Told } from './group.ts';
import { type Knowledge, partOf, type Quantity, range, type Variable } from './knowledge.ts';
import { bestMoves, type Column, type Row } from './linear-program.ts';
import { spansOf } from './movement.ts';

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
/** The nearest quantities are tried first: a large authority need not be looked through for every unit. */
const neighbourhoods = [250, 1000, Number.POSITIVE_INFINITY];

export type Hidden = readonly [group: number, part: Part];

/**
 * Chooses what to hide besides: the shown quantities that must be allowed to move for the weak one to move far enough, at the least
 * loss to the reader. A linear program over what is near (Kelly, Golden and Assad 1992, for networks); what it chooses is always
 * proved afterwards.
 *
 * @returns null when no single move is long enough
 */
export const choosePartsToHide = (weakness: Weakness): readonly Hidden[] | null => {
  const { missing, reach, knowledge, told, target } = weakness;
  const variable = knowledge.variables[target] as Variable;
  const [lower, upper] = range(variable, told[variable.group] ?? {}) ?? [0, 0];
  const ways = [
    { sign: 1, goal: Math.min(missing + reach[0], upper), so: reach[1] },
    { sign: -1, goal: Math.min(missing - reach[1], -lower), so: -reach[0] },
  ] as const;
  // What cannot be reached on one side is left to the other, the next time.
  const open = ways.filter(({ goal, so }) => goal > so + EPS);
  let near: readonly number[] = [];
  for (const size of neighbourhoods) {
    const wider = neighbourhood(weakness, size);
    if (wider.length === near.length) break;
    near = wider;
    for (const { sign, goal } of open) {
      const parts = movedParts(weakness, near, sign, goal);
      if (parts) return parts;
    }
  }
  return null;
};

/** Everything that hangs together with the weak quantity and may be hidden: no more can be given up for it. */
export const everyPart = (weakness: Weakness): readonly Hidden[] => {
  const all = neighbourhood(weakness, Number.POSITIVE_INFINITY).flatMap(one => hideable(weakness, one) ?? []);
  return [...new Map(all.map(one => [one.join(' '), one] as const)).values()];
};

const hideable = ({ knowledge, canHide }: Weakness, variable: number): Hidden[] | null => {
  const { group, quantity } = knowledge.variables[variable] as Variable;
  if (quantity === 'slack') return null;
  return canHide(group, partOf[quantity]) ? [[group, partOf[quantity]]] : null;
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
        if (spans[next] !== null || hideable(weakness, next)) seen.add(next);
    }
  }
  return [...seen].sort((a, b) => a - b);
};

/** What has to move for the target to move to the goal; null when it cannot. */
const movedParts = (
  weakness: Weakness,
  near: readonly number[],
  sign: 1 | -1,
  goal: number,
): readonly Hidden[] | null => {
  const { knowledge, told, target, hiddenBefore } = weakness;
  const isNear = new Set(near);
  const isForWhole = knowledge.variables[target]?.quantity === 'pupils';
  const columns: Column[] = [];
  const columnsOf = new Map<number, readonly (readonly [column: number, sign: 1 | -1])[]>();
  for (const variable of near) {
    const one = knowledge.variables[variable] as Variable;
    const span = range(one, told[one.group] ?? {});
    if (span) {
      const [lower, upper] = span;
      const isTarget = variable === target;
      columnsOf.set(variable, [[columns.length, 1]]);
      columns.push({
        lower: isTarget && sign < 0 ? Math.max(lower, -goal) : lower,
        upper: isTarget && sign > 0 ? Math.min(upper, goal) : upper,
        gain: isTarget ? sign * PROTECTED : 0,
      });
    } else {
      const [lower, upper] = rangeWhenHidden(one);
      const group = knowledge.groups[one.group];
      const scale = one.quantity === 'sum' ? Math.max(1, group?.bounds.within[1] ?? 1) : 1;
      const loss =
        ((group ? lossOfGroup(group) : 1) *
          lossOf[one.quantity as Quantity] *
          (isForWhole && one.quantity !== 'pupils' ? LOST_ALREADY : 1) *
          (hiddenBefore.has(group?.identity ?? '') ? USED_TO_IT : 1)) /
        scale;
      columnsOf.set(variable, [
        [columns.length, 1],
        [columns.length + 1, -1],
      ]);
      columns.push({ lower: 0, upper, gain: -loss }, { lower: 0, upper: -lower, gain: -loss });
    }
  }
  const rows = knowledge.rows.flatMap(row => {
    // What is told for good, and what lies further away, stands still.
    const terms = row.filter(([variable]) => isNear.has(variable));
    return terms.length === 0
      ? []
      : [
          terms.flatMap(([variable, coefficient]) =>
            (columnsOf.get(variable) ?? []).map(([column, way]) => [column, way * coefficient] as const),
          ),
        ];
  });
  const moves = bestMoves(columns, rows);
  const moved = (variable: number) =>
    (columnsOf.get(variable) ?? []).reduce((sum, [column, way]) => sum + way * (moves[column] as number), 0);
  if (sign * moved(target) < goal - EPS) return null;
  const chosen = near.flatMap(variable =>
    Math.abs(moved(variable)) > EPS ? (hideable(weakness, variable) ?? []) : [],
  );
  return chosen.length === 0 ? null : chosen;
};

/** How far a shown quantity may go once it is hidden. */
const rangeWhenHidden = ({ quantity, value, limits }: Variable): readonly [lower: number, upper: number] => {
  const [lower, upper] = limits ?? (quantity === 'sum' ? [-1e6, 1e6] : [-value, 1e6]);
  return [Math.max(lower, -1e6), Math.min(upper, 1e6)];
};
