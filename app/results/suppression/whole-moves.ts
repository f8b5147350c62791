import { bestMovesFrom, type Column, type Tableau } from './linear-program.ts';

/** A column that only moves in whole steps: pupils are whole, and everyone knows it. */
export type StepColumn = Column & { readonly isWhole: boolean };

/** `isSettled`: no others gain more, or there was nothing more to gain. `programs`: how many were tried. */
export type WholeMoves = {
  readonly moves: Float64Array;
  readonly isSettled: boolean;
  readonly programs: number;
};

/** So many programs are tried for one question, each in a moment; nearly always one of the first is whole. */
const MOST_PROGRAMS = 40;
/** Far above what any move gains: a branch must first go where it is told to. */
const MUST = 1e5;
const EPS = 1e-6;

const fractionOf = (move: number): number => Math.abs(move - Math.round(move));

const gainOf = (columns: readonly Column[], moves: Float64Array): number =>
  columns.reduce((sum, { gain }, j) => sum + gain * (moves[j] as number), 0);

/** The rows where each of those columns is the sum of itself and of a new column at the end. */
const withTwins = ({ basis, rest, values }: Tableau, count: number, twins: readonly number[]): Tableau => {
  const [m, n] = [basis.length, rest.length];
  const wide = n + twins.length;
  const rowOf = new Map([...basis].map((j, i) => [j, i] as const));
  const placeOf = new Map([...rest].map((j, k) => [j, k] as const));
  const wider = new Float64Array(m * wide);
  for (let i = 0; i < m; i += 1) {
    wider.set(values.subarray(i * n, (i + 1) * n), i * wide);
    twins.forEach((twin, t) => {
      const place = placeOf.get(twin);
      wider[i * wide + n + t] =
        place === undefined ? Number(rowOf.get(twin) === i) : (values[i * n + place] as number);
    });
  }
  return { basis, rest: Int32Array.from([...rest, ...twins.map((_, t) => count + t)]), values: wider };
};

/**
 * The best moves between limits that need not allow standing still; null when none fit. A column that must move goes there in a part
 * of its own, its twin, which gains more than all else.
 */
const movesWithin = (solved: Tableau, columns: readonly Column[]): Float64Array | null => {
  const mustOf = ({ lower, upper }: Column): number => Math.max(0, lower) + Math.min(0, upper);
  const twins = [...columns.keys()].filter(j => mustOf(columns[j] as Column) !== 0);
  if (twins.length === 0) return bestMovesFrom(solved, columns);
  const split = columns.map(column => {
    const must = mustOf(column);
    return { ...column, lower: Math.min(0, column.lower - must), upper: Math.max(0, column.upper - must) };
  });
  const added = twins.map((j): Column => {
    const column = columns[j] as Column;
    const must = mustOf(column);
    return {
      lower: Math.min(0, must),
      upper: Math.max(0, must),
      gain: Math.sign(must) * MUST + column.gain,
    };
  });
  const found = bestMovesFrom(withTwins(solved, columns.length, twins), [...split, ...added]);
  const moves = found.slice(0, columns.length);
  twins.forEach((j, t) => {
    moves[j] = (moves[j] as number) + (found[columns.length + t] as number);
  });
  const fits = columns.every(
    ({ lower, upper }, j) => (moves[j] as number) >= lower - EPS && (moves[j] as number) <= upper + EPS,
  );
  return fits ? moves : null;
};

/** The column that is furthest from a whole step; −1 when all are whole. */
const mostSplit = (columns: readonly StepColumn[], moves: Float64Array): number => {
  let most = EPS;
  let found = -1;
  columns.forEach(({ isWhole }, j) => {
    if (!isWhole || fractionOf(moves[j] as number) <= most) return;
    most = fractionOf(moves[j] as number);
    found = j;
  });
  return found;
};

/**
 * Moves that keep every row at 0, in whole steps where steps are whole, and gain as much as is found: branch and bound (Land and Doig
 * 1960), the nearest branch first. In a table of sums the first program is whole already; it is what ties pupils to sums of
 * values, and three ways of adding at once, that split them.
 *
 * @param solved the rows, solved once for all programs
 * @returns the move of each column: standing still where nothing better is found
 */
export const wholeMoves = (solved: Tableau, columns: readonly StepColumn[]): WholeMoves => {
  const most = columns.reduce(
    (sum, { gain, lower, upper }) => sum + (gain === 0 ? 0 : Math.max(gain * lower, gain * upper)),
    0,
  );
  let best: Float64Array = new Float64Array(columns.length);
  let bestGain = 0;
  const branches: (readonly StepColumn[])[] = [columns];
  let programs = 0;
  for (; programs < MOST_PROGRAMS; programs += 1) {
    const branch = branches.pop();
    if (!branch) break;
    const moves = movesWithin(solved, branch);
    if (!moves || gainOf(branch, moves) <= bestGain + EPS) continue;
    const split = mostSplit(branch, moves);
    if (split < 0) {
      best = Float64Array.from(moves, (move, j) => (branch[j]?.isWhole ? Math.round(move) : move));
      bestGain = gainOf(branch, moves);
      if (bestGain >= most - EPS) break;
      continue;
    }
    const below = Math.floor(moves[split] as number);
    const within = (limits: Partial<Column>) =>
      branch.map((column, j) => (j === split ? { ...column, ...limits } : column));
    const down = within({ upper: below });
    const up = within({ lower: below + 1 });
    branches.push(...((moves[split] as number) - below < 0.5 ? [up, down] : [down, up]));
  }
  return { moves: best, isSettled: branches.length === 0 || bestGain >= most - EPS, programs };
};
