import type { Told } from './group.ts';
import { movesByHighs } from './hard-programs.ts';
import type { Knowledge } from './knowledge.ts';
import { range } from './knowledge.ts';
import { type Row, solvedRows, type Tableau } from './linear-program.ts';
import { type StepColumn, type WholeMoves, wholeMoves } from './whole-moves.ts';

type Span = readonly [lower: number, upper: number];

/** A quantity that must not be known closer than `width`. */
export type Target = { readonly variable: number; readonly width: number };

/** What a hidden quantity may be, for anyone who knows all that is told. */
export type Movement = {
  /** Whether the quantity can be at least `width` more at its highest than at its lowest. A proof: both ends have been reached. */
  readonly isWide: (variable: number, width: number) => boolean;
  /** The same by our own search alone, where it does not matter much that a proof is missed. */
  readonly isSoonWide: (variable: number, width: number) => boolean;
  /** How far up and down it has been seen to reach. */
  readonly reach: (variable: number) => Span;
  /** What moved in what has been looked at here: hiding anything else was not needed for it. */
  readonly moved: ReadonlySet<number>;
};

/** Möda: about a microsecond of an ordinary processor each, and the same for the same table, unlike time. */
export type Effort = { spent: number };

/** What things take, for each quantity that they are about; a program of our own for each square of one. */
export const effortOf = { ownProgram: 0.05, highsForPupils: 60, highsForSums: 200, choice: 25 } as const;

/** Keeps what has been reached from one state of hiding to the next: hiding more never takes away a possibility. */
export type Reached = { readonly up: Float64Array; readonly down: Float64Array };
export const nothingReached = ({ variables }: Knowledge): Reached => ({
  up: new Float64Array(variables.length),
  down: new Float64Array(variables.length),
});

export const copyOf = ({ up, down }: Reached): Reached => ({ up: up.slice(), down: down.slice() });

const EPS = 1e-6;
/** So many quantities our own search looks at; of a larger island, what lies nearest. */
const NEAR = 150;
/**
 * So many branches at most for one question to HiGHS, fewer where each takes long. What is not found by then counts as not there, and more
 * is hidden instead.
 */
const mostBranches = ({ variables }: Island): number => (variables.length > 200 ? 50 : 500);

/** Quantities that hang together: a move of one may need a move of another. Its rows count its own quantities. */
type Island = {
  readonly variables: readonly number[];
  readonly rows: readonly Row[];
  /** The rows solved, once, when that is first needed. */
  readonly solved: () => Tableau;
};

const islandOf = (variables: readonly number[], rows: readonly Row[]): Island => {
  let solved: Tableau | undefined;
  return {
    variables,
    rows,
    solved: () => {
      solved ??= solvedRows(variables.length, rows);
      return solved;
    },
  };
};

/** The rows as they are for some of what they count, which is counted anew; all else in them stands still. */
const rowsAmong = (members: readonly number[], rows: readonly Row[]): readonly Row[] => {
  const place = new Map(members.map((member, index) => [member, index] as const));
  return rows.flatMap(row => {
    const own = row.flatMap(([j, coefficient]) => {
      const at = place.get(j);
      return at === undefined ? [] : [[at, coefficient] as const];
    });
    return own.length === 0 ? [] : [own];
  });
};

/**
 * What lies nearest to a quantity of a large island: all else stands still, so what is found to move there may move. Near is what few others
 * stand beside in a sum; of a long sum some parts are taken with all that hangs on them, rather than all parts with nothing.
 */
const nearestIn = ({ variables, rows }: Island, target: number, size: number): Island => {
  const rowsOf = variables.map((): number[] => []);
  for (const [index, row] of rows.entries()) for (const [j] of row) rowsOf[j]?.push(index);
  const distances = new Map([[variables.indexOf(target), 0]]);
  const near = new Set<number>();
  while (near.size < size) {
    let next = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [j, distance] of distances)
      if (distance < least && !near.has(j)) {
        next = j;
        least = distance;
      }
    if (next < 0) break;
    near.add(next);
    for (const index of rowsOf[next] as readonly number[]) {
      const others = (rows[index] as Row).map(([j]) => j).filter(j => j !== next);
      others.sort((a, b) => Math.abs(a - next) - Math.abs(b - next));
      for (const [rank, other] of others.entries()) {
        const distance = least + (rank + 1) * (others.length + 1);
        if (distance < (distances.get(other) ?? Number.POSITIVE_INFINITY)) distances.set(other, distance);
      }
    }
  }
  const members = [...near].sort((a, b) => a - b);
  return islandOf(
    members.map(j => variables[j] as number),
    rowsAmong(members, rows),
  );
};

/** The island of each quantity that may move. */
const islandsOf = (knowledge: Knowledge, spans: readonly (Span | null)[]): Map<number, Island> => {
  const isFree = spans.map(span => span !== null);
  let rows = knowledge.rows.map(row => row.filter(([variable]) => isFree[variable]));
  // What stands alone in a sum of known numbers is known.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const row of rows) {
      const [only] = row;
      if (row.length !== 1 || !only) continue;
      isFree[only[0]] = false;
      isSettled = false;
    }
    rows = rows.map(row => row.filter(([variable]) => isFree[variable])).filter(row => row.length > 0);
  }
  const leader = knowledge.variables.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] as number] as number;
      at = leader[at] as number;
    }
    return at;
  };
  for (const row of rows) {
    const first = find((row[0] as readonly [number, number])[0]);
    for (const [variable] of row) leader[find(variable)] = first;
  }
  const members = new Map<number, { variables: number[]; rows: Row[] }>();
  for (const [variable, free] of isFree.entries()) {
    if (!free) continue;
    const root = find(variable);
    const island = members.get(root) ?? { variables: [], rows: [] };
    island.variables.push(variable);
    members.set(root, island);
  }
  for (const row of rows) members.get(find((row[0] as readonly [number, number])[0]))?.rows.push(row);
  const byVariable = new Map<number, Island>();
  for (const { variables, rows: ownRows } of members.values()) {
    const island = islandOf(variables, rowsAmong(variables, ownRows));
    for (const variable of variables) byVariable.set(variable, island);
  }
  return byVariable;
};

