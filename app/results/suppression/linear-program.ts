/** A quantity that may move from where it is: at most down to `lower` (≤ 0) and up to `upper` (≥ 0). */
export type Column = { readonly lower: number; readonly upper: number; readonly gain: number };
/** Σ coefficient × move = 0. */
export type Row = readonly (readonly [column: number, coefficient: number])[];

/**
 * Rows solved for as many columns as they determine, the basis: the move of `basis[i]` is −Σ values[i, k] × the move of `rest[k]`, a row
 * of `values` after the other. What many programs share, so that each of them starts where the rows are solved already.
 */
export type Tableau = {
  readonly basis: Int32Array;
  readonly rest: Int32Array;
  readonly values: Float64Array;
};

const EPS = 1e-9;
const MAX_STEPS = 20_000;
/** So many steps without gain, and the choice goes by order: that cannot go in circles (Bland 1977). */
const PATIENCE = 40;

/** Where the numbers of a row are not 0, counted from its start: most of them are, and need no work. */
const placesOf = (values: Float64Array, start: number, count: number): Int32Array => {
  const places = new Int32Array(count);
  let filled = 0;
  for (let k = 0; k < count; k += 1)
    if (values[start + k] !== 0) {
      places[filled] = k;
      filled += 1;
    }
  return places.subarray(0, filled);
};

/** Solves the rows, each for its largest column (Gauss–Jordan). A row that the others determine says nothing and goes. */
export const solvedRows = (count: number, rows: readonly Row[]): Tableau => {
  const table = rows.map(row => {
    const line = new Float64Array(count);
    for (const [j, coefficient] of row) line[j] = (line[j] as number) + coefficient;
    return line;
  });
  const basis: number[] = [];
  const solved: Float64Array[] = [];
  for (const line of table) {
    let pivot = -1;
    for (let j = 0; j < count; j += 1)
      if (Math.abs(line[j] as number) > (pivot < 0 ? EPS : Math.abs(line[pivot] as number))) pivot = j;
    if (pivot < 0) continue;
    const size = line[pivot] as number;
    for (let j = 0; j < count; j += 1) line[j] = (line[j] as number) / size;
    const filled = placesOf(line, 0, count);
    for (const other of table) {
      const factor = other[pivot] as number;
      if (other === line || factor === 0) continue;
      for (const j of filled) other[j] = (other[j] as number) - factor * (line[j] as number);
      other[pivot] = 0;
    }
    basis.push(pivot);
    solved.push(line);
  }
  const isBasic = new Set(basis);
  const rest = Int32Array.from({ length: count }, (_, j) => j).filter(j => !isBasic.has(j));
  const values = new Float64Array(basis.length * rest.length);
  solved.forEach((line, i) => {
    rest.forEach((j, k) => {
      values[i * rest.length + k] = line[j] as number;
    });
  });
  return { basis: Int32Array.from(basis), rest, values };
};

/**
 * Moves that keep every row at 0 and gain the most: the bounded primal simplex method, from standing still, which is always
 * allowed. Every step along the way is allowed as well, so what is returned is so even where the steps run out.
 * @returns the move of each column
 */
export const bestMovesFrom = (solved: Tableau, columns: readonly Column[]): Float64Array => {
  const basis = solved.basis.slice();
  const rest = solved.rest.slice();
  const values = solved.values.slice();
  const m = basis.length;
  const n = rest.length;
  const at = new Float64Array(columns.length);
  const lower = Float64Array.from(columns, column => column.lower);
  const upper = Float64Array.from(columns, column => column.upper);
  const gain = Float64Array.from(rest, j => columns[j]?.gain ?? 0);
  for (let i = 0; i < m; i += 1) {
    const own = columns[basis[i] as number]?.gain ?? 0;
    if (own === 0) continue;
    for (let k = 0; k < n; k += 1) gain[k] = (gain[k] as number) - own * (values[i * n + k] as number);
  }
  let still = 0;

  for (let step = 0; step < MAX_STEPS; step += 1) {
    let entering = -1;
    let steepest = EPS;
    for (let k = 0; k < n; k += 1) {
      const g = gain[k] as number;
      const j = rest[k] as number;
      const canMove =
        g > EPS
          ? (at[j] as number) < (upper[j] as number) - EPS
          : g < -EPS && (at[j] as number) > (lower[j] as number) + EPS;
      if (!canMove) continue;
      if (still > PATIENCE) {
        if (entering < 0 || j < (rest[entering] as number)) entering = k;
      } else if (Math.abs(g) > steepest) {
        entering = k;
        steepest = Math.abs(g);
      }
    }
    if (entering < 0) break;
    const moved = rest[entering] as number;
    const sign = (gain[entering] as number) > 0 ? 1 : -1;
    let length =
      sign > 0
        ? (upper[moved] as number) - (at[moved] as number)
        : (at[moved] as number) - (lower[moved] as number);
    let leaving = -1;
    let pivotSize = 0;
    for (let i = 0; i < m; i += 1) {
      const slope = (values[i * n + entering] as number) * sign;
      if (Math.abs(slope) < EPS) continue;
      const j = basis[i] as number;
      const room =
        slope > 0 ? (at[j] as number) - (lower[j] as number) : (upper[j] as number) - (at[j] as number);
      const limit = Math.max(0, room) / Math.abs(slope);
      if (limit > length + EPS) continue;
      const isTie = leaving >= 0 && limit > length - EPS;
      const winsTie = still > PATIENCE ? j < (basis[leaving] as number) : Math.abs(slope) > pivotSize;
      if (!isTie || winsTie) {
        length = Math.min(length, limit);
        leaving = i;
        pivotSize = Math.abs(slope);
      }
    }
    if (!Number.isFinite(length))
      throw new RangeError('The gain has no end: a column that gains needs an upper bound.');
    still = length > EPS ? 0 : still + 1;
    at[moved] = (at[moved] as number) + sign * length;
    for (let i = 0; i < m; i += 1) {
      const j = basis[i] as number;
      at[j] = (at[j] as number) - (values[i * n + entering] as number) * sign * length;
    }
    if (leaving < 0) continue;
    rest[entering] = basis[leaving] as number;
    basis[leaving] = moved;
    exchange(values, gain, m, n, leaving, entering);
  }
  return at;
};

/** The best moves where only one program is asked for. @see bestMovesFrom */
export const bestMoves = (columns: readonly Column[], rows: readonly Row[]): Float64Array =>
  bestMovesFrom(solvedRows(columns.length, rows), columns);

/** Solves the leaving row for the entering column, and puts that into every other row and into what each column gains. */
const exchange = (
  values: Float64Array,
  gain: Float64Array,
  m: number,
  n: number,
  leaving: number,
  entering: number,
): void => {
  const from = leaving * n;
  const size = values[from + entering] as number;
  for (let k = 0; k < n; k += 1) values[from + k] = (values[from + k] as number) / size;
  values[from + entering] = 1 / size;
  const filled = placesOf(values, from, n);
  const putInto = (target: Float64Array, start: number) => {
    const factor = target[start + entering] as number;
    if (factor === 0) return;
    target[start + entering] = 0;
    for (const k of filled)
      target[start + k] = (target[start + k] as number) - factor * (values[from + k] as number);
  };
  for (let i = 0; i < m; i += 1) if (i !== leaving) putInto(values, i * n);
  putInto(gain, 0);
};
