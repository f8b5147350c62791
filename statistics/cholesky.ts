/**
 * A symmetric matrix as its lower triangle, row after row: element (i, j), j ≤ i, stands at i(i + 1)/2 + j. `first[i]` is the
 * first column of row i that is not zero; what stands before it is 0.
 */
export type Triangle = { readonly size: number; readonly values: Float64Array; readonly first: Int32Array };

/** How much of a column must be left, of what it was before anything was swept out, for it to count as new information. */
export const SMALLEST_SHARE = 1e-9;

/** What is left of a pivot: its root when the column counts as new information, otherwise 0. */
const rootOf = (pivot: number, scale: number): number =>
  scale > 0 && pivot > SMALLEST_SHARE * scale ? Math.sqrt(pivot) : 0;

/** Rows that are taken at a time: eight sums that do not wait for each other, and as many as a processor has room for. */
const ROWS = 4;

/** What to multiply by instead of dividing by a pivot: 0 for a column left out. */
export const inverseOf = (pivot: number): number => (pivot === 0 ? 0 : 1 / pivot);

/** Elements (i, j) and (i, j + 1) of L, when `left` and `right` are their sums over the columns before j. */
const settle = (
  values: Float64Array,
  at: number,
  left: number,
  right: number,
  inverse: number,
  below: number,
  next: number,
): void => {
  const first = ((values[at] as number) - left) * inverse;
  values[at] = first;
  values[at + 1] = ((values[at + 1] as number) - right - first * below) * next;
};

/** The rows from i on, as many as `rows`, when all rows before them are done: their elements left of column i. */
const factoriseBeside = ({ values, first }: Triangle, i: number, rows: number, begin: number): void => {
  const one = (i * (i + 1)) / 2;
  // Where fewer rows are left, the first is read again and its sums thrown away: a question per number would cost more.
  const two = rows > 1 ? one + i + 1 : one;
  const three = rows > 2 ? two + i + 2 : one;
  const four = rows > 3 ? three + i + 3 : one;
  for (let j = begin & ~1; j < i; j += 2) {
    const left = (j * (j + 1)) / 2;
    const right = left + j + 1;
    // Eight names and no list of eight, which would cost more than the sums.
    let al = 0;
    let ar = 0;
    let bl = 0;
    let br = 0;
    let cl = 0;
    let cr = 0;
    let dl = 0;
    let dr = 0;
    for (let k = Math.max(begin, Math.min(first[j] as number, first[j + 1] as number)); k < j; k += 1) {
      const l = values[left + k] as number;
      const r = values[right + k] as number;
      const a = values[one + k] as number;
      const b = values[two + k] as number;
      const c = values[three + k] as number;
      const d = values[four + k] as number;
      al += a * l;
      ar += a * r;
      bl += b * l;
      br += b * r;
      cl += c * l;
      cr += c * r;
      dl += d * l;
      dr += d * r;
    }
    const inverse = inverseOf(values[left + j] as number);
    const below = values[right + j] as number;
    const next = inverseOf(values[right + j + 1] as number);
    settle(values, one + j, al, ar, inverse, below, next);
    if (rows > 1) settle(values, two + j, bl, br, inverse, below, next);
    if (rows > 2) settle(values, three + j, cl, cr, inverse, below, next);
    if (rows > 3) settle(values, four + j, dl, dr, inverse, below, next);
  }
};

/** The same rows' elements from column i on: among themselves. */
const factoriseAmong = (
  values: Float64Array,
  scale: Float64Array,
  i: number,
  rows: number,
  begin: number,
) => {
  for (let a = i; a < i + rows; a += 1) {
    const row = (a * (a + 1)) / 2;
    for (let b = i; b <= a; b += 1) {
      const other = (b * (b + 1)) / 2;
      let left = values[row + b] as number;
      for (let k = begin; k < b; k += 1) left -= (values[row + k] as number) * (values[other + k] as number);
      values[row + b] =
        a === b ? rootOf(left, scale[a] as number) : left * inverseOf(values[other + b] as number);
    }
  }
};

