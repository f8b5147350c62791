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

/** Möda: how much has been asked, as the squares of the quantities that each program was about. The same for the same table, unlike time. */
export type Effort = { spent: number };

/** Keeps what has been reached from one state of hiding to the next: hiding more never takes away a possibility. */
export type Reached = { readonly up: Float64Array; readonly down: Float64Array };
export const nothingReached = ({ variables }: Knowledge): Reached => ({
  up: new Float64Array(variables.length),
  down: new Float64Array(variables.length),
});

export const copyOf = ({ up, down }: Reached): Reached => ({ up: up.slice(), down: down.slice() });

const EPS = 1e-6;
/** So many quantities, and HiGHS is asked at once: it takes longer to start, and goes faster. */
const LARGE = 200;
/** A question to HiGHS takes as long as so many programs of our own. */
const PROGRAMS_OF_HIGHS = 10;
/**
 * So many branches at most for one question to HiGHS, fewer where each takes long. What is not found by then counts as not there, and more
 * is hidden instead.
 */
const mostBranches = ({ variables }: Island): number => (variables.length > LARGE ? 50 : 500);

/** Quantities that hang together: a move of one may need a move of another. Its rows count its own quantities. */
type Island = {
  readonly variables: readonly number[];
  readonly rows: readonly Row[];
  /** The rows solved, once, when that is first needed. */
  readonly solved: () => Tableau;
};

const islandOf = (variables: readonly number[], rowsOfAll: readonly Row[]): Island => {
  const place = new Map(variables.map((variable, index) => [variable, index] as const));
  const rows = rowsOfAll.map(row =>
    row.map(([variable, coefficient]) => [place.get(variable) as number, coefficient] as const),
  );
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
    const island = islandOf(variables, ownRows);
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
  const spend = ({ variables }: Island, programs: number): void => {
    effort.spent += programs * variables.length ** 2;
  };
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
    spend(island, PROGRAMS_OF_HIGHS);
    const moves = movesByHighs(island.rows, columnsOf(island, target, sign, limit), mostBranches(island));
    if (moves) note(island, island.variables.indexOf(target), moves);
  };
  const askOwn = (island: Island, target: number, columns: readonly StepColumn[]): WholeMoves => {
    const found = wholeMoves(island.solved(), columns);
    spend(island, found.programs);
    note(island, island.variables.indexOf(target), found.moves);
    return found;
  };
  const search = (target: number, sign: 1 | -1, limit: number): void => {
    const island = islands.get(target);
    if (!island) return;
    if (island.variables.length > LARGE) {
      askHighs(island, target, sign, limit);
      return;
    }
    const columns = columnsOf(island, target, sign, limit);
    // Sums of values mostly move without a pupil more or less: that is found at once, and nobody has to be made whole.
    const still = columns.map(column => (column.isWhole ? { ...column, lower: 0, upper: 0 } : column));
    const isMoved = ({ moves }: WholeMoves) =>
      Math.abs(moves[island.variables.indexOf(target)] as number) >= limit - EPS;
    if (!isCounted(knowledge, target) && isMoved(askOwn(island, target, still))) return;
    if (!askOwn(island, target, columns).isSettled) open.add(`${target} ${sign}`);
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
