/** A quantity that may move from where it is: at most down to `lower` (≤ 0) and up to `upper` (≥ 0). */
export type Column = { readonly lower: number; readonly upper: number; readonly gain: number };
/** Σ coefficient × move = 0. */
export type Row = readonly (readonly [column: number, coefficient: number])[];

const EPS = 1e-9;
const MAX_STEPS = 20_000;
/** So many steps without gain, and the choice goes by order: that cannot go in circles (Bland 1977). */
const PATIENCE = 40;

/**
 * Moves that keep every row at 0 and gain the most: the bounded primal simplex method, from standing still, which is always
 * allowed. Every step along the way is allowed as well, so what is returned is so even where the steps run out.
 * @returns the move of each column
 */
export const bestMoves = (columns: readonly Column[], rows: readonly Row[]): Float64Array => {
  const n = columns.length;
  const m = rows.length;
  const table = new Float64Array(m * n);
  for (const [i, row] of rows.entries()) for (const [j, coefficient] of row) table[i * n + j] = coefficient;
  const at = new Float64Array(n);
  const lower = Float64Array.from(columns, column => column.lower);
  const upper = Float64Array.from(columns, column => column.upper);
  const gain = Float64Array.from(columns, column => column.gain);
  // Each row begins with a basic quantity of its own that is held at 0; -1 stands for it.
  const basis = new Int32Array(m).fill(-1);
  const isBasic = new Uint8Array(n);
  let still = 0;

  for (let step = 0; step < MAX_STEPS; step += 1) {
    let entering = -1;
    let steepest = EPS;
    for (let j = 0; j < n; j += 1) {
      if (isBasic[j]) continue;
      const g = gain[j] as number;
      const canMove =
        g > EPS
          ? (at[j] as number) < (upper[j] as number) - EPS
          : g < -EPS && (at[j] as number) > (lower[j] as number) + EPS;
      if (!canMove || Math.abs(g) <= steepest) continue;
      entering = j;
      if (still > PATIENCE) break;
      steepest = Math.abs(g);
    }
    if (entering < 0) break;
    const sign = (gain[entering] as number) > 0 ? 1 : -1;
    let length =
      sign > 0
        ? (upper[entering] as number) - (at[entering] as number)
        : (at[entering] as number) - (lower[entering] as number);
    let leaving = -1;
    let pivotSize = 0;
    for (let i = 0; i < m; i += 1) {
      const slope = (table[i * n + entering] as number) * sign;
      if (Math.abs(slope) < EPS) continue;
      const j = basis[i] as number;
      const value = j < 0 ? 0 : (at[j] as number);
      const room =
        slope > 0 ? value - (j < 0 ? 0 : (lower[j] as number)) : (j < 0 ? 0 : (upper[j] as number)) - value;
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
    at[entering] = (at[entering] as number) + sign * length;
    for (let i = 0; i < m; i += 1) {
      const j = basis[i] as number;
      if (j >= 0) at[j] = (at[j] as number) - (table[i * n + entering] as number) * sign * length;
    }
    if (leaving < 0) continue;
    const out = basis[leaving] as number;
    if (out >= 0) isBasic[out] = 0;
    basis[leaving] = entering;
    isBasic[entering] = 1;
    pivot(table, gain, m, n, leaving, entering);
  }
  return at;
};

/** Makes the entering column a unit of the leaving row, in every row and in what each column gains. */
const pivot = (
  table: Float64Array,
  gain: Float64Array,
  m: number,
  n: number,
  leaving: number,
  entering: number,
): void => {
  const from = leaving * n;
  const size = table[from + entering] as number;
  for (let j = 0; j < n; j += 1) table[from + j] = (table[from + j] as number) / size;
  const subtract = (target: Float64Array, start: number) => {
    const factor = target[start + entering] as number;
    if (factor === 0) return;
    for (let j = 0; j < n; j += 1)
      target[start + j] = (target[start + j] as number) - factor * (table[from + j] as number);
  };
  for (let i = 0; i < m; i += 1) if (i !== leaving) subtract(table, i * n);
  subtract(gain, 0);
};