/**
 * Cholesky factor L (A = LL') in place, for a matrix A that may be singular.
 *
 * Columns are taken in order, and a column that the earlier ones already determine is left out: its pivot is a share of at most
 * 1e-9 of `scale`, its size before effects were swept out. Order thus decides who stays, which is what an estimate needs: the
 * effects are taken in before the treatment, and the treatment is left out when they determine it. Zeros before the first
 * element of a row stay zeros (envelope or skyline Cholesky; George & Liu 1981, ch. 4), so a matrix in blocks costs only its
 * blocks. Four rows and two columns are taken at a time, since leaving out one cluster after the other is mostly this.
 *
 * @param matrix changed in place; a column left out gets diagonal 0. What stands before the first element of a row must be 0
 * @param scale per column, > 0 where the column has any cell; 0 leaves it out
 * @returns which columns stayed (1) or were left out (0), and how many stayed
 */
export const factorise = (
  matrix: Triangle,
  scale: Float64Array,
): { readonly kept: Uint8Array; readonly rank: number } => {
  const { size, values, first } = matrix;
  for (let i = 0; i < size; i += ROWS) {
    const rows = Math.min(ROWS, size - i);
    let begin = first[i] as number;
    for (let k = i + 1; k < i + rows; k += 1) begin = Math.min(begin, first[k] as number);
    factoriseBeside(matrix, i, rows, begin);
    factoriseAmong(values, scale, i, rows, begin);
  }
  const kept = new Uint8Array(size);
  let rank = 0;
  for (let i = 0; i < size; i += 1) {
    if (values[(i * (i + 3)) / 2] === 0) continue;
    kept[i] = 1;
    rank += 1;
  }
  return { kept, rank };
};

/** Solves Lz = b in place. What belongs to a column left out becomes 0. */
export const solveForward = (factor: Triangle, b: Float64Array): void => {
  const { size, values, first } = factor;
  for (let i = 0; i < size; i += 1) {
    const row = (i * (i + 1)) / 2;
    const pivot = values[row + i] as number;
    if (pivot === 0) {
      b[i] = 0;
      continue;
    }
    let sum = b[i] as number;
    for (let k = first[i] as number; k < i; k += 1) sum -= (values[row + k] as number) * (b[k] as number);
    b[i] = sum / pivot;
  }
};

/** Solves L'x = z in place. */
export const solveBackward = (factor: Triangle, z: Float64Array): void => {
  const { size, values, first } = factor;
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = (i * (i + 1)) / 2;
    const pivot = values[row + i] as number;
    if (pivot === 0) {
      z[i] = 0;
      continue;
    }
    const solved = (z[i] as number) / pivot;
    z[i] = solved;
    for (let k = first[i] as number; k < i; k += 1)
      z[k] = (z[k] as number) - (values[row + k] as number) * solved;
  }
};

/** Solves Ax = b in place by the factor of A: one of the solutions when A is singular, with 0 for the columns left out. */
export const solve = (factor: Triangle, b: Float64Array): void => {
  solveForward(factor, b);
  solveBackward(factor, b);
};

/**
 * Does Ax = b have a solution? For a column left out, what the earlier columns leave of b must be 0.
 *
 * @param factor of A, as `factorise` made it
 */
export const isSolvable = (factor: Triangle, kept: Uint8Array, b: Float64Array): boolean => {
  const z = b.slice();
  const { size, values, first } = factor;
  const largest = b.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  for (let i = 0; i < size; i += 1) {
    const row = (i * (i + 1)) / 2;
    let left = z[i] as number;
    let terms = Math.abs(left);
    for (let k = first[i] as number; k < i; k += 1) {
      const term = (values[row + k] as number) * (z[k] as number);
      left -= term;
      terms += Math.abs(term);
    }
    if (kept[i] === 1) z[i] = left / (values[row + i] as number);
    else {
      z[i] = 0;
      if (Math.abs(left) > Math.max(1e-8 * largest, 1e-10 * terms)) return false;
    }
  }
  return true;
};