export const spansOf = (knowledge: Knowledge, told: readonly Told[]): (Span | null)[] =>
  knowledge.variables.map(variable => range(variable, told[variable.group] ?? {}));

const isCounted = ({ variables }: Knowledge, variable: number): boolean => {
  const quantity = variables[variable]?.quantity;
  return quantity !== 'sum' && quantity !== 'slack';
};

/** Works out the movement that what is told leaves, by linear programs over one island at a time. `effort` counts what that takes. */
export const movementOf = (
  knowledge: Knowledge,
  told: readonly Told[],
  reached: Reached,
  effort: Effort,
): Movement => {
  const spans = spansOf(knowledge, told);
  const islands = islandsOf(knowledge, spans);
  const moved = new Set<number>();
  /** What stands open after our own search: it may be wider than was found. */
  const open = new Set<string>();
  const note = (island: Island, place: number, moves: Float64Array): void => {
    if (Math.abs(moves[place] as number) > EPS)
      for (const [index, variable] of island.variables.entries())
        if (Math.abs(moves[index] as number) > EPS) moved.add(variable);
    for (const [index, variable] of island.variables.entries()) {
      const move = moves[index] as number;
      if (move > (reached.up[variable] as number)) reached.up[variable] = move;
      if (-move > (reached.down[variable] as number)) reached.down[variable] = -move;
    }
  };
  const columnsOf = (island: Island, target: number, sign: 1 | -1, limit: number): StepColumn[] =>
    island.variables.map(variable => {
      const [lower, upper] = spans[variable] as Span;
      const isWhole = isCounted(knowledge, variable);
      if (variable !== target) return { lower, upper, isWhole, gain: 0 };
      return sign > 0
        ? { lower, upper: Math.min(upper, limit), isWhole, gain: 1 }
        : { lower: Math.max(lower, -limit), upper, isWhole, gain: -1 };
    });
  const askHighs = (island: Island, target: number, sign: 1 | -1, limit: number): void => {
    const each = isCounted(knowledge, target) ? effortOf.highsForPupils : effortOf.highsForSums;
    effort.spent += each * island.variables.length;
    const moves = movesByHighs(island.rows, columnsOf(island, target, sign, limit), mostBranches(island));
    if (moves) note(island, island.variables.indexOf(target), moves);
  };
  const askOwn = (island: Island, target: number, columns: readonly StepColumn[]): WholeMoves => {
    const found = wholeMoves(island.solved(), columns);
    effort.spent += effortOf.ownProgram * found.programs * island.variables.length ** 2;
    note(island, island.variables.indexOf(target), found.moves);
    return found;
  };
  const surroundings = new Map<number, Island>();
  /** The island of a quantity, or what lies nearest to it there. */
  const around = (target: number): Island | undefined => {
    const island = islands.get(target);
    if (!island || island.variables.length <= NEAR) return island;
    const near = surroundings.get(target) ?? nearestIn(island, target, NEAR);
    surroundings.set(target, near);
    return near;
  };
  const searched = new Set<string>();
  const search = (target: number, sign: 1 | -1, limit: number): void => {
    const island = around(target);
    if (!island || searched.has(`${target} ${sign} ${limit}`)) return;
    searched.add(`${target} ${sign} ${limit}`);
    const columns = columnsOf(island, target, sign, limit);
    // Sums of values mostly move without a pupil more or less: that is found at once, and nobody has to be made whole.
    const still = columns.map(column => (column.isWhole ? { ...column, lower: 0, upper: 0 } : column));
    const isMoved = ({ moves }: WholeMoves) =>
      Math.abs(moves[island.variables.indexOf(target)] as number) >= limit - EPS;
    if (!isCounted(knowledge, target) && isMoved(askOwn(island, target, still))) return;
    const found = askOwn(island, target, columns);
    const isWhole = island === islands.get(target);
    if (isWhole ? !found.isSettled : !isMoved(found)) open.add(`${target} ${sign}`);
  };
  const searchOpen = (target: number, sign: 1 | -1, limit: number): void => {
    const island = islands.get(target);
    if (island && open.has(`${target} ${sign}`)) askHighs(island, target, sign, limit);
  };
  const reach = (variable: number): Span => [
    -(reached.down[variable] as number),
    reached.up[variable] as number,
  ];
  const width = (variable: number): number => {
    const [down, up] = reach(variable);
    return up - down;
  };
  const isWideBy = (ways: readonly (typeof search)[], variable: number, wanted: number): boolean => {
    const isWide = () => width(variable) >= wanted - EPS;
    for (const find of ways)
      for (const sign of [1, -1] as const) {
        if (isWide()) return true;
        find(variable, sign, wanted);
      }
    return isWide();
  };
  return {
    reach,
    moved,
    isSoonWide: (variable, wanted) => isWideBy([search], variable, wanted),
    isWide: (variable, wanted) => isWideBy([search, searchOpen], variable, wanted),
  };
};
